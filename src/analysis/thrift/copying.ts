import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, isFunction, memberName, propertyName, stringOf, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';

/** An expression whose value is a copy of all that something holds, perhaps with more. */
export interface Copying {
  node: Node;
  what: 'array' | 'object' | 'collection' | 'bytes';
  /** The mention that is copied. */
  of: Node;
  /** What comes to it, in the order of the code; fixed keys of an object are none. */
  added: readonly Node[];
  /** Whether it is copied before what is added, and nothing else comes of it: `[...a, x]`. */
  plain: boolean;
}

type Is = (node: Node) => boolean;

const arrays = /^:((\w*Array\.from)|structuredClone)\(\)$/;
const collections = /^:(Map|Set|WeakMap|WeakSet)\(\)$/;
const typed = /^:((Uint|Int|Float|BigInt|BigUint)(8|16|32|64)(Clamped)?Array)\(\)$/;
/** Methods that give the array that they are called on, or as long a copy of it. */
const passing = new Set(['sort', 'reverse', 'toSorted', 'toReversed', 'flat', 'filter', 'map']);

/** How an expression copies a value, if it does. */
export function copyingOf(expression: Node, is: Is, origin: Origin): Copying | undefined {
  const node = bare(expression);
  const of = (inner: Node): Copying | undefined => copyingOf(inner, is, origin);
  switch (node.type) {
    case 'ArrayExpression':
      return ofList(node, is);
    case 'ObjectExpression':
      return ofObject(node, is, origin);
    case 'ConditionalExpression':
      return of(node.consequent) ?? of(node.alternate);
    case 'LogicalExpression':
      return of(node.right) ?? of(node.left);
    case 'SequenceExpression':
      return node.expressions.at(-1) && of(node.expressions.at(-1) as Node);
    case 'NewExpression':
    case 'CallExpression':
      return ofCall(node, is, origin);
    default:
      return undefined;
  }
}

/** The value that an expression has unless there is none: `list` of `list ?? []`, of `await list`, of `list ? list : []`. */
export function givenIn(expression: Node): Node {
  const node = bare(expression);
  if (node.type === 'LogicalExpression' && node.operator !== '&&') return givenIn(node.left);
  if (node.type === 'ConditionalExpression' && /^(Array|Object)Expression$/.test(node.alternate.type)) return givenIn(node.consequent);
  return node;
}

function ofList(node: T.ArrayExpression, is: Is): Copying | undefined {
  const items = node.elements.filter(item => item !== null);
  const at = items.findIndex(item => item.type === 'SpreadElement' && is(givenIn(item.argument)));
  const spread = items[at];
  if (spread?.type !== 'SpreadElement') return undefined;
  const of = givenIn(spread.argument);
  const added = items.filter(item => item !== spread);
  return { node, what: 'array', of, added, plain: at === 0 && of === spread.argument && items.length === node.elements.length };
}

function ofObject(node: T.ObjectExpression, is: Is, origin: Origin): Copying | undefined {
  const at = node.properties.findIndex(item => item.type === 'SpreadElement' && is(givenIn(item.argument)));
  const spread = node.properties[at];
  if (spread?.type !== 'SpreadElement') return undefined;
  const of = givenIn(spread.argument);
  const others = node.properties.filter(item => item !== spread);
  return { node, what: 'object', of, added: others.filter(item => addsKey(item, origin)), plain: at === 0 && of === spread.argument };
}

/** Whether a property may have another key each time. */
function addsKey(item: T.ObjectExpression['properties'][number], origin: Origin): boolean {
  if (item.type === 'Property') return item.computed && !isFixed(item.key, origin);
  const given = givenIn(item.argument);
  const object = origin.definition(given)?.node ?? given;
  if (given.type === 'LogicalExpression') return addsAny(given.right, origin);
  if (given.type === 'ConditionalExpression') return addsAny(given.consequent, origin) || addsAny(given.alternate, origin);
  return object.type === 'ObjectExpression' ? object.properties.some(inner => addsKey(inner, origin)) : !isNothing(given);
}

