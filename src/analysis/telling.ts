import { isCallNamed, stringOf, type Node } from '../ast.ts';
import { receiverOf } from './call.ts';
import { rootOf } from './identity.ts';
import type { Origin } from './origin.ts';

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
  if (!isCallNamed(call, /^(on|once|addListener|addEventListener)$/)) return undefined;
  const event = stringOf(call.arguments[0]);
  const receiver = receiverOf(call);
  return event === undefined || !receiver ? undefined : { event, call, on: sourceOf(rootOf(receiver)) };
}

/** Whether another emitter tells of an end than those that are listened to: the next worker is there, and the last is still being ended. */
export const isOfAnother = (end: Telling | undefined, tellings: readonly Telling[]): boolean =>
  end !== undefined && tellings.length > 0 && tellings.every(({ on }) => on !== end.on);
