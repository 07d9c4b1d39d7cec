import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { run, temporary } from './support/temporary.ts';

interface Planted {
  file: string;
  line: number;
  rule: string;
  preset: 'recommended' | 'strict';
}

interface Found {
  place: string;
  rule: string;
  /** The text of the line: it stays the same where a repair moves it. */
  text: string;
  fixable: boolean;
}

const shop = path.join(root, 'examples/leaky-shop');
const planted = JSON.parse(readFileSync(path.join(shop, 'planted.json'), 'utf8')) as Planted[];
/** The rules for which every place in the shop is planted. */
const rules = [
  'require-release', 'no-pool-per-request', 'no-unaborted-background-work', 'no-unaborted-stream-loop', 'no-string-concat-in-loop',
  'prefer-presized-array',
];

const placeOf = ({ file, line, rule }: Pick<Planted, 'file' | 'line' | 'rule'>): string => `${file}:${String(line)} ${rule}`;

async function lint(folder: string, ...args: string[]): Promise<Found[]> {
  const cli = path.join(root, 'dist/src/cli.js');
  const { out, err } = await run(folder, process.execPath, [cli, '--format', 'json', ...args]);
  expect(err).toBe('');
  return (JSON.parse(out) as ESLint.LintResult[]).flatMap(({ filePath, messages }) => {
    const file = path.relative(folder, filePath).replaceAll('\\', '/');
    const lines = readFileSync(filePath, 'utf8').split('\n');
    return messages.flatMap(({ line, ruleId, message, fix }) => {
      const rule = ruleId?.replace('watertight/', '') ?? message;
      const text = `${file} ${rule} ${lines[line - 1]?.trim() ?? ''}`;
      const found: Found = { place: placeOf({ file, line, rule }), rule, text, fixable: fix !== undefined };
      return ruleId === null || rules.includes(rule) ? [found] : [];
    });
  });
}

const compile = (folder: string) => run(folder, process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']);

beforeAll(build);

describe.each(['recommended', 'strict'])('the leaky shop with the preset %s', preset => {
  test('every planted leak is found and nothing else', async () => {
    const expected = planted.filter(leak => leak.preset === 'recommended' || preset === 'strict').map(placeOf);
    expect((await lint(shop, '--preset', preset)).map(({ place }) => place).sort()).toEqual(expected.sort());
  });

  test('after the repairs what was repaired is gone, nothing is new, and it compiles', async () => {
    const folder = temporary();
    cpSync(shop, folder, { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    expect(await compile(folder)).toMatchObject({ code: 0, out: '' });
    const before = await lint(folder, '--preset', preset);
    expect(before.filter(({ fixable }) => fixable).length).toBeGreaterThan(0);
    const after = await lint(folder, '--preset', preset, '--fix');
    // Once decoded, a body is still gathered piece by piece: with all findings the same statement is an append.
    const decoded = before.filter(({ fixable, text }) => fixable && / no-string-concat-in-loop /.test(text)).map(({ text }) => text);
    const left = after.map(({ text }) => text).filter(text => preset === 'recommended' || !decoded.includes(text));
    expect(left.sort()).toEqual(before.filter(({ fixable }) => !fixable).map(({ text }) => text).sort());
    expect(await compile(folder)).toMatchObject({ code: 0, out: '' });
    expect(await lint(folder, '--preset', preset)).toEqual(after);
  });
});

test('the demo shows the findings, the diff and what to do next, and changes no file', async () => {
  const sources = planted.map(({ file }) => path.join(shop, file));
  const before = sources.map(file => readFileSync(file, 'utf8'));
  const { code, out, err } = await run(root, process.execPath, ['examples/demo.js']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const { file } of planted) expect(out).toContain(`examples/leaky-shop/${file}\n`);
  expect(out).toMatch(/\nBy question +given back \d+, stops \d+, made once \d+, bounded \d+, thrifty \d+\nBy rule /);
  expect(out).toMatch(/\n--- a\/examples\/leaky-shop\/src\/\S+\n\+\+\+ b\/examples\/leaky-shop\/src\/\S+\n@@ /);
  expect(out).toMatch(/\nNext: run `npx watertight`/);
  expect(sources.map(file => readFileSync(file, 'utf8'))).toEqual(before);
});
