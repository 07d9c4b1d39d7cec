import { Pool, type PoolClient } from 'pg';

const pool = new Pool({ max: 10 });

interface Order {
  customer: string;
  total: number;
}

export async function addOrder(order: Order): Promise<void> {
  await pool.query('BEGIN'); // want transaction
  await pool.query('INSERT INTO orders (customer, total) VALUES ($1, $2)', [order.customer, order.total]);
  await pool.query('COMMIT'); // want transaction
}

export async function moveStock(from: string, to: string, count: number): Promise<number> {
  try {
    await pool.query('begin isolation level serializable'); // want transaction
    const { rowCount } = await pool.query('UPDATE stock SET count = count - $2 WHERE sku = $1', [from, count]);
    await pool.query('UPDATE stock SET count = count + $2 WHERE sku = $1', [to, count]);
    await pool.query('commit'); // want transaction
    return rowCount ?? 0;
  } catch (error) {
    await pool.query('rollback'); // want transaction
    throw error;
  }
}

export async function reportOf(tenant: string): Promise<unknown[]> {
  await pool.query(`SET search_path TO tenant_${tenant}, public`); // want setting
  const { rows } = await pool.query('SELECT * FROM monthly_report');
  return rows;
}

export async function withRowSecurity(user: string): Promise<unknown[]> {
  await pool.query("SELECT set_config('app.user', $1, false)", [user]); // want setting
  return (await pool.query('SELECT * FROM documents')).rows;
}

export async function onlyOneAtATime(job: number, work: () => Promise<void>): Promise<void> {
  await pool.query('SELECT pg_advisory_lock($1)', [job]); // want lock
  try {
    await work();
  } finally {
    await pool.query('SELECT pg_advisory_unlock($1)', [job]); // want lock
  }
}

export async function watchOrders(): Promise<void> {
  await pool.query('LISTEN new_orders'); // want subscription
}

export async function importPrices(rows: readonly [string, number][]): Promise<void> {
  await pool.query('CREATE TEMPORARY TABLE staging (sku text, price numeric)'); // want table
  for (const row of rows) await pool.query('INSERT INTO staging VALUES ($1, $2)', [...row]);
  await pool.query('UPDATE products SET price = staging.price FROM staging WHERE staging.sku = products.sku');
}

const SAVE = 'SAVEPOINT before_lines';

export async function savesPoints(): Promise<void> {
  await pool.query(SAVE); // want transaction
  await pool.query({ text: 'ROLLBACK TO SAVEPOINT before_lines' }); // want transaction
}

export async function sendsSeveralAtOnce(): Promise<void> {
  await pool.query("SET statement_timeout = '10min'; DELETE FROM logs WHERE at < now() - interval '30 days'"); // want setting
}

// What is good: one client, and statements that only look like it.

export async function addOrderOnOneClient(order: Order): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO orders (customer, total) VALUES ($1, $2)', [order.customer, order.total]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function updatesOnly(id: number): Promise<void> {
  await pool.query('UPDATE orders SET total = 0, state = $2 WHERE id = $1', [id, 'begin']);
  await pool.query(`
    UPDATE orders
    SET seen = true -- BEGIN of the end; COMMIT
    WHERE id = $1`, [id]);
  await pool.query("INSERT INTO notes (text) VALUES ('SET; BEGIN; COMMIT')");
  await pool.query("NOTIFY orders, 'changed'");
}

export async function definesAFunction(): Promise<void> {
  await pool.query(`
    CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $$
    BEGIN
      NEW.touched_at = now();
      RETURN NEW;
    END;
    $$ LANGUAGE plpgsql`);
  await pool.query('DO $$ BEGIN PERFORM 1; END $$');
}

async function run(sql: string, db: Pool | PoolClient = pool): Promise<void> {
  await db.query(sql);
}

export async function passesAClient(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await run('BEGIN', client);
    await work(client);
    await run('COMMIT', client);
  } catch (error) {
    await run('ROLLBACK', client);
    throw error;
  } finally {
    client.release();
  }
}

/** What is prepared belongs to no connection any more, so that any may end it. */
export async function finishPrepared(id: string, isGood: boolean): Promise<void> {
  if (isGood) await pool.query(`COMMIT PREPARED '${id}'`);
  else await pool.query(`ROLLBACK PREPARED '${id}'`);
}
