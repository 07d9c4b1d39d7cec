#!/usr/bin/env node
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { ESLint } from 'eslint';
import { Fault, reasonOf } from './cli/fault.ts';
import { findFiles, isTypescript } from './cli/files.ts';
import { Linter, loadEslint, typescriptParser } from './cli/linter.ts';
import { help, requestOf } from './cli/request.ts';
import { summaryOf } from './cli/summary.ts';
import plugin from './index.ts';

/** Carries out the command and gives its exit code: 0 nothing found, 1 findings, 2 could not run. */
async function run(args: readonly string[]): Promise<number> {
  const request = requestOf(args);
  if (request.help || request.version) {
    process.stdout.write(request.help ? help : `${plugin.meta.version}\n`);
    return 0;
  }
  const Engine = await loadEslint();
  const found = await findFiles(Engine, process.cwd(), request.paths);
  if (found.leftOut > 0) {
    say(`Left out ${String(found.leftOut)} of the given files: tests, scripts, built files and other kinds are not looked at.`);
  } else if (found.files.length === 0) {
    throw new Fault(`no JavaScript or TypeScript to look at in ${request.paths.join(', ')}`);
  }

  const parser = found.files.some(isTypescript) ? typescriptParser(found.root) : undefined;
  const files = parser ? found.files : found.files.filter(file => !isTypescript(file));
  const skipped = found.files.length - files.length;
  if (skipped > 0) {
    const what = skipped === 1 ? '1 TypeScript file, which needs' : `${String(skipped)} TypeScript files, which need`;
    say(`Skipped ${what} a parser: npm i -D @typescript-eslint/parser typescript`);
  }
  if (skipped > 0 && files.length === 0) return 2;

  const linter = new Linter(Engine, { ...request, root: found.root, parser });
  const results = await lintAll(linter, files);
  if (request.fix) await write(Engine, results);
  const text = await linter.format(results, request.format);
  process.stdout.write(request.format === 'stylish' ? `${text}${text && '\n'}${summaryOf(results)}` : `${text}\n`);
  return results.some(result => result.messages.length > 0) ? 1 : 0;
}

async function lintAll(linter: Linter, files: readonly string[]): Promise<ESLint.LintResult[]> {
  const results: ESLint.LintResult[] = [];
  let shown = Date.now();
  for (const file of files) {
    if (process.stderr.isTTY && Date.now() - shown > 80) {
      const line = `${String(results.length)}/${String(files.length)} ${stripVTControlCharacters(relative('', file))}`;
      process.stderr.write(`\r\u001B[K${line.slice(0, (process.stderr.columns || 80) - 1)}`);
      shown = Date.now();
    }
    results.push(await linter.lint(file));
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
  return results;
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
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  say(reasonOf(error));
  process.exitCode = 2;
}
