import { MongoClient } from 'mongodb';
import mongoose, { type Connection } from 'mongoose';
import { createPool, type Pool as MySqlPool } from 'mysql2/promise';
import { Pool } from 'pg';
import type { Request } from 'express';

const pools = new Map<string, Pool>();
const byHost = new Map<string, MySqlPool>();
const opened = new Map<string, Connection>();
const all = new Set<Pool>();

declare global {
  // eslint-disable-next-line no-var
  var mongo: MongoClient | undefined;
}

export const tenantOf = (req: Request): string => String(req.headers['x-tenant']);

export function trackPool(pool: Pool): void {
  all.add(pool);
}

export function poolOf(tenant: string): Pool {
  const known = pools.get(tenant);
  if (known) return known;
  const pool = new Pool({ database: tenant, max: 2 });
  pools.set(tenant, pool);
  return pool;
}

export function hostPool(host: string): MySqlPool {
  let pool = byHost.get(host);
  if (!pool) {
    pool = createPool({ host, connectionLimit: 4 });
    byHost.set(host, pool);
  }
  return pool;
}

/** Kept, and never looked up again. */
export async function connectsForEachTenant(tenant: string): Promise<string[]> {
  const connection = mongoose.createConnection(`mongodb://mongo/${tenant}`); // want perCall
  opened.set(tenant, connection);
  const members = await connection.collection('members').find().toArray();
  return members.map(({ _id }) => String(_id));
}

export function mongoOfProcess(): MongoClient {
  globalThis.mongo ??= new MongoClient('mongodb://mongo');
  return globalThis.mongo;
}

export async function countsMembers(tenant: string): Promise<number> {
  const client = new MongoClient('mongodb://mongo'); // want perCall
  return client.db(tenant).collection('members').countDocuments();
}

export function adminPool(): Pool {
  if (!pools.has('admin')) pools.set('admin', new Pool({ database: 'admin' }));
  return pools.get('admin') as Pool;
}

let reporting: Pool | undefined;

export function reportingPool(): Pool {
  if (reporting === undefined) {
    reporting = new Pool({ host: 'replica' });
    reporting.on('error', console.error);
  }
  return reporting;
}

export function resetReporting(): void {
  reporting = undefined;
}

let tenantUrl = 'postgres://default';

export function useTenant(url: string): void {
  tenantUrl = url;
}

/** The address changes, so that the first pool would be the wrong one later. */
export async function readsWhatChanges(): Promise<unknown[]> {
  const pool = new Pool({ connectionString: tenantUrl }); // want perCall
  return (await pool.query('SELECT 1')).rows;
}

const current = { url: 'postgres://a' };

export function moveTo(url: string): void {
  current.url = url;
}

export async function readsWhatIsSet(): Promise<unknown[]> {
  const pool = new Pool({ connectionString: current.url }); // want perCall
  return (await pool.query('SELECT 1')).rows;
}

/** A method puts it where the next call finds it. */
export class Registry {
  private readonly pools = new Map<string, Pool>();

  get(tenant: string): Pool {
    const known = this.pools.get(tenant);
    if (known) return known;
    return this.remember(tenant, this.open(tenant));
  }

  async count(tenant: string): Promise<number> {
    const { rowCount } = await this.noted(tenant, this.openFor(tenant)).query('SELECT 1');
    return rowCount ?? 0;
  }

  private remember(tenant: string, pool: Pool): Pool {
    this.pools.set(tenant, pool);
    return pool;
  }

  private noted(tenant: string, pool: Pool): Pool {
    console.info(tenant);
    return pool;
  }

  private open(tenant: string): Pool {
    return new Pool({ database: tenant });
  }

  private openFor(tenant: string): Pool {
    return new Pool({ database: tenant }); // want perCall
  }
}

const registry = new Registry();

export const ofTenant = (tenant: string): Pool => registry.get(tenant);
