import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { ESLint } from 'eslint';
import { beforeAll, describe, expect, test } from 'vitest';
import { install, pack, versionOf } from './support/package.ts';
import { commonjs, keepsNoClient, leaksClient } from './support/shop.ts';
import { run, write, type Outcome } from './support/temporary.ts';

/** The package as a project gets it: packed, installed from the tarball, with nothing of this repository in reach. */

const eslints = [versionOf('eslint'), versionOf('eslint9')];
const typescript = ['@typescript-eslint/parser', 'typescript', '@types/pg', '@types/node'].map(versionOf);

const leaky = `${leaksClient}
export async function countItems() {
  const client = await pool.connect();
  try {
    const result = await client.query('SELECT count(*) FROM items');
    return result.rows[0].count;
  } finally {
    client.release();
  }
}
`;

/** A leak that only the type checker sees: what `store` hands out is written in another file and in a package. */
const throughTypes = `import type { Store } from './store.ts';

export async function countCustomers(store: Store) {
  const client = await store.take();
  const customers = await store.count(client, 'customers');
  client.release();
  return customers;
}
`;
const store = `import type { PoolClient } from 'pg';

export interface Store {
  take(): Promise<PoolClient>;
  count(client: PoolClient, table: string): Promise<number>;
}
`;

let tarball: string;

beforeAll(async () => {
  tarball = await pack();
}, 300_000);

const eslint = (folder: string, ...args: string[]): Promise<Outcome> =>
  run(folder, process.execPath, ['node_modules/eslint/bin/eslint.js', ...args]);

/** Runs the command of the package, without what npm itself says. */
async function watertight(folder: string, ...args: string[]): Promise<Outcome> {
  const { code, out, err } = await run(folder, 'npx', ['--no-install', 'watertight', ...args]);
  return { code, out, err: err.replaceAll(/^npm warn .*\n/gm, '') };
}

/** Lints `src` with a configuration, and again with `--fix`. */
async function lint(folder: string, config: string, sources: Record<string, string>): Promise<Record<'before' | 'after', string[]>> {
  rmSync(path.join(folder, 'src'), { recursive: true, force: true });
  mkdirSync(path.join(folder, 'src'));
  write(path.join(folder, 'src'), sources);
  const args = ['--config', config, '--format', 'json', 'src'];
  const before = findings(folder, await eslint(folder, ...args));
  for (const [name, text] of Object.entries(sources)) expect(readFileSync(path.join(folder, 'src', name), 'utf8')).toBe(text);
  const after = findings(folder, await eslint(folder, '--fix', ...args));
  return { before, after };
}

function findings(folder: string, { code, out, err }: Outcome): string[] {
  expect(err).toBe('');
  const sources = path.join(folder, 'src');
  const found = (JSON.parse(out) as ESLint.LintResult[]).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => `${path.relative(sources, filePath)}:${String(line)} ${ruleId ?? message}`));
  expect(code).toBe(found.length > 0 ? 1 : 0);
  return found.sort();
}

const fixedText = (folder: string, name: string): string => readFileSync(path.join(folder, 'src', name), 'utf8');