function addsAny(node: Node, origin: Origin): boolean {
  return node.type === 'ObjectExpression' ? node.properties.some(inner => addsKey(inner, origin)) : !isNothing(node);
}

const isNothing = ({ type }: Node): boolean => type === 'Literal';

/** Whether a key is the same each time: `'id'`, `KEY`, `Kind.Open`. */
function isFixed(key: Node, origin: Origin): boolean {
  const node = unwrapped(key);
  if (stringOf(node) !== undefined || node.type === 'Literal') return true;
  const definition = node.type === 'Identifier' || node.type === 'MemberExpression' ? origin.definition(node)?.node : undefined;
  if (definition && definition !== node && (stringOf(definition) !== undefined || /^(Literal|CallExpression)$/.test(definition.type)))
    return definition.type !== 'CallExpression' || origin.of(definition) === ':Symbol()';
  const object = node.type === 'MemberExpression' && !node.computed && node.object.type === 'Identifier' ? node.object : undefined;
  return object !== undefined && /^(TSEnumDeclaration)$/.test(origin.module.bindings.of(object)?.node.type ?? '');
}

function ofCall(node: CallNode, is: Is, origin: Origin): Copying | undefined {
  const callee = unwrapped(node.callee);
  const [first, ...more] = node.arguments;
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const path = first && name !== 'concat' ? origin.ofCall(node) ?? '' : '';
  if (first && (path === ':Object.assign()')) return ofAssign(node, first, more, is, origin);
  if (first && name === 'concat' && /(^|:)Buffer\.concat\(\)$/.test(origin.ofCall(node) ?? '')) return ofBytes(node, first, is);
  if (first && path === ':Object.fromEntries()') return ofEntries(node, first, is, origin);
  if (first && (collections.test(path) || typed.test(path) || arrays.test(path))) {
    const what = collections.test(path) ? 'collection' : /^:Array|structured/.test(path) ? 'array' : 'bytes';
    if (is(givenIn(first))) return { node, what, of: givenIn(first), added: [], plain: false };
    const inner = copyingOf(first, is, origin);
    return inner && { ...inner, node, what, plain: false };
  }
  if (callee.type !== 'MemberExpression' || name === undefined || node.type !== 'CallExpression') return undefined;
  return ofMethod(node, callee, name, is, origin);
}

function ofMethod(node: T.CallExpression, callee: T.MemberExpression, name: string, is: Is, origin: Origin): Copying | undefined {
  const object = givenIn(callee.object);
  const { arguments: given } = node;
  switch (name) {
    case 'concat': {
      if (is(object)) return { node, what: 'array', of: object, added: given, plain: object === unwrapped(callee.object) };
      const of = given.map(item => givenIn(item.type === 'SpreadElement' ? item.argument : item)).find(is);
      if (of && bare(object).type === 'ArrayExpression') {
        const own = object.type === 'ArrayExpression' ? object.elements.filter(item => item !== null) : [];
        return { node, what: 'array', of, added: [...own, ...given.filter(item => item !== of)], plain: false };
      }
      const inner = copyingOf(object, is, origin);
      return inner?.what === 'array' ? { ...inner, node, added: [...inner.added, ...given], plain: false } : undefined;
    }
    case 'with':
    case 'toSpliced':
      return is(object) ? { node, what: 'array', of: object, added: given, plain: false } : undefined;
    case 'slice':
      return is(object) && given.length === 0 ? { node, what: 'array', of: object, added: [], plain: false } : undefined;
    case 'set':
    case 'add': {
      const inner = copyingOf(object, is, origin);
      return inner?.what === 'collection' ? { ...inner, node, added: [...inner.added, ...given], plain: false } : undefined;
    }
    default: {
      if (!passing.has(name)) return undefined;
      // `[a, [x]].flat()`
      const [of] = name === 'flat' && object.type === 'ArrayExpression' ? object.elements.filter(item => item !== null && is(item)) : [];
      if (of && object.type === 'ArrayExpression')
        return { node, what: 'array', of, added: object.elements.filter(item => item !== null && item !== of) as Node[], plain: false };
      const inner = copyingOf(object, is, origin);
      return inner?.what === 'array' ? { ...inner, node, plain: false } : undefined;
    }
  }
}

