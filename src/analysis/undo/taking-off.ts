import {
  ancestors, calledName, contains, enclosingFunction, isCall, isFunction, memberName, stringOf, unwrapped, type CallNode, type FunctionNode,
  type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { isTakingOff } from '../origin/emitting.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf, isExposed, nameOf } from '../place/operation.ts';
import type { Listening, Listenings } from './listening.ts';

/** The methods that take one listener off. */
export const taking = ['off', 'removeListener', 'removeEventListener'];

/** Whether a listener is taken off under another name than that by which it was put on. */
export function isTakenOffByOther(listening: Listening, listenings: Listenings, origin: Origin): boolean {
  const name = unwrapped(listening.listener);
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return isKept(listening, binding, listenings, origin) || isTakenUp(listening, binding, listenings) || replaces(listening, listenings);
}

/** Whether a function takes other listeners off a part of what it was passed: it knows that this outlives it. */
export function isTidied(target: Node, operation: FunctionNode, { module: { bindings } }: Origin): boolean {
  const binding = target.type === 'Identifier' ? bindings.of(target) : undefined;
  return binding?.kind === 'parameter' && binding.references.some(reference => {
    let at: Node = reference;
    while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
    const isPart = at.type === 'MemberExpression' && at.object !== reference;
    const call = at.parent;
    return isPart && contains(operation, at) && isTakingOff(call) && call.callee === at;
  });
}

/**
 * Whether another listener that is put on the same thing is taken off it, by what the caller gets or by what settles the same promise: it
 * outlives the call. `return () => { bus.off('order', onOrder); };`
 */
export function isTakenOffBeside({ target, node, listener }: Listening, operation: FunctionNode, origin: Origin): boolean {
  const { bindings, callsNamed, sourceOf } = origin.module;
  const root = target && rootOf(target);
  const binding = root?.type === 'Identifier' ? bindings.of(root) : undefined;
  if (!target || !binding || isMadeHere(binding, operation)) return false;
  const executor = executorOf(node, operation, origin)?.fn;
  return taking.flatMap(name => callsNamed?.(name) ?? []).some(call => {
    const receiver = receiverOf(call);
    const cleaner = contains(operation, call) ? enclosingFunction(call) : undefined;
    if (!receiver || !cleaner || cleaner === operation || cleaner === executor) return false;
    const taken = call.arguments[1];
    // What only takes itself off says nothing of how long that lives.
    const isItself = taken?.type === 'Identifier' && nameOf(cleaner, origin)?.references.some(reference => reference === taken) === true;
    if (isItself || (taken && sourceOf(taken) === sourceOf(listener))) return false;
    const first = rootOf(receiver);
    const isSame = first.type === 'Identifier' && bindings.of(first) === binding && sourceOf(receiver) === sourceOf(target);
    if (!isSame || executor) return isSame && executor !== undefined && contains(executor, cleaner);
    const isHandedOut = isExposed(cleaner) || nameOf(cleaner, origin)?.references.some(isExposed) === true;
    return isHandedOut && enclosingFunction(cleaner) === enclosingFunction(node);
  });
}

/** Whether a name stands for what the function makes itself. */
const isMadeHere = (binding: Binding, operation: FunctionNode): boolean =>
  binding.kind === 'variable' && contains(operation, binding.declared);

/** Names of functions that end what they are given. */
const killing = /^(kill|terminate|destroy|shut_?[dD]own|stop|close|end|dispose|teardown|tree_?[kK]ill)([A-Z]\w*)?$/;

/** The calls of functions that end what a listener was put on, or what that is part of: `killTree(child)` ends `child.stdout`. */
export function endingsOf(target: Node, { module: { bindings, membersNamed, sourceOf } }: Origin): readonly CallNode[] {
  const found: CallNode[] = [];
  for (let at = unwrapped(target); ; at = unwrapped(at.object)) {
    const written = sourceOf(at);
    const binding = at.type === 'Identifier' ? bindings.of(at) : undefined;
    const mentions = at.type === 'MemberExpression' ? membersNamed?.(memberName(at) ?? '') : binding?.references;
    for (const mention of mentions ?? []) {
      const call = mention.parent;
      const isGiven = isCall(call) && call.callee !== mention && killing.test(calledName(call) ?? '') && call.callee.type === 'Identifier';
      if (isGiven && sourceOf(mention) === written) found.push(call);
    }
    if (at.type !== 'MemberExpression') return found;
  }
}

/** Whether a node stands where what it uses is there, for which code elsewhere has to ask: `if (signal) signal.addEventListener(…)`. */
export function isWhereThere(node: Node, target: Node | undefined, { module: { sourceOf } }: Origin): boolean {
  const written = target && sourceOf(unwrapped(target));
  const asks = (test: Node): boolean => (test.type === 'LogicalExpression' && test.operator === '&&'
    ? asks(test.left) || asks(test.right) : sourceOf(unwrapped(test)) === written);
  for (const at of ancestors(node)) {
    if (isFunction(at) || written === undefined) return false;
    const isBranch = at.type === 'IfStatement' || at.type === 'ConditionalExpression';
    if (isBranch && contains(at.consequent, node) && asks(at.test)) return true;
    if (at.type === 'LogicalExpression' && at.operator === '&&' && contains(at.right, node) && asks(at.left)) return true;
  }
  return false;
}

/** Whether it is kept in a collection or a member, and something is taken off its target by a look-up there. */
function isKept(
  { target }: Listening,
  binding: Binding | undefined,
  { calls, identities }: Listenings,
  origin: Origin,
): boolean {
  return binding !== undefined && isStored(binding, origin) && target !== undefined && calls.callsUnder(taking).some(call => {
    const receiver = receiverOf(call);
    return receiver !== undefined && identities.isSame(receiver, target);
  });
}

/** Whether a name is put into a collection or a member, also by a function that it is handed to: `this.remember(event, listener)`. */
function isStored({ references }: Binding, origin: Origin, depth = 0): boolean {
  return references.some(reference => {
    const around = reference.parent;
    if (around.type === 'AssignmentExpression') return around.right === reference && around.left.type === 'MemberExpression';
    if (around.type === 'Property' || around.type === 'ArrayExpression') return true;
    if (!isCall(around)) return false;
    if (/^(set|push|add)$/.test(calledName(around) ?? '')) return true;
    const definition = depth < 2 ? origin.definition(around.callee) : undefined;
    const index = around.arguments.indexOf(reference);
    const given = isFunction(definition?.node) ? definition.node.params[index] : undefined;
    const binding = given?.type === 'Identifier' ? definition?.origin.module.bindings.of(given) : undefined;
    return binding !== undefined && isStored(binding, origin, depth + 1);
  });
}

/**
 * `waiter.handler = handler`, or what is put on is such a member itself; and somewhere, of the same event,
 * `waiter.signal.removeEventListener('abort', waiter.handler)`.
 */
function isTakenUp({ event, listener }: Listening, binding: Binding | undefined, { calls }: Listenings): boolean {
  const heard = event && stringOf(unwrapped(event));
  const given = unwrapped(listener);
  const isOfRecord = given.type === 'MemberExpression' && rootOf(given).type !== 'ThisExpression';
  const kept = (binding?.references ?? []).flatMap(reference => {
    const { parent } = reference;
    if (parent.type !== 'AssignmentExpression' || parent.right !== reference || parent.left.type !== 'MemberExpression') return [];
    return memberName(parent.left) ?? [];
  });
  const names = isOfRecord ? [memberName(given) ?? ''] : kept;
  return names.length > 0 && calls.callsUnder(taking).some(({ arguments: [of, taken] }) => {
    const told = (of && stringOf(unwrapped(of))) ?? heard;
    return (heard ?? told) === told && taken?.type === 'MemberExpression' && names.includes(memberName(taken) ?? '');
  });
}

/**
 * Whether it takes the place of one that is taken off right before, `bus.off('data', this.last); bus.on('data', next)`, or is that one,
 * which only pauses meanwhile: `socket.off('readable', read); await answer(); socket.on('readable', read)`.
 */
function replaces({ node, target, event, listener }: Listening, { calls, identities }: Listenings): boolean {
  const name = event && stringOf(unwrapped(event));
  if (!target || name === undefined) return false;
  return calls.callsUnder(taking).some(call => {
    const [of, last] = call.arguments;
    const receiver = receiverOf(call);
    const isBefore = call.range[1] < node.range[0] && enclosingFunction(call) === enclosingFunction(node);
    const isOther = last?.type === 'MemberExpression' || (last?.type === 'Identifier' && identities.isSame(last, listener));
    return isBefore && of !== undefined && stringOf(unwrapped(of)) === name && isOther
      && receiver !== undefined && identities.isSame(receiver, target);
  });
}
