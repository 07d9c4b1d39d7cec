import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingClass, enclosingFunction, isCall, isCallNamed, isFunction, isLoop, memberName, outermost,
  within, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { isStep, stepsOf, throwsAgain } from '../place/chain.ts';
import { cannotReject } from '../place/unfailing.ts';
import type { Promised } from './promise.ts';

/** Work whose success settles all promises of a queue, and whose failure leaves them there. */
export interface LeftInQueue {
  /** The wait, or the chain, that may fail. */
  at: Node;
  /** Whether it is not begun anew for those who come later, so that nobody settles the first ones after all. */
  certain: boolean;
}

/** What leaves a promise open whose `resolve` alone waits in a queue with those of others. */
export function leftInQueue({ mentions, reject, executor }: Promised, origin: Origin): LeftInQueue | undefined {
  const [only, ...others] = mentions;
  const put = only?.parent;
  if (!executor || others.length > 0 || !isCallNamed(put, /^(push|unshift|add)$/) || put.callee === only) return undefined;
  if (mayReject(reject, origin)) return undefined;
  const queue = receiverOf(put);
  const uses = queue && usesOf(queue, origin)?.filter(use => use !== queue && !isOnlyAsked(use));
  if (!uses || uses.length === 0) return undefined;
  const works = uses.map(use => workOf(use, origin));
  const [work] = works;
  if (!work || works.some(other => other?.fn !== work.fn)) return undefined;
  if (contains(executor, work.at)) return { at: work.at, certain: false };
  const calls = localCalls(work.fn, origin);
  return { at: work.at, certain: calls !== undefined && calls.length > 0 && calls.every(call => isIfFirst(call, queue, origin)) };
}

/** Whether somebody may reject a promise. */
const mayReject = (reject: T.Identifier | undefined, { module: { bindings } }: Origin): boolean =>
  reject !== undefined && (bindings.of(reject)?.references.length ?? 0) > 0;

/**
 * Whether nobody rejects a promise when the work fails that a call is given: a timer looks at nothing, and of work that is kept for later
 * whoever runs it hears, who knows no promise: `queue.push(() => load(id).then(resolve))`.
 */
export function isLeftTo(call: Node, { reject, executor }: Promised, origin: Origin): boolean {
  if (call.type !== 'CallExpression' || isStep(call)) return false;
  const isQueued = executor !== undefined && isCallNamed(call, /^(push|unshift|add|enqueue)$/) && !mayReject(reject, origin);
  return isQueued || origin.factsOfCall(call)?.starts?.timer !== undefined;
}

/** Every mention of a queue; nothing where others may know it. */
function usesOf(queue: Node, { module: { bindings, membersNamed, sourceOf } }: Origin): readonly Node[] | undefined {
  if (queue.type === 'Identifier') {
    const binding = bindings.of(queue);
    const isOfOthers = binding?.kind !== 'variable'
      || [...ancestors(binding.declared)].slice(0, 3).some(({ type }) => type === 'ExportNamedDeclaration');
    return isOfOthers ? undefined : binding.references.filter(use => use !== binding.declared);
  }
  const name = queue.type === 'MemberExpression' && queue.object.type === 'ThisExpression' ? memberName(queue) : undefined;
  const owner = name === undefined ? undefined : enclosingClass(queue);
  const all = name === undefined ? [] : membersNamed?.(name) ?? [];
  return owner && all.every(use => contains(owner, use) && sourceOf(use) === sourceOf(queue)) ? all : undefined;
}

/** Whether a mention settles nobody: `queue.length === 1`, `queue = []`, `queue.clear()`. */
function isOnlyAsked(use: Node): boolean {
  const around = outermost(use).parent as Node;
  if (around.type === 'AssignmentExpression') return around.left === use;
  if (around.type === 'VariableDeclarator') return around.id === use;
  if (around.type !== 'MemberExpression' || around.object !== use) return false;
  const name = memberName(around) ?? '';
  const isCalled = isCall(around.parent) && around.parent.callee === around;
  return isCalled ? /^(clear|delete|includes|has)$/.test(name) : /^(length|size)$/.test(name);
}

