// untyped
import { telemetry } from '@acme/telemetry';
import { onTenantChange } from '@internal/tenants';
import { sendReceipt } from '@/mail';
import express from 'express';
import { logger } from './logger.js';
import { notifyOperators, recordSale } from './notify.js';
import { recordVisit, trackPurchase } from './usage.js';

const app = express();

app.post('/orders', async (req, res) => {
  try {
    await recordSale(req.body);
    void sendReceipt(req.body.email); // want floating
    // Nobody knows whether this gives a promise at all.
    void onTenantChange(req.body.tenant); // want floating potential
    res.sendStatus(201);
  } catch (error) {
    // No answer waits until somebody was told of an error.
    void notifyOperators(error); // want floating potential
    void telemetry.trackException(error); // want floating potential
    res.sendStatus(500);
  }
});

app.post('/carts', async (req, res) => {
  const outcome = await recordSale(req.body).catch((error: Error) => {
    void notifyOperators(error); // want floating potential
    return undefined;
  });
  if (!outcome) void notifyOperators('no outcome'); // want floating potential
  res.json(outcome);
});

/** It only counts, and tells of a failure. */
function countVisitInAnalytics(page: string): void {
  recordVisit(page).catch((error: Error) => { // want floating potential
    logger.warn('not counted', error);
  });
}

app.get('/pages/:page', async (req, res) => {
  countVisitInAnalytics(req.params.page);
  trackPurchase(req.ip).catch(logger.warn); // want floating potential
  await recordSale(req.params);
  recordSale(req.query).catch(logger.warn); // want floating
  res.sendStatus(204);
});

app.get('/purchases', async (req, res) => {
  await trackPurchase(req.ip);
  void trackPurchase(req.ip); // want floating
  res.sendStatus(204);
});

/** It only tells what has happened. */
async function sendWebhooks(cart: string): Promise<void> {
  await recordSale(cart);
}

app.put('/carts/:cart', async (req, res) => {
  await recordSale(req.body);
  sendWebhooks(req.params.cart).catch(logger.warn); // want floating potential
  res.sendStatus(204);
});

/** Nobody hears that it could not be told. */
app.patch('/carts/:cart', async (req, res) => {
  await recordSale(req.body);
  void sendWebhooks(req.params.cart); // want floating
  res.sendStatus(204);
});
