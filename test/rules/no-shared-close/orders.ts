import express, { type Request, type Response } from 'express';
import { Client, Pool } from 'pg';

const app = express();
const pool = new Pool();
const client = new Client();
await client.connect();

app.get('/orders', async (_req, res) => {
  const { rows } = await pool.query('SELECT * FROM orders');
  await pool.end(); // want perRequest
  res.json(rows);
});

app.get('/orders/:id', async (req, res, next) => {
  try {
    const { rows } = await client.query('SELECT * FROM orders WHERE id = $1', [req.params.id]);
    res.json(rows[0]);
  } catch (error) {
    next(error);
  } finally {
    await client.end(); // want perRequest
  }
});

export function listOrders(_req: Request, res: Response): void {
  pool.query('SELECT * FROM orders')
    .then(({ rows }) => res.json(rows))
    .finally(() => pool.end()); // want perRequest
}

app.get('/report', async (_req, res) => {
  const own = new Pool({ max: 1 });
  try {
    res.json((await own.query('SELECT * FROM report')).rows);
  } finally {
    await own.end();
  }
});

export async function countOrders(): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('SELECT count(*) FROM orders');
  await pool.end(); // want perCall
  return Number(rows[0]?.count);
}

export class Orders {
  constructor(private readonly db: Pool) {}

  async find(id: number): Promise<unknown> {
    try {
      const { rows } = await this.db.query('SELECT * FROM orders WHERE id = $1', [id]);
      return rows[0];
    } finally {
      await this.db.end(); // want perCall
    }
  }

  async close(): Promise<void> {
    await this.db.end();
  }
}

export async function saveOrder(db: Pool, total: number): Promise<void> {
  await db.query('INSERT INTO orders (total) VALUES ($1)', [total]);
  await db.end(); // want perCall
}

const server = app.listen(3000);

process.on('SIGTERM', () => {
  server.close(() => {
    void pool.end().then(() => process.exit(0));
  });
});

export async function closeDatabase(): Promise<void> {
  await pool.end();
  await client.end();
}

async function shutdown(signal: string): Promise<void> {
  console.info(signal);
  await pool.end();
}

process.once('SIGINT', () => void shutdown('SIGINT'));

app.post('/admin/stop', async (_req, res) => {
  res.end();
  await pool.end();
  process.exit(0);
});

let lazy: Pool | undefined;

export function getPool(): Pool {
  lazy ??= new Pool();
  return lazy;
}

app.get('/customers', async (_req, res) => {
  const customers = getPool();
  res.json((await customers.query('SELECT * FROM customers')).rows);
  await customers.end(); // want perRequest
});
