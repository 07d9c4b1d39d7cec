import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, propertyName, stringOf, type Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { packageName } from '../../mention.ts';
import { importedFrom, type Bindings } from './binding.ts';

/** The package of `require('pg')` or `import('pg')`, as the start of a path. */
export function moduleOf(node: Node, isOwn: (specifier: string) => boolean): FullPath | undefined {
  const specifier = stringOf(isRequire(node) ? node.arguments[0] : node.type === 'ImportExpression' ? node.source : undefined);
  return specifier === undefined || isOwn(specifier) ? undefined : `${packageName(specifier)}:`;
}

export const isRequire = (node: Node): node is T.CallExpression =>
  node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';

/** Whether a specifier is written as the path of a file. */
export const isRelative = (specifier: string): boolean => specifier.startsWith('.') || specifier.startsWith('/');

/** The file of the project that an expression stands for as a whole: `import * as db from './db'`, `const db = require('./db')`. */
export function moduleFile(expression: Node, bindings: Bindings): string | undefined {
  if (isRequire(expression)) return stringOf(expression.arguments[0]);
  const binding = expression.type === 'Identifier' ? bindings.of(expression) : undefined;
  if (binding?.kind === 'import' && importedName(binding.node) === '*') return importedFrom(binding);
  const [value] = binding?.writes ?? [];
  const made = value && bare(value);
  const isWhole = binding?.node.type === 'VariableDeclarator' && binding.declared === binding.node.id;
  return made && isRequire(made) && isWhole ? stringOf(made.arguments[0]) : undefined;
}

/** The name that an import takes from its module; `*` for the module itself. */
export function importedName(specifier: Node): string {
  if (specifier.type === 'ImportSpecifier') return propertyName(specifier.imported, false) ?? '';
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}
