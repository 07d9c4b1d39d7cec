import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, enclosingFunction, isCall, isFunction, memberName, outermost, within, type CallNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { givingInFinally } from './giving.ts';

/** Methods that go on with what they are handed when they have returned, and those that keep it. */
const sends = /^(write|send|end|publish|sendMessage|enqueue)$/;
const keeps = /^(push|unshift|set|add|append|put)$/;

/** The call that sends or keeps a thing, or a view of it, which then goes back to its pool at once. */
export function sentBefore(mention: Node, release: Node, isBuffer: boolean, origin: Origin): CallNode | undefined {
  const whole = viewOf(mention, isBuffer);
  const call = whole.parent;
  if (call?.type !== 'CallExpression' || !call.arguments.includes(whole as never) || contains(call, release)) return undefined;
  const name = calledName(call) ?? '';
  if (call.callee.type !== 'MemberExpression' || !(sends.test(name) || keeps.test(name))) return undefined;
  if (enclosingFunction(call) !== enclosingFunction(release) || call.range[0] > release.range[0]) return undefined;
  // Whoever waits knows that it is through.
  if (outermost(call).type === 'AwaitExpression') return undefined;
  return isWaitedFor(call, release, origin) || (keeps.test(name) && isTakenOut(call, origin)) ? undefined : call;
}

/** The `return` by which a thing, or a view of it, leaves the function whose `finally` gives it back: `return buffer.subarray(0, 9)`. */
export function returnedBefore(mention: Node, release: Node): Node | undefined {
  let whole = viewOf(mention, false);
  const property = whole.parent;
  if (property?.type === 'Property' && property.value === whole && property.parent.type === 'ObjectExpression') whole = property.parent;
  const statement = whole.parent;
  return statement?.type === 'ReturnStatement' && givingInFinally(statement, new Set([release])) ? statement : undefined;
}

/** `buffer.subarray(0, length)` shares the bytes. */
function viewOf(mention: Node, isBuffer: boolean): Node {
  const at = outermost(mention);
  const member = at.parent;
  if (member?.type !== 'MemberExpression' || member.object !== at || !isCall(member.parent)) return at;
  const isView = memberName(member) === 'subarray' || (isBuffer && memberName(member) === 'slice');
  return isView ? outermost(member.parent) : at;
}

/** Whether anything is awaited between a call and a release. */
function isWaitedFor(call: Node, release: Node, origin: Origin): boolean {
  const fn = enclosingFunction(call);
  if (!fn) return false;
  return within(fn.body, origin.module.keys, isFunction).some(at =>
    (at.type === 'AwaitExpression' || at.type === 'YieldExpression')
    && at.range[0] > call.range[1] && at.range[0] < release.range[0] && !contains(at, release));
}

/** Whether what keeps it is told to let it go. */
function isTakenOut(call: T.CallExpression, origin: Origin): boolean {
  const list = call.callee.type === 'MemberExpression' ? origin.module.sourceOf(call.callee.object) : '';
  const fn = enclosingFunction(call);
  return fn !== undefined && (origin.module.callsIn?.(fn) ?? []).some(other =>
    other.callee.type === 'MemberExpression' && origin.module.sourceOf(other.callee.object) === list
    && /^(delete|splice|pop|shift|clear|filter)$/.test(calledName(other) ?? ''));
}
