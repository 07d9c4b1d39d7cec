// @ts-check
/** @import { Claim } from './measure.js' */

/** @param {number} size */
const numbers = size => Array.from({ length: size }, (_, index) => index % 256);

/** @type {Pick<Claim, 'sizes' | 'given' | 'buffers'>} */
const each = { sizes: [100], given: numbers, buffers: true };

/** @type {Pick<Claim, 'written' | 'bad'>} */
const one = {
  written: '`Buffer.alloc(1024)` in each turn',
  bad(values) {
    let sum = 0;
    for (const value of values) {
      const block = Buffer.alloc(1024); // want turn
      for (let at = 0; at < 1024; at += 64) block[at] = value;
      sum += block[64];
    }
    return sum;
  },
};

/** @type {Pick<Claim, 'written' | 'bad'>} */
const four = {
  written: '`Buffer.alloc(4096)` in each turn',
  bad(values) {
    let sum = 0;
    for (const value of values) {
      const block = Buffer.alloc(4096); // want turn
      for (let at = 0; at < 4096; at += 64) block[at] = value;
      sum += block[64];
    }
    return sum;
  },
};

/** @type {Pick<Claim, 'written' | 'bad'>} */
const sixtyFour = {
  written: '`Buffer.alloc(65_536)` in each turn',
  bad(values) {
    let sum = 0;
    for (const value of values) {
      const block = Buffer.alloc(65_536); // want turn
      for (let at = 0; at < 65_536; at += 64) block[at] = value;
      sum += block[64];
    }
    return sum;
  },
};

/** @param {number} size @param {boolean} [clears] @returns {Pick<Claim, 'against' | 'good'>} */
const reused = (size, clears = false) => ({
  against: clears ? 'one buffer, cleared each time' : 'one buffer',
  good(values) {
    const block = Buffer.alloc(size);
    let sum = 0;
    for (const value of values) {
      if (clears) block.fill(0);
      for (let at = 0; at < size; at += 64) block[at] = value;
      sum += block[64];
    }
    return sum;
  },
});

/** @type {Claim[]} */
export const claims = [
  { ...each, ...one, ...reused(1024), least: { 100: 4 } },
  { ...each, ...one, ...reused(1024, true), least: { 100: 3 } },
  { ...each, ...four, ...reused(4096), least: { 100: 4 } },
  { ...each, ...sixtyFour, ...reused(65_536), least: { 100: 1.7 } },
  { ...each, ...sixtyFour, ...reused(65_536, true), least: { 100: 1.4 } },
  {
    ...each,
    written: '`{ id, name, x, y }` for each call',
    against: 'objects from a free list',
    folklore: true,
    most: { 100: 3 },
    bad(values) {
      const kept = [];
      for (const value of values) {
        const point = { id: value, name: 'point', x: value, y: value };
        kept[value & 7] = point;
      }
      return kept.length;
    },
    good(values) {
      const kept = [];
      const free = [];
      for (const value of values) {
        const point = free.pop() ?? { id: 0, name: '', x: 0, y: 0 };
        Object.assign(point, { id: value, name: 'point', x: value, y: value });
        kept[value & 7] = point;
        free.push(point);
      }
      return kept.length;
    },
  },
];
