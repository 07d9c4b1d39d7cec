import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { ask, read, serve, stop } from '../support/loopback.ts';
import { repairsOf } from '../support/repair.ts';

/** It answers at once, and to `/slow` only in part. */
const text = `
const express = require('express');

const app = express();
const active = new Set();

app.use((req, res, next) => {
  const id = req.get('x-request-id') ?? String(performance.now());
  active.add(id);
  res.on('finish', () => {
    active.delete(id);
  });
  next();
});
app.get('/fast', (req, res) => {
  res.send(String(active.size));
});
app.get('/slow', (req, res) => {
  res.write('so far');
});

exports.listen = done => {
  const server = app.listen(0, '127.0.0.1', () => done(server));
};
`;
const reports = lint({ folder: '', options: {}, settings: {} }, 'server.cjs', text).certain;
const repairs = repairsOf(text, reports.filter(({ rule }) => rule === 'no-unbounded-cache'));

/** How many requests are counted, itself with them, when a client has gone before its answer was over. */
async function activeAfterLeaving(code: string): Promise<string> {
  const server = await serve(code);
  try {
    const before = (await read(server, '/fast')).toString();
    const { client } = await ask(server, '/slow');
    client.destroy();
    let now = '';
    for (let tries = 0; tries < 20 && now !== '1'; tries++) {
      await wait(10);
      now = (await read(server, '/fast')).toString();
    }
    return `${before}, ${now}`;
  } finally {
    await stop(server);
  }
}

test('an entry that is deleted on `finish` alone stays when a client goes away, and not once it is repaired', async () => {
  const [repair, ...more] = repairs;
  expect(more).toEqual([]);
  expect(await activeAfterLeaving(text)).toBe('1, 2');
  expect(await activeAfterLeaving(repair?.text ?? '')).toBe('1, 1');
});
