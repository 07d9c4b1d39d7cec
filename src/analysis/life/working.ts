import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  contains, enclosingFunction, isCall, isFunction, stringOf, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { nameGiven } from '../place/calling-back.ts';
import { tellingOf } from '../place/telling.ts';
import { outermostFunction } from './nested.ts';
import type { Resource } from './resource.ts';

/** Events of a life that goes on by itself, or ends. */
const own = /^(error|close|end|finish|drain|warning|timeout|open|ready|connect|exit|disconnect)$/;

/** Whether a resource is there to call functions of the owner for as long as it lives: a consumer, a subscription. */
export const isSubscribed = (resource: Resource, origin: Origin): boolean => callsOn(resource).some(call =>
  origin.factOfCall(call, 'handles') !== undefined
    || (isListening(call) && resource.acquires.heldFor?.includes(stringOf(call.arguments[0]) ?? '') === true));

/** Whether a name, or a part that is taken of it, is given what it is to run from now on: `await consumer.run({ eachMessage })`. */
export function isPutToWork(name: T.Identifier, origin: Origin, depth = 0): boolean {
  return origin.module.bindings.of(name)?.references.some(({ parent }) => {
    const call = parent.type === 'MemberExpression' ? parent.parent : undefined;
    if (!isCall(call) || call.callee !== parent) return false;
    if (origin.factOfCall(call, 'handles')) return true;
    const part = depth === 0 ? nameGiven(call) : undefined;
    return part !== undefined && isPutToWork(part, origin, depth + 1);
  }) === true;
}

/** The calls of methods of a resource. */
const callsOn = ({ mentions, words }: Resource): CallNode[] => mentions.flatMap(({ parent }) => {
  const call = parent?.parent;
  return isCall(call) && call.callee === parent && words.it(receiverOf(call) ?? call) ? [call] : [];
});

const isHeard = (call: CallNode): boolean => isListening(call) && !own.test(stringOf(call.arguments[0]) ?? '');

/** Whether a resource is still at work when its owner has come to its end: in callbacks, or for what listens to it. */
export const worksOn = (resource: Resource, origin: Origin): boolean => {
  const { mentions, owner } = resource;
  return isSubscribed(resource, origin) || callsOn(resource).some(isHeard) || isAtWork(resource, origin) || mentions.some(mention => {
    const nested = outermostFunction(mention, owner);
    if (nested) return !isPerItem(nested, origin) || isListening(nested.parent);
    const call = callAround(mention);
    return isCall(call) && call.arguments.some(argument => isFunction(argument) && !isPerItem(argument, origin)) && !isListening(call);
  });
};

/** Whether a connection is made and told something by a function that waits for nothing: what it was told is not yet sent. */
function isAtWork({ acquires: { heldFor }, owner }: Resource, { module: { keys } }: Origin): boolean {
  const own = heldFor === undefined ? [] : within(owner, keys, inner => inner !== owner && isFunction(inner));
  return own.length > 0 && !own.some(({ type }) => type === 'AwaitExpression');
}

/** The call that a resource is given to, or is asked for. */
function callAround(mention: Node): Node | undefined {
  const { parent } = mention;
  if (isCall(parent)) return parent.callee === mention ? undefined : parent;
  const around = parent?.type === 'MemberExpression' && parent.object === mention ? parent.parent : undefined;
  return isCall(around) && contains(around.callee, mention) ? around : undefined;
}

/** Whether a test asks whether a resource is there: for itself, for what it came from, or for what tells of its end. */
export const isAskedFor = (resource: Resource, test: Node, origin: Origin): boolean =>
  resource.mentions.some(mention => contains(test, mention)) || asksForParent(resource, test) || isToldBy(test, resource, origin);

/** Whether a test asks for what a resource came from, which is there where that is held: `if (connection) await connection.close();` */
const asksForParent = ({ acquires, words }: Resource, test: Node): boolean =>
  acquires.withParent === true && words.from(unwrapped(test));

/** Whether a test asks for a variable that is set when a resource tells of its end: `socket.on('close', () => { closed = true; })`. */
function isToldBy(test: Node, { words }: Resource, origin: Origin): boolean {
  const binding = test.type === 'Identifier' ? origin.module.bindings.of(test) : undefined;
  return binding?.references.some(reference => {
    const { parent } = reference;
    const fn = parent.type === 'AssignmentExpression' && parent.left === reference ? enclosingFunction(reference) : undefined;
    const telling = fn && tellingOf(fn, origin);
    const on = telling && isCall(telling.call) ? receiverOf(telling.call) : undefined;
    return on !== undefined && words.it(on) && /^(close|end|exit|error|finish|disconnect)/.test(telling?.event ?? '');
  }) === true;
}
