// @ts-check
/** @import { Claim } from './measure.js' */

/** @param {number} size */
const numbers = size => Array.from({ length: size }, (_, index) => index);

/** @param {number} size */
const rows = size => numbers(size).map(id => ({ id: `key-${id}`, group: `group-${id % 10}` }));

/** @param {number} size @param {number} bytes */
const chunks = (size, bytes) => numbers(size).map(at => Buffer.alloc(bytes, at));

/** @type {Claim[]} */
export const claims = [
  {
    written: '`all = [...all, x]`',
    against: '`all.push(x)`',
    sizes: [10, 100, 1000, 10_000],
    least: { 100: 4, 1000: 40 },
    given: numbers,
    bad(items) {
      let all = [];
      for (const item of items) all = [...all, item]; // want array
      return all;
    },
    good(items) {
      const all = [];
      for (const item of items) all.push(item);
      return all;
    },
  },
  {
    written: '`all = all.concat(x)`',
    against: '`all.push(x)`',
    sizes: [10, 100, 1000],
    least: { 100: 8, 1000: 80 },
    given: numbers,
    bad(items) {
      let all = [];
      for (const item of items) all = all.concat(item); // want array
      return all;
    },
    good(items) {
      const all = [];
      for (const item of items) all.push(item);
      return all;
    },
  },
  {
    written: '`reduce((all, x) => [...all, x], [])`',
    against: '`all.push(x)`',
    sizes: [10, 100, 1000, 10_000],
    least: { 100: 4, 1000: 20 },
    given: rows,
    bad(items) {
      return items.reduce((all, item) => [...all, item.id], []); // want array
    },
    good(items) {
      return items.reduce((all, item) => {
        all.push(item.id);
        return all;
      }, []);
    },
  },
  {
    written: '`reduce((o, x) => ({ ...o, [x.id]: x }), {})`',
    against: '`o[x.id] = x`',
    sizes: [10, 100, 1000],
    least: { 100: 8, 1000: 300 },
    given: rows,
    bad(items) {
      return items.reduce((byId, item) => ({ ...byId, [item.id]: item }), {}); // want object
    },
    good(items) {
      const byId = {};
      for (const item of items) byId[item.id] = item;
      return byId;
    },
  },
  {
    written: '`Object.assign({}, o, { [x.id]: x })`',
    against: '`o[x.id] = x`',
    sizes: [10, 100, 1000],
    least: { 100: 8, 1000: 300 },
    given: rows,
    bad(items) {
      return items.reduce((byId, item) => Object.assign({}, byId, { [item.id]: item }), {}); // want object
    },
    good(items) {
      const byId = {};
      for (const item of items) byId[item.id] = item;
      return byId;
    },
  },
  {
    written: '`{ ...o, [x.group]: … }`, ten keys',
    against: '`o[x.group] = …`',
    sizes: [100, 1000],
    least: { 1000: 3 },
    given: rows,
    bad(items) {
      return items.reduce((counts, { group }) => ({ ...counts, [group]: (counts[group] ?? 0) + 1 }), {}); // want object
    },
    good(items) {
      const counts = {};
      for (const { group } of items) counts[group] = (counts[group] ?? 0) + 1;
      return counts;
    },
  },
  {
    written: '`new Map([...all, [x.id, x]])`',
    against: '`all.set(x.id, x)`',
    sizes: [10, 100, 1000],
    least: { 1000: 100 },
    given: rows,
    bad(items) {
      let byId = new Map();
      for (const item of items) byId = new Map([...byId, [item.id, item]]); // want collection
      return byId;
    },
    good(items) {
      const byId = new Map();
      for (const item of items) byId.set(item.id, item);
      return byId;
    },
  },
  {
    written: '`all = all.concat(page)`, pages of ten',
    against: '`all.push(...page)`',
    sizes: [10, 100, 1000],
    least: { 100: 3, 1000: 20 },
    given: size => numbers(size).map(() => numbers(10)),
    bad(pages) {
      let all = [];
      for (const page of pages) all = all.concat(page); // want array
      return all;
    },
    good(pages) {
      const all = [];
      for (const page of pages) all.push(...page);
      return all;
    },
  },
  ...[64, 1024, 65_536].map(bytes => ({
    written: `\`Buffer.concat([all, chunk])\`, chunks of ${bytes === 64 ? '64 bytes' : `${bytes / 1024} kB`}`,
    against: 'one `Buffer.concat(chunks)`',
    sizes: bytes === 65_536 ? [10, 100] : [10, 100, 1000],
    least: bytes === 65_536 ? { 100: 6 } : { 100: 3, 1000: 30 },
    buffers: true,
    given: (/** @type {number} */ size) => chunks(size, bytes),
    bad(/** @type {Buffer[]} */ received) {
      let all = Buffer.alloc(0);
      for (const chunk of received) all = Buffer.concat([all, chunk]); // want bytes
      return all;
    },
    good(/** @type {Buffer[]} */ received) {
      const gathered = [];
      for (const chunk of received) gathered.push(chunk);
      return Buffer.concat(gathered);
    },
  })),
  {
    written: '`list.shift()` until nothing is left',
    against: 'an index that goes on',
    sizes: [10, 1000, 10_000, 50_000],
    least: { 50_000: 20 },
    given: numbers,
    bad(items) {
      const queue = [...items];
      let sum = 0;
      while (queue.length > 0) sum += queue.shift(); // want shift
      return sum;
    },
    good(items) {
      const queue = [...items];
      let sum = 0;
      for (let at = 0; at < queue.length; at++) sum += queue[at];
      return sum;
    },
  },
  {
    written: '`list.unshift(x)`',
    against: '`push` and one `reverse`',
    sizes: [10, 100, 1000, 10_000],
    least: { 1000: 3, 10_000: 20 },
    given: numbers,
    bad(items) {
      const newest = [];
      for (const item of items) newest.unshift(item); // want unshift
      return newest;
    },
    good(items) {
      const newest = [];
      for (const item of items) newest.push(item);
      return newest.reverse();
    },
  },
  {
    written: '`list.splice(i, 1)` of every third',
    against: 'one `filter`',
    sizes: [10, 1000, 10_000],
    least: { 10_000: 2 },
    given: numbers,
    bad(items) {
      const left = [...items];
      for (let at = left.length - 1; at >= 0; at--) {
        if (left[at] % 3 === 0) left.splice(at, 1); // want splice
      }
      return left;
    },
    good(items) {
      return items.filter(item => item % 3 !== 0);
    },
  },
  {
    written: '`list.includes(x)` of a list that grows',
    against: 'a `Set` made for the loop',
    sizes: [10, 100, 1000],
    least: { 1000: 3 },
    given: rows,
    bad(items) {
      const seen = [];
      for (const { id } of items) {
        if (!seen.includes(id)) seen.push(id); // want search
      }
      return seen;
    },
    good(items) {
      const seen = new Set();
      for (const { id } of items) seen.add(id);
      return [...seen];
    },
  },
  {
    written: '`list.find(…)` in a list that grows',
    against: 'a `Map` made for the loop',
    sizes: [10, 100, 1000],
    least: { 1000: 3 },
    given: rows,
    bad(items) {
      const known = [];
      for (const item of items) {
        if (!known.find(({ id }) => id === item.id)) known.push(item); // want search
      }
      return known;
    },
    good(items) {
      const known = new Map();
      for (const item of items) {
        if (!known.has(item.id)) known.set(item.id, item);
      }
      return [...known.values()];
    },
  },
];
