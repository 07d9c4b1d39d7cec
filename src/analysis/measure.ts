import type { TSESTree as T } from '@typescript-eslint/utils';
import { enclosingClass, enclosingFunction, isCall, isFunction, memberName, propertyName, stringOf, unwrapped, type CallNode, type Node } from '../ast.ts';
import { annotatedType, globalType } from './annotated.ts';
import type { Binding } from './binding.ts';
import { isChange } from './change.ts';
import { mostOf } from './number.ts';
import { fieldValues } from './class.ts';
import type { Origin } from './origin.ts';

/** What is known of something that holds items. */
export interface Measure {
  kind: 'array' | 'set' | 'map' | 'text' | 'bytes' | 'arguments';
  /** What has the `.length` or the `.size`. */
  holder: Node;
  /** The most items that it can hold, where that can be told. */
  most: number | undefined;
  /** Whether it is made in this file or annotated, so that its kind is beyond doubt. */
  exact: boolean;
  /** Whether this very expression makes it, so that nothing else has it yet. */
  fresh: boolean;
}

type Kind = Measure['kind'];

/** Methods of an array that give an array, and what they do to the number of items. */
const listing: Readonly<Record<string, 'same' | 'fewer' | 'other'>> = {
  map: 'same', filter: 'fewer', slice: 'fewer', sort: 'same', reverse: 'same', toSorted: 'same', toReversed: 'same', fill: 'same', with: 'same',
  concat: 'other', flat: 'other', flatMap: 'other', splice: 'fewer', toSpliced: 'other',
};
const inPlace = new Set(['sort', 'reverse', 'fill']);
const keyed = new Set([':Object.keys()', ':Object.values()', ':Object.entries()', ':Object.getOwnPropertyNames()', ':Reflect.ownKeys()']);
const gathered = new Set([':Promise.all()', ':Promise.allSettled()']);

/** How many items an expression's value holds; nothing where it is not known to be an array, `Set`, `Map`, string or buffer. */
export function measureOf(expression: Node, origin: Origin, depth = 0): Measure | undefined {
  const node = unwrapped(expression);
  if (depth > 8) return undefined;
  const annotation = annotatedType(expression, origin);
  const typed = annotation && kindOfType(annotation, origin);
  const made = bySyntax(node, origin, depth + 1);
  if (typed) return { fresh: false, most: mostOfTuple(annotation), ...made, kind: typed, holder: node, exact: true };
  return made ?? checked(node, origin);
}

function bySyntax(node: Node, origin: Origin, depth: number): Measure | undefined {
  const of = (inner: Node): Measure | undefined => measureOf(inner, origin, depth);
  switch (node.type) {
    case 'ArrayExpression':
      return { kind: 'array', holder: node, exact: true, fresh: true, most: sum(node.elements.map(item => (item?.type === 'SpreadElement' ? of(item.argument)?.most : 1))) };
    case 'Literal':
    case 'TemplateLiteral': {
      const text = stringOf(node);
      return text === undefined && node.type === 'Literal' ? undefined : { kind: 'text', holder: node, exact: true, fresh: true, most: text?.length };
    }
    case 'AwaitExpression':
      return isCall(node.argument) && gathered.has(origin.ofCall(node.argument) ?? '') ? ofCall(node.argument, origin, depth) : undefined;
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(node, origin, depth);
    case 'LogicalExpression': {
      const [left, right] = [of(node.left), of(node.right)];
      const known = left ?? right;
      return known && { ...known, holder: node, exact: left?.exact === true && right?.exact === true, fresh: false, most: left && right ? larger(left.most, right.most) : undefined };
    }
    case 'ConditionalExpression': {
      const [one, other] = [of(node.consequent), of(node.alternate)];
      return one && other && one.kind === other.kind ? { ...one, holder: node, exact: one.exact && other.exact, fresh: false, most: larger(one.most, other.most) } : undefined;
    }
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding) return ofBinding(node, binding, origin, depth);
      const fn = node.name === 'arguments' ? enclosingFunction(node) : undefined;
      return fn ? { kind: 'arguments', holder: node, exact: false, fresh: false, most: undefined } : undefined;
    }
    case 'MemberExpression':
      return ofMember(node, origin, depth);
    default:
      return undefined;
  }
}

