import {
  ancestors, bare, contains, enclosingFunction, enclosingStatement, isCall, isFunction, isStatementList, unwrapped, within, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { arrivalsOf } from './arrival.ts';
import { returnsIn } from './freelist.ts';
import { isUnconditional } from './giving.ts';
import type { Start } from './life.ts';
import { hastyIn, type Hasty } from './pending.ts';
import { returnedBefore, sentBefore } from './sent.ts';
import { touchesOf, type Touch } from './spent.ts';
import { lentBy, type Stateful } from './stateful.ts';

/** A resource is touched when it has gone back, or goes back while somebody is at work on it. */
export interface Overstep {
  how: 'use' | 'twice' | 'pending' | 'escapes';
  /** What touches it: the use, the second release. */
  at: Node;
  /** The call that gave it back. */
  release: Node;
  certain: boolean;
  /** The one of two releases that can go, for the other one always runs. */
  spare?: Node;
  mentions: readonly Node[];
  mend?: Hasty['mend'];
}

/** What touches the resources of an acquiring call when they have gone back. */
export function overstepsOf(use: Use<'acquires'>, origin: Origin): readonly Overstep[] {
  const { acquires } = use.facts;
  if (!acquires.spent && !acquires.releaseTwice) return [];
  const found = arrivalsOf(use, origin).flatMap(arrival => (arrival.kind === 'held' ? inStart(arrival.start, origin) : []));
  return found.filter(({ at }, index) => found.findIndex(other => other.at === at) === index);
}

function inStart(start: Start, origin: Origin): Overstep[] {
  const { acquires, mentions } = start.resource;
  if (start.conduct.releases.size === 0) return [];
  const touches = touchesOf(start, origin);
  const uses = touches.filter(({ how }) => how === 'use');
  const found: Overstep[] = touches.flatMap(({ how, at, after, certain }): Overstep[] => {
    if (how === 'use') return acquires.spent ? [{ how, at, release: after, certain, mentions }] : [];
    if (acquires.releaseTwice === 'harmless') return [];
    const spare = spareOf(at, after, uses, origin);
    const throws = acquires.releaseTwice === 'throws';
    return [{ how: 'twice', at, release: after, certain: certain && throws, mentions, ...(spare && { spare }) }];
  });
  if (!acquires.spent) return found;
  return [...found, ...hastyIn(start, origin).map(hasty => ({ ...hasty, mentions })), ...sentOf(start, origin)];
}

/** What hands a thing on that then goes back to a free list of the file, to somebody who may look at it later. */
export function sentOnLists(syntax: Pick<Nodes, 'callsUnder'>, origin: Origin): readonly Overstep[] {
  return returnsIn(syntax, origin).flatMap(own => [own, ...own.by]).flatMap(({ node: release, name, lent }) => {
    const mentions = origin.module.bindings.of(name)?.references ?? [];
    return sentIn(mentions, release, lent, origin);
  });
}

/** What hands a pooled thing on to somebody who may look at it later, and gives it back. */
function sentOf({ resource, conduct, acquired }: Start, origin: Origin): readonly Overstep[] {
  const { acquires, mentions } = resource;
  const lent = acquires.reused && acquires.oneShot === undefined && acquired ? lentThrough(acquired, origin) : undefined;
  return lent ? [...conduct.releases].flatMap(release => sentIn(mentions, release, lent, origin)) : [];
}

function sentIn(mentions: readonly Node[], release: Node, lent: Stateful, origin: Origin): readonly Overstep[] {
  return mentions.flatMap((mention): Overstep[] => {
    const returned = returnedBefore(mention, release);
    // Whoever gets it at once may be through with it before the next owner comes.
    if (returned) return [{ how: 'escapes', at: returned, release, certain: enclosingFunction(returned)?.async === true, mentions }];
    const at = sentBefore(mention, release, lent.what === 'buffer', origin);
    return at ? [{ how: 'pending', at, release, certain: true, mentions }] : [];
  });
}

function lentThrough(acquired: Node, origin: Origin): Stateful | undefined {
  let at = bare(acquired);
  // `pool.acquire().promise`
  if (at.type === 'MemberExpression') at = unwrapped(at.object);
  const pool = isCall(at) ? receiverOf(at) : undefined;
  return pool && lentBy(pool, origin);
}

/** Which of two releases is one too many. */
function spareOf(second: Node, first: Node, uses: readonly Touch[], origin: Origin): Node | undefined {
  if (second === first) return undefined;
  for (const at of ancestors(second)) {
    if (isFunction(at)) break;
    const { finalizer } = at.type === 'TryStatement' ? at : { finalizer: null };
    if (finalizer && contains(finalizer, second) && !contains(finalizer, first) && isUnconditional(second, finalizer)) return first;
  }
  const [one, other] = [enclosingStatement(first), enclosingStatement(second)];
  const list = other?.parent;
  if (!one || !list || !isStatementList(list)) return undefined;
  if (one.parent === list) return uses.some(({ at }) => at.range[0] > first.range[1] && at.range[1] < second.range[0]) ? first : second;
  const around = list.body.find(statement => contains(statement, first));
  const between = around ? list.body.slice(list.body.indexOf(around) + 1, list.body.indexOf(other)) : [];
  const isQuiet = between.every(statement => !within(statement, origin.module.keys).some(isCall));
  return around?.type === 'IfStatement' && isQuiet ? first : undefined;
}
