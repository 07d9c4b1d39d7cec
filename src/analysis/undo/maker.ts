import {
  calledName, isCall, isCallNamed, isFunction, stringOf, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { isTakingOff } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';

const adding = /^(on|once|addListener|addEventListener|prependListener|prependOnceListener)$/;

/**
 * Whether a name stands for a function that only makes listeners, so that it was never added itself:
 * `socket.once('error', failWith('error'))`, and then `socket.off('error', failWith)`.
 */
export function isMakerOf(listener: Node, event: Node, origin: Origin): boolean {
  const binding = listener.type === 'Identifier' ? origin.module.bindings.of(listener) : undefined;
  const [value] = binding?.writes ?? [];
  const fn = binding?.kind === 'function' ? binding.node : value && unwrapped(value);
  if (!binding || binding.reassigned || !isFunction(fn) || fn.async || fn.generator) return false;
  const given = origin.returned(fn);
  if (given.length === 0 || !given.every(each => isFunction(unwrapped(each)))) return false;
  const isOnlyMade = binding.references.every(({ parent }, index) =>
    isCall(parent) && (parent.callee === binding.references[index] || isTakingOff(parent)));
  const name = stringOf(unwrapped(event));
  return isOnlyMade && binding.references.some(reference => {
    const made = reference.parent;
    const call = isCall(made) && made.callee === reference ? made.parent : undefined;
    if (!isCallNamed(call, adding) || call.arguments[1] !== made) return false;
    return name === undefined || stringOf(call.arguments[0]) === name;
  });
}

/** Names of what gives what is there already. */
export const lookingUp = /^(get|pop|shift|at|find|listeners|rawListeners)/;

/** Whether a value is taken from where others are: `server.listeners('upgrade')[0]`, `listeners.pop()`. */
export function isLookedUp(value: Node): boolean {
  const at = unwrapped(value);
  return (at.type === 'MemberExpression' && at.computed) || (isCall(at) && lookingUp.test(calledName(at) ?? ''));
}

/** Whether a call makes a function of its own each time; not known of one from elsewhere whose name does not say so. */
export function makesFresh(call: CallNode, origin: Origin): boolean | undefined {
  const definition = origin.definition(call.callee);
  if (isFunction(definition?.node)) return origin.returned(definition.node).every(value => isFunction(unwrapped(value)));
  return /^(debounce|throttle|once|partial|curry)$/.test(calledName(call) ?? '') || undefined;
}

/** A function that does nothing may be a callback of something else that is switched off: `relay.off('schedule', () => {})`. */
export const isEmpty = ({ body }: FunctionNode): boolean => body.type === 'BlockStatement' && body.body.length === 0;
