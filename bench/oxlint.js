// @ts-check
// How long ESLint and oxlint take for the same files with the same rules: `npm run bench:oxlint`, `-- --write` for README.md.
//
// Each is started as its users start it, on a folder of its own; time is that of the clock, from the start to the end of the process.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { cache, corpus } from './corpus.js';
import { render, results, updateReadme } from './table.js';

const rounds = 5;
const root = fileURLToPath(new URL('..', import.meta.url));
const plugin = join(root, 'dist/src/index.js');
/** @type {{ module: typeof import('../test/support/side.ts') }} */
const { module: { beside } } = await runnerImport(join(root, 'test/support/side.ts'));
const oxlint = beside('oxlint@1.94.0');
if (oxlint === undefined) throw new Error('oxlint@1.94.0 cannot be installed here');

/** @type {{ default: { configs: Record<string, { rules: object }> } }} */
const { default: { configs } } = await import(plugin);
const rules = configs['recommended']?.rules ?? {};
const files = corpus().filter((_, at) => at % 8 === 0);
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
for (const { path, text } of files) {
  const copy = join(folder, relative(cache, path));
  mkdirSync(dirname(copy), { recursive: true });
  writeFileSync(copy, text);
}
for (const [name, used] of Object.entries({ none: {}, recommended: rules })) {
  const off = { categories: { correctness: 'off' } };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...off, jsPlugins: used === rules ? [plugin] : [], rules: used }));
  writeFileSync(join(folder, `${name}.config.mjs`), `
    import parser from ${JSON.stringify(import.meta.resolve('@typescript-eslint/parser'))};
    import watertight from ${JSON.stringify(plugin)};
    export default [
      { files: ['**/*.{js,cjs,mjs}', '**/*.{ts,mts,cts}'], plugins: { watertight }, rules: ${JSON.stringify(used)} },
      { files: ['**/*.{ts,mts,cts}'], languageOptions: { parser } },
      { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
    ];`);
}

const linters = {
  eslint: (/** @type {string} */ name) => [join(root, 'node_modules/eslint/bin/eslint.js'), '--config', `${name}.config.mjs`, '.'],
  oxlint: (/** @type {string} */ name) => [join(oxlint, 'bin/oxlint'), '--config', `${name}.json`, '--no-ignore', '.'],
};
/** @type {Record<string, number[]>} */
const times = {};
for (let round = 0; round < rounds; round++) {
  for (const [linter, argumentsOf] of Object.entries(linters)) {
    for (const name of ['none', 'recommended']) {
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, argumentsOf(name), { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
      if (status !== 0 && status !== 1) throw new Error(stderr);
      (times[`${linter} ${name}`] ??= []).push(performance.now() - start);
    }
  }
}
rmSync(folder, { recursive: true });

const median = (/** @type {string} */ of) => times[of]?.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
const found = {
  ...JSON.parse(readFileSync(results, 'utf8')),
  oxlint: {
    files: files.length,
    eslint: { none: median('eslint none'), recommended: median('eslint recommended') },
    oxlint: { none: median('oxlint none'), recommended: median('oxlint recommended') },
  },
};
console.log(render(found));
if (process.argv.includes('--write')) {
  writeFileSync(results, `${JSON.stringify(found, null, 2)}\n`);
  updateReadme();
}
