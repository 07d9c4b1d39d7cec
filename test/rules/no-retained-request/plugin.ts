import type { FastifyInstance, FastifyRequest } from 'fastify';

const latest: FastifyRequest[] = [];
const urls: string[] = [];

export async function history(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async request => {
    latest.push(request); // want collection
    urls.push(request.url);
    if (latest.length > 50) latest.shift();
  });
  app.get('/history', async () => ({ count: latest.length, urls }));
}
