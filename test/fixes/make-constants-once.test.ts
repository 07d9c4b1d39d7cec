import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attempt, one, repaired } from '../support/equivalent.ts';

/** What the rule makes of a program by itself. */
const fixedBy = (text: string): string => repaired(text, 'subject.cjs', { rules: { 'watertight/no-per-call-construction': 'error' } }) ?? '';

/** What a program gives, and how many of each it makes while it is loaded and called. */
function runOf(program: string, calls: number): { given: unknown[]; made: number } {
  let made = 0;
  const counted = <Made extends abstract new (...given: never[]) => object>(maker: Made): Made =>
    new Proxy(maker, { construct: (target, given, self) => ((made += 1), Reflect.construct(target, given, self) as object) });
  const exports: { subject?: (n: number) => unknown } = {};
  runInNewContext(program, {
    exports,
    Intl: { NumberFormat: counted(Intl.NumberFormat), PluralRules: counted(Intl.PluralRules) },
    RegExp: counted(RegExp),
    Set: counted(Set),
    Map: counted(Map),
  });
  const given = Array.from({ length: calls }, (_, n) => JSON.stringify(exports.subject?.(n)));
  return { given, made };
}

const constructions = {
  format: "new Intl.NumberFormat('de', { minimumFractionDigits: 2 }).format(n)",
  rules: "new Intl.PluralRules('en', { type: 'ordinal' }).select(n)",
  pattern: "new RegExp('[24]').test(String(n))",
  replaced: "String(n + 1000).replace(new RegExp('0', 'g'), '-')",
  set: 'new Set([1, 3, 5]).has(n)',
  map: "new Map([[1, 'one'], [2, 'two']]).get(n)",
};
const shapes = {
  declaration: (value: string) => `exports.subject = subject;\nfunction subject(n) { return [n].map(n => ${value}); }`,
  called: (value: string) => `const first = subject(1);\nfunction subject(n) { return [n].map(n => ${value}); }\nexports.subject = subject;`,
  through: (value: string) =>
    `'use strict';\nmain();\nfunction subject(n) { return [n].map(n => ${value}); }\nfunction main() { subject(2); }\nexports.subject = subject;`,
  arrow: (value: string) => `const sharedOne = 1;\nconst subject = n => { for (;;) { const one = ${value}; return one; } };\nexports.subject = subject;`,
  twice: (value: string) => `exports.subject = n => [n].map(n => [${value}, ${value}]);`,
  twins: (value: string) =>
    `const one = n => [n].map(n => ${value});\nconst other = n => [n].map(n => ${value});\nexports.subject = n => [one(n), other(n)];`,
};

describe('what is made once gives the same', () => {
  for (const [shape, write] of Object.entries(shapes)) {
    test.each(Object.entries(constructions))(`${shape} %s`, (_, value) => {
      const program = write(value);
      const after = fixedBy(program);
      const [was, is] = [runOf(program, 6), runOf(after, 6)];
      expect(is.given).toEqual(was.given);
      expect(was.made).toBeGreaterThanOrEqual(6);
      expect(is.made, after).toBeLessThanOrEqual(2);
    });
  }
});

test('one is made of the same, however many places make it', () => {
  const value = "new Intl.NumberFormat('de', { minimumFractionDigits: 2 }).format(n)";
  const program = `const one = n => [n].map(n => ${value});\nconst other = n => [n].map(n => ${value});\nexports.subject = n => [one(n), other(n)];`;
  const after = fixedBy(program);
  expect(runOf(after, 3)).toEqual({ given: runOf(program, 3).given, made: 1 });
});

test('what costs next to nothing is left to the reader', () => {
  const program = 'exports.subject = n => [n].map(n => new TextEncoder().encode(String(n)).length);';
  expect(fixedBy(program)).toBe(program);
});

test('what changes or keeps a state is left alone', () => {
  for (const value of ['new Set([1]).add(n).size', "new RegExp('\\\\d', 'g').test(n)", 'new Map([[n, 1]]).get(n)', 'new Set(list).has(n)']) {
    const program = `let list = [1];\nexports.subject = n => [n].map(n => ${value});\nlist = [2];`;
    expect(fixedBy(program)).toBe(program);
  }
});

