import { enclosingFunction, isCallNamed, isFunction, type Node } from '../../ast.ts';
import { localCalls } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { namesOf } from './limit.ts';
import { isClosed } from './unlistened.ts';

/** Whether a program makes something, works with it alone, and closes it again: nobody queues up for what `main()` has to itself. */
export function isOfScript(made: Node, origin: Origin): boolean {
  return [made, ...namesOf(made, origin)].some(mention => isClosed(mention) && isMain(mention, origin));
}

/** Whether a node runs once, when its module is loaded: in no function, or in one that only the module itself calls. */
function isMain(node: Node, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return true;
  const call = fn.parent;
  // `main().finally(() => pool.end())`
  if (isCallNamed(call, /^(then|finally)$/) && !enclosingFunction(call)) return true;
  const calls = isFunction(fn) ? localCalls(fn, origin) : undefined;
  return calls !== undefined && calls.length > 0 && calls.every(call => !enclosingFunction(call));
}
