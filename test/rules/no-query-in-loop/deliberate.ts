import DataLoader from 'dataloader';
import pLimit from 'p-limit';
import { Pool, type PoolClient } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';

const pool = new Pool({ max: 20, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));

/** A retry. */
export async function connectAgain(id: number): Promise<unknown> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    try {
      return await pool.query('SELECT * FROM jobs WHERE id = $1', [id]);
    } catch (error) {
      if (attempt === 5) throw error;
      await sleep(attempt * 100);
    }
  }
  return undefined;
}

/** Polling. */
export async function finished(id: number): Promise<void> {
  while (true) {
    const { rows } = await pool.query<{ state: string }>('SELECT state FROM jobs WHERE id = $1', [id]);
    if (rows[0]?.state === 'done') return;
    await sleep(1000);
  }
}

/** Pages, each behind the last row of the one before. */
export async function* pages(tenant: string): AsyncGenerator<unknown> {
  let last = 0;
  for (;;) {
    const { rows } = await pool.query<{ id: number }>('SELECT * FROM jobs WHERE tenant = $1 AND id > $2 ORDER BY id LIMIT 500', [tenant, last]);
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    last = end.id;
  }
}

/** Parts of a list, each asked for as a whole. */
export async function inParts(ids: number[]): Promise<void> {
  for (let from = 0; from < ids.length; from += 1000) {
    const part = ids.slice(from, from + 1000);
    await pool.query('SELECT * FROM jobs WHERE id = ANY($1)', [part]);
  }
}

/** Each level of the tree is needed for the next. */
export async function subtree(root: number): Promise<number[]> {
  const found: number[] = [];
  const open = [root];
  while (open.length > 0) {
    const id = open.shift();
    const { rows } = await pool.query<{ id: number }>('SELECT id FROM nodes WHERE parent = $1', [id]);
    found.push(...rows.map(row => row.id));
    open.push(...rows.map(row => row.id));
  }
  return found;
}

export async function chain(names: string[]): Promise<void> {
  let parent: number | null = null;
  for (const name of names) {
    const made: { rows: { id: number }[] } = await pool.query('INSERT INTO folders (name, parent) VALUES ($1, $2) RETURNING id', [name, parent]);
    parent = made.rows[0]?.id ?? null;
  }
}

/** As many at a time as somebody has thought of. */
export async function limited(ids: number[]): Promise<unknown[]> {
  const limit = pLimit(5);
  return Promise.all(ids.map(id => limit(() => pool.query('SELECT * FROM jobs WHERE id = $1', [id]))));
}

const jobs = new DataLoader<number, unknown>(async ids => {
  const { rows } = await pool.query<{ id: number }>('SELECT * FROM jobs WHERE id = ANY($1)', [ids]);
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => byId.get(id));
});

export async function loaded(ids: number[]): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const id of ids) found.push(await jobs.load(id));
  return found;
}

/** A few, other tables, other databases, other kinds of statement. */
export async function tidy(tables: string[], shards: Pool[], steps: { sql: string }[], client: PoolClient): Promise<void> {
  for (const state of ['done', 'failed', 'gone']) await pool.query('DELETE FROM jobs WHERE state = $1', [state]);
  for (const table of tables) await pool.query(`SELECT count(*) FROM ${table}`);
  for (const shard of shards) await shard.query('DELETE FROM jobs WHERE state = $1', ['gone']);
  for (const step of steps) await client.query(step.sql);
  for (const table of tables) await pool.query(`ANALYZE ${table}`);
}

/** One is claimed after the other, so that nobody else gets it. */
export async function claim(ids: number[]): Promise<void> {
  for (const id of ids) await pool.query('SELECT * FROM jobs WHERE id = $1 FOR UPDATE SKIP LOCKED', [id]);
}

export async function remembered(ids: number[]): Promise<Map<number, unknown>> {
  const cache = new Map<number, unknown>();
  for (const id of ids) {
    if (!cache.has(id)) cache.set(id, await pool.query('SELECT * FROM jobs WHERE id = $1', [id])); // want inTurn potential
  }
  return cache;
}

async function main(): Promise<void> {
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM jobs');
  for (const { id } of rows) await pool.query('UPDATE jobs SET state = $2 WHERE id = $1', [id, 'new']); // want inTurn potential
}

void main();
