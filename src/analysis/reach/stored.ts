import {
  ancestors, calledName, enclosingClass, isCall, isFunction, memberName, outermost, unwrapped, within, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { failingOf, listeningOf } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import type { Promised } from './promise.ts';

/** An emitter on whose success a stored promise is settled, and whose failure leaves it open. */
export interface Forsaken {
  what: string;
  /** The event that tells the failure. */
  event: string;
}

const failures = /^(error|close|exit|end|disconnect|aborted|timeout)$/;
/** What settles nobody: to drop, to ask how many there are. */
const idle = /^(clear|delete|splice|size|length|has)$/;

/** What a promise waits for whose `resolve` alone is kept: in a map, a list or a field. */
export function forsakenBy({ mentions, reject, node }: Promised, origin: Origin): Forsaken | undefined {
  const [only, ...others] = mentions;
  if (!only || others.length > 0 || (reject && (origin.module.bindings.of(reject)?.references.length ?? 0) > 0)) return undefined;
  const store = storeOf(only, origin);
  // What is kept in a field is the business of its class.
  const top = (store?.startsWith('this.') ? enclosingClass(node) : undefined) ?? [...ancestors(node)].at(-1);
  if (store === undefined || !top) return undefined;
  const listenings = (origin.module.callsIn?.(top) ?? []).flatMap(call => listeningOf(call, origin) ?? []);
  const isAbout = new RegExp(`${store.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\b`);
  const takers = listenings.filter(({ event, listener }) => !failures.test(event) && isAbout.test(textOf(listener, origin)));
  for (const { emitter, of } of takers) {
    const own = listenings.filter(each => each.emitter === emitter);
    const failing = own.filter(({ event }) => failures.test(event));
    if (failing.some(({ listener }) => settles(listener, store, origin))) continue;
    const fails = failingOf(of, own, origin);
    if (fails && !fails.starting) return { what: fails.what, event: fails.events[0] ?? 'error' };
    const [seen] = failing;
    if (seen) return { what: 'emitter', event: seen.event };
  }
  return undefined;
}

/** Where something is put, as it is written: `this.waiting` of `this.waiting.set(id, resolve)`. */
function storeOf(mention: Node, origin: Origin): string | undefined {
  let at = outermost(mention);
  if (at.parent?.type === 'Property' && at.parent.value === at) at = at.parent.parent;
  const around = at.parent;
  if (isCall(around) && around.callee !== at && /^(set|push|add|unshift)$/.test(calledName(around) ?? '')) {
    const receiver = receiverOf(around);
    return receiver && origin.module.sourceOf(receiver);
  }
  if (around?.type !== 'AssignmentExpression' || around.right !== at || around.left.type !== 'MemberExpression') return undefined;
  return origin.module.sourceOf(around.left.computed ? around.left.object : around.left);
}

/** The text of a function, and of those that it calls. */
function textOf(listener: Node, origin: Origin): string {
  const fn = origin.definition(listener)?.node ?? unwrapped(listener);
  const called = within(fn, origin.module.keys).flatMap(at => {
    const inner = isCall(at) ? origin.definition(at.callee) : undefined;
    return inner && inner.origin === origin && isFunction(inner.node) ? [inner.node] : [];
  });
  return [fn, ...called].map(node => origin.module.sourceOf(node)).join('\n');
}

/** Whether a function does more with what is stored than drop it, or ask how much there is. */
function settles(listener: Node, store: string, origin: Origin): boolean {
  const definition = origin.definition(listener);
  const fn = definition?.node ?? unwrapped(listener);
  if (!isFunction(fn)) return true;
  const called = within(fn, origin.module.keys).flatMap(at => (isCall(at) ? origin.definition(at.callee) ?? [] : []));
  return [fn, ...called.filter(each => each.origin === origin).map(({ node }) => node)].some(part =>
    within(part, origin.module.keys).some(at => {
      if ((at.type !== 'MemberExpression' && at.type !== 'Identifier') || origin.module.sourceOf(at) !== store) return false;
      const around = at.parent;
      if (around.type === 'AssignmentExpression' && around.left === at) return false;
      return !(around.type === 'MemberExpression' && around.object === at && idle.test(memberName(around) ?? ''));
    }));
}
