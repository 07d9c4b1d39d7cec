import { ancestors, calledName, declaredName, isCall, isFunction, type CallNode, type FunctionNode, type Node } from '../../ast.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import type { Resource } from './resource.ts';

/** Whether a nested function may run after the owner has returned. */
export function outlives(fn: FunctionNode, resource: Resource, origin: Origin): boolean {
  const call = fn.parent;
  if (isCall(call)) {
    if (call.callee === fn) return false;
    const receiver = receiverOf(call);
    const name = calledName(call) ?? '';
    // What is to run for each message goes on for as long as they come.
    if (origin.factOfCall(call, 'handles')) return true;
    if (receiver && resource.words.it(receiver)) return false;
    if (/^(then|catch|finally)$/.test(name)) return false;
    if (makesPromise(call, origin)) return false;
    if (isPerItem(fn, origin)) return false;
    const path = origin.ofCall(call);
    return !path?.startsWith(`${resource.words.package}:`);
  }
  const name = declaredName(fn);
  const binding = name && origin.module.bindings.of(name);
  if (!binding) return true;
  return binding.references.some(reference => reference !== name && !(isCall(reference.parent) && reference.parent.callee === reference));
}

/** The outermost function inside the owner that holds the node. */
export function outermostFunction(node: Node, owner: Node): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (const at of ancestors(node)) {
    if (at === owner) return found;
    if (isFunction(at)) found = at;
  }
  return undefined;
}

/** Whether a node runs when the process is told to end: `process.once('SIGINT', () => connection.close())`. */
export function isToldToEnd(node: Node, owner: Node, origin: Origin): boolean {
  const nested = outermostFunction(node, owner);
  const call = nested?.parent;
  const receiver = isCall(call) && isListening(call) ? receiverOf(call) : undefined;
  return receiver !== undefined && /^(:process|process:)$/.test(origin.of(receiver) ?? '');
}

/** The calls in a function, those of nested functions too. */
export function callsIn(fn: Node, origin: Origin): CallNode[] {
  return origin.module.callsIn?.(fn) ?? [];
}
