import type { TSESLint } from '@typescript-eslint/utils';
import { ancestors, calledName, contains, isCall, isFunction, isLoop, unwrapped, within, type CallNode, type Node } from '../../ast.ts';
import { Definitions, type Definition } from '../origin/definition.ts';
import type { Origin } from '../origin/origin.ts';
import { throwsAgain } from '../place/chain.ts';
import type { Handler } from '../place/place.ts';
import { startOf, steps } from './promising.ts';

/** Names of what hands work to a queue. Only a reason for silence. */
const queueing = /^(enqueue|publish|dispatch)(?![a-z])|[qQ]ueue(?![a-z])/;

/**
 * Whether work is left to itself with open eyes and does little harm: one call that is marked by `void` and looks after its own failure
 * without asking another service, or goes to a queue, and that neither holds the request nor loops.
 */
export function isLeftAside(whole: Node, handler: Handler, origin: Origin): boolean {
  if (whole.type !== 'UnaryExpression') return false;
  const chain = unwrapped(whole.argument);
  const work = startOf(chain);
  if (!isCall(work) || work.arguments.some(argument => isFunction(argument) || isOfRequest(argument, handler, origin))) return false;
  const done = new Definitions(origin, true).of(work.callee);
  if ((done !== undefined && loops(done)) || isMuch(work.callee, origin)) return false;
  if (queueing.test(calledName(work) ?? '')) return true;
  const isHeard = isCaught(chain) || (done !== undefined && catches(done, 0));
  return isHeard && !asksService(work, origin, 0);
}

/** Whether a function that is called where it stands waits for one thing after another. */
function isMuch(called: Node, { module: { keys } }: Origin): boolean {
  const fn = unwrapped(called);
  return isFunction(fn) && within(fn.body, keys, isFunction).filter(({ type }) => type === 'AwaitExpression').length > 1;
}

/** Whether it is, or holds, what the handler was called with: the request, the response, the context; not only a part of that. */
function isOfRequest(argument: Node, { fn }: Handler, { module: { bindings, keys } }: Origin): boolean {
  return within(argument, keys).some(at => {
    if (at.type !== 'Identifier' || (at.parent.type === 'MemberExpression' && at.parent.object === at)) return false;
    const binding = bindings.of(at);
    return binding?.kind === 'parameter' && fn.params.some(parameter => parameter === binding.declared);
  });
}

/** `work().catch(log)`, `work().then(done, failed)` */
function isCaught(chain: Node): boolean {
  let at = chain;
  while (at.type === 'CallExpression' && steps.test(calledName(at) ?? '')) {
    if ((calledName(at) === 'catch' && !throwsAgain(at.arguments[0])) || at.arguments.length > 1) return true;
    at = at.callee.type === 'MemberExpression' ? unwrapped(at.callee.object) : at.callee;
  }
  return false;
}

/** Whether a function looks after what fails in it, or gives what another one does that looks after it. */
function catches({ node: fn, origin }: Definition, depth: number): boolean {
  if (!isFunction(fn)) return false;
  const isLookedAfter = (value: Node): boolean => {
    const called = depth < 3 && isCall(value) ? origin.definition(value.callee) : undefined;
    return isCaught(value) || (called !== undefined && catches(called, depth + 1));
  };
  if (fn.body.type !== 'BlockStatement') return isLookedAfter(unwrapped(fn.body));
  const parts = within(fn.body, origin.module.keys, isFunction);
  const returned = parts.flatMap(at => (at.type === 'ReturnStatement' && at.argument ? [unwrapped(at.argument)] : []));
  const failing = parts.filter(at => mayFail(at) && !(at.type === 'AwaitExpression' && isCaught(unwrapped(at.argument))));
  return (parts.some(mayFail) || returned.some(isLookedAfter)) && failing.every(at => isInTry(at, fn));
}

const mayFail = (at: Node): boolean =>
  at.type === 'AwaitExpression' || at.type === 'ThrowStatement' || (at.type === 'ForOfStatement' && at.await);

/** Whether what fails somewhere is caught in the same function. */
function isInTry(node: Node, fn: Node): boolean {
  for (const at of ancestors(node)) {
    if (at === fn) return false;
    // What fails while a failure is looked after has been told of, mostly; what is thrown there has not.
    if (at.type === 'CatchClause' && node.type !== 'ThrowStatement') return true;
    if (at.type === 'TryStatement' && at.handler && contains(at.block, node)) return true;
  }
  return false;
}

/** Whether a function that is called looks after all that fails in it. */
export function isSafe(call: CallNode, origin: Origin): boolean {
  const done = new Definitions(origin, true).of(call.callee);
  return done !== undefined && catches(done, 0);
}

/** Whether a function waits in a loop of its own. */
function loops({ node: fn, origin: { module: { keys } } }: Definition): boolean {
  if (!isFunction(fn)) return false;
  const isWaiting = (loop: Node): boolean => within(loop, keys, isFunction).some(({ type }) => type === 'AwaitExpression');
  return within(fn.body, keys, isFunction).some(at => isLoop(at) && isWaiting(at));
}

/** Whether a call asks another service, itself or through functions of the project: what is under way then is lost at a restart. */
function asksService(call: CallNode, origin: Origin, depth: number): boolean {
  const facts = origin.factsOfCall(call);
  if (facts?.starts?.signal) return !facts.commands;
  const done = depth < 2 ? new Definitions(origin, true).of(call.callee) : undefined;
  if (!done || !isFunction(done.node)) return false;
  return within(done.node.body, done.origin.module.keys).some(at => isCall(at) && asksService(at, done.origin, depth + 1));
}

/** What says that nobody is meant to wait. */
const meant = new RegExp(
  [
    /intention|deliberate|on purpose|fire[ -](and|&)[ -]forget|background|best[ -]effort|non[ -]?(blocking|fatal)/,
    /(\b(no|not|never|without)|n't)\b.{0,12}\b(a?wait(s|ed|ing)?|block(s|ing)?|care)\b/,
  ].map(({ source }) => source).join('|'),
  'i',
);

/** Whether a comment before a statement, or before the function or `if` that does no more, says that nobody is meant to wait for it. */
export function isMeant(statement: Node, source: TSESLint.SourceCode): boolean {
  const block = statement.parent;
  const around = block?.type === 'BlockStatement' && block.body.length === 1 ? block.parent : block;
  const isAll = around?.type === 'FunctionDeclaration' || around?.type === 'IfStatement';
  const said = [statement, ...isAll ? [around] : []].flatMap(at => source.getCommentsBefore(at));
  return meant.test(said.map(({ value }) => value).join(' '));
}
