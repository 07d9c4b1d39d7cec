import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import plugin from '../src/index.ts';
import { homepage } from '../src/rule.ts';
import { root } from './support/fixture.ts';
import { install, pack, succeed, tryInstall, versionOf } from './support/package.ts';
import { Repository } from './support/repository.ts';
import { leaksClient, leaksPool, pooled } from './support/shop.ts';
import { run, temporary } from './support/temporary.ts';

/** The set-ups of docs/pre-commit.md as they stand there, each in a git repository, with the tools themselves. */

interface Way {
  /** The heading on the page. */
  heading: string;
  /** What becomes of a repair: it is committed, or waits to be staged by hand, or there is none. */
  repairs: 'staged' | 'unstaged' | 'none';
  /** What it needs that not every machine has. */
  needs?: 'lefthook' | 'pre-commit';
  /** How it tells a syntax error. */
  syntaxError?: RegExp;
}

const ways: Way[] = [
  { heading: 'husky with lint-staged', repairs: 'staged' },
  { heading: 'simple-git-hooks with lint-staged', repairs: 'staged', syntaxError: /Parsing error: \S/ },
  { heading: 'lefthook', repairs: 'staged', needs: 'lefthook' },
  { heading: 'The pre-commit framework', repairs: 'unstaged', needs: 'pre-commit' },
  { heading: 'The pre-commit framework, without a package.json', repairs: 'unstaged', needs: 'pre-commit' },
  { heading: 'Without any of them', repairs: 'none' },
];

const clean = `${pooled}
export const ordersOf = id => pool.query('SELECT * FROM orders WHERE customer = $1', [id]);
`;
const repairable = leaksClient.replace(pooled, clean);
const repaired = /finally \{\n {4}client\.release\(\);\n {2}\}/;
const begun = '// Not done yet: who asks?\n';

const files = {
  'package.json': '{ "name": "shop", "private": true, "type": "module" }\n',
  'eslint.config.js': `import watertight from 'eslint-plugin-watertight';\nexport default [watertight.configs.recommended];\n`,
  'src/orders.js': clean,
  'src/old.js': `${clean}// Orders of the years before.\n`,
  'src/gone.js': `export const gone = 1;\n`,
};

let tarball: string;
let packages: string;
/** What this machine lacks, and what to say about it. */
const missing = new Map<Way['needs'], string>();

beforeAll(async () => {
  tarball = await pack();
  packages = await install([tarball, ...['eslint', 'husky', 'lint-staged', 'simple-git-hooks'].map(versionOf)], {});
  if (!await tryInstall(packages, 'lefthook@2.2.2')) missing.set('lefthook', 'lefthook cannot be installed here');
  if ((await run(packages, 'pre-commit', ['--version'])).code !== 0) missing.set('pre-commit', 'pre-commit is not installed here');
}, 300_000);

describe.each(ways)('$heading', ({ heading, repairs, needs, syntaxError = /cannot be parsed: \S/ }) => {
  let shop: Repository;

  beforeAll(async () => {
    if (missing.has(needs)) return;
    shop = await Repository.create(files, packages);
    await shop.follow('docs/pre-commit.md', heading);
    if (needs === 'pre-commit') await usePublished(shop);
    await shop.save('hooks');
  }, 300_000);

  /** A test in the repository as it was set up. */
  const commits = (what: string, check: () => Promise<void>): void => {
    test(what, async context => {
      if (missing.has(needs)) context.skip(missing.get(needs));
      await shop.git('reset', '--quiet', '--hard');
      await shop.git('clean', '--quiet', '--force', '-d');
      await check();
    });
  };

  commits('leaks and syntax errors are refused, with place and reason', async () => {
    await shop.stage('src/stock.js', leaksPool);
    await shop.stage('src/orders.js', `${clean}export const = 1;\n`);
    const { code, said } = await commit(shop);
    expect(code).not.toBe(0);
    expect(said).toMatch(/src\/stock\.js\n +4:16 +error +Every call makes a new connection pool, .* watertight\/no-pool-per-request\n/);
    expect(said).toMatch(/src\/orders\.js\n +7:14 +error +/);
    expect(said).toMatch(syntaxError);
    expect(said).not.toMatch(/^\s+at /m);
    expect(await shop.git('status', '--porcelain')).toBe('M  src/orders.js\nA  src/stock.js\n');
    expect(shop.text('src/stock.js')).toBe(leaksPool);
  });

  commits('deleted, renamed and partly staged files pass, and files of other kinds', async () => {
    await shop.git('rm', '--quiet', 'src/gone.js');
    await shop.git('mv', 'src/old.js', 'src/older orders.js');
    await shop.stage('README.md', '# Shop\n');
    await shop.stage('src/orders.js', `${clean}// Of this year.\n`);
    shop.write('src/orders.js', `${begun}${clean}// Of this year.\n`);
    expect(await commit(shop)).toMatchObject({ code: 0 });
    expect(await shop.git('show', '--name-status', '--format=', 'HEAD')).toBe(
      'A\tREADME.md\nD\tsrc/gone.js\nR100\tsrc/old.js\tsrc/older orders.js\nM\tsrc/orders.js\n');
    expect(await shop.git('status', '--porcelain')).toBe(' M src/orders.js\n');
    expect(await shop.git('diff', 'src/orders.js')).toContain(`+${begun}`);
  });

  if (repairs === 'none') return;

  commits('what can be repaired is', async () => {
    await shop.stage('src/counts.js', repairable);
    const first = await commit(shop);
    expect(first.code === 0, first.said).toBe(repairs === 'staged');
    if (repairs === 'unstaged') {
      expect(first.said).toMatch(/files were modified by this hook/);
      await shop.git('add', 'src/counts.js');
      expect(await commit(shop)).toMatchObject({ code: 0 });
    }
    expect(await shop.committed('src/counts.js')).toMatch(repaired);
    expect(await shop.git('status', '--porcelain')).toBe('');
  });

  commits('what is not staged outlives a repair', async () => {
    await shop.stage('src/orders.js', repairable);
    shop.write('src/orders.js', begun + repairable);
    const { code, said } = await commit(shop);
    expect(code === 0, said).toBe(repairs === 'staged');
    if (repairs === 'staged') expect(await shop.committed('src/orders.js')).toMatch(repaired);
    expect(await shop.committed('src/orders.js')).not.toContain(begun);
    expect(await shop.git('diff', 'src/orders.js')).toContain(`+${begun}`);
  });
});

/** Commits what is staged, if the hooks let it, and tells what they said. */
async function commit(shop: Repository): Promise<{ code: number; said: string }> {
  const { code, out, err } = await run(shop.folder, 'git', ['commit', '--message', 'change']);
  return { code, said: stripVTControlCharacters(out + err) };
}

/** Has the pre-commit framework clone what is published: to build the sources, as it does otherwise, takes minutes. */
async function usePublished(shop: Repository): Promise<void> {
  vi.stubEnv('PRE_COMMIT_HOME', temporary());
  const folder = temporary();
  await succeed(folder, 'tar', ['-xzf', tarball, '--strip-components=1']);
  await succeed(folder, 'npm', ['pkg', 'delete', 'devDependencies', 'scripts']);
  copyFileSync(path.join(root, '.pre-commit-hooks.yaml'), path.join(folder, '.pre-commit-hooks.yaml'));
  const clonable = await Repository.adopt(folder);
  await clonable.git('tag', `v${plugin.meta.version}`);
  const config = '.pre-commit-config.yaml';
  shop.write(config, shop.text(config).replace(homepage, folder));
}
