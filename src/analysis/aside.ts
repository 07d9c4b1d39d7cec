import type { TSESLint } from '@typescript-eslint/utils';
import { calledName, isCall, isFunction, isLoop, unwrapped, within, type Node } from '../ast.ts';
import { Definitions, type Definition } from './definition.ts';
import type { Origin } from './origin.ts';
import type { Handler } from './place.ts';
import { startOf, steps } from './promising.ts';
import { hasSignal } from './upstream.ts';

/** Names of what hands work to a queue. Only a reason for silence. */
const queueing = /^(enqueue|publish|dispatch)(?![a-z])|[qQ]ueue(?![a-z])/;

/**
 * Whether work is left to itself with open eyes and does little harm: one call that is marked by `void` and looks after its own failure,
 * or goes to a queue, and that neither holds the request nor loops.
 */
export function isLeftAside(whole: Node, handler: Handler, origin: Origin): boolean {
  if (whole.type !== 'UnaryExpression') return false;
  const chain = unwrapped(whole.argument);
  const work = startOf(chain);
  if (!isCall(work) || work.arguments.some(argument => isFunction(argument) || isOfRequest(argument, handler, origin))) return false;
  const done = new Definitions(origin, true).of(work.callee);
  const isSafe = isCaught(chain) || queueing.test(calledName(work) ?? '') || (done !== undefined && catches(done, 0));
  if (!isSafe || (done !== undefined && goesOn(done.node, done.origin))) return false;
  // Who asks elsewhere here and now can tell it when to end.
  return origin.factsOfCall(work)?.starts?.signal === undefined || hasSignal(work, origin);
}

/** Whether it is what the handler was called with: the request, the response, the context. */
function isOfRequest(argument: Node, { fn }: Handler, { module: { bindings } }: Origin): boolean {
  const at = unwrapped(argument);
  const binding = at.type === 'Identifier' ? bindings.of(at) : undefined;
  return binding?.kind === 'parameter' && fn.params.some(parameter => parameter === binding.declared);
}

/** `work().catch(log)`, `work().then(done, failed)` */
function isCaught(chain: Node): boolean {
  let at = chain;
  while (at.type === 'CallExpression' && steps.test(calledName(at) ?? '')) {
    if (calledName(at) === 'catch' || at.arguments.length > 1) return true;
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
  return fn.body.body.some(statement => {
    if (statement.type === 'TryStatement') return statement.handler?.body.body.some(({ type }) => type === 'ThrowStatement') === false;
    if (statement.type === 'ReturnStatement') return statement.argument !== null && isLookedAfter(unwrapped(statement.argument));
    return false;
  });
}

/** Whether a function waits in a loop of its own. */
function goesOn(fn: Node, origin: Origin): boolean {
  return isFunction(fn) && [...within(fn.body, origin.module.keys, isFunction)].some(
    at => isLoop(at) && [...within(at, origin.module.keys, isFunction)].some(({ type }) => type === 'AwaitExpression'),
  );
}

/** What says that nobody is meant to wait. */
const meant = new RegExp(
  [
    /intention|deliberate|on purpose|fire[ -](and|&)[ -]forget|background|best[ -]effort|non-?(blocking|fatal)/,
    /(\b(no|not|never|without)|n't)\b.{0,12}\b(a?wait|block)/,
  ].map(({ source }) => source).join('|'),
  'i',
);

/** Whether a comment before a statement, or before the function that does no more, says that nobody is meant to wait for it. */
export function isMeant(statement: Node, source: TSESLint.SourceCode): boolean {
  const block = statement.parent;
  const around = block?.type === 'BlockStatement' && block.body.length === 1 ? block.parent : undefined;
  const said = [statement, ...around?.type === 'FunctionDeclaration' ? [around] : []].flatMap(at => source.getCommentsBefore(at));
  return meant.test(said.map(({ value }) => value).join(' '));
}
