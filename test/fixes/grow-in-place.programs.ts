import fc from 'fast-check';
import { keysOf, one, telling, type Log, type Parts, type Program } from '../support/equivalent.ts';

/** The parts that a program is put together from; each is text of its own, `#` stands for an expression and `@` for what is around. */
export interface Recipe extends Program {
  grows: Grows;
  declared: string;
  between: string;
  loop: string;
  steps: readonly string[];
  inner: string | undefined;
  rest: string;
  around: string;
  end: string;
  values: readonly string[];
  keys: readonly string[];
  given: readonly (keyof typeof givens)[];
}

type Grows = 'array' | 'object' | 'map' | 'set' | 'bytes';

const declarations: Readonly<Record<Grows, Parts>> = {
  array: {
    tame: [
      'let a = [];', 'let a = [];', 'let a = [env.given(0), 2];', 'let a = new Array(), n = 0;', 'let a = [...env.more()];', 'var a = [];',
    ],
    wild: [
      'let a = env.shared;', 'let a;', 'let a = [1, , 2];', 'let a = [], alias = a;', 'let a = env.more();', 'let a = Object.freeze([]);',
      'const first = []; let a = first; env.keep(first);', 'let a = env.keep([]);', 'let a = new Array(3);',
    ],
  },
  object: {
    tame: ['let a = {};', 'let a = {};', 'let a = { b: 1, "c-d": env.given(0) };', 'let a = {}, n = 0;', 'let a = { ...env.object };'],
    wild: [
      'let a = env.object;', 'let a;', 'let a = { get b() { env.log("b"); return 1; } };', 'let a = { __proto__: { b: 2 } };',
      'let a = Object.create(null);', 'let a = { set b(x) { env.log("set"); } };', 'let a = Object.freeze({});', 'let a = [];',
      'let a = { b() { return super.toString(); } };', 'let a = { ["__proto__"]: 1 };',
    ],
  },
  map: {
    tame: ['let a = new Map();', 'let a = new Map([["b", 1]]);'],
    wild: ['let a = env.map;', 'let a;', 'let a = new Map(env.map), alias = a; env.keep(alias);'],
  },
  set: {
    tame: ['let a = new Set();', 'let a = new Set(env.more());'],
    wild: ['let a = env.keep(new Set());', 'let a;', 'class Set extends Map {} let a = new Set();'],
  },
  bytes: {
    tame: ['let a = Buffer.alloc(0);', 'let a = Buffer.from("");', 'let a = Buffer.concat([]);'],
    wild: ['let a = env.buffer;', 'let a = Buffer.alloc(2);', 'let a;', 'let a = Buffer.alloc(0), alias = a; env.keep(alias);'],
  },
};

