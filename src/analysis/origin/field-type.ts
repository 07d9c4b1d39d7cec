import { enclosingClass, memberName, propertyName, within, type Node } from '../../ast.ts';
import type { Origin } from './origin.ts';

/** Whether a field of `this`, or a name, is declared to hold `null` at times. */
export function mayBeNull(field: Node, origin: Origin): boolean {
  const isNullable = (type: Node | undefined): boolean =>
    type !== undefined && within(type, origin.module.keys).some(at => at.type === 'TSNullKeyword');
  const declared = field.type === 'Identifier' ? origin.module.bindings.of(field)?.declared : undefined;
  if (declared) return declared.type === 'Identifier' && isNullable(declared.typeAnnotation);
  const own = field.type === 'PropertyDefinition' ? propertyName(field.key, false) : undefined;
  const name = field.type === 'MemberExpression' ? memberName(field) : own;
  return enclosingClass(field)?.body.body.some(member => member.type === 'PropertyDefinition'
    && propertyName(member.key, member.computed) === name && isNullable(member.typeAnnotation)) === true;
}
