import {
  ancestors, bare, calledName, contains, enclosingFunction, isCall, isFunction, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { callsOnThis, memberOf } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { catchesAll } from '../place/unfailing.ts';
import { closingsOf } from './closing.ts';

/** Promises that end well in any case, or mere pauses. */
const harmless = /^(allSettled|sleep|delay|pause|wait|setTimeout|setImmediate|nextTick)$/;

/**
 * What one object waits for before it stops something at the end of its own work: where that fails, nobody stops it. Nothing where
 * another method could, or who uses the object.
 */
export function waitBefore(stops: readonly Node[], starter: FunctionNode, origin: Origin): Node | undefined {
  const owner = memberOf(starter);
  const ends = stops.map(stop => [...ancestors(stop)].filter(isFunction).find(fn => memberOf(fn) === owner));
  const [end] = ends;
  if (!owner || !end || end === starter || ends.some(each => each !== end)) return undefined;
  if (stops.some(stop => enclosingFunction(stop) !== end || isInFinally(stop, end))) return undefined;
  const { keys } = origin.module;
  if (closingsOf(owner, origin).length > 0 || callsOnThis(owner, nameOf(end) ?? '', keys).length === 0) return undefined;
  return within(end.body, keys, isFunction).find(at =>
    at.type === 'AwaitExpression' && stops.every(stop => at.range[1] < stop.range[0])
    && !isCaught(at, end) && mayFail(at.argument, origin));
}

function mayFail(waited: Node, origin: Origin): boolean {
  const value = bare(waited);
  if (!isCall(value)) return true;
  const name = calledName(value) ?? '';
  if (value.type === 'NewExpression' || harmless.test(name)) return false;
  if (name !== 'then' && name !== 'catch') return !catchesAll(origin.definition(value.callee)?.node);
  const handler = value.arguments[name === 'catch' ? 0 : 1];
  return !handler || within(handler, origin.module.keys).some(({ type }) => type === 'ThrowStatement');
}

const isInFinally = (stop: Node, fn: FunctionNode): boolean => [...ancestors(stop)].some(at => contains(fn, at)
  && (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.finalizer !== null && contains(at.finalizer, stop))));

/** Whether a failure is looked after in the function itself. */
const isCaught = (wait: Node, fn: FunctionNode): boolean =>
  [...ancestors(wait)].some(at => contains(fn, at) && at.type === 'TryStatement' && contains(at.block, wait));