const appends: Readonly<Record<Grows, Parts>> = {
  array: {
    tame: [
      'a = [...a, #];', 'a = [...a, #];', 'a = [...a, #, #];', 'a = [...a, ...#];', 'a = a.concat([#]);', 'a = a.concat([#, #], [#]);',
      'a = a.concat("lit");', 'a = a.concat({ x: # });', 'a = a.concat(Object.keys(env.object));', 'a = env.once() ? a : [...a, #];',
      'a = i % 2 ? [...a, #] : a;', 'a = a.concat(`t${i}`, i);', 'a = a.concat([...env.more()]);', 'a = [...a, ...env.broken()];',
      'a = a.concat(() => 1);',
    ],
    wild: [
      'a = [#, ...a];', 'a = [...a, ...a, #];', 'a = a.concat(#);', 'a = a.concat(a, #);', 'a = [...a, a];', 'a = [...a, , #];',
      'a = a.concat([1, , #]);', 'env.log((a = [...a, #]).length);', 'a = [...a, (a = [...a, #]).length];', 'a = [...a, ...a];',
      'a = [...(a ?? []), #];', 'a = a?.concat([#]);', 'a = [...a, a.length];', 'a = [...a, env.keep(a)];', 'a = [/* all */ ...a, #];',
      'a = [...a, ...#, #];', 'a = a.concat([#]).concat([#]);', 'a = [...a].concat([#]);', '[a] = [[...a, #]];', 'a.push(#);',
      'a[a.length] = #;',
      'a = a.concat();', 'a = a.concat(...[#]);', 'a = [...a, ...a.map(x => x)];', 'a = a.concat(a);', 'a = [...a, (1, #)];',
      'a = [...a, ...(env.once() ? a : [#])];', 'a = a.concat({ [Symbol.isConcatSpreadable]: true, length: 1, 0: # });',
    ],
  },
  object: {
    tame: [
      'a = { ...a, [`k${#}`]: # };', 'a = { ...a, [i]: # };', 'a = { ...a, [i * 2]: #, b: # };',
      'a = { ...a, [`k${i}`]: #, c: #, [`k${i}`]: # };',
      'a = Object.assign({}, a, { [`k${i}`]: # });', 'a = env.once() ? a : { ...a, [`x${#}`]: # };', 'a = { ...a, [i]: function () {} };',
      'a = { ...a, [`m${i}`]: a[`m${i}`] ?? # };',
    ],
    wild: [
      'a = { ...a, [env.key(i)]: # };', 'a = { ...a, [#]: # };', 'a = { ...a, __proto__: #, [i]: 1 };',
      'a = { ...a, ["__proto__"]: #, [`k${i}`]: 1 };',
      'a = { [i]: #, ...a };', 'a = { ...a, ...env.shared, [`k${i}`]: 1 };', 'a = { ...a, ...a, [i]: # };', 'a = { ...a, [i]: a };',
      'a = { ...a, [i]: () => a };', 'a = { ...a, [`k${i}`]: () => 1 };', 'a = Object.assign({}, a, env.shared);',
      'a = { ...a, get [i]() { return 1; } };',
      'a = { ...a, [i]() { return 1; } };', 'a = { ...a, [`k${i}`]: class {} };', 'a = { ...(a ?? {}), [i]: # };', 'a[i] = #;',
      'a.__proto__ = { y: 1 };',
      'a = { ...a, [`__${env.key(i)}`]: #, [i]: 2 };', 'a = { ...a, [i]: env.keep(a) };', 'a = Object.assign(a, { [i]: # });',
      'delete a[i];',
      'a = { ...a, [i]: (a = { ...a, z: 1 }).z };', 'a = { ...a, [i]: (1, #) };', 'a = { ...a, [`k${env.boom(i)}`]: #, };',
      'a = { ...a, ...{ [env.key(i)]: # } };',
    ],
  },
  map: {
    tame: ['a = new Map([...a, [#, #]]);', 'a = new Map(a).set(#, #);', 'a = new Map([...a, [i, a.get(i - 1)]]);'],
    wild: [
      'a = new Map([[#, #], ...a]);', 'a = new Map([...a, [#]]);', 'a = new Map([...a, #]);', 'a = new Map(a).set(#, a);', 'a.set(#, #);',
    ],
  },
  set: {
    tame: ['a = new Set([...a, #]);', 'a = new Set(a).add(#);'],
    wild: ['a = new Set([#, ...a]);', 'a = new Set([...a, ...#]);', 'a = new Set([...a, a]);', 'a = new Set(a).add();', 'a.add(#);'],
  },
  bytes: {
    tame: [
      'a = Buffer.concat([a, Buffer.from(`${i}é`)]);', 'a = Buffer.concat([a, Buffer.from("ab"), Buffer.alloc(1)]);',
      'a = Buffer.concat([a, Buffer.from("q" + env.boom(i))]);', 'a = Buffer.concat([a, Buffer.concat([env.buffer])]);',
    ],
    wild: [
      'a = Buffer.concat([a, env.chunk(i)]);', 'a = Buffer.concat([a, #]);', 'a = Buffer.concat([Buffer.from("z"), a]);',
      'a = Buffer.concat([a, a]);',
      'a = Buffer.concat([a, Buffer.from(env.given(i))]);', 'const c = env.chunk(i); a = Buffer.concat([a, c]); c[0] = 7;', 'a[0] = 65;',
      'a = Buffer.concat([a, Buffer.from(env.buffer.buffer)]);', 'a = Buffer.concat([a, Buffer.from("ab")], 3);', 'a.fill(1);',
    ],
  },
};

