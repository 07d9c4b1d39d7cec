// `npm run demo`: what watertight finds in a leaky back end, and what its repairs would change. No file is touched.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { findFiles } from '../dist/src/cli/files.js';
import { Linter, loadEslint } from '../dist/src/cli/linter.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const shop = 'examples/leaky-shop';
const colours = { '+': 'green', '-': 'red', '@': 'cyan' };

process.chdir(repository);
process.stdout.on('error', () => process.exit());
title(`watertight ${shop} --preset strict`);
process.stdout.write(`${shop} is the back end of a small shop that type-checks, answers requests and leaks.
Here is every place that watertight reports, and below them what \`--fix\` would change.\n`);

const { status } = spawnSync(process.execPath, ['dist/src/cli.js', shop, '--preset', 'strict'], { stdio: 'inherit' });
if (status === 2) process.exit(2);

title(`watertight ${shop} --preset strict --fix`);
const Engine = await loadEslint();
const { root, files } = await findFiles(Engine, repository, [shop]);
const linter = new Linter(Engine, { root, preset: 'strict', fix: true, typescript: true });
let changed = 0;
for (const file of files) {
  const { output } = await linter.lint(file);
  if (output === undefined) continue;
  process.stdout.write(`${coloured(diffOf(relative(repository, file), readFileSync(file, 'utf8'), output))}\n`);
  changed += 1;
}

const repairs = changed === 0 ? 'No finding here is safe to repair unseen.' : `No file was touched; ${changed} would change.`;
process.stdout.write(`${repairs} The other findings need a decision; an editor suggests their repairs.
Next: run \`npx watertight\` in a project of your own; \`--preset strict\` shows as much as here, and \`--fix\` repairs.\n`);

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
