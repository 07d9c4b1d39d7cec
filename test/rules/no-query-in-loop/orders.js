import express from 'express';
import { Pool } from 'pg';

const pool = new Pool({ max: 20, connectionTimeoutMillis: 5_000 });
pool.on('error', error => console.error(error));
const app = express();

app.get('/orders', async (req, res) => {
  const { rows: orders } = await pool.query('SELECT * FROM orders WHERE tenant = $1 ORDER BY id DESC LIMIT 50', [req.query.tenant]);
  for (const order of orders) {
    const { rows } = await pool.query('SELECT * FROM lines WHERE order_id = $1', [order.id]); // want inTurn
    order.lines = rows;
  }
  res.json(orders);
});

app.get('/orders/summary', async (req, res) => {
  const ids = String(req.query.ids).split(',');
  const totals = await Promise.all(ids.map(async id => {
    const { rows } = await pool.query({ text: 'SELECT sum(price) AS total FROM lines WHERE order_id = $1', values: [id] }); // want together
    return rows[0].total;
  }));
  res.json(totals);
});

async function customerOf(order) {
  const { rows: [customer] } = await pool.query('SELECT id, name FROM customers WHERE id = $1', [order.customerId]);
  return customer;
}

app.get('/orders/export', async (req, res) => {
  const { rows: orders } = await pool.query('SELECT * FROM orders WHERE tenant = $1', [req.query.tenant]);
  for (let i = 0; i < orders.length; i++) {
    orders[i].customer = await customerOf(orders[i]); // want through
  }
  const names = await Promise.all(orders.map(order => customerOf(order))); // want through
  const again = await Promise.all(orders.map(customerOf)); // want through
  res.json({ orders, names, again });
});

export async function archive(orders) {
  for (const id of orders) {
    await pool.query('DELETE FROM orders WHERE id = $1', [id]); // want inTurn
  }
  for (const order of orders) await pool.query("UPDATE orders SET state = 'archived' WHERE number = $1", [order.number]); // want inTurn
  await Promise.all(orders.map(order => pool.query('DELETE FROM lines WHERE order_id = $1', [order.id]))); // want together
}

export async function place(cart) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { sku, quantity } of cart.items) {
      await client.query('INSERT INTO lines (cart, sku, quantity) VALUES ($1, $2, $3)', [cart.id, sku, quantity]); // want inTurn
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** What is in stock is read and changed line by line, each behind the other. */
export async function reserve(cart) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    for (const { sku, quantity } of cart.items) {
      const { rows } = await client.query('SELECT quantity FROM stock WHERE sku = $1', [sku]);
      if (rows[0].quantity < quantity) throw new Error(`${sku} is sold out`);
      await client.query('UPDATE stock SET quantity = quantity - $2 WHERE sku = $1', [sku, quantity]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function check(items) {
  let total = 0;
  for (const item of items) {
    const found = await pool.query('SELECT price FROM products WHERE id = $1', [item.productId]); // want inTurn
    if (found.rows.length === 0) throw new Error(`no product ${item.productId}`);
    total += found.rows[0].price * item.quantity;
  }
  return total;
}
