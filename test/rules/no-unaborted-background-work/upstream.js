import http from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express from 'express';
import Fastify from 'fastify';
import { Hono } from 'hono';
import Koa from 'koa';
import OpenAI from 'openai';
import { streamText } from 'ai';
import { relay } from './relay.js';

const app = express();
const openai = new OpenAI();

// The one that passes it on does not say how.
app.get('/relayed/:key', async (req, res, next) => {
  try {
    const upstream = await fetch(`https://media.internal/${req.params.key}`, { headers: { accept: '*/*' } }); // want upstream
    await relay(Readable.fromWeb(upstream.body), res);
  } catch (error) {
    next(error);
  }
});

// Where a loop writes to the client, or a stream is piped to it, that is where the client's leaving is to be seen.

app.post('/chat', express.json(), async (req, res) => {
  const stream = await openai.chat.completions.create({ model: 'gpt-4o-mini', stream: true, messages: req.body.messages });
  for await (const chunk of stream) res.write(chunk.choices[0]?.delta?.content ?? '');
  res.end();
});

app.get('/media/:key', async (req, res) => {
  const headers = { range: req.get('range') ?? '' };
  // The headers go through.
  const upstream = await fetch(`https://media.internal/${req.params.key}`, {
    headers,
  });
  Readable.fromWeb(upstream.body).pipe(res);
});

// When the client goes away a pipeline destroys its source, and that ends the request.
app.get('/piped/:key', async (req, res) => {
  const upstream = await fetch(`https://media.internal/${req.params.key}`);
  await pipeline(Readable.fromWeb(upstream.body), res);
});

app.get('/named-pipe/:key', async (req, res) => {
  const upstream = await fetch(`https://media.internal/${req.params.key}`);
  const body = Readable.fromWeb(upstream.body);
  await pipeline(body, res);
});

app.get('/tied/:key', async (req, res) => {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  const upstream = await fetch(`https://media.internal/${req.params.key}`, { signal: gone.signal });
  Readable.fromWeb(upstream.body).pipe(res);
});

app.get('/listening/:key', async (req, res) => {
  const upstream = await fetch(`https://media.internal/${req.params.key}`);
  const reader = upstream.body.getReader();
  res.on('close', () => void reader.cancel());
  for (let part = await reader.read(); !part.done; part = await reader.read()) res.write(part.value);
  res.end();
});

app.get('/caught/:key', async (req, res, next) => {
  try {
    const upstream = await fetch(`https://media.internal/${req.params.key}`, { headers: { accept: '*/*' } });
    for await (const chunk of upstream.body) res.write(chunk);
    res.end();
  } catch (error) {
    next(error);
  }
});

// Read to its end and answered at once: it is awaited, and short.
app.get('/rates', async (_req, res) => {
  const upstream = await fetch('https://rates.example');
  res.json(await upstream.json());
});

const fastify = Fastify();

fastify.get('/relayed', async (request, reply) => {
  const upstream = await fetch('https://feed.example/events'); // want upstream
  await relay(Readable.fromWeb(upstream.body), reply.raw);
  return reply;
});

fastify.get('/relayed/hijacked', async (request, reply) => {
  reply.hijack();
  const upstream = await fetch('https://feed.example/events', {}); // want upstream
  await relay(Readable.fromWeb(upstream.body), reply.raw);
});

fastify.get('/feed', async (request, reply) => {
  const upstream = await fetch('https://feed.example/events');
  for await (const event of upstream.body) reply.raw.write(event);
  reply.raw.end();
  return reply;
});

fastify.get('/hijacked', async (request, reply) => {
  reply.hijack();
  const upstream = await fetch('https://feed.example/events', {});
  for await (const event of upstream.body) reply.raw.write(event);
  reply.raw.end();
});

// A stream that the framework sends is destroyed by it.
fastify.get('/sent', async (request, reply) => {
  const upstream = await fetch('https://feed.example/events');
  return reply.type('text/event-stream').send(Readable.fromWeb(upstream.body));
});

const hono = new Hono();

hono.get('/media/:key', async c => {
  const upstream = await fetch(`https://media.internal/${c.req.param('key')}`, { headers: { range: c.req.header('range') ?? '' } }); // want upstream
  return new Response(upstream.body, upstream);
});

hono.post('/story', async c => {
  const { prompt } = await c.req.json();
  const result = streamText({ model: 'gpt-4o-mini', prompt }); // want upstream
  return result.toTextStreamResponse();
});

hono.post('/safe-story', async c => {
  const { prompt } = await c.req.json();
  return streamText({ model: 'gpt-4o-mini', prompt, abortSignal: c.req.raw.signal }).toTextStreamResponse();
});

// The incoming request brings its own signal along.
hono.all('/mirror/*', async c => {
  const upstream = await fetch(new Request(`https://mirror.internal${c.req.path}`, c.req.raw));
  return new Response(upstream.body, upstream);
});

hono.get('/named', async c => {
  const options = { headers: { accept: 'text/event-stream' }, signal: AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(60_000)]) };
  const upstream = await fetch('https://events.internal', options);
  return new Response(upstream.body);
});

const koa = new Koa();

koa.use(async ctx => {
  if (ctx.path === '/sent') {
    const page = await fetch('https://pages.internal/sent');
    ctx.body = Readable.fromWeb(page.body);
    return;
  }
  const upstream = await fetch(`https://pages.internal${ctx.path}`);
  ctx.respond = false;
  for await (const chunk of upstream.body) ctx.res.write(chunk);
  ctx.res.end();
});

hono.get('/hidden', async c => {
  const parts = await Promise.all(['a', 'b'].map(async c => {
    const upstream = await fetch(`https://media.internal/${c}`); // want upstream
    return new Response(upstream.body);
  }));
  return parts[0] ?? c.notFound();
});

http.createServer(async (req, res) => {
  const relayed = await fetch(`https://origin.internal${req.url}`, { method: req.method, headers: { host: 'origin' } }); // want upstream
  await relay(Readable.fromWeb(relayed.body), res);
}).listen(8081);

http.createServer(async (req, res) => {
  const upstream = await fetch(`https://origin.internal${req.url}`, { method: req.method, headers: { host: 'origin' } });
  res.writeHead(upstream.status);
  Readable.fromWeb(upstream.body).pipe(res);
}).listen(8080);
