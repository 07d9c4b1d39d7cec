import type { PoolClient } from 'pg';
import { pool, replicaFor, withTransaction, type Region } from '../db.js';
import type { NewOrder, Order, Refund } from './types.js';

export async function findOrder(id: number): Promise<Order | undefined> {
  const { rows } = await pool.query<Order>('SELECT * FROM orders WHERE id = $1', [id]);
  return rows[0];
}

export async function ordersPlacedOn(day: string, region: Region = 'eu'): Promise<Order[]> {
  const { rows } = await replicaFor(region).query<Order>('SELECT * FROM orders WHERE placed::date = $1 ORDER BY id', [day]);
  return rows;
}

export function createOrder(order: NewOrder): Promise<Order> {
  return withTransaction(async (client) => {
    const cents = order.lines.reduce((sum, line) => sum + line.cents * line.quantity, 0);
    const { rows } = await client.query<Order>(
      `INSERT INTO orders (customer, email, status, cents) VALUES ($1, $2, 'open', $3) RETURNING *`,
      [order.customer, order.email, cents],
    );
    await client.query(
      'INSERT INTO order_lines SELECT $1::int, * FROM jsonb_to_recordset($2) AS line (sku text, quantity int, cents int)',
      [rows[0].id, JSON.stringify(order.lines)],
    );
    return rows[0];
  });
}

export async function cancelOrder(id: number, reason: string): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  try {
    await client.query(`UPDATE orders SET status = 'cancelled' WHERE id = $1`, [id]);
    await client.query('INSERT INTO order_log (order_id, entry) VALUES ($1, $2)', [id, reason]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function refundOrder(id: number, cents: number): Promise<Refund | undefined> {
  const client = await pool.connect();
  const { rows } = await client.query<Order>('SELECT * FROM orders WHERE id = $1', [id]);
  const order = rows.at(0);
  if (order?.status !== 'paid' || order.cents < cents) {
    return undefined;
  }
  await client.query('INSERT INTO refunds (order_id, cents) VALUES ($1, $2)', [id, cents]);
  client.release();
  return { order: id, cents };
}

/** Gives a client that holds the order's row lock; the caller commits and releases it. */
async function lockOrder(id: number): Promise<PoolClient> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM orders WHERE id = $1 FOR UPDATE', [id]);
  } catch (error) {
    client.release(true);
    throw error;
  }
  return client;
}

export async function shipOrder(id: number, tracking: string): Promise<void> {
  const client = await lockOrder(id);
  try {
    await client.query(`UPDATE orders SET status = 'shipped', tracking = $2 WHERE id = $1`, [id, tracking]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
