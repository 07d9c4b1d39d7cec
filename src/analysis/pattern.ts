import type { TSESTree as T } from '@typescript-eslint/utils';
import { propertyName, type Node } from '../ast.ts';

/** The names or indexes that lead from a pattern to a name in it; none for the name itself. */
export function stepsTo(name: T.Identifier, pattern: Node): (string | number)[] | undefined {
  if (pattern === name) return [];
  if (pattern.type === 'AssignmentPattern') return stepsTo(name, pattern.left);
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type !== 'Property') continue;
      const rest = stepsTo(name, property.value);
      const key = propertyName(property.key, property.computed);
      if (rest) return key === undefined ? undefined : [key, ...rest];
    }
  }
  if (pattern.type === 'ArrayPattern') {
    for (const [index, element] of pattern.elements.entries()) {
      const rest = element && stepsTo(name, element);
      if (rest) return [index, ...rest];
    }
  }
  return undefined;
}
