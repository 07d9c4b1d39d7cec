import {
  ancestors, calledName, contains, isCall, isCallNamed, isFunction, memberName, unwrapped, within, type FunctionNode, type Node,
} from '../ast.ts';
import { nameOf } from './callers.ts';
import type { Origin } from './origin.ts';
import { leaves } from './repeat.ts';

/** Whether it is only done where it was not done before: `if (!listening) { listening = true; … }`. */
export function isFirstOnly(node: Node, operation: FunctionNode, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (at === operation) break;
    if (at.type === 'AssignmentExpression' && at.operator.length > 2) return true;
    const isBranch = at.type === 'IfStatement' || at.type === 'ConditionalExpression';
    const test = isBranch ? at.test : at.type === 'LogicalExpression' ? at.left : undefined;
    if (test && !contains(test, node) && remembers(test, operation, origin)) return true;
  }
  if (takesItselfOff(operation, origin)) return true;
  const body = operation.body.type === 'BlockStatement' ? operation.body.body : [];
  return body.some(
    statement =>
      statement.type === 'IfStatement' &&
      statement.range[1] < node.range[0] &&
      leaves(statement.consequent) &&
      remembers(statement.test, operation, origin),
  );
}

/** Whether a function is a listener that has itself taken off first: it runs once. */
function takesItselfOff(operation: FunctionNode, origin: Origin): boolean {
  const own = operation.id?.name ?? nameOf(operation);
  return [...within(operation.body, origin.module.keys, isFunction)].some(
    at =>
      isCall(at) && /^(off|removeListener|removeEventListener)$/.test(calledName(at) ?? '') &&
      at.arguments.some(argument => argument.type === 'Identifier' && argument.name === own),
  );
}

/** Whether a test asks for something that outlives the call and that the call sets. */
function remembers(test: Node, operation: FunctionNode, origin: Origin): boolean {
  const parts = [...within(test, origin.module.keys)];
  if (parts.some(at => isCallNamed(at, /^(listenerCount|listeners|rawListeners|eventNames|getEventListeners)$/))) return true;
  const asked = parts.flatMap(at => {
    if (at.type === 'MemberExpression') return [origin.module.sourceOf(at)];
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'variable' && !contains(operation, binding.declared) ? [binding.name] : [];
  });
  if (asked.length === 0) return false;
  return [...within(operation.body, origin.module.keys)].some(at => {
    if (at.type === 'AssignmentExpression') return asked.includes(origin.module.sourceOf(at.left));
    const callee = isCall(at) ? unwrapped(at.callee) : undefined;
    return (
      callee?.type === 'MemberExpression' &&
      /^(set|add|push)$/.test(memberName(callee) ?? '') &&
      asked.includes(origin.module.sourceOf(callee.object))
    );
  });
}
