import { runInNewContext } from 'node:vm';
import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from '../support/lint.ts';

const rules: Linter.RulesRecord = { 'watertight/no-per-call-construction': 'error' };

/** The program after `--fix`. */
function repaired(text: string): string {
  const config = { ...language('subject.cjs', text), plugins: { watertight: plugin }, rules };
  return linter.verifyAndFix(text, config, { filename: 'subject.cjs' }).output;
}

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
    TextEncoder: counted(TextEncoder),
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
  encoder: 'new TextEncoder().encode(String(n)).length',
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
      const after = repaired(program);
      const [was, is] = [runOf(program, 6), runOf(after, 6)];
      expect(is.given).toEqual(was.given);
      expect(was.made).toBeGreaterThanOrEqual(6);
      expect(is.made, after).toBeLessThanOrEqual(2);
    });
  }
});

test('what changes or keeps a state is left alone', () => {
  for (const value of ['new Set([1]).add(n).size', "new RegExp('\\\\d', 'g').test(n)", 'new Map([[n, 1]]).get(n)', 'new Set(list).has(n)']) {
    const program = `let list = [1];\nexports.subject = n => [n].map(n => ${value});\nlist = [2];`;
    expect(repaired(program)).toBe(program);
  }
});
