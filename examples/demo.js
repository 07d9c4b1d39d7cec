// `npm run demo`: what watertight finds in a leaky back end, and what its repairs would change. No file is touched.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';

const repository = fileURLToPath(new URL('..', import.meta.url));
const shop = 'examples/leaky-shop';
const colours = { '+': 'green', '-': 'red', '@': 'cyan' };

process.chdir(repository);
process.stdout.on('error', () => process.exit());
title(`watertight ${shop} --preset strict`);
process.stdout.write(`${shop} is the back end of a small shop that type-checks, answers requests and leaks.
Here is every place that watertight reports, and below them what \`--fix\` would change.\n`);

const { status } = watertight([shop], { stdio: 'inherit' });
if (status === 2) process.exit(2);

title(`watertight ${shop} --preset strict --fix`);
const copy = mkdtempSync(join(tmpdir(), 'leaky-shop-'));
let changed = 0;
try {
  cpSync(shop, copy, { recursive: true });
  watertight(['.', '--fix'], { cwd: copy, stdio: 'ignore' });
  for (const name of readdirSync(shop, { recursive: true }).filter(file => /\.[jt]s$/.test(file)).sort()) {
    const [before, after] = [shop, copy].map(folder => readFileSync(join(folder, name), 'utf8'));
    if (before === after) continue;
    process.stdout.write(`${coloured(diffOf(`${shop}/${name.replaceAll('\\', '/')}`, before, after))}\n`);
    changed += 1;
  }
} finally {
  rmSync(copy, { recursive: true });
}

const repairs = changed === 0 ? 'No finding here is safe to repair unseen.' : `No file was touched; ${changed} would change.`;
process.stdout.write(`${repairs} The other findings need a decision; an editor suggests their repairs.
Next: run \`npx watertight\` in a project of your own; \`--preset strict\` shows as much as here, and \`--fix\` repairs.\n`);

/** Runs the command as `npx watertight` does. */
function watertight(args, options) {
  return spawnSync(process.execPath, [join(repository, 'dist/src/cli.js'), ...args, '--preset', 'strict'], options);
}

/** A heading that shows the command. */
function title(command) {
  process.stdout.write(`\n${styleText('bold', `$ ${command}`)}\n\n`);
}

/** The change to one file as `git diff` shows it. */
function diffOf(name, before, after) {
  const options = { context: 2, headerOptions: FILE_HEADERS_ONLY };
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, options);
}

/** The diff with added and removed lines in colour, where the terminal shows colours. */
function coloured(diff) {
  return diff.split('\n').map((line) => {
    if (/^(?:---|\+\+\+) /.test(line)) return styleText('bold', line);
    const colour = colours[line[0]];
    return colour ? styleText(colour, line) : line;
  }).join('\n');
}
