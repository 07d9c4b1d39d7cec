import type { Fate, File, Leaking, Use } from '../src/file.ts';
import { awaitUsing, declarationOf, syntaxOf } from '../src/fixes/await-using.ts';
import { oneShot } from '../src/fixes/one-shot.ts';
import { releaseInFinally } from '../src/fixes/release-in-finally.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'given back',
  description: 'Require that what a library hands out is given back on every path, the exceptional one too',
  recommended: true,
  messages: {
    onThrow: 'This {{what}} stays out when `{{at}}` throws. Call `{{release}}` {{where}}.',
    onExit: 'This {{what}} is not given back on the path that leaves at line {{line}}. Call `{{release}}` {{where}}.',
    again: 'This {{what}} is acquired again while the one before is still out. Call `{{release}}` at the end of each turn.',
    never: 'This {{what}} is never given back, and each one that stays out is one less. Call `{{release}}` {{where}}.',
    dropped: 'Nobody can give back this {{what}}, for nothing keeps it. Put it in a variable and call `{{release}}` in a `finally`.',
    batch: 'When one of these fails, the {{what}} of the others stays out. Acquire one after the other, each with its own `finally`.',
    forgotten: '`{{closing}}()` does not give back this {{what}}. Call `{{release}}` there.',
    reopened: '`{{by}}()` has this {{what}} opened anew while the one before is still open. Call `{{release}}` first.',
    unclosed: 'This {{what}} is kept in an object that has no method to close it. Add one that calls `{{release}}`.',
    handed: 'This {{what}} goes to a function that may not give it back. Keep it in a variable and call `{{release}}` in a `finally`.',
  },
  suggestions: {
    awaitUsing: 'Declare it with `{{declaration}}` (Node 24, TypeScript 5.2): the end of the block gives it back.',
    oneShot: 'Call `{{instead}}()`, which needs no {{what}} of its own.',
  },
  *check(file) {
    for (const use of file.having('acquires')) {
      const { fn, handler, loop } = file.place(use.node);
      const once = use.facts.acquires.only !== undefined && !handler && !loop;
      // What a module takes for itself it mostly keeps for itself, but for what others wait for.
      if (!fn && use.facts.acquires.reused !== true) continue;
      for (const fate of file.holdings.fates(use)) {
        // Whoever gives it back on one path has shown that it should be.
        if (!once || fate.kind === 'leaks') yield problemOf(file, use, fate);
      }
    }
  },
});

const where = { finally: 'in a `finally`', catch: 'in a `catch`', callbacks: 'on every path' };

function problemOf(file: File, use: Use<'acquires'>, fate: Fate): Problem {
  const { holdings } = file;
  const words = { what: use.facts.acquires.what, release: holdings.releaseOf(use, fate), where: where[holdings.placeOfRelease(use, fate)] };
  const { node } = use;
  const leaking = holdings.leaking(use, fate);
  const fix = leaking && releaseInFinally(leaking);
  const suggest = leaking && [...suggestionsFor(leaking, use)];
  switch (fate.kind) {
    case 'leaks': {
      const { leak } = fate;
      const message = ({ exit: 'onExit', throw: 'onThrow', again: 'again' } as const)[leak.how];
      const at = { at: file.excerpt(leak.at), line: file.lastLine(leak.at) };
      return { node, message, words: { ...words, ...at }, potential: !fate.certain, fix, suggest };
    }
    case 'never': {
      const potential = !fate.certain || isMeantToStay(file, use, fate);
      return { node, message: 'never', words, potential, fix: fate.certain ? fix : undefined, suggest };
    }
    case 'forgotten':
      return { node, message: 'forgotten', words: { ...words, closing: fate.closing } };
    case 'reopened':
      return { node, message: 'reopened', words: { ...words, by: fate.by } };
    case 'unclosed':
    case 'handed':
      return { node, message: fate.kind, words, potential: true };
    default:
      return { node, message: fate.kind, words, potential: !fate.certain };
  }
}

/** Whether what serves the program as long as that runs is kept on purpose; in a handler or a loop there would be more and more. */
function isMeantToStay(file: File, { node }: Use<'acquires'>, fate: Fate): boolean {
  const { handler, loop } = file.place(node);
  return !handler && !loop && file.holdings.isSubscribed(fate);
}

function* suggestionsFor(leaking: Leaking, { facts: { acquires } }: Use<'acquires'>): Generator<Suggestion> {
  if (leaking.shown) return;
  const { disposable } = acquires;
  const using = disposable && awaitUsing(leaking, disposable);
  if (using) yield { message: 'awaitUsing', words: { declaration: declarationOf(disposable) }, edits: using, syntax: syntaxOf(disposable) };
  const method = acquires.oneShot?.call.replace(/^it\.|\(\)$/g, '');
  const asked = method === undefined ? undefined : oneShot(leaking, method);
  if (asked) yield { message: 'oneShot', words: { instead: `${leaking.owner ?? ''}.${method ?? ''}` }, edits: asked };
}
