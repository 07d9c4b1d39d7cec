import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, enclosingClass, enclosingFunction, isCall, isFunction, memberName, stringOf, unwrapped, type CallNode, type ClassNode,
  type Node,
} from '../../ast.ts';
import { annotatedType, globalType } from './annotated.ts';
import type { Binding } from './binding.ts';
import { isChange } from './change.ts';
import { fieldValues } from './class.ts';
import { kindNamed, kindOfType, mostOfTuple } from './kinds.ts';
import { keysOf, mostOf, mostOfLength, mostOfSlice } from './number.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';

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
  map: 'same', filter: 'fewer', slice: 'fewer', sort: 'same', reverse: 'same', toSorted: 'same', toReversed: 'same', fill: 'same',
  with: 'same', concat: 'other', flat: 'other', flatMap: 'other', splice: 'fewer', toSpliced: 'other',
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
  // What an `Iterable` holds now may be replaced by what has no length.
  if (annotation && !typed && /^(Async)?Itera(ble|tor)/.test(globalType(annotation, origin) ?? '')) return undefined;
  const written = bySyntax(node, origin, depth + 1);
  if (typed) return { fresh: false, most: mostOfTuple(annotation), ...written, kind: typed, holder: node, exact: true };
  return written ?? checked(node, origin);
}

function bySyntax(node: Node, origin: Origin, depth: number): Measure | undefined {
  const of = (inner: Node): Measure | undefined => measureOf(inner, origin, depth);
  switch (node.type) {
    case 'ArrayExpression': {
      const items = node.elements.map(item => (item?.type === 'SpreadElement' ? of(item.argument)?.most : 1));
      return made('array', node, sum(items));
    }
    case 'TemplateLiteral':
      return made('text', node, stringOf(node)?.length);
    case 'Literal':
      return typeof node.value === 'string' ? made('text', node, node.value.length) : undefined;
    case 'AwaitExpression': {
      const { argument } = node;
      return isCall(argument) && gathered.has(origin.ofCall(argument) ?? '') ? ofCall(argument, origin, depth) : undefined;
    }
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(node, origin, depth);
    case 'LogicalExpression':
      return either(node, of(node.left), of(node.right), true);
    case 'ConditionalExpression':
      return either(node, of(node.consequent), of(node.alternate), false);
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding) return ofBinding(node, binding, origin, depth);
      return node.name === 'arguments' && enclosingFunction(node) ? seen('arguments', node) : undefined;
    }
    case 'MemberExpression':
      return ofMember(node, origin, depth);
    default:
      return undefined;
  }
}

/** Something that an expression makes. */
const made = (kind: Kind, holder: Node, most?: number): Measure => ({ kind, holder, most, exact: true, fresh: true });

/** Something that is most likely what it looks like. */
const seen = (kind: Kind, holder: Node): Measure => ({ kind, holder, most: undefined, exact: false, fresh: false });

/** One of two; `rows || []` is an array, whatever else it may be. */
function either(holder: Node, one: Measure | undefined, other: Measure | undefined, isDefault: boolean): Measure | undefined {
  const known = one ?? other;
  if (!one || !other) return isDefault && known ? seen(known.kind, holder) : undefined;
  if (one.kind !== other.kind) return undefined;
  const most = one.most === undefined || other.most === undefined ? undefined : Math.max(one.most, other.most);
  return { kind: one.kind, holder, most, exact: one.exact && other.exact, fresh: false };
}

/** The variables that are being measured. */
const measuring = new Set<Binding>();

function ofBinding(name: T.Identifier, binding: Binding, origin: Origin, depth: number): Measure | undefined {
  const { declared, node, references, reassigned, writes } = binding;
  const around = declared.parent;
  const isRest = around.type === 'RestElement' && around.parent.type !== 'ObjectPattern';
  if (isRest) return { ...made('array', name), exact: !reassigned, fresh: !reassigned };
  if (binding.kind === 'parameter') {
    const kind = around.type === 'AssignmentPattern' ? measureOf(around.right, origin, depth)?.kind : documentedKind(declared, origin);
    return kind && seen(kind, name);
  }
  if (binding.kind !== 'variable' || node.type !== 'VariableDeclarator') return undefined;
  const [first] = writes;
  if (node.id !== declared) return first?.type === 'ThisExpression' ? ofTaken(name, binding, first, origin, depth) : undefined;
  const loop = node.parent.parent;
  if (/^For(Of|In)Statement$/.test(loop.type) && 'left' in loop && loop.left === node.parent) return ofItem(loop, name);
  // What is said of a variable by itself says nothing: `list = list.slice(0, list.length - 1)`.
  if (measuring.has(binding)) return undefined;
  const values = measuresOf(writes, binding, origin, depth);
  const [one] = values;
  if (!one || values.some(value => value?.kind !== one.kind)) return undefined;
  const isAlone = values.length === 1;
  // What is made empty is filled somewhere.
  const isSame = isAlone && (one.most ?? 0) > 0 && !references.some(isChange);
  const exact = values.every(value => value?.exact);
  return { ...one, holder: name, exact, fresh: isAlone && one.fresh, most: isSame ? one.most : undefined };
}

/** A field under a name of its own: `const { counts } = this`. */
function ofTaken(name: T.Identifier, binding: Binding, self: Node, origin: Origin, depth: number): Measure | undefined {
  const [field, ...rest] = (binding.node.type === 'VariableDeclarator' && stepsTo(binding.declared, binding.node.id)) || [];
  const owner = field === undefined || rest.length > 0 || binding.reassigned ? undefined : enclosingClass(self);
  return owner && ofField(name, owner, String(field), origin, depth);
}

