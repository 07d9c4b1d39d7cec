import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

const app = fastify(); // in once

app.get('/orders', async () => {
  return Promise.resolve([]); // in handler request
});

app.get('/orders/:id', { schema: {} }, async (_request, reply) => {
  return reply.send({}); // in handler request
});

app.post('/orders', {
  async preHandler(request) {
    request.log.info('checked'); // in handler request
  },
  handler: async (_request, reply) => reply.code(201).send(), // in handler request
});

app.route({
  method: 'GET',
  url: '/invoices',
  onRequest: (request, _reply, done) => {
    request.log.info('asked'); // in handler request
    done();
  },
  handler: invoices,
});

app.addHook('onRequest', async request => {
  request.log.info('seen'); // in handler request
});

app.addHook('onClose', async instance => {
  instance.log.info('closed'); // in once
});

app.setErrorHandler((error, _request, reply) => {
  void reply.send(error); // in handler request
});

async function invoices(_request: FastifyRequest, reply: FastifyReply) {
  await reply.send([]); // in handler request
}

export async function routes(instance: FastifyInstance) {
  instance.get('/nested', async request => {
    request.log.info('nested'); // in handler request
  });
}

void app.register(async instance => {
  instance.log.info('registered'); // in once
  instance.get('/plugin', async request => request.log.info('plugin')); // in handler request
});
