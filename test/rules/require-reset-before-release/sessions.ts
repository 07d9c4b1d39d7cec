import { Pool, type PoolClient } from 'pg';
import { DataSource } from 'typeorm';

const pool = new Pool({ max: 10 });

export async function reportOf(tenant: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query(`SET search_path TO tenant_${tenant}, public`);
    const { rows } = await client.query('SELECT * FROM monthly_report');
    return rows;
  } finally {
    client.release(); // want setting
  }
}

export async function commitsOnly(total: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO orders (total) VALUES ($1)', [total]);
    await client.query('COMMIT');
  } finally {
    client.release(); // want transaction
  }
}

export async function leavesEarly(id: number): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const { rowCount } = await client.query('SELECT 1 FROM jobs WHERE id = $1 FOR UPDATE SKIP LOCKED', [id]);
    if (rowCount === 0) return false;
    await client.query('UPDATE jobs SET state = $2 WHERE id = $1', [id, 'running']);
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release(); // want transaction
  }
}

export async function waitForOrder(): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('LISTEN orders');
    await new Promise(resolve => {
      client.once('notification', resolve);
    });
  } finally {
    client.release(); // want subscription
  }
}

export async function importOnce(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock(42)');
    await work(client);
  } finally {
    client.release(); // want lock
  }
}

export async function asUser(user: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query("SELECT set_config('app.user', $1, false)", [user]);
    return (await client.query('SELECT * FROM documents')).rows;
  } finally {
    client.release(); // want setting
  }
}

// Put in order, or given up.

export async function reportAndReset(tenant: string): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query(`SET search_path TO tenant_${tenant}, public`);
    return (await client.query('SELECT * FROM monthly_report')).rows;
  } finally {
    await client.query('RESET search_path');
    client.release();
  }
}

export async function reportAndDiscard(): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = '10min'");
    return (await client.query('SELECT * FROM monthly_report')).rows;
  } finally {
    await client.query('DISCARD ALL');
    client.release();
  }
}

export async function reportAndGiveUp(): Promise<unknown[]> {
  const client = await pool.connect();
  try {
    await client.query("SET statement_timeout = '10min'");
    return (await client.query('SELECT * FROM monthly_report')).rows;
  } finally {
    client.release(true);
  }
}

export async function withinTheTransaction(tenant: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SET LOCAL search_path TO tenant_${tenant}`);
    await client.query('UPDATE orders SET seen = true');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function begunOrNot(work: (client: PoolClient) => Promise<void>, atomic: boolean): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    if (atomic) await client.query('BEGIN');
    await work(client);
    if (atomic) await client.query('COMMIT');
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

async function rollBack(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch (error) {
    console.error(error);
  }
}

export async function rollsBackElsewhere(total: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO orders (total) VALUES ($1)', [total]);
    await client.query('COMMIT');
  } catch (error) {
    await rollBack(client);
    throw error;
  } finally {
    client.release();
  }
}

export async function triesToLock(work: () => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock(42) AS locked');
    if (!rows[0]?.locked) return false;
    try {
      await work();
    } finally {
      await client.query('SELECT pg_advisory_unlock(42)');
    }
    return true;
  } finally {
    client.release();
  }
}

export class Listener {
  private client: PoolClient | undefined;

  async start(): Promise<void> {
    this.client = await pool.connect();
    await this.client.query('LISTEN orders');
  }

  stop(): void {
    this.client?.release(true);
  }
}

export async function issue(source: DataSource, cents: number): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.connect();
  try {
    await runner.startTransaction();
    await runner.query('INSERT INTO invoices (cents) VALUES ($1)', [cents]);
    await runner.commitTransaction();
  } finally {
    await runner.release(); // want transaction
  }
}

export async function issueOrRollBack(source: DataSource, cents: number): Promise<void> {
  const runner = source.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    await runner.query('INSERT INTO invoices (cents) VALUES ($1)', [cents]);
    await runner.commitTransaction();
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

export async function importPrices(prices: readonly [string, number][]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('CREATE TEMP TABLE staged (sku text, price int)');
    for (const price of prices) await client.query('INSERT INTO staged VALUES ($1, $2)', price);
    await client.query('UPDATE products SET price = staged.price FROM staged WHERE staged.sku = products.sku');
    await client.query('DROP TABLE staged');
  } finally {
    client.release();
  }
}

/** Set back by another call of the same function. */
export async function asSystem<Result>(work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("SELECT set_config('app.is_system', 'true', false)");
    return await work(client);
  } finally {
    await client.query("SELECT set_config('app.is_system', 'false', false)");
    client.release();
  }
}

export async function asTenant<Result>(id: string, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query("SELECT set_config('app.tenant', $1, false)", [id]);
    return await work(client);
  } finally {
    await client.query("SELECT set_config('app.role', 'none', false)");
    client.release(); // want setting
  }
}
