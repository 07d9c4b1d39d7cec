import { Pool, type PoolClient } from 'pg';
import { createConnection, createPool, type PoolConnection } from 'mysql2/promise';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

const pool = new Pool({ max: 10, connectionTimeoutMillis: 5_000 });
pool.on('error', console.error);
const shop = createPool({ queueLimit: 100 });

// What is made for the caller is lost where it does not come to that.
export async function clientOf(tenant: string): Promise<PoolClient> {
  const client = await pool.connect(); // want onThrow
  await client.query('SET search_path TO $1', [tenant]);
  return client;
}

export async function clientIfActive(tenant: string): Promise<PoolClient> {
  const client = await pool.connect(); // want onExit
  const { rowCount } = await client.query('SELECT 1 FROM tenants WHERE name = $1', [tenant]).catch(() => ({ rowCount: 0 }));
  if (rowCount === 0) throw new Error('No such tenant');
  return client;
}

export async function clientOrNothing(tenant: string): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query('SET search_path TO $1', [tenant]);
    return client;
  } catch (error) {
    client.release();
    throw error;
  }
}

export async function plainClient(): Promise<PoolClient> {
  const client = await pool.connect();
  client.on('error', console.error);
  return client;
}

export async function transaction(): Promise<{ connection: PoolConnection; end(): void }> {
  const connection = await shop.getConnection(); // want onThrow
  await connection.beginTransaction();
  return {
    connection,
    end: () => {
      connection.release();
    },
  };
}

export async function started(): Promise<PoolConnection> {
  const connection = await shop.getConnection(); // want onThrow
  await connection.beginTransaction();
  return connection;
}

export class Repository {
  constructor(readonly client: PoolClient) {}
}

export async function repository(isReady: () => boolean): Promise<Repository> {
  const client = await pool.connect();
  // What has nothing to do with it fails seldom.
  isReady();
  return new Repository(client);
}

export async function firstHealthy(tries: number): Promise<PoolClient> {
  for (let left = tries; left > 0; left -= 1) {
    const client = await pool.connect(); // want onExit
    const isHealthy = await client.query('SELECT 1').then(() => true, () => false);
    if (isHealthy) return client;
  }
  throw new Error('None is healthy');
}

export async function session(): Promise<unknown> {
  const connection = await createConnection({ host: 'db' }); // want onThrow
  await connection.query("SET time_zone = '+00:00'");
  return connection;
}

export async function greeted(port: number): Promise<Socket> {
  const socket = connect(port); // want onExit
  const [line] = (await once(socket, 'data')) as [Buffer];
  if (!line.toString().startsWith('250')) throw new Error('No greeting');
  return socket;
}

export function dialled(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port); // want onExit
    const timer = setTimeout(() => {
      reject(new Error('Timed out'));
    }, 5_000);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', error => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

export function dialledInTime(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, timeout: 5_000 });
    socket.once('connect', () => {
      resolve(socket);
    });
    socket.once('timeout', () => {
      socket.destroy(new Error('Timed out'));
    });
    socket.once('error', reject);
  });
}
