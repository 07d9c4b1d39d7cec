import express from 'express';
import prisma, { redis } from './clients.js';
import { knex } from './knex.js';
import * as report from './report.js';

const router = express.Router();

router.get('/users', async (req, res) => {
  try {
    res.json(await prisma.user.findMany());
  } finally {
    await prisma.$disconnect(); // want perRequest
  }
});

router.get('/hits', async (req, res) => {
  const hits = await redis.incr('hits');
  res.json({ hits });
  redis.quit(); // want perRequest
});

router.get('/report', async (req, res) => {
  res.write(await report.text());
  report.end();
  res.end();
});

router.get('/tables', async (req, res) => {
  const rows = await knex.raw('SELECT * FROM tables');
  res.json(rows);
  res.on('finish', () => {
    knex.destroy(); // want perRequest
  });
});

router.get('/socket', (req, res) => {
  req.socket.end();
  res.destroy();
});

export default router;
