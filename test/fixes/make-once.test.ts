import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { library } from '../../src/index.ts';
import { attempt, keysOf, one, repaired } from '../support/equivalent.ts';

/** A library that the plugin knows by the settings alone, and that this test plays. */
const db = library('@acme/db', {
  'Pool()': { creates: { what: 'pool', close: 'it.end()' } },
  'createPool()': 'Pool()',
  'Pool().query()': { queries: { text: 0 } },
  'Pool().acquire()': { acquires: { what: 'lease', release: 'it.release()' } },
});

/** A program, written out of parts. */
interface Recipe {
  typescript: boolean;
  shape: keyof typeof shapes;
  made: string;
  given: string;
  before: string;
  use: string;
  after: string;
  twin: '' | 'same' | 'other';
  early: boolean;
  semicolons: boolean;
  calls: number;
}

/** How the function is written that makes one per call. */
const shapes = {
  declaration: (body: string) => `function subject(n) { ${body} }\nexports.subject = subject;`,
  arrow: (body: string) => `const subject = n => { ${body} };\nexports.subject = subject;`,
  exported: (body: string) => `exports.subject = function (n) { ${body} };`,
  module: (body: string) => `module.exports = { subject(n) { ${body} } };`,
  method: (body: string) => `class Store { find(n) { ${body} } }\nexports.subject = n => new Store().find(n);`,
  static: (body: string) => `class Store { static find(n) { ${body} } }\nexports.subject = n => Store.find(n);`,
  nested: (body: string) => `const outer = () => { const inner = n => { ${body} }; return inner; };\nexports.subject = n => outer()(n);`,
  shadowing: (body: string) => `exports.subject = n => { const shared = 1; const settings2 = shared; ${body} };`,
  loop: (body: string) =>
    `exports.subject = n => { const all = []; for (const i of [1, 2]) { const one = () => { ${body} }; all.push(one()); } return all; };`,
  mapped: (body: string) => `exports.subject = n => [1, 2].map(i => { ${body} });`,
  commented: (body: string) => `/** Finds. */\n// Again.\nfunction subject(n) { ${body} }\nexports.subject = subject; // The end.`,
} as const;

/** What it is made of: parts with which sharing is right, and parts that may make it wrong. */
const givens = {
  tame: [
    '',
    '{}',
    'settings',
    '{ ...settings, max: 3 }',
    '{ url: process.env.URL }',
    '{ url: process.env.URL, max: Number(process.env.MAX ?? 5) }',
    '{ hosts: process.env.HOSTS.split(",") }',
    '`${process.env.URL}/${settings.name}`',
    '{ log: () => settings.name }',
    '{ a: [1, 2], b: { c: null } }',
    '{ get lazy() { return settings.max; } }',
    '{ max: process.env.NONE || 1, url: process.env["URL"] }',
    'new URL(process.env.URL)',
  ],
  wild: [
    'n',
    '{ max: n }',
    '{ url: current }',
    '{ name: moving.name }',
    '{ name: nameOf() }',
    '{ name: nameOf(n) }',
    '{ now: tick() }',
    '[...arguments]',
    '{ cb: () => n }',
    '{ n: typeof n }',
    '{ i: typeof i === "undefined" ? 0 : i }',
    'this',
    '{ d: new Date(tick()).getTime() }',
  ],
};

const made = {
  tame: ['new Pool(#)', 'createPool(#)', 'new db.Pool(#)', 'new Pool(\n  // Few.\n  #\n)'],
  wild: ['createPool(#).self()', '(n, new Pool(#))', '(n > 1 ? new Pool(#) : createPool(#))'],
};

const befores = {
  tame: ['', '', 'const seen = new Set();', 'say("before");', 'const text = `a\n  b`;'],
  wild: [
    'current += "x";',
    'moving.name += "y";',
    'if (n === 2) return "early";',
    'if (n === 2) throw new Error("early");',
    'var pool = 3;',
  ],
};

