import {
  ancestors, contains, enclosingFunction, enclosingStatement, isCall, isCallNamed, isFunction, propertyName, within, type Node,
} from '../../ast.ts';
import type { Leak } from '../life/life.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether control leaves on its own, or where something fails that is waited for, and not only where something is worked out. */
export function isWaitedFor({ how, at }: Leak, releases: readonly Node[], { module: { keys } }: Origin): boolean {
  const fn = enclosingFunction(at);
  if (how !== 'throw' || !fn) return true;
  // `Promise.race([work, late]).then(answer => { clearTimeout(timer); … })`
  const isStepOf = (step: Node | undefined): boolean => isCallNamed(step, /^then$/) && (step === at || contains(step.callee, at))
    && isCall(receiverOf(step));
  if (releases.some(release => isStepOf(enclosingFunction(release)?.parent))) return true;
  const guarded = releases.map(release => {
    const attempt = [...ancestors(release)].find(around =>
      around.type === 'TryStatement' && around.finalizer && contains(around.finalizer, release));
    return (attempt ?? release).range[0];
  });
  // Of all that may fail before it is looked after, the first is named.
  const end = Math.min(...guarded.filter(start => start > at.range[0]), fn.range[1]);
  const start = (enclosingStatement(at) ?? at).range[0];
  return within(fn.body, keys, isFunction).some(({ type, range }) =>
    /^(Await|Yield)Expression$/.test(type) && range[0] >= start && range[0] < end);
}

/**
 * Whether a listener that is called once has been called on the path that leaks, since it is what lets control get there:
 * it resolves, or rejects, what was made as `const { promise, resolve, reject } = Promise.withResolvers()`.
 */
export function isWayOut({ how, at }: Leak, listener: Node, origin: Origin): boolean {
  const parts = isFunction(listener)
    ? within(listener.body, origin.module.keys).flatMap(node => (isCall(node) ? [node.callee] : []))
    : [listener];
  const failed = how === 'throw' || [...ancestors(at)].some(around => around.type === 'CatchClause');
  return parts.some(part => {
    const settler = settlerOf(part, origin);
    return settler !== undefined && (settler === 'reject') === failed;
  });
}

function settlerOf(node: Node, origin: Origin): 'resolve' | 'reject' | undefined {
  const declared = node.type === 'Identifier' ? origin.module.bindings.of(node)?.declared : undefined;
  const property = declared?.parent;
  if (property?.type !== 'Property' || property.parent.type !== 'ObjectPattern') return undefined;
  const { parent } = property.parent;
  const name = propertyName(property.key, property.computed);
  const isMade = parent.type === 'VariableDeclarator' && isCall(parent.init) && (name === 'resolve' || name === 'reject');
  return isMade ? name : undefined;
}
