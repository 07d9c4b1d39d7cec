import {
  contains, enclosingFunction, isCall, isFunction, stringOf, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Listening, Listenings } from './listening.ts';
import { taking } from './taking-off.ts';
import type { Undoing } from './undoing.ts';

/** A listener that comes off by itself, if another one that waits beside it does not come first. */
export function leftByOther(listening: Listening, { kind }: Undoing, listenings: Listenings, origin: Origin): Outrun | undefined {
  const by = kind === 'never' ? alternativeOf(listening, listenings, origin) : undefined;
  return by && { certain: true, fault: { kind: 'outrun', by, ends: [] } };
}

interface Outrun {
  certain: true;
  fault: Extract<Undoing, { kind: 'outrun' }>;
}

/**
 * What leaves a listener behind that waits for one of two events: its own function takes the other listener off, and that of the other,
 * where it comes first, leaves this one.
 */
function alternativeOf(listening: Listening, listenings: Listenings, origin: Origin): FunctionNode | undefined {
  const event = listenings.eventOf(listening);
  const own = listening.once && event !== undefined ? functionOf(listening, listenings) : undefined;
  if (!own) return undefined;
  const takings = listenings.calls.callsUnder(taking);
  const takenOff = ({ arguments: [of] }: CallNode): string | undefined => stringOf(of);
  const mayTakeOff = takings.filter(call => takenOff(call) === undefined || takenOff(call) === event);
  mayTakeOff.push(...listenings.calls.callsUnder(['removeAllListeners']));
  for (const other of listenings.all) {
    const name = listenings.eventOf(other);
    if (!other.once || name === undefined || name === event || !isBeside(other, listening, listenings)) continue;
    const fn = functionOf(other, listenings);
    const isTakenOff = takings.some(call => takenOff(call) === name && contains(own, call));
    if (fn && isTakenOff && ![fn, ...calledIn(fn, origin)].some(each => mayTakeOff.some(call => contains(each, call)))) return fn;
  }
  return undefined;
}

/** The functions that a function calls, as far as they show. */
const calledIn = (fn: FunctionNode, origin: Origin): readonly Node[] =>
  within(fn.body, origin.module.keys).flatMap(at => {
    const called = isCall(at) ? origin.definition(at.callee)?.node : undefined;
    return called ? [called] : [];
  });

/** Whether two listeners are put on the same thing by the same function. */
const isBeside = (one: Listening, other: Listening, { identities }: Listenings): boolean =>
  one.target !== undefined && other.target !== undefined && identities.isSame(one.target, other.target)
    && enclosingFunction(one.node) === enclosingFunction(other.node);

/** The function that a listener is. */
function functionOf(listening: Listening, listenings: Listenings): FunctionNode | undefined {
  const found = listenings.functionOf(listening);
  return isFunction(found) ? found : undefined;
}
