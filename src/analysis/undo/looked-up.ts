import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingClass, enclosingFunction, isCallNamed, isFunction, memberName, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import { fieldValues } from '../origin/class.ts';
import { kindOfType } from '../origin/kinds.ts';
import type { Origin } from '../origin/origin.ts';
import { callsBack } from '../place/calling-back.ts';
import { goesNoFurther } from '../place/looking.ts';
import { isMaking } from '../place/making.ts';
import type { Listening, Listenings } from './listening.ts';

/** Whether a listener waits for the end of something beside another one that does, so that one of the two is left. */
export function waitsBeside(listening: Listening, operation: FunctionNode, listenings: Listenings, origin: Origin): boolean {
  const { target, node } = listening;
  const isWait = (each: Listening): boolean => each.once && each.target !== undefined
    && (listenings.settles(each) || callsBack(each.listener, operation, origin));
  return target !== undefined && isWait(listening) && listenings.beside(node).some(other =>
    other.node !== node && other.target && listenings.identities.isSame(other.target, target) && isWait(other));
}

/**
 * Whether a value was there before the call that takes it out of a collection, and the next call finds it there: it stays, or goes back.
 * `this.workers.find(isIdle)`, `this.clients.get(host)`, `workers[next]`, `this.idle.pop()`.
 */
export function isLookedUp(value: Node, operation: FunctionNode, origin: Origin): boolean {
  const collection = collectionOf(value, /^(find|findLast|at|get|pop|shift)$/);
  if (!collection || !isOlder(collection, operation, origin)) return false;
  const { callsNamed, sourceOf } = origin.module;
  const text = sourceOf(collection);
  const callsOnIt = (names: readonly string[]): readonly CallNode[] =>
    names.flatMap(name => callsNamed?.(name) ?? []).filter(call => text === textOf(receiverOf(call), origin));
  // Where all listeners are taken off somewhere, that may well be done with this one.
  if (callsNamed?.('removeAllListeners').length) return false;
  if (!isCallNamed(value, /^(pop|shift)$/)) return !callsOnIt(['delete', 'splice']).some(call => isDoneBy(call, operation, origin));
  return callsOnIt(['push', 'unshift']).some(call => isGivenBack(call, operation, origin));
}

/** Whether an operation makes a call, or calls a function of the file that does: `this.release(worker)`. */
function isDoneBy(call: CallNode, operation: FunctionNode, { module: { callsIn } }: Origin): boolean {
  const fn = enclosingFunction(call);
  const name = fn && nameOf(fn);
  return contains(operation, call) || (name !== undefined && callsIn?.(operation).some(each => calledName(each) === name) === true);
}

/** Whether a call puts something back that an operation holds, itself or by a function that this calls. */
function isGivenBack(call: CallNode, operation: FunctionNode, origin: Origin): boolean {
  const [item] = call.arguments;
  const binding = item?.type === 'Identifier' ? origin.module.bindings.of(item) : undefined;
  if (!binding || !isDoneBy(call, operation, origin)) return false;
  // What the operation itself was given is somebody else's.
  return contains(operation, call) ? binding.kind === 'variable' || enclosingFunction(call) !== operation : binding.kind === 'parameter';
}

/** Whether a collection is one, and was not made by the operation: a field of the object, or a variable around it. */
function isOlder(collection: Node, operation: FunctionNode, origin: Origin): boolean {
  const { bindings, keys, sourceOf } = origin.module;
  if (collection.type === 'Identifier') {
    const binding = bindings.of(collection);
    return binding?.kind === 'variable' && !contains(operation, binding.declared) && (binding.writes.some(isCollection)
      || isCollectionType(binding.declared.typeAnnotation, origin));
  }
  const owner = collection.type === 'MemberExpression' && unwrapped(collection.object).type === 'ThisExpression'
    ? enclosingClass(collection) : undefined;
  if (!owner || collection.type !== 'MemberExpression') return false;
  const name = memberName(collection);
  // `this[kWorkers]`
  if (name === undefined) {
    const text = sourceOf(collection);
    return within(owner.body, keys).some(at => at.type === 'AssignmentExpression' && !contains(operation, at) && isCollection(at.right)
      && sourceOf(at.left) === text);
  }
  return [...fieldValues(owner, name, keys)].some(value =>
    (!contains(operation, value) && isCollection(value)) || (value.type === 'TSTypeAnnotation' && isCollectionType(value, origin)));
}

const isCollectionType = (annotation: T.TSTypeAnnotation | undefined, origin: Origin): boolean =>
  annotation !== undefined && /^(array|map)$/.test(kindOfType(annotation.typeAnnotation, origin) ?? '');

