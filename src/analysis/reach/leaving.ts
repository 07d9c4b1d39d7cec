import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, isCall, isCallNamed, isFunction, isKey, isLoop, memberName, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { memberOf, membersOfThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf } from '../origin/outlet.ts';
import { isRequest } from './departure.ts';

/** What responses and requests tell of themselves. */
const state = new RegExp(`^(${[
  'destroyed', 'closed', 'aborted', 'errored', 'finished', 'ended', 'complete', 'readable', 'readableAborted', 'writable', 'writableEnded',
  'writableFinished', 'writableAborted',
].join('|')})$`);
/** Names that speak of somebody who has gone. They only keep us silent. */
const goneish = /destroyed|abort|cancel|disconnect|gone|connected|alive|closed|closing|stopp?ed|shouldstop|running|active|isopen|^open$/i;

/** Calls that do something, and do not ask. */
const acting = /^(abort|cancel|disconnect|open)$/i;

/** Code that is run again and again until it leaves off by itself. */
export interface Turning {
  /** The loop, or the function that has itself called again. */
  code: Node;
  /** Whether a node ends the turning, beside `return`, `break` and `throw`. */
  ends?: (node: Node) => boolean;
  /** Whether a node has the next turn begun. */
  again?: (node: Node) => boolean;
  /** Whether leaving the code ends it; not so for the callback of an interval. */
  byLeaving: boolean;
}

/** The conditions on which code leaves off. */
export function conditionsOf({ code, ends, again, byLeaving }: Turning, origin: Origin): Node[] {
  const { keys } = origin.module;
  const found: Node[] = 'test' in code && code.test && isLoop(code) ? [code.test] : [];
  const leaves = (branch: Node | null): boolean =>
    branch !== null && within(branch, keys).some(at => (byLeaving && isLeave(at)) || ends?.(at) === true);
  const begins = (branch: Node | null): boolean => branch !== null && again !== undefined && within(branch, keys).some(again);
  for (const at of within(code, keys)) {
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
      if ([at.consequent, at.alternate].some(branch => leaves(branch) || begins(branch))) found.push(at.test);
    } else if (at.type === 'LogicalExpression') {
      if (leaves(at.right) || begins(at.right)) found.push(at.left);
    } else if (isCall(at)) found.push(...conditionsOfCalled(at, code, origin));
  }
  return found;
}

const isLeave = (at: Node): boolean => at.type === 'ReturnStatement' || at.type === 'BreakStatement' || at.type === 'ThrowStatement';

/** The conditions on which a function of the same file throws. */
function conditionsOfCalled(call: Node, code: Node, origin: Origin): Node[] {
  const definition = isCall(call) ? origin.definition(call.callee) : undefined;
  if (!isFunction(definition?.node) || definition.origin !== origin || definition.node === code) return [];
  const { keys } = origin.module;
  return within(definition.node.body, keys).flatMap(at =>
    (at.type === 'IfStatement' && within(at.consequent, keys).some(inner => inner.type === 'ThrowStatement') ? [at.test] : []));
}

/** Whether a condition asks whether the client is still there. */
export function isLook(condition: Node, origin: Origin, depth = 0): boolean {
  return within(condition, origin.module.keys).some(at => {
    switch (at.type) {
      case 'MemberExpression':
        return isLookAt(at, origin);
      case 'Identifier':
        return depth < 4 && isNameOfLook(at, origin, depth);
      case 'CallExpression':
        return depth < 4 && isCallOfLook(at, origin, depth);
      default:
        return false;
    }
  });
}

function isLookAt(member: T.MemberExpression, origin: Origin): boolean {
  const name = memberName(member) ?? '';
  if (goneish.test(name)) return !(isCall(member.parent) && member.parent.callee === member && acting.test(name));
  if (!state.test(name)) return false;
  let root = unwrapped(member.object);
  for (;;) {
    if (outletOf(root, origin)?.client || isRequest(root, origin) || origin.factsOf(root)?.serves !== undefined) return true;
    if (root.type !== 'MemberExpression') return false;
    root = unwrapped(root.object);
  }
}

