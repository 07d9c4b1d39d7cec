import { ancestors, enclosingFunction, isCall, isCallNamed, isFunction, type CallNode, type Node } from '../../ast.ts';
import { localCalls } from '../origin/callers.ts';
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
 * function alone, as its last word, and exports nothing.
 */
export function endsItself(part: Node, calls: readonly CallNode[], origin: Origin): boolean {
  const program = [...ancestors(part)].at(-1);
  const body = program?.type === 'Program' ? program.body : [];
  const last = body.at(-1);
  const waits = last?.type === 'ExpressionStatement' && last.expression.type === 'AwaitExpression' && isCall(last.expression.argument);
  const isServing = body.some(({ type }) => type.startsWith('Export')) || serving.test(origin.module.text);
  return (waits && !isServing) || calls.some(call => {
    if (origin.factsOfCall(call)?.ends !== true) return false;
    const step = enclosingFunction(call)?.parent;
    return isCallNamed(step, /^(then|finally)$/) && !enclosingFunction(step) && step.parent.type === 'ExpressionStatement';
  });
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
