import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from './support/fixture.ts';
import { expectGenerated, textOf } from './support/generated.ts';
import { lint } from './support/lint.ts';
import { differences, wishesOf } from './support/want.ts';

/** What a page says of two ways to write the same; `bench/claims/measure.js` says more of it. */
interface Claim {
  written: string;
  against: string;
  sizes: number[];
  given: (size: number) => unknown;
  bad: (given: unknown) => unknown;
  good: (given: unknown) => unknown;
  least?: Record<number, number>;
  most?: Record<number, number>;
}

interface Tables {
  figures: () => Record<number, object>;
  keyOf: (claim: Claim) => string;
  blockOf: (claims: Claim[], rule: string, all: object[]) => string;
}

/** What the forms write. */
const scratch = mkdtempSync(path.join(tmpdir(), 'claims-'));
process.env['TMPDIR'] = process.env['TEMP'] = scratch;
afterAll(() => { rmSync(scratch, { recursive: true, force: true }); });

const folder = path.join(root, 'bench/claims');
const load = async <T>(name: string): Promise<T> => await import(pathToFileURL(path.join(folder, name)).href) as T;
const rules = readdirSync(folder).flatMap(name => /^(?:no|prefer|require)-[a-z-]+(?=\.js$)/.exec(name)?.[0] ?? []);
const { blockOf, figures, keyOf } = await load<Tables>('table.js');

test('every page that shows figures has claims, and every claim a page', () => {
  const pages = readdirSync(path.join(root, 'docs/rules')).map(name => path.parse(name).name);
  expect(pages.filter(name => textOf(`docs/rules/${name}.md`)?.includes('<!-- generated:claims -->'))).toEqual(rules);
});

describe.each(rules)('%s', rule => {
  const text = textOf(`bench/claims/${rule}.js`) ?? '';

  test('shows what was measured', async () => {
    const { claims } = await load<{ claims: Claim[] }>(`${rule}.js`);
    expectGenerated(`docs/rules/${rule}.md`, 'claims', blockOf(claims, rule, Object.values(figures())));
  });

  test('says which way its figures point', async () => {
    const { claims } = await load<{ claims: Claim[] }>(`${rule}.js`);
    expect(new Set(claims.map(keyOf)).size).toBe(claims.length);
    for (const { written, sizes, least, most } of claims) {
      const pointed = Object.keys({ ...least, ...most }).map(Number);
      expect(pointed, written).not.toEqual([]);
      expect(sizes, written).toEqual(expect.arrayContaining(pointed));
    }
  });

  test('both forms give the same', async () => {
    const { claims } = await load<{ claims: Claim[] }>(`${rule}.js`);
    for (const { written, against, sizes, given, bad, good } of claims) {
      const size = Math.min(12, ...sizes);
      expect(seen(await bad(await given(size))), `${written} and ${against}`).toEqual(seen(await good(await given(size))));
    }
  });

  test('what the rule reports is in the bad form', () => {
    const { fault, all } = lint({ folder: rule, options: {}, settings: {} }, path.join(root, `src/${rule}.js`), text);
    expect(fault).toBeUndefined();
    const own = all.filter(report => report.rule === rule);
    expect(differences(wishesOf(text), own, { tier: 'syntax', report: 'all', strict: true })).toEqual([]);
    const lines = text.split('\n');
    const isFolklore = (line: number): boolean => /^ +folklore: true/m.test(claimAt(lines, line));
    const reported = new Set(own.map(({ line }) => formAt(lines, line)));
    const wrong = lines.flatMap((each, index) => {
      const line = index + 1;
      const isGood = /\bgood(?=[A-Z(:])/.test(each) && reported.has(line);
      // What it calls may be reported in its place.
      const isElsewhere = /\bbad[A-Z]/.test(lines.slice(line, line + 3).join('\n'));
      const isMissed = /^ +(?:async )?bad\(/.test(each) && !reported.has(line) && !isElsewhere;
      return (isGood || isMissed) && !isFolklore(line) ? [`${String(line)}: ${each.trim()}`] : [];
    });
    expect(wrong).toEqual([]);
  });
});

/** A form may give a function that says what it keeps. */
function seen(result: unknown): unknown {
  return typeof result === 'function' ? (result as () => unknown)() : result;
}

/** The line at which the form begins that a line stands in: the last that was begun before it. */
function formAt(lines: readonly string[], line: number): number {
  return lines.slice(0, line).findLastIndex(each => /\b(?:bad|good)(?=[A-Z(:])/.test(each)) + 1;
}

/** The head of the claim that a line belongs to. */
function claimAt(lines: readonly string[], line: number): string {
  const start = lines.slice(0, line).findLastIndex(each => /^ {2}(?:\.{3}.*)?\{$|^const \w+ = \{$/.test(each));
  return lines.slice(start, line).join('\n');
}
