import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, isFunction, memberName, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { isNumber } from '../origin/numeric.ts';
import type { Origin } from '../origin/origin.ts';
import { isText } from '../origin/text.ts';

type Is = (node: Node) => boolean;

/** What a copy has more than the original, as a change of the original itself. */
export type Gain = {
  /** Where it stands: the copy. */
  node: Node;
  /** Whether the change leaves just what the copy would hold, once it is done. */
  exact: boolean;
  /** Whether it is done step by step, so that half of it stays where a step fails. */
  stepwise?: boolean;
} & (
  | { way: 'push'; items: readonly Node[] }
  | { way: 'each'; of: Node }
  | { way: 'key'; property: T.Property }
  | { way: 'properties'; properties: readonly Node[] }
  | { way: 'assign'; from: Node }
  | { way: 'set' | 'add'; given: readonly Node[] }
);

/** A change that is made only where a test says so: `all = seen ? all : [...all, x]`. */
export interface Gaining {
  gain: Gain;
  test: Node | undefined;
  negated: boolean;
}

/** What fresh collections are: an array without holes, an object with nothing but values. */
export type Fresh = 'array' | 'object' | 'map' | 'set';

/** The collection that an expression makes and that nobody else has; nothing for one of which a copy is another. */
export function freshOf(expression: Node, origin: Origin): Fresh | undefined {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.includes(null) ? undefined : 'array';
    case 'ObjectExpression':
      return node.properties.every(item => item.type === 'SpreadElement' || isPlain(item)) ? 'object' : undefined;
    case 'NewExpression':
    case 'CallExpression': {
      const path = origin.ofCall(node);
      if (path === ':Array()' && node.arguments.length === 0) return 'array';
      if (node.type === 'NewExpression') return path === ':Map()' ? 'map' : path === ':Set()' ? 'set' : undefined;
      return undefined;
    }
    default:
      return undefined;
  }
}

/** Whether `Object.assign()` would take the object for what a spread does, too: `__proto__` is no more than a key to the spread. */
export function isAssignable(initial: Node): boolean {
  const node = unwrapped(initial);
  return node.type !== 'ObjectExpression' || node.properties.every(item => item.type === 'Property' && !item.computed);
}

/** The change that a value stands for, where it is a copy of the original with more behind it, or one of a copy and the original. */
export function gainingOf(value: Node, is: Is, origin: Origin): Gaining | undefined {
  const node = unwrapped(value);
  if (node.type !== 'ConditionalExpression') {
    const gain = gainOf(node, is, origin);
    return gain && { gain, test: undefined, negated: false };
  }
  const [negated, branch] = is(unwrapped(node.consequent)) ? [true, node.alternate] : [false, node.consequent];
  const gain = negated || is(unwrapped(node.alternate)) ? gainOf(unwrapped(branch), is, origin) : undefined;
  return gain && { gain, test: node.test, negated };
}

function gainOf(node: Node, is: Is, origin: Origin): Gain | undefined {
  switch (node.type) {
    case 'ArrayExpression': {
      const [first, ...items] = node.elements;
      return first?.type === 'SpreadElement' && is(unwrapped(first.argument)) ? ofItems(node, items) : undefined;
    }
    case 'ObjectExpression': {
      const [first, ...properties] = node.properties;
      return first?.type === 'SpreadElement' && is(unwrapped(first.argument)) ? ofProperties(node, properties, origin) : undefined;
    }
    case 'NewExpression':
      return ofCollection(node, is, origin);
    case 'CallExpression':
      return ofCall(node, is, origin);
    default:
      return undefined;
  }
}

function ofItems(node: Node, items: readonly (T.Expression | T.SpreadElement | null)[]): Gain | undefined {
  const [first] = items;
  if (!first || items.includes(null)) return undefined;
  const given = items as readonly Node[];
  const spread = given.some(item => item.type === 'SpreadElement');
  if (!spread) return { node, way: 'push', items: given, exact: true };
  if (first.type === 'SpreadElement' && items.length === 1) return { node, way: 'each', of: first.argument, exact: true, stepwise: true };
  // More items than a call can have arguments would be too many.
  return { node, way: 'push', items: given, exact: false };
}

function ofProperties(node: Node, properties: readonly T.ObjectExpression['properties'][number][], origin: Origin): Gain | undefined {
  const [first] = properties;
  if (!first || properties.some(item => item.type === 'Property' && !isPlain(item))) return undefined;
  const exact = properties.every(item => item.type === 'Property' && (!item.computed || isKey(item.key, origin)));
  if (properties.length > 1) return { node, way: 'properties', properties, exact };
  if (first.type === 'SpreadElement') return { node, way: 'assign', from: first.argument, exact: false, stepwise: true };
  // A function without a name gets that of its key in an object, and none where it is assigned to a member.
  return { node, way: 'key', property: first, exact: exact && !isNameless(first.value) };
}

