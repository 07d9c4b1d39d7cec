import type { Linter } from 'eslint';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from '../support/lint.ts';

/** The parts that a program is put together from; each is text of its own. */
interface Recipe {
  typescript: boolean;
  kind: '' | 'async ' | '*';
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
  boom: number;
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

/** Parts with which a repair is right, and parts that may make it wrong. */
interface Parts<Part extends string = string> {
  tame: readonly Part[];
  wild: readonly Part[];
}

const items: Parts = {
  tame: ['item', 'undefined', '1', '"a"', 'null', '[item]', '{ ...item }', '() => item', 'item?.name', '`${typeof item}`', 'typeof i', 'Math.max(1, 2)', 'Symbol.for("s")', '(1, item)'],
  wild: ['env.call(item)', '(env.log("item"), item)', 'env.boom(item)', 'items.length', 'items.size', 'env.less(item)', 'new Map([[1, item]])', 'out', 'out.length', 'i++', 'items.pop()', 'peek', '...[item]'],
};
const shapes: Parts<keyof typeof loops> = {
  tame: ['upTo', 'upToVar', 'upToCount', 'upToHead', 'constant', 'down', 'while', 'whileEarly', 'of', 'ofKeys', 'ofEntries', 'fillDown', 'fillNext', 'fillCountdown', 'fillWhile', 'fillSlot', 'fillConstant'],
  wild: ['upThrough', 'fromOne', 'size', 'moving', 'shadow', 'countdown', 'each', 'inner'],
};
const steps: Parts = {
  tame: ['', '', '', '', 'const copy = item;', 'if (item === 2) throw new Error("two");', 'let total = 0; total += 1;', 'if (item === 2) return null;'],
  wild: [
    'env.log("step");', 'env.boom(item);', 'env.less();', 'if (item === 3) continue;', 'if (item === 3) break;', 'if (item === 3) return out;', 'if (item === 2) continue outer;',
    'for (const x of [1, 2]) { if (x === 1) continue; if (x === 2) break; }', 'switch (item) { case 1: break; }', 'await env.call(item);', 'yield item;',
    'env.keep(() => [...out]);', 'env.keep(out);', 'const alias = out; alias.push(7);', 'if (items.length > 1) items.pop();', 'items.length = 1;', 'if (items.length < 9) items.push(4);', 'items.delete?.(item);',
    'if (env.once()) items = [1];', 'i += 0;', 'if (item === 1) try { env.boom(item); } catch { env.log("caught"); }', 'out.push(8);', 'env.log(out.length);', 'out[0] = 5;', 'peek();',
  ],
};
const ends: Parts = {
  tame: ['return out;', 'return [out, out.length, out.map(x => x)];', 'env.keep(() => out); return out;', 'out.sort(); return out;', 'return { out };'],
  wild: ['out.push("last"); return out;', 'return out.join();', 'function peek() { env.log(out.length); } return out;', 'out[out.length] = 1; return out;', 'out.length = 0; return out;'],
};
const arounds: Parts = {
  tame: ['#', '#', '#', '{ # }'],
  wild: ['try { # } finally { env.log("finally"); }', 'try { # } catch (error) { return [out, error.message]; }', 'for (const round of [1, 2]) { # }', 'if (env) { # }'],
};
const betweens: Parts = {
  tame: ['', '', '', 'const seen = new Set();', 'let i = 5;'],
  wild: ['env.log("between");', 'env.less();', 'if (items.length > 2) items.pop();', 'const other = out;'],
};

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

type Log = (said: string) => void;

const named = (log: Log): object => ({ get name() { log('name'); return 'n'; } });
const givens = {
  empty: () => [],
  numbers: () => [1, 2, 3, 4],
  sparse: () => [1, , undefined, 3], // eslint-disable-line no-sparse-arrays
  getters: (log: Log) => [named(log), named(log)],
  subclass: () => Rows.from([1, 2, 3]),
  twice: () => Twice.from([1, 2, 3]),
  proxy: (log: Log) => new Proxy([1, 2, 3], {
    get(target, key, receiver) {
      log(`get ${String(key)}`);
      return Reflect.get(target, key, receiver) as unknown;
    },
  }),
  set: () => new Set([1, 2, 3]),
  map: () => new Map([[1, 2], [3, 4]]),
  lengthless: () => ({ size: 1.5 }),
} as const;

function programOf(recipe: Recipe): string {
  const { typescript, kind, source, early, made, between, loop, label, before: first, item, after, rest, around } = recipe;
  const types = { parameter: ': any[]', rest: ': any[]' } as Record<string, string>;
  const { parameter, made: taken } = sources[source];
  const declared = made.replace('out', typescript ? 'out: Array<any>' : 'out');
  const parts = early ? [declared, taken] : [taken, declared];
  const isStar = kind === '*';
  const named = `${isStar ? 'function*' : `${kind}function`} subject(env${typescript ? ': any' : ''}, ${parameter}${typescript ? types[source] ?? ': any[]' : ''})`;
  const index = loop === 'fillNext' ? 'i - 1' : loop === 'fillSlot' ? 'slot--' : 'i';
  const store = loop.startsWith('fill') ? `out[${index}] = ${item};` : `out.push(${item});`;
  const filling = loops[loop](`${first} ${store} ${after}`).replace(/(?=(?:for|while) \()/, label ? 'outer: ' : '');
  const lines = [...parts, between, around.replace('#', () => `${filling}\n${around === '#' ? '' : rest.startsWith('return [') ? rest : ''}`), rest];
  return `${named} {\n  ${lines.join('\n  ')}\n}\n`;
}

const one = <Part extends string>({ tame, wild }: Parts<Part>, wildness = 1): fc.Arbitrary<Part> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...tame) }, { weight: wildness, arbitrary: fc.constantFrom(...wild) });
const oneOf = <Key extends string>(object: Readonly<Record<Key, unknown>>): fc.Arbitrary<Key> => fc.constantFrom(...Object.keys(object) as Key[]);

