import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, enclosingClass, isClass, isFunction, memberName, propertyName, stringOf, type ClassNode, type Node,
} from '../../ast.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';

/** Types that stand for what is in them. */
const transparent = new Set(['Readonly', 'NonNullable', 'Required', 'Awaited']);

/** The type that the file's own annotations give an expression, its names looked up; `T | undefined` counts as `T`. */
export function annotatedType(node: Node, origin: Origin, depth = 0): Node | undefined {
  // A parser that knows no types finds none.
  if (depth > 8 || !origin.module.keys['TSTypeAnnotation']) return undefined;
  const of = (inner: Node): Node | undefined => annotatedType(inner, origin, depth + 1);
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return globalType(node.typeAnnotation, origin) === 'const' ? of(node.expression) : resolved(node.typeAnnotation, origin);
    case 'TSNonNullExpression':
    case 'ChainExpression':
    case 'TSSatisfiesExpression':
      return of(node.expression);
    case 'AwaitExpression':
      return fulfilled(of(node.argument), origin);
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      return binding && ofBinding(binding, origin, depth);
    }
    case 'MemberExpression': {
      const name = memberName(node);
      const owner = node.object.type === 'ThisExpression' ? enclosingClass(node) : of(node.object);
      if (!owner) return undefined;
      return name === undefined || /^\d+$/.test(name) ? elementOf(owner, origin) : member(owner, name, origin);
    }
    case 'CallExpression': {
      const taking = node.callee.type === 'MemberExpression' ? memberName(node.callee) : undefined;
      if (node.callee.type === 'MemberExpression' && /^(get|at|find|findLast|pop|shift)$/.test(taking ?? '')) {
        const list = of(node.callee.object);
        return list && (taking === 'get' ? valueOf(list, origin) : elementOf(list, origin));
      }
      const definition = origin.definition(node.callee);
      if (!definition) return givenBy(of(node.callee), origin);
      const { returnType } = isFunction(definition.node) ? definition.node : { returnType: undefined };
      return returnType && definition.origin === origin ? resolved(returnType.typeAnnotation, origin) : undefined;
    }
    default:
      return undefined;
  }
}

function ofBinding(binding: Binding, origin: Origin, depth: number): Node | undefined {
  const { declared, node } = binding;
  if (declared.typeAnnotation) return resolved(declared.typeAnnotation.typeAnnotation, origin);
  if (binding.kind === 'parameter') {
    for (const at of ancestors(declared)) {
      if (isFunction(at)) return undefined;
      const annotation = at.type === 'ObjectPattern' ? at.typeAnnotation : undefined;
      if (annotation) return taken(declared, at, resolved(annotation.typeAnnotation, origin), origin);
    }
  }
  if (node.type !== 'VariableDeclarator' || binding.reassigned) return undefined;
  const loop = (node.parent as Node).parent as Node;
  if (loop.type === 'ForOfStatement' && loop.left === node.parent) {
    const list = annotatedType(loop.right, origin, depth + 1);
    return list && taken(declared, node.id, elementOf(list, origin), origin);
  }
  const { typeAnnotation } = node.id;
  const whole = typeAnnotation ? resolved(typeAnnotation.typeAnnotation, origin) : node.init && annotatedType(node.init, origin, depth + 1);
  return whole ? taken(declared, node.id, whole, origin) : undefined;
}

/** The type of what a pattern takes out of a type. */
function taken(name: T.Identifier, pattern: Node, whole: Node | undefined, origin: Origin): Node | undefined {
  let type = whole;
  for (const step of stepsTo(name, pattern) ?? ['?']) {
    if (type) type = typeof step === 'number' ? elementOf(type, origin) : member(type, step, origin);
  }
  return type;
}

/** A type with its names looked up, as far as this file declares them. */
export function resolved(type: Node | undefined, origin: Origin, depth = 0): Node | undefined {
  if (!type || depth > 8) return undefined;
  switch (type.type) {
    case 'TSUnionType': {
      const parts = type.types.filter(part => part.type !== 'TSNullKeyword' && part.type !== 'TSUndefinedKeyword');
      return parts.length === 1 ? resolved(parts[0], origin, depth + 1) : type;
    }
    case 'TSTypeOperator':
      return type.operator === 'readonly' ? resolved(type.typeAnnotation, origin, depth + 1) : type;
    case 'TSIndexedAccessType': {
      const whole = resolved(type.objectType, origin, depth + 1);
      const name = type.indexType.type === 'TSLiteralType' ? stringOf(type.indexType.literal) : undefined;
      return whole && name !== undefined ? member(whole, name, origin) : type;
    }
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return type;
      const [argument] = type.typeArguments?.params ?? [];
      if (argument && transparent.has(type.typeName.name)) return resolved(argument, origin, depth + 1);
      const declaration = origin.module.bindings.of(type.typeName)?.node;
      if (declaration?.type === 'TSTypeAliasDeclaration') return resolved(declaration.typeAnnotation, origin, depth + 1);
      return declaration?.type === 'TSInterfaceDeclaration' || declaration?.type === 'ClassDeclaration' ? declaration : type;
    }
    default:
      return type;
  }
}

