// @ts-check
// The code that the speed is measured on: published packages of back ends and their libraries, at exact versions.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as typescript from '@typescript-eslint/parser';
import { Linter } from 'eslint';

/** @typedef {{ path: string, text: string, lines: number, typescript: boolean, module: boolean }} Source */

/** A package, and the folder of it that holds code as it was written. */
export const packages = [
  ['ghost@6.65.0', 'core/server'],
  ['@node-red/nodes@5.0.7', 'core'],
  ['@node-red/runtime@5.0.7', 'lib'],
  ['pm2@7.0.4', 'lib'],
  ['loopback-datasource-juggler@7.0.3', 'lib'],
  ['restify@12.0.0', 'lib'],
  ['moleculer@0.15.2', 'src'],
  ['mongoose@9.12.1', 'lib'],
  ['knex@3.3.0', 'lib'],
  ['kafkajs@2.2.4', 'src'],
  ['mariadb@3.5.4', 'lib'],
  ['mysql2@3.24.5', 'lib'],
  ['@grpc/grpc-js@1.14.7', 'src'],
  ['@temporalio/worker@1.24.0', 'src'],
  ['@temporalio/client@1.24.0', 'src'],
  ['mongodb@7.8.0', 'src'],
  ['@apollo/server@5.5.1', 'src'],
  ['@trpc/server@11.25.2', 'src'],
];

export const cache = fileURLToPath(new URL('.cache/', import.meta.url));
const wanted = /(?<!\.d)\.[cm]?[jt]s$/;
const unwanted = /\.(test|spec|min)\.|(^|[\\/])(tests?|__tests__|spec|fixtures|mocks?|vendor|node_modules)[\\/]/;

/** Every file that both parsers understand, where both apply. */
export function corpus() {
  mkdirSync(cache, { recursive: true });
  const list = join(cache, `${createHash('sha256').update(JSON.stringify(packages)).digest('hex').slice(0, 12)}.json`);
  if (!existsSync(list)) {
    const found = packages.flatMap(([id, folder]) => sourcesOf(String(id), String(folder))).filter(parses);
    writeFileSync(list, JSON.stringify(found.map(({ path, module }) => ({ path: relative(cache, path), module }))));
  }
  return /** @type {{ path: string, module: boolean }[]} */ (JSON.parse(readFileSync(list, 'utf8')))
    .map(({ path, module }) => ({ ...read(join(cache, path)), module }));
}

/** @typedef {{ plugins?: Record<string, import('eslint').ESLint.Plugin>, rules?: import('eslint').Linter.RulesRecord }} Rules */

/** @param {{ module: boolean }} kind @param {boolean} typed @param {Rules} rules @returns {import('eslint').Linter.Config} */
export function configOf({ module }, typed, rules) {
  return {
    files: ['**'],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
    languageOptions: { sourceType: module ? 'module' : 'commonjs', ...(typed && { parser: typescript }) },
    ...rules,
  };
}

/** Gives files their configuration, made once for all of a kind, as `eslint` does; `Linter#verify` of a plain object would check the
  * options of all rules again for each file, and `ESLint` takes text only. */
const { FlatConfigArray } = createRequire(import.meta.url)(
  fileURLToPath(new URL('lib/config/flat-config-array.js', import.meta.resolve('eslint/package.json'))));

/** @param {Rules} rules @param {boolean} [asTypescript] @returns {(source: Source) => import('eslint').Linter.Config[]} */
export function configsWith(rules, asTypescript) {
  const made = new Map();
  return source => {
    const [module, typed] = [source.typescript || source.module, asTypescript ?? source.typescript];
    const key = `${module} ${typed}`;
    if (!made.has(key)) {
      const configs = new FlatConfigArray([configOf({ module }, typed, rules)], { basePath: cache });
      configs.normalizeSync();
      made.set(key, configs);
    }
    return made.get(key);
  };
}

/** One text of so many blocks of the same lines of CommonJS modules, 11,000 and some, each module in a function of its own.
  * @param {Source[]} sources @param {number} blocks */
export function longFile(sources, blocks, atLeast = 11_000) {
  /** @type {string[]} */
  const lines = [];
  const modules = sources.filter(({ typescript: typed, module, lines }) => !typed && !module && lines >= 200 && lines <= 800);
  for (const { text } of modules.filter((_, at) => at % Math.max(1, Math.floor(modules.length / 60)) === 0)) {
    if (lines.length < atLeast) lines.push('(function () {', ...text.replace(/^#!.*/, '').trimEnd().split('\n'), '})();');
  }
  const block = lines.join('\n');
  const text = Array(blocks).fill(block).join('\n');
  return { path: join(cache, 'long.js'), text, lines: lines.length * blocks, typescript: false, module: false };
}

/** @param {string} path @returns {Source} */
function read(path) {
  const text = readFileSync(path, 'utf8');
  return { path, text, lines: text.split('\n').length, typescript: path.endsWith('ts'), module: /^(import|export)\b/m.test(text) };
}

/** @param {string} id @param {string} folder */
function sourcesOf(id, folder) {
  const home = join(cache, id.replace('/', '+'));
  if (!existsSync(home)) {
    const fresh = `${home}.fresh`;
    rmSync(fresh, { recursive: true, force: true });
    mkdirSync(fresh, { recursive: true });
    const printed = execFileSync('npm', ['pack', id, '--silent'], { cwd: fresh, encoding: 'utf8', shell: process.platform === 'win32' });
    execFileSync('tar', ['-xzf', String(printed.trim().split('\n').at(-1))], { cwd: fresh });
    renameSync(fresh, home);
  }
  const [root] = readdirSync(home, { withFileTypes: true }).filter(entry => entry.isDirectory());
  const from = join(home, String(root?.name), folder);
  return readdirSync(from, { recursive: true, encoding: 'utf8' }).sort()
    .filter(path => wanted.test(path) && !unwanted.test(path))
    .map(path => read(join(from, path)))
    .filter(({ text, lines }) => lines > 5 && text.length / lines < 120);
}

/** @param {Source} source */
function parses(source) {
  const configs = source.typescript ? [configsWith({}, true)] : [configsWith({}, false), configsWith({}, true)];
  return configs.every(config => !new Linter().verify(source.text, config(source), source.path).some(({ fatal }) => fatal));
}
