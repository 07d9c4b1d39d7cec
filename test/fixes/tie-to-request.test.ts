import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, serve, stop } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';

/** Servers that pass on what another one streams; each module gives a function that listens. */
const servers = {
  'a server of node': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import http from 'node:http';

    const server = http.createServer(async (req, res) => {
      try {
        const upstream = await fetch(\`\${process.env.UPSTREAM}\${req.url}\`, { headers: { accept: '*/*' } });
        res.writeHead(upstream.status);
        await relay(Readable.fromWeb(upstream.body), res);
      } catch (error) {
        res.destroy(error);
      }
      res.end();
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,

  'Express': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import express from 'express';

    const app = express();

    app.get('/events', async (req, res, next) => {
      try {
        const upstream = await fetch(process.env.UPSTREAM);
        await relay(Readable.fromWeb(upstream.body), res);
        res.end();
      } catch (error) {
        next(error);
      }
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Express, reading by hand': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import { Router } from 'express';
    import express from 'express';

    const router = Router();

    router.get('/:name', async (req, res) => {
      try {
        const upstream = await fetch(process.env.UPSTREAM + '/' + req.params.name, {
          headers: { accept: 'text/event-stream' },
        });
        const reader = upstream.body.getReader();
        await relay(readAll(reader), res);
      } catch {
        console.info('broken off');
      }
      res.end();
    });

    export const listen = done => {
      const server = express().use(router).listen(0, '127.0.0.1', () => done(server));
    };`,

  'Koa': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import Koa from 'koa';

    const app = new Koa();

    app.use(async ctx => {
      const upstream = await fetch(process.env.UPSTREAM);
      ctx.respond = false;
      await relay(Readable.fromWeb(upstream.body), ctx.res);
      ctx.res.end();
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/events', async (request, reply) => {
      const upstream = await fetch(process.env.UPSTREAM, { headers: { accept: 'text/event-stream' } });
      await relay(Readable.fromWeb(upstream.body), reply.raw);
      reply.raw.end();
      return reply;
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,

  'Fastify, with a reply of the handler\'s own': `
    import { Readable } from 'node:stream';
    import { readAll, relay } from './relay.js';
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/events', async (request, reply) => {
      reply.hijack();
      const upstream = await fetch(process.env.UPSTREAM);
      await relay(Readable.fromWeb(upstream.body), reply.raw);
      reply.raw.end();
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,
} as const;

/** The server behind: it streams for ever, and counts whom it streams to. */
let active = 0;
let started = 0;
const upstream = http.createServer((_req, res) => {
  active += 1;
  started += 1;
  const timer = setInterval(() => res.write('x'.repeat(1_000)), 5);
  res.on('close', () => {
    active -= 1;
    clearInterval(timer);
  });
});

const addressOf = (server: http.Server): number => (server.address() as AddressInfo).port;

/** A module that passes on what it is given. */
const passing = {
  async relay(source: AsyncIterable<Uint8Array>, to: Writable): Promise<void> {
    for await (const chunk of source) to.write(chunk);
  },
  async *readAll(reader: ReadableStreamDefaultReader<Uint8Array>): AsyncGenerator<Uint8Array> {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  },
};

beforeAll(async () => {
  await new Promise<void>(resolve => {
    upstream.listen(0, '127.0.0.1', resolve);
  });
  process.env['UPSTREAM'] = `http://127.0.0.1:${String(addressOf(upstream))}`;
});

afterAll(async () => {
  upstream.closeAllConnections();
  await new Promise(resolve => upstream.close(resolve));
});

/** How many requests the server behind is still busy with, once a client has gone in the middle of its answer. */
async function leftBehind(text: string): Promise<number> {
  const before = started;
  const server = await serve(text, { './relay.js': passing });
  try {
    const { client, answer } = await ask(server, '/events');
    await new Promise(resolve => answer.once('data', resolve));
    expect([started - before, active]).toEqual([1, 1]);
    client.destroy();
    for (let waited = 0; waited < 1_000 && active > 0; waited += 20) await wait(20);
    return active;
  } finally {
    await stop(server);
    upstream.closeAllConnections();
    for (let waited = 0; waited < 2_000 && active > 0; waited += 20) await wait(20);
  }
}

describe.each(Object.entries(servers))('%s', (_name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'no-unaborted-background-work');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports.map(({ id }) => id)).toEqual(['upstream']);
    // Without types nobody can tell whether a request of Fastify has a signal yet.
    expect(repair?.name).toContain('Abort it');
    expect(others).toEqual([]);
  });

  test('asks on for a client that has gone', async () => {
    expect(await leftBehind(text)).toBe(1);
  });

  test('asks no more once repaired', async () => {
    expect(await leftBehind(repair?.text ?? '')).toBe(0);
  });
});
