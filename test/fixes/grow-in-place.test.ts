import { runInThisContext } from 'node:vm';
import type { Linter } from 'eslint';
import { test } from 'vitest';
import { attempt, drained, expectSameRuns } from '../support/equivalent.ts';
import { givens, programOf, recipes, type Recipe } from './grow-in-place.programs.ts';

/** All that a run of a program shows: what it gives or throws, what it does on the way, and what others hold of it afterwards. */
async function runOf(text: string, { kind, given, boom, keys }: Recipe): Promise<unknown> {
  const log: string[] = [];
  const kept: unknown[] = [];
  const say = (said: string): void => void log.push(said);
  let left = boom;
  let turns = 0;
  let held: (() => void) | undefined;
  const endless = (): void => {
    if (turns++ > 300) throw new Error('endless');
  };
  const more = (): number[] => (endless(), [0, 1, 2]);
  // With memory of its own, not of the pool.
  const buffer = Buffer.from(Uint8Array.from([1, 2, 3]).buffer);
  const env = {
    shared: { length: 1, 0: 'shared', [Symbol.iterator]: Array.prototype[Symbol.iterator] } as Record<string, unknown>,
    object: { b: 1, c: 2 },
    map: new Map([['m', 1]]),
    buffer,
    log: (said: unknown) => { say(`said ${show(said)}`); },
    size: (length: unknown) => length,
    given: (at: number) => {
      const name = given[Number(at) % given.length] ?? 'text';
      say(`given ${name}`);
      return givens[name](say);
    },
    key: (at: number) => (say('key'), keys[Number(at) % keys.length]),
    // The same bytes each time, with others in them.
    chunk: (at: number) => (buffer.fill(97 + Number(at)), buffer),
    boom(item: unknown) {
      say('boom');
      if (left-- === 1) throw new Error('boom');
      return item;
    },
    * broken() {
      yield 'one';
      say('broken');
      if (left-- === 1) throw new Error('broken');
      yield 'two';
    },
    once: () => (endless(), left-- === 1),
    poke: () => {
      say('poke');
      held?.();
      return 'poke';
    },
    hold: (fn: () => void) => held = fn,
    keep: <Kept>(it: Kept) => (kept.push(it), it),
    call: (fn: () => unknown) => fn(),
    each: (fn: (at: number) => unknown) => { more().forEach(fn); },
    steps: (fn: (all: unknown, at: number) => unknown, seed: unknown) => more().map(at => seed = fn(seed, at)),
    count: () => (endless(), 4),
    more,
    turn: endless,
    keyed: () => ({ a: 1, b: 2, c: 3 }),
  };
  let outcome: unknown;
  try {
    const subject = new Function(`${text}return subject;`)() as (given: unknown) => unknown;
    const running = () => subject(env);
    // A loop over what it adds to would never end.
    const returned = Object.assign(globalThis, { running }) && runInThisContext('running()', { timeout: 500 }) as unknown;
    const seen = (value: unknown): string => (kept.push(value), show(value));
    outcome = kind.endsWith('*') ? await drained(returned as AsyncIterator<unknown>, seen) : await returned;
  } catch (error) {
    // The words for what is no list differ between a spread and a loop.
    const told = error instanceof Error ? error.message.replace(/.*(?:iterable|iterator).*/, 'no list') : '';
    outcome = error instanceof Error ? [error.name, told, Object.entries(error)] : 'no error';
  }
  return { outcome: show(outcome), log, kept: kept.map(each => show(typeof each === 'function' ? attempt(each as () => unknown) : each)) };
}

/** A value in words: holes told from `undefined`, keys in their order, with what it inherits and the names of functions. */
function show(value: unknown, depth = 0): string {
  const inner = (each: unknown): string => (depth > 4 ? typeof each : show(each, depth + 1));
  if (Buffer.isBuffer(value)) return `bytes ${value.toString('hex')}`;
  if (typeof value === 'function') return `function ${value.name}`;
  // Nobody waits for a promise that a generator returns.
  if (value instanceof Promise) void value.catch(() => undefined);
  if (value instanceof Map) return `Map ${inner([...value])}`;
  if (value instanceof Set) return `Set ${inner([...value])}`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  const own = Reflect.ownKeys(value).map(key => {
    const { value: held, get } = Object.getOwnPropertyDescriptor(value, key) ?? {};
    return `${String(key)}: ${get ? 'getter' : inner(held)}`;
  });
  const kind: unknown = Object.getPrototypeOf(value);
  const named = kind === null ? 'null' : kind === Object.prototype ? '' : kind === Array.prototype ? 'Array' : 'other';
  return `${named}{${own.join(', ')}}`;
}

test('a program does the same with collections that are added to as with copied ones', async () => {
  const rules: Linter.RulesRecord = { 'watertight/no-quadratic-accumulation': ['error', { report: 'all' }] };
  await expectSameRuns({ recipes, programOf, rules, runOf, runs: 2200 });
}, 300_000);
