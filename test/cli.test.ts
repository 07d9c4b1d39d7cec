import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import plugin from '../src/index.ts';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { commonjs, leaksClient, leaksPool, pooled } from './support/shop.ts';
import { run, temporary, type Outcome } from './support/temporary.ts';

const cli = path.join(root, 'dist/src/cli.js');
const watertight = (cwd: string, ...args: string[]): Promise<Outcome> => run(cwd, process.execPath, [cli, ...args]);

const clean = pooled.replace('const', 'export const');

interface Finding {
  file: string;
  line: number;
  rule: string | null;
  message: string;
}

async function findingsIn(cwd: string, ...args: string[]): Promise<Finding[]> {
  const { out, err } = await watertight(cwd, '--format', 'json', ...args);
  expect(err).toBe('');
  return (JSON.parse(out) as ESLint.LintResult[]).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => ({ file: path.relative(cwd, filePath), line, rule: ruleId, message })));
}

const rulesIn = async (cwd: string, ...args: string[]): Promise<string[]> =>
  (await findingsIn(cwd, ...args)).map(({ file, line, rule }) => `${file}:${String(line)} ${rule ?? 'none'}`).sort();

const perRequest = 'watertight/no-pool-per-request';

beforeAll(build);

describe('exit codes', () => {
  test('0 when nothing is found', async () => {
    const folder = temporary({ 'db.mjs': clean, 'start.mjs': clean });
    expect(await watertight(folder)).toEqual({ code: 0, out: 'No leaks found in 2 files.\n', err: '' });
  });

  test('1 when something is found, with a summary by question and by rule', async () => {
    const { code, out, err } = await watertight(temporary({ 'orders.mjs': leaksPool, 'db.mjs': clean }));
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/orders\.mjs\n +4:16 +error .*watertight\/no-pool-per-request/);
    expect(out).toMatch(/\nLooked at 2 files, findings in 1\.\nBy question +made once 1\nBy rule +no-pool-per-request 1\n$/);
  });

  test.each([
    [['--fxi'], "Unknown option '--fxi'; see watertight --help"],
    [['--format'], "Option '-f, --format <value>' argument missing; see watertight --help"],
    [['--format', 'sarif2'], "unknown format 'sarif2': there are stylish, json, html, sarif, github, gitlab, junit"],
    [['--max-warnings', 'few'], "--max-warnings wants a number, not 'few'"],
    [['--preset', 'strictest'], "unknown preset 'strictest': there are recommended, strict, all"],
    [['nowhere'], 'no such file or folder: nowhere'],
    [['.', 'src/*.js'], 'no such file or folder: src/*.js; name a folder, and all code in it is looked at'],
    [['--max-warnings', '-1'], "Option '--max-warnings' argument is ambiguous; see watertight --help"],
    [['--stdin-filename', 'db.mjs'], '--stdin-filename wants --stdin beside it'],
    [['--print-config', 'README.md'], 'no JavaScript or TypeScript: README.md'],
  ])('2 for %j', async (args, message) => {
    expect(await watertight(temporary({ 'db.mjs': clean }), ...args)).toEqual({ code: 2, out: '', err: `watertight: ${message}\n` });
  });

  test('2 where there is nothing to look at', async () => {
    const folder = temporary({ 'README.md': '# Shop\n' });
    expect(await watertight(folder)).toEqual({ code: 2, out: '', err: 'watertight: no JavaScript or TypeScript to look at in .\n' });
  });
});

