import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, contains, isCall, memberName, outermost, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { arrivalsOf } from './arrival.ts';
import { returnsIn, type Return } from './freelist.ts';
import { givingsOf } from './giving.ts';
import { leftoversOf, type Leftover } from './session.ts';
import { isCleared, isClearedBy, lentBy, type Stateful } from './stateful.ts';

/** A thing that goes back to a pool with what its owner left in it. */
export interface Uncleared {
  /** The call that gives it back. */
  at: T.CallExpression;
  /** As the code writes it. */
  name: string;
  lent: Stateful;
  /** Whether nothing of it leaves, so that clearing it here changes nothing for anybody. */
  isKept: boolean;
}

/** What the connections of an acquiring call still have on them when they go back. */
export function leftoversIn(use: Use<'acquires'>, origin: Origin): readonly Leftover[] {
  const { reused, resets } = use.facts.acquires;
  const isReset = resets !== undefined && new RegExp(`\\b${resets}\\W+true\\b`).test(origin.module.text);
  if (!reused || isReset) return [];
  const left = arrivalsOf(use, origin).flatMap(arrival => (arrival.kind === 'held' ? leftoversOf(arrival.start, origin) : []));
  return reused === 'rolled back' ? left.filter(({ hold }) => hold !== 'transaction') : left;
}

/** What an acquiring call hands out and its owner gives back as it is. */
export function unclearedBy(use: Use<'acquires'>, origin: Origin): readonly Uncleared[] {
  const pool = use.facts.acquires.reused && !use.wrapped ? receiverOf(use.node) : undefined;
  const lent = pool && lentBy(pool, origin);
  const { checked } = use.facts.acquires;
  if (!lent || (checked && isClearedBy(pool, checked, lent, origin))) return [];
  return arrivalsOf(use, origin).flatMap(arrival => {
    if (arrival.kind !== 'held') return [];
    const { resource } = arrival.start;
    if (isCleared(resource.mentions, lent)) return [];
    const givings = [...givingsOf(arrival.start, origin)].flatMap(at => (at.type === 'CallExpression' && !isLast(at) ? [at] : []));
    return givings.map(at => ({ at, name: resource.name, lent, isKept: isKept(resource.mentions, at) }));
  });
}

/** Whether a release does away with it: `pool.destroy(buffer)`. */
const isLast = (release: T.CallExpression): boolean => calledName(release) === 'destroy';

/** What is put back on a list of free ones of the same file as it is. */
export function unclearedOnLists(syntax: Pick<Nodes, 'callsUnder'>, origin: Origin): readonly Uncleared[] {
  const isByOthers = ({ isOfPool, lent }: Return): boolean => isOfPool || lent.isGiven === true;
  return returnsIn(syntax, origin).flatMap(own => (isByOthers(own) ? own.by : [own])).flatMap(({ node, name, lent, isClean }) => {
    const mentions = origin.module.bindings.of(name)?.references ?? [];
    return isClean ? [] : [{ at: node, name: name.name, lent, isKept: isKept(mentions, node) }];
  });
}

/** Members that share what they are taken from. */
const views = /^(subarray|slice|buffer|values|keys|entries)$/;

/** Whether no mention hands it, or a view of it, to anybody who may look at it later. */
function isKept(mentions: readonly Node[], release: Node): boolean {
  return mentions.every(mention => {
    if (contains(release, mention)) return true;
    const at = outermost(mention);
    const around = at.parent as Node;
    if (around.type === 'MemberExpression' && around.object === at) return !views.test(memberName(around) ?? '');
    if (isCall(around)) return around.callee === at || outermost(around).type === 'AwaitExpression' || isAtOnce(around);
    return around.type === 'AssignmentExpression' ? around.left === at : around.type === 'VariableDeclarator' ? around.init !== at
      : !/^(ReturnStatement|Property|ArrayExpression|YieldExpression|SpreadElement|ArrowFunctionExpression)$/.test(around.type);
  });
}

/** A call whose value is used at once can be over by then: a function that is not a sender. */
function isAtOnce(call: Node): boolean {
  return isCall(call) && !/^(write|send|end|push|set|add|unshift|enqueue|publish|emit|append|put)$/.test(calledName(call) ?? '');
}

