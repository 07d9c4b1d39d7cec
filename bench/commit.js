// @ts-check
// How long the commit of one file takes with the hooks that docs/pre-commit.md shows: `npm run bench:commit`.
//
// All of `git commit`: git, the shell, npx, and lint-staged where there is one. The clock tells what one waits for, on a machine that does
// nothing else; the CPU time is nearly the same on a busy one.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {{ module: typeof import('../test/support/page.ts') }} */
const { module: { blocksUnder } } = await runnerImport(join(root, 'test/support/page.ts'));

const rounds = 9;
const headings = ['husky with lint-staged', 'simple-git-hooks with lint-staged', 'Without any of them'];
const code = readFileSync(join(root, 'examples/leaky-shop/src/orders/types.ts'), 'utf8');
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:GIT_|npm_)/.test(name)));

console.log(`The commit of one file, ${String(rounds)} times each: clock and CPU time, medians. Node ${process.version}, ${String(cpus()[0]?.model)}.`);
const plain = repository();
console.log(`no hook: ${measured(plain)}`);
rmSync(plain, { recursive: true });
for (const heading of headings) {
  const folder = repository();
  for (const { language, text } of blocksUnder('docs/pre-commit.md', heading)) {
    const manifest = join(folder, 'package.json');
    if (language === 'json') writeFileSync(manifest, JSON.stringify({ ...JSON.parse(readFileSync(manifest, 'utf8')), ...JSON.parse(text) }));
    else run(folder, 'sh', '-ec', text);
  }
  run(folder, 'git', 'add', '--all');
  run(folder, 'git', 'commit', '--quiet', '--no-verify', '--allow-empty', '--message', 'hooks');
  console.log(`${heading}: ${measured(folder)}`);
  rmSync(folder, { recursive: true });
}

/** @param {string} folder */
function measured(folder) {
  const clock = [];
  const cpu = [];
  for (let round = 0; round < rounds; round++) {
    writeFileSync(join(folder, 'types.ts'), `${code}// ${String(round)}\n`);
    run(folder, 'git', 'add', 'types.ts');
    const start = performance.now();
    const said = run(folder, 'sh', '-ec', 'git commit --quiet --message change; times');
    clock.push(performance.now() - start);
    // The last line: user and system time of the children, `0m1.234s 0m0.123s`.
    const spent = [...(said.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
    cpu.push(spent.reduce((sum, [, minutes, seconds]) => sum + 60_000 * Number(minutes) + 1000 * Number(seconds), 0));
  }
  const median = (/** @type {number[]} */ times) => times.sort((a, b) => a - b)[Math.floor(rounds / 2)]?.toFixed(0);
  return `${median(clock)} ms, ${median(cpu)} ms`;
}

/** A repository with the packages that the hooks need. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-commit-'));
  const packages = join(folder, 'node_modules');
  for (const name of ['eslint', '@typescript-eslint/parser', 'husky', 'lint-staged', 'simple-git-hooks']) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  symlinkSync(root, join(packages, 'eslint-plugin-watertight'));
  mkdirSync(join(packages, '.bin'));
  for (const name of ['eslint', 'husky', 'lint-staged', 'simple-git-hooks']) {
    symlinkSync(join(root, 'node_modules/.bin', name), join(packages, '.bin', name));
  }
  writeFileSync(join(packages, '.bin/watertight'), `#!/bin/sh\nexec '${process.execPath}' '${join(root, 'dist/src/cli.js')}' "$@"\n`, { mode: 0o755 });
  writeFileSync(join(folder, 'package.json'), '{ "name": "shop", "private": true, "type": "module" }\n');
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  writeFileSync(join(folder, 'eslint.config.js'), `import parser from '@typescript-eslint/parser';
import watertight from 'eslint-plugin-watertight';
export default [{ files: ['**/*.ts'], languageOptions: { parser } }, watertight.configs.recommended];
`);
  run(folder, 'git', 'init', '--quiet');
  run(folder, 'git', 'config', 'user.name', 'Ada');
  run(folder, 'git', 'config', 'user.email', 'ada@shop.test');
  run(folder, 'git', 'add', '--all');
  run(folder, 'git', 'commit', '--quiet', '--message', 'first');
  return folder;
}

/** @param {string} folder @param {string} command @param {string[]} args */
function run(folder, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
