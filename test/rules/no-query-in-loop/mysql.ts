import express from 'express';
import type { RowDataPacket } from 'mysql2';
import mysql, { type PoolConnection } from 'mysql2/promise';

interface Line extends RowDataPacket {
  order_id: number;
  sku: string;
}

interface Order {
  id: number;
  customerId: number;
  lines?: Line[];
}

const pool = mysql.createPool({ uri: process.env.DATABASE_URL, queueLimit: 100 });
const app = express();

app.post('/orders/lines', async (req, res) => {
  const orders = req.body.orders as Order[];
  for (const order of orders) {
    const [rows] = await pool.query<Line[]>('SELECT * FROM order_lines WHERE order_id = ? ORDER BY position', [order.id]); // want inTurn
    order.lines = rows;
  }
  res.json(orders);
});

export async function customersOf(orders: Order[]): Promise<unknown[]> {
  return Promise.all(orders.map(async order => {
    const [[customer]] = await pool.query<RowDataPacket[]>('SELECT * FROM customers WHERE id = ?', [order.customerId]); // want together
    return customer;
  }));
}

export async function cancel(bookings: readonly Order[], connection: PoolConnection): Promise<void> {
  for (let i = 0; i < bookings.length; i++) await connection.query('DELETE FROM bookings WHERE id = ?', [bookings[i]!.id]); // want inTurn
}

// A prepared statement takes one value for a placeholder.
export async function remove(ids: readonly number[]): Promise<void> {
  for (const id of ids) await pool.execute('DELETE FROM orders WHERE id = ?', [id]); // want inTurn
}

export async function countOf(orders: readonly Order[]): Promise<number> {
  let count = 0;
  for (const { id } of orders) {
    const [rows] = await pool.query<RowDataPacket[]>('SELECT 1 AS one FROM order_lines WHERE order_id = ? LIMIT 1', [id]); // want inTurn
    count += rows.length;
  }
  return count;
}