const steps: Parts = {
  tame: [
    '', '', '', 'if (i === 2) continue;', 'if (i === 2) break;', 'if (i === 3) return a;', 'if (i == 1) return { a };', 'env.log("step");',
    'if (i === 3) throw new Error("three");', 'env.boom(i);', 'env.log(env.size(a.length));', 'if (a.length > 4) break;',
    'switch (i) { case 1: break; default: env.log(i); }',
    'try { env.boom(i); } catch (error) { env.log(error.message); }', 'if (i === 2) return wrap(a);',
    'try { if (i === 2) return a; } finally { env.log("left"); }',
  ],
  wild: [
    'env.keep(a);', 'const alias = a; env.keep(alias);', 'env.keep(() => a);', 'env.hold(() => { a = env.shared; });',
    'await env.given(i);', 'yield a;', 'yield i;',
    'for (const x of a) { env.turn(); env.log(x); }', 'for (const x in a) env.log(x);',
    'try { + } catch (error) { env.keep(a); env.log(error.message); }',
    'try { if (i === 2) return a; } finally { + }', 'try { return wrap(env.boom(a)); } catch { + }', 'mark = a;',
    '{ let a = []; a = [...a, i]; env.keep(a); }',
    'a = env.shared;', 'for (const x of [...a]) { + break; }', 'for (const x of a) { env.turn(); + if (env.once()) break; }',
    'env.shared.list = a;', 'env.log(mark === a);',
    'function late() { return a; } env.keep(late);', 'a.sort?.();', 'a.length = 0;', 'env.log(JSON.stringify([a]));',
    'env.log(Object.keys(a));', 'const { x = a } = {}; env.keep(x);',
    'if (env.once()) env.call(() => { + });', 'env.poke();', 'lists.push(a);', 'const [b = 1] = [a[0]]; env.log(b);', 'eval("a");',
  ],
};

const loops: Parts = {
  tame: [
    'for (const i of env.more()) { @ }', 'for (let i = 0; i < env.count(); i++) { @ }', 'let i = 0; while (i < env.count()) { @ i++; }',
    'let i = 0; do { @ i++; } while (i < env.count());',
    'outer: for (let i = 0; i < env.count(); i++) { for (const j of env.more()) { @ if (j === 1) continue outer; } }',
    'for (const i of env.more()) if (i !== 1) { @ }', '[...env.more()].forEach(i => { @ });',
    'for (let i = 0; i < env.count(); i++) for (const j of env.more()) { @ }',
    'outer: for (let i = 0; i < env.count(); i++) { for (const j of env.more()) { @ if (i === 2) break outer; } }',
  ],
  wild: [
    'env.more().forEach(i => { @ });', 'for await (const i of env.more()) { @ }',
    'for (let i = 0, q = a; i < 30 && env.keep(q); i++) { @ }', 'env.each(i => { @ });',
    'for (let i = 0; i < env.count(); i++, env.keep(a)) { @ }', 'for (const i of a) { env.turn(); @ if (env.once()) break; }',
    'for (const i of env.more()) { let a = []; @ }',
    'for (const round of env.more()) { let i = 1; @ env.keep(a); }', 'for (const i in env.more()) { @ }',
    '[...env.more()].forEach(async i => { try { @ } catch (error) { env.log(error.message); } });', '[...env.more()].map(i => { @ });',
  ],
};

const betweens: Parts = {
  tame: ['', '', '', 'env.log(a.length);', 'let t = [...env.more()];', 'if (env.count() > 9) return a;'],
  wild: [
    'env.keep(a);', 'const before = a;', 'env.keep(() => a);', 'a = env.shared;', 'lists.push(a);',
    'const { length } = a, copy = a; env.keep(copy);', 'a.extra = 1;',
  ],
};

const ends: Parts = {
  tame: [
    'return a;', 'return a;', 'return { a };', 'return [a, a.length];', 'env.keep(a); return 1;',
    'throw Object.assign(new Error("end"), { a });', 'return wrap(a);', '',
  ],
  wild: [
    'for (const i of env.more()) { env.keep(a); + } return a;', 'env.keep(a); { const i = 1; + } return a;', 'return () => a;',
    'return a === env.shared;', 'return [...lists, a];',
    'const last = a; { let i = 7; + } return [last, a];', 'try { return a; } finally { const i = 4; + }', 'return before;', 'return mark;',
    'const i = 3; env.keep(a); + env.keep(a); return a;',
  ],
};

const arounds: Parts = {
  tame: ['@', '@', '@', '{ @ }', 'if (env.count()) { @ }', 'try { @ } finally { env.log("finally"); }'],
  wild: [
    'try { @ } catch (error) { return [a, error.message]; }', 'for (const round of [1, 2]) { @ env.keep(a); }',
    'for (const round of [1, 2]) { @ }', 'env.call(() => { @ });',
    'try { @ } catch (error) { env.log(error.message); }', 'switch (1) { case 1: @ }', 'label: { @ }',
  ],
};

