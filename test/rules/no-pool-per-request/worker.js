// file: src/worker.js
import { Client, Pool } from 'pg';
import postgres from 'postgres';

/** No two requests may share a connection at the edge. */
export default {
  async fetch(request, env, ctx) {
    const pool = new Pool({ connectionString: env.HYPERDRIVE.connectionString });
    const { rows } = await pool.query('SELECT * FROM article WHERE slug = $1', [new URL(request.url).pathname]);
    ctx.waitUntil(pool.end());
    return Response.json(rows);
  },

  async scheduled(event, env) {
    const sql = postgres(env.DATABASE_URL);
    await sql`DELETE FROM session WHERE expires < now()`;
  },
};

export async function ping(url) {
  const client = new Client(url);
  await client.connect();
  await client.end();
}
