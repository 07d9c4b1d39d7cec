import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { link } from './support/package.ts';
import { blocksIn } from './support/page.ts';
import { run, temporary } from './support/temporary.ts';

/** Every command that a page names is run by a test or said not to be; every configuration that a page shows is one. */

const below = (folder: string): string[] => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.md')).map(name => path.join(folder, name));
const pages = ['README.md', ...below('docs'), 'examples/leaky-shop/README.md'];
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Pages whose blocks a test reads and runs as they stand there, but for the commands given. */
const followed: Readonly<Record<string, { by: string; except?: readonly string[] }>> = {
  'docs/ci.md': { by: 'test/ci.test.ts' },
  'docs/adoption.md': { by: 'test/ci.test.ts' },
  'docs/pre-commit.md': { by: 'test/hooks.test.ts' },
  'docs/guide.md': {
    by: 'test/guide.test.ts',
    except: [
      'cp -R examples/leaky-shop ../shop', 'cd ../shop', 'git init', 'echo node_modules > .gitignore', 'git commit --message \'As it was\'',
      'npm install --save-dev eslint eslint-plugin-watertight @typescript-eslint/parser typescript',
    ],
  },
};

/** All other commands, and who runs them; what a test begins with is what it does by itself. */
const ran: Readonly<Record<string, string>> = {
  // A copy of the shop in a repository of its own, with the packages in it.
  'cp -R examples/leaky-shop ../shop': 'test/guide.test.ts',
  'cd ../shop': 'test/guide.test.ts',
  'git init': 'test/guide.test.ts',
  'echo node_modules > .gitignore': 'test/guide.test.ts',
  'git commit --message \'As it was\'': 'test/guide.test.ts',
  'npm install --save-dev eslint eslint-plugin-watertight @typescript-eslint/parser typescript': 'test/consumers.test.ts',
  'npm i -D eslint eslint-plugin-watertight': 'test/consumers.test.ts',
  'npm i -D @typescript-eslint/parser typescript': 'test/consumers.test.ts',
  'npx watertight': 'test/consumers.test.ts',
  'npx watertight --fix': 'test/consumers.test.ts',
  'watertight --fix': 'test/hooks.test.ts',
  'npx watertight --preset strict': 'test/demo.test.ts',
  'npx watertight examples/leaky-shop': 'test/demo.test.ts',
  'npx tsc -p examples/leaky-shop': 'test/demo.test.ts',
  'npm run demo': 'test/demo.test.ts',
  'npm ci && npm run demo': '.ci/run',
  'npm ci && npm test': '.ci/run',
  'npm run update': '.ci/run',
  'npm run update && npm test': '.ci/run',
  'npm run check': '.ci/run',
  'npm run build': 'test/support/build.ts',
  'npm i -D husky lint-staged': 'test/hooks.test.ts',
  'npm i -D simple-git-hooks lint-staged': 'test/hooks.test.ts',
  'npm i -D lefthook': 'test/hooks.test.ts',
  'npx eslint --print-config src/server.js': 'test/ci.test.ts',
  'npx watertight --print-config src/server.js': 'test/formats.test.ts',
  'eslint --cache': 'test/commands.test.ts',
};

/** What no test runs; the page says so, and of the benches one page for all. */
const notRun = ['npx eslint --suppress-rule watertight/require-release .'];
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const benches = Object.keys(scripts).filter(name => name.startsWith('bench')).map(name => `npm run ${name}`);

const commandsIn = (text: string): string[] => blocksIn(text).flatMap(({ language, text: code }) =>
  (language === 'sh' ? code.trimEnd().split('\n').map(line => line.replace(/ +# .*$/, '')) : []));
const namedIn = (text: string): string[] =>
  [...text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`((?:npm|npx|node|git|eslint|watertight|pre-commit) [^`]+)`/g)]
    .map(([, command = '']) => command);

describe.each(pages)('%s', page => {
  const text = textOf(page);
  const { by, except = [] } = followed[page] ?? {};

  test('its commands are run by a test, or said not to be', () => {
    const others = by === undefined ? commandsIn(text) : commandsIn(text).filter(command => except.includes(command));
    const unknown = [...others, ...namedIn(text)].filter(command => !(command in ran) && !benches.includes(command));
    expect(unknown.filter(command => !notRun.includes(command))).toEqual([]);
    if (unknown.length > 0) expect(text).toMatch(/\(not run by a test\)/);
  });

  test.runIf(by !== undefined)('the test that runs its blocks reads it', () => {
    const runs = textOf(by ?? '');
    expect(runs).toContain(`'${page}'`);
    if (page === 'docs/guide.md') return;
    const sections = text.split(/^## /m).filter(section => commandsIn(section).length > 0).map(section => section.split('\n')[0] ?? '');
    expect(sections.filter(heading => !runs.includes(`'${heading}'`))).toEqual([]);
  });
});

test('each command that is run stands on a page, and each runner is there', () => {
  const named = new Set(pages.flatMap(page => [...commandsIn(textOf(page)), ...namedIn(textOf(page))]));
  expect([...Object.keys(ran), ...notRun].filter(command => !named.has(command))).toEqual([]);
  expect(Object.values(ran).filter(file => !existsSync(path.join(root, file)))).toEqual([]);
});

test('docs/contributing.md says of every bench that no test runs it', () => {
  const [said = ''] = /^No test runs the benches[^]*?\n\n/m.exec(textOf('docs/contributing.md')) ?? [];
  expect(benches.filter(command => !said.includes(`\`${command}\``))).toEqual([]);
});

describe('configurations', () => {
  beforeAll(build);

  const shown = pages.flatMap(page => blocksIn(textOf(page)).flatMap(({ language, text }) => {
    if (language === 'js' && /^export default /m.test(text) && /'eslint-plugin-watertight'/.test(text)) return [{ page, config: text }];
    if (language !== 'json' || !/"(?:rules|settings)"/.test(text) || text.includes('jsPlugins')) return [];
    const imports = 'import watertight from \'eslint-plugin-watertight\';\n';
    return [{ page, config: `${imports}export default [watertight.configs.strict, ${text}];\n` }];
  }));

  test.each(shown)('of $page', async ({ config }) => {
    const manifest = '{ "type": "module" }\n';
    const folder = temporary({ 'package.json': manifest, 'src/one.js': 'export const one = 1;\n', 'eslint.config.js': config });
    link(folder, 'eslint');
    expect(await run(folder, 'node_modules/.bin/eslint', ['--cache', 'src'])).toEqual({ code: 0, out: '', err: '' });
  });

  test('there are some', () => {
    expect(shown.length).toBeGreaterThan(8);
  });
});

const narrow = ['docs/adoption.md', 'docs/ci.md', 'docs/editors.md', 'docs/oxlint.md', 'docs/pre-commit.md'];

test.each(narrow)('the lines of %s are short', page => {
  const long = textOf(page).split('\n').filter(line => line.length > 140 && !line.startsWith('|') && !line.includes(']('));
  expect(long).toEqual([]);
});
