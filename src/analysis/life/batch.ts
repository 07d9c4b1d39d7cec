import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, memberName, outermost, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';

/** `Promise.all([…])` */
export function isBatch(array: Node, origin: Origin): boolean {
  const call = array.parent as Node;
  return isCall(call) && origin.ofCall(call) === ':Promise.all()';
}

/** Whether an element is the first of several that are acquired in a list. */
export function isFirstOf(array: T.ArrayExpression, element: Node, use: Use, origin: Origin): boolean {
  return array.elements.length > 1 && array.elements.find(each => each !== null && origin.of(each) === use.path) === element;
}

/** `Promise.all(ids.map(() => pool.connect()))` */
export function isMappedBatch(fn: Node, origin: Origin): boolean {
  const call = fn.parent as Node;
  return isCall(call) && call.callee.type === 'MemberExpression' && memberName(call.callee) === 'map' && isBatch(outermost(call), origin);
}
