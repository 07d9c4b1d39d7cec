import { runInThisContext } from 'node:vm';
import type { Linter } from 'eslint';
import fc from 'fast-check';
import ts from 'typescript';
import { expect, test } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from '../support/lint.ts';
import { givens, isLie, programOf, recipes, type Log, type Recipe } from './presize-array.programs.ts';

const rules: Linter.RulesRecord = { 'watertight/prefer-presized-array': ['error', { report: 'all' }] };

/** The program after `--fix`; nothing where it is no program. */
function repaired(text: string, typescript: boolean): string | undefined {
  const filename = typescript ? 'subject.ts' : 'subject.js';
  const config = { ...language(filename, text), plugins: { watertight: plugin }, rules };
  const { output, messages } = linter.verifyAndFix(text, config, { filename });
  return messages.some(({ fatal }) => fatal) ? undefined : output;
}

const javascript = (text: string, typescript: boolean): string =>
  typescript ? ts.transpile(text, { target: ts.ScriptTarget.ESNext, removeComments: false }) : text;

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

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
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
  let programs = 0;
  let rewritten = 0;
  await fc.assert(fc.asyncProperty(recipes, async recipe => {
    fc.pre(!isLie(recipe));
    const program = programOf(recipe);
    const fixed = repaired(program, recipe.typescript);
    if (fixed === undefined) fc.pre(false);
    programs++;
    if (fixed === program) return;
    rewritten++;
    const was = await runOf(javascript(program, recipe.typescript), recipe);
    expect(await runOf(javascript(fixed, recipe.typescript), recipe), `${program}\n${fixed}`).toEqual(was);
  }), { numRuns: Number(process.env['RUNS'] ?? 2500), maxSkipsPerRun: 10 });
  expect(programs).toBeGreaterThanOrEqual(2000);
  expect(rewritten / programs).toBeGreaterThan(0.15);
}, 300_000);