/** An item of a list is not the list; what a text was split into are texts. */
function ofItem(loop: Node, name: Node): Measure | undefined {
  const list = loop.type === 'ForOfStatement' ? unwrapped(loop.right) : undefined;
  return isCall(list) && calledName(list) === 'split' ? seen('text', name) : undefined;
}

function measuresOf(writes: readonly Node[], binding: Binding, origin: Origin, depth: number): (Measure | undefined)[] {
  measuring.add(binding);
  try {
    return writes.map(write => measureOf(write, origin, depth));
  } finally {
    measuring.delete(binding);
  }
}

/** `@param {string[]} names` */
function documentedKind(declared: T.Identifier, origin: Origin): Kind | undefined {
  const fn = enclosingFunction(declared);
  const comment = fn && origin.module.documented?.(fn);
  for (const [, type = '', name] of comment?.matchAll(/@param\s+\{([^}]+)\}\s+\[?([\w$]+)/g) ?? []) {
    if (name !== declared.name) continue;
    return /^(?:readonly\s+)?[^|&()]+\[\]$/.test(type) ? 'array' : kindNamed(/^(\w+)\.?<.*>$/.exec(type)?.[1] ?? '');
  }
  return undefined;
}

/** A field that only ever holds one kind of collection; a member of an object literal. */
function ofMember(node: T.MemberExpression, origin: Origin, depth: number): Measure | undefined {
  const name = memberName(node);
  const owner = node.object.type === 'ThisExpression' ? enclosingClass(node) : undefined;
  if (name === undefined) return undefined;
  if (owner) return ofField(node, owner, name, origin, depth);
  const defined = origin.definition(node)?.node;
  return defined && defined !== node ? ofValues(node, [defined], origin, depth) : undefined;
}

function ofField(holder: Node, owner: ClassNode, name: string, origin: Origin, depth: number): Measure | undefined {
  return ofValues(holder, fieldValues(owner, name, origin.module.keys).filter(({ type }) => type !== 'TSTypeAnnotation'), origin, depth);
}

function ofValues(holder: Node, values: readonly Node[], origin: Origin, depth: number): Measure | undefined {
  const kinds = new Set(values.map(value => (isFunction(value) ? undefined : measureOf(value, origin, depth)?.kind)));
  const [kind] = kinds;
  return kind && kinds.size === 1 ? seen(kind, holder) : undefined;
}

function ofCall(node: CallNode, origin: Origin, depth: number): Measure | undefined {
  const path = origin.ofCall(node) ?? '';
  const [first] = node.arguments;
  const given = (): number | undefined => first && measureOf(first, origin, depth)?.most;
  if (keyed.has(path)) return made('array', node, keysOf(first, origin));
  if (gathered.has(path)) return made('array', node, given());
  switch (path) {
    case ':Array()':
      return made('array', node, node.arguments.length === 1 && first ? mostOf(first, origin) : node.arguments.length || undefined);
    case ':Array.of()':
      return made('array', node, sum(node.arguments.map(argument => (argument.type === 'SpreadElement' ? undefined : 1))));
    case ':Array.from()':
      return made('array', node, given() ?? (first && mostOfLength(first, origin)));
    case ':Set()':
      return made('set', node, given());
    case ':Map()':
      return made('map', node, given());
    case ':String()':
      return made('text', node);
    default:
      return ofMethod(node, origin, depth);
  }
}

function ofMethod(node: CallNode, origin: Origin, depth: number): Measure | undefined {
  const callee = unwrapped(node.callee);
  const name = callee.type === 'MemberExpression' && node.type === 'CallExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
  const on = measureOf(callee.object, origin, depth);
  const [first, second] = node.arguments;
  if (name === 'split') return { ...made('array', node, second ? mostOf(second, origin) : on?.most), exact: on?.kind === 'text' };
  if (name === 'keys' || name === 'values' || name === 'entries') return on && on.kind !== 'text' ? { ...on, fresh: false } : undefined;
  const effect = Object.hasOwn(listing, name) ? listing[name] : undefined;
  if (effect === undefined || (on && on.kind !== 'array') || isIterator(callee.object)) return undefined;
  const all = effect === 'other' ? undefined : on?.most;
  const cut = name === 'slice' || name === 'splice' ? mostOfSlice(name, first, second, origin) : undefined;
  const most = cut === undefined ? all : Math.min(cut, all ?? cut);
  return { kind: 'array', holder: node, most, exact: on?.exact === true, fresh: !inPlace.has(name) || on?.fresh === true };
}

/** `set.values()`, whose `map` and `filter` give iterators. */
function isIterator(node: Node): boolean {
  const at = unwrapped(node);
  if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return false;
  const { object } = at.callee;
  const isOfObject = object.type === 'Identifier' && object.name === 'Object';
  return !isOfObject && /^(keys|values|entries|matchAll)$/.test(memberName(at.callee) ?? '');
}

/** What the type checker says, where all else is silent. */
function checked(node: Node, origin: Origin): Measure | undefined {
  const kind = kindNamed(/^:(\w+)\(\)$/.exec(origin.typed(node) ?? '')?.[1] ?? '');
  return kind && seen(kind, node);
}

function sum(numbers: readonly (number | undefined)[]): number | undefined {
  return numbers.reduce((all, each) => (all === undefined || each === undefined ? undefined : all + each), 0);
}
