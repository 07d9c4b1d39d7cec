import { createReadStream } from 'node:fs';
import fp from 'fastify-plugin';

const reply = { response: { 200: { type: 'array', items: { type: 'number' } } } };

async function routes(fastify) {
  fastify.get('/ids', { schema: reply }, async request => request.query.ids.map(Number));

  fastify.get('/numbers', async request => request.query.ids.map(Number)); // want generic

  fastify.get('/file', (request, answer) => answer.send(createReadStream('/srv/numbers.txt')));

  fastify.get('/later', (request, answer) => { // want generic
    const { ids } = request.query;
    answer.send({ ids, at: Date.now() });
  });

  fastify.route({
    method: 'GET',
    url: '/schemed',
    schema: reply,
    handler: async request => request.query.ids.map(Number),
  });
}

export default fp(routes);
