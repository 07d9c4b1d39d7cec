import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, enclosingFunction, isCall, isFunction, memberName, unwrapped, within, type FunctionNode, type Node,
} from '../ast.ts';
import { receiverOf } from './call.ts';
import { localCalls } from './callers.ts';
import { handingsOf } from './handed.ts';
import type { Origin } from './origin.ts';

/** Whether it is made to fill what is only filled while missing: `if (!this.bucket) { … this.bucket = storage.bucket(name); }`. */
export function isInMemo(node: Node, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    const test = at.type === 'IfStatement' ? unwrapped(at.test) : undefined;
    const missing = test?.type === 'UnaryExpression' && test.operator === '!' ? unwrapped(test.argument) : undefined;
    if (missing?.type !== 'MemberExpression' || at.type !== 'IfStatement') continue;
    const name = origin.module.sourceOf(missing);
    return [...within(at.consequent, origin.module.keys)].some(
      each => each.type === 'AssignmentExpression' && origin.module.sourceOf(each.left) === name,
    );
  }
  return false;
}

/** Names of functions that call what they are handed once, and give what it gave from then on. */
const memoising = /^(p_?)?(once|memo(i[sz]ed?)?\w*|cached?|lazy|singleton|remember)$/i;

/** Whether a function is only called through one that keeps what it gives: `once(() => new Pool())`. */
export function isMemoised(fn: FunctionNode, origin: Origin): boolean {
  return [...handingsOf(fn, origin)].some(({ call }) => memoising.test(calledName(call) ?? ''));
}

/** Whether an assignment only happens where its target is still missing. */
export function isGuarded(assignment: Node, target: string, fn: FunctionNode, origin: Origin): boolean {
  return isAskedFirst(assignment, fn, test => origin.module.sourceOf(test).includes(target), origin);
}

/**
 * Whether something is put under a key where a look under it finds nothing: `if (!pools.has(key)) pools.set(key, new Pool())`; in the
 * function that puts it there, or in each that calls that one.
 */
function isKeyed(putting: T.CallExpression | T.AssignmentExpression, origin: Origin): boolean {
  const target = putting.type === 'CallExpression' ? unwrapped(putting.callee) : unwrapped(putting.left);
  const fn = enclosingFunction(putting);
  if (target.type !== 'MemberExpression' || !fn) return false;
  const collection = origin.module.sourceOf(target.object);
  const isLookedUp = (at: Node, around: FunctionNode): boolean => {
    const found = namesOfFound(around, collection, origin);
    return isAskedFirst(at, around, test => [...within(test, origin.module.keys)].some(
      each => isLook(each, collection, origin) || (each.type === 'Identifier' && found.has(each.name))), origin);
  };
  if (isLookedUp(putting, fn)) return true;
  const calls = localCalls(fn, origin) ?? [];
  return calls.length > 0 && calls.every(call => {
    const caller = enclosingFunction(call);
    return caller !== undefined && caller !== fn && isLookedUp(call, caller);
  });
}

/** What is put somewhere to stay, by a call or an assignment, may be looked for there first. */
export function keptBy(putting: Node, origin: Origin): 'memoised' | 'stored' {
  const isPut = putting.type === 'CallExpression' || putting.type === 'AssignmentExpression';
  return isPut && isKeyed(putting, origin) ? 'memoised' : 'stored';
}

/** Whether it is put in a collection in which nobody looks it up again. */
export function isForgotten(move: Node, origin: Origin): boolean {
  const call = move.parent as Node;
  const receiver = call.type === 'CallExpression' && calledName(call) === 'set' ? receiverOf(call) : undefined;
  const binding = receiver?.type === 'Identifier' ? origin.module.bindings.of(receiver) : undefined;
  if (!binding || binding.kind !== 'variable' || binding.references.some(({ parent }) => parent.type === 'ExportSpecifier')) return false;
  return !binding.references.some(
    ({ parent }) => parent.type === 'MemberExpression' && /^(get|has|entries|forEach)$/.test(memberName(parent) ?? ''),
  );
}

/** The names under which a function keeps what it finds in a collection: `const known = pools.get(key)`. */
function namesOfFound(fn: FunctionNode, collection: string, origin: Origin): ReadonlySet<string> {
  const names = new Set<string>();
  for (const at of within(fn.body, origin.module.keys)) {
    const isNew = at.type === 'VariableDeclarator';
    if (!isNew && at.type !== 'AssignmentExpression') continue;
    const [name, value] = isNew ? [at.id, at.init] : [at.left, at.right];
    if (name.type !== 'Identifier' || !value) continue;
    if ([...within(value, origin.module.keys, isFunction)].some(each => isLook(each, collection, origin))) names.add(name.name);
  }
  return names;
}

/** `pools.get(key)`, `pools.has(key)`, `pools[key]`, `key in pools` */
function isLook(node: Node, collection: string, { module }: Origin): boolean {
  if (node.type === 'BinaryExpression') return node.operator === 'in' && module.sourceOf(node.right) === collection;
  if (node.type !== 'MemberExpression' || module.sourceOf(node.object) !== collection) return false;
  return node.computed ? true : /^(get|has|peek|hasOwnProperty)$/.test(memberName(node) ?? '') && isCall(node.parent);
}

/** Whether code only runs where a test that asks for something lets it. */
function isAskedFirst(node: Node, fn: FunctionNode, asks: (test: Node) => boolean, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (at === fn) break;
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && asks(at.test)) return true;
    if (at.type === 'LogicalExpression' && asks(at.left)) return true;
  }
  // `if (pool) return pool;` further up
  return [...within(fn.body, origin.module.keys, isFunction)].some(
    at =>
      at.type === 'IfStatement' &&
      at.range[1] < node.range[0] &&
      asks(at.test) &&
      [...within(at.consequent, origin.module.keys)].some(each => each.type === 'ReturnStatement'),
  );
}
