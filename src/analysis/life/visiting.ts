import { bare, isCall, isFunction, within, type CallNode, type Node, type VisitorKeys } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a runner steps through a generator to its end, and gives it what it waits for: `const rows = yield load()`. */
export const isCoroutine = (owner: Node, keys: VisitorKeys): boolean => isFunction(owner) && owner.generator && !owner.async
  && within(owner.body, keys, isFunction).some(at => at.type === 'YieldExpression' && at.parent.type !== 'ExpressionStatement');

/** Whether a call gives again what a resource was got of, as it did then: `await getLocks().acquire(name)`, `getLocks().release(lock)`. */
export function givesOwner(call: CallNode, acquired: Node, { module: { sourceOf } }: Origin): boolean {
  const got = bare(acquired);
  const owner = isCall(got) ? receiverOf(got) : undefined;
  return isCall(owner) && call.parent.type === 'MemberExpression' && sourceOf(owner) === sourceOf(call);
}
