import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Linter } from 'eslint';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { root } from '../support/fixture.ts';
import { linter } from '../support/lint.ts';
import { programs } from '../support/program.ts';
import { outcomesOf, type Outcome } from '../support/world.ts';

const config: Linter.Config = {
  files: ['**/*.*'],
  plugins: { watertight: plugin },
  rules: { 'watertight/require-release': 'error' },
  languageOptions: { sourceType: 'commonjs' },
};

const folder = path.join(root, 'test/fixes/release-in-finally');

describe('hand-written', () => {
  for (const name of readdirSync(folder).sort()) describe(name, () => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    const repaired = repair(text);
    for (const fn of text.matchAll(/^exports\.(\w+) =/gm)) test(fn[1] as string, async () => {
      const [before, after] = [await outcomesOf(text, fn[1]), await outcomesOf(repaired.text, fn[1])];
      expect(differences(before, after), repaired.text).toEqual([]);
      // What the rule still reports is held as before.
      if (!repaired.left.has(fn[1] as string)) expect(after.filter(({ held }) => held > 0), repaired.text).toEqual([]);
    });
  });
});

test('generated', async () => {
  const runs = Number(process.env['RUNS'] ?? 1200);
  let rewritten = 0;
  await fc.assert(fc.asyncProperty(programs, async text => {
    const repaired = repair(text);
    if (repaired.text === text) return;
    rewritten += 1;
    const [before, after] = [await outcomesOf(text), await outcomesOf(repaired.text)];
    const wrong = differences(before, after);
    if (repaired.left.size === 0) wrong.push(...after.filter(({ held }) => held > 0).map(({ when }) => `${when}: it stays out`));
    if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n\n${text}\n\n${repaired.text}`);
  }), { numRuns: runs, ...(process.env['SEED'] !== undefined && { seed: Number(process.env['SEED']) }) });
  expect(rewritten / runs).toBeGreaterThan(0.5);
});

/** The text after `--fix`, and the names of the functions in which something is still reported. */
function repair(text: string): { text: string; left: ReadonlySet<string> } {
  const { output, messages } = linter.verifyAndFix(text, config, { filename: path.join(root, 'test/fixes/program.cjs') });
  const fatal = messages.find(message => message.fatal);
  if (fatal) throw new Error(`${fatal.message} in line ${String(fatal.line)}\n${output}`);
  const lines = output.split('\n');
  const names = messages.map(({ line }) => lines.slice(0, line).findLast(code => code.startsWith('exports.')) ?? '');
  return { text: output, left: new Set(names.map(name => /^exports\.(\w+) =/.exec(name)?.[1] ?? '')) };
}

/** What the repaired program does otherwise where it may not. */
function differences(before: readonly Outcome[], after: readonly Outcome[]): string[] {
  return before.flatMap((old, index) => {
    const now = after[index];
    if (!now) return [`${old.when}: it makes fewer calls`];
    if (old.twice) return [];
    if (now.twice) return [`${old.when}: given back twice`];
    // Where one of several that are asked at once fails, the others are not waited for.
    const early = now.early && now.result.startsWith('gave') && !before.some(each => each.early);
    if (early) return [`${old.when}: given back before it has answered`];
    if (now.result !== old.result) return [`${old.when}: ${now.result} instead of ${old.result}`];
    if (now.held > old.held) return [`${old.when}: it stays out`];
    const calls = ({ calls: all }: Outcome): string => (old.held > 0 ? all.filter(call => !call.startsWith('give')) : all).join(' ');
    return calls(now) === calls(old) ? [] : [`${old.when}: ${calls(now)} instead of ${calls(old)}`];
  });
}
