import { ancestors, contains, enclosingFunction, isFunction, isNullish, memberName, type FunctionNode, type Node } from '../../ast.ts';
import { assignmentsToThis, isConstructor, memberOf } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { mentionsOf } from '../place/again.ts';
import type { Handle } from './handle.ts';

/** A timer whose only handle a method forgets while it may run. */
export interface Nulled {
  certain: boolean;
  fault: { kind: 'dropped'; at: Node };
}

/**
 * The method that sets the field of a timer to nothing without stopping it, as others of the class do: `this.timer = null`.
 * @param callback what the timer calls: it, and what it calls, may forget what has fired.
 */
export function nulledOf(
  started: Node, callback: FunctionNode | undefined, { kept, target, stops }: Handle, operation: FunctionNode, origin: Origin,
): Nulled | undefined {
  const owner = kept === 'field' && target?.type === 'MemberExpression' ? memberOf(operation) : undefined;
  const name = target?.type === 'MemberExpression' ? memberName(target) : undefined;
  if (!owner || name === undefined || !callback) return undefined;
  const methods = owner.body.body.flatMap(member => ('value' in member && isFunction(member.value) ? [member.value] : []));
  const fired = reachedFrom(callback, methods, origin);
  const lost = assignmentsToThis(owner, origin.module.keys).filter(({ left, right }) => memberName(left) === name && isNullish(right));
  const isStopping = (fn: FunctionNode): boolean => stops.some(stop => contains(fn, stop));
  const at = lost.find(each => {
    const fn = enclosingFunction(each);
    if (!fn || memberOf(fn) !== owner || isConstructor(fn) || contains(fn, started) || fired.has(fn) || isStopping(fn)) return false;
    const callers = mentionsOf(fn, origin).flatMap(mention => [...ancestors(mention)].filter(isFunction).slice(-1));
    return !isHandedOver(fn, origin) && callers.every(caller => !isStopping(caller) && !contains(caller, started) && !fired.has(caller));
  });
  return at && { certain: true, fault: { kind: 'dropped', at } };
}

/** The methods that run when a function does. */
function reachedFrom(start: FunctionNode, methods: readonly FunctionNode[], origin: Origin): ReadonlySet<FunctionNode> {
  const reached = new Set([start]);
  for (const fn of reached) {
    for (const method of methods) if (mentionsOf(method, origin).some(mention => contains(fn, mention))) reached.add(method);
  }
  return reached;
}

/** Whether something else may call a method: as a callback, or in one, which runs nobody knows when. */
const isHandedOver = (fn: FunctionNode, origin: Origin): boolean => mentionsOf(fn, origin).some(mention => {
  const around = enclosingFunction(mention);
  return mention.parent?.type !== 'CallExpression' || mention.parent.arguments.length > 0 || !around || memberOf(around) === undefined;
});
