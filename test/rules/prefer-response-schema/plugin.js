import { createReadStream } from 'node:fs';
import fp from 'fastify-plugin';
import { find, paint, remove, toCsv } from './numbers.js';
import { settings, version } from './settings.js';

const { region } = settings();
const reply = { response: { 200: { type: 'array', items: { type: 'number' } } } };

async function routes(fastify) {
  fastify.get('/ids', { schema: reply }, async request => request.query.ids.map(Number));

  fastify.get('/numbers', async request => request.query.ids.map(Number)); // want generic

  fastify.get('/file', (request, answer) => answer.send(createReadStream('/srv/numbers.txt')));

  fastify.get('/later', (request, answer) => { // want generic
    const { ids } = request.query;
    answer.send({ ids, at: Date.now() });
  });

  // What it is told by its status, or by its headers, is no object.
  fastify.delete('/numbers', async (request, answer) => {
    const result = await remove(request.query.ids);
    return answer.code(204).send(result);
  });

  fastify.delete('/ids', async (request, answer) => { // want generic potential
    const result = await remove(request.query.ids);
    return answer.code(202).send(result);
  });

  fastify.head('/numbers', async (request, answer) => {
    const result = await find(request.query.ids);
    return answer.send(result);
  });

  fastify.get('/dump', async (request, answer) => {
    const dump = await find(request.query.ids);
    return answer.header('content-type', 'application/json').header('content-disposition', 'attachment').send(dump);
  });

  fastify.get('/picture', async (request, answer) => {
    answer.type('image/png');
    return paint(request.query.ids);
  });

  fastify.get('/found', async (request, answer) => { // want generic potential
    answer.type('application/json');
    return find(request.query.ids);
  });

  fastify.get('/list', async (request, answer) => { // want generic
    if (request.query.csv) return answer.type('text/csv').send(await toCsv(request.query.ids));
    return answer.send({ ids: request.query.ids });
  });

  // The same each time.
  fastify.get('/version', (request, answer) => {
    answer.send(version);
  });

  fastify.get('/region', (request, answer) => {
    answer.send(region);
  });

  fastify.route({
    method: 'GET',
    url: '/schemed',
    schema: reply,
    handler: async request => request.query.ids.map(Number),
  });
}

export default fp(routes);
