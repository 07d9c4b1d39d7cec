import { Router, type Request, type Response } from 'express';
import { z } from 'zod';

interface Row {
  id: string;
  amount: number;
  at: Date;
}
declare const store: { find(id: string | undefined): Promise<Row>; all(): Promise<Row[]>; save(body: unknown): Promise<void> };
declare const audit: (format: Intl.NumberFormat) => void;

export const orders = Router();
const roles = ['admin', 'owner'];
const locale = 'de-DE';
let currency = 'EUR';

orders.get('/orders/:id', async (req: Request, res: Response) => {
  const row = await store.find(String(req.params['id']));
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' }); // want perRequest
  res.json({ id: row.id, amount: money.format(row.amount) });
});

orders.get('/orders', async (req, res) => {
  const day = Intl.DateTimeFormat('en-GB', { dateStyle: 'short' }); // want perRequest
  const rows = await store.all();
  res.json(rows.map(row => ({ id: row.id, at: day.format(row.at) })));
});

orders.get('/plain', async (_req, res) => {
  const options = { minimumFractionDigits: 2 } as const;
  const format = new Intl.NumberFormat('en', options); // want perRequest
  audit(format);
  res.send(format.format((await store.all()).length));
});

orders.post('/orders', async (req, res) => {
  const schema = z.object({ id: z.string().min(1), role: z.enum(['admin', 'owner']) }).strict(); // want perRequest
  const parsed = schema.safeParse(req.body);
  if (!parsed.success) return res.status(400).end();
  await store.save(parsed.data);
  return res.status(201).end();
});

orders.put('/orders', async (req, res) => {
  await store.save(z.strictObject({ id: z.string() }).parse(req.body)); // want perRequest
  res.end();
});

orders.get('/roles', (req, res) => {
  const known = new Set(roles); // want perRequest
  const methods = new Map([['get', 'read'], ['put', 'write']]); // want perRequest
  res.json({ ok: known.has(String(req.query['role'])), may: methods.get(req.method) });
});

orders.get('/bytes', (_req, res) => {
  const typed: Set<string> = new Set(['a', 'b']); // want perRequest
  const parsed = JSON.parse('{"rows":50}') as { rows: number }; // want perRequest
  res.send(String(new TextEncoder().encode(String(typed.size)).length + parsed.rows)); // want slight potential
});

// Nothing below is the same for each request.
orders.get('/locale', async (req, res) => {
  const money = new Intl.NumberFormat(req.acceptsLanguages()[0], { style: 'currency', currency: 'EUR' });
  const other = new Intl.NumberFormat('de', { style: 'currency', currency });
  res.send(money.format((await store.all()).length) + other.format(1));
});

orders.put('/currency', (req, res) => {
  currency = String(req.query['currency']);
  res.end();
});

orders.get('/seen', async (_req, res) => {
  const seen = new Set(['root']);
  for (const row of await store.all()) seen.add(row.id);
  const defaults = JSON.parse('{"rows":50,"tags":[]}') as { rows: number; tags: string[] };
  defaults.rows = seen.size;
  res.json(defaults);
});

orders.get('/limit/:max', (req, res) => {
  const max = Number(req.params['max']);
  const schema = z.object({ count: z.number().max(max) });
  res.json(schema.safeParse(req.query).success);
});

const formats = new Map<string, Intl.NumberFormat>();

orders.get('/totals/:kind', async (req, res) => {
  const kind = req.params.kind === 'net' ? 'net' : 'gross';
  let format = formats.get(kind);
  if (!format) {
    format = new Intl.NumberFormat('de', { minimumFractionDigits: 2 });
    formats.set(kind, format);
  }
  const row = await store.find(kind);
  res.send(format.format(row.amount));
});
