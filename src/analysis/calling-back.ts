import { contains, enclosingFunction, isCall, isNullish, type FunctionNode, type Node } from '../ast.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';

/** The callback of a function that tells of success in one of its functions, and of failure in another one. */
export function callbackIn(operation: FunctionNode, around: FunctionNode, origin: Origin): Binding | undefined {
  for (const parameter of operation.params) {
    const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
    const calls = (binding?.references ?? []).flatMap(at => (isCall(at.parent) && at.parent.callee === at ? [at.parent] : []));
    const answers = calls.filter(call => contains(around, call) && enclosingFunction(call) !== around);
    const isAnswer = (isFailure: boolean): boolean => answers.some(({ arguments: [first] }) => isFailure === isError(first));
    if (binding && isAnswer(true) && isAnswer(false) && new Set(answers.map(enclosingFunction)).size > 1) return binding;
  }
  return undefined;
}

const isError = (first: Node | undefined): boolean =>
  first !== undefined && !isNullish(first) && /^(Identifier|NewExpression)$/.test(first.type);
