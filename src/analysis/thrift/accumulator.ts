import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, headOf, memberName, unwrapped, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isWrittenIn } from '../origin/change.ts';
import { inside } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';

/** A place that keeps a value from turn to turn: a variable, a field, a member of an object. */
export interface Accumulator {
  /** As the code writes it: `body`, `this.buffer`. */
  name: string;
  /** The variable, where it is one. */
  binding: Binding | undefined;
  /** The variables that say which place it is: `state` and `key` of `state.lines[key]`. */
  roots: readonly Binding[];
  /** What it hangs on, without variables: `this.state` of `this.state.line`. */
  owners: readonly string[];
  /** Whether an expression is it. */
  is: (node: Node) => boolean;
}

/** The accumulator that an assignment writes to; nothing where the place cannot be told from others. */
export function accumulatorOf(target: Node, origin: Origin): Accumulator | undefined {
  const node = unwrapped(target);
  if (node.type === 'Identifier') {
    const binding = origin.module.bindings.of(node);
    const isNamed = (other: Node): other is T.Identifier => other.type === 'Identifier' && other.name === node.name;
    const is = (other: Node): boolean => isNamed(other) && origin.module.bindings.of(other) === binding;
    return binding && { name: node.name, binding, roots: [], owners: [], is };
  }
  if (node.type !== 'MemberExpression') return undefined;
  const text = origin.module.sourceOf(node);
  const roots: Binding[] = [];
  const owners: string[] = [];
  let at: Node = node;
  while (at.type === 'MemberExpression') {
    if (memberName(at) === undefined) {
      const key = unwrapped(at.property);
      const binding = key.type === 'Identifier' ? origin.module.bindings.of(key) : undefined;
      if (!binding) return undefined;
      roots.push(binding);
    }
    at = unwrapped(at.object);
    if (at.type === 'MemberExpression') owners.push(origin.module.sourceOf(at));
  }
  const base = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (base) roots.push(base);
  else if (at.type !== 'ThisExpression') return undefined;
  const member = memberName(node);
  const isOfBase = (head: Node): boolean => head.type === 'Identifier' && origin.module.bindings.of(head) === base;
  const is = (other: Node): boolean => other.type === 'MemberExpression' && memberName(other) === member
    && origin.module.sourceOf(other) === text && (!base || isOfBase(headOf(other)));
  return { name: text, binding: undefined, roots, owners, is };
}

/** Whether the accumulator is the same place in every turn, made before the first. */
export function outlives({ binding, roots }: Accumulator, repeater: Repeater): boolean {
  if (binding) return !isMadeIn(binding, repeater);
  return roots.every(root => !isMadeIn(root, repeater) && !(root.reassigned && isWrittenIn(repeater, root)));
}

function isMadeIn({ declared }: Binding, repeater: Repeater): boolean {
  if (!contains(repeater, declared)) return false;
  return !(repeater.type === 'ForStatement' && repeater.init && contains(repeater.init, declared));
}

/** Whether a list has only what was added to it: it began empty, or is a field. */
export const beginsEmpty = ({ binding, name }: Accumulator): boolean => name.startsWith('this.')
  || binding?.writes.every(write => write.type === 'ArrayExpression' && write.elements.length === 0) === true;

/** What a value is made longer by. */
export interface Addition {
  pieces: readonly Node[];
  /** The mentions of the value itself that are handed on. */
  carried: readonly Node[];
  side: 'end' | 'start' | 'both';
}

/** What an expression adds to a value that it contains: `x` of `s + x`; no pieces where it only hands it on. */
export function additionIn(expression: Node, is: (node: Node) => boolean): Addition | undefined {
  const node = unwrapped(expression);
  if (is(node)) return { pieces: [], carried: [node], side: 'end' };
  const of = (inner: Node): Addition | undefined => additionIn(inner, is);
  switch (node.type) {
    case 'BinaryExpression':
      if (node.operator !== '+') return undefined;
      return strung([node.left, node.right], of);
    case 'TemplateLiteral': {
      const texts = node.quasis.filter(({ value }) => value.raw !== '');
      const parts = [...texts, ...node.expressions].sort((a, b) => a.range[0] - b.range[0]);
      return node.expressions.length > 0 ? strung(parts, of) : undefined;
    }
    case 'ConditionalExpression':
      return either(of(node.consequent), of(node.alternate));
    case 'LogicalExpression':
      return either(of(node.left), of(node.right));
    case 'CallExpression': {
      const callee = unwrapped(node.callee);
      if (callee.type !== 'MemberExpression' || memberName(callee) !== 'concat') return undefined;
      const on = of(callee.object);
      return on && { ...on, pieces: [...on.pieces, ...node.arguments] };
    }
    default:
      return undefined;
  }
}

function strung(parts: readonly Node[], of: (node: Node) => Addition | undefined): Addition | undefined {
  const additions = parts.map(of);
  const first = additions.findIndex(addition => addition !== undefined);
  if (first < 0) return undefined;
  const sides = additions.flatMap(addition => addition?.side ?? []);
  const trailing = first < parts.length - 1 || sides.includes('both');
  return {
    pieces: parts.flatMap((part, index) => additions[index]?.pieces ?? [part]),
    carried: additions.flatMap(addition => addition?.carried ?? []),
    side: first === 0 && !sides.includes('start') && !sides.includes('both') ? 'end' : trailing ? 'both' : 'start',
  };
}

function either(one: Addition | undefined, other: Addition | undefined): Addition | undefined {
  if (!one || !other) return one ?? other;
  const side = one.side === other.side || other.pieces.length === 0 ? one.side : one.pieces.length === 0 ? other.side : 'both';
  return { pieces: [...one.pieces, ...other.pieces], carried: [...one.carried, ...other.carried], side };
}

/** What an assignment adds to the accumulator. */
export function additionOf(node: T.AssignmentExpression, { is }: Accumulator): Addition | undefined {
  if (!is(unwrapped(node.left))) return undefined;
  if (node.operator === '+=') return { pieces: [node.right], carried: [], side: 'end' };
  return node.operator === '=' ? additionIn(node.right, is) : undefined;
}

/** The parts of a file that accumulators are looked for in. */
export interface Syntax {
  each(kind: 'AssignmentExpression'): readonly T.AssignmentExpression[];
  each(kind: 'CallExpression'): readonly T.CallExpression[];
  callsUnder(names: Iterable<string>): readonly T.CallExpression[];
  each(kind: 'MemberExpression'): readonly T.MemberExpression[];
}

/** The mentions of an accumulator in a node. */
export function mentionsIn(around: Node, { binding, is }: Accumulator, syntax: Syntax): Node[] {
  if (binding) return binding.references.filter(node => is(node) && contains(around, node));
  return inside<Node>(syntax.each('MemberExpression'), around).filter(is);
}
