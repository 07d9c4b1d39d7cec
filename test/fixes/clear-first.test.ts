import { expect, test } from 'vitest';
import { lint } from '../support/lint.ts';
import { repairsOf } from '../support/repair.ts';

/** Modules with a list of free ones: what each makes, and a function that uses one. */
const programs: Readonly<Record<string, { text: string; isEmpty: (item: never) => boolean }>> = {
  'a buffer': {
    text: `
      function run(message) {
        const frame = free.pop() ?? Buffer.alloc(64);
        const length = frame.write(message);
        const text = frame.toString('base64', 0, length);
        free.push(frame);
        return text;
      }`,
    isEmpty: (frame: Buffer) => frame.every(byte => byte === 0),
  },
  'a typed array': {
    text: `
      function run(message) {
        const points = free.pop() || new Float64Array(8);
        for (let index = 0; index < message.length; index += 1) points[index] = message.charCodeAt(index);
        const sum = points.reduce((all, point) => all + point, 0);
        free.push(points);
        return sum;
      }`,
    isEmpty: (points: Float64Array) => points.every(point => point === 0),
  },
  'a map': {
    text: `
      function run(message) {
        const counts = free.length > 0 ? free.pop() : new Map();
        for (const letter of message) counts.set(letter, (counts.get(letter) ?? 0) + 1);
        const most = Math.max(...counts.values());
        free.push(counts);
        return most;
      }`,
    isEmpty: (counts: Map<string, number>) => counts.size === 0,
  },
  'an object': {
    text: `
      class Text {
        parts = [];
        add(part) { this.parts.push(part); }
        reset() { this.parts = []; }
        toString() { return this.parts.join(''); }
      }
      function run(message) {
        const text = free.pop() ?? new Text();
        text.add(message);
        const all = text.toString();
        free.push(text);
        return all;
      }`,
    isEmpty: (text: { parts: string[] }) => text.parts.length === 0,
  },
};

interface Loaded {
  run: (message: string) => unknown;
  free: never[];
}

function load(text: string): Loaded {
  return new Function(`const free = [];${text}\nreturn { run, free };`)() as Loaded;
}

test.each(Object.entries(programs))('%s is cleared before it goes back', (_name, { text, isEmpty }) => {
  const rule = 'require-reset-before-release';
  const whole = `const free = [];${text}\nexport { run };\n`;
  const reports = lint({ folder: rule, options: {}, settings: {} }, `${rule}.js`, whole).all.filter(each => each.rule === rule);
  const [repair] = repairsOf(whole, reports);
  const fixed = repair?.text.replace('const free = [];', '').replace('export { run };', '') ?? '';
  const [before, after] = [load(text), load(fixed)];
  expect(after.run('hello')).toEqual(before.run('hello'));
  expect([before.free.length, before.free.every(isEmpty)]).toEqual([1, false]);
  expect([after.free.length, after.free.every(isEmpty)]).toEqual([1, true]);
});
