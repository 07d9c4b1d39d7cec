import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, isKey, memberName, outermost, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { isModuleLevel, type Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import type { Leftovers } from '../undo/leftover.ts';
import type { Contents, Hoards } from './hoarding.ts';
import { lingers } from './lingering.ts';
import { isRequest } from './variety.ts';

/** A request, its response, or a context of them, that something keeps which outlives it. */
export interface Retention {
  node: Node;
  /** What is kept, as the code writes it. */
  kept: string;
  /** What keeps it. */
  by: 'collection' | 'variable' | 'timer' | 'listener';
  keeper: string;
  certain: boolean;
}

/** Large parts of a request. */
const large = /\.(body|rawBody|buffer|files?)$/;
/** The shortest delay that is worth a word, in milliseconds. */
const long = 10_000;

/** Finds the requests that are kept for longer than they last. */
export function* retentionsOf(
  hoards: Hoards,
  leftovers: Leftovers,
  contents: Contents,
): Generator<Retention> {
  const { origin } = contents;
  for (const held of hoards.held()) {
    const { node, store, key, values, shrinks, dwelling } = held;
    const kept = (key ? [key, ...values] : values).map(value => keptIn(value, origin)).find(found => found !== undefined);
    if (kept === undefined || (shrinks.some(({ how }) => how !== 'trim') && !lingers(held, contents))) continue;
    const dwells = dwelling();
    if (dwells) yield { node, kept, by: 'collection', keeper: store.name, certain: dwells === 'sure' };
  }
  for (const { listening, certain } of leftovers.all) {
    const kept = listening.node.arguments.map(given => capturedBy(given, origin)).find(each => each !== undefined);
    const keeper = listening.target ? origin.module.sourceOf(listening.target) : 'process';
    if (kept !== undefined) yield { node: listening.node, kept, by: 'listener', keeper, certain };
  }
  for (const call of contents.callsUnder(['setTimeout', 'setInterval', 'set', 'put', 'add'])) {
    const retention = ofTimer(call, origin) ?? ofCache(call, origin);
    if (retention) yield retention;
  }
}

/**
 * The mentions of requests in the functions that are handed over in place, where nothing else keeps one: what a request holds is there
 * from the beginning, what is told of a response is not.
 */
export function capturesOf({ node }: Pick<Retention, 'node'>, origin: Origin): readonly T.Identifier[] {
  const call = unwrapped(node);
  const found: T.Identifier[] = [];
  for (const given of isCall(call) ? call.arguments : []) {
    if (!isFunction(given) && keptIn(given, origin) !== undefined) return [];
    const mentions = isFunction(given) ? mentionsIn(given, origin) : [];
    if (mentions.some(at => origin.factsOf(at)?.serves?.role === 'response')) return [];
    found.push(...mentions);
  }
  return found;
}

/** What is assigned to a variable of the module, or to what outlives the request: the last one stays. */
export function* lastOnes(assignments: readonly T.AssignmentExpression[], origin: Origin): Generator<Retention> {
  for (const node of assignments) {
    const target = unwrapped(node.left);
    const binding = target.type === 'Identifier' ? origin.module.bindings.of(target) : undefined;
    if (!binding || !isModuleLevel(binding) || !enclosingFunction(node)) continue;
    const kept = keptIn(node.right, origin);
    if (kept !== undefined) yield { node, kept, by: 'variable', keeper: binding.name, certain: false };
  }
}

/** The request that a value is, holds or captures. */
function keptIn(value: Node, origin: Origin, depth = 0): string | undefined {
  const node = unwrapped(value);
  if (depth > 4) return undefined;
  const of = (inner: Node): string | undefined => keptIn(inner, origin, depth + 1);
  const first = (parts: readonly (Node | null)[]): string | undefined =>
    parts.map(part => (part ? of(part) : undefined)).find(each => each !== undefined);
  if (isFunction(node)) return capturedBy(node, origin);
  switch (node.type) {
    case 'ObjectExpression':
      return first(node.properties.map(property => (property.type === 'Property' ? property.value : property.argument)));
    case 'ArrayExpression':
      return first(node.elements);
    case 'SpreadElement':
      return of(node.argument);
    case 'LogicalExpression':
      // Of `req.body && …` only what is nothing stays.
      return first(node.operator === '&&' ? [node.right] : [node.left, node.right]);
    case 'ConditionalExpression':
      return first([node.consequent, node.alternate]);
    case 'NewExpression':
      return undefined;
    case 'MemberExpression':
      return isWhole(node, origin) ? origin.module.sourceOf(node) : undefined;
    case 'Identifier': {
      if (isRequest(node, origin)) return node.name;
      const binding = origin.module.bindings.of(node);
      if (binding?.kind === 'function') return isFunction(binding.node) ? capturedBy(binding.node, origin) : undefined;
      if (binding?.kind === 'parameter') return first(passedTo(binding, origin));
      const isNamed = binding?.node.type === 'VariableDeclarator' && binding.node.id.type === 'Identifier';
      return isNamed ? first(binding.writes) : undefined;
    }
    default:
      return undefined;
  }
}

/** What the calls of a function in its file pass for a parameter: `failed.remember(req)`. */
function passedTo({ declared }: Binding, origin: Origin): readonly Node[] {
  const fn = enclosingFunction(declared);
  const name = fn && nameOf(fn);
  const index = fn?.params.indexOf(declared) ?? -1;
  const calls = name === undefined || index < 0 ? [] : origin.module.callsNamed?.(name) ?? [];
  return calls.flatMap(call => (call.arguments[index] && origin.definition(call.callee)?.node === fn ? [call.arguments[index]] : []));
}

/** `ctx.req`, `request.raw`; `req.file.buffer`, `req.rawBody`. */
function isWhole(node: T.MemberExpression, origin: Origin): boolean {
  if (isRequest(node, origin)) return true;
  if (!large.test(origin.module.sourceOf(node).replaceAll('?', ''))) return false;
  let root: Node = node;
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  return isRequest(root, origin);
}

/** The request that a function speaks of and that is not its own. */
function capturedBy(given: Node, origin: Origin): string | undefined {
  const definition = origin.definition(given);
  const fn = definition?.origin === origin ? definition.node : undefined;
  if (!isFunction(fn)) return undefined;
  return mentionsIn(fn, origin)[0]?.name;
}

function mentionsIn(fn: FunctionNode, origin: Origin): T.Identifier[] {
  return within(fn, origin.module.keys).flatMap(at => {
    if (at.type !== 'Identifier' || isKey(at) || !isRequest(at, origin)) return [];
    const binding = origin.module.bindings.of(at);
    return binding && !contains(fn, binding.declared) && !isModuleLevel(binding) ? [at] : [];
  });
}

/** A timer that still holds the request when that has long been answered. */
function ofTimer(call: CallNode, origin: Origin): Retention | undefined {
  if (!isCallNamed(call, /^set(Timeout|Interval)$/)) return undefined;
  const timer = origin.factOfCall(call, 'starts')?.timer;
  const [callback, delay] = call.arguments;
  if (!timer || !callback) return undefined;
  const kept = capturedBy(callback, origin) ?? call.arguments.slice(2).map(given => keptIn(given, origin)).find(each => each !== undefined);
  if (kept === undefined || isKeptInHand(call, origin) || answers(callback, origin)) return undefined;
  const milliseconds = delay && constantOf(delay, origin);
  const certain = timer === 'repeats' || (milliseconds !== undefined && milliseconds >= long);
  return { node: call, kept, by: 'timer', keeper: timer === 'repeats' ? 'interval' : 'timer', certain };
}

/** Whether the handle of a timer is used at all: to clear it, or by somebody else. */
function isKeptInHand(call: Node, origin: Origin): boolean {
  const around = outermost(call).parent as Node;
  if (around.type === 'ExpressionStatement') return false;
  // `setTimeout(…).unref()`
  if (around.type === 'MemberExpression') return memberName(around) !== 'unref';
  const name = around.type === 'VariableDeclarator' ? around.id : undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return !binding || binding.references.some(({ parent }) => !(parent.type === 'MemberExpression' && memberName(parent) === 'unref'));
}

/** Whether a callback is what answers the request, so that this is not over before. */
function answers(callback: Node, origin: Origin): boolean {
  const fn = origin.definition(callback)?.node;
  if (!isFunction(fn)) return false;
  return within(fn.body, origin.module.keys).some(at => {
    const receiver = isCall(at) ? receiverOf(at) : undefined;
    const role = receiver && origin.factsOf(receiver)?.serves?.role;
    const name = isCall(at) ? calledName(at) ?? '' : '';
    if (role === 'response' || /^(next|done|resolve|reject)$/.test(name)) return true;
    return isCall(at) && /^(end|write|send|json|destroy)$/.test(name) && !isOfModule(at.callee, origin);
  });
}

/** Whether a chain of members starts from a name of the module, which no request has: `audit.write()`. */
function isOfModule(chain: Node, origin: Origin): boolean {
  let root = unwrapped(chain);
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  return binding !== undefined && isModuleLevel(binding);
}

/** A cache of a library that is given the request: `recent.set(id, req)`. */
function ofCache(call: CallNode, origin: Origin): Retention | undefined {
  if (!isCallNamed(call, /^(set|put|add)$/)) return undefined;
  const cache = receiverOf(call);
  const path = cache && origin.of(cache);
  if (!cache || path === undefined || !origin.module.catalogue.get(path)?.keeps || isMadeHere(cache, call, origin)) return undefined;
  const kept = call.arguments.map(given => keptIn(given, origin)).find(each => each !== undefined);
  return kept === undefined ? undefined
    : { node: call, kept, by: 'collection', keeper: origin.module.sourceOf(cache), certain: true };
}

/** Whether something is made by the very function that uses it. */
export function isMadeHere(node: Node, use: Node, origin: Origin): boolean {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const fn: FunctionNode | undefined = binding && enclosingFunction(binding.declared);
  return fn !== undefined && [...ancestors(use)].includes(fn);
}
