import { ancestors, contains, isFunction, outermost, type Node } from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { promisedBy } from './promise.ts';

/** Whether work settles a promise that is made around it, so that whoever waits for that waits for the work. */
export function settlesAround(whole: Node, origin: Origin): boolean {
  for (const at of ancestors(whole)) {
    if (!isFunction(at) || !makesPromise(at.parent, origin) || isDropped(at.parent)) continue;
    // `check()` settles it too, where that does.
    const mentions = promisedBy(at.parent, origin)?.mentions;
    return mentions !== undefined && [...mentions].some(mention => contains(whole, mention));
  }
  return false;
}

function isDropped(promise: Node): boolean {
  const value = outermost(promise);
  const around = value.parent;
  return value.type !== 'AwaitExpression'
    && (around?.type === 'ExpressionStatement' || (around?.type === 'UnaryExpression' && around.operator === 'void'));
}
