import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, declaredName, enclosingClass, enclosingFunction, isCall, isCallNamed, memberName, propertyName, type CallNode,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { callsOnThis, memberOf, membersOfThis, methodOf } from './class.ts';
import type { Origin } from './origin.ts';

/** Whether a method calls another one of its object, or has one called that does: `connect(url, () => this.onConnected())`. */
export function leadsTo(maker: FunctionNode, method: FunctionNode, origin: Origin, depth = 0): boolean {
  const [owner, name] = [enclosingClass(method.body), nameOf(method)];
  const mentions = owner && name !== undefined ? membersOfThis(owner, origin.module.keys).get(name) ?? [] : [];
  if (mentions.some(mention => contains(maker, mention))) return true;
  const [only, ...more] = mentions;
  const caller = only && more.length === 0 && !isHeardAgain(only) ? enclosingFunction(only) : undefined;
  return caller !== undefined && depth < 2 && memberOf(caller) !== undefined && leadsTo(maker, caller, origin, depth + 1);
}

/** Whether a method is called time and again where it is spoken of: `source.on('data', this.read.bind(this))`. */
const isHeardAgain = (mention: Node): boolean =>
  [mention, ...ancestors(mention)].slice(0, 4).some(at => isCallNamed(at, /^(on|addListener|addEventListener|setInterval)$/));

/** Every call of a function, where its own file holds them all: it is not exported, stored or handed over. */
export function localCalls(fn: FunctionNode, origin: Origin): readonly CallNode[] | undefined {
  const method = methodOf(fn);
  // A function with a prototype is known by its name.
  if (method?.type === 'MethodDefinition' && (method.kind !== 'constructor' || method === fn.parent)) {
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

/** The calls of a function that its own file holds, whoever else may call it: `this.prepare(request)` of a method. */
export function seenCalls(fn: FunctionNode, { module: { bindings, keys } }: Origin): readonly CallNode[] {
  const method = methodOf(fn);
  if (method?.type === 'MethodDefinition') {
    const name = propertyName(method.key, method.computed);
    return name === undefined || method.kind !== 'method' ? [] : callsOnThis(method.parent.parent, name, keys);
  }
  const name = declaredName(fn);
  return ((name && bindings.of(name)?.references) ?? []).flatMap(mention =>
    (isCall(mention.parent) && mention.parent.callee === mention && !contains(fn, mention) ? [mention.parent] : []));
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
  const parent = fn.parent as Node | undefined;
  const isMember = parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression';
  // `Feed.prototype.close = function closeFeed() {}`
  if (fn.id && !isMember) return fn.id.name;
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
