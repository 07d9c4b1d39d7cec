import { Pool, type PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

const texts = { start: 'START TRANSACTION', stop: 'COMMIT', price: 'UPDATE price SET amount = $2 WHERE sku = $1' } as const;

export class Prices {
  constructor(private readonly source: DataSource, private readonly client: PoolClient, private readonly either: Pool | PoolClient) {}

  async set(sku: string, amount: number): Promise<void> {
    const { source } = this;
    await source.query(texts.start); // want transaction
    await source.query(texts.price, [sku, amount]);
    await source.query(texts.stop); // want transaction
  }

  async setRenamed(sku: string, amount: number): Promise<void> {
    const { source: database } = this;
    await database.query('BEGIN'); // want transaction
    await database.query(texts.price, [sku, amount]);
    await database.query('COMMIT'); // want transaction
  }

  async setAlone(sku: string, amount: number): Promise<void> {
    const { client } = this;
    await client.query(texts.start);
    await client.query(texts.price, [sku, amount]);
    await client.query(texts.stop);
  }

  async setEither(sku: string, amount: number): Promise<void> {
    const { either } = this;
    await either.query('BEGIN');
    await either.query(texts.price, [sku, amount]);
    await either.query('COMMIT');
  }
}

const pool = new Pool({ max: 5 });

type Next = () => Promise<void>;

/** Nobody hands it anything else. */
const scoped = (db = pool) => async (tenant: string, next: Next): Promise<void> => {
  await db.query("SELECT set_config('app.tenant', $1, false)", [tenant]); // want setting
  await next();
};

export const scope = scoped();

/** One of its callers hands it a client. */
async function enter(tenant: string, db: Pick<Pool, 'query'> = pool): Promise<void> {
  await db.query("SELECT set_config('app.tenant', $1, false)", [tenant]);
}

function enterEither(tenant: string, db = pool): Promise<unknown> {
  return db.query("SELECT set_config('app.tenant', $1, false)", [tenant]);
}

/** Whoever imports it may hand it one. */
export function enterAny(tenant: string, db = pool): Promise<unknown> {
  return db.query("SELECT set_config('app.tenant', $1, false)", [tenant]);
}

export async function within(tenant: string, client: PoolClient): Promise<void> {
  await enter(tenant, client as unknown as Pool);
  await enterEither(tenant, client as unknown as Pool);
}