function ofBinding(name: T.Identifier, binding: Binding, origin: Origin, depth: number): Measure | undefined {
  const { declared, node } = binding;
  const isRest = (declared.parent as Node).type === 'RestElement' && (declared.parent.parent as Node).type !== 'ObjectPattern';
  if (isRest) return { kind: 'array', holder: name, exact: !binding.reassigned, fresh: !binding.reassigned, most: undefined };
  const initial = (declared.parent as Node).type === 'AssignmentPattern' ? (declared.parent as T.AssignmentPattern).right : undefined;
  if (binding.kind === 'parameter') {
    const made = initial && measureOf(initial, origin, depth);
    return made && { ...made, holder: name, exact: false, fresh: false, most: undefined };
  }
  if (binding.kind !== 'variable' || node.type !== 'VariableDeclarator' || node.id !== declared || binding.writes.length === 0) return undefined;
  const made = binding.writes.map(write => measureOf(write, origin, depth));
  const [first] = made;
  if (!first || made.some(each => each?.kind !== first.kind)) return undefined;
  const alone = made.length === 1;
  const same = alone && (first.most ?? 0) > 0 && !binding.references.some(isChange);
  return { ...first, holder: name, exact: made.every(each => each?.exact), fresh: alone && first.fresh, most: same ? first.most : undefined };
}

/** A field that only ever holds one kind of collection; a member of an object literal. */
function ofMember(node: T.MemberExpression, origin: Origin, depth: number): Measure | undefined {
  const name = memberName(node);
  const owner = node.object.type === 'ThisExpression' ? enclosingClass(node) : undefined;
  if (name === undefined) return undefined;
  const { node: defined } = owner ? {} : origin.definition(node) ?? {};
  const values = owner ? [...fieldValues(owner, name, origin.module.keys)].filter(({ type }) => type !== 'TSTypeAnnotation') : defined && defined !== node ? [defined] : [];
  const made = values.map(value => (isFunction(value) ? undefined : measureOf(value, origin, depth)));
  const [first] = made;
  return first && made.every(each => each?.kind === first.kind) ? { kind: first.kind, holder: node, exact: false, fresh: false, most: undefined } : undefined;
}

function ofCall(node: CallNode, origin: Origin, depth: number): Measure | undefined {
  const path = origin.ofCall(node);
  const [first, second] = node.arguments;
  const made = (kind: Kind, most?: number): Measure => ({ kind, holder: node, exact: true, fresh: true, most });
  if (path !== undefined && keyed.has(path)) return made('array', keysOf(first, origin));
  if (path !== undefined && gathered.has(path)) return made('array', first && measureOf(first, origin, depth)?.most);
  switch (path) {
    case ':Array()':
      return made('array', node.arguments.length === 1 && first ? mostOf(first, origin) : node.arguments.length || undefined);
    case ':Array.of()':
      return made('array', sum(node.arguments.map(argument => (argument.type === 'SpreadElement' ? undefined : 1))));
    case ':Array.from()':
      return made('array', first && (measureOf(first, origin, depth)?.most ?? mostOfLength(first, origin)));
    case ':Set()':
    case ':Map()':
      return made(path === ':Set()' ? 'set' : 'map', first && measureOf(first, origin, depth)?.most);
    case ':String()':
      return made('text');
    default:
      return ofMethod(node, [first, second], origin, depth);
  }
}

