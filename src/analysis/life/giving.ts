import {
  ancestors, contains, enclosingStatement, isCall, isFunction, isLoop, isStatementList, unwrapped, within, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import type { Call } from '../../library.ts';
import { isCallOf, receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { closesParent } from './lending.ts';
import type { Start } from './life.ts';
import type { Resource } from './resource.ts';

/**
 * The calls that surely give a resource back: those the library names, and functions of the file that make such a call whatever
 * happens. A name that sounds like it is enough to be silent about a leak, and not enough to say that something is gone.
 */
export const givingsOf = (start: Start, origin: Origin): ReadonlySet<Node> => new Set(givingCallsOf(start, origin).keys());

/** The same, each with the call itself that gives back: one of a function of the file stands for the one in that. */
export function givingCallsOf({ resource, conduct }: Start, origin: Origin): ReadonlyMap<Node, Node> {
  const { spent, release } = resource.acquires;
  const calls = typeof spent === 'string' ? [spent] : list(release);
  return new Map([...conduct.releases].flatMap(each => {
    const giving = givingIn(each, calls, resource, origin);
    return giving ? [[each, giving]] : [];
  }));
}

/** Whether a call closes the very thing that a resource came from, and the resource with it: a page goes with its context. */
export const givesByParent = (node: Node, { acquires: { withParent }, words }: Resource): boolean => {
  const receiver = withParent && isCall(node) && closesParent(node, words) ? receiverOf(node) : undefined;
  return receiver !== undefined && words.owner?.(receiver) === true;
};

function givingIn(release: Node, calls: readonly Call[], resource: Resource, origin: Origin): Node | undefined {
  const isReleaser = (callee: Node): boolean =>
    callee.type === 'Identifier' && resource.releaser !== undefined && origin.module.bindings.of(callee) === resource.releaser;
  if (givesByParent(release, resource) || isCallOf(release, calls, resource.words, origin)) return release;
  if (!isCall(release)) return undefined;
  const callee = unwrapped(release.callee);
  if (isReleaser(callee)) return release;
  const definition = origin.definition(callee);
  if (!isFunction(definition?.node) || definition.origin !== origin) return undefined;
  const fn = definition.node;
  const named = calls.flatMap(call => /(\w+)\s*\([^()]*\)$/.exec(call)?.[1] ?? []);
  // Whoever may leave before it gives back has its reasons: `if (released) return;`
  const leaves = within(fn.body, origin.module.keys, isFunction).find(({ type }) => type === 'ReturnStatement');
  return (origin.module.callsIn?.(fn) ?? []).find(call => {
    if (leaves && leaves.range[0] < call.range[0]) return false;
    const inner = unwrapped(call.callee);
    const name = inner.type === 'MemberExpression' && inner.property.type === 'Identifier' ? inner.property.name : undefined;
    return (isReleaser(inner) || (name !== undefined && named.includes(name))) && isUnconditional(call, fn);
  });
}

/** Whether a node runs whenever what is around it does. */
export function isUnconditional(node: Node, around: Node): boolean {
  let below = node;
  for (const at of ancestors(node)) {
    if (at === around) return true;
    if (isFunction(at) || isLoop(at)) return false;
    switch (at.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (at.test !== below) return false;
        break;
      case 'LogicalExpression':
        if (at.left !== below) return false;
        break;
      case 'CatchClause':
      case 'SwitchCase':
        return false;
      case 'ChainExpression':
        // `client?.release()`: where it is there.
        break;
      default:
    }
    below = at;
  }
  return false;
}

/** A release further down in the same list of statements. */
export function givingBehind(node: Node, givings: ReadonlySet<Node>): Node | undefined {
  const statement = enclosingStatement(node);
  const around = statement?.parent;
  if (!statement || !around || !(isStatementList(around) || around.type === 'SwitchCase')) return undefined;
  return [...givings].find(giving => {
    const its = enclosingStatement(giving);
    return its?.parent === around && its.range[0] > statement.range[0] && its.type === 'ExpressionStatement';
  });
}

/** A release that a `finally` around the node always makes. */
export function givingInFinally(node: Node, givings: ReadonlySet<Node>): Node | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return undefined;
    if (at.type !== 'TryStatement' || !at.finalizer || contains(at.finalizer, node)) continue;
    const { finalizer } = at;
    const found = [...givings].find(giving => contains(finalizer, giving) && isUnconditional(giving, finalizer));
    if (found) return found;
  }
  return undefined;
}