const recipes: fc.Arbitrary<Recipe> = fc.record({
  typescript: fc.boolean(),
  kind: fc.constantFrom<Recipe['kind']>('', '', '', 'async ', '*'),
  source: oneOf(sources),
  early: fc.boolean(),
  made: fc.constantFrom('const out = [];', 'const out = [];', 'let out = [];', 'const out = new Array();', 'var out = Array();', 'const out = [], other = [];'),
  between: one(betweens),
  loop: one(shapes),
  label: fc.boolean(),
  before: one(steps, 2),
  item: one(items, 2),
  after: one(steps),
  rest: one(ends),
  around: one(arounds),
  given: oneOf(givens),
  boom: fc.integer({ min: 0, max: 5 }),
});

const rules: Linter.RulesRecord = { 'watertight/prefer-presized-array': ['error', { report: 'all' }] };

/** The program after `--fix`; nothing where it is no program. */
function repaired(text: string, typescript: boolean): string | undefined {
  const filename = typescript ? 'subject.ts' : 'subject.js';
  const { output, messages } = linter.verifyAndFix(text, { ...language(filename, text), plugins: { watertight: plugin }, rules }, { filename });
  return messages.some(({ fatal }) => fatal) ? undefined : output;
}

const javascript = (text: string, typescript: boolean): string =>
  typescript ? ts.transpile(text, { target: ts.ScriptTarget.ESNext, removeComments: false }) : text;

type Collection = unknown[] | Set<unknown> | Map<unknown, unknown>;

/** All that a run of a program shows: what it gives or throws, what it does on the way, and what others hold of it afterwards. */
async function runOf(text: string, { kind, source, given, boom, typescript }: Recipe): Promise<unknown> {
  const log: string[] = [];
  const kept: unknown[] = [];
  const say: Log = said => {
    // A repair reads the length of what it is told is an array once more.
    if (!(typescript && said === 'get length')) log.push(said);
  };
  let shared: Collection | undefined;
  let calls: (() => void) | undefined;
  let left = boom;
  const less = (item?: unknown): unknown => {
    say('less');
    calls?.();
    if (Array.isArray(shared)) shared.pop();
    else if (shared) shared.delete([...shared.keys()].at(-1));
    return item;
  };
  const env = {
    log: (said: unknown) => say(show(said)),
    call: (item: unknown) => (say(`call ${show(item)}`), item),
    boom(item: unknown) {
      say(`boom ${String(left)}`);
      if (left-- === 1) throw new Error('boom');
      return item;
    },
    less,
    once: () => left-- === 1,
    share: (items: Collection) => shared = items,
    calls: (fn: () => void) => calls = fn,
    keep: (it: unknown) => kept.push(it),
  };
  let outcome: unknown;
  try {
    const subject = new Function(`${text}return subject;`)() as (...given: unknown[]) => unknown;
    const input = givens[given](say) as Collection;
    if (source === 'parameter' || source === 'alias') shared = input;
    const returned = source === 'rest' ? subject(env, ...input) : subject(env, input);
    outcome = kind === '*' ? [...returned as Iterable<unknown>] : await returned;
    if (kind === '*') outcome = { yielded: outcome };
  } catch (error) {
    outcome = `${(error as Error).name}: ${(error as Error).message}`;
  }
  const held = kept.map(each => (typeof each === 'function' ? attempt(each as () => unknown) : each));
  return { outcome: show(outcome), log, held: held.map(show) };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}

/** A value in words, holes told from `undefined`. */
function show(value: unknown, depth = 0): string {
  if (depth > 5) return '…';
  const inner = (each: unknown): string => show(each, depth + 1);
  if (Array.isArray(value)) return `${value.constructor.name}[${Array.from({ length: value.length }, (_, at) => (at in value ? inner(value[at]) : 'hole')).join(', ')}]`;
  if (value instanceof Map) return `Map{${inner([...value])}}`;
  if (value instanceof Set) return `Set{${inner([...value])}}`;
  if (typeof value === 'function') return `function ${inner(attempt(value as () => unknown))}`;
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).map(key => `${key}: ${key === 'name' ? '?' : inner((value as Record<string, unknown>)[key])}`).join(', ')}}`;
  return `${typeof value} ${String(value)}`;
}

/** Whether a program is told something else than what its types say. */
const isLie = ({ typescript, given, source }: Recipe): boolean =>
  typescript && !['keys', 'values', 'text'].includes(source) && ['set', 'map', 'lengthless', 'twice'].includes(given);

test('a program does the same with its arrays made at once as with growing ones', async () => {
  let programs = 0;
  let rewritten = 0;
  await fc.assert(fc.asyncProperty(recipes, async recipe => {
    fc.pre(!isLie(recipe));
    const program = programOf(recipe);
    const fixed = repaired(program, recipe.typescript);
    fc.pre(fixed !== undefined);
    programs++;
    if (fixed === program || fixed === undefined) return;
    rewritten++;
    const [was, is] = [await runOf(javascript(program, recipe.typescript), recipe), await runOf(javascript(fixed, recipe.typescript), recipe)];
    expect(is, `${program}\n${fixed}`).toEqual(was);
  }), { numRuns: Number(process.env['RUNS'] ?? 3000), maxSkipsPerRun: 10 });
  expect(programs).toBeGreaterThanOrEqual(2000);
  console.log(programs, rewritten);
  expect(rewritten / programs).toBeGreaterThan(0.15);
}, 300_000);
