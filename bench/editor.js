// @ts-check
// How long a squiggle takes after a key: `npm run bench:editor`.
//
// The clock runs from the change of the text to the answer of the language server that editors run, so that it holds parsing,
// ESLint itself and the way over the wire. The folder without rules tells how much of it is ours.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { corpus, longFile } from './corpus.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {{ module: typeof import('../test/support/editor.ts') }} */
const { module: { Editor } } = await runnerImport(join(root, 'test/support/editor.ts'));

const rounds = 40;
const texts = {
  'routes.ts': readFileSync(join(root, 'examples/leaky-shop/src/orders/routes.ts'), 'utf8'),
  'long.cjs': longFile(corpus(), 1, 4800).text,
};
const configs = { 'no rules': '', 'recommended': ', watertight.configs.recommended', 'strict': ', watertight.configs.strict' };

console.log(`From a key to the squiggle, ${String(rounds)} times each: median and 95th percentile.`);
console.log(`Node ${process.version}, ${String(cpus()[0]?.model)}.`);
for (const [preset, added] of Object.entries(configs)) {
  const folder = project(added);
  const editor = await Editor.open(folder);
  for (const [name, text] of Object.entries(texts)) {
    const { median, late, squiggles } = await measured(editor, name, text);
    const lines = text.split('\n').length;
    console.log(`${preset.padEnd(12)} ${String(lines).padStart(5)} lines: ${median} ms, ${late} ms (${String(squiggles)} squiggles)`);
  }
  await editor.close();
  rmSync(folder, { recursive: true });
}

/** @param {import('../test/support/editor.ts').Editor} editor @param {string} name @param {string} text */
async function measured(editor, name, text) {
  await editor.show(name, text);
  await editor.squiggles(name);
  const times = [];
  let squiggles = 0;
  for (let round = 0; round < rounds; round++) {
    const typed = `${text}\n// ${'typed'.slice(0, round % 6)}${String(round)}\n`;
    const start = performance.now();
    await editor.type(name, typed);
    squiggles = (await editor.squiggles(name)).length;
    times.push(performance.now() - start);
  }
  const sorted = times.sort((a, b) => a - b).map(time => time.toFixed(1));
  return { median: sorted[rounds / 2], late: sorted[Math.floor(rounds * 0.95)], squiggles };
}

/** A folder that is linted with these configurations. @param {string} added */
function project(added) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-editor-'));
  const packages = join(folder, 'node_modules');
  mkdirSync(join(packages, '@typescript-eslint'), { recursive: true });
  for (const name of ['eslint', '@typescript-eslint/parser']) symlinkSync(join(root, 'node_modules', name), join(packages, name));
  symlinkSync(root, join(packages, 'eslint-plugin-watertight'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'eslint.config.js'), `import parser from '@typescript-eslint/parser';
import watertight from 'eslint-plugin-watertight';
const quiet = { linterOptions: { reportUnusedDisableDirectives: 'off' } };
export default [{ files: ['**/*.ts'], languageOptions: { parser } }, { files: ['**/*.cjs'] }, quiet${added}];
`);
  return folder;
}
