import type { PoolClient } from 'pg';
import { pool } from '../db.js';

export interface Item {
  sku: string;
  quantity: number;
}

export async function availableUnits(sku: string): Promise<number> {
  const client = await pool.connect();
  const stock = await client.query<{ units: number }>('SELECT units FROM products WHERE sku = $1', [sku]);
  const held = await client.query<{ units: number }>(
    `SELECT coalesce(sum((item->>'quantity')::int), 0)::int AS units
     FROM reservations, jsonb_array_elements(items) AS item WHERE item->>'sku' = $1`,
    [sku],
  );
  return (stock.rows.at(0)?.units ?? 0) - held.rows[0].units;
}

/** One checkout at a time per cart, also across processes. */
export async function reserve(cart: number, items: Item[]): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [cart]);
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO reservations (cart, items) VALUES ($1, $2) ON CONFLICT (cart) DO UPDATE SET items = $2 RETURNING id',
      [cart, JSON.stringify(items)],
    );
    return rows[0].id;
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [cart]);
    client.release();
  }
}

export async function dropReservation(id: number): Promise<void> {
  await pool.query('DELETE FROM reservations WHERE id = $1', [id]);
}

/** Takes the units out of stock, in the caller's transaction where there is one. */
export async function takeFromStock(items: Item[], transaction?: PoolClient): Promise<void> {
  const client = transaction ?? (await pool.connect());
  try {
    for (const { sku, quantity } of items) {
      await client.query('UPDATE products SET units = units - $2 WHERE sku = $1', [sku, quantity]);
    }
  } finally {
    if (!transaction) {
      client.release();
    }
  }
}

export async function reservedItems(id: number): Promise<Item[]> {
  const client = await pool.connect();
  return client
    .query<{ items: Item[] }>('SELECT items FROM reservations WHERE id = $1', [id])
    .then(({ rows }) => rows.at(0)?.items ?? [])
    .finally(() => {
      client.release();
    });
}