const isCollection = (value: Node): boolean => {
  const made = bare(value);
  return made.type === 'ArrayExpression' || (made.type === 'NewExpression' && isCallNamed(made, /^(Map|WeakMap|Array)$/));
};

/**
 * Whether what is listened to was found, or else made and kept: `const client = clients.get(host) ?? connect(host)`. When it is found, all
 * that the call before has added is on it already.
 */
export function isFoundOrMade(binding: Binding, operation: FunctionNode, use: Node, origin: Origin): boolean {
  const { sourceOf } = origin.module;
  const found = binding.writes.flatMap(partsOf).find(part => collectionOf(part, /^(get|find)$/) && part.range[0] < use.range[0]);
  const collection = found && collectionOf(found, /^(get|find)$/);
  const block = found && enclosingBlock(found);
  if (!collection || !block || !contains(block, use) || enclosingFunction(found) !== enclosingFunction(use)) return false;
  if (isAskedFor(use, block)) return false;
  const makings = binding.writes.filter(write => !partsOf(write).includes(found) && contains(operation, write));
  if (makings.some(write => contains(branchOf(write) ?? block, use) || leavesOtherwise(write, block))) return false;
  const text = sourceOf(collection);
  return keepingsOf(text, operation, origin).some(({ at, value }) => {
    const kept = bare(value);
    if (kept.type === 'Identifier' && origin.module.bindings.of(kept) === binding)
      return makings.length > 0 || binding.writes.some(write => partsOf(write).some(part => part !== found && isMaking(part)));
    // `if (!clients.has(host)) clients.set(host, connect(host));`
    return isMaking(kept) && at.range[0] < use.range[0] && !contains(branchOf(at) ?? block, use);
  });
}

/** Whether something is made only where it is not there, so that it is shared: `if (!session) session = connect();`. */
export function isMadeWhereMissing(write: Node, { references }: Binding): boolean {
  for (const at of ancestors(write)) {
    if (isFunction(at)) return false;
    if (at.type === 'AssignmentExpression' && /^(\?\?|\|\|)=$/.test(at.operator)) return true;
    if (at.type === 'IfStatement' && references.some(reference => contains(at.test, reference))) return true;
  }
  return false;
}

/** Whether an `if` has a branch that leaves where it does not run a node: `if (!client) { client = connect(); } else return client;`. */
function leavesOtherwise(node: Node, block: Node): boolean {
  return [...ancestors(node)].some(at => {
    if (at.type !== 'IfStatement' || !contains(block, at)) return false;
    const other = contains(at.consequent, node) ? at.alternate : at.consequent;
    return other !== null && goesNoFurther(other);
  });
}

const enclosingBlock = (node: Node): Node | undefined => [...ancestors(node)].find(({ type }) => type === 'BlockStatement');

/** The innermost part of a function that runs as a whole or not at all. */
const branchOf = (node: Node): Node | undefined =>
  [...ancestors(node)].find(({ type }) => /^(BlockStatement|IfStatement|ConditionalExpression|LogicalExpression|SwitchCase)$/.test(type));

/** Whether something else is asked between a block and a node in it: `if (isNew) client.on('error', onError)`. */
function isAskedFor(use: Node, block: Node): boolean {
  for (const at of ancestors(use)) {
    if (at === block) return false;
    if (/^(IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|CatchClause)$/.test(at.type) || isFunction(at)) return true;
  }
  return true;
}

/** What an operation puts into a collection: `clients.set(host, client)`, `clients[host] = client`. */
function keepingsOf(text: string, operation: FunctionNode, origin: Origin): readonly { at: Node; value: Node }[] {
  return (origin.module.callsIn?.(operation) ?? []).flatMap(call => {
    const value = isCallNamed(call, /^(set|push|add)$/) && textOf(receiverOf(call), origin) === text ? call.arguments.at(-1) : undefined;
    return value ? [{ at: call, value }] : [];
  });
}

/** What a value may be: each side of `clients.get(host) ?? connect(host)`. */
function partsOf(value: Node): readonly Node[] {
  const node = unwrapped(value);
  if (node.type === 'LogicalExpression') return [...partsOf(node.left), ...partsOf(node.right)];
  if (node.type === 'ConditionalExpression') return [...partsOf(node.consequent), ...partsOf(node.alternate)];
  return [node];
}

/** The collection that a value is looked up in. */
function collectionOf(value: Node, names: RegExp): Node | undefined {
  if (value.type === 'CallExpression') return isCallNamed(value, names) ? receiverOf(value) : undefined;
  return value.type === 'MemberExpression' && value.computed && memberName(value) === undefined ? unwrapped(value.object) : undefined;
}

const textOf = (node: Node | undefined, { module: { sourceOf } }: Origin): string | undefined => node && sourceOf(node);
