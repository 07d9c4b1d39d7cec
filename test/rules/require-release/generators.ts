import { open } from 'node:fs/promises';
import { Pool, type PoolClient } from 'pg';

const pool = new Pool({ max: 10, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));

export async function* pagesOf(sql: string): AsyncGenerator<unknown[]> {
  const client = await pool.connect(); // want onExit
  try {
    for (let offset = 0; ; offset += 100) {
      const { rows } = await client.query(`${sql} LIMIT 100 OFFSET $1`, [offset]);
      if (rows.length === 0) break;
      yield rows;
    }
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  client.release();
}

export async function* pagesToTheEnd(sql: string): AsyncGenerator<unknown[]> {
  const client = await pool.connect();
  try {
    for (let offset = 0; ; offset += 100) {
      const { rows } = await client.query(`${sql} LIMIT 100 OFFSET $1`, [offset]);
      if (rows.length === 0) break;
      yield rows;
    }
  } finally {
    client.release();
  }
}

export async function* readsFirst(sql: string): AsyncGenerator<unknown> {
  const client = await pool.connect();
  let rows: unknown[];
  try {
    rows = (await client.query(sql)).rows;
  } finally {
    client.release();
  }
  for (const row of rows) yield row;
}

export async function* announces(sql: string): AsyncGenerator<unknown> {
  yield 'begin';
  const client = await pool.connect();
  try {
    yield await client.query(sql);
  } finally {
    client.release();
  }
  yield 'end';
}

export async function* logsBytes(path: string): AsyncGenerator<Buffer> {
  const chunk = Buffer.alloc(65_536);
  const handle = await open(path); // want onExit
  try {
    for (let read = await handle.read(chunk); read.bytesRead > 0; read = await handle.read(chunk)) {
      yield Buffer.from(chunk.subarray(0, read.bytesRead));
    }
    await handle.close();
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export async function* lends(given?: PoolClient): AsyncGenerator<unknown> {
  const client = given ?? (await pool.connect());
  try {
    yield* (await client.query('SELECT * FROM invoices')).rows;
  } finally {
    if (!given) client.release();
  }
}

export async function collects(sql: string): Promise<unknown[]> {
  const found: unknown[] = [];
  const client = await pool.connect();
  try {
    found.push(...(await client.query(sql)).rows);
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
  client.release();
  return found;
}
