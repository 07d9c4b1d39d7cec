import {
  ancestors, bare, contains, enclosingFunction, isCallNamed, isFunction, within, type FunctionNode, type Node,
} from '../ast.ts';
import { nameOf } from './callers.ts';
import { callsOnThis, memberOf } from './class.ts';
import { closingsOf } from './closing.ts';
import type { Origin } from './origin.ts';

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
  return [...within(end.body, keys, isFunction)].find(at => at.type === 'AwaitExpression' && mayFail(at.argument) && !isCaught(at, end)
    && stops.every(stop => at.range[1] < stop.range[0]));
}

function mayFail(waited: Node): boolean {
  const value = bare(waited);
  return value.type !== 'NewExpression' && !isCallNamed(value, harmless);
}

const isInFinally = (stop: Node, fn: FunctionNode): boolean => [...ancestors(stop)].some(at => contains(fn, at)
  && (at.type === 'CatchClause' || (at.type === 'TryStatement' && at.finalizer !== null && contains(at.finalizer, stop))));

/** Whether a failure is looked after in the function itself. */
const isCaught = (wait: Node, fn: FunctionNode): boolean =>
  [...ancestors(wait)].some(at => contains(fn, at) && at.type === 'TryStatement' && contains(at.block, wait));
