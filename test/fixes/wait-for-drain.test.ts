import fs from 'node:fs';
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, read, serve, stop, until } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';

/** Servers that write more than a client takes; each module gives a function that listens. */
const servers = {
  'Express, with a catch of its own, by a suggestion': `
    import express from 'express';
    import { source, watch } from './work.js';

    const app = express();

    app.get('/', async (req, res, next) => {
      watch(res);
      try {
        for await (const piece of source()) {
          if (res.destroyed) break;
          res.write(piece);
        }
        res.end();
      } catch (error) {
        next(error);
      }
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Koa, where no turn waits, by a suggestion': `
    const Koa = require('koa');
    const { all, watch } = require('./work.js');

    const app = new Koa();

    app.use(async ctx => {
      ctx.respond = false;
      watch(ctx.res);
      for (const piece of all()) ctx.res.write(piece);
      ctx.res.end();
    });

    exports.listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify': `
    import Fastify from 'fastify';
    import { source, watch } from './work.js';

    const app = Fastify();

    app.get('/', async (request, reply) => {
      watch(reply.raw);
      for await (const piece of source()) {
        if (reply.raw.destroyed) break;
        reply.raw.write(piece);
      }
      reply.raw.end();
      return reply;
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,

  'a server of node, by a suggestion': `
    import http from 'node:http';
    import { source, watch } from './work.js';

    const server = http.createServer(async (req, res) => {
      watch(res);
      // It is piped as it is.
      for await (const piece of source()) res.write(piece);
      res.end();
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,
} as const;

const pieces = 400;
const piece = 'x'.repeat(64 * 1024);

/** What is written, by whom, and how much of it waits in memory. */
class Work {
  open = 0;
  most = 0;
  #watched: Writable | undefined;

  readonly module = {
    source: (): AsyncGenerator<string> => this.#each(),
    all: (): Generator<string> => this.#all(),
    watch: (to: ServerResponse): void => {
      this.#watched = to;
    },
  };

  async *#each(): AsyncGenerator<string> {
    for (const each of this.#all()) {
      await wait();
      yield each;
    }
  }

  *#all(): Generator<string> {
    this.open += 1;
    try {
      for (let at = 0; at < pieces; at++) {
        this.most = Math.max(this.most, this.#watched?.writableLength ?? 0);
        yield piece;
      }
    } finally {
      this.open -= 1;
    }
  }
}

/** How much piled up for a client who did not read, and whether the work was over when they had gone. */
async function piledUp(text: string): Promise<{ most: number; open: number }> {
  const work = new Work();
  const server = await serve(text, { './work.js': work.module });
  try {
    const { client, answer } = await ask(server);
    answer.pause();
    await until(() => work.open === 0, 1_500);
    client.destroy();
    await until(() => work.open === 0, 1_000);
    return { most: work.most, open: work.open };
  } finally {
    await stop(server);
  }
}

const few = 1024 * 1024;

describe.each(Object.entries(servers))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'no-ignored-backpressure');
  const repairs = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports.map(({ id }) => id)).toEqual(['loop']);
    const names = repairs.map(repair => repair.name.replace(/^.*: \w+, /, ''));
    const suggested = ['"Wait for `drain`."', '"Use `pipeline()`."'];
    expect(names).toEqual(name.endsWith('suggestion') ? suggested.slice(0, text.includes('break;') ? 1 : 2) : ['fix']);
  });

  test('piles up for a slow client', async () => {
    expect((await piledUp(text)).most).toBeGreaterThan(4 * few);
  });

  test.each(repairs)('$name: piles up no more, and is over when the client has gone', async repair => {
    const unhandled = (): void => undefined;
    process.on('unhandledRejection', unhandled);
    const { most, open } = await piledUp(repair.text);
    process.off('unhandledRejection', unhandled);
    expect(most).toBeLessThan(few);
    expect(open).toBe(0);
  });

  test.each(repairs)('$name: sends the same', async repair => {
    const server = await serve(repair.text, { './work.js': new Work().module });
    try {
      expect((await read(server)).equals(Buffer.from(piece.repeat(pieces)))).toBe(true);
    } finally {
      await stop(server);
    }
  });
});

describe('a file', () => {
  const text = `
import { createWriteStream } from 'node:fs';
import { source } from './work.js';

export async function dump() {
  const out = createWriteStream('dump.txt');
  for await (const piece of source()) {
    out.write(piece);
  }
  out.end();
}
`.trimStart();
  const reports = lint({ folder: '', options: {}, settings: {} }, 'dump.js', text).certain;
  const [repair] = repairsOf(text, reports);

  /** How much of it waits for a slow disk. */
  async function waiting(code: string): Promise<{ most: number; written: number }> {
    let most = 0;
    let written = 0;
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        most = Math.max(most, out.writableLength);
        written += chunk.length;
        setTimeout(done, 5);
      },
    });
    const finished = new Promise(resolve => out.once('finish', resolve));
    const module = { ...fs, createWriteStream: () => out };
    const listen = `${code}\nexport const listen = done => dump().then(() => done());\n`;
    await serve(listen, { 'node:fs': module, './work.js': new Work().module });
    await finished;
    return { most, written };
  }

  test('piles up', async () => {
    expect((await waiting(text)).most).toBeGreaterThan(4 * few);
  });

  test('waits once repaired, and is written wholly', async () => {
    expect(repair?.name).toContain('Wait for `drain`');
    expect(await waiting(repair?.text ?? '')).toEqual({ most: expect.any(Number) as number, written: pieces * piece.length });
    expect((await waiting(repair?.text ?? '')).most).toBeLessThan(few);
  });
});