function isNameOfLook(name: T.Identifier, origin: Origin, depth: number): boolean {
  if (isKey(name) || (isCall(name.parent) && name.parent.callee === name)) return false;
  const binding = origin.module.bindings.of(name);
  if (binding?.kind === 'variable')
    return binding.writes.some(write => isLook(write, origin, depth + 1) || isOnFailure(write, name.name, origin));
  return binding !== undefined && binding.kind !== 'function' && goneish.test(name.name);
}

/** `try { controller.enqueue(chunk); } catch { closed = true; }`: it throws once the client has gone, as `res.write()` does not. */
const isOnFailure = (write: Node, name: string, { module: { keys } }: Origin): boolean =>
  goneish.test(name) && [...ancestors(write)].some(({ type, parent }) => type === 'CatchClause' && parent?.type === 'TryStatement'
    && within(parent.block, keys).some(at => isCallNamed(at, /^enqueue$/)));

function isCallOfLook(call: T.CallExpression, origin: Origin, depth: number): boolean {
  const definition = origin.definition(call.callee);
  if (isFunction(definition?.node)) return isLook(definition.node.body, definition.origin, depth + 1);
  const name = calledName(call) ?? '';
  return goneish.test(name) && !acting.test(name);
}

/** Whether a condition depends on a variable or field, also through a function that it calls. */
export function heeds(condition: Node, target: Node, origin: Origin, depth = 0): boolean {
  const text = origin.module.sourceOf(unwrapped(target));
  return within(condition, origin.module.keys).some(at => {
    if ((at.type === 'Identifier' || at.type === 'MemberExpression') && origin.module.sourceOf(at) === text) return true;
    const definition = isCall(at) && depth < 3 ? origin.definition(at.callee) : undefined;
    return isFunction(definition?.node) && definition.origin === origin && heeds(definition.node.body, target, origin, depth + 1);
  });
}

/** Whether code waits in its own function. */
export function waits(code: Node, origin: Origin): boolean {
  return within(code, origin.module.keys, isFunction).some(at =>
    at.type === 'AwaitExpression' || (at.type === 'ForOfStatement' && at.await));
}

/** The call of a function from within itself that does not run at once: by a timer, behind a promise, or at its end after a wait. */
export function recursionOf(fn: FunctionNode, origin: Origin): Node | undefined {
  for (const reference of mentionsOf(fn, origin)) {
    if (reference.range[0] < fn.body.range[0] || reference.range[1] > fn.body.range[1]) continue;
    const { parent } = reference;
    if (isCall(parent) && parent.callee !== reference && isLater(parent)) return parent;
    if (!isCall(parent) || parent.callee !== reference) continue;
    for (let at: Node = parent; at !== fn && at.parent; at = at.parent) {
      const around = at.parent;
      if (isFunction(at) && isCall(around) && isLater(around)) return around.callee === at ? undefined : timerOr(around, parent);
      if (isLoop(at)) break;
      if (around === fn && fn.async && parent.arguments.length === 0 && waits(fn.body, origin)) return parent;
    }
  }
  return undefined;
}

/** Where a function is mentioned by its name, a method as `this.method`. */
function mentionsOf(fn: FunctionNode, { module: { bindings, keys } }: Origin): readonly Node[] {
  const around = fn.parent as Node | undefined;
  const name = fn.id ?? (around?.type === 'VariableDeclarator' ? around.id : undefined);
  if (name?.type === 'Identifier') return bindings.of(name)?.references ?? [];
  const [owner, method] = [memberOf(fn), nameOf(fn)];
  return (owner && method !== undefined && membersOfThis(owner, keys).get(method)) || [];
}

const timers = /^(setTimeout|setImmediate|nextTick|queueMicrotask)$/;

function isLater(call: Node): boolean {
  const name = isCall(call) ? calledName(call) ?? '' : '';
  return timers.test(name) || name === 'then';
}

const timerOr = (call: Node, other: Node): Node => (isCall(call) && timers.test(calledName(call) ?? '') ? call : other);

/** The value that a name stands for when it is declared, once awaited. */
export function initOf(name: Node, origin: Origin): Node | undefined {
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const [made] = binding?.kind === 'variable' ? binding.writes : [];
  return made && bare(made);
}
