// untyped
import { pool } from './db.js';
import { client } from './session.js';

export async function transfer(from: number, to: number, amount: number): Promise<void> {
  await pool.query('BEGIN'); // want transaction
  try {
    await pool.query('UPDATE accounts SET balance = balance - $2 WHERE id = $1', [from, amount]);
    await pool.query('UPDATE accounts SET balance = balance + $2 WHERE id = $1', [to, amount]);
    await pool.query('COMMIT'); // want transaction
  } catch (error) {
    await pool.query('ROLLBACK'); // want transaction
    throw error;
  }
}

// It goes by the name of one client.
export async function rename(id: number, name: string): Promise<void> {
  await client.query('BEGIN');
  await client.query('UPDATE accounts SET name = $2 WHERE id = $1', [id, name]);
  await client.query('COMMIT');
}

// What is handed over may be one client of a pool.
export async function migrate(pool: { query(text: string): Promise<void> }): Promise<void> {
  await pool.query('BEGIN');
  await pool.query('ALTER TABLE accounts ADD COLUMN name text');
  await pool.query('COMMIT');
}

export class Ledger {
  constructor(private readonly dbPool: { query(text: string, values?: unknown[]): Promise<void> }) {}

  async close(month: string): Promise<void> {
    await this.dbPool.query('BEGIN'); // want transaction
    await this.dbPool.query('UPDATE months SET closed = true WHERE id = $1', [month]);
    await this.dbPool.query('COMMIT'); // want transaction
  }
}

// What can be read goes by what it is, not by its name.
const ownPool = {
  client: undefined as { query(text: string): Promise<void> } | undefined,
  query(text: string): Promise<void> | undefined {
    return this.client?.query(text);
  },
};
const holder = { pool: ownPool };

export async function reopen(month: string): Promise<void> {
  await holder.pool.query('BEGIN');
  await holder.pool.query(`UPDATE months SET closed = false WHERE id = '${month}'`);
  await holder.pool.query('COMMIT');
}
