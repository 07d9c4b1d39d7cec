import fc from 'fast-check';
import { keysOf, one, telling, type Log, type Parts, type Program } from '../support/equivalent.ts';

/** The parts that a program is put together from; each is text of its own. */
export interface Recipe extends Program {
  source: keyof typeof sources;
  early: boolean;
  made: string;
  between: string;
  loop: keyof typeof loops;
  label: boolean;
  before: string;
  item: string;
  after: string;
  rest: string;
  around: string;
  given: keyof typeof givens;
}

/** What is filled from: the parameter and the statement that makes `items` of it. */
const sources = {
  parameter: { parameter: 'items', made: '' },
  rest: { parameter: '...items', made: '' },
  copy: { parameter: 'given', made: 'const items = [...given];' },
  from: { parameter: 'given', made: 'const items = Array.from(given);' },
  slice: { parameter: 'given', made: 'const items = given.slice();' },
  map: { parameter: 'given', made: 'const items = given.map(each => each);' },
  filter: { parameter: 'given', made: 'const items = given.filter(each => each !== 2);' },
  keys: { parameter: 'given', made: 'const items = Object.keys(given);' },
  values: { parameter: 'given', made: 'const items = Object.values(given);' },
  shared: { parameter: 'given', made: 'const items = [...given]; env.share(items);' },
  hidden: { parameter: 'given', made: 'const items = [...given]; function less() { items.pop(); } env.calls(less);' },
  alias: { parameter: 'given', made: 'const items = given;' },
  changing: { parameter: 'given', made: 'let items = [...given];' },
  text: { parameter: 'given', made: 'const items = String(given).split(",");' },
  split: { parameter: 'given', made: 'const items = given.split(",");' },
  set: { parameter: 'given', made: 'const items = new Set(given);' },
  sharedSet: { parameter: 'given', made: 'const items = new Set(given); env.share(items);' },
  mapped: { parameter: 'given', made: 'const items = new Map(given.map((each, at) => [at, each]));' },
} as const;

const loops = {
  upTo: (body: string) => `for (let i = 0; i < items.length; i++) { const item = items[i]; ${body} }`,
  upToVar: (body: string) => `for (var i = 0; i < items.length; ++i) { const item = items[i]; ${body} }`,
  upToCount: (body: string) => `const n = items.length; for (let i = 0; i < n; i += 1) { const item = items[i]; ${body} }`,
  upToHead: (body: string) => `for (let i = 0, n = items.length; i < n; i++) { const item = items[i]; ${body} }`,
  upThrough: (body: string) => `for (let i = 0; i <= items.length; i++) { const item = i; ${body} }`,
  fromOne: (body: string) => `for (let i = 1; i < items.length; i++) { const item = items[i]; ${body} }`,
  size: (body: string) => `for (let i = 0; i < items.size; i++) { const item = i; ${body} }`,
  constant: (body: string) => `for (let i = 0; i < 130; i++) { const item = i; ${body} }`,
  moving: (body: string) => `for (let i = 0; i < items.length; i++) { const item = items[i]; ${body} if (item === 3) i++; }`,
  shadow: (body: string) => `for (let i = 0; i < items.length; i++) { const item = items[i]; { let i = 7; ${body} } }`,
  fillDown: (body: string) => `for (let i = items.length - 1; i >= 0; i--) { const item = items[i]; ${body} }`,
  fillNext: (body: string) => `for (let i = items.length; i > 0; i--) { const item = items[i - 1]; ${body} }`,
  fillCountdown: (body: string) => `for (let i = items.length; i--;) { const item = items[i]; ${body} }`,
  fillWhile: (body: string) => `let i = items.length; while (i > 0) { i--; const item = items[i]; ${body} }`,
  fillSlot: (body: string) => `let slot = items.length - 1; for (const item of items) { ${body} }`,
  fillConstant: (body: string) => `for (let i = 149; i >= 0; i--) { const item = i; ${body} }`,
  down: (body: string) => `for (let i = items.length - 1; i >= 0; i--) { const item = items[i]; ${body} }`,
  while: (body: string) => `let i = 0; while (i < items.length) { const item = items[i]; ${body} i++; }`,
  whileEarly: (body: string) => `let i = 0; while (i < items.length) { const item = items[i]; i++; ${body} }`,
  countdown: (body: string) => `let i = items.length; while (i--) { const item = items[i]; ${body} }`,
  of: (body: string) => `for (const item of items) { ${body} }`,
  ofKeys: (body: string) => `for (const item of items.keys()) { ${body} }`,
  ofEntries: (body: string) => `for (const [at, item] of items.entries()) { ${body} }`,
  each: (body: string) => `items.forEach(item => { ${body} });`,
  inner: (body: string) => `for (const item of items) { for (let i = 0; i < 2; i++) { ${body} } }`,
} as const;