describe.each(eslints)('%s', version => {
  describe('JavaScript without TypeScript', () => {
    const configs: Record<string, string> = {
      'extends.config.mjs': `import { defineConfig } from 'eslint/config';
import watertight from 'eslint-plugin-watertight';
export default defineConfig([{ files: ['**/*.js', '**/*.cjs'], plugins: { watertight }, extends: ['watertight/recommended'] }]);
`,
      'object.config.mjs': `import watertight from 'eslint-plugin-watertight';
export default [watertight.configs.recommended];
`,
      'library.config.mjs': `import { defineConfig } from 'eslint/config';
import watertight, { library } from 'eslint-plugin-watertight';
export default defineConfig([watertight.configs.recommended, { settings: { watertight: { libraries: [library('@acme/db', {})] } } }]);
`,
      'extends.config.cjs': `const { defineConfig } = require('eslint/config');
const watertight = require('eslint-plugin-watertight');
module.exports = defineConfig([{ files: ['**/*.js', '**/*.cjs'], plugins: { watertight }, extends: ['watertight/recommended'] }]);
`,
      'object.config.cjs': `const watertight = require('eslint-plugin-watertight');
module.exports = [watertight.configs.recommended];
`,
      'rules.config.mjs': `import watertight from 'eslint-plugin-watertight';
export default [{ plugins: { watertight }, rules: { 'watertight/require-release': 'error' } }];
`,
    };
    let folder: string;

    beforeAll(async () => {
      folder = await install([tarball, version], configs);
    }, 300_000);

    test('TypeScript is not there', async () => {
      const { code } = await run(folder, process.execPath, ['-e', 'require("typescript")']);
      expect(code).not.toBe(0);
    });

    test.each(Object.keys(configs))('%s', async config => {
      const { before, after } = await lint(folder, config, { 'orders.js': leaky, 'legacy.cjs': commonjs(leaky) });
      expect(before).toEqual(['legacy.cjs:7 watertight/require-release', 'orders.js:7 watertight/require-release']);
      expect(after).toEqual([]);
      expect(fixedText(folder, 'orders.js')).toContain(keepsNoClient);
      expect(fixedText(folder, 'legacy.cjs')).toContain(commonjs(keepsNoClient));
    });

    test('npx watertight', async () => {
      write(folder, { 'src/orders.js': leaky, 'src/orders.ts': leaky });
      const { code, out, err } = await watertight(folder, '--format', 'json', 'src/orders.js', 'src/orders.ts');
      expect(err).toBe('watertight: Skipped 1 TypeScript file, which needs a parser: npm i -D @typescript-eslint/parser typescript\n');
      expect(findings(folder, { code, out, err: '' })).toEqual(['orders.js:7 watertight/require-release']);
      const repair = await watertight(folder, '--fix', 'src/orders.js');
      expect(repair).toEqual({ code: 0, out: 'Repaired 1 file.\nNo leaks found in 1 file.\n', err: '' });
      expect(fixedText(folder, 'orders.js')).toContain(keepsNoClient);
    });
  });

  describe('TypeScript', () => {
    const withOptions = (options: string): string => `import { defineConfig } from 'eslint/config';
import parser from '@typescript-eslint/parser';
import watertight from 'eslint-plugin-watertight';
export default defineConfig([{
  files: ['**/*.ts'],
  languageOptions: { parser, parserOptions: ${options} },
  plugins: { watertight },
  extends: ['watertight/recommended'],
}]);
`;
    const sources = { 'orders.ts': leaky, 'customers.ts': throughTypes, 'store.ts': store };
    let folder: string;

    beforeAll(async () => {
      folder = await install([tarball, version, ...typescript], {
        'syntax.config.mjs': withOptions('{}'),
        'service.config.mjs': withOptions('{ projectService: true, tsconfigRootDir: import.meta.dirname }'),
        'tsconfig.json': JSON.stringify({
          compilerOptions: {
            target: 'es2023',
            module: 'nodenext',
            types: ['node'],
            strict: true,
            noEmit: true,
            skipLibCheck: true,
            allowImportingTsExtensions: true,
          },
          include: ['src', 'typed.config.ts'],
        }),
        'typed.config.ts': `import { defineConfig } from 'eslint/config';
import watertight, { library, type Preset } from 'eslint-plugin-watertight';

export const preset: Preset = watertight.configs.strict;
export const own = library('@acme/db', { 'open()': { acquires: { what: 'session', release: 'it.close()' } } });
export default defineConfig([{ files: ['**/*.ts'], plugins: { watertight }, extends: ['watertight/recommended', watertight.configs.all] }]);
`,
      });
    }, 300_000);

    test('by syntax', async () => {
      const { before, after } = await lint(folder, 'syntax.config.mjs', sources);
      expect(before).toEqual(['orders.ts:7 watertight/require-release']);
      expect(after).toEqual([]);
      expect(fixedText(folder, 'orders.ts')).toContain(keepsNoClient);
      expect(fixedText(folder, 'customers.ts')).toBe(throughTypes);
    });

    test('with projectService', async () => {
      const { before, after } = await lint(folder, 'service.config.mjs', sources);
      expect(before).toEqual(['customers.ts:4 watertight/require-release', 'orders.ts:7 watertight/require-release']);
      expect(after).toEqual([]);
      expect(fixedText(folder, 'orders.ts')).toContain(keepsNoClient);
      expect(fixedText(folder, 'customers.ts')).toMatch(/finally \{\s+client\.release\(\);\s+\}/);
    });

    test('the types of the package and the repaired files compile', async () => {
      await lint(folder, 'service.config.mjs', sources);
      expect(await run(folder, process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.'])).toEqual({ code: 0, out: '', err: '' });
    });

    test('npx watertight', async () => {
      write(folder, { 'src/orders.ts': leaky });
      const outcome = await watertight(folder, '--format', 'json', 'src/orders.ts');
      expect(findings(folder, outcome)).toEqual(['orders.ts:7 watertight/require-release']);
    });
  });
});