test('--help and --version', async () => {
  const folder = temporary();
  const { code, out, err } = await watertight(folder, '--help');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^Usage: watertight/);
  expect(out.split('\n').length).toBeLessThan(25);
  expect(Math.max(...out.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
  expect(await watertight(folder, '--version')).toEqual({ code: 0, out: `${plugin.meta.version}\n`, err: '' });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  expect(plugin.meta.version).toBe(version);
});

describe('warnings', () => {
  const warned = { 'orders.mjs': `/* eslint watertight/no-pool-per-request: "warn" */${leaksPool}`, 'db.mjs': clean };

  test.each([
    [[], 0, true],
    [['--max-warnings', '1'], 0, true],
    [['--max-warnings', '0'], 1, true],
    [['--quiet'], 0, false],
    [['--quiet', '--max-warnings', '0'], 1, false],
  ])('with %j the code is %i, and they are shown: %s', async (args, code, shown) => {
    const outcome = await watertight(temporary(warned), ...args);
    expect({ code: outcome.code, err: outcome.err }).toEqual({ code, err: '' });
    expect(/ warning .*no-pool-per-request/.test(outcome.out)).toBe(shown);
  });

  test('errors are shown and counted all the same', async () => {
    const folder = temporary({ ...warned, 'stock.mjs': leaksPool });
    const { code, out } = await watertight(folder, '--quiet', '--max-warnings', '5');
    expect(code).toBe(1);
    expect(out).toMatch(/stock\.mjs/);
    expect(out).not.toMatch(/orders\.mjs/);
  });
});

describe('formats', () => {
  test('json is a list of results', async () => {
    const folder = temporary({ 'orders.mjs': leaksPool, 'db.mjs': clean });
    expect(await rulesIn(folder)).toEqual([`orders.mjs:4 ${perRequest}`]);
  });

  test('html is a page that links the rules', async () => {
    const { code, out } = await watertight(temporary({ 'orders.mjs': leaksPool, 'legacy.cjs': commonjs(leaksPool) }), '--format=html');
    expect(code).toBe(1);
    expect(out).toMatch(/^<!DOCTYPE html>/i);
    expect(out).toContain('docs/rules/no-pool-per-request.md');
  });

  test('a reader that goes away is no error', async () => {
    const folder = temporary(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`orders${String(index)}.mjs`, leaksPool])));
    const child = spawn(process.execPath, [cli, '--format', 'html'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    expect(await text(child.stderr)).toBe('');
  });
});

