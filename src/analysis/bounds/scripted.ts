import type { TSESTree as T } from '@typescript-eslint/utils';
import { enclosingFunction, isCall, isCallNamed, isFunction, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { isUnconditional } from '../life/giving.ts';
import { localCalls } from '../origin/callers.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { namesOf } from './limit.ts';
import { isClosed } from './unlistened.ts';

/** Whether a program makes something, works with it alone, and closes it again: nobody queues up for what `main()` has to itself. */
export function isOfScript(made: Node, origin: Origin): boolean {
  return [made, ...namesOf(made, origin)].some(mention => isClosed(mention) && isMain(mention, origin));
}

/** What goes on when the module has run. */
const serving = /\b(listen|createServer|serve|subscribe|setInterval|on)\(/;

/**
 * Whether a program ends by itself when its work is done: the module says so, `scan().finally(() => process.exit())`, or waits for one
 * of its functions, as its last word, exports nothing and registers nothing that others call.
 */
export function endsItself(nodes: Pick<Nodes, 'each' | 'callsUnder'>, origin: Origin): boolean {
  return nodes.callsUnder(['exit']).some(call => isLastStep(call, origin) || isLastStatement(call, origin))
    || nodes.each('AwaitExpression').some(waiting => isLastWord(waiting, nodes, origin));
}

/** `await main();` at the end of a module. */
function isLastWord(waiting: T.AwaitExpression, nodes: Pick<Nodes, 'each'>, origin: Origin): boolean {
  const statement = waiting.parent;
  const program = statement.parent;
  if (program?.type !== 'Program' || program.body.at(-1) !== statement || !isCall(waiting.argument)) return false;
  const called = unwrapped(waiting.argument.callee);
  const kind = called.type === 'Identifier' ? origin.module.bindings.of(called)?.kind : undefined;
  if (kind !== 'function' && kind !== 'variable') return false;
  return !serving.test(origin.module.text) && !program.body.some(({ type }) => type.startsWith('Export'))
    && !nodes.each('CallExpression').some(call => origin.factOfCall(call, 'handles') !== undefined);
}

/** `main().then(() => process.exit())`, but not where it has failed or only if something is so. */
function isLastStep(call: CallNode, origin: Origin): boolean {
  const fn = enclosingFunction(call);
  const step = fn?.parent;
  return origin.factsOfCall(call)?.ends === true && fn !== undefined && isUnconditional(call, fn)
    && isCallNamed(step, /^(then|finally)$/) && step.arguments[0] === fn && !enclosingFunction(step)
    && step.parent.type === 'ExpressionStatement';
}

/** `async function main() { await scan(); process.exit(0); }`, which the module itself calls, and nobody else. */
function isLastStatement(call: CallNode, origin: Origin): boolean {
  const fn = enclosingFunction(call);
  const last = fn?.body.type === 'BlockStatement' ? fn.body.body.at(-1) : undefined;
  const isLast = last?.type === 'ExpressionStatement' && unwrapped(last.expression) === call;
  return isLast && origin.factsOfCall(call)?.ends === true && isMain(call, origin);
}

/** Whether a node runs once, when its module is loaded: in no function, or in one that only the module itself calls. */
function isMain(node: Node, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return true;
  const call = fn.parent;
  // `main().finally(() => pool.end())`
  if (isCallNamed(call, /^(then|finally)$/) && !enclosingFunction(call)) return true;
  const calls = isFunction(fn) ? localCalls(fn, origin) : undefined;
  return calls !== undefined && calls.length > 0 && calls.every(call => !enclosingFunction(call));
}
