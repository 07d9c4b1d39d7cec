import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { PassThrough } from 'node:stream';
import { setInterval as every, setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { Hono } from 'hono';
import { stream, streamSSE } from 'hono/streaming';
import Koa from 'koa';
import type { Request, Response } from 'express';

interface Row {
  id: number;
}

declare function rowsAfter(id: number): Promise<Row[]>;
declare function allRows(): AsyncIterable<Row>;

const fastify = Fastify();

fastify.get('/rows', async (_request, reply) => {
  reply.hijack();
  for await (const row of allRows()) { // want loop
    reply.raw.write(JSON.stringify(row));
  }
  reply.raw.end();
});

fastify.get('/rows/looking', async (_request, reply) => {
  reply.hijack();
  for await (const row of allRows()) {
    if (reply.raw.destroyed) break;
    reply.raw.write(JSON.stringify(row));
  }
  reply.raw.end();
});

fastify.get('/rows/listening', async (request, reply) => {
  let isOpen = true;
  request.raw.on('close', () => {
    isOpen = false;
  });
  for (let last = 0; isOpen;) {
    const rows = await rowsAfter(last);
    for (const row of rows) reply.raw.write(`data: ${JSON.stringify(row)}\n\n`);
    last = rows.at(-1)?.id ?? last;
    await sleep(1_000);
  }
});

const koa = new Koa();

koa.use(async ctx => {
  if (ctx.path === '/raw') {
    ctx.respond = false;
    for await (const _ of every(1_000)) { // want loop
      ctx.res.write('data: tick\n\n');
    }
  }
  const events = new PassThrough();
  ctx.type = 'text/event-stream';
  ctx.body = events;
  setInterval(() => { // want timer
    events.write('data: tick\n\n');
  }, 1_000);
});

koa.use(ctx => {
  const events = new PassThrough();
  ctx.body = events;
  const timer = setInterval(() => events.write('data: tick\n\n'), 1_000);
  events.on('close', () => {
    clearInterval(timer);
  });
});

const hono = new Hono();

hono.get('/sse', c => streamSSE(c, async events => {
  let id = 0;
  while (true) { // want loop
    await events.writeSSE({ data: 'tick', id: String(id++) });
    await events.sleep(1_000);
  }
}));

hono.get('/stream', c => stream(c, async out => {
  for await (const row of allRows()) { // want loop
    await out.write(JSON.stringify(row));
  }
}));

hono.get('/sse/aborted', c => streamSSE(c, async events => {
  while (!events.aborted) {
    await events.writeSSE({ data: 'tick' });
    await events.sleep(1_000);
  }
}));

hono.get('/sse/on-abort', c => streamSSE(c, async events => {
  let isRunning = true;
  events.onAbort(() => {
    isRunning = false;
  });
  while (isRunning) {
    await events.writeSSE({ data: 'tick' });
    await events.sleep(1_000);
  }
}));

export async function pump(res: ServerResponse, rows: AsyncIterable<Row>): Promise<void> {
  for await (const row of rows) { // want loop
    res.write(JSON.stringify(row));
  }
  res.end();
}

export async function pumpsBySignal(res: ServerResponse, rows: AsyncIterable<Row>, signal: AbortSignal): Promise<void> {
  for await (const row of rows) {
    signal.throwIfAborted();
    res.write(JSON.stringify(row));
  }
  res.end();
}

// It ends, but only when there are no more rows.
export async function exports_(_req: Request, res: Response): Promise<void> {
  let last = 0;
  let rows: Row[];
  do { // want loop
    rows = await rowsAfter(last);
    for (const row of rows) res.write(JSON.stringify(row));
    last = rows.at(-1)?.id ?? last;
  } while (rows.length > 0);
  res.end();
}

export async function asksOneByOne(req: Request, res: Response): Promise<void> {
  const ids = String(req.query['ids']).split(',');
  for (const id of ids) { // want loop potential
    const rows = await rowsAfter(Number(id));
    res.write(JSON.stringify(rows));
  }
  res.end();
}

export const server = createServer(async (req: IncomingMessage, res: ServerResponse) => {
  const upstream = await fetch(`http://origin${req.url ?? ''}`);
  const reader = upstream.body?.getReader();
  if (!reader) return;
  while (true) { // want loop
    const { done, value } = await reader.read();
    if (done) break;
    res.write(value);
  }
  res.end();
});

export const watching = createServer(async (req: IncomingMessage, res: ServerResponse) => {
  const upstream = await fetch(`http://origin${req.url ?? ''}`);
  const reader = upstream.body?.getReader();
  res.on('close', () => void reader?.cancel());
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    res.write(value);
  }
  res.end();
});

export const clock = net.createServer(socket => {
  setInterval(() => socket.write(`${new Date().toISOString()}\n`), 1_000); // want timer
});

export const clockWithEnd = net.createServer(socket => {
  const timer = setInterval(() => socket.write(`${new Date().toISOString()}\n`), 1_000);
  socket.on('close', () => {
    clearInterval(timer);
  });
});

export class Ticker {
  #isGone = false;

  constructor(private readonly res: ServerResponse) {
    res.on('close', () => {
      this.#isGone = true;
    });
  }

  async run(): Promise<void> {
    while (!this.#isGone) {
      this.res.write('data: tick\n\n');
      await sleep(1_000);
    }
  }
}

export class Blind {
  constructor(private readonly res: ServerResponse) {}

  async run(): Promise<void> {
    while (true) { // want loop
      this.res.write('data: tick\n\n');
      await sleep(1_000);
    }
  }
}