function ofCall(node: T.CallExpression, is: Is, origin: Origin): Gain | undefined {
  const callee = unwrapped(node.callee);
  if (callee.type !== 'MemberExpression' || callee.optional || node.optional) return undefined;
  const object = unwrapped(callee.object);
  const given = node.arguments;
  switch (memberName(callee)) {
    case 'concat':
      return is(object) ? ofConcat(node, origin) : undefined;
    case 'assign': {
      const [target, of, from, ...more] = given;
      const isAssign = origin.ofCall(node) === ':Object.assign()' && more.length === 0 && target && of && from;
      const isEmpty = isAssign && target.type === 'ObjectExpression' && target.properties.length === 0 && from.type !== 'SpreadElement';
      if (!isEmpty || !is(unwrapped(of))) return undefined;
      return from.type === 'ObjectExpression' ? ofProperties(node, from.properties, origin)
        : { node, way: 'assign', from, exact: false, stepwise: true };
    }
    case 'set':
      return isCopyBy(':Map()', object, is, origin) && given.length === 2 && isEachOne(given)
        ? { node, way: 'set', given, exact: true } : undefined;
    case 'add':
      return isCopyBy(':Set()', object, is, origin) && given.length === 1 && isEachOne(given)
        ? { node, way: 'add', given, exact: true } : undefined;
    default:
      return undefined;
  }
}

/** `new Map([...rates, [key, rate]])`, `new Set([...seen, key])` */
function ofCollection(node: T.NewExpression, is: Is, origin: Origin): Gain | undefined {
  const list = node.arguments.length === 1 ? node.arguments[0] : undefined;
  const [first, second, ...more] = list?.type === 'ArrayExpression' ? list.elements : [];
  if (first?.type !== 'SpreadElement' || !is(unwrapped(first.argument)) || !second || more.length > 0) return undefined;
  const path = origin.ofCall(node);
  if (path === ':Set()') return second.type === 'SpreadElement' ? undefined : { node, way: 'add', given: [second], exact: true };
  const pair = second.type === 'ArrayExpression' ? second.elements : [];
  const isPair = pair.length === 2 && pair.every(item => item !== null && item.type !== 'SpreadElement');
  return path === ':Map()' && isPair ? { node, way: 'set', given: pair, exact: true } : undefined;
}

function isCopyBy(path: string, node: Node, is: Is, origin: Origin): boolean {
  return node.type === 'NewExpression' && node.arguments.length === 1 && origin.ofCall(node) === path
    && is(unwrapped(node.arguments[0] as Node));
}

const isEachOne = (given: readonly Node[]): boolean => given.every(({ type }) => type !== 'SpreadElement');

/** `concat()` takes the items of what is an array, and everything else as one item. */
function ofConcat(node: T.CallExpression, origin: Origin): Gain | undefined {
  const [first, ...more] = node.arguments;
  if (!first || !isEachOne(node.arguments)) return undefined;
  const taken = node.arguments.map(argument => itemsOf(argument, origin));
  if (taken.every(items => items !== undefined)) {
    const items = taken.flat();
    return items.length > 0 ? { node, way: 'push', items, exact: true } : undefined;
  }
  return more.length > 0 ? undefined : { node, way: 'each', of: first, exact: isDense(first, origin), stepwise: true };
}

/** The items that an argument of `concat()` surely stands for, each as it is written. */
function itemsOf(argument: Node, origin: Origin): readonly Node[] | undefined {
  const node = unwrapped(argument);
  if (node.type === 'ArrayExpression') {
    const items = node.elements.filter(item => item !== null && item.type !== 'SpreadElement');
    return items.length === node.elements.length ? items : undefined;
  }
  const isValue = (inner: Node): boolean => isText(inner, origin) || isNumber(inner, origin);
  const isPlainObject = node.type === 'ObjectExpression'
    && node.properties.every(item => item.type === 'Property' && (!item.computed || isValue(item.key)));
  const isOne = node.type === 'Literal' || isFunction(node) || isPlainObject || isValue(node);
  return isOne ? [argument] : undefined;
}

const dense = /^:(Object\.(keys|values|entries|getOwnPropertyNames)|Array\.from)\(\)$/;

/** An array that is made here, of the language's own kind, with no holes. */
function isDense(argument: Node, origin: Origin): boolean {
  const node = unwrapped(argument);
  if (node.type === 'ArrayExpression') return !node.elements.includes(null);
  const call = node.type === 'AwaitExpression' ? unwrapped(node.argument) : node;
  const path = isCall(call) ? origin.ofCall(call) ?? '' : '';
  if (node.type === 'AwaitExpression') return /^:Promise\.all(Settled)?\(\)$/.test(path);
  return dense.test(path) || (isCall(call) && isSplit(call, origin));
}

function isSplit(call: CallNode, origin: Origin): boolean {
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' && memberName(callee) === 'split' && isText(callee.object, origin)
    && call.arguments.every(({ type }) => type === 'Literal');
}

/** A property that holds a value; `__proto__: x` is none. */
function isPlain(item: T.Property): boolean {
  return item.kind === 'init' && !item.method && (item.computed || keyText(item.key) !== '__proto__');
}

const keyText = (key: Node): unknown => (key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : undefined);

/** Whether a computed key is no object, and surely not `__proto__`, which an assignment takes for something else. */
function isKey(key: Node, origin: Origin): boolean {
  const node = unwrapped(key);
  if (node.type === 'Literal') return node.value !== '__proto__' && !('regex' in node);
  if (node.type === 'TemplateLiteral') {
    const [head = '', tail = ''] = [node.quasis[0], node.quasis.at(-1)].map(quasi => quasi?.value.cooked ?? '');
    return !'__proto__'.startsWith(head) || !'__proto__'.endsWith(tail);
  }
  return isNumber(node, origin);
}

function isNameless(value: Node): boolean {
  const node = unwrapped(value);
  return node.type === 'ArrowFunctionExpression' || ((node.type === 'FunctionExpression' || node.type === 'ClassExpression') && !node.id);
}
