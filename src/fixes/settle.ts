import type { TSESLint } from '@typescript-eslint/utils';
import { calledName, contains, isCall, memberName, unwrapped, type CallNode } from '../ast.ts';
import { after, replace, type Edit } from '../edit.ts';
import type { Promised } from '../file.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** The failure of what a promise follows becomes its own: `.then(resolve, reject)`, or a `catch` behind the chain. */
export function rejectAfter(source: Source, promised: Promised, last: CallNode): Edit[] | undefined {
  const reject = rejectOf(source, promised);
  if (!reject || isSettledBefore(promised, last)) return undefined;
  const [only] = last.arguments;
  const isPlain = last.arguments.length === 1 && only?.type === 'Identifier' && calledName(last) === 'then';
  return [...reject.edits, isPlain ? after(whole(source, only), `, ${reject.name}`) : after(last, `.catch(${reject.name})`)];
}

/** Whether a step before the last settles the promise, so that nobody would hear any more of what fails behind it. */
function isSettledBefore(promised: Promised, last: CallNode): boolean {
  const callee = unwrapped(last.callee);
  if (callee.type !== 'MemberExpression') return false;
  const before = unwrapped(callee.object);
  if (memberName(callee) === 'finally' && isCall(before)) return isSettledBefore(promised, before);
  return [...promised.mentions].some(mention => contains(before, mention));
}

/** What fails by an event rejects the promise. */
export function rejectOn(source: Source, promised: Promised, listening: CallNode, event: string): Edit[] | undefined {
  // It gives nothing to go on with.
  if (calledName(listening) === 'addEventListener') return undefined;
  const reject = rejectOf(source, promised);
  return reject && [...reject.edits, after(listening, `.on('${event}', ${reject.name})`)];
}

/** The executor's second parameter, added where there is none. */
function rejectOf(source: Source, { executor, resolve, reject }: Promised): { name: string; edits: readonly Edit[] } | undefined {
  if (reject) return { name: reject.name, edits: [] };
  if (!executor || !resolve || executor.params.length !== 1 || unwrapped(executor.params[0] ?? resolve) !== resolve) return undefined;
  const name = ['reject', 'fail'].find(each => !new RegExp(`\\b${each}\\b`).test(source.getText(executor)));
  if (name === undefined) return undefined;
  const before = source.getTokenBefore(resolve);
  const isBare = before?.value !== '(' || before.range[0] < executor.range[0];
  return { name, edits: [isBare ? replace(resolve, `(${source.getText(resolve)}, ${name})`) : after(resolve, `, ${name}`)] };
}
