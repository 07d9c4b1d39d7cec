import { once } from 'node:events';
import express from 'express';
import { fastify } from 'fastify';
import { redis } from './cache.js';
import { catalogue } from './catalogue/routes.js';
import { checkout } from './checkout/routes.js';
import { config } from './config.js';
import { closeDatabases } from './db.js';
import { admin } from './fastify/admin.js';
import { health } from './health.js';
import { mails } from './mail/mailer.js';
import { OrderEvents } from './orders/events.js';
import { orders } from './orders/routes.js';
import { webhooks } from './webhooks.js';

async function main(): Promise<void> {
  const events = new OrderEvents();
  await events.start();

  const shop = express();
  shop.use('/webhooks', webhooks);
  shop.use(express.json());
  shop.use('/health', health);
  shop.use('/catalogue', catalogue);
  shop.use('/checkout', checkout);
  shop.use('/orders', orders);

  const office = fastify({ logger: true });
  await office.register(admin, { prefix: '/admin' });
  await office.listen({ port: config.adminPort });

  const server = shop.listen(config.port);
  await once(server, 'listening');
  console.log(`shop on ${config.port}, admin on ${config.adminPort}`);

  process.once('SIGTERM', async () => {
    server.close();
    await Promise.all([office.close(), events.close(), mails.close()]);
    await Promise.all([redis.quit(), closeDatabases()]);
  });
}

await main();
