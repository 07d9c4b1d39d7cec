import { declaredName, isCall, memberName, outermost, propertyName, type FunctionNode, type Node } from '../../ast.ts';
import type { Catalogue } from '../../catalogue.ts';
import type { Routes } from '../../library.ts';
import type { Tokens } from '../../tokens.ts';
import { isExported, nameOf } from './callers.ts';
import type { Origin } from './origin.ts';

/** What the frameworks call of a file's exports, by its path and what it speaks of. */
export function routesOf(filename: string, text: string, tokens: Tokens, catalogue: Catalogue): readonly Routes[] {
  const path = filename.replaceAll('\\', '/');
  return catalogue.routes.filter(routes => {
    const { file, words, mentions } = expressionsOf(routes);
    return words.some(word => tokens.has(word)) && file.test(path) && mentions?.test(text) !== false;
  });
}

interface Expressions {
  file: RegExp;
  /** What a file has to speak of to export something under one of the names. */
  words: readonly string[];
  mentions: RegExp | undefined;
}

const expressions = new WeakMap<Routes, Expressions>();

function expressionsOf(routes: Routes): Expressions {
  let found = expressions.get(routes);
  if (!found) {
    const { file, exports, mentions } = routes;
    const words = exports.flatMap(name => (name === 'default' ? ['default', 'module'] : name.replace('default.', '')));
    found = {
      file: new RegExp(file),
      words,
      mentions: mentions === undefined ? undefined : new RegExp(mentions),
    };
    expressions.set(routes, found);
  }
  return found;
}

/** What calls a function by the name under which it is exported. */
export function routeOf(fn: FunctionNode, origin: Origin): Routes | undefined {
  const { routes } = origin.module;
  if (!routes?.length) return undefined;
  const names = exportedNames(fn, origin);
  return routes.find(({ exports }) => names.some(name => exports.includes(name)));
}

/** The names under which a function is exported, or what calls make of it: `export const GET = withAuth(list)`. */
function exportedNames(fn: FunctionNode, origin: Origin): string[] {
  const name = nameOf(fn);
  const parent = fn.parent as Node | undefined;
  if (parent?.type === 'Property' && name && isDefaultObject(parent.parent, origin)) return [`default.${name}`];
  const own = exportedAs(wrappedIn(fn, fn), origin);
  if (own !== undefined) return [own];
  if (isExported(fn) && name) return [name];
  const declared = declaredName(fn);
  const binding = declared && origin.module.bindings.of(declared);
  return (binding?.references ?? []).flatMap(reference => {
    const { parent: around } = reference;
    const name = around.type === 'ExportSpecifier' ? propertyName(around.exported, false) : exportedAs(wrappedIn(reference, fn), origin);
    return name ?? [];
  });
}

/** What calls make of a function, or of its name: `withAuth(withErrors(list))`. */
function wrappedIn(value: Node, fn: FunctionNode): Node {
  let at = value;
  while (isCall(at.parent) && at.parent.callee !== at) {
    // What takes nothing may make something once, for the handler beside it: `withPool(() => new Pool(), list)`.
    if (fn.params.length === 0 && (value === fn || at.parent.arguments.length > 1)) return value;
    at = outermost(at.parent);
  }
  return at;
}

/** The name under which a value is exported: `export default`, `export const GET =`, `module.exports =`, `exports.handler =`. */
function exportedAs(value: Node, { module: { sourceOf } }: Origin): string | undefined {
  const around = value.parent;
  if (around?.type === 'ExportDefaultDeclaration') return 'default';
  if (around?.type === 'VariableDeclarator' && around.id.type === 'Identifier')
    return around.parent.parent.type === 'ExportNamedDeclaration' ? around.id.name : undefined;
  if (around?.type !== 'AssignmentExpression' || around.right !== value || around.left.type !== 'MemberExpression') return undefined;
  const object = sourceOf(around.left.object);
  const property = memberName(around.left);
  if (object === 'module' && property === 'exports') return 'default';
  return object === 'exports' || object === 'module.exports' ? property : undefined;
}

/** `export default { fetch() … }`, also through a name. */
function isDefaultObject(object: Node, origin: Origin): boolean {
  const around = outermost(object).parent as Node;
  if (around.type === 'ExportDefaultDeclaration') return true;
  const binding =
    around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
  return binding?.references.some(({ parent }) => (parent).type === 'ExportDefaultDeclaration') === true;
}
