import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixed, lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** Functions that ask a server and guard the wait by a timer. */
const calls = {
  'cleared behind the await': `
    exports.ask = async url => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), 60_000);
      const response = await fetch(url, { signal: controller.signal });
      const text = await response.text();
      clearTimeout(timer);
      return text;
    };`,
  'cleared behind a race': `
    exports.ask = async url => {
      let timer;
      const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('late')), 60_000);
      });
      const response = await Promise.race([fetch(url), late]);
      const text = await response.text();
      clearTimeout(timer);
      return text;
    };`,
  'never cleared in a race': `
    exports.ask = async url => {
      const answer = fetch(url).then(response => response.text());
      return Promise.race([answer, new Promise((_, reject) => setTimeout(() => reject(new Error('late')), 60_000))]);
    };`,
  'never cleared beside a race': `
    exports.ask = async url => {
      const answer = fetch(url).then(response => response.text());
      const late = new Promise((_, reject) => {
        setTimeout(() => reject(new Error('late')), 60_000);
      });
      const text = await Promise.race([answer, late]);
      return text.trim();
    };`,
  'never cleared in one expression': `
    const limited = (answer, ms) =>
      Promise.race([
        answer,
        new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms)),
      ]);
    exports.ask = url => limited(fetch(url).then(response => response.text()), 60_000);`,
  'cleared by one of two callbacks': `
    const http = require('node:http');
    exports.ask = url => new Promise((resolve, reject) => {
      const request = http.get(url, { agent: false });
      const timer = setTimeout(() => request.destroy(), 60_000);
      request.on('error', error => {
        reject(error);
      });
      request.on('response', response => {
        clearTimeout(timer);
        response.resume();
        resolve(String(response.statusCode));
      });
    });`,
  'an interval beside it': `
    exports.ask = async url => {
      const beat = setInterval(() => undefined, 1_000);
      const response = await fetch(url);
      const text = await response.text();
      clearInterval(beat);
      return text;
    };`,
} as const;

const server = http.createServer((req, res) => {
  if (req.url === '/broken') req.socket.destroy();
  else res.end('fine');
});
const addressOf = (path: string): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`;

beforeAll(async () => {
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
});

interface Ran<Exports> {
  exports: Exports;
  /** The timers of its own that run on. */
  running: ReadonlySet<NodeJS.Timeout>;
}

function load<Exports>(text: string): Ran<Exports> {
  const running = new Set<NodeJS.Timeout>();
  const keep = (timer: NodeJS.Timeout): NodeJS.Timeout => {
    running.add(timer);
    return timer;
  };
  const clear = (timer: NodeJS.Timeout): void => {
    running.delete(timer);
    clearTimeout(timer);
  };
  const exports = {} as Exports;
  new Function('require', 'exports', 'setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', text)(
    () => http,
    exports,
    (work: () => void, ms: number) => keep(setTimeout(work, ms)),
    (work: () => void, ms: number) => keep(setInterval(work, ms)),
    clear,
    clear,
  );
  return { exports, running };
}

/** How a call ends, and how many of its own timers run on. */
async function run(text: string, path: string): Promise<{ end: string; left: number }> {
  const { exports, running } = load<{ ask: (url: string) => Promise<string> }>(text);
  const end = await exports.ask(addressOf(path)).then(value => `gives ${value}`, (error: unknown) => `throws ${(error as Error).name}`);
  const left = running.size;
  for (const timer of running) clearTimeout(timer);
  return { end, left };
}

describe.each(Object.entries(calls))('%s', (name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const origin = { folder: 'no-leaked-timer', options: {}, settings: {} };
  const repaired = fixed(origin, 'ask.cjs', text).text;

  test('is found, and repaired', () => {
    expect(lint(origin, 'ask.cjs', text).certain.filter(({ rule }) => rule === 'no-leaked-timer').map(({ id }) => id)).toHaveLength(1);
    expect(lint(origin, 'ask.cjs', repaired).all.filter(({ rule }) => rule === 'no-leaked-timer')).toEqual([]);
  });

  test('leaves its timer behind when the server breaks off, and none once repaired', async () => {
    const before = [await run(text, '/fine'), await run(text, '/broken')];
    const after = [await run(repaired, '/fine'), await run(repaired, '/broken')];
    expect(after.map(({ end }) => end)).toEqual(before.map(({ end }) => end));
    expect(before.map(({ left }) => left)).toEqual([name.startsWith('never') ? 1 : 0, 1]);
    expect(after.map(({ left }) => left)).toEqual([0, 0]);
  });
});

/** Objects with a timer that closing them forgets. */
const objects = {
  'a class': `
    class Poller {
      start() {
        this.timer = setInterval(() => undefined, 60_000);
      }

      close() {
        this.closed = true;
      }
    }
    exports.make = () => new Poller();`,
  'a function': `
    exports.make = () => {
      let timer;
      const start = () => {
        timer = setInterval(() => undefined, 60_000);
      };
      const close = async () => {
        await undefined;
      };
      return { start, close };
    };`,
  'what starts its timer but once': `
    exports.make = () => {
      let timer;
      const rows = [];
      return {
        start() {
          rows.push('row');
          timer ??= setTimeout(() => rows.splice(0), 60_000);
        },
        close: () => {
          rows.splice(0);
        },
      };
    };`,
};

test.each(Object.entries(objects))('%s leaves no timer behind when it is closed, once that is suggested', async (_, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const found = lint({ folder: 'no-leaked-timer', options: {}, settings: {} }, 'object.cjs', text).certain;
  const [repair, ...more] = repairsOf(text, found.filter(({ rule }) => rule === 'no-leaked-timer'));
  expect(more).toEqual([]);
  const left = await Promise.all([text, repair?.text ?? ''].map(async code => {
    const { exports, running } = load<{ make: () => { start: () => void; close: () => void | Promise<void> } }>(code);
    const made = exports.make();
    made.start();
    const started = running.size;
    made.start();
    const again = running.size;
    await made.close();
    const closed = running.size;
    for (const timer of running) clearTimeout(timer);
    return { started, again, closed };
  }));
  const unclosed = left[0]?.again;
  expect(left).toEqual([{ started: 1, again: unclosed, closed: unclosed }, { started: 1, again: 1, closed: 0 }]);
});