describe('--fix', () => {
  test('repairs files and says so', async () => {
    const folder = temporary({ 'orders.mjs': leaksClient, 'db.mjs': clean });
    expect(await rulesIn(folder)).toEqual(['orders.mjs:7 watertight/require-release']);
    expect(readFileSync(path.join(folder, 'orders.mjs'), 'utf8')).toBe(leaksClient);
    const { code, out, err } = await watertight(folder, '--fix');
    expect({ code, out, err }).toEqual({ code: 0, out: 'Repaired 1 file.\nNo leaks found in 2 files.\n', err: '' });
    expect(readFileSync(path.join(folder, 'orders.mjs'), 'utf8')).toMatch(/finally \{\s+client\.release\(\);\s+\}/);
    expect(readFileSync(path.join(folder, 'db.mjs'), 'utf8')).toBe(clean);
  });

  test('keeps the ends of lines', async () => {
    const folder = temporary({ 'orders.mjs': leaksClient.replaceAll('\n', '\r\n') });
    expect((await watertight(folder, '--fix')).code).toBe(0);
    const fixed = readFileSync(path.join(folder, 'orders.mjs'), 'utf8');
    expect(fixed).toContain('finally');
    expect(fixed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('leaves what other rules would repair', async () => {
    const code = `/* eslint no-var: "error", semi: "error" */\nvar a = 1\nexport { a }\n`;
    const folder = temporary({ 'a.mjs': code });
    expect(await watertight(folder, '--fix')).toMatchObject({ code: 0, err: '' });
    expect(readFileSync(path.join(folder, 'a.mjs'), 'utf8')).toBe(code);
  });

  test('does not write text that is not UTF-8', async () => {
    const folder = temporary();
    const bytes = Buffer.from(`// caf\u00E9\n${leaksClient}`, 'latin1');
    writeFileSync(path.join(folder, 'orders.mjs'), bytes);
    expect((await watertight(folder, '--fix')).code).toBe(1);
    expect(readFileSync(path.join(folder, 'orders.mjs')).equals(bytes)).toBe(true);
  });
});

describe('kinds of code', () => {
  test.each<[string, Record<string, string>]>([
    ['a module by its name', { 'orders.mjs': leaksPool }],
    ['a module by its package', { 'package.json': '{"type":"module"}', 'src/orders.js': leaksPool }],
    ['a module by its text', { 'package.json': '{}', 'orders.js': leaksPool }],
    ['a module in a package of scripts', { 'package.json': '{"type":"commonjs"}', 'orders.js': leaksPool }],
    ['a script by its name', { 'package.json': '{"type":"module"}', 'orders.cjs': commonjs(leaksPool) }],
    ['a script by its package', { 'package.json': '{"type":"commonjs"}', 'src/orders.js': commonjs(leaksPool) }],
    ['a script by its text', { 'orders.js': `${commonjs(leaksPool)}with (exports) stockOf();\nreturn;\n` }],
    ['a script in a package of modules', { 'package.json': '{"type":"module"}', 'orders.js': `${commonjs(leaksPool)}return;\n` }],
    ['a package inside another', {
      'package.json': '{"type":"module"}',
      'old/package.json': '{"type":"commonjs"}',
      'old/orders.js': `${commonjs(leaksPool)}return;\n`,
    }],
    ['a broken package.json', { 'package.json': '{', 'orders.js': leaksPool }],
    ['a component', { 'orders.jsx': `${leaksPool}export const Orders = () => <b>Orders</b>;\n` }],
    ['TypeScript', { 'orders.ts': leaksPool.replace('request)', 'request: { article: string })') }],
    ['TypeScript with elements', { 'orders.tsx': `${leaksPool}export const Orders = () => <b>Orders</b>;\n` }],
    ['TypeScript modules and scripts', { 'orders.mts': leaksPool.replace('request)', 'request: any)') }],
    ['a byte order mark and CRLF', { 'orders.mjs': `\uFEFF${leaksPool.replaceAll('\n', '\r\n')}` }],
    ['a hashbang', { 'orders.mjs': `#!/usr/bin/env node\n${leaksPool.replace('\n\n', '\n')}` }],
  ])('%s', async (_, files) => {
    const findings = await rulesIn(temporary(files));
    expect(findings).toEqual([expect.stringMatching(/orders\.[cm]?[jt]sx?:4 watertight\/no-pool-per-request$/)]);
  });

  test('TypeScript is skipped where nothing parses it, and JavaScript is not', async () => {
    const folder = temporary({ 'orders.ts': leaksPool, 'old.mjs': leaksPool });
    const packages = path.join(temporary(), 'node_modules');
    const copy = path.join(packages, 'eslint-plugin-watertight');
    mkdirSync(copy, { recursive: true });
    cpSync(path.join(root, 'dist'), path.join(copy, 'dist'), { recursive: true });
    cpSync(path.join(root, 'package.json'), path.join(copy, 'package.json'));
    for (const name of ['eslint', 'get-tsconfig', 'resolve-pkg-maps'])
      symlinkSync(path.join(root, 'node_modules', name), path.join(packages, name));
    const command = path.join(copy, 'dist/src/cli.js');
    const { code, out, err } = await run(folder, process.execPath, [command]);
    expect(err).toBe('watertight: Skipped 1 TypeScript file, which needs a parser: npm i -D @typescript-eslint/parser typescript\n');
    expect(code).toBe(1);
    expect(out).toMatch(/Looked at 1 file, findings in 1\./);
    expect(await run(folder, process.execPath, [command, 'orders.ts'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('files that cannot be linted', () => {
  test('a syntax error', async () => {
    const folder = temporary({ 'broken.js': 'export function (', 'broken.ts': 'const x: = 1;\n', 'orders.mjs': leaksPool });
    const findings = await findingsIn(folder);
    const places = findings.map(({ file, rule }) => `${file} ${rule ?? 'none'}`);
    expect(places.sort()).toEqual(['broken.js none', 'broken.ts none', `orders.mjs ${perRequest}`]);
    for (const { message } of findings.filter(({ rule }) => rule === null)) expect(message).toMatch(/^cannot be parsed: \w/);
    const { code, out, err } = await watertight(folder);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).not.toMatch(/^\s+at /m);
  });

  test('a link that leads nowhere, found and named', async () => {
    const folder = temporary({ 'orders.mjs': leaksPool });
    symlinkSync('gone.js', path.join(folder, 'link.js'));
    for (const args of [[], ['link.js', 'orders.mjs']]) {
      const findings = await findingsIn(folder, ...args);
      expect(findings.map(({ file }) => file).sort()).toEqual(['link.js', 'orders.mjs']);
      expect(findings.find(({ file }) => file === 'link.js')?.message).toMatch(/^cannot be read: ENOENT/);
    }
  });

  test('a folder with the name of a file is a folder', async () => {
    expect(await rulesIn(temporary({ 'orders.js/index.mjs': leaksPool }))).toEqual([`orders.js/index.mjs:4 ${perRequest}`]);
  });
});

describe('which files', () => {
  test('code that runs in production', async () => {
    const other = [
      'node_modules/x/index.js', 'dist/orders.js', 'build/orders.js', 'coverage/orders.js', '.next/orders.js', '.orders.js',
      'orders.min.js', 'orders.d.ts', 'orders.test.js', 'test/orders.js', 'scripts/seed.js', 'vite.config.js',
    ];
    const folder = temporary({ 'src/orders.js': leaksPool, ...Object.fromEntries(other.map(name => [name, leaksPool])) });
    expect(await rulesIn(folder)).toEqual([`src/orders.js:4 ${perRequest}`]);
  });

  test('a folder that was asked for, whatever its name', async () => {
    const folder = temporary({ 'test/orders.mjs': leaksPool, 'node_modules/x/orders.mjs': leaksPool, 'build/orders.mjs': leaksPool });
    expect(await rulesIn(folder, 'test', 'node_modules/x', path.join(folder, 'build'))).toHaveLength(3);
    expect(await rulesIn(path.join(folder, 'test'), '../build')).toEqual([`../build/orders.mjs:4 ${perRequest}`]);
  });

  test('each file once', async () => {
    expect(await rulesIn(temporary({ 'src/orders.mjs': leaksPool }), '.', 'src', 'src/orders.mjs')).toHaveLength(1);
  });

  test('files that were named, but tests and other kinds are left out without an error', async () => {
    const folder = temporary({ 'orders.mjs': leaksPool, 'orders.test.mjs': leaksPool, 'README.md': '# Shop\n' });
    expect(await rulesIn(folder, 'orders.mjs')).toHaveLength(1);
    const { code, err } = await watertight(folder, 'orders.test.mjs', 'README.md');
    expect(code).toBe(0);
    expect(err).toMatch(/^watertight: Left out 2 of the given files: [^\n]+\n$/);
  });

  test('not what git ignores, unless it was asked for', async () => {
    const folder = temporary({
      '.gitignore': 'generated/\n*.local.mjs\n',
      'orders.mjs': leaksPool,
      'generated/orders.mjs': leaksPool,
      'src/orders.local.mjs': leaksPool,
    });
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    expect(await rulesIn(folder)).toEqual([`orders.mjs:4 ${perRequest}`]);
    expect(await rulesIn(folder, 'generated')).toEqual([`generated/orders.mjs:4 ${perRequest}`]);
  });
});

describe('configuration', () => {
  test('the project\'s own is not read', async () => {
    const folder = temporary({ 'orders.mjs': leaksPool, 'eslint.config.js': 'throw new Error("read");\n', '.eslintrc.json': '{' });
    expect(await rulesIn(folder)).toEqual([`orders.mjs:4 ${perRequest}`]);
  });

  test('comments hold for the rules of this plugin and for no other', async () => {
    const folder = temporary({
      'off.mjs': `/* eslint watertight/no-pool-per-request: "off" */\n${leaksPool}`,
      'line.mjs': leaksPool.replace('  const', '  // eslint-disable-next-line watertight/no-pool-per-request -- one a day\n  const'),
      'other.mjs': `/* eslint no-unused-vars: "error", nobody/knows: "error" */
/* eslint-env node */
// eslint-disable-next-line no-console
${clean}const x = 1;
`,
    });
    expect(await watertight(folder)).toEqual({ code: 0, out: 'No leaks found in 3 files.\n', err: '' });
    expect(await rulesIn(temporary({ 'env.mjs': `/* eslint-env node */${leaksPool}` }))).toEqual([`env.mjs:4 ${perRequest}`]);
  });

  test('presets', async () => {
    const folder = temporary({
      'lines.mjs': `export function lines(rows) {
  let text = '';
  for (const row of rows) text += row.name;
  return text;
}
`,
    });
    expect(await rulesIn(folder, '--preset', 'recommended')).toEqual([]);
    expect(await rulesIn(folder, '--preset', 'strict')).toEqual(['lines.mjs:3 watertight/no-string-concat-in-loop']);
    expect(await rulesIn(folder, '--preset', 'all')).toEqual(['lines.mjs:3 watertight/no-string-concat-in-loop']);
  });
});
