import express from 'express';
import { Pool } from 'pg';

const app = express();
const pools = new Map<string, Pool>();
const stale = new Set<string>();

// What is kept is used again, unless it is stale.
function poolOf(tenant: string): Pool {
  const known = pools.get(tenant);
  if (known && !stale.has(tenant)) return known;
  void known?.end();
  const pool = new Pool({ database: tenant, connectionTimeoutMillis: 1000 });
  pool.on('error', console.error);
  pools.set(tenant, pool);
  stale.delete(tenant);
  return pool;
}

app.get('/orders', async (req, res) => {
  const { rows } = await poolOf(req.hostname).query('SELECT id FROM orders');
  res.json(rows);
});