const values: Parts = {
  tame: [
    'env.given(i)', 'env.given(i)', 'env.given(i + 1)', '"lit"', 'i', 'undefined', 'null', '`t${env.given(i)}`', '[env.given(i)]', '{}',
    '() => 1', 'env.boom(i)', '-i',
    'typeof env.given(i)', 'Symbol.iterator', '[i, i]', 'new Date(0)', '[...env.more()]', '(i, "a")', 'env.once() ? 1 : 2',
    'function named() {}', 'a.length', 'a[0]', 'env.shared',
  ],
  wild: [
    'await env.given(i)', 'yield i', 'yield* [env.given(i)]', 'a', 'env.poke()', 'env.keep(a)', 'arguments.length', '() => a', 'a[0]?.()',
    'item', 'chunks', 'a = env.shared', 'this',
  ],
};

/** A fold over a list, in place of the loop. */
export const folds: Parts = {
  tame: [
    'Object.keys(env.keyed()).reduce((a, i) => [...a, #], [])', '[...env.more()].reduce((a, i) => i === 1 ? a : [...a, #], [])',
    '[...env.more()].reduce((a, i) => [...a, ...#], [9])',
    '[...env.more()].reduce((a, i) => ({ ...a, [`k${i}`]: # }), {})',
    '[...env.more()].reduce(function (a, i) { env.log(i); return a.concat([#]); }, [])',
    '[...env.more()].reduce((a, i) => { if (i === 1) return a; return { ...a, [`k${i}`]: #, x: # }; }, { x: 0 })',
    '[...env.more()].reduceRight((a, i) => new Map([...a, [i, #]]), new Map())',
    '[...env.more()].reduce((a, i) => { if (i) return [...a, #]; else return a; }, [])',
    '[...env.more()].reduce((a, i) => new Set([...a, #]), new Set())',
    '[...env.more()].reduce((a, i) => { switch (i) { case 1: return [...a, 1]; default: return [...a, #, #]; } }, [])',
    '[...env.more()].reduce((a, i, at) => [...a, at, #], [])',
    '[...env.more()].reduce((a, i) => { env.log(a.length); if (env.once()) { return a; } return [...a, #]; }, [])',
  ],
  wild: [
    'env.more().reduce((a, i) => [...a, #], [])', 'env.steps((a, i) => [...a, #], [])',
    '[...env.more()].reduce((a, i) => [...a, #], env.shared)', '[...env.more()].reduce((a, i) => [...a, #])',
    '[...env.more()].reduce((a, i) => { env.keep(a); return [...a, #]; }, [])',
    '[...env.more()].reduce((a, i) => { if (i === 2) return env.shared; return [...a, #]; }, [])',
    '[...env.more()].reduce((a, i) => { if (i === 1) return; return { ...a, [`k${i}`]: # }; }, {})',
    '[...env.more()].reduce((a, i) => { if (i) return { ...a, [`k${i}`]: # }; }, {})',
    '[...env.more()].reduce((a, i) => { try { return [...a, #]; } finally { env.log(a.length); } }, [])',
    '[...env.more()].reduce((a, i) => { a = [...a, #]; return a; }, [])',
    '[...env.more()].reduce((a, i) => [...a, () => a.length], []).map(each => typeof each === "function" ? each() : each)',
    '[...env.more()].reduce((a, i) => ({ ...a, [env.key(i)]: # }), {})',
    '[...env.more()].reduce((a, i) => [...a, a], [])', '[...env.more()].reduce(([...a], i) => [...a, #], [])',
    '[...env.more()].reduce((a = [], i) => [...a, #], [])',
    '[...env.more()].reduce(async (a, i) => [...(await a), #], [])', '[...env.more()].reduce((a, i) => env.once() ? [...a, #] : [], [])',
    '[...env.more()].reduce((a, i) => [...a, ...a], [1])',
    '[...env.more()].reduce((a, i) => [...a, ...(a.length ? [] : a)], [1])',
    '[...env.more()].reduce(function step(a, i) { if (env.once()) step([], 3); return [...a, #]; }, [])',
    '[...env.more()].reduce((a, i) => a.concat(#), [])',
    '[...env.more()].reduce(function (a, i) { env.keep(arguments[0]); return [...a, #]; }, [])',
    '[...env.more()].reduce((a, i) => [...a, /* each */ #], [])',
  ],
};

