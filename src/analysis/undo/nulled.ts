import { contains, enclosingFunction, isFunction, isNullish, memberName, type FunctionNode, type Node } from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
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
  const fired = reachedFrom([callback], methods, origin);
  const lost = assignmentsToThis(owner, origin.module.keys).filter(({ left, right }) => memberName(left) === name && isNullish(right));
  const at = lost.find(each => {
    const fn = enclosingFunction(each);
    if (!fn || memberOf(fn) !== owner || isHandedOver(fn, origin) || beginning.test(nameOf(fn) ?? '')) return false;
    const leading = leadingTo(fn, methods, origin);
    if (leading.some(method => isConstructor(method) || contains(method, started) || fired.has(method))) return false;
    // It may have been stopped in front of that: by a method that this one calls, or by what whoever calls it calls.
    const reached = [...reachedFrom(leading, methods, origin, each)];
    return !stops.some(stop => reached.some(other => contains(other, stop)));
  });
  return at && { certain: true, fault: { kind: 'dropped', at } };
}

/** Names of methods that run in front of all others, where no timer runs yet. */
const beginning = /^[#_]?(init|set_?[uU]p|open|connect|start|begin|boot)/;

/** A method, those that call it, and so on. */
function leadingTo(fn: FunctionNode, methods: readonly FunctionNode[], origin: Origin): readonly FunctionNode[] {
  const leading = new Set([fn]);
  for (const each of leading) {
    for (const mention of mentionsOf(each, origin)) {
      const caller = methods.find(method => contains(method, mention));
      if (caller) leading.add(caller);
    }
  }
  return [...leading];
}

/**
 * The methods that run when some functions do.
 * @param behind what counts of the function around it is only what it calls in front of that.
 */
function reachedFrom(
  starts: readonly FunctionNode[], methods: readonly FunctionNode[], origin: Origin, behind?: Node,
): ReadonlySet<FunctionNode> {
  const reached = new Set(starts);
  const around = behind && enclosingFunction(behind);
  const isInFront = (mention: Node, fn: FunctionNode): boolean => !behind || fn !== around || mention.range[0] < behind.range[0];
  for (const fn of reached) {
    for (const method of methods) {
      if (mentionsOf(method, origin).some(mention => contains(fn, mention) && isInFront(mention, fn))) reached.add(method);
    }
  }
  return reached;
}

/** Whether something else may call a method: as a callback, or in one, which runs nobody knows when. */
const isHandedOver = (fn: FunctionNode, origin: Origin): boolean => mentionsOf(fn, origin).some(mention => {
  const around = enclosingFunction(mention);
  return mention.parent?.type !== 'CallExpression' || mention.parent.arguments.length > 0 || !around || memberOf(around) === undefined;
});
