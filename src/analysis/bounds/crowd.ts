import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingFunction, isCall, isFunction, isLoop, outermost, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { askOf, type Ask } from '../place/asking.ts';
import { isCached, isInTransaction } from '../place/deliberate.ts';
import type { Place } from '../place/place.ts';
import { isCalledAtOnce, repeats } from '../place/repeat.ts';
import { isPassing, namesIn } from '../place/turn.ts';
import { boundOf } from './crowd-size.ts';
import { isOfProgram } from './installed.ts';

/** Work that is begun for all items of a list at once, however many there are. */
export interface Crowd {
  /** `Promise.all(…)`. */
  node: T.CallExpression;
  /** What the items are of. */
  items: Node;
  /** What is done for each, where it is written in place, and the call that does it for each. */
  fn: FunctionNode | undefined;
  mapping: T.CallExpression | undefined;
  /** How many parameters the function has that does it. */
  takes: number;
  ask: Ask;
  certain: boolean;
}

const gathering = new Set([':Promise.all()', ':Promise.allSettled()']);
const mapping = /^(map|flatMap|from)$/;
/** Names of what lets only some through at a time. Only a reason for silence. */
const limiting = /^(acquire|take|enter|lock|runExclusive|consume|removeTokens|schedule|throttle\w*|limit\w*|semaphore\w*|sleep|delay)$/i;
/** Names of what only calls a function, and gives what it gives. */
const calling = /^(\w*retry\w*|backOff|attempt|with(Timeout|Span|Trace|Tracing|Metrics)|timed?|trace|measure|startActiveSpan)$/i;
const deepest = 3;

/** What is begun at once by a call that waits for many promises. */
export function crowdOf(node: T.CallExpression, origin: Origin, placeOf: (node: Node) => Place): Crowd | undefined {
  const [list] = node.arguments;
  if (!list || !gathering.has(origin.ofCall(node) ?? '')) return undefined;
  const begun = begunBy(list, node, origin, 0);
  if (!begun || boundOf(begun.items, node, origin) || isTakenApart(node)) return undefined;
  const { ask, items } = begun;
  // One connection takes them one after the other anyway.
  if (ask.of === 'database' && isInTransaction(ask, origin)) return undefined;
  if (ask.of === 'disk' && isOfProgram(ask, items, origin)) return undefined;
  const { handler, runs } = placeOf(node);
  return { node, ...begun, certain: handler !== undefined || runs !== 'once' };
}

type Begun = Pick<Crowd, 'items' | 'fn' | 'mapping' | 'takes' | 'ask'>;

/** What a list of promises was made of. */
function begunBy(list: Node, node: Node, origin: Origin, depth: number): Begun | undefined {
  const at = unwrapped(list);
  if (depth > 3) return undefined;
  switch (at.type) {
    case 'CallExpression':
      return mappedBy(at, origin) ?? (isChain(at) ? begunBy(at.callee.object, node, origin, depth + 1) : undefined);
    case 'ArrayExpression':
      for (const item of at.elements) {
        const begun = item?.type === 'SpreadElement' ? begunBy(item.argument, node, origin, depth + 1) : undefined;
        if (begun) return begun;
      }
      return undefined;
    case 'Identifier': {
      const binding = origin.module.bindings.of(at);
      if (binding?.kind !== 'variable' || binding.reassigned) return undefined;
      const [value] = binding.writes;
      return (value && begunBy(value, node, origin, depth + 1)) ?? pushedTo(binding.references, node, origin);
    }
    default:
      return undefined;
  }
}

/** `.filter(Boolean)`, `.flat()` of promises. */
const isChain = (at: T.CallExpression): at is T.CallExpression & { callee: T.MemberExpression } =>
  at.callee.type === 'MemberExpression' && /^(filter|flat|concat|slice)$/.test(calledName(at) ?? '');

/** `urls.map(url => fetch(url))`, `Array.from(urls, load)`, `_.map(urls, load)`. */
function mappedBy(call: T.CallExpression, origin: Origin): Begun | undefined {
  const callee = unwrapped(call.callee);
  if (callee.type !== 'MemberExpression' || !mapping.test(calledName(call) ?? '')) return undefined;
  const [first, second] = call.arguments;
  const isFirst = second !== undefined && !isFunction(first) && (isFunction(second) || origin.definition(second) !== undefined);
  const given = isFirst ? second : first;
  const items = isFirst ? first : callee.object;
  if (!given || !items) return undefined;
  const inline = unwrapped(given);
  const definition = isFunction(inline) ? { node: inline, origin } : origin.definition(given);
  if (!isFunction(definition?.node)) return undefined;
  const fn = definition.node;
  const ask = workOf(fn, definition.origin, 0);
  const takes = fn.params.some(({ type }) => type === 'RestElement') ? Infinity : fn.params.length;
  return ask && { items, fn: isFunction(inline) ? inline : undefined, mapping: call, takes, ask };
}

/** What a function surely asks for the item that it is given, unless something lets only some through at a time. */
function workOf(fn: FunctionNode, origin: Origin, depth: number): Ask | undefined {
  const [item] = fn.params;
  if (depth > deepest || (depth === 0 && (!item || !isUsed(item, fn, origin)))) return undefined;
  const nodes = within(fn.body, origin.module.keys);
  if (nodes.some(at => isCall(at) && limiting.test(calledName(at) ?? ''))) return undefined;
  for (const at of nodes) {
    const ask = isCall(at) || at.type === 'TaggedTemplateExpression' ? workAt(at, fn, origin, depth) : undefined;
    if (ask) return ask;
  }
  return undefined;
}

