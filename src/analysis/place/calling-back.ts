import { bare, contains, enclosingFunction, isCall, isFunction, isNullish, type FunctionNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';

/** The callback of a function that tells of success in one of its functions, and of failure in another one. */
export function callbackIn(operation: FunctionNode, around: FunctionNode, origin: Origin): Binding | undefined {
  for (const parameter of operation.params) {
    const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
    const calls = voicesOf(binding, origin).flatMap(at => (isCall(at.parent) && at.parent.callee === at ? [at.parent] : []));
    const answers = calls.filter(call => contains(around, call) && enclosingFunction(call) !== around);
    const isAnswer = (isFailure: boolean): boolean => answers.some(({ arguments: [first] }) => isFailure === isError(first));
    if (binding && isAnswer(true) && isAnswer(false) && new Set(answers.map(enclosingFunction)).size > 1) return binding;
  }
  return undefined;
}

/** Whether a function calls back whoever called the one that it is part of: it, or another one that it was made by. */
export function callsBack(listener: Node, operation: FunctionNode, origin: Origin): boolean {
  const given = bare(listener);
  const maker = isCall(given) ? origin.definition(given.callee)?.node : undefined;
  const calling = isFunction(maker) && contains(operation, maker) ? maker : origin.definition(given)?.node ?? given;
  return operation.params.some(parameter => {
    const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
    return binding?.references.some(({ parent, range }) =>
      isCall(parent) && parent.callee.range[0] === range[0] && parent.callee.type === 'Identifier' && contains(calling, parent)) === true;
  });
}

/** Whether a function is told of a failure first, and of what there is then: `(error, client) => …`. */
export function isToldBack(callback: Node | undefined): boolean {
  const [error, value] = isFunction(callback) ? callback.params : [];
  return value !== undefined && error?.type === 'Identifier' && /^_?e(rr(or)?)?$/.test(error.name);
}

/** The mentions of a callback, and of the names that it is given on to before it is forgotten: `const cb = callback; callback = null;`. */
export function voicesOf(callback: Binding | undefined, origin: Origin): readonly Node[] {
  return (callback?.references ?? []).flatMap(reference => {
    const declarator = reference.parent as Node | undefined;
    const alias = declarator?.type === 'VariableDeclarator' && declarator.init === reference && declarator.id.type === 'Identifier'
      ? origin.module.bindings.of(declarator.id) : undefined;
    return [reference, ...(alias && !alias.reassigned ? alias.references : [])];
  });
}

const isError = (first: Node | undefined): boolean =>
  first !== undefined && !isNullish(first) && /^(Identifier|NewExpression)$/.test(first.type);
