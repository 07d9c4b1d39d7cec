import type { Linter } from 'eslint';
import fc from 'fast-check';
import ts from 'typescript';
import { expect } from 'vitest';
import plugin from '../../src/index.ts';
import { language, linter } from './lint.ts';

/** What a program is put together from, whatever else that is. */
export interface Program {
  typescript: boolean;
  kind: '' | 'async ' | '*' | 'async *';
  /** At which call of `boom` it throws. */
  boom: number;
}

/** Parts with which a repair is right, and parts that may make it wrong. */
export interface Parts<Part extends string = string> {
  tame: readonly Part[];
  wild: readonly Part[];
}

export const one = <Part extends string>({ tame, wild }: Parts<Part>, weight: number, wildness = 1): fc.Arbitrary<Part> =>
  fc.oneof({ weight, arbitrary: fc.constantFrom(...tame) }, { weight: wildness, arbitrary: fc.constantFrom(...wild) });

export const keysOf = <Key extends string>(object: Readonly<Record<Key, unknown>>): Key[] => Object.keys(object) as Key[];

/** Takes down what happens. */
export type Log = (said: string) => void;

/** An object that tells what is read of it. */
export function telling<Kind extends object>(target: Kind, log: Log): Kind {
  return new Proxy(target, {
    get(from, key, receiver) {
      log(`get ${String(key)}`);
      return Reflect.get(from, key, receiver) as unknown;
    },
  });
}

/** The program after `--fix`; nothing where it was no program before. */
export function repaired(text: string, filename: string, config: Linter.Config): string | undefined {
  const whole = { ...language(filename, text), plugins: { watertight: plugin }, ...config };
  const { output, messages } = linter.verifyAndFix(text, whole, { filename });
  const isBroken = messages.some(({ fatal }) => fatal);
  return isBroken && output === text ? undefined : output;
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

/** What is compared, and how. */
interface Comparison<Recipe extends Program> {
  recipes: fc.Arbitrary<Recipe>;
  programOf: (recipe: Recipe) => string;
  rules: Linter.RulesRecord;
  /** All that a run of a program shows. */
  runOf: (text: string, recipe: Recipe) => Promise<unknown>;
  runs: number;
}

/** Runs many programs as they are and after `--fix`, and expects the same of both; enough of them must be rewritten. */
export async function expectSameRuns<Recipe extends Program>(comparison: Comparison<Recipe>): Promise<void> {
  const { recipes, programOf, rules, runOf, runs } = comparison;
  let programs = 0;
  let rewritten = 0;
  await fc.assert(fc.asyncProperty(recipes, async recipe => {
    const { typescript } = recipe;
    const program = programOf(recipe);
    fc.pre(isProgram(javascript(program, typescript)));
    const fixed = repaired(program, typescript ? 'subject.ts' : 'subject.cjs', { rules });
    fc.pre(fixed !== undefined);
    programs++;
    if (fixed === program || fixed === undefined) return;
    rewritten++;
    const was = await runOf(javascript(program, typescript), recipe);
    expect(await runOf(javascript(fixed, typescript), recipe), `${program}\n${fixed}`).toEqual(was);
  }), { numRuns: Number(process.env['RUNS'] ?? runs), maxSkipsPerRun: 10 });
  expect(programs).toBeGreaterThanOrEqual(2000);
  expect(rewritten / programs).toBeGreaterThan(0.15);
}

/** All that a generator gives, and what it returns. */
export async function drained(items: AsyncIterator<unknown> | Iterator<unknown>, seen?: (value: unknown) => unknown): Promise<unknown> {
  const found: unknown[] = [];
  for (;;) {
    const { done, value } = await items.next(found.length);
    found.push(seen ? seen(value) : value);
    if (done || found.length > 200) return found;
  }
}

export function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}
