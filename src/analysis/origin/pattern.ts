import type { TSESTree as T } from '@typescript-eslint/utils';
import { propertyName, type Node } from '../../ast.ts';

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

/** The name in a pattern that holds what the steps lead to, or what they go on from. */
export function nameAt(pattern: Node, steps: readonly string[]): { at: T.Identifier; rest: readonly string[] } | undefined {
  if (pattern.type === 'Identifier') return { at: pattern, rest: steps };
  if (pattern.type === 'AssignmentPattern') return nameAt(pattern.left, steps);
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  if (pattern.type === 'ArrayPattern') {
    const element = pattern.elements[Number(step)];
    return element ? nameAt(element, rest) : undefined;
  }
  if (pattern.type !== 'ObjectPattern') return undefined;
  for (const property of pattern.properties) {
    if (property.type === 'Property' && propertyName(property.key, property.computed) === step) return nameAt(property.value, rest);
  }
  return undefined;
}
