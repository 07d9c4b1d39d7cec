import { Router } from 'express';
import { redis } from './cache.js';
import { erp, pool } from './db.js';

export const health = Router();

health.get('/live', (_req, res) => {
  res.json({ uptime: process.uptime() });
});

health.get('/ready', async (_req, res) => {
  try {
    await pool.connect();
    await Promise.all([erp.query('SELECT 1'), redis.ping()]);
    res.json({ ready: true });
  } catch (error) {
    console.warn('not ready', error);
    res.status(503).json({ ready: false });
  }
});

health.get('/pools', (_req, res) => {
  res.json({
    total: pool.totalCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
});
