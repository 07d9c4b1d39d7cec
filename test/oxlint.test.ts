import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import parser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { beforeAll, expect, test, type TestContext } from 'vitest';
import plugin from '../src/index.ts';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { link } from './support/package.ts';
import { blocksUnder } from './support/page.ts';
import { beside } from './support/side.ts';
import { temporary } from './support/temporary.ts';

/** The plugin in oxlint, which runs plugins of ESLint without type information: the same files, the same reports. */

interface OxlintReport {
  diagnostics: {
    /** `watertight(require-release)`; a syntax error has none. */
    code?: string;
    message: string;
    filename: string;
    labels: { span: { offset: number; length: number } }[];
  }[];
}

const { rules } = plugin.configs.strict;
const packages = path.join(root, 'node_modules');
/** Packages of back ends that are installed at exact versions, and where their code is. */
const published = [
  'mongoose/lib', 'knex/lib', 'kafkajs/src', 'mariadb/lib', 'mysql2/lib', 'mongodb/src', '@grpc/grpc-js/src', '@trpc/server/src',
  'fastify/lib', 'undici/lib', 'sequelize/lib', 'pg/lib', 'koa/lib', 'express/lib',
];
const isCode = (name: string): boolean => /(?<!\.d)(?<!\.min)\.[cm]?[jt]s$/.test(name);

beforeAll(build);

test('the leaky shop', context => {
  const folder = temporary();
  cpSync(path.join(root, 'examples/leaky-shop'), folder, { recursive: true });
  expect(compared(folder, context)).toBeGreaterThan(30);
});

test('500 files of published packages', context => {
  const all = published.flatMap(from => readdirSync(path.join(packages, from), { recursive: true, encoding: 'utf8' })
    .map(name => path.join(from, name)).filter(name => isCode(name) && !/\b(?:tests?|node_modules)\b/.test(name))).sort();
  const some = Array.from({ length: 500 }, (_, at) => all[Math.floor(at * all.length / 500)] ?? '');
  const folder = temporary();
  for (const name of some) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    cpSync(path.join(packages, name), path.join(folder, name));
  }
  expect(new Set(some).size).toBe(500);
  expect(compared(folder, context)).toBeGreaterThan(50);
});

test('the configuration that docs/oxlint.md shows', context => {
  const folder = temporary();
  cpSync(path.join(root, 'examples/leaky-shop'), folder, { recursive: true });
  link(folder, 'eslint');
  const [{ text } = { text: '' }] = blocksUnder('docs/oxlint.md', 'Configuration');
  const { reports } = byOxlint(folder, JSON.parse(text) as object, context);
  expect(new Set(reports.map(({ rule }) => rule))).toContain('watertight/require-release');
});

/** Lints a folder in both and expects the same; gives the number of reports. */
function compared(folder: string, context: TestContext): number {
  const expected = byEslint(folder);
  const found = byOxlint(folder, { jsPlugins: [path.join(root, 'dist/src/index.js')], rules }, context);
  // What one of them cannot parse is not compared.
  const unparsed = new Set([...expected.unparsed, ...found.unparsed]);
  const comparable = (reports: readonly Report[]): string[] => reports.filter(({ file }) => !unparsed.has(file)).map(textOf).sort();
  expect(comparable(found.reports)).toEqual(comparable(expected.reports));
  return comparable(found.reports).length;
}

interface Report {
  file: string;
  /** In UTF-16 units. */
  start: number;
  end: number;
  rule: string;
  message: string;
}

interface Outcome {
  reports: Report[];
  /** Files with syntax errors. */
  unparsed: string[];
}

const textOf = ({ file, start, end, rule, message }: Report): string => `${file}:${String(start)}-${String(end)} ${rule} ${message}`;

function byOxlint(folder: string, config: object, context: TestContext): Outcome {
  const oxlint = beside('oxlint@1.94.0');
  if (oxlint === undefined) context.skip('oxlint@1.94.0 cannot be installed here');
  writeFileSync(path.join(folder, '.oxlintrc.json'), JSON.stringify({ categories: { correctness: 'off' }, ...config }));
  const args = [path.join(oxlint ?? '', 'bin/oxlint'), '--format', 'json', '--no-ignore', '.'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect(stderr).toBe('');
  const { diagnostics } = JSON.parse(stdout) as OxlintReport;
  const reports = diagnostics.flatMap(({ code, filename, message, labels: [label] }) => {
    const rule = /^watertight\((.+)\)$/.exec(code ?? '')?.[1];
    if (rule === undefined || !label) return [];
    const bytes = readFileSync(path.join(folder, filename));
    const unitsAt = (offset: number): number => bytes.subarray(0, offset).toString('utf8').length;
    const { offset, length } = label.span;
    return [{ file: filename, start: unitsAt(offset), end: unitsAt(offset + length), rule: `watertight/${rule}`, message }];
  });
  return { reports, unparsed: diagnostics.filter(({ code }) => code === undefined).map(({ filename }) => filename) };
}

/** ESLint as it is without a disk, for in oxlint a plugin cannot have the files parsed that the linted one imports. */
function byEslint(folder: string): Outcome {
  const linter = new Linter();
  const config: Linter.Config[] = [
    { files: ['**/*.{js,mjs,cjs}'], languageOptions: { sourceType: 'module' } },
    { files: ['**/*.{ts,mts,cts}'], languageOptions: { parser } },
    { plugins: { watertight: plugin }, rules, linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ];
  const outcome: Outcome = { reports: [], unparsed: [] };
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(isCode)) {
    const text = readFileSync(path.join(folder, file), 'utf8');
    const lines = text.split(/(?<=\r\n|[\n\u2028\u2029]|\r(?!\n))/);
    const offsetOf = (line: number, column: number): number => lines.slice(0, line - 1).join('').length + column - 1;
    for (const { fatal, ruleId, line, column, endLine = line, endColumn = column, message } of linter.verify(text, config, file)) {
      if (fatal) outcome.unparsed.push(file);
      if (!ruleId?.startsWith('watertight/')) continue;
      outcome.reports.push({ file, start: offsetOf(line, column), end: offsetOf(endLine, endColumn), rule: ruleId, message });
    }
  }
  return outcome;
}