/** What is made, of what, and how it is used: the tame are of constants and only read. */
const makers = {
  tame: [
    "new Intl.NumberFormat('de', { minimumFractionDigits: DIGITS }).format(n)", "new Intl.NumberFormat(LOCALE, OPTIONS).format(n)",
    "new RegExp('[24]').test(String(n))", "String(n).replace(new RegExp('1', 'g'), '-')", 'new RegExp(`^${LOCALE}`).exec(String(n))',
    'new Set([1, 3, 5]).has(n)', 'new Set(LIST).has(n)', "new Map([[1, 'one'], [2, 'two']]).get(n)", '[...new Set([1, 2, 3])].length',
    'new TextEncoder().encode(String(n)).length', 'new TextDecoder().decode(new Uint8Array([65 + n]))', "JSON.parse('[1,2,3]')[n % 3]",
    "JSON.parse('{\"a\":{\"b\":1}}').a.b + n", "n.toLocaleString('de', OPTIONS)", "'a'.localeCompare(String(n), 'de', { numeric: true })",
    "String(n).localeCompare('3', LOCALE, { numeric: true })", "Number(n).toLocaleString('en', { minimumFractionDigits: 1 })",
    "(n / 3).toLocaleString('de', { style: 'percent' })",
  ],
  wild: [
    'new Set([1]).add(n).size', "new RegExp('\\\\d', 'g').test(String(n))", 'new Map([[n, 1]]).get(n)', 'new Set(list).has(n)', 'new Set([moving.a]).has(n)',
    'new Set(LIST.concat(n)).size', 'new RegExp(String(n)).source', "JSON.parse('[1]').concat(n).length", "JSON.parse('[1]').push(n)", 'new Set([{}, []]).size + n',
    'new Intl.NumberFormat(locale()).format(n)', 'new Set(arguments).size', 'new Map([[1, LIST]]).get(1).push(n)', 'new Set([this]).size', 'new Set([tick()]).has(1)',
    "new TextDecoder().decode(new Uint8Array([0xc3]), { stream: true })", "new Intl.NumberFormat('de', { minimumFractionDigits: n % 3 }).format(n)",
    "value(n).toLocaleString('de', { minimumFractionDigits: 2 })", "value(n).localeCompare('x', 'de', { numeric: true })", 'new Set([1, 2]) === new Set([1, 2])',
    "n.toLocaleString(bad(n), { minimumFractionDigits: 2 })", "new Intl.NumberFormat('de', { get minimumFractionDigits() { return tick() % 3; } }).format(n)",
  ],
};
const places = {
  tame: [
    'exports.subject = n => [n, n + 1].map(n => #);', 'exports.subject = n => { const all = []; for (let i = 0; i < 2; i++) { all.push(#); } return all; };',
    'function subject(n) { return [n].map(each => { const made = #; return made; }); }\nexports.subject = subject;',
    'class Store { static all(n) { return [n].flatMap(n => [#, #]); } }\nexports.subject = n => Store.all(n);',
    'exports.subject = n => { while (true) { if (n < 0) break; return #; } };', 'exports.subject = n => [3, 1, 2].sort((a, b) => (n = a, String(#).length - b));',
  ],
  wild: [
    'const early = [0].map(n => #);\nexports.subject = n => [early, [n].map(n => #)];', 'exports.subject = n => { const LIST = [n], OPTIONS = {}; return [n].map(n => #); };',
    'exports.subject = n => [n].map(n => { try { return #; } catch (error) { return error.name; } });', 'main();\nexports.subject = n => main(n);\nfunction main(n = 1) { return [n].map(n => #); }',
    'exports.subject = n => [n].map(n => { LIST = [n]; return #; });', 'exports.subject = function (n) { return [n].map(n => [# /* one */, #]); };',
    'const sharedSet = 1, sharedNumberFormat = 2;\nexports.subject = n => [n].map(n => [#, sharedSet]);',
  ],
};
/** What each call gives or throws, and what the program does on the way. */
function callsOf(program: string): unknown {
  const exports: { subject?: (n: unknown) => unknown } = {};
  const log: string[] = [];
  let ticks = 0;
  const known = {
    exports,
    tick: () => (log.push('tick'), (ticks += 1)),
    locale: () => (log.push('locale'), 'fr'),
    bad: (n: unknown) => (log.push('bad'), n === 2 ? 'no locale at all' : 'de'),
    value: (n: unknown) => [1, 'x', new Date(0), null, 5n][Number(n) % 5],
    Intl, RegExp, Set, Map, TextEncoder, TextDecoder, Uint8Array, JSON,
  };
  const written = (work: () => unknown): unknown => attempt(() => JSON.stringify(work()) ?? 'nothing');
  const loaded = written(() => { runInNewContext(program, known); });
  const given = [0, 1, 2, 3, 4, 1].map(n => written(() => exports.subject?.(n)));
  return { loaded, given, log };
}

test('a program does the same with what is made once as with one each time', () => {
  let programs = 0;
  let rewritten = 0;
  const recipes = fc.record({ maker: one(makers, 4, 2), other: one(makers, 4, 2), place: one(places, 4, 2), kind: fc.constantFrom('const', 'let'), list: fc.boolean() });
  fc.assert(fc.property(recipes, ({ maker, other, place, kind, list }) => {
    let next = 0;
    const program = [
      `const DIGITS = 2;\n${kind} LOCALE = 'de', OPTIONS = { minimumFractionDigits: 1 };\n${kind} LIST = [1, 2];\nlet list = [1];\nconst moving = { a: 1 };`,
      place.replaceAll('#', () => (next++ % 2 === 0 ? maker : other)),
      `list = [2];${list ? '\nmoving.a = 2;' : ''}\n`,
    ].join('\n');
    const fixed = fixedBy(program);
    programs += 1;
    if (fixed === program) return;
    rewritten += 1;
    expect(callsOf(fixed), `${program}\n${fixed}`).toEqual(callsOf(program));
  }), { numRuns: Number(process.env['RUNS'] ?? 2200) });
  expect(programs).toBeGreaterThanOrEqual(2000);
  expect(rewritten / programs).toBeGreaterThan(0.15);
}, 300_000);
