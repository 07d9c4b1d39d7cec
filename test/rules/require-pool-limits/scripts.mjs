import pg from 'pg';
import mysql from 'mysql2/promise';
import { report } from './report.mjs';

/** It looks after itself, and ends. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });

async function fixConsents() {
  try {
    const { rows } = await pool.query('SELECT id FROM consents WHERE version IS NULL');
    for (const { id } of rows) console.log(id);
  } finally {
    await pool.end();
  }
}

fixConsents();

const stock = mysql.createPool({ uri: process.env.STOCK_URL });

async function count() {
  const [rows] = await stock.query('SELECT count(*) AS n FROM items');
  report(rows[0].n);
}

count().finally(() => stock.end());

const orders = new pg.Pool({ connectionString: process.env.ORDERS_URL }); // want wait unheard

export const findOrders = customer => orders.query('SELECT id FROM orders WHERE customer = $1', [customer]);

process.on('SIGTERM', () => orders.end());

const users = new pg.Pool({ connectionString: process.env.USERS_URL }); // want wait unheard

async function stop() {
  await users.end();
}

export const findUser = id => users.query('SELECT id FROM users WHERE id = $1', [id]);

process.once('SIGINT', () => void stop());
