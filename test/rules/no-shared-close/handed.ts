import type { Connection } from 'mysql2/promise';
import type { Pool } from 'pg';

/** It is there to give up what it is handed. */
export async function release(connection: Connection & { broken?: boolean }): Promise<boolean> {
  if (connection.broken === true) {
    connection.destroy();
    return true;
  }
  await connection.ping();
  return false;
}

export async function closePool(pool: Pool): Promise<void> {
  await pool.query('SELECT flush()');
  await pool.end();
}

export async function countOrders(pool: Pool): Promise<number> {
  const { rows } = await pool.query('SELECT count(*) AS n FROM orders');
  await pool.end(); // want perCall
  return Number(rows[0].n);
}
