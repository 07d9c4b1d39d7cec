import { ancestors, calledName, isCall, isFunction, unwrapped, within, type CallNode, type FunctionNode, type Node } from '../ast.ts';
import { receiverOf } from './call.ts';
import type { Origin } from './origin.ts';
import { steps } from './promising.ts';

/** Whether the failure of work that nobody waits for is heard: where it is started, or by the function that does it. */
export function isHeard(node: CallNode, whole: Node, origin: Origin): boolean {
  if (stepsOf(whole).some(step => (calledName(step) === 'catch' ? step.arguments.length > 0 : step.arguments.length > 1))) return true;
  const callee = unwrapped(node.callee);
  const definition = isFunction(callee) ? { node: callee, origin } : origin.definition(callee);
  if (isFunction(definition?.node)) return catchesAll(definition.node, definition.origin);
  // Who writes `void` in front has thought of it, and what cannot be read may well catch.
  return whole.type === 'UnaryExpression' && origin.ofCall(node) === undefined;
}

/** Whether work settles a promise that is made around it, so that whoever waits for that waits for the work. */
export function settlesAround(whole: Node, origin: Origin): boolean {
  for (const at of ancestors(whole)) {
    if (!isFunction(at) || at.parent.type !== 'NewExpression' || calledName(at.parent) !== 'Promise') continue;
    const [resolve] = at.params;
    const settling = at.params.filter(({ type }) => type === 'Identifier');
    return resolve !== undefined && [...within(whole, origin.module.keys)].some(
      node => node.type === 'Identifier' && settling.some(parameter => origin.module.bindings.of(node)?.declared === parameter),
    );
  }
  return false;
}

/** The steps of a promise chain: `then()`, `catch()`, `finally()`. */
function stepsOf(whole: Node): CallNode[] {
  const chain: CallNode[] = [];
  let at = unwrapped(whole.type === 'UnaryExpression' ? whole.argument : whole);
  while (isCall(at) && steps.test(calledName(at) ?? '')) {
    chain.push(at);
    at = receiverOf(at) ?? at.callee;
  }
  return chain;
}

/** Whether a function waits for nothing but in a `try` whose `catch` keeps what it caught. */
function catchesAll(fn: FunctionNode, origin: Origin): boolean {
  if (fn.body.type !== 'BlockStatement') return false;
  const may = fn.body.body.filter(statement => [...within(statement, origin.module.keys, isFunction)].some(mayReject));
  return may.length > 0 && may.every(statement => statement.type === 'TryStatement' && statement.handler !== null
    && ![...within(statement.handler.body, origin.module.keys, isFunction)].some(({ type }) => type === 'ThrowStatement'));
}

function mayReject(node: Node): boolean {
  if (node.type === 'ReturnStatement') return node.argument !== null && isCall(unwrapped(node.argument));
  return node.type === 'AwaitExpression' || node.type === 'ThrowStatement';
}
