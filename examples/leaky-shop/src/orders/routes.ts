import { Router } from 'express';
import { cached, forget } from '../cache.js';
import { mails, sendConfirmation } from '../mail/mailer.js';
import { ordersCsv } from '../reporting/csv-export.js';
import { cancelOrder, createOrder, findOrder, ordersPlacedOn, refundOrder, shipOrder } from './repository.js';
import type { NewOrder } from './types.js';

export const orders = Router();

orders.get('/export.csv', async (req, res) => {
  const list = await ordersPlacedOn(String(req.query.day));
  res.type('text/csv').send(ordersCsv(list));
});

orders.get('/:id', async (req, res) => {
  const id = Number(req.params.id);
  const order = await cached(`order:${id}`, 60, () => findOrder(id).then((found) => found ?? null));
  if (!order) {
    res.status(404).json({ error: 'no such order' });
    return;
  }
  res.json(order);
});

orders.post('/', async (req, res) => {
  const order = await createOrder(req.body as NewOrder);
  void sendConfirmation(order).catch((error: unknown) => {
    console.error(`confirmation of order ${order.id}`, error);
  });
  res.status(201).json(order);
});

orders.post('/:id/cancel', async (req, res) => {
  const id = Number(req.params.id);
  const { reason } = req.body as { reason: string };
  await cancelOrder(id, reason);
  await Promise.all([forget([`order:${id}`]), mails.add('cancelled', { order: id, reason })]);
  res.sendStatus(204);
});

orders.post('/:id/refund', async (req, res) => {
  const { cents } = req.body as { cents: number };
  const refund = await refundOrder(Number(req.params.id), cents);
  if (!refund) {
    res.status(409).json({ error: 'cannot be refunded' });
    return;
  }
  res.json(refund);
});

orders.post('/:id/ship', async (req, res) => {
  const id = Number(req.params.id);
  const { tracking } = req.body as { tracking: string };
  await shipOrder(id, tracking);
  void mails.add('shipped', { order: id, tracking });
  res.sendStatus(204);
});