/** What a function of a type gives: `getPool: () => Pool`, `interface Database { connect(): Promise<PoolClient> }`. */
function givenBy(type: Node | undefined, origin: Origin): Node | undefined {
  const isCalled = type?.type === 'TSFunctionType' || type?.type === 'TSMethodSignature';
  return isCalled ? resolved(type.returnType?.typeAnnotation, origin) : undefined;
}

/** What a promise of a type will hold. */
function fulfilled(type: Node | undefined, origin: Origin): Node | undefined {
  if (type?.type !== 'TSTypeReference' || globalType(type, origin) !== 'Promise') return type;
  return resolved(type.typeArguments?.params[0], origin);
}

function elementOf(type: Node, origin: Origin): Node | undefined {
  if (type.type === 'TSArrayType') return resolved(type.elementType, origin);
  const isList = /^(Readonly)?(Array|Set)$/.test(globalType(type, origin) ?? '');
  return isList && type.type === 'TSTypeReference' ? resolved(type.typeArguments?.params[0], origin) : undefined;
}

/** What a `Map` of a type holds. */
function valueOf(type: Node, origin: Origin): Node | undefined {
  const isMap = /^(Readonly|Weak)?Map$/.test(globalType(type, origin) ?? '');
  return isMap && type.type === 'TSTypeReference' ? resolved(type.typeArguments?.params[1], origin) : undefined;
}

function member(type: Node, name: string, origin: Origin): Node | undefined {
  switch (type.type) {
    case 'TSTypeLiteral':
      return ofSignatures(type.members, name, origin);
    case 'TSInterfaceDeclaration':
      return ofSignatures(type.body.body, name, origin);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return field(type, name, origin);
    case 'TSIntersectionType': {
      const found = type.types.flatMap(part => member(resolved(part, origin) ?? part, name, origin) ?? []);
      return found.length === 1 ? found[0] : undefined;
    }
    default:
      return undefined;
  }
}

function ofSignatures(members: readonly T.TypeElement[], name: string, origin: Origin): Node | undefined {
  for (const each of members) {
    if (each.type !== 'TSPropertySignature' && each.type !== 'TSMethodSignature') continue;
    if (propertyName(each.key, each.computed) !== name) continue;
    return each.type === 'TSMethodSignature' ? each : resolved(each.typeAnnotation?.typeAnnotation, origin);
  }
  return undefined;
}

/** The annotation of a field. */
function field(owner: ClassNode, name: string, origin: Origin): Node | undefined {
  for (const each of owner.body.body) {
    const isIt = each.type === 'PropertyDefinition' && propertyName(each.key, each.computed) === name;
    if (isIt) return resolved(each.typeAnnotation?.typeAnnotation, origin);
    if (each.type !== 'MethodDefinition' || each.kind !== 'constructor') continue;
    for (const parameter of each.value.params) {
      const id = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
      if (id?.type === 'Identifier' && id.name === name) return resolved(id.typeAnnotation?.typeAnnotation, origin);
    }
  }
  return undefined;
}

/** The name of a type that the language itself declares: `Set` of `Set<string>`. */
export function globalType(type: Node, origin: Origin): string | undefined {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  return origin.module.bindings.of(type.typeName) ? undefined : type.typeName.name;
}

/** Whether a parameter is annotated by a class of this file that extends an emitter. */
export function extendsEmitter({ declared }: Binding, origin: Origin): boolean {
  const { bindings, catalogue } = origin.module;
  const type = declared.typeAnnotation?.typeAnnotation;
  const name = type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName : undefined;
  const binding = name && bindings.of(name);
  const parent = isClass(binding?.node) ? binding.node.superClass : undefined;
  const path = parent ? origin.of(parent) : undefined;
  return path !== undefined && catalogue.get(catalogue.step(path, '()'))?.emits !== undefined;
}
