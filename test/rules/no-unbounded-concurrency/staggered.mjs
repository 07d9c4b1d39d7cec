import pLimit from 'p-limit';
import pMap from 'p-map';
import { Pool } from 'pg';

const limit = pLimit(5);
const pool = new Pool({ max: 10, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));

export const titlesOf = links => Promise.all(links.map(async link => { // want requests
  const answer = await fetch(link, { signal: AbortSignal.timeout(2000) });
  return (await answer.text()).slice(0, 100);
}));

export async function recompute() {
  const { rows } = await pool.query('SELECT id FROM accounts');
  await Promise.allSettled(rows.map(({ id }) => pool.query('SELECT recompute($1)', [id]))); // want queries
}

export const recomputeSome = ids => Promise.all(ids.map(id => limit(() => pool.query('SELECT recompute($1)', [id]))));
export const statesOf = links => pMap(links, async link => (await fetch(link, { signal: AbortSignal.timeout(2000) })).status, { concurrency: 5 });
