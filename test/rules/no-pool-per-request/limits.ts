// untyped
import HttpAgent from 'agentkeepalive';
import axios from 'axios';
import cron from 'node-cron';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import rateLimit from 'express-rate-limit';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { Pool } from 'pg';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const app = express();

// It never counts further than one.
app.post('/login', (req: Request, res: Response, next: NextFunction) => {
  void rateLimit({ windowMs: 60_000, limit: 5 })(req, res, next); // want perRequest
});

app.post('/orders', async (req: Request, res: Response) => {
  const limiter = new RateLimiterMemory({ points: 5, duration: 60 }); // want perRequest
  await limiter.consume(req.ip ?? '');
  res.sendStatus(201);
});

app.use('/files', (req: Request, res: Response, next: NextFunction) => {
  const proxy = createProxyMiddleware({ target: 'http://files.internal', ws: true }); // want perRequest
  void proxy(req, res, next);
});

app.get('/rates', async (_req: Request, res: Response) => {
  const { data } = await axios.get('http://rates.internal', { timeout: 2_000, httpAgent: new HttpAgent({ keepAlive: true }) }); // want perRequest
  res.json(data);
});

cron.schedule('*/5 * * * *', async () => {
  const pool = new Pool({ max: 2, connectionTimeoutMillis: 2_000 }); // want perRequest
  await pool.query('DELETE FROM sessions WHERE expires < now()');
});

// Made while the routes are set up.
export function mount(router: Router): void {
  router.use(rateLimit({ windowMs: 60_000, limit: 100 }));
  router.use('/img', createProxyMiddleware({ target: 'http://images.internal' }));
}

/** One for each route that asks for one. */
export function limitOf(limit: number) {
  return rateLimit({ windowMs: 60_000, limit }); // want factory potential
}

const agent = new HttpAgent({ keepAlive: true, timeout: 30_000 });
const calls = new RateLimiterMemory({ points: 100, duration: 1 });
export async function load(path: string, tenant: string): Promise<unknown> {
  await calls.consume(tenant);
  const { data } = await axios.get<unknown>(`http://rates.internal${path}`, { timeout: 2_000, httpAgent: agent });
  return data;
}