const items: Parts = {
  tame: [
    'item', 'undefined', '1', '"a"', 'null', '[item]', '{ ...item }', '() => item', 'item?.name', '`${typeof item}`', 'typeof i',
    'Math.max(1, 2)', 'Symbol.for("s")', '(1, item)',
  ],
  wild: [
    'env.call(item)', '(env.log("item"), item)', 'env.boom(item)', 'items.length', 'items.size', 'env.less(item)', 'new Map([[1, item]])',
    'out', 'out.length', 'i++', 'items.pop()', '...[item]',
  ],
};

const shapes: Parts<keyof typeof loops> = {
  tame: [
    'upTo', 'upToVar', 'upToCount', 'upToHead', 'constant', 'down', 'while', 'whileEarly', 'of', 'ofKeys', 'ofEntries',
    'fillDown', 'fillNext', 'fillCountdown', 'fillWhile', 'fillSlot', 'fillConstant',
  ],
  wild: ['upThrough', 'fromOne', 'size', 'moving', 'shadow', 'countdown', 'each', 'inner'],
};

/** What a turn does before or after it adds an item. */
const steps: Parts = {
  tame: [
    '', '', '', '', 'const copy = item;', 'if (item === 2) throw new Error("two");', 'let total = 0; total += 1;',
    'if (item === 2) return null;',
  ],
  wild: [
    'env.log("step");', 'env.boom(item);', 'env.less();', 'await env.call(item);', 'yield item;', 'peek();', 'i += 0;',
    'if (item === 3) continue;', 'if (item === 3) break;', 'if (item === 3) return out;', 'if (item === 2) continue outer;',
    'for (const x of [1, 2]) { if (x === 1) continue; if (x === 2) break; }', 'switch (item) { case 1: break; }',
    'if (item === 1) try { env.boom(item); } catch { env.log("caught"); }',
    'env.keep(() => [...out]);', 'env.keep(out);', 'const alias = out; alias.push(7);', 'out.push(8);', 'out[0] = 5;',
    'env.log(out.length);',
    'if (items.length > 1) items.pop();', 'items.length = 1;', 'if (items.length < 9) items.push(4);', 'items.delete?.(item);',
    'if (env.once()) items = [1];',
  ],
};

const ends: Parts = {
  tame: [
    'return out;', 'return [out, out.length, out.map(x => x)];', 'env.keep(() => out); return out;', 'out.sort(); return out;',
    'return { out };',
  ],
  wild: ['out.push("last"); return out;', 'return out.join();', 'out[out.length] = 1; return out;', 'out.length = 0; return out;'],
};

/** What stands around the loop, `#`. */
const arounds: Parts = {
  tame: ['#', '#', '#', '{ # }'],
  wild: [
    'try { # } finally { env.log("finally"); }', 'try { # } catch (error) { return [out, error.message]; }',
    'try { made # } catch (error) { return [out, error.message]; }', 'for (const round of [1, 2]) { # }', 'if (env) { # }',
  ],
};

const betweens: Parts = {
  tame: ['', '', '', 'const seen = new Set();', 'let i = 5;'],
  wild: ['env.log("between");', 'env.less();', 'if (items.length > 2) items.pop();', 'const other = out;'],
};

