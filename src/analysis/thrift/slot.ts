import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, contains, headOf, isCall, isFunction, memberName, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { inside } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';
import { accumulatorOf, outlives, type Accumulator } from './accumulator.ts';
import { givenIn } from './copying.ts';

/** What holds more after each turn: an accumulator, or one of many under keys that come again: `groups[row.type]`, `groups.get(type)`. */
export interface Slot {
  name: string;
  is: (node: Node) => boolean;
  outlives: (repeater: Repeater) => boolean;
  /** The accumulator, where there is one place only. */
  accumulator: Accumulator | undefined;
}

/** The place that an assignment writes to. */
export function slotOf(target: Node, origin: Origin): Slot | undefined {
  const accumulator = accumulatorOf(target, origin);
  const node = unwrapped(target);
  if (node.type === 'MemberExpression' && memberName(node) === undefined) return keyedSlot(node, node.object, node.property, origin);
  if (!accumulator) return undefined;
  return { name: accumulator.name, is: accumulator.is, outlives: repeater => outlives(accumulator, repeater), accumulator };
}

/** `groups.set(type, …)`, read again by `groups.get(type)`. */
export function mappedSlot(call: T.CallExpression, origin: Origin): Slot | undefined {
  const callee = unwrapped(call.callee);
  const [key] = call.arguments;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'set' || call.arguments.length !== 2 || !key) return undefined;
  const { sourceOf } = origin.module;
  const name = `${sourceOf(callee.object)}.get(${sourceOf(key)})`;
  const slot = keyedSlot(call, callee.object, key, origin);
  const is = (node: Node): boolean => isCall(node) && sourceOf(node).replace(/\?\./g, '.') === name;
  return slot && { ...slot, name, is };
}

function keyedSlot(node: Node, object: Node, key: Node, origin: Origin): Slot | undefined {
  const root = headOf(object);
  const base = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  if (!base && root.type !== 'ThisExpression') return undefined;
  const text = origin.module.sourceOf(node);
  const is = (other: Node): boolean => other.type === 'MemberExpression' && origin.module.sourceOf(other) === text;
  const isOutside = (repeater: Repeater): boolean => !base || !contains(repeater, base.declared);
  const lives = (repeater: Repeater): boolean => isOutside(repeater) && !isOfTurn(key, repeater, origin);
  return { name: text, is, outlives: lives, accumulator: undefined };
}

/** Whether a key is another in each turn: the counter of a loop, a key of an object that is gone through. */
function isOfTurn(key: Node, repeater: Repeater, origin: Origin): boolean {
  const at = unwrapped(key);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (!binding || !contains(repeater, binding.declared)) return false;
  if (isFunction(repeater)) {
    const call = repeater.parent;
    const callee = isCall(call) ? unwrapped(call.callee) : undefined;
    const second = repeater.params[1];
    if (second && contains(second, binding.declared)) return true;
    return callee?.type === 'MemberExpression' && repeater.params[0] !== undefined && contains(repeater.params[0], binding.declared)
      && isOfKeys(callee.object);
  }
  if (repeater.type === 'ForOfStatement') return contains(repeater.left, binding.declared) && isOfKeys(repeater.right);
  return (repeater.type === 'ForStatement' && repeater.init !== null && contains(repeater.init, binding.declared))
    || (repeater.type === 'ForInStatement' && contains(repeater.left, binding.declared));
}

function isOfKeys(list: Node): boolean {
  const at = bare(list);
  const name = at.type === 'CallExpression' && at.callee.type === 'MemberExpression' ? memberName(at.callee) : undefined;
  return name === 'keys' || name === 'entries';
}

/** What a parameter takes apart, each name as what it stands for; `this` of a reducer needs none. */
export function partsOf(pattern: Node, origin: Origin): { name: string; binding: Binding; is: (node: Node) => boolean }[] {
  const inner = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  const names = inner.type === 'ObjectPattern' ? inner.properties.map(item => item.value)
    : inner.type === 'ArrayPattern' ? inner.elements : [inner];
  return names.flatMap(node => {
    const id = node?.type === 'AssignmentPattern' ? node.left : node;
    const binding = id?.type === 'Identifier' ? origin.module.bindings.of(id) : undefined;
    if (id?.type !== 'Identifier' || !binding) return [];
    const { name } = id;
    const is = (other: Node): boolean =>
      other.type === 'Identifier' && other.name === name && origin.module.bindings.of(other) === binding;
    return [{ name, binding, is }];
  });
}

/** Other names in a repeater for what a place holds: `const list = groups[type] ?? []`. */
export function aliasesOf(
  is: (node: Node) => boolean,
  around: Node,
  declarators: readonly T.VariableDeclarator[],
  origin: Origin,
): (node: Node) => boolean {
  const bindings = new Set(inside(declarators, around).flatMap(({ id, init }) => {
    const binding = init && id.type === 'Identifier' && is(givenIn(init)) ? origin.module.bindings.of(id) : undefined;
    return binding && !binding.reassigned ? [binding] : [];
  }));
  if (bindings.size === 0) return is;
  return node => is(node) || (node.type === 'Identifier' && bindings.has(origin.module.bindings.of(node) as Binding));
}

interface Reducer {
  fn: FunctionNode;
  initial: Node | undefined;
  list: Node | undefined;
}

/** The reducer of a `reduce()`, by whatever name, and what it begins with. */
export function reducerOf(call: T.CallExpression, origin: Origin): Reducer | undefined {
  const callee = unwrapped(call.callee);
  const isMember = callee.type === 'MemberExpression';
  const name = isMember ? memberName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  if (name !== 'reduce' && name !== 'reduceRight') return undefined;
  const at = call.arguments.slice(0, 2).findIndex(argument => isFunction(origin.definition(argument)?.node));
  const definition = call.arguments[at] && origin.definition(call.arguments[at]);
  if (!definition || definition.origin !== origin || !isFunction(definition.node)) return undefined;
  return { fn: definition.node, initial: call.arguments[at + 1], list: at === 0 && isMember ? callee.object : call.arguments[0] };
}
