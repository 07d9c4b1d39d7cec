import { calledName, contains, enclosingFunction, isCall, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';

/** How many listeners of one function are more than a call needs for itself. */
const many = 5;

/** Whether the function around a node has so much of the module's to listen to that it is what ties the parts of a program together. */
export function listensToMuch(node: Node, { module: { bindings } }: Origin): boolean {
  const body = enclosingFunction(node)?.body;
  if (body?.type !== 'BlockStatement') return false;
  return body.body.filter(statement => {
    const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
    const emitter = isListening(call) ? receiverOf(call) : undefined;
    const name = emitter?.type === 'Identifier' ? bindings.of(emitter) : undefined;
    return name !== undefined && isModuleLevel(name);
  }).length >= many;
}

/** Whether a function does nothing but register, declare and return. */
export function onlyRegisters(node: Node, { body }: FunctionNode): boolean {
  if (body.type !== 'BlockStatement') return true;
  const name = isCall(node) ? calledName(node) : undefined;
  return body.body.every(statement => {
    if (contains(statement, node)) return true;
    if (/^(VariableDeclaration|FunctionDeclaration|ReturnStatement|IfStatement)$/.test(statement.type)) return true;
    const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
    if (!isCall(call)) return false;
    return calledName(call) === name || /^(on|once|log|info|debug|warn|addListener|addEventListener)$/.test(calledName(call) ?? '');
  });
}
