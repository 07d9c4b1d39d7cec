import { isFunction, type CallNode, type FunctionNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';

/** What parameters stand for in a call that is looked into: an expression, or each item of it. */
export type Given = ReadonlyMap<Binding, { node: Node; given: Given; item?: true }>;
export const nothing: Given = new Map();

/** The function of this file that a call calls, and what its parameters are then. */
export function enter(call: CallNode, given: Given, origin: Origin): { fn: FunctionNode; given: Given } | undefined {
  const definition = origin.definition(call.callee);
  if (!isFunction(definition?.node) || definition.origin !== origin) return undefined;
  return { fn: definition.node, given: passing(definition.node, call.arguments, given, origin) };
}

/** What the parameters of a function are when it is called with these arguments. */
export function passing(fn: FunctionNode, args: readonly Node[], given: Given, origin: Origin): Given {
  return new Map(fn.params.flatMap((parameter, index) => {
    const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
    const name = inner.type === 'AssignmentPattern' ? inner.left : inner;
    const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
    const node = args[index];
    return binding && node ? [[binding, { node, given }] as const] : [];
  }));
}
