import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingClass, isFunction, isKey, memberName, stringOf, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf } from '../place/operation.ts';
import type { Listening } from './listening.ts';

/** Whether the call that takes a listener off means the same in another method of the class, or anywhere in the module. */
export function isRemovableIn({ node, target, event, listener, facts }: Listening, fn: FunctionNode, origin: Origin): boolean {
  const [remove] = [facts.remove].flat();
  const name = unwrapped(listener);
  const isNamed = name.type === 'Identifier' || (name.type === 'MemberExpression' && !name.computed);
  if (!target || !isNamed || facts.given || remove?.startsWith('it') !== false) return false;
  if (event && stringOf(event) === undefined && event.type !== 'Identifier') return false;
  const isSameClass = enclosingClass(fn.body) === enclosingClass(node);
  return [target, name, ...(event ? [event] : [])].every(part => within(part, origin.module.keys).every(at => {
    if (at.type === 'ThisExpression') return isSameClass;
    if (at.type === 'CallExpression') return false;
    if (at.type !== 'Identifier' || isKey(at)) return true;
    const binding = origin.module.bindings.of(at);
    return binding === undefined || isModuleLevel(binding);
  }));
}

/** Whether the function has a name by which others that settle the same promise can take it off. */
export function isNamed({ listener, target }: Listening, { module: { bindings } }: Origin): boolean {
  const name = unwrapped(listener);
  const root = target && rootOf(target);
  const isSafe = root?.type === 'Identifier' || root?.type === 'ThisExpression';
  return isSafe && name.type === 'Identifier' && bindings.of(name)?.kind !== 'parameter';
}

/** Another method that adds it, or none where an option says so. */
export interface Once {
  method?: T.Identifier;
  name?: string;
}

/** The method that adds a listener for one time alone, in place of the one that is called; nothing where the library has none. */
export function onceFor({ node, facts }: Listening): Once | undefined {
  const method = node.callee.type === 'MemberExpression' && node.callee.property.type === 'Identifier' ? node.callee.property : undefined;
  if (facts.distinct) return node.arguments.length === 2 && calledName(node) === 'addEventListener' ? {} : undefined;
  const name = method && { on: 'once', addListener: 'once', prependListener: 'prependOnceListener' }[method.name];
  return name === undefined || !method ? undefined : { method, name };
}

/** Whether a listener settles the promise around it whenever it is called, so that nothing is left to hear: not by some messages alone. */
export function settlesAlways(fn: FunctionNode, origin: Origin): boolean {
  const { resolve, reject } = executorOf(fn, undefined, origin) ?? {};
  const settlers = [resolve, reject].flatMap(binding => binding?.references ?? []);
  const settles = (node: Node | null): boolean => {
    if (!node) return false;
    if (node.type === 'BlockStatement') return node.body.some(settles);
    if (node.type === 'IfStatement') return settles(node.consequent) && settles(node.alternate);
    if (node.type === 'TryStatement')
      return settles(node.finalizer) || (settles(node.block) && (!node.handler || settles(node.handler.body)));
    return settlers.some(settler => contains(node, settler));
  };
  return settles(fn.body);
}

/** An `AbortSignal` that is there where a listener is added to what takes one. */
export function signalFor({ node, target, facts }: Listening, origin: Origin): string | undefined {
  if (!facts.distinct || node.arguments.length !== 2 || calledName(node) !== 'addEventListener') return undefined;
  const on = target && origin.module.sourceOf(target);
  for (const fn of ancestors(node)) {
    if (!isFunction(fn)) continue;
    const parts = fn.params.flatMap(parameter => within(parameter, origin.module.keys, inner => inner.type === 'TSTypeAnnotation'));
    const names = parts.flatMap(at => (at.type === 'Identifier' && !isKey(at) ? [at] : []));
    const given = names.find(name => name.name !== on && origin.of(name) === ':AbortSignal()' && isSeen(name, node, origin));
    if (given) return given.name;
    const statements = fn.body.type === 'BlockStatement' ? fn.body.body : [];
    for (const statement of statements) {
      const declarator = statement.type === 'VariableDeclaration' && statement.kind === 'const' ? statement.declarations[0] : undefined;
      if (declarator?.id.type !== 'Identifier' || declarator.range[1] > node.range[0] || !isSeen(declarator.id, node, origin)) continue;
      const isOther = origin.of(declarator.id) === ':AbortController()' && on !== `${declarator.id.name}.signal`;
      if (isOther && isAbortedBeside(declarator.id, node, origin)) return `${declarator.id.name}.signal`;
    }
  }
  return undefined;
}

/** Whether a controller is aborted by more than the listener itself, which then need not be taken off any more. */
const isAbortedBeside = (controller: T.Identifier, node: Node, { module: { bindings } }: Origin): boolean =>
  bindings.of(controller)?.references.some(({ parent }) =>
    parent.type === 'MemberExpression' && memberName(parent) === 'abort' && !contains(node, parent)) === true;

/** Whether no function in between has the same name for something else. */
function isSeen(name: T.Identifier, node: Node, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (contains(at, name)) return true;
    const isOther = (inner: Node): boolean => inner.type === 'Identifier' && inner.name === name.name && !isKey(inner)
      && origin.module.bindings.of(inner)?.declared !== name;
    if (isFunction(at) && within(at, origin.module.keys).some(isOther)) return false;
  }
  return true;
}
