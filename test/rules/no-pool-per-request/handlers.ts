import { createHash } from 'node:crypto';
import http from 'node:http';
import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { createPool, type RowDataPacket } from 'mysql2/promise';
import pg, { Pool, type QueryResult } from 'pg';
import { Redis } from 'ioredis';
import { tenantOf, trackPool } from './tenants.ts';

interface Order {
  id: string;
  total: number;
}

const app = express();
const shared = new Pool({ max: 10 });
const settings = { database: 'invoices', max: 5 };
const keepAlive = new http.Agent({ keepAlive: true });

app.get('/orders', async (_req, res) => {
  const pool = new Pool(); // want perRequest
  const { rows } = await pool.query<Order>('SELECT * FROM orders');
  res.json(rows);
});

app.get('/customers', async (_req, res) => {
  const { rows } = await shared.query('SELECT * FROM customers');
  res.json(rows);
});

// The environment is read at the first request, as it was before.
export async function readsTheEnvironment(req: Request, res: Response) {
  const invoices = new pg.Pool({ connectionString: process.env['INVOICES_URL'], ...settings }); // want perRequest
  const { rows } = await invoices.query('SELECT * FROM invoice WHERE id = $1', [req.params['id']]);
  res.json(rows[0]);
}

app.get('/stock/:sku', async (req, res, next) => {
  try {
    // One query: the pool has no name.
    const [rows] = await createPool({ uri: process.env['STOCK_URL'] }).query<RowDataPacket[]>('SELECT * FROM stock WHERE sku = ?', [req.params.sku]); // want perRequest
    res.json(rows[0]);
  } catch (error) {
    next(error);
  }
});

const router = Router();

router.use(async (req, res, next) => {
  const redis: Redis = new Redis({ host: 'cache', db: 2 }); // want perRequest
  const key = createHash('sha1').update(req.originalUrl).digest('hex');
  const known = await redis.get(key);
  if (known === null) next();
  else res.type('json').send(known);
});

/** Each tenant has a database of its own, so that one pool would not do. */
router.get('/report', async (req, res) => {
  const pool = new Pool({ database: tenantOf(req) }); // want perRequest
  res.json((await pool.query('SELECT * FROM report')).rows);
});

router.get('/summary', async (req, res) => {
  const { tenant } = req.query;
  const pool = new Pool({ database: `tenant_${String(tenant)}` }); // want perRequest
  const result: QueryResult = await pool.query('SELECT * FROM summary');
  res.json(result.rows);
});

// Whatever it is handed to may close it, so nothing is changed unasked.
router.get('/tracked', async (_req, res) => {
  const pool = new Pool({ max: 2 }); // want perRequest
  trackPool(pool);
  res.json((await pool.query('SELECT 1')).rows);
});

// Its listener would be added once more by each request.
router.get('/listening', async (_req, res) => {
  const pool = new Pool({ max: 1 }); // want perRequest
  pool.on('error', error => console.error(error));
  res.json((await pool.query('SELECT 2')).rows);
});

router.get('/checked-out', async (_req, res) => {
  const pool = new Pool({ max: 3 }); // want perRequest
  const client = await pool.connect();
  try {
    res.json((await client.query('SELECT 3')).rows);
  } finally {
    client.release();
  }
});

router.use('/assets', (req, res, next) => {
  const upstream = http.get({ host: 'assets.internal', path: req.url, agent: new http.Agent({ keepAlive: true }) }, answer => { // want perRequest
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(res);
  });
  upstream.once('error', next);
});

router.use('/media', (req, res, next) => {
  http.get({ host: 'media.internal', path: req.url, agent: keepAlive }, answer => {
    answer.pipe(res);
  }).once('error', next);
});

// What a request carries along is dropped with it.
export function attachesDatabase(req: Request & { db?: Pool }, _res: Response, next: NextFunction) {
  req.db = new Pool({ max: 4 }); // want perRequest
  next();
}

app.use(router);
export default app;
