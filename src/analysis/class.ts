import type { TSESTree as T } from '@typescript-eslint/utils';
import { isClass, memberName, propertyName, within, type ClassNode, type FunctionNode, type Node, type VisitorKeys } from '../ast.ts';

/** What a class puts under a name: methods, initial values, annotations, constructor properties, assignments to `this`. */
export function* fieldValues(owner: ClassNode, name: string, keys: VisitorKeys): Generator<Node> {
  for (const member of owner.body.body) {
    if (
      (member.type === 'PropertyDefinition' || member.type === 'MethodDefinition') &&
      propertyName(member.key, member.computed) === name
    ) {
      if (member.value) yield member.value;
      if (member.type === 'PropertyDefinition' && member.typeAnnotation) yield member.typeAnnotation;
    }
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
      for (const parameter of member.value.params) {
        const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
        const id = inner?.type === 'AssignmentPattern' ? inner.left : inner;
        if (id?.type === 'Identifier' && id.name === name && id.typeAnnotation) yield id.typeAnnotation;
      }
    }
  }
  for (const at of assignmentsToThis(owner, keys)) {
    if (memberName(at.left) === name) yield at.right;
  }
}

type FieldAssignment = T.AssignmentExpression & { left: T.MemberExpression };
const assignments = new WeakMap<ClassNode, readonly FieldAssignment[]>();

/** Every `this.x = …` of a class. */
export function assignmentsToThis(owner: ClassNode, keys: VisitorKeys): readonly FieldAssignment[] {
  let found = assignments.get(owner);
  if (!found) {
    found = [...within(owner.body, keys, inner => isClass(inner))].filter(
      (at): at is FieldAssignment =>
        at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression' && at.left.object.type === 'ThisExpression',
    );
    assignments.set(owner, found);
  }
  return found;
}

export function isConstructor(fn: FunctionNode | undefined): boolean {
  const method = fn?.parent;
  return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}
