import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isCall, isFunction, isNullish, outermost, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { nameOf } from './operation.ts';

/** The callback of a function that tells of success in one of its functions, and of failure in another one. */
export function callbackIn(operation: FunctionNode, around: FunctionNode, origin: Origin): Binding | undefined {
  for (const parameter of operation.params) {
    const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
    const answers = answersOf(voicesOf(binding, origin), around, origin);
    const isAnswer = (isFailure: boolean): boolean => answers.some(({ arguments: [first] }) => isFailure === isError(first));
    if (binding && isAnswer(true) && isAnswer(false) && new Set(answers.map(enclosingFunction)).size > 1) return binding;
  }
  return undefined;
}

/** The calls of a callback in functions of its own; where one of them alone calls it, those of that: `finish(error, row)`. */
function answersOf(voices: readonly Node[], around: FunctionNode, origin: Origin): CallNode[] {
  const called = (mentions: readonly Node[]): CallNode[] => mentions
    .flatMap(at => (isCall(at.parent) && at.parent.callee === at ? [at.parent] : []))
    .filter(call => contains(around, call) && enclosingFunction(call) !== around);
  const answers = called(voices);
  const [only, ...others] = new Set(answers.map(enclosingFunction));
  const name = only && others.length === 0 ? nameOf(only, origin) : undefined;
  const told = name ? called(name.references) : [];
  return told.length > 1 ? told : answers;
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

/** What a callback is given besides an error: `connect(url, (err, client) => …)`. */
export function givenBack({ arguments: given }: CallNode): T.Identifier | undefined {
  const callback = given.at(-1);
  const [, made, more] = isFunction(callback) ? callback.params : [];
  return made?.type === 'Identifier' && !more ? made : undefined;
}

/** The name that a thing is given where it is made: that of a variable, or of a parameter of `then()` or of a callback. */
export function nameGiven(node: CallNode): T.Identifier | undefined {
  const given = givenBack(node);
  if (given) return given;
  const around = outermost(node).parent as Node;
  if (around.type === 'VariableDeclarator') return around.id.type === 'Identifier' ? around.id : undefined;
  const [callback] = isCall(around.parent) && calledName(around.parent) === 'then' ? around.parent.arguments : [];
  const parameter = isFunction(callback) ? callback.params[0] : undefined;
  return parameter?.type === 'Identifier' ? parameter : undefined;
}