function ofMethod(node: CallNode, [first, second]: readonly (Node | undefined)[], origin: Origin, depth: number): Measure | undefined {
  const callee = unwrapped(node.callee);
  const name = callee.type === 'MemberExpression' && node.type === 'CallExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  const on = measureOf(callee.object, origin, depth);
  if (name === 'split') return { kind: 'array', holder: node, exact: on?.kind === 'text', fresh: true, most: second ? mostOf(second, origin) : on?.most };
  if (name === 'keys' || name === 'values' || name === 'entries') return on && on.kind !== 'text' ? { ...on, fresh: false } : undefined;
  const effect = Object.hasOwn(listing, name) ? listing[name] : undefined;
  if (effect === undefined || (on && on.kind !== 'array') || isIterator(callee.object)) return undefined;
  const most = effect === 'other' ? undefined : on?.most;
  const cut = name === 'slice' || name === 'splice' ? mostOfSlice(name, first, second, origin) : undefined;
  return { kind: 'array', holder: node, exact: on?.exact === true, fresh: !inPlace.has(name) || on?.fresh === true, most: cut === undefined ? most : Math.min(cut, most ?? cut) };
}

/** `set.values()`, whose `map` and `filter` give iterators. */
function isIterator(node: Node): boolean {
  const at = unwrapped(node);
  return at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && /^(keys|values|entries|matchAll)$/.test(memberName(at.callee) ?? '')
    && !(at.callee.object.type === 'Identifier' && at.callee.object.name === 'Object');
}

function mostOfSlice(name: string, first: Node | undefined, second: Node | undefined, origin: Origin): number | undefined {
  if (name === 'splice') return second && mostOf(second, origin);
  if (first?.type === 'UnaryExpression' && first.operator === '-' && !second) return mostOf(first.argument, origin);
  if (!second || !first) return undefined;
  const { sourceOf } = origin.module;
  if (second.type === 'BinaryExpression' && second.operator === '+' && sourceOf(second.left) === sourceOf(first)) return mostOf(second.right, origin);
  return mostOf(second, origin);
}

/** `{ length: 24 }` */
function mostOfLength(node: Node, origin: Origin): number | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  for (const property of node.properties) {
    if (property.type === 'Property' && propertyName(property.key, property.computed) === 'length') return mostOf(property.value, origin);
  }
  return undefined;
}

/** The number of keys of an object literal or an enum. */
function keysOf(node: Node | undefined, origin: Origin): number | undefined {
  if (!node) return undefined;
  const at = unwrapped(node);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (binding?.node.type === 'TSEnumDeclaration') return binding.node.body.members.length * 2;
  if (binding && (binding.reassigned || binding.references.some(isChange))) return undefined;
  const object = origin.definition(at)?.node;
  if (object?.type !== 'ObjectExpression' || object.properties.length === 0) return undefined;
  return object.properties.some(property => property.type !== 'Property' || property.computed) ? undefined : object.properties.length;
}

/** What the type checker says, where all else is silent. */
function checked(node: Node, origin: Origin): Measure | undefined {
  const path = origin.typed(node);
  const name = /^:(?:Readonly)?(Array|Set|Map)\(\)$/.exec(path ?? '')?.[1];
  return name === undefined ? undefined : { kind: name.toLowerCase() as Kind, holder: node, exact: false, fresh: false, most: undefined };
}

function kindOfType(type: Node, origin: Origin): Kind | undefined {
  switch (type.type) {
    case 'TSArrayType':
    case 'TSTupleType':
      return 'array';
    case 'TSStringKeyword':
      return 'text';
    case 'TSUnionType': {
      const kinds = new Set(type.types.map(part => kindOfType(part, origin)));
      return kinds.size === 1 ? [...kinds][0] : undefined;
    }
    default: {
      const name = globalType(type, origin) ?? '';
      if (/^(Buffer|Uint8Array|Int8Array|Uint16Array|Int16Array|Uint32Array|Int32Array|Float32Array|Float64Array)$/.test(name)) return 'bytes';
      return /^(Readonly)?(Array|Set|Map)$/.test(name) ? name.replace('Readonly', '').toLowerCase() as Kind : undefined;
    }
  }
}

function mostOfTuple(type: Node): number | undefined {
  return type.type === 'TSTupleType' && !type.elementTypes.some(item => item.type === 'TSRestType') ? type.elementTypes.length : undefined;
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce((all, each) => (all === undefined || each === undefined ? undefined : all + each), 0);
}

const larger = (one: number | undefined, other: number | undefined): number | undefined => (one === undefined || other === undefined ? undefined : Math.max(one, other));