function workAt(at: CallNode | T.TaggedTemplateExpression, fn: FunctionNode, origin: Origin, depth: number): Ask | undefined {
  if (!isOf(at, fn, origin)) return undefined;
  const ask = askOf(at, origin);
  if (ask) return isLight(ask) || isCached(ask, fn.body, origin) ? undefined : ask;
  if (at.type !== 'CallExpression' || isCached({ node: at }, fn.body, origin)) return undefined;
  const called = origin.definition(at.callee);
  if (!isFunction(called?.node) || called.node === fn || called.origin !== origin || isMemoised(called.node)) return undefined;
  return workOf(called.node, origin, depth + 1);
}

/** Whether many at once are no crowd: they are sent together, or only wait their turn. */
const isLight = ({ of, facts }: Ask): boolean => of === 'cache' || (facts.together ?? facts.light) === true;

/** `const load = memoize(async id => …)` */
const isMemoised = (fn: FunctionNode): boolean =>
  isCall(fn.parent) && /memo|cache|once|limit|throttle|dedupe|queue/i.test(calledName(fn.parent) ?? '');

/** Whether a function makes use of an item. */
function isUsed(parameter: Node, fn: FunctionNode, origin: Origin): boolean {
  return [...namesIn(parameter, origin)].some(({ references }) => references.some(reference => contains(fn.body, reference)));
}

/** Whether a node runs as part of a function: not in another that is handed to somebody who may run it later. */
function isOf(node: Node, fn: FunctionNode, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (at === fn) return true;
    if (!isFunction(at)) continue;
    const call = at.parent;
    const isCalled = isCall(call) && call.callee !== at && calling.test(calledName(call) ?? '');
    if (!isPassing(at, origin) && !isCalledAtOnce(at) && !isPerItem(at, origin) && !isCalled) return false;
  }
  return false;
}

/** `for (const url of urls) pending.push(fetch(url));` */
function pushedTo(references: readonly Node[], node: Node, origin: Origin): Begun | undefined {
  for (const { parent } of references) {
    const call = parent?.type === 'MemberExpression' ? parent.parent : undefined;
    if (call?.type !== 'CallExpression' || call.callee !== parent || calledName(call) !== 'push') continue;
    const loop = loopAround(call, origin);
    if (!loop || contains(loop.repeater, node) || isBoundedIn(loop.repeater, references, origin)) continue;
    const ask = workIn(call, loop.repeater, origin);
    if (ask) return { items: loop.items, fn: undefined, mapping: undefined, takes: 1, ask };
  }
  return undefined;
}

function loopAround(call: Node, origin: Origin): { repeater: Node; items: Node } | undefined {
  let below = call;
  for (const at of ancestors(call)) {
    if (at.type === 'ForOfStatement' && repeats(at, below)) return { repeater: at, items: at.right };
    if (isLoop(at)) return undefined;
    if (isFunction(at)) {
      const each = at.parent;
      const isEach = isPerItem(at, origin) && each.type === 'CallExpression' && each.callee.type === 'MemberExpression';
      return isEach && calledName(each) === 'forEach' ? { repeater: at, items: (each.callee as T.MemberExpression).object } : undefined;
    }
    below = at;
  }
  return undefined;
}

/** Whether the list is waited for, or emptied, before the loop has ended: `if (pending.length >= 20) await …`. */
function isBoundedIn(loop: Node, references: readonly Node[], { module }: Origin): boolean {
  const isWaited = references.some(reference => contains(loop, reference)
    && reference.parent?.type === 'MemberExpression' && /^(length|size|splice|shift)$/.test(module.sourceOf(reference.parent.property)));
  return isWaited || within(loop, module.keys).some(at => at.type === 'CallExpression' && /^(race|any)$/.test(calledName(at) ?? ''));
}

/** What is asked by what is pushed. */
function workIn(push: T.CallExpression, loop: Node, origin: Origin): Ask | undefined {
  for (const argument of push.arguments) {
    for (const at of within(argument, origin.module.keys)) {
      if (!isCall(at) || outermost(at).type === 'AwaitExpression') continue;
      const fn = enclosingFunction(at);
      const owner = fn && contains(argument, fn) ? fn : undefined;
      if (owner && !isCalledAtOnce(owner)) continue;
      const ask = askOf(at, origin);
      if (ask) return isLight(ask) || isCached(ask, loop, origin) ? undefined : ask;
      const called = at.type === 'CallExpression' ? origin.definition(at.callee) : undefined;
      const inner = isFunction(called?.node) && called.origin === origin ? workOf(called.node, origin, 1) : undefined;
      if (inner) return inner;
    }
  }
  return undefined;
}

/** `const [one, other] = await Promise.all(pair.map(load))` */
function isTakenApart(node: Node): boolean {
  const around = outermost(node).parent as Node;
  return around.type === 'VariableDeclarator' && around.id.type === 'ArrayPattern'
    && around.id.elements.length > 0 && around.id.elements.every(element => element?.type !== 'RestElement');
}

/** What the items of a list are waited for with, for a repair: nothing is made of what each gives. */
export const isUnread = ({ node }: Crowd): boolean => {
  const value = outermost(node);
  return value.type === 'AwaitExpression' && bare(value) === node && value.parent.type === 'ExpressionStatement';
};
