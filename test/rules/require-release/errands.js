import { ServiceBusClient } from '@azure/service-bus';
import { createClient } from '@libsql/client';
import { Pool } from '@neondatabase/serverless';
import Database from 'better-sqlite3';
import express from 'express';
import { ImapFlow } from 'imapflow';
import mysql from 'mysql2/promise.js';
import { createWorker } from 'tesseract.js';

const app = express();
const bus = new ServiceBusClient(process.env.SERVICE_BUS);
const turso = createClient({ url: process.env.TURSO_URL });
const settings = new Database('settings.db');

export async function unread(imap) {
  const client = new ImapFlow(imap);
  try {
    await client.connect();
    const lock = await client.getMailboxLock('INBOX'); // want onThrow
    const unseen = await client.search({ seen: false });
    lock.release();
    return unseen;
  } finally {
    await client.logout();
  }
}

export async function unreadSafely(imap) {
  const client = new ImapFlow(imap);
  try {
    await client.connect();
    const lock = await client.getMailboxLock('INBOX');
    try {
      return await client.search({ seen: false });
    } finally {
      lock.release();
    }
  } finally {
    await client.logout();
  }
}

export async function textOf(image) {
  const worker = await createWorker('eng'); // want onThrow
  const { data } = await worker.recognize(image);
  await worker.terminate();
  return data.text;
}

export async function textOfSafely(image) {
  const worker = await createWorker('eng');
  try {
    const { data } = await worker.recognize(image);
    return data.text;
  } finally {
    await worker.terminate();
  }
}

/** Who commits on every way would keep what went wrong. */
export async function transfer(from, to, cents) {
  const transaction = await turso.transaction('write'); // want onThrow
  await transaction.execute({ sql: 'update accounts set cents = cents - ? where id = ?', args: [cents, from] });
  await transaction.execute({ sql: 'update accounts set cents = cents + ? where id = ?', args: [cents, to] });
  await transaction.commit();
}

export async function transferSafely(from, to, cents) {
  const transaction = await turso.transaction('write');
  try {
    await transaction.execute({ sql: 'update accounts set cents = cents - ? where id = ?', args: [cents, from] });
    await transaction.execute({ sql: 'update accounts set cents = cents + ? where id = ?', args: [cents, to] });
    await transaction.commit();
  } finally {
    transaction.close();
  }
}

export async function publish(order) {
  const sender = bus.createSender('orders'); // want onThrow
  await sender.sendMessages({ body: order });
  await sender.close();
}

export async function publishSafely(order) {
  const sender = bus.createSender('orders');
  try {
    await sender.sendMessages({ body: order });
  } finally {
    await sender.close();
  }
}

app.get('/notes/:tenant', (req, res) => {
  const notes = new Database(`/data/${req.params.tenant}.db`); // want never
  res.json(notes.prepare('select * from notes limit 100').all());
});

app.get('/settings/:tenant', (req, res) => {
  const all = settings.prepare('select * from settings where tenant = ? limit 100').all(req.params.tenant);
  res.json(all);
});

app.get('/notes/:tenant/count', (req, res) => {
  const notes = new Database(`/data/${req.params.tenant}.db`);
  try {
    res.json(notes.prepare('select count(*) as count from notes').get());
  } finally {
    notes.close();
  }
});

app.get('/users', async (req, res) => {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL }); // want never
  const { rows } = await pool.query('select id, name from users limit 10');
  res.json(rows);
});

app.get('/users/count', async (req, res) => {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL });
  try {
    const { rows } = await pool.query('select count(*) from users');
    res.json(rows[0]);
  } finally {
    await pool.end();
  }
});

/** As ES modules name a file of a package. */
export async function report(config) {
  const connection = await mysql.createConnection(config); // want onThrow
  const [rows] = await connection.query('select id, total from orders limit 100');
  await connection.end();
  return rows;
}
