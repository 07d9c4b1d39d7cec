import { Client, Pool, type PoolClient } from 'pg';
import { createPool } from 'mysql2/promise';

const pool = new Pool();
const alias = pool;
const connect = () => alias.connect();
export const again = alias; // is pg:Pool()

export async function declaredFirst(retry: boolean) {
  let client; // is pg:Pool().connect()
  client = await pool.connect(); // is pg:Pool().connect()
  if (retry) client = await pool.connect();
  client; // is pg:Pool().connect()
}

export async function emptyFirst() {
  let client = null; // is pg:Pool().connect()
  try {
    client = await alias.connect();
    return client; // is pg:Pool().connect()
  } finally {
    client?.release();
  }
}

export async function annotatedFirst() {
  let client: PoolClient | undefined; // is pg:Pool().connect()
  client = await connect();
  client; // is pg:Pool().connect()
}

export async function ofTwoKinds(legacy: boolean) {
  let source: { end(): Promise<void> } = new Pool(); // is nothing
  if (legacy) source = createPool('mysql://legacy');
  await source.end();
}

export async function undefinedAgain() {
  let client: Client | undefined = new Client();
  await client.end();
  client = undefined;
  return client; // is pg:Client()
}

export function insideLoop(names: string[]) {
  for (const database of names) {
    const own = new Pool({ database }); // is pg:Pool()
    own.on('error', () => undefined);
  }
}

export async function iterated() {
  for (const client of [new Client(), new Client()]) {
    client; // is pg:Client()
    await client.connect();
  }
  for (const client of await Promise.all([pool.connect()])) {
    client.release(); // is pg:Pool().connect().release()
  }
}

export function byName() {
  const source = globalThis.setInterval; // is :setInterval
  return source(() => undefined, 1000); // is :setInterval()
}

export function globals() {
  const timer = setInterval(() => undefined, 1000); // is :setInterval()
  clearInterval(timer); // is :clearInterval()
  const global = globalThis.setTimeout(() => undefined, 10); // is :setTimeout()
  clearTimeout(global);
}