interface Work {
  at: Node;
  /** The function that it is begun in. */
  fn: FunctionNode;
}

/** The work that a mention follows only where it succeeds, and whose failure somebody takes and forgets. */
function workOf(use: Node, origin: Origin): Work | undefined {
  const own = enclosingFunction(use);
  if (!own) return undefined;
  const tried = [...ancestors(use)].find(at => at === own || at.type === 'TryStatement' || isAgain(at));
  if (tried?.type === 'TryStatement') return ofTry(use, own, tried, origin);
  const step = own.parent;
  return step.type === 'CallExpression' && isStep(step) && step.arguments[0] === own ? ofChain(step, origin) : undefined;
}

const isAgain = (at: Node): boolean => at.type === 'WhileStatement' || at.type === 'DoWhileStatement';

/** `try { const token = await load(); settle(queue, token); } catch (error) { log(error); }` */
function ofTry(use: Node, fn: FunctionNode, tried: T.TryStatement, origin: Origin): Work | undefined {
  const { block, handler, finalizer } = tried;
  if (!handler || finalizer || !contains(block, use) || [...ancestors(tried)].some(at => isLoop(at) && contains(fn, at))) return undefined;
  const wait = within(block, origin.module.keys, isFunction).find(at =>
    at.type === 'AwaitExpression' && at.range[1] < use.range[0] && !cannotReject(at.argument, origin));
  return wait && forgets(handler.body, fn, origin) ? { at: wait, fn } : undefined;
}

/** `load().then(token => settle(queue, token), error => log(error))` */
function ofChain(step: T.CallExpression, origin: Origin): Work | undefined {
  let chain: Node = step;
  while (chain.parent?.type === 'MemberExpression' && chain.parent.parent.type === 'CallExpression' && isStep(chain.parent.parent))
    chain = chain.parent.parent;
  const { base, steps } = stepsOf(chain);
  const fn = enclosingFunction(chain);
  const isDropped = chain.parent?.type === 'ExpressionStatement' || chain.parent?.type === 'UnaryExpression';
  if (!fn || !isDropped || steps[0] !== step || calledName(step) !== 'then' || cannotReject(base, origin)) return undefined;
  const takers = steps.flatMap(each => (calledName(each) === 'then' ? each.arguments.slice(1) : each.arguments));
  const areQuiet = takers.length > 0 && takers.every(taker => isFunction(taker) && !throwsAgain(taker) && forgets(taker.body, fn, origin));
  return areQuiet ? { at: chain, fn } : undefined;
}

/** Whether what is done about a failure neither ends the process, nor throws, nor tries again. */
function forgets(body: Node, fn: FunctionNode, origin: Origin): boolean {
  const name = nameOf(fn);
  return !within(body, origin.module.keys).some(at => at.type === 'ThrowStatement'
    || (at.type === 'Identifier' && at.name === name)
    || (isCall(at) && (origin.factsOfCall(at)?.ends === true || origin.factsOfCall(at)?.starts?.timer !== undefined)));
}

/** Whether something is only begun for the first in the queue: `if (queue.length === 1) load();`, so that a failed one is the last. */
function isIfFirst(call: Node, queue: Node, { module: { keys, sourceOf } }: Origin): boolean {
  const text = sourceOf(queue);
  const asks = (test: Node): boolean => within(test, keys).some(at => sourceOf(at) === text);
  for (const at of ancestors(call)) {
    if (isFunction(at)) return false;
    const isBranch = at.type === 'IfStatement' || at.type === 'ConditionalExpression';
    const test = isBranch ? at.test : at.type === 'LogicalExpression' ? at.left : call;
    if (!contains(test, call) && asks(test)) return true;
  }
  return false;
}
