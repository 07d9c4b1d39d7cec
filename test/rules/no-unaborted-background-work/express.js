import express from 'express';
import axios from 'axios';
import { Queue } from 'bullmq';
import { Pool } from 'pg';
import { indexOrder, loadOrder, placeOrder } from './orders.js';
import { sendReceipt } from './mail.js';
import { log } from './log.js';

const app = express();
const router = express.Router();
const pool = new Pool({ max: 10 });
const receipts = new Queue('receipts', { connection: { host: 'redis' } });

async function touchLastSeen(id) {
  await pool.query('UPDATE users SET last_seen = now() WHERE id = $1', [id]);
}

app.use((req, res, next) => {
  touchLastSeen(req.get('x-user')); // want floating
  next();
});

router.post('/', express.json(), async (req, res, next) => {
  try {
    const order = await placeOrder(req.body);
    sendReceipt(order).catch(error => log.error({ error }, 'receipt not sent')); // want floating
    res.status(201).json(order);
  } catch (error) {
    next(error);
  }
});

router.post('/:id/index', (req, res) => {
  res.status(202).end();
  (async () => { // want floating
    const order = await loadOrder(req.params.id);
    await indexOrder(order);
  })();
});

router.post('/:id/notify', async (req, res) => {
  const order = await loadOrder(req.params.id);
  void axios.post(order.callback, { id: order.id }); // want floating
  pool.query('INSERT INTO notified VALUES ($1)', [order.id]); // want floating
  res.sendStatus(204);
});

// Kept only to catch what goes wrong.
router.post('/:id/archive', async (req, res) => {
  const archiving = pool.query('UPDATE orders SET archived = true WHERE id = $1', [req.params.id]); // want floating
  archiving.catch(error => log.error(error));
  res.sendStatus(204);
});

router.post('/bulk', express.json(), async (req, res) => {
  req.body.ids.forEach(async id => { // want floating
    await indexOrder(await loadOrder(id));
  });
  req.body.parts.map(async part => { // want floating
    await indexOrder(part);
  });
  res.sendStatus(202);
});

router.get('/:id', (req, res, next) => {
  loadOrder(req.params.id).then(order => res.json(order)).catch(next);
});

function answers(res, order) {
  res.json(order);
}

router.get('/:id/brief', (req, res, next) => {
  loadOrder(req.params.id).then(order => answers(res, order), next);
});

router.get('/both', async (req, res) => {
  const rows = pool.query('SELECT 1');
  const counted = pool.query('SELECT 2');
  const all = [pool.query('SELECT 3')];
  all.push(pool.query('SELECT 4'));
  res.json([await rows, await Promise.all([counted, ...all])]);
});

router.post('/:id/receipt', async (req, res) => {
  void receipts.add('receipt', { id: req.params.id });
  receipts.add('copy', { id: req.params.id }).catch(error => log.error(error));
  res.sendStatus(202);
});

// It ends by itself, or is told to.
router.post('/:id/quote', async (req, res) => {
  axios.get('https://quotes.example', { signal: AbortSignal.timeout(5_000) }).catch(log.error);
  res.sendStatus(202);
});

router.get('/:id/cancelled', async (req, res) => {
  const response = await fetch(`https://orders.example/${req.params.id}`);
  void response.body?.cancel();
  res.sendStatus(response.status);
});

/** Nobody answers for it, and nobody waits. */
export async function refreshIndex() {
  pool.query('REFRESH MATERIALIZED VIEW orders_index');
}

pool.query('SELECT 1').catch(log.error);

app.use('/orders', router);
const server = app.listen(3000);

process.once('SIGTERM', () => {
  server.close(() => void pool.end());
});
