import mysql from 'mysql2/promise';
import { Pool, type PoolClient } from 'pg';
import { config } from './config.js';

export const pool = new Pool({
  connectionString: config.databaseUrl,
  max: 20,
  connectionTimeoutMillis: 5_000,
});

pool.on('error', (error) => {
  console.error('idle database client failed', error);
});

/** The ERP's database: price lists and stock counts. */
export const erp = mysql.createPool({ uri: config.erpUrl, connectionLimit: 10, queueLimit: 50 });

export async function withTransaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const regions = ['eu', 'us', 'ap'] as const;
export type Region = (typeof regions)[number];

const replicas = new Map<Region, Pool>();

export function replicaFor(region: Region): Pool {
  let replica = replicas.get(region);
  if (!replica) {
    replica = new Pool({
      connectionString: process.env[`REPLICA_${region.toUpperCase()}`] ?? config.databaseUrl,
      max: 5,
      connectionTimeoutMillis: 5_000,
    });
    replica.on('error', (error) => {
      console.error(`idle client of replica ${region} failed`, error);
    });
    replicas.set(region, replica);
  }
  return replica;
}

export async function closeDatabases(): Promise<void> {
  const open = [...replicas.values()].map((replica) => replica.end());
  await Promise.all([pool.end(), erp.end(), ...open]);
}
