import type { PoolConfig } from 'pg';
import { Client, Pool } from 'pg';

declare function instrument(pool: Pool): void;

const base = { host: 'db', max: 20 };
const patient: PoolConfig = { connectionTimeoutMillis: 5_000 };
const never = 0;

export const orders = new Pool(); // want wait unheard

export const users = new Pool({ ...base, idleTimeoutMillis: 30_000 }); // want wait
users.on('error', error => {
  console.error('idle client', error);
});

export const audit = new Pool({ connectionString: process.env['AUDIT_URL'], connectionTimeoutMillis: never }); // want wait
audit.on('connect', () => undefined).on('error', console.error);

export const search = new Pool({ ...base, ...patient, ...(process.env['TLS'] && { ssl: true }) }); // want unheard

const measured = new Pool({ ...base, ...patient }); // want unheard potential
instrument(measured);

/** The options are whoever calls. */
export class Store {
  readonly #pool: Pool;

  constructor(config: PoolConfig) {
    this.#pool = new Pool(config);
    this.#pool.on('error', error => {
      console.error(error);
    });
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

let lazy: Pool | undefined;

export function shared(): Pool {
  lazy ??= new Pool(patient); // want unheard potential
  return lazy;
}

/** One connection has no queue. */
export async function migrate(sql: string): Promise<void> {
  const client = new Client({ connectionString: process.env['DATABASE_URL'] });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** It is gone before it idles. */
export async function countUsers(): Promise<number> {
  const pool = new Pool({ ...base, connectionTimeoutMillis: 2_000 });
  try {
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM users');
    return rows[0]?.n ?? 0;
  } finally {
    await pool.end();
  }
}