const uses = {
  tame: [
    'const pool = MADE; const found = pool.query(n);',
    'let pool = MADE; const found = [pool.query(n), pool.query(2)];',
    'const found = MADE.query(n);',
    'const pool = MADE; const lease = pool.acquire(); const found = lease.query(n); lease.release();',
    'const pool = MADE; const found = pool.part.query(n);',
    'const pool = MADE; const ask = m => pool.query(m); const found = [1, n].map(ask);',
    'var found = MADE.part.query(n);',
    'const found = String(MADE.query(n));',
  ],
  wild: [
    'const pool = MADE; pool.on("error", say); const found = pool.query(n);',
    'const found = MADE.on("error", say).query(n);',
    'const pool = MADE; pool.connect(); const found = pool.query(n);',
    'const found = MADE.connect().query(n);',
    'const pool = MADE; const found = pool.query(n); pool.end();',
    'const pool = MADE; try { var found = pool.query(n); } finally { pool.end(); }',
    'const pool = MADE; const found = pool.query(n); finish(pool);',
    'const pool = MADE; pool.limit = n; const found = pool.query(pool.limit);',
    'const pool = MADE; pool.options.max += 1; const found = pool.query(n);',
    'let pool = MADE; const found = pool.query(n); pool = undefined;',
    'const found = pools.push(MADE);',
    'const pool = MADE; kept = pool; const found = kept.query(n);',
    'const pool = MADE; const found = use({ pool }, n);',
    'const pool = MADE; const found = pool.use(m => m + 1).query(n);',
    'const { options: found } = MADE;',
    'const pool = MADE; const found = pool === kept; kept = pool;',
    'kept ??= MADE; const found = kept.query(n);',
    'if (!kept) kept = MADE; const found = kept.query(n);',
    'const pool = n > 1 ? MADE : MADE; const found = pool.query(n);',
  ],
};

const afters = {
  tame: ['return found;', 'return { found };', 'say(found); return [found];'],
  wild: ['return () => found;', 'return found.length;'],
};

function programOf({ typescript, shape, made: how, given, before, use, after, twin, early, semicolons }: Recipe): string {
  const expression = how.replaceAll('#', given);
  const body = `${before}\n${use.replaceAll('MADE', expression)}\n${after}`;
  const other = twin === '' ? '' : `module.exports.twin = n => new Pool(${twin === 'same' ? given : `{ twin: 1 }`}).query(n);`;
  const head = typescript
    ? "import * as db from '@acme/db';\nimport { Pool, createPool } from '@acme/db';"
    : "const db = require('@acme/db');\nconst { Pool, createPool } = db;";
  const text = `${head}
const settings = { name: 'shop', max: 2 };
const moving = { name: 'a' };
let current = 'b';
let kept;
const pools = [];
let ticks = 0;
const tick = () => ++ticks;
const nameOf = (n = 0) => \`c\${n}\${current}\`;
const finish = pool => pool.end();
const use = ({ pool }, n) => pool.query(n);
${isEarly({ early, shape }) ? 'try { subject(1); } catch { }' : ''}
${shapes[shape](body)}
${other}
`;
  return semicolons ? text : text.replace(/;$/gm, '');
}

/** Whether the module calls the function itself, before the line on which it is written. */
const isEarly = ({ early, shape }: Pick<Recipe, 'early' | 'shape'>): boolean => early && (shape === 'declaration' || shape === 'commented');

const recipes: fc.Arbitrary<Recipe> = fc.record({
  typescript: fc.boolean(),
  shape: fc.constantFrom(...keysOf(shapes)),
  made: one(made, 6),
  given: one(givens, 6, 2),
  before: one(befores, 6),
  use: one(uses, 6, 3),
  after: one(afters, 6),
  twin: fc.constantFrom('', '', 'same', 'other'),
  early: fc.boolean(),
  semicolons: fc.boolean(),
  calls: fc.integer({ min: 1, max: 6 }),
});

/** What the rule makes of a program by itself. */
const fixedBy = (text: string): string | undefined =>
  repaired(text, 'subject.cjs', {
    rules: { 'watertight/no-pool-per-request': ['error', { report: 'all' }] },
    languageOptions: { sourceType: text.startsWith('import') ? 'module' : 'commonjs' },
    settings: { watertight: { libraries: [db] } },
  });

interface Run {
  /** Constructions when the module is loaded. */
  loaded: number;
  /** What each call gives, or throws, and what it does on the way. */
  calls: readonly { gave: unknown; did: readonly string[] }[];
  /** What is made over all calls. */
  made: readonly string[];
}