const mades = [
  'const out = [];', 'const out = [];', 'let out = [];', 'const out = new Array();', 'var out = Array();', 'const out = [], other = [];',
];

class Rows extends Array {}

/** A subclass that goes through its items in its own way. */
class Twice extends Array {
  override* [Symbol.iterator](): ArrayIterator<unknown> {
    for (let at = 0; at < this.length; at++) {
      yield this[at];
      yield this[at];
    }
  }
}

const named = (log: Log): object => ({ get name() { log('name'); return 'n'; } });
/** What a program is run with; each tells a log what is read of it, where it can. */
export const givens = {
  empty: () => [],
  numbers: () => [1, 2, 3, 4],
  sparse: () => [1, , undefined, 3],  
  getters: (log: Log) => [named(log), named(log)],
  subclass: () => Rows.from([1, 2, 3]),
  twice: () => Twice.from([1, 2, 3]),
  proxy: (log: Log) => telling([1, 2, 3], log),
  set: () => new Set([1, 2, 3]),
  map: () => new Map([[1, 2], [3, 4]]),
  lengthless: () => ({ size: 1.5 }),
  odd: () => Object.fromEntries(['split', 'map', 'filter', 'slice'].map(name => [name, () => new Set(name === 'map' ? [1] : [])])),
} as const;

/** The text of a program: a function `subject` that fills `out`. */
export function programOf(recipe: Recipe): string {
  const { typescript, kind, source, early, made, between, loop, label, before: first, item, after, rest, around, given } = recipe;
  const { parameter, made: taken } = sources[source];
  const declared = made.replace('out', typescript ? 'out: Array<any>' : 'out');
  const isInside = around.includes('made');
  const parts = isInside ? [taken] : early ? [declared, taken] : [taken, declared];
  const hint = typescript ? ': any' : '';
  const type = typescript ? typeOf(source, given) : '';
  const head = `${kind === '*' ? 'function*' : `${kind}function`} subject(env${hint}, ${parameter}${type})`;
  const index = loop === 'fillNext' ? 'i - 1' : loop === 'fillSlot' ? 'slot--' : 'i';
  const store = loop.startsWith('fill') ? `out[${index}] = ${item};` : `out.push(${item});`;
  const filling = loops[loop](`${first} ${store} ${after}`).replace(/(?=(?:for|while) \()/, label ? 'outer: ' : '');
  const filled = around.replace('made', () => declared.replace(/const|let/, 'var')).replace('#', () => filling);
  const peek = `${first}${after}`.includes('peek()') ? 'function peek() { env.log(out.length); }' : '';
  return `${head} {\n  ${[...parts, between, filled, rest, peek].filter(Boolean).join('\n  ')}\n}\n`;
}

const typeOf = (source: Recipe['source'], given: Recipe['given']): string =>
  source !== 'parameter' || (given !== 'set' && given !== 'map') ? ': any[]' : given === 'set' ? ': Set<any>' : ': Map<any, any>';

/** Whether a program is given something else than what its types say. */
const isLie = ({ typescript, given, source }: Recipe): boolean =>
  typescript && !['keys', 'values', 'text'].includes(source)
  && (['lengthless', 'odd', 'twice'].includes(given) || (source !== 'parameter' && ['set', 'map'].includes(given)));

export const recipes: fc.Arbitrary<Recipe> = fc.record<Recipe>({
  typescript: fc.boolean(),
  kind: fc.constantFrom<Recipe['kind']>('', '', '', 'async ', '*'),
  source: fc.constantFrom(...keysOf(sources)),
  early: fc.boolean(),
  made: fc.constantFrom(...mades),
  between: one(betweens, 5),
  loop: one(shapes, 5),
  label: fc.boolean(),
  before: one(steps, 5, 2),
  item: one(items, 5, 2),
  after: one(steps, 5),
  rest: one(ends, 5),
  around: one(arounds, 5),
  given: fc.constantFrom(...keysOf(givens)),
  boom: fc.integer({ min: 0, max: 5 }),
}).filter(recipe => !isLie(recipe));
