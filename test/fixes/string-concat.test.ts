import type { Linter } from 'eslint';
import { test } from 'vitest';
import { attempt, drained, expectSameRuns } from '../support/equivalent.ts';
import { givens, programOf, recipes, type Recipe } from './string-concat.programs.ts';

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

function show(value: unknown, depth = 0): string {
  if (Array.isArray(value)) return `[${value.map(each => show(each, depth + 1)).join(', ')}]`;
  if (typeof value === 'function') return 'function';
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value).map(([key, held]) => (depth > 3 ? key : `${key}: ${show(held, depth + 1)}`)).join(', ')}}`;
  }
  // V8 quotes the code of what is no list.
  return `${typeof value} ${String(value).replace(/.*(?:iterable|iterator).*/, 'no list')}`;
}

test('a program does the same with its strings gathered in arrays as with growing ones', async () => {
  const rules: Linter.RulesRecord = { 'watertight/no-string-concat-in-loop': ['error', { report: 'all', rewrite: 'fix' }] };
  await expectSameRuns({ recipes, programOf, rules, runOf, runs: 3000 });
}, 300_000);
