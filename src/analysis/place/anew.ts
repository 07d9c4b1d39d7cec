import { contains, isCall, isCallNamed, isFunction, stringOf, within, type FunctionNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a callback runs again and again on its own: with each turn of an interval, or whenever a connection is there once more. */
export function runsAnew(fn: FunctionNode, origin: Origin): boolean {
  const call = fn.parent;
  if (!isCall(call)) return false;
  const { keys, text } = origin.module;
  if (call.arguments[0] === fn && origin.factOfCall(call, 'starts')?.timer === 'repeats') {
    // What looks until something is there stops when it is.
    return ![...within(fn.body, keys)].some(at => isCallNamed(at, /clear|stop|cancel|unsubscribe/i));
  }
  if (!isCallNamed(call, /^(on|addListener)$/) || call.arguments[1] !== fn || !isFunction(fn)) return false;
  const receiver = receiverOf(call);
  const again = receiver && origin.factsOf(receiver)?.emits?.again;
  return again?.events.includes(stringOf(call.arguments[0]) ?? '') === true && !again.unless.some(option => text.includes(option));
}

/** Events after which a connection is made anew. */
const ends = /^(close|end|offline|disconnect(ed)?|reconnect(ing)?|error)$/;

/** Whether what such a callback starts is stopped before it runs again: when the connection is told to have gone. */
export function endsBetween(fn: FunctionNode, stops: readonly Node[], origin: Origin): boolean {
  if (!runsAnew(fn, origin)) return false;
  const { callsNamed, keys } = origin.module;
  const stopsIn = (node: Node): boolean => stops.some(stop => contains(node, stop));
  return ['on', 'once', 'addListener'].flatMap(name => callsNamed?.(name) ?? []).some(({ arguments: [event, listener] }) => {
    if (!listener || !ends.test(stringOf(event) ?? '')) return false;
    const told = origin.definition(listener)?.node ?? listener;
    return stopsIn(told) || [...within(told, keys)].some(at => {
      const called = isCall(at) ? origin.definition(at.callee)?.node : undefined;
      return called !== undefined && stopsIn(called);
    });
  });
}
