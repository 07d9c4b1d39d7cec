import fc from 'fast-check';
import { keysOf, one, telling, type Log, type Parts, type Program } from '../support/equivalent.ts';

/** The parts that a program is put together from; each is text of its own, `#` stands for an expression of `values`. */
export interface Recipe extends Program {
  /** How the other variables are declared. */
  others: string;
  declared: string;
  between: string;
  loop: string;
  steps: readonly string[];
  inner: string | undefined;
  rest: string;
  around: string;
  end: string;
  values: readonly string[];
  given: readonly (keyof typeof givens)[];
}

const declarations: Parts = {
  tame: [
    'let s = "";', 'let s = "";', 'let s = "<ul>";', 'let s = ``, n = 0;', 'let s = `<${env.given(0)}>`;',
    'const head = "h"; let s = head;', 'var s = "";',
  ],
  wild: [
    'let s = env.given(1);', 'let s;', 'let s = null;', 'let s = (env.log("comma"), "");',
    'const o = { s: "" }; let s = "";', 'let s = 1 + 2;', 'let s = "a" + env.given(1);', 'let s = /* none yet */ "";',
  ],
};
const appends: Parts = {
  tame: [
    's += #;', 's += #;', 's = s + #;', 's = s + # + #;', 's = `${s}#`;'.replace('#', '${#}'), 's = `${s}<${#}>${#}`;',
    's = s.concat(#);', 's = s.concat(#, #);', 's += # + #;', 's = s + (# + #);',
  ],
  wild: [
    's = # + s;', 's = (s + #);', 's = s + # - 1;', 's = (s + #) + #;', 's = `<${s}${#}`;', 's = s + s;', 's -= #;',
    's ??= #;', 'env.log(s += #);', 's = s.concat(s, #);', 's = # ? s + # : s;', '(s) += #;', 's = /* more */ s + #;',
    's += /* this */ #;', 's = s?.concat(#);', 's += (s += #);', 's += s.length;', '[s] = [s + #];',
    's = s["concat"](#);', 's = s.concat(...[#, #]);',
  ],
};
const values: Parts = {
  tame: [
    'env.given(i)', 'env.given(i)', 'env.given(i + 1)', '"lit"', 'sep', 'i', 'undefined', 'null', '`t${env.given(i)}`',
    'env.given(i) + env.given(i)', 'env.given(i) - 1', 'env.given(i) * 2',
    'i % 2 ? env.given(i) : "x"', 'i && env.given(i)', 'env.given(i) ?? "none"', '(env.log("comma"), env.given(i))',
    'typeof env.given(i)', '!env.given(i)', 'String(env.given(i))', '[env.given(i)]', '{}', '() => 1',
    'function () {}', '-env.given(i)', 'env.given(i) ** 2', 'n0 = env.given(i)', 'void 0', 'env.boom(i)',
    '(i, "a") + env.given(i)', 'mark', '"a" + env.given(i)', 'env.given(i) + "a"', 'this?.x', 'new Date(0)',
    'Symbol.iterator',
  ],
  wild: [
    'await env.given(i)', 'yield i', 'yield* [env.given(i)]', 's', 's.length', 'env.poke()', 'arguments.length',
    'parts', 'sParts', '(s = "new")',
  ],
};
const loops: Parts = {
  tame: [
    'for (const i of [0, 1, 2, 3].concat(env.more())) { @ }', 'for (let i = 0; i < env.count(); i++) { @ }',
    'for (let i = 0; i < env.count(); s += env.given(i++)) { @ }', 'let i = 0; while (i < env.count()) { @ i++; }',
    'let i = 0; do { @ i++; } while (i < env.count());', 'for (const i in env.keyed()) { @ }',
    'outer: for (let i = 0; i < env.count(); i++) { for (const j of env.more()) { @ if (j === 1) continue outer; } }',
    'outer: for (let i = 0; i < env.count(); i++) { for (const j of env.more()) { @ if (i === 2) break outer; } }',
  ],
  wild: [
    'env.more().forEach(i => { @ });', 'for await (const i of env.more()) { @ }',
    'for (let i = 0; s.length < 40 && i < 30; i++) { @ }', 'for (let i = 0, q = s; i < 3; i++) { @ }',
    'for (const i of env.more()) { let s = ""; @ env.log(s); }', 'for (s of env.more()) { let i = 1; @ }',
  ],
};
const steps: Parts = {
  tame: [
    '', '', '', 'if (i === 2) continue;', 'if (i === 2) break;', 'if (i === 3) return s;', 'if (i == 1) return { s };',
    'if (i === 3) throw new Error("three");', 'env.log("step");', 'env.boom(i);',
    'try { s += env.boom(i); } catch (error) { env.log(error.message); }',
    'try { s += env.given(i); } finally { env.log("finally"); }',
    'switch (i) { case 1: s += "one"; break; default: s += env.given(i); }', '{ let t = ""; t += i; env.log(t); }',
    'if (i > 1) s += "late"; else s += env.given(i);', 'mark = "m" + i;',
    'try { if (i === 2) return s; } finally { s += "end"; }',
  ],
  wild: [
    'env.log(s);', 'env.log(s.length);', 's = "";', 'env.keep(() => s);', 'if (s.endsWith("a")) continue;',
    'env.hold(() => { s += "held"; });', 'await env.given(i);', 'yield s;', 'yield i;',
    'for (const x of s) env.log(x);', 'mark = i;', '{ let s = "inner"; s += i; env.log(s); }',
  ],
};
const ends: Parts = {
  tame: [
    'return s;', 'return s;', 'return { s };', 'return [s, s.length, typeof s];', 'return s || "none";',
    'if (s) return s.trim();', 'return `<${s}>`;', 'throw new Error(s);', 's += "</ul>"; return s;',
    'env.log(s); return s + 1;', 'const { length } = s; return length;', 'return [...s];',
  ],
  wild: [
    'env.keep(() => s); return s;', 'return function () { return s; };', 's = s.trim(); return s;',
    'return () => s += "x";', 'for (const i of [1, 2]) env.log(s + i); return s;', 'return class { x = s; };',
    'const parts = 1; return [s, parts];', 'if (typeof sParts === "undefined") return s;', 'return eval("s");',
    'return s++;', 'var s; return s;',
  ],
};
const betweens: Parts = {
  tame: ['', '', '', 's += "intro";', 'let t = "";', 'env.log("between");', 'if (env.count() > 9) return s;'],
  wild: [
    'env.log(s);', 'env.hold(() => { s += "held"; });', 'let parts = 1;', 's = "other";',
    'function late() { return s; }',
  ],
};
const arounds: Parts = {
  tame: [
    '@', '@', '@', '{ @ }', 'try { @ } finally { env.log("finally"); }',
    'try { @ } catch (error) { env.log(error.message); }', 'if (env.count()) { @ }',
  ],
  wild: [
    'for (const round of [1, 2]) { @ }', 'try { @ } catch (error) { return [s, error.message]; }',
    'env.call(() => { @ });', 'switch (1) { case 1: @ }', 'label: { @ }',
  ],
};

