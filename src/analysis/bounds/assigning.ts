import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, memberName, unwrapped, type Node } from '../../ast.ts';
import { isConstructor } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import type { Swell } from './course.ts';

/** Whether an assignment only sets what was not there: at load, in a constructor, `if (!cache) cache = …`. */
export function isFirst(assignment: T.AssignmentExpression, origin: Origin): boolean {
  const fn = enclosingFunction(assignment);
  if (!fn || isConstructor(fn)) return true;
  const text = origin.module.sourceOf(assignment.left);
  for (const at of ancestors(assignment)) {
    if (at === fn) return false;
    if (at.type !== 'IfStatement' || contains(at.test, assignment)) continue;
    const test = unwrapped(at.test);
    if (test.type === 'UnaryExpression' && origin.module.sourceOf(test.argument) === text) return true;
    if (test.type === 'BinaryExpression' && test.operator.startsWith('==') && origin.module.sourceOf(test.left) === text) return true;
  }
  return false;
}

/** What an assignment adds to what was there: `[...list, item]`, `{ ...cache, [key]: value }`, `list.concat(item)`. */
export function addedTo(value: Node, isOld: (node: Node) => boolean): Pick<Swell, 'key' | 'values'> | undefined {
  if (value.type === 'ArrayExpression') {
    const isKept = value.elements.some(element => element?.type === 'SpreadElement' && isOld(element.argument));
    return isKept ? { key: undefined, values: value.elements.filter(element => element !== null) } : undefined;
  }
  if (value.type === 'ObjectExpression') {
    const isKept = value.properties.some(property => property.type === 'SpreadElement' && isOld(property.argument));
    const added = value.properties.find((property): property is T.Property => property.type === 'Property' && property.computed);
    return isKept && added ? { key: added.key, values: [added.value] } : undefined;
  }
  const callee = value.type === 'CallExpression' ? unwrapped(value.callee) : undefined;
  if (value.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'concat') return undefined;
  return isOld(unwrapped(callee.object)) ? { key: undefined, values: value.arguments } : undefined;
}
