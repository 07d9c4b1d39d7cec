/** Modules of a shop, as people write them: what is found in them and what becomes of it is the same in every tool. */

export const pooled = `import { Pool } from 'pg';

const pool = new Pool({ max: 5, connectionTimeoutMillis: 5_000 });
pool.on('error', console.error);
`;

/** Keeps a client when its query fails, in line 7; a fix mends it. */
export const leaksClient = `${pooled}
export async function countOrders() {
  const client = await pool.connect();
  const result = await client.query('SELECT count(*) FROM orders');
  client.release();
  return result.rows[0].count;
}
`;

/** What the fix makes of its function. */
export const keepsNoClient = `export async function countOrders() {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT count(*) FROM orders');
    return result.rows[0].count;
  } finally {
    client.release();
  }
}
`;

/** Makes a pool for each call, in line 4. */
export const leaksPool = `import { Pool } from 'pg';

export function stockOf(request) {
  const pool = new Pool({ max: 5, connectionTimeoutMillis: 5_000 });
  pool.on('error', console.error);
  return pool.query('SELECT * FROM stock WHERE article = $1', [request.article]);
}
`;

/** A module as it was written before there were modules. */
export const commonjs = (text: string): string =>
  text
    .replace(`import { Pool } from 'pg'`, `const { Pool } = require('pg')`)
    .replaceAll(/export ((?:async )?function) (\w+)/g, 'exports.$2 = $1');
