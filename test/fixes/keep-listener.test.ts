import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { fixed, lint } from '../support/lint.ts';

/** Code that adds a listener and takes another one off. */
const feeds = {
  'a method, bound twice': `
    const { bus } = require('./bus.js');
    class Feed {
      values = [];
      start() {
        bus.on('value', this.read.bind(this));
      }
      stop() {
        bus.off('value', this.read.bind(this));
      }
      read(value) {
        this.values.push(value);
      }
    }
    exports.run = () => {
      const feed = new Feed();
      feed.start();
      bus.emit('value', 1);
      feed.stop();
      return feed.values;
    };`,
  'a method, bound once': `
    const { bus } = require('./bus.js');
    class Feed {
      values = [];
      start() {
        bus.on('value', this.read.bind(this));
      }
      stop() {
        bus.off('value', this.read);
      }
      read(value) {
        this.values.push(value);
      }
    }
    exports.run = () => {
      const feed = new Feed();
      feed.start();
      bus.emit('value', 1);
      feed.stop();
      return feed.values;
    };`,
  'a function, written twice': `
    const { bus } = require('./bus.js');
    exports.run = () => {
      const values = [];
      bus.on('value', value => values.push(value));
      bus.emit('value', 1);
      bus.off('value', value => values.push(value));
      return values;
    };`,
} as const;

/** What it gives, and how many listeners it leaves behind. */
function run(text: string): { given: unknown; left: number } {
  const bus = new EventEmitter();
  const exports = {} as { run: () => unknown };
  new Function('require', 'exports', text)(() => ({ bus }), exports);
  return { given: exports.run(), left: bus.listenerCount('value') };
}

describe.each(Object.entries(feeds))('%s', (_name, indented) => {
  const text = indented.replace(/^ {4}/gm, '').trimStart();
  const origin = { folder: 'no-unremovable-listener', options: {}, settings: {} };
  const repaired = fixed(origin, 'feed.cjs', text).text;

  test('is found, and repaired', () => {
    const found = (code: string): number =>
      lint(origin, 'feed.cjs', code).all.filter(({ rule }) => rule === 'no-unremovable-listener').length;
    expect([found(text), found(repaired)]).toEqual([1, 0]);
  });

  test('gives the same, and leaves nothing behind', () => {
    expect(run(text)).toEqual({ given: [1], left: 1 });
    expect(run(repaired)).toEqual({ given: [1], left: 0 });
  });
});
