import { ancestors, bare, contains, enclosingFunction, isCall, isFunction, unwrapped, within, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { outletOf } from '../origin/outlet.ts';
import { failsNobody } from '../place/chain.ts';
import { cannotReject } from '../place/unfailing.ts';
import { operationOf } from '../place/operation.ts';
import { undoingOf } from '../undo/undoing.ts';
import type { Swell } from './course.ts';
import type { Contents } from './hoarding.ts';

/** What leaves an entry that is taken out when all goes well: a call that throws, or an event that need not come, and who listens. */
export type Miss = { how: 'throw'; at: Node } | { how: 'event'; event: string; at: Node };

/** Why an entry may stay that calls take out when all goes well. */
export function missOf(swell: Swell, undoings: readonly Node[], contents: Contents): Miss | undefined {
  const { node } = swell;
  const { origin } = contents;
  const operation = operationOf(node, origin, fn => contents.handlerOf(fn) !== undefined);
  if (!operation) return undefined;
  if (!undoings.every(undoing => contains(operation, undoing))) return missedByWork(swell, undoings, contents);
  const undoing = undoingOf({ node, operation, undoings, callback: node, spent: false, mentions: [], it: () => false }, origin);
  if (undoing.kind === 'event') {
    const of = isCall(undoing.at) ? receiverOf(undoing.at) : undefined;
    return of && outletOf(of, origin)?.client ? { how: 'event', event: undoing.event, at: undoing.at } : undefined;
  }
  if (undoing.kind !== 'leaks' || undoing.leak.how !== 'throw') return undefined;
  const { at } = undoing.leak;
  const fn = enclosingFunction(at);
  const awaited = [at, ...ancestors(at)].some(each => each.type === 'AwaitExpression' && enclosingFunction(each) === fn);
  return awaited ? { how: 'throw', at } : undefined;
}

/** The promise of work is put in, and that work takes it out itself: behind its waits alone, or also where they fail. */
function missedByWork({ values }: Swell, undoings: readonly Node[], { origin }: Contents): Miss | undefined {
  const [value] = values;
  const binding = value?.type === 'Identifier' ? origin.module.bindings.of(value) : undefined;
  const [written, ...more] = binding?.kind === 'variable' ? binding.writes : [];
  const work = value && bare(written && more.length === 0 ? written : value);
  const fn = work?.type === 'CallExpression' ? origin.definition(work.callee)?.node : undefined;
  if (!isFunction(fn) || !fn.async || !undoings.every(undoing => enclosingFunction(undoing) === fn)) return undefined;
  const waits = within(fn.body, origin.module.keys, isFunction).filter(at => {
    const waited = at.type === 'AwaitExpression' ? unwrapped(at.argument) : undefined;
    return waited && !cannotReject(waited, origin) && !(isCall(waited) && failsNobody(waited, origin.module.keys));
  });
  const isFollowed = (wait: Node): boolean => undoings.some(undoing => undoing.range[0] > wait.range[0]);
  const at = waits.find(wait => isFollowed(wait) && !undoings.some(undoing => comesAfter(undoing, wait, fn)));
  return at && { how: 'throw', at };
}

/** Whether a node is run also where another one in front of it fails: in the `finally` of a `try` around that, or behind what catches. */
function comesAfter(node: Node, failing: Node, fn: Node): boolean {
  for (const at of ancestors(failing)) {
    if (at === fn) return false;
    if (at.type !== 'TryStatement' || !contains(at.block, failing)) continue;
    if (at.finalizer && contains(at.finalizer, node)) return true;
    if (!at.handler) continue;
    if (contains(at.handler, node)) return true;
    return node.range[0] > at.range[1] && !at.handler.body.body.some(({ type }) => /^(Throw|Return)Statement$/.test(type));
  }
  return false;
}