/** `Object.assign({}, a, { [k]: v })` */
function ofAssign(node: CallNode, first: Node, more: readonly Node[], is: Is, origin: Origin): Copying | undefined {
  if (first.type !== 'ObjectExpression') return undefined;
  const of = more.map(givenIn).find(is) ?? ofObject(first, is, origin)?.of;
  if (!of) return undefined;
  const others = [first, ...more].filter(each => givenIn(each) !== of);
  return { node, what: 'object', of, added: others.filter(each => addsAny(each, origin)), plain: false };
}

/** `Object.fromEntries([...Object.entries(a), [k, v]])` */
function ofEntries(node: CallNode, first: Node, is: Is, origin: Origin): Copying | undefined {
  const ofOwn = (inner: Node): boolean =>
    inner.type === 'CallExpression' && origin.ofCall(inner) === ':Object.entries()' && inner.arguments[0] !== undefined
    && is(givenIn(inner.arguments[0]));
  const inner = copyingOf(first, ofOwn, origin);
  return inner && { ...inner, node, what: 'object', plain: false };
}

/** `Buffer.concat([a, chunk])` */
function ofBytes(node: CallNode, first: Node, is: Is): Copying | undefined {
  const list = unwrapped(first);
  const items = list.type === 'ArrayExpression' ? list.elements.filter(item => item !== null) : [];
  const of = items.find(item => item.type !== 'SpreadElement' && is(givenIn(item)));
  if (!of) return undefined;
  return { node, what: 'bytes', of: givenIn(of), added: items.filter(item => item !== of), plain: items[0] === of };
}

/** What is copied somewhere in a value that is put together of several: `{ all: [...state.all, x], count }`. */
export interface Part {
  is: Is;
  name: string;
}

/** The copies in an expression, of the thing itself or of its members. */
export function* copyingsIn(
  expression: Node,
  { is, name }: Part,
  origin: Origin,
  parts: readonly Part[] = [],
  depth = 0,
): Generator<Copying & { name: string }> {
  const node = bare(expression);
  if (depth > 4) return;
  const copying = copyingOf(node, is, origin);
  if (copying) yield { ...copying, name };
  if (node.type === 'ConditionalExpression' && !copying) {
    yield* copyingsIn(node.consequent, { is, name }, origin, parts, depth + 1);
    yield* copyingsIn(node.alternate, { is, name }, origin, parts, depth + 1);
  }
  const inner = node.type === 'ObjectExpression' ? node.properties.flatMap(item => ofProperty(item, is, name))
    : node.type === 'ArrayExpression' ? node.elements.flatMap((item, at) => (item ? [{ value: item, part: ofElement(at, is, name) }] : []))
      : [];
  for (const { value, part } of inner) {
    for (const each of [part, ...parts]) yield* copyingsIn(value, each, origin, [], depth + 1);
  }
}

function ofProperty(item: T.ObjectExpression['properties'][number], is: Is, name: string): { value: Node; part: Part }[] {
  const key = item.type === 'Property' ? propertyName(item.key, item.computed) : undefined;
  if (item.type !== 'Property' || key === undefined || isFunction(item.value)) return [];
  const isMember = (node: Node): boolean => node.type === 'MemberExpression' && memberName(node) === key && is(bare(node.object));
  return [{ value: item.value, part: { is: isMember, name: `${name}.${key}` } }];
}

function ofElement(at: number, is: Is, name: string): Part {
  const isMember = (node: Node): boolean => node.type === 'MemberExpression' && memberName(node) === String(at) && is(bare(node.object));
  return { is: isMember, name: `${name}[${String(at)}]` };
}

/** Whether a list is known to be one, so that its `concat()` copies: by what it is, or by what it is given. */
export function isListed({ of, added, node }: Copying, origin: Origin): boolean {
  if (bare(node).type !== 'CallExpression' || measureOf(of, origin)?.kind === 'array') return true;
  return added.some(item => unwrapped(item).type === 'ArrayExpression');
}
