import { Router } from 'express';
import { Redis } from 'ioredis';
import { recordPayment } from './ledger.js';
import { charge, type Charge } from './payment.js';
import { availableUnits, dropReservation, reserve, reservedItems, takeFromStock, type Item } from './stock.js';

export const checkout = Router();

const reservedFor = 15 * 60_000;

checkout.use(async (req, res, next) => {
  const counters = new Redis(process.env.REDIS_URL ?? 'redis://localhost:6379');
  const key = `checkouts:${req.ip}`;
  const attempts = await counters.incr(key);
  if (attempts === 1) {
    await counters.expire(key, 60);
  }
  if (attempts > 20) {
    res.status(429).json({ error: 'too many attempts' });
    return;
  }
  next();
});

checkout.post('/:cart', async (req, res) => {
  const items = req.body as Item[];
  const units = await Promise.all(items.map((item) => availableUnits(item.sku)));
  if (items.some((item, i) => item.quantity > units[i])) {
    res.status(409).json({ error: 'sold out' });
    return;
  }
  const reservation = await reserve(Number(req.params.cart), items);
  setTimeout(() => {
    dropReservation(reservation).catch((error: unknown) => {
      console.error(`reservation ${reservation}`, error);
    });
  }, reservedFor);
  res.status(201).json({ reservation });
});

checkout.post('/:reservation/pay', async (req, res) => {
  const reservation = Number(req.params.reservation);
  const { cents, card } = req.body as Omit<Charge, 'reservation'>;
  const gone = new AbortController();
  res.once('close', () => {
    gone.abort();
  });
  const payment = await charge({ reservation, cents, card }, gone.signal);
  await recordPayment(payment);
  await takeFromStock(await reservedItems(reservation));
  await dropReservation(reservation);
  res.json({ payment: payment.id });
});
