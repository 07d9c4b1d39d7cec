#!/usr/bin/env node
import { relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import type { ESLint } from 'eslint';
import { typescriptParser } from './cli/engine.ts';
import { Fault, reasonOf } from './cli/fault.ts';
import { changedSince, findFiles, isTypescript } from './cli/files.ts';
import { Linter, loadEslint } from './cli/linter.ts';
import { help, requestOf, type Request } from './cli/request.ts';
import { rulesByQuestion, summaryOf } from './cli/summary.ts';
import plugin from './index.ts';

/** Carries out the command and gives its exit code: 0 nothing found, 1 findings, 2 could not run. */
async function main(args: readonly string[]): Promise<number> {
  const request = requestOf(args);
  if (request.help || request.version) {
    process.stdout.write(request.help ? help : `${plugin.meta.version}\n`);
    return 0;
  }
  if (request.listRules) {
    process.stdout.write(rulesByQuestion());
    return 0;
  }
  const Engine = await loadEslint();
  if (request.printConfig !== undefined) return printConfig(Engine, request, request.printConfig);
  const run = request.stdin === undefined ? await lintPaths(Engine, request) : await lintInput(Engine, request, request.stdin);
  return run ? report(Engine, request, run) : 2;
}

/** What was found, and by whom: ESLint formats only its own findings. */
interface Run {
  linter: Linter;
  results: ESLint.LintResult[];
}

/** Lints what the paths stand for; nothing where none of it can be linted. */
async function lintPaths(Engine: typeof ESLint, request: Request): Promise<Run | undefined> {
  const cwd = process.cwd();
  const found = await findFiles(Engine, cwd, request.paths);
  if (found.leftOut > 0) {
    say(`Left out ${String(found.leftOut)} of the given files: tests, scripts, built files and other kinds are not looked at.`);
  } else if (found.files.length === 0) {
    throw new Fault(`no JavaScript or TypeScript to look at in ${request.paths.join(', ')}`);
  }

  const changed = request.since === undefined ? undefined : changedSince(request.since, cwd);
  const asked = changed ? found.files.filter(file => changed.has(file)) : found.files;
  const typescript = asked.some(isTypescript) && typescriptParser(found.root) !== undefined;
  const files = typescript ? asked : asked.filter(file => !isTypescript(file));
  const skipped = asked.length - files.length;
  if (skipped > 0) {
    const what = skipped === 1 ? '1 TypeScript file, which needs' : `${String(skipped)} TypeScript files, which need`;
    say(`Skipped ${what} a parser: npm i -D @typescript-eslint/parser typescript`);
  }
  if (skipped > 0 && files.length === 0) return undefined;

  const cache = request.cache === undefined ? undefined : resolve(cwd, request.cache);
  const linter = new Linter(Engine, { ...request, cache, root: found.root, typescript });
  const together = cache !== undefined || request.concurrency !== 'off';
  const results = together ? await lintTogether(linter, files) : await lintAll(linter, files);
  if (request.fix) await write(Engine, results);
  return { linter, results };
}

/** Lints the standard input; nothing is written, and the repaired text is part of the JSON format. */
async function lintInput(Engine: typeof ESLint, request: Request, name: string): Promise<Run> {
  const cwd = process.cwd();
  const file = resolve(cwd, name);
  const typescript = isTypescript(file);
  if (typescript && !typescriptParser(cwd)) throw new Fault('TypeScript needs a parser: npm i -D @typescript-eslint/parser typescript');
  const linter = new Linter(Engine, { ...request, root: cwd, typescript });
  return { linter, results: [await linter.lintText(file, await text(process.stdin))] };
}

async function printConfig(Engine: typeof ESLint, request: Request, name: string): Promise<number> {
  const cwd = process.cwd();
  const linter = new Linter(Engine, { ...request, root: cwd, typescript: isTypescript(name) });
  const config = await linter.configFor(resolve(cwd, name));
  if (config === undefined) throw new Fault(`no JavaScript or TypeScript: ${name}`);
  process.stdout.write(`${JSON.stringify(config, null, 2)}\n`);
  return 0;
}

/** Tells what was found, and gives the exit code. */
async function report(Engine: typeof ESLint, request: Request, { linter, results: found }: Run): Promise<number> {
  const results = request.quiet ? Engine.getErrorResults(found) : found;
  const told = await linter.format(results, request.format);
  process.stdout.write(request.format === 'stylish' ? `${told}${told && '\n'}${summaryOf(results)}` : `${told}\n`);
  const warnings = found.reduce((sum, { warningCount }) => sum + warningCount, 0);
  return results.some(({ errorCount }) => errorCount > 0) || warnings > request.maxWarnings ? 1 : 0;
}

/** By ESLint's own cache and threads, which do not tell how far they are. */
async function lintTogether(linter: Linter, files: readonly string[]): Promise<ESLint.LintResult[]> {
  showProgress(`${String(files.length)} files`);
  const results = await linter.lintTogether(files);
  showProgress('');
  return results;
}

async function lintAll(linter: Linter, files: readonly string[]): Promise<ESLint.LintResult[]> {
  const results: ESLint.LintResult[] = [];
  let shown = Date.now();
  for (const file of files) {
    if (Date.now() - shown > 80) {
      showProgress(`${String(results.length)}/${String(files.length)} ${stripVTControlCharacters(relative('', file))}`);
      shown = Date.now();
    }
    results.push(await linter.lint(file));
  }
  showProgress('');
  return results;
}

/** One line that the next one takes the place of, for a person who waits. */
function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
}

async function write(Engine: typeof ESLint, results: ESLint.LintResult[]): Promise<void> {
  try {
    await Engine.outputFixes(results);
  } catch (error) {
    throw new Fault(`cannot write the repairs: ${reasonOf(error)}`);
  }
}

function say(line: string): void {
  process.stderr.write(`watertight: ${line}\n`);
}

for (const stream of [process.stdout, process.stderr]) {
  // The reader has gone, as in `watertight | head`.
  stream.on('error', () => process.exit());
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  say(reasonOf(error));
  process.exitCode = 2;
}
