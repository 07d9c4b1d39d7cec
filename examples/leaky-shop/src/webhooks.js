import pg from 'pg';
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { config } from './config.js';
import { sendNotice } from './mail/mailer.js';
import { findOrder } from './orders/repository.js';

export const webhooks = express.Router();

const pool = new pg.Pool({ connectionString: config.databaseUrl, max: 2 });

function isSigned(body, signature = '') {
  const expected = createHmac('sha256', config.webhookSecret).update(body).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function storeEvent(event, done) {
  pool.connect((error, client, release) => {
    if (error) {
      done(error);
      return;
    }
    client.query('INSERT INTO payment_events (id, kind) VALUES ($1, $2)', [event.id, event.kind], (failure) => {
      if (failure) {
        done(failure);
        return;
      }
      release();
      done();
    });
  });
}

function findEvent(id, done) {
  pool.connect((error, client, release) => {
    if (error) {
      done(error);
      return;
    }
    client.query('SELECT id, kind FROM payment_events WHERE id = $1', [id], (failure, result) => {
      release(failure);
      if (failure) {
        done(failure);
        return;
      }
      done(undefined, result.rows[0]);
    });
  });
}

async function announceDelivery({ order, day }) {
  const found = await findOrder(order);
  if (found) {
    await sendNotice(found, 'delivery', { day });
  }
}

webhooks.get('/payments/:id', (req, res, next) => {
  findEvent(req.params.id, (error, event) => {
    if (error) {
      next(error);
      return;
    }
    res.status(event ? 200 : 404).json(event ?? null);
  });
});

webhooks.post('/payments', (req, res, next) => {
  let body = '';
  req.on('data', (chunk) => {
    body += chunk;
  });
  req.on('error', next);
  req.on('end', () => {
    if (!isSigned(body, req.get('x-signature'))) {
      res.sendStatus(401);
      return;
    }
    storeEvent(JSON.parse(body), (error) => {
      res.sendStatus(error ? 500 : 204);
    });
  });
});

webhooks.post('/deliveries', express.json(), (req, res) => {
  announceDelivery(req.body).catch(console.error);
  res.sendStatus(202);
});
