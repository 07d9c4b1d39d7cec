import { ancestors, isFunction, propertyName, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Store } from './store.ts';

/** Whether other files can take something out. */
export function isExported({ home, made }: Store, origin: Origin): boolean {
  if (home.in === 'field') return false;
  const around = home.binding.node.parent?.parent;
  if (around?.type === 'ExportNamedDeclaration' || home.binding.references.some(isShared)) return true;
  // `const cache = (module.exports = {})`
  const { sourceOf } = origin.module;
  for (const at of ancestors(made)) {
    if (isFunction(at)) return false;
    if (at.type === 'AssignmentExpression' && /^(module\.)?exports\b/.test(sourceOf(at.left))) return true;
  }
  return false;
}

/** Whether only its own file can mention it. */
export function isPrivate({ home }: Store): boolean {
  if (home.in === 'variable' || home.name.startsWith('#')) return true;
  return home.owner.body.body.some(member => member.type === 'PropertyDefinition' && member.accessibility === 'private'
    && propertyName(member.key, member.computed) === home.name);
}

/** Whether a name is exported: `export { cache }`, `module.exports = { cache }`. */
function isShared(reference: Node): boolean {
  let at = reference;
  if (at.parent?.type === 'ExportSpecifier' || at.parent?.type === 'ExportDefaultDeclaration') return true;
  while (at.parent?.type === 'Property' || at.parent?.type === 'ObjectExpression') at = at.parent;
  const around = at.parent;
  if (around?.type !== 'AssignmentExpression' || around.right !== at) return false;
  let left: Node = around.left;
  while (left.type === 'MemberExpression' && left.object.type !== 'Identifier') left = left.object;
  return left.type === 'MemberExpression' && left.object.type === 'Identifier' && /^(module|exports)$/.test(left.object.name);
}
