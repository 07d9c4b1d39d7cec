import { Pool, type PoolClient } from 'pg';
import { Kafka } from 'kafkajs';
import { MongoClient } from 'mongodb';
import { Agent, request } from 'undici';
import express from 'express';

const app = express();
const brokers = ['kafka-1:9092', 'kafka-2:9092'];

// Nothing is left behind, and every request waits for a new connection.
app.get('/prices', async (_req, res) => {
  const pool = new Pool({ max: 1, connectionTimeoutMillis: 5_000 }); // want reopened potential
  const { rows } = await pool.query('SELECT * FROM price');
  await pool.end();
  res.json(rows);
});

export async function closesInFinally(sku: string): Promise<unknown> {
  const pool = new Pool({ database: 'stock', connectionTimeoutMillis: 5_000 }); // want reopened potential
  try {
    // The newest row counts.
    const { rows } = await pool.query(
      `SELECT *
         FROM stock
        WHERE sku = $1`,
      [sku],
    );
    return rows[0];
  } finally {
    await pool.end();
  }
}

export async function catchesToo(sku: string): Promise<unknown> {
  const pool = new Pool({ database: 'stock', connectionTimeoutMillis: 5_000 }); // want reopened potential
  try {
    return (await pool.query('SELECT 1 WHERE $1', [sku])).rows;
  } catch (error) {
    console.error('no stock', error);
    return [];
  } finally {
    await pool.end();
  }
}

export function closesAtTheEndOfTheChain(): Promise<unknown> {
  const pool = new Pool({ database: 'audit', connectionTimeoutMillis: 5_000 }); // want reopened potential
  return pool.query('SELECT count(*) FROM audit').then(({ rows }) => rows[0]).finally(() => pool.end());
}

export async function saysWhatItDoes(): Promise<void> {
  const pool = new Pool({ database: 'audit', connectionTimeoutMillis: 5_000 }); // want reopened potential
  try {
    await pool.query('VACUUM audit');
  } finally {
    // The last one out turns off the light.
    await pool.end();
    console.info('vacuumed');
  }
}

/** `rows` means something else outside of the block. */
export async function usesANameTwice(): Promise<number> {
  const rows: unknown[] = [];
  const pool = new Pool({ database: 'orders' }); // want reopened potential
  try {
    const rows = await pool.query('SELECT 1');
    console.info(rows.rowCount);
  } finally {
    await pool.end();
  }
  return rows.length;
}

export async function disposesOfItself(): Promise<unknown> {
  await using client = new MongoClient('mongodb://mongo'); // want reopened potential
  return client.db('shop').collection('orders').findOne({});
}

/** Whoever passed the function looks after the pool. */
export async function handsOverToACallback(done: (pool: Pool) => Promise<void>): Promise<void> {
  const pool = new Pool();
  await pool.query('SELECT 1');
  await done(pool);
}

async function closeQuietly(pool: Pool): Promise<void> {
  await pool.end().catch(console.error);
}

export async function closesThroughAnother(): Promise<void> {
  const pool = new Pool({ connectionTimeoutMillis: 5_000 }); // want reopened potential
  await pool.query('SELECT 1');
  await closeQuietly(pool);
}

/** The client that stays is made anew for each message, though it is the producer that is closed. */
export async function closesTheProducerOnly(value: string): Promise<void> {
  const kafka = new Kafka({ clientId: 'orders', brokers }); // want reopened potential
  const producer = kafka.producer(); // want reopened potential
  try {
    await producer.connect();
    await producer.send({ topic: 'orders', messages: [{ value }] });
  } finally {
    await producer.disconnect();
  }
}

export async function closesTheAgent(url: string): Promise<string> {
  const agent = new Agent({ connections: 4, connect: { timeout: 1_000 } }); // want reopened potential
  const { body } = await request(url, { dispatcher: agent });
  const text = await body.text();
  await agent.close();
  return text;
}

export async function withPool<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const pool = new Pool({ connectionTimeoutMillis: 5_000 }); // want reopened potential
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
    await pool.end();
  }
}

export { app };
