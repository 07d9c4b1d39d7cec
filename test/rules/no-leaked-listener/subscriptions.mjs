import express from 'express';
import { PubSub } from 'graphql-subscriptions';
import { createClient } from 'redis';
import { metrics } from '@opentelemetry/api';
import postgres from 'postgres';

const app = express();
const subscriber = createClient({ url: process.env.REDIS_URL });
const sql = postgres(process.env.DATABASE_URL);
const pubsub = new PubSub();
const meter = metrics.getMeter('shop');
const pending = meter.createObservableGauge('pending');

// One for the whole program.
await subscriber.subscribe('deploys', version => process.stdout.write(`${version}\n`));

app.get('/news', async (req, res) => {
  res.writeHead(200, { 'Content-Type': 'text/event-stream' });
  await subscriber.subscribe('news', message => res.write(`data: ${message}\n\n`)); // want never
});

app.get('/prices', async (req, res) => {
  const onPrice = message => res.write(`data: ${message}\n\n`);
  await subscriber.subscribe('prices', onPrice);
  req.on('close', () => subscriber.unsubscribe('prices', onPrice));
});

// All of a channel go without a name.
app.get('/stock/:shop', async (req, res) => {
  const topic = `stock:${req.params.shop}`;
  await subscriber.pSubscribe(topic, message => res.write(`data: ${message}\n\n`));
  req.on('close', () => subscriber.pUnsubscribe(topic));
});

app.get('/rates/:shop', async (req, res) => {
  const topic = `rates:${req.params.shop}`;
  await subscriber.pSubscribe(topic, message => res.write(`data: ${message}\n\n`)); // want never
  req.on('close', () => subscriber.pUnsubscribe('rates'));
});

// A connection of the request's own goes with it.
app.get('/own', async (req, res) => {
  const own = subscriber.duplicate();
  await own.connect();
  req.on('close', () => own.close());
  await own.subscribe('news', message => res.write(`data: ${message}\n\n`));
});

app.get('/orders', async (req, res) => {
  const listening = await sql.listen('orders', order => res.write(`data: ${order}\n\n`));
  req.on('close', () => listening.unlisten());
});

app.get('/returns', async (req, res) => {
  await sql.listen('returns', order => res.write(`data: ${order}\n\n`)); // want never
});

app.get('/messages', async (req, res) => {
  const id = await pubsub.subscribe('MESSAGE', message => res.write(message.text));
  req.on('close', () => pubsub.unsubscribe(id));
});

app.get('/typing', async (req, res) => {
  await pubsub.subscribe('TYPING', message => res.write(message.who)); // want never
});

app.post('/jobs', (req, res) => {
  const jobs = [...req.body];
  pending.addCallback(result => result.observe(jobs.length)); // want never
  res.sendStatus(202);
});

app.post('/tasks', (req, res) => {
  const tasks = [...req.body];
  const count = result => result.observe(tasks.length);
  pending.addCallback(count);
  res.on('close', () => pending.removeCallback(count));
});
