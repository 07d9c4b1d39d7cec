import {
  ancestors, calledName, contains, isCallNamed, isFunction, isLoop, memberName, within, type CallNode, type Node,
} from '../../ast.ts';
import { isWrittenIn } from '../origin/change.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import type { Large } from './bulk.ts';

/** So many characters are copied. */
const few = 12;

/** Whether what a method cuts out of a text is so short that it is copied. */
export function isShort(call: CallNode, origin: Origin): boolean {
  const [start, end] = call.arguments;
  const of = (node: Node | undefined): number | undefined => node && constantOf(node, origin);
  const [from, to] = [of(start), of(end)];
  if (calledName(call) === 'substr') return to !== undefined && to <= few;
  if (from !== undefined && !end) return from < 0 && -from <= few;
  if (to !== undefined && from !== undefined) return to >= 0 && to - from <= few;
  if (end?.type !== 'BinaryExpression' || end.operator !== '+' || !start) return false;
  const { sourceOf } = origin.module;
  const added = sourceOf(end.left) === sourceOf(start) ? of(end.right) : undefined;
  return added !== undefined && added <= few;
}

/** Whether it is but a part of the whole: not its rest, not one of the parts into which a loop cuts it. */
export function isSmall(call: CallNode, parent: Large, origin: Origin): boolean {
  const [start, end] = call.arguments;
  if (!start || start.type === 'SpreadElement') return false;
  const from = constantOf(start, origin);
  if (!end) return (from !== undefined && from < 0) || isNegated(start) || isNearEnd(start, origin);
  const to = constantOf(end, origin);
  if ((to !== undefined && to < 0) || isNegated(end)) return calledName(call) === 'substr';
  const isToEnd = end.type === 'BinaryExpression' ? end.operator === '-' && isLength(end.left) : isLength(end);
  if (isToEnd) return isNearEnd(start, origin);
  return !isWindow(start, call, parent, origin);
}

/** `bytes.length - 22`, `text.lastIndexOf('\n') + 1` */
function isNearEnd(start: Node, origin: Origin): boolean {
  if (start.type === 'BinaryExpression' && start.operator === '-' && isLength(start.left)) return true;
  const { bindings, keys } = origin.module;
  return within(start, keys).some(at => {
    const value = at.type === 'Identifier' ? bindings.of(at)?.writes[0] : at;
    return isCallNamed(value, /^lastIndexOf$/);
  });
}

/** Whether a loop moves the start through the whole. */
function isWindow(start: Node, call: CallNode, parent: Large, origin: Origin): boolean {
  const { bindings, keys } = origin.module;
  const loop = [...ancestors(call)].find(at => isLoop(at) || isFunction(at));
  if (!isLoop(loop)) return false;
  const root = parent.node.type === 'Identifier' ? bindings.of(parent.node) : undefined;
  if (root && contains(loop, root.declared)) return false;
  return within(start, keys).some(at => {
    const binding = at.type === 'Identifier' ? bindings.of(at) : undefined;
    return binding !== undefined && isWrittenIn(loop, binding);
  });
}

const isNegated = (node: Node): boolean => node.type === 'UnaryExpression' && node.operator === '-';
const isLength = (node: Node): boolean => node.type === 'MemberExpression' && /^(length|byteLength)$/.test(memberName(node) ?? '');