/** Loads a program with a library that says what is done to it, and calls it several times. */
function run(text: string, calls: number): Run {
  let did: string[] = [];
  const all: string[] = [];
  class Pool {
    readonly options: unknown;
    readonly #listeners: unknown[] = [];
    #open = true;
    #connected = false;
    limit: unknown;

    constructor(options?: unknown) {
      this.options = options;
      did.push(`made ${show(options)}`);
      all.push(show(options));
    }

    get part(): { query: (n: unknown) => string } {
      return { query: n => `part ${this.query(n)}` };
    }

    self(): this {
      return this;
    }

    on(_event: string, listener: unknown): this {
      this.#listeners.push(listener);
      return this;
    }

    use(step: unknown): this {
      return this.on('use', step);
    }

    connect(): this {
      if (this.#connected) throw new Error('connected already');
      this.#connected = true;
      return this;
    }

    acquire(): { query: (n: unknown) => string; release: () => void } {
      return { query: n => this.query(n), release: () => did.push('released') };
    }

    query(n: unknown): string {
      if (!this.#open) throw new Error('closed');
      did.push(`query ${show(n)}`);
      return `${show(this.options)} ${show(n)} ${String(this.#listeners.length)}`;
    }

    end(): void {
      this.#open = false;
      did.push('end');
    }
  }
  const values: Readonly<Record<string, string>> = { URL: 'db://host', MAX: '7', HOSTS: 'a,b' };
  const env = new Proxy(
    {},
    {
      get: (_, name) => {
        did.push(`read ${String(name)}`);
        return values[String(name)];
      },
    },
  );
  const module = { exports: {} as Record<string, (n: number) => unknown> };
  const say = (...said: unknown[]): void => {
    did.push(`say ${show(said)}`);
  };
  const code = ts.transpile(text, { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS, esModuleInterop: true });
  const require = (): object => ({ Pool, createPool: (options: unknown) => new Pool(options) });
  new Function('require', 'exports', 'module', 'process', 'say', code)(require, module.exports, module, { env }, say);
  const loaded = all.length;
  const done: { gave: unknown; did: string[] }[] = [];
  for (const name of ['subject', 'twin']) {
    for (let n = 1; n <= calls && module.exports[name]; n += 1) {
      did = [];
      const gave = attempt(() => {
        const value = module.exports[name]?.(n);
        return show(typeof value === 'function' ? (value as () => unknown)() : value);
      });
      done.push({ gave, did });
    }
  }
  return { loaded, calls: done, made: all };
}

function show(value: unknown, depth = 0): string {
  if (depth > 4) return '…';
  if (value instanceof URL) return `url ${value.href}`;
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return `[${value.map(each => show(each, depth + 1)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}: ${show(each, depth + 1)}`)
    .join(', ')}}`;
}

const isOfMaking = (event: string): boolean => /^(made|read) /.test(event);

test('a program does the same with one that is shared as with one per call', () => {
  let programs = 0;
  let rewritten = 0;
  let shared = 0;
  fc.assert(
    fc.property(recipes, recipe => {
      const program = programOf(recipe);
      const fixed = fixedBy(program);
      fc.pre(fixed !== undefined);
      programs += 1;
      if (fixed === program) return;
      rewritten += 1;
      const [was, is] = [run(program, recipe.calls), run(fixed, recipe.calls)];
      const both = `${program}\n${fixed}`;
      expect(is.loaded, `nothing is made when it is loaded\n${both}`).toBe(was.loaded);
      if (!isEarly(recipe)) expect(is.calls[0], `the first call does the same in the same order\n${both}`).toEqual(firstOf(was, is));
      const rest = (run: Run): unknown => run.calls.map(({ gave, did }) => ({ gave, did: did.filter(event => !isOfMaking(event)) }));
      expect(rest(is), `every call gives the same and does the same\n${both}`).toEqual(rest(was));
      const isShared = (fixed.match(/(?<!shared\w* \?\?= )\b(new (db\.)?Pool|createPool)\(/g) ?? []).length === 0;
      if (isShared) {
        shared += 1;
        const variables = fixed.match(/^let shared\w+;?$/gm)?.length;
        expect(is.made.length, `each is made once\n${both}`).toBe(variables);
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 1200), maxSkipsPerRun: 10 },
  );
  expect(programs).toBeGreaterThanOrEqual(500);
  expect(rewritten).toBeGreaterThanOrEqual(500);
  expect(shared).toBeGreaterThanOrEqual(300);
}, 300_000);

/** The first call as it was, but that what it makes twice is made once. */
function firstOf(was: Run, is: Run): Run['calls'][number] | undefined {
  const [first] = was.calls;
  const seen = new Set<string>();
  const making = first?.did.filter(isOfMaking) ?? [];
  const isTwice = making.length !== new Set(making).size && is.calls[0]?.did.filter(isOfMaking).length !== making.length;
  return first && isTwice
    ? { ...first, did: first.did.filter(event => !isOfMaking(event) || (!seen.has(event) && seen.add(event))) }
    : first;
}
