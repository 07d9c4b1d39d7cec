import { stringify } from 'csv-stringify/sync';
import express from 'express';
import { MongoClient } from 'mongodb';
import mysql from 'mysql2/promise';
import { Pool } from 'pg';
import { Order } from './orders.ts';

const app = express();
const pool = new Pool({ max: 10, connectionTimeoutMillis: 5_000 });
pool.on('error', console.error);
const shop = mysql.createPool({ uri: 'mysql://localhost/shop', queueLimit: 100 });
const orders = new MongoClient('mongodb://localhost').db('shop').collection<Order>('orders');

app.get('/orders.csv', async (_req, res) => {
  const { rows } = await pool.query<Order>('SELECT id, total FROM orders ORDER BY id'); // want rows
  const csv = ['id,total', ...rows.map(row => `${String(row.id)},${String(row.total)}`)].join('\n');
  res.type('text/csv').send(csv);
});

app.get('/orders.txt', async (_req, res) => {
  const result = await pool.query<Order>('SELECT id, total FROM orders'); // want rows
  let text = 'id,total\n';
  for (const row of result.rows) {
    text += `${String(row.id)},${String(row.total)}\n`;
  }
  res.send(text);
});

app.get('/orders.ndjson', async (_req, res) => {
  const found = await orders.find({ open: true }).sort({ id: 1 }).toArray(); // want rows
  for (const order of found) {
    res.write(`${JSON.stringify(order)}\n`);
  }
  res.end();
});

app.get('/shop.csv', async (_req, res) => {
  const [rows] = await shop.query<mysql.RowDataPacket[]>('SELECT * FROM sales'); // want rows
  res.attachment('sales.csv');
  res.send(stringify(rows, { header: true }));
});

app.get('/lines.csv', async (_req, res) => {
  const { rows } = await pool.query<Order>('SELECT id, total FROM orders'); // want rows
  const lines: string[] = [];
  rows.forEach(row => {
    lines.push([row.id, row.total].join(','));
  });
  res.send(lines.join('\r\n'));
});

// A page of them, a few, one, or no text at all.
app.get('/page.csv', async (req, res) => {
  const { rows } = await pool.query<Order>('SELECT id, total FROM orders ORDER BY id LIMIT 100 OFFSET $1', [req.query['from']]);
  res.send(rows.map(row => `${String(row.id)},${String(row.total)}`).join('\n'));
});

app.get('/sums.csv', async (_req, res) => {
  const { rows } = await pool.query<Order>('SELECT customer, sum(total) FROM orders GROUP BY customer');
  res.send(rows.map(row => `${String(row.id)},${String(row.total)}`).join('\n'));
});

app.get('/orders', async (_req, res) => {
  const { rows } = await pool.query<Order>('SELECT id, total FROM orders');
  res.json(rows.map(({ id }) => ({ id })));
});

app.get('/latest', async (_req, res) => {
  res.json(await orders.find().limit(20).toArray());
});

app.get('/latest.txt', async (_req, res) => {
  const found = await orders.find().sort({ id: -1 }).limit(20).toArray();
  for (const order of found) res.write(`${String(order.id)}\n`);
  res.end();
});

app.get('/streamed.ndjson', async (_req, res) => {
  for await (const order of orders.find()) {
    if (!res.write(`${JSON.stringify(order)}\n`)) break;
  }
  res.end();
});
