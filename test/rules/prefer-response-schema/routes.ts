import Fastify from 'fastify';
import { Pool } from 'pg';

const app = Fastify();
const pool = new Pool({ connectionTimeoutMillis: 5_000 });
pool.on('error', console.error);

app.get('/users', async () => { // want generic
  const { rows } = await pool.query('SELECT id, name FROM users LIMIT 100');
  return rows;
});

app.get<{ Params: { id: string } }>('/users/:id', async (request, reply) => { // want generic
  const found = await pool.query('SELECT id, name FROM users WHERE id = $1', [request.params.id]);
  if (found.rows.length === 0) return reply.code(404).send({ message: `${request.params.id} is not known` });
  return found.rows;
});

app.post<{ Body: { name: string } }>('/users', { schema: { body: { type: 'object' } } }, async (request, reply) => { // want generic
  const user = { id: 1, name: request.body.name };
  return reply.code(201).send(user);
});

app.route({ // want generic
  method: 'GET',
  url: '/names',
  async handler() {
    const { rows } = await pool.query<{ name: string }>('SELECT name FROM users LIMIT 100');
    return rows.map(({ name }) => name);
  },
});

async function count(): Promise<{ count: number }> {
  const { rowCount } = await pool.query('SELECT 1 FROM users LIMIT 100');
  return { count: rowCount ?? 0 };
}

app.get('/count', count); // want generic

declare function load(id: string): Promise<object>;

app.get<{ Params: { id: string } }>('/loaded/:id', async request => load(request.params.id)); // want generic potential

// With a schema, or one from elsewhere; always the same; no object.
app.get('/typed', { schema: { response: { 200: { type: 'object', properties: { id: { type: 'number' } } } } } }, async () => {
  const { rows } = await pool.query('SELECT id FROM users LIMIT 1');
  return { id: rows.length };
});

declare const listing: object;

app.get('/listed', { schema: listing }, async () => {
  const { rows } = await pool.query('SELECT id FROM users LIMIT 100');
  return rows;
});

app.get('/health', async () => ({ status: 'ok' }));

app.get<{ Params: { id: string } }>('/text/:id', async request => `user ${request.params.id}`);

app.get<{ Params: { id: string } }>('/own/:id', async (request, reply) => {
  reply.serializer(value => JSON.stringify(value));
  return reply.send({ id: request.params.id });
});
