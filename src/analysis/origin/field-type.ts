import { enclosingClass, memberName, propertyName, within, type Node } from '../../ast.ts';
import type { Origin } from './origin.ts';

/** Whether a field of `this` is declared to hold `null` at times. */
export function mayBeNull(field: Node, origin: Origin): boolean {
  const own = field.type === 'PropertyDefinition' ? propertyName(field.key, false) : undefined;
  const name = field.type === 'MemberExpression' ? memberName(field) : own;
  return enclosingClass(field)?.body.body.some(member => member.type === 'PropertyDefinition'
    && propertyName(member.key, member.computed) === name && member.typeAnnotation !== undefined
    && [...within(member.typeAnnotation, origin.module.keys)].some(({ type }) => type === 'TSNullKeyword')) === true;
}
