import http from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** Servers that pass on what another one streams; each module gives a function that listens. */
const servers = {
  'a server of node': `
    import http from 'node:http';

    const server = http.createServer(async (req, res) => {
      try {
        const upstream = await fetch(\`\${process.env.UPSTREAM}\${req.url}\`, { headers: { accept: '*/*' } });
        res.writeHead(upstream.status);
        for await (const chunk of upstream.body) res.write(chunk);
      } catch (error) {
        res.destroy(error);
      }
      res.end();
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,

  'Express': `
    import express from 'express';

    const app = express();

    app.get('/events', async (req, res, next) => {
      try {
        const upstream = await fetch(process.env.UPSTREAM);
        for await (const chunk of upstream.body) res.write(chunk);
        res.end();
      } catch (error) {
        next(error);
      }
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Express, reading by hand': `
    import { Router } from 'express';
    import express from 'express';

    const router = Router();

    router.get('/:name', async (req, res) => {
      try {
        const upstream = await fetch(process.env.UPSTREAM + '/' + req.params.name, {
          headers: { accept: 'text/event-stream' },
        });
        const reader = upstream.body.getReader();
        for (let part = await reader.read(); !part.done; part = await reader.read()) res.write(part.value);
      } catch {
        console.info('broken off');
      }
      res.end();
    });

    export const listen = done => {
      const server = express().use(router).listen(0, '127.0.0.1', () => done(server));
    };`,

  'Koa': `
    import Koa from 'koa';

    const app = new Koa();

    app.use(async ctx => {
      const upstream = await fetch(process.env.UPSTREAM);
      ctx.respond = false;
      for await (const chunk of upstream.body) ctx.res.write(chunk);
      ctx.res.end();
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify': `
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/events', async (request, reply) => {
      const upstream = await fetch(process.env.UPSTREAM, { headers: { accept: 'text/event-stream' } });
      for await (const chunk of upstream.body) reply.raw.write(chunk);
      reply.raw.end();
      return reply;
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,

  'Fastify, with a reply of the handler\'s own': `
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/events', async (request, reply) => {
      reply.hijack();
      const upstream = await fetch(process.env.UPSTREAM);
      for await (const chunk of upstream.body) reply.raw.write(chunk);
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
const caught = (): void => undefined;
const require = createRequire(import.meta.url);

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

function load(text: string): (done: (server: http.Server) => void) => void {
  const code = ts.transpile(text, { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS, esModuleInterop: true });
  const exports = {} as { listen: (done: (server: http.Server) => void) => void };
  new Function('require', 'exports', code)(require, exports);
  return exports.listen;
}

/** How many requests the server behind is still busy with, once a client has gone in the middle of its answer. */
async function leftBehind(text: string): Promise<number> {
  const before = started;
  const server = await new Promise<http.Server>(resolve => {
    load(text)(resolve);
  });
  try {
    const client = http.get({ host: '127.0.0.1', port: addressOf(server), path: '/events', agent: false });
    client.on('error', caught);
    await new Promise<void>((resolve, reject) => {
      client.once('error', reject);
      client.once('response', response => response.on('error', caught).once('data', () => { resolve(); }));
    });
    expect([started - before, active]).toEqual([1, 1]);
    client.destroy();
    for (let waited = 0; waited < 1_000 && active > 0; waited += 20) await wait(20);
    return active;
  } finally {
    server.closeAllConnections();
    server.close();
    upstream.closeAllConnections();
    for (let waited = 0; waited < 2_000 && active > 0; waited += 20) await wait(20);
  }
}

describe.each(Object.entries(servers))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'no-unaborted-background-work');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports.map(({ id }) => id)).toEqual(['upstream']);
    expect(repair?.name).toContain(name === 'Fastify' ? 'fix' : 'Abort it');
    expect(others).toEqual([]);
  });

  test('asks on for a client that has gone', async () => {
    expect(await leftBehind(text)).toBe(1);
  });

  test('asks no more once repaired', async () => {
    expect(await leftBehind(repair?.text ?? '')).toBe(0);
  });
});
