import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  contains, declaredName, isCall, memberName, propertyName, type CallNode, type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { callsOnThis, membersOfThis } from './class.ts';
import type { Origin } from './origin.ts';

/** Every call of a function, where its own file holds them all: it is not exported, stored or handed over. */
export function localCalls(fn: FunctionNode, origin: Origin): readonly CallNode[] | undefined {
  const method = fn.parent as Node | undefined;
  if (method?.type === 'MethodDefinition') {
    if (method.kind === 'constructor') return instancesOf(method.parent.parent, origin);
    const isPrivate = method.accessibility === 'private' || method.key.type === 'PrivateIdentifier';
    return isPrivate && method.kind === 'method' ? callsOfPrivate(method, origin) : undefined;
  }
  const name = declaredName(fn);
  const binding = name && origin.module.bindings.of(name);
  if (!binding || binding.reassigned || isExported(fn)) return undefined;
  const calls = binding.references
    // `ReturnType<typeof connect>`
    .filter(reference => reference !== name && !contains(fn, reference) && reference.parent.type !== 'TSTypeQuery')
    .map(reference => (isCall(reference.parent) && reference.parent.callee === reference ? reference.parent : undefined));
  return calls.every(call => call !== undefined) ? calls : undefined;
}

/** Every `this.method()` in the class of a private method; nothing where it is handed over. */
function callsOfPrivate(method: T.MethodDefinition, { module: { keys } }: Origin): readonly CallNode[] | undefined {
  const name = propertyName(method.key, method.computed);
  if (name === undefined) return undefined;
  const owner = method.parent.parent;
  const calls = callsOnThis(owner, name, keys);
  return calls.length === (membersOfThis(owner, keys).get(name) ?? []).length ? calls : undefined;
}

/** Every `new` of a class. */
function instancesOf({ id }: ClassNode, origin: Origin): CallNode[] {
  const references = (id && origin.module.bindings.of(id)?.references) ?? [];
  return references.flatMap(({ parent }) => (parent.type === 'NewExpression' ? [parent] : []));
}

export function isExported(fn: FunctionNode): boolean {
  const declaration = (fn.type === 'FunctionDeclaration' ? fn.parent : fn.parent.parent?.parent) as Node | undefined;
  return declaration?.type === 'ExportNamedDeclaration' || declaration?.type === 'ExportDefaultDeclaration';
}

/** The name by which a function is called, wherever it is written. */
export function nameOf(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const parent = fn.parent as Node | undefined;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return propertyName(parent.key, parent.computed);
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression'
        ? memberName(parent.left)
        : parent.left.type === 'Identifier'
          ? parent.left.name
          : undefined;
    default:
      return undefined;
  }
}
