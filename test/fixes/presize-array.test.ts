import { runInThisContext } from 'node:vm';
import type { Linter } from 'eslint';
import { test } from 'vitest';
import { attempt, expectSameRuns, type Log } from '../support/equivalent.ts';
import { givens, programOf, recipes, type Recipe } from './presize-array.programs.ts';

type Collection = unknown[] | Set<unknown> | Map<unknown, unknown>;

/** All that a run of a program shows: what it gives or throws, what it does on the way, and what others hold of it afterwards. */
async function runOf(text: string, { kind, source, given, boom, typescript }: Recipe): Promise<unknown> {
  const log: string[] = [];
  const kept: unknown[] = [];
  const say: Log = said => {
    // A repair reads the length of what it is told is an array once more.
    if (!(typescript && said === 'get length')) log.push(said);
  };
  let shared: Collection | undefined;
  let calls: (() => void) | undefined;
  let left = boom;
  const less = (item?: unknown): unknown => {
    say('less');
    calls?.();
    if (Array.isArray(shared)) shared.pop();
    else if (shared) shared.delete([...shared.keys()].at(-1));
    return item;
  };
  const env = {
    log: (said: unknown) => { say(show(said)); },
    call: (item: unknown) => (say(`call ${show(item)}`), item),
    boom(item: unknown) {
      say(`boom ${String(left)}`);
      if (left-- === 1) throw new Error('boom');
      return item;
    },
    less,
    once: () => left-- === 1,
    share: (items: Collection) => shared = items,
    calls: (fn: () => void) => calls = fn,
    keep: (it: unknown) => kept.push(it),
  };
  let outcome: unknown;
  try {
    const subject = runInThisContext(`(() => { ${text} return subject; })()`) as (...given: unknown[]) => unknown;
    const input = givens[given](say) as Collection;
    if (source === 'parameter' || source === 'alias') shared = input;
    const returned = source === 'rest' ? subject(env, ...input) : subject(env, input);
    outcome = kind === '*' ? [...returned as Iterable<unknown>] : await returned;
    if (kind === '*') outcome = { yielded: outcome };
  } catch (error) {
    outcome = `${(error as Error).name}: ${(error as Error).message}`;
  }
  const held = kept.map(each => (typeof each === 'function' ? attempt(each as () => unknown) : each));
  return { outcome: show(outcome), log, held: held.map(show) };
}

/** A value in words, holes told from `undefined`. */
function show(value: unknown, depth = 0): string {
  if (depth > 5) return '…';
  const inner = (each: unknown): string => show(each, depth + 1);
  if (Array.isArray(value)) {
    const shown = Array.from({ length: value.length }, (_, at) => (at in value ? inner(value[at]) : 'hole'));
    return `${value.constructor.name}[${shown.join(', ')}]`;
  }
  if (value instanceof Map) return `Map{${inner([...value])}}`;
  if (value instanceof Set) return `Set{${inner([...value])}}`;
  if (typeof value === 'function') return `function ${inner(attempt(value as () => unknown))}`;
  if (typeof value === 'object' && value !== null) {
    // A getter called `name` would tell the log that it was read.
    const shown = Object.entries({ ...value, ...('name' in value && { name: '?' }) }).map(([key, each]) => `${key}: ${inner(each)}`);
    return `{${shown.join(', ')}}`;
  }
  return `${typeof value} ${String(value)}`;
}

test('a program does the same with its arrays made at once as with growing ones', async () => {
  const rules: Linter.RulesRecord = { 'watertight/prefer-presized-array': ['error', { report: 'all' }] };
  await expectSameRuns({ recipes, programOf, rules, runOf, runs: 2500 });
}, 300_000);
