import express, { type Request, type Response } from 'express';
import { Pool } from 'pg';

const app = express();
const shared = new Pool({ max: 10 });

app.get('/orders', async (_req, res) => {
  const pool = new Pool(); // want perRequest
  const { rows } = await pool.query('SELECT * FROM orders');
  res.json(rows);
});

app.get('/customers', async (_req, res) => {
  const { rows } = await shared.query('SELECT * FROM customers');
  res.json(rows);
});

export async function showInvoice(req: Request, res: Response) {
  const invoices = new Pool({ database: 'invoices' }); // want perRequest
  const { rows } = await invoices.query('SELECT * FROM invoice WHERE id = $1', [req.params['id']]);
  res.json(rows[0]);
}

export class Reports {
  readonly #pool = new Pool();

  async daily() {
    return this.#pool.query('SELECT * FROM daily');
  }
}

export default app;
