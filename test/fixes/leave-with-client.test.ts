import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, serve, stop, until } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';

/** Servers that write for ever; each module gives a function that listens. */
const servers = {
  'an endless loop': `
    import http from 'node:http';
    import { source, turn } from './work.js';

    const server = http.createServer(async (req, res) => {
      while (true) {
        await turn();
        res.write('data: tick\\n\\n');
      }
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,

  'Express, over what an iterator gives, by a suggestion': `
    import express from 'express';
    import { source } from './work.js';

    const app = express();

    app.get('/', async (req, res) => {
      for await (const line of source()) res.write(line);
      res.end();
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'Fastify, with a loop of three parts': `
    import Fastify from 'fastify';
    import { turn } from './work.js';

    const app = Fastify();

    app.get('/', async (request, reply) => {
      reply.hijack();
      for (let at = 0; ; at++) {
        await turn();
        reply.raw.write(\`data: \${at}\\n\\n\`);
      }
    });

    export const listen = done => app.listen({ port: 0, host: '127.0.0.1' }, () => done(app.server));`,

  'an interval': `
    const express = require('express');
    const { each } = require('./work.js');

    const app = express();

    app.get('/', (req, res) => {
      setInterval(() => {
        each();
        res.write('data: tick\\n\\n');
      }, 5);
    });

    exports.listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'an interval with a name': `
    import Koa from 'koa';
    import { each } from './work.js';

    const app = new Koa();

    app.use(async ctx => {
      ctx.respond = false;
      const ticking = setInterval(() => {
        each();
        ctx.res.write('data: tick\\n\\n');
      }, 5);
    });

    export const listen = done => {
      const server = app.listen(0, '127.0.0.1', () => done(server));
    };`,

  'a function that calls itself again': `
    import http from 'node:http';
    import { each } from './work.js';

    const server = http.createServer((req, res) => {
      const tick = () => {
        each();
        res.write('data: tick\\n\\n');
        setTimeout(tick, 5);
      };
      tick();
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,

  'a reader': `
    import http from 'node:http';
    import { open } from './work.js';

    const server = http.createServer(async (req, res) => {
      const body = new ReadableStream(open());
      const reader = body.getReader();
      while (true) {
        const { done, value } = await reader.read();
        if (done) break;
        res.write(value);
      }
      res.end();
    });

    export const listen = done => server.listen(0, '127.0.0.1', () => done(server));`,
} as const;

/** What a server is kept busy with: turns that were taken, and sources that are open. */
class Work {
  turns = 0;
  open = 0;
  readonly module = {
    each: (): void => {
      this.turns += 1;
    },
    // When the test is over nothing comes of a turn any more.
    turn: (): Promise<unknown> => {
      this.module.each();
      return this.over ? new Promise(() => undefined) : wait(5);
    },
    source: (): AsyncGenerator<string> => this.#lines(),
    open: (): UnderlyingDefaultSource<string> => {
      this.open += 1;
      return {
        pull: async controller => {
          await this.module.turn();
          controller.enqueue('data: tick\n\n');
        },
        cancel: () => {
          this.open -= 1;
        },
      };
    },
  };

  over = false;

  async *#lines(): AsyncGenerator<string> {
    this.open += 1;
    try {
      for (;;) {
        await this.module.turn();
        yield 'data: tick\n\n';
      }
    } finally {
      this.open -= 1;
    }
  }
}

/** Whether a server still works for clients who have gone, and what it has left open for them. */
async function leftRunning(text: string): Promise<{ runs: boolean; open: number }> {
  const work = new Work();
  const timers: NodeJS.Timeout[] = [];
  const kept = { setInterval, setTimeout };
  globalThis.setTimeout = ((...given: Parameters<typeof kept.setTimeout>) =>
    (work.over ? undefined : kept.setTimeout(...given))) as typeof setTimeout;
  globalThis.setInterval = ((...given: Parameters<typeof kept.setInterval>) => {
    const timer = kept.setInterval(...given);
    timers.push(timer);
    return timer;
  }) as typeof setInterval;
  const server = await serve(text, { './work.js': work.module });
  try {
    for (let clients = 0; clients < 3; clients++) {
      const { client, answer } = await ask(server);
      await new Promise(resolve => answer.once('data', resolve));
      client.destroy();
    }
    // The last one may be at work on the turn in which it is told.
    let before = -1;
    await until(() => {
      const same = work.turns === before;
      before = work.turns;
      return same;
    }, 300);
    await wait(100);
    const { turns } = work;
    await wait(100);
    return { runs: work.turns > turns, open: work.open };
  } finally {
    for (const timer of timers) clearInterval(timer);
    work.over = true;
    await stop(server);
    await wait(20);
    Object.assign(globalThis, kept);
  }
}

describe.each(Object.entries(servers))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const { fault, certain } = lint({ folder: '', options: {}, settings: {} }, 'server.js', text);
  const reports = certain.filter(({ rule }) => rule === 'no-unaborted-stream-loop');
  const [repair, ...others] = repairsOf(text, reports);

  test('is found, and can be repaired', () => {
    expect(fault).toBeUndefined();
    expect(reports).toHaveLength(1);
    expect(repair?.name).toContain(name.endsWith('suggestion') ? 'Leave' : 'fix');
    expect(others).toEqual([]);
  });

  test('goes on for clients who have gone', async () => {
    expect((await leftRunning(text)).runs).toBe(true);
  });

  test('is over once repaired', async () => {
    expect(await leftRunning(repair?.text ?? '')).toEqual({ runs: false, open: 0 });
  });
});
