import type { Linter } from 'eslint';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from '../support/lint.ts';
import { givens, programOf, recipes, type Recipe } from './string-concat.programs.ts';

const rules: Linter.RulesRecord = { 'watertight/no-string-concat-in-loop': ['error', { report: 'all', rewrite: 'fix' }] };

/** The program after `--fix`; nothing where it is no program. */
function repaired(text: string, typescript: boolean): string | undefined {
  const filename = typescript ? 'subject.ts' : 'subject.cjs';
  const config = { ...language(filename, text), plugins: { watertight: plugin }, rules };
  const { output, messages } = linter.verifyAndFix(text, config, { filename });
  return messages.some(({ fatal }) => fatal) ? undefined : output;
}

const javascript = (text: string, typescript: boolean): string =>
  typescript ? ts.transpile(text, { target: ts.ScriptTarget.ESNext, removeComments: false, module: ts.ModuleKind.Preserve }) : text;

function isProgram(text: string): boolean {
  try {
    new Function(text);
    return true;
  } catch {
    return false;
  }
}

/** All that a run of a program shows: what it gives or throws, what it does on the way, in its order. */
async function runOf(text: string, { kind, given, boom }: Recipe): Promise<unknown> {
  const log: string[] = [];
  const kept: (() => unknown)[] = [];
  let left = boom;
  let turns = 0;
  let held: (() => void) | undefined;
  const poke = (): string => {
    log.push('poke');
    held?.();
    return 'poke';
  };
  const env = {
    log: (said: unknown) => void log.push(`said ${show(said)}`),
    given: (at: number) => {
      const name = given[Number(at) % given.length] ?? 'text';
      log.push(`given ${name}`);
      return givens[name](said => void log.push(said), poke);
    },
    boom(item: unknown) {
      log.push('boom');
      if (left-- === 1) throw new Error('boom');
      return item;
    },
    poke,
    hold: (fn: () => void) => held = fn,
    keep: (fn: () => unknown) => kept.push(fn),
    call: (fn: () => unknown) => fn(),
    count: () => {
      if (turns++ > 200) throw new Error('endless');
      return 5;
    },
    more: () => [0, 1, 2],
    keyed: () => ({ 0: 'a', 1: 'b', 2: 'c' }),
  };
  let outcome: unknown;
  try {
    const subject = new Function(`${text}return subject;`)() as (given: unknown) => unknown;
    const returned = subject(env);
    outcome = kind.endsWith('*') ? await drained(returned as AsyncIterator<unknown>) : await returned;
  } catch (error) {
    outcome = error instanceof Error ? `${error.name}: ${error.message}` : 'no error';
  }
  return { outcome: show(outcome), log, kept: kept.map(read => show(attempt(read))) };
}

async function drained(items: AsyncIterator<unknown> | Iterator<unknown>): Promise<unknown> {
  const found: unknown[] = [];
  for (;;) {
    const { done, value } = await items.next(found.length);
    found.push(value);
    if (done || found.length > 100) return found;
  }
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}

function show(value: unknown, depth = 0): string {
  if (Array.isArray(value)) return `[${value.map(each => show(each, depth + 1)).join(', ')}]`;
  if (typeof value === 'function') return 'function';
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, held]) => (depth > 3 ? key : `${key}: ${show(held, depth + 1)}`)).join(', ')}}`;
  }
  return `${typeof value} ${String(value)}`;
}

test('a program does the same with its strings gathered in arrays as with growing ones', async () => {
  let programs = 0;
  let rewritten = 0;
  await fc.assert(fc.asyncProperty(recipes, async recipe => {
    const program = programOf(recipe);
    fc.pre(isProgram(javascript(program, recipe.typescript)));
    const fixed = repaired(program, recipe.typescript);
    fc.pre(fixed !== undefined);
    programs++;
    if (fixed === program || fixed === undefined) return;
    rewritten++;
    const was = await runOf(javascript(program, recipe.typescript), recipe);
    expect(await runOf(javascript(fixed, recipe.typescript), recipe), `${program}\n${fixed}`).toEqual(was);
  }), { numRuns: Number(process.env['RUNS'] ?? 3000), maxSkipsPerRun: 10 });
  expect(programs).toBeGreaterThanOrEqual(2000);
  expect(rewritten / programs).toBeGreaterThan(0.15);
}, 300_000);
