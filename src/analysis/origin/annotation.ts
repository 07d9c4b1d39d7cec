import type { TSESTree as T } from '@typescript-eslint/utils';
import type { Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { resolved } from './annotated.ts';
import { importedFrom } from './binding.ts';
import type { Origin } from './origin.ts';

/** Types that stand for what is in them. */
const transparent = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'NonNullable', 'Partial', 'Required']);

/** What a type annotation says of a value: `pool: Pool` is `pg:Pool()`, without any checker. */
export function pathOfType(type: Node, origin: Origin): FullPath | undefined {
  switch (type.type) {
    case 'TSUnionType':
    case 'TSIntersectionType':
      return first(type.types, origin);
    case 'TSTypeReference':
      return ofReference(type, origin);
    case 'TSIndexedAccessType': {
      const part = resolved(type, origin);
      return part && part !== type ? pathOfType(part, origin) : undefined;
    }
    case 'TSTypeQuery':
      return type.exprName.type === 'TSImportType' ? undefined : ofName(type.exprName, origin);
    case 'TSImportType': {
      const from = type.source.value;
      return type.qualifier?.type === 'Identifier'
        ? origin.module.catalogue.step(`${from.replace(/^node:/, '')}:${type.qualifier.name}`, '()')
        : undefined;
    }
    default:
      return undefined;
  }
}

function first(types: readonly Node[], origin: Origin): FullPath | undefined {
  for (const type of types) {
    const path = pathOfType(type, origin);
    if (path !== undefined) return path;
  }
  return undefined;
}

function ofReference(type: T.TSTypeReference, origin: Origin): FullPath | undefined {
  const [argument] = type.typeArguments?.params ?? [];
  if (type.typeName.type === 'Identifier') {
    const { name } = type.typeName;
    if (transparent.has(name) && argument) return pathOfType(argument, origin);
    if (name === 'ReturnType' && argument) {
      const called = pathOfType(argument, origin);
      return called && origin.module.catalogue.step(called, '()');
    }
    if (name === 'InstanceType' && argument) {
      const made = pathOfType(argument, origin);
      return made && origin.module.catalogue.step(made, '()');
    }
    const binding = origin.module.bindings.of(type.typeName);
    if (binding?.kind === 'type')
      return binding.node.type === 'TSTypeAliasDeclaration' ? pathOfType(binding.node.typeAnnotation, origin) : undefined;
  }
  // The project's own types have no origin, and looking for one would mean reading their files.
  if (isOwn(type.typeName, origin)) return undefined;
  const named = ofName(type.typeName, origin);
  return named && origin.module.catalogue.step(named, '()');
}

function isOwn(name: T.EntityName, origin: Origin): boolean {
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const from = binding?.kind === 'import' ? importedFrom(binding) : undefined;
  return from !== undefined && origin.module.isOwn(from);
}

function ofName(name: T.EntityName, origin: Origin): FullPath | undefined {
  if (name.type === 'Identifier') return origin.of(name);
  if (name.type === 'ThisExpression') return undefined;
  const left = ofName(name.left, origin);
  return left === undefined ? undefined : origin.module.catalogue.step(left, `.${name.right.name}`);
}

/** What a type assertion says of its expression. */
export function pathOfAssertion(expression: Node, origin: Origin): FullPath | undefined {
  return expression.type === 'TSAsExpression' || expression.type === 'TSTypeAssertion' || expression.type === 'TSSatisfiesExpression'
    ? pathOfType(expression.typeAnnotation, origin)
    : undefined;
}
