import { isCall, stringOf, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { emitterOf, isListening } from '../origin/emitting.ts';
import { isOfModule, rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';

/** An event by which an emitter calls a function. */
export interface Telling {
  event: string;
  call: Node;
  /** What the emitter is, or is taken out of, as the code writes it: `child` of `child.stdout`. */
  on: string;
}

/** The event that a callback is called by: `child.once('exit', callback)`. */
export function tellingOf(callback: Node, { module: { sourceOf } }: Origin): Telling | undefined {
  const call = callback.parent;
  if (!isListening(call)) return undefined;
  const event = stringOf(call.arguments[0]);
  const receiver = receiverOf(call);
  return event === undefined || !receiver ? undefined : { event, call, on: sourceOf(rootOf(receiver)) };
}

/** Whether another emitter tells of an end than those that are listened to: the next worker is there, and the last is still being ended. */
export const isOfAnother = (end: Telling | undefined, tellings: readonly Telling[]): boolean =>
  end !== undefined && tellings.length > 0 && tellings.every(({ on }) => on !== end.on);

/**
 * Whether what a listener was put on tells of its own end, and is gone with all its listeners. What is waited for until it ends is at its
 * end with an error, too.
 */
export function isItsEnd(callback: Node, ends: readonly Node[], listening: Node, origin: Origin): boolean {
  const target = isCall(listening) ? receiverOf(listening) : undefined;
  // What the module holds is there, and listened to again, even then.
  if (!target || isOfModule(target, origin)) return false;
  const isOfTarget = ({ call }: Telling): boolean => {
    const told = isCall(call) ? receiverOf(call) : undefined;
    return told !== undefined && emitterOf(told, origin) === emitterOf(target, origin);
  };
  const isLast = (each: Telling | undefined): boolean => each !== undefined && last.test(each.event) && isOfTarget(each);
  const end = tellingOf(callback, origin);
  return isLast(end) || (end?.event === 'error' && isOfTarget(end) && ends.some(at => isLast(tellingOf(at, origin))));
}

const last = /^(end|finish|close|exit)$/;
