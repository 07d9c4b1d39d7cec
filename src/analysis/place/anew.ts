import {
  ancestors, contains, isCall, isCallNamed, isFunction, stringOf, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { escaped } from '../../catalogue.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { mentionsOf } from './again.ts';

/**
 * Whether a function runs again and again on its own: with each turn of an interval, or whenever a connection is there once more. It
 * is called then itself, or by a callback that does so in any case.
 */
export function runsAnew(fn: FunctionNode, origin: Origin): boolean {
  // What looks until something is there stops when it is.
  const isOfTurn = (given: Node): boolean => isTurn(given, origin) && !stops(fn, origin);
  if (isOfTurn(fn) || isReconnection(fn, origin)) return true;
  return mentionsOf(fn, origin).some(mention => {
    const bound = isCallNamed(mention.parent?.parent, /^bind$/) ? mention.parent.parent : mention;
    if (isOfTurn(bound) || isReconnection(bound, origin)) return true;
    const caller = isCall(mention.parent) && mention.parent.callee === mention ? callerOf(mention) : undefined;
    return caller !== undefined && ((isOfTurn(caller) && !stops(caller, origin)) || isReconnection(caller, origin));
  });
}

const stops = ({ body }: FunctionNode, { module: { keys } }: Origin): boolean =>
  within(body, keys).some(at => isCallNamed(at, /clear|stop|cancel|unsubscribe/i));

/** The function that comes to a node whatever there is. */
function callerOf(node: Node): FunctionNode | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return at;
    if (/^(IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|CatchClause)$/.test(at.type)) return undefined;
  }
  return undefined;
}

/** Whether something is what an interval calls. */
const isTurn = (given: Node, origin: Origin): boolean => isCall(given.parent) && given.parent.arguments[0] === given
  && origin.factOfCall(given.parent, 'starts')?.timer === 'repeats';

/** Whether something is called whenever a connection is there once more. */
function isReconnection(given: Node, origin: Origin): boolean {
  const call = given.parent;
  if (!isCallNamed(call, /^(on|addListener)$/) || call.arguments[1] !== given) return false;
  const receiver = receiverOf(call);
  const again = receiver && origin.factsOf(receiver)?.emits?.again;
  if (again?.events.includes(stringOf(call.arguments[0]) ?? '') !== true) return false;
  // A number is how long it waits until it does so.
  return !again.unless.some(option => new RegExp(`\\b${escaped(option)}\\b(?!['"]?\\s*:\\s*[1-9])`).test(origin.module.text));
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
    return stopsIn(told) || within(told, keys).some(at => {
      const called = isCall(at) ? origin.definition(at.callee)?.node : undefined;
      return called !== undefined && stopsIn(called);
    });
  });
}