/** What may be added, told apart by what adding it does. */
export const givens = {
  text: () => 'abc',
  number: () => 1.5,
  nothing: () => undefined,
  none: () => null,
  symbol: () => Symbol.for('s'),
  big: () => 10n,
  list: () => [1, [2, undefined]],
  sparse: () => [1, , 3],
  map: () => new Map([[1, 2]]),
  bytes: () => Buffer.from('xy'),
  proto: () => '__proto__',
  spreadable: () => ({ [Symbol.isConcatSpreadable]: true, length: 2, 0: 'p', 1: 'q' }),
  unspreadable: () => Object.assign([4, 5], { [Symbol.isConcatSpreadable]: false }),
  written: (log: Log) => ({ toString: () => (log('toString'), '__proto__'), valueOf: () => (log('valueOf'), 3) }),
  getting: (log: Log) => ({ get b() { log('get b'); return 1; } }),
  steps: (log: Log) => ({
    * [Symbol.iterator]() {
      try {
        log('first');
        yield 1;
        log('second');
        yield 2;
      } finally {
        log('done');
      }
    },
  }),
  broken: (log: Log) => ({
    * [Symbol.iterator]() {
      yield 1;
      log('breaks');
      throw new Error('broken');
    },
  }),
  proxy: (log: Log) => telling([1, 2], log),
} as const;

const growing = fc.constantFrom<Grows>('array', 'array', 'array', 'object', 'object', 'map', 'set', 'bytes');
const stepping = (grows: Grows): fc.Arbitrary<string> =>
  fc.oneof({ weight: 2, arbitrary: one(appends[grows], 5) }, { weight: 1, arbitrary: one(steps, 4) });

export const recipes: fc.Arbitrary<Recipe> = growing.chain(grows => fc.record({
  typescript: fc.boolean(),
  kind: fc.constantFrom<Recipe['kind']>('', '', '', 'async ', '*', 'async *'),
  grows: fc.constant(grows),
  declared: one(declarations[grows], 6),
  between: one(betweens, 9),
  loop: one(loops, 6),
  steps: fc.array(stepping(grows), { minLength: 1, maxLength: 3 }),
  inner: fc.option(one(appends[grows], 5), { nil: undefined }),
  rest: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: one(appends[grows], 5) }),
  around: one(arounds, 6),
  end: fc.oneof(
    { weight: 5, arbitrary: one(ends, 6) },
    { weight: 2, arbitrary: one(folds, 3).map(fold => `return ${fold};`) },
  ),
  values: fc.array(one(values, 12), { minLength: 12, maxLength: 12 }),
  keys: fc.array(fc.constantFrom('k', '__proto__', '1', 'b'), { minLength: 1, maxLength: 4 }),
  given: fc.array(fc.constantFrom(...keysOf(givens)), { minLength: 1, maxLength: 5 }),
  boom: fc.integer({ min: 0, max: 4 }),
}));

const doubling = /\[\.\.\.a, \.\.\.a|concat\(a[,)]|concat\(\[a, a\]/;
/** The same, where what is added may be what grows. */
const mayDouble = new RegExp(`${doubling.source}|\\.\\.\\.#|concat\\(#|concat\\(\\.\\.\\.\\[#|concat\\(\\[a, #\\]`);

/** A step that stops in time where it adds what there is to what there is: that would fill all memory within a few loops. */
function withRoom(step: string, added: readonly string[]): string {
  const doubles = added.some(value => value === 'a' || value === 'env.keep(a)') ? mayDouble : doubling;
  return doubles.test(step) ? `if (a.length > 99) throw new Error("full"); ${step}` : step;
}

const types: Readonly<Record<Grows, string>> = {
  array: 'any[]', object: 'Record<string, any>', map: 'Map<any, any>', set: 'Set<any>', bytes: 'Buffer',
};

/** A program in JavaScript, or in TypeScript that says what grows. */
export function programOf(recipe: Recipe): string {
  const { typescript, kind, grows, declared, between, loop, around, end, values: given } = recipe;
  const [inside, inner, rest] = [recipe.steps, [recipe.inner ?? ''], [recipe.rest]]
    .map(parts => parts.map(part => withRoom(part, given)).join(' '));
  let next = 0;
  const append = withRoom(recipe.steps.find(step => /^a = /.test(step)) ?? '', given);
  const filled = (text: string): string => text.replace(/#/g, () => given[next++ % given.length] ?? 'i');
  const grown = (text: string): string => text.replace(/(?<=[{;] )\+(?= )/g, () => append);
  const body = grown(inner ? `${inside} for (const k of env.more()) { ${inner} }` : inside ?? '');
  const looped = around.replace('@', () => loop.replace('@', () => body));
  const [async, star] = [kind.startsWith('async') ? 'async ' : '', kind.endsWith('*') ? '*' : ''];
  const typed = typescript ? declared.replace(/\b(let|var) a(?= =)/, `$1 a: ${types[grows]}`) : declared;
  return filled(`${async}function${star} subject(env) {
  const lists = [];
  let mark, i = 4;
  function wrap(it) { return { it }; }
  ${typed}
  ${between}
  ${looped}
  ${rest}
  ${grown(end)}
}
`);
}