/** What pieces may be, told apart by what turning them into strings does. */
export const givens = {
  text: () => 'abc',
  empty: () => '',
  number: () => 1.5,
  zero: () => -0,
  yes: () => true,
  nothing: () => undefined,
  none: () => null,
  symbol: () => Symbol('s'),
  big: () => 10n,
  array: () => [1, [2, undefined]],
  date: () => new Date(0),
  bare: () => Object.create(null) as unknown,
  boxed: () => new String('boxed'),
  worth: (log: Log) => ({ valueOf: () => (log('valueOf'), 7), toString: () => (log('toString'), 'seven') }),
  written: (log: Log) => ({ toString: () => (log('toString'), 'written') }),
  primitive: (log: Log) => ({ [Symbol.toPrimitive]: (hint: string) => (log(`toPrimitive ${hint}`), hint) }),
  bad: (log: Log) => ({ [Symbol.toPrimitive]: (hint: string) => (log(hint), Symbol('bad')) }),
  throwing: (log: Log) => ({ toString() { log('throwing'); throw new Error('unwilling'); } }),
  poking: (_: Log, poke: () => void) => ({ toString: () => (poke(), 'poked') }),
  proxy: (log: Log) => telling({}, log),
} as const;

const step = fc.oneof({ weight: 2, arbitrary: one(appends, 8) }, { weight: 1, arbitrary: one(steps, 9) });

export const recipes: fc.Arbitrary<Recipe> = fc.record({
  typescript: fc.boolean(),
  others: fc.constantFrom('let mark = "m", n0, i = 4;', 'let mark = env.count(), n0, i = 4;'),
  kind: fc.constantFrom<Recipe['kind']>('', '', 'async ', '*', 'async *'),
  declared: one(declarations, 5),
  between: one(betweens, 5),
  loop: one(loops, 5),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  inner: fc.option(one(appends, 8), { nil: undefined }),
  rest: fc.oneof(fc.constant(''), one(appends, 8)),
  around: one(arounds, 5),
  end: one(ends, 5),
  values: fc.array(one(values, 9), { minLength: 12, maxLength: 12 }),
  given: fc.array(fc.constantFrom(...keysOf(givens)), { minLength: 1, maxLength: 5 }),
  boom: fc.integer({ min: 0, max: 4 }),
});

/** A program in JavaScript, which is TypeScript too. */
export function programOf(recipe: Recipe): string {
  const { others, kind, declared, between, loop, steps: inside, inner, rest, around, end, values: given } = recipe;
  let next = 0;
  const filled = (text: string): string => text.replace(/#/g, () => given[next++ % given.length] ?? 'i');
  const body = inner === undefined ? inside.join(' ') : `${inside.join(' ')} for (const k of env.more()) { ${inner} }`;
  const looped = around.replace('@', () => loop.replace('@', () => body));
  const [async, star] = [kind.startsWith('async') ? 'async ' : '', kind.endsWith('*') ? '*' : ''];
  return filled(`${async}function${star} subject(env) {
  const sep = ", ";
  ${others}
  ${declared}
  ${between}
  ${looped}
  ${rest}
  ${end}
}
`);
}
