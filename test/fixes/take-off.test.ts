import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { fixed, lint } from '../support/lint.ts';

/** Functions that wait for a bus, and what happens to them. */
const waits = {
  'siblings with bodies': {
    text: `
      const { bus } = require('./bus.js');
      exports.wait = () => new Promise((resolve, reject) => {
        const onDone = value => {
          resolve(value);
        };
        const onFailed = error => reject(error);
        bus.once('done', onDone);
        bus.once('failed', onFailed);
      });`,
    events: ['done', 'failed'],
  },
  'a timer among them': {
    text: `
      const { bus } = require('./bus.js');
      exports.wait = () => new Promise((resolve, reject) => {
        const onDone = value => { clearTimeout(timer); resolve(value); };
        const timer = setTimeout(() => {
          reject(new Error('timed out'));
        }, 1);
        bus.on('done', onDone);
      });`,
    events: ['done', undefined],
  },
  'taken off on success': {
    text: `
      const { bus } = require('./bus.js');
      exports.wait = async work => {
        const onDone = () => undefined;
        bus.on('done', onDone);
        const value = await work();
        bus.off('done', onDone);
        return value;
      };`,
    events: ['done', 'failed'],
  },
} as const;

/** How it ends when an event comes, and how many listeners are left then. */
async function run(text: string, event: string | undefined): Promise<{ end: string; left: number }> {
  const bus = new EventEmitter();
  const exports = {} as { wait: (work: () => Promise<unknown>) => Promise<unknown> };
  new Function('require', 'exports', text)(() => ({ bus }), exports);
  const work = (): Promise<unknown> => (event === 'failed' ? Promise.reject(new Error('failed')) : Promise.resolve('value'));
  const settled = exports.wait(work).then(value => `gives ${String(value)}`, (error: unknown) => `throws ${String(error)}`);
  if (event !== undefined) bus.emit(event, event === 'failed' ? new Error('failed') : 'value');
  const end = await settled;
  return { end, left: bus.eventNames().reduce((sum, name) => sum + bus.listenerCount(name), 0) };
}

describe.each(Object.entries(waits))('%s', (_name, { text: indented, events }) => {
  const text = indented.replace(/^ {6}/gm, '').trimStart();
  const origin = { folder: 'no-leaked-listener', options: {}, settings: {} };
  const repaired = fixed(origin, 'wait.cjs', text).text;

  test('is found, and repaired', () => {
    expect(lint(origin, 'wait.cjs', text).certain.filter(({ rule }) => rule === 'no-leaked-listener')).not.toEqual([]);
    expect(lint(origin, 'wait.cjs', repaired).all.filter(({ rule }) => rule === 'no-leaked-listener')).toEqual([]);
  });

  test('ends as before, and leaves nothing behind', async () => {
    const before = await Promise.all(events.map(event => run(text, event)));
    const after = await Promise.all(events.map(event => run(repaired, event)));
    expect(after.map(({ end }) => end)).toEqual(before.map(({ end }) => end));
    expect(before.some(({ left }) => left > 0), 'left behind before').toBe(true);
    expect(after.map(({ left }) => left)).toEqual(after.map(() => 0));
  });
});
