import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, read, serve, stop, until } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';
import { temporary } from '../support/temporary.ts';

/** Servers that send a file; each module gives a function that listens. */
const servers = {
  'Koa': `
    import { createReadStream } from 'node:fs';
    import Koa from 'koa';

    const app = new Koa();

    app.use(async ctx => {
      ctx.respond = false;
      createReadStream(process.env.SENT_FILE).pipe(ctx.res);
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify, compressed': `
    import { createReadStream } from 'node:fs';
    import { createGzip } from 'node:zlib';
    import Fastify from 'fastify';

    const app = Fastify();

    app.get('/', async (request, reply) => {
      reply.hijack();
      const file = createReadStream(process.env.SENT_FILE);
      file.pipe(createGzip({ level: 0 })).pipe(reply.raw);
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,

  'Express, in CommonJS': `
    'use strict';

    const fs = require('node:fs');
    const express = require('express');

    const app = express();

    app.get('/', async (req, res, next) => {
      try {
        fs.createReadStream(process.env.SENT_FILE).pipe(res);
      } catch (error) {
        next(error);
      }
    });

    exports.listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'a server of node, by a suggestion': `
    import { createReadStream } from 'node:fs';
    import http from 'node:http';

    const server = http.createServer((req, res) => {
      createReadStream(process.env.SENT_FILE).pipe(res);
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,
} as const;

const size = 16 * 1024 * 1024;
const file = path.join(temporary(), 'sent.bin');
let open = 0;

/** File streams, counted from when they are opened until they are closed. */
function createReadStream(...given: Parameters<typeof fs.createReadStream>): fs.ReadStream {
  open += 1;
  return fs.createReadStream(...given).once('close', () => {
    open -= 1;
  });
}

beforeAll(() => {
  fs.writeFileSync(file, Buffer.alloc(size, 'x'));
  process.env['SENT_FILE'] = file;
});

/** How many files stay open once a client has gone in the middle of its answer. */
async function leftOpen(text: string): Promise<number> {
  open = 0;
  const server = await serve(text, { 'node:fs': { ...fs, createReadStream } });
  try {
    const { client } = await ask(server);
    expect(open).toBe(1);
    client.destroy();
    await until(() => open === 0, 500);
    return open;
  } finally {
    await stop(server);
  }
}

describe.each(Object.entries(servers))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'require-pipeline');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports.map(({ id }) => id)).toEqual(['toClient']);
    expect(repair?.name).toContain(name.endsWith('suggestion') ? 'with a callback' : 'fix');
    expect(others).toEqual([]);
  });

  test('leaves a file open for a client that has gone', async () => {
    expect(await leftOpen(text)).toBe(1);
  });

  test('leaves none open once repaired', async () => {
    expect(await leftOpen(repair?.text ?? '')).toBe(0);
  });

  test('sends the same once repaired', async () => {
    const before = await serve(text);
    const after = await serve(repair?.text ?? '');
    try {
      const [one, other] = await Promise.all([read(before), read(after)]);
      expect(other.length).toBeGreaterThanOrEqual(size);
      expect(other.equals(one)).toBe(true);
    } finally {
      await stop(before);
      await stop(after);
    }
  });
});
