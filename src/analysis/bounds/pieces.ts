import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isCallNamed, isFunction, memberName, unwrapped, type CallNode, type FunctionNode,
  type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Bulks, Large } from './bulk.ts';
import type { Given } from './given.ts';
import type { View } from './view.ts';

/** A list of parts of a large text. */
export interface Parts {
  parent: Large;
  /** Together they are the whole. */
  all: boolean;
}

/** One of them. */
export interface Piece {
  parent: Large;
  /** It is one of those that together are the whole, and the others are treated alike. */
  whole: boolean;
}

/** Methods of a list that give the same parts, or some of them. */
const passing = /^(values|entries|reverse|sort|toSorted|toReversed|filter|slice|splice|flat|concat|toArray)$/;

/** Follows the parts into which a large text is taken apart. */
export class Pieces {
  readonly #origin: Origin;
  readonly #bulks: Bulks;
  readonly #viewsIn: (node: Node, given: Given) => readonly View[];
  #depth = 0;

  constructor(origin: Origin, bulks: Bulks, viewsIn: (node: Node, given: Given) => readonly View[]) {
    this.#origin = origin;
    this.#bulks = bulks;
    this.#viewsIn = viewsIn;
  }

  /** The parts that an expression gives: `text.split('\n')`, `text.match(pattern)`. */
  of(expression: Node, given: Given): Parts | undefined {
    if (this.#depth > 8) return undefined;
    this.#depth += 1;
    try {
      return this.#of(bare(expression), given);
    } finally {
      this.#depth -= 1;
    }
  }

  #of(node: Node, given: Given): Parts | undefined {
    switch (node.type) {
      case 'Identifier': {
        const binding = this.#origin.module.bindings.of(node);
        const passed = binding && given.get(binding);
        if (passed) return passed.item ? undefined : this.of(passed.node, passed.given);
        const isNamed = binding?.kind === 'variable' && binding.node.type === 'VariableDeclarator' && binding.node.id.type === 'Identifier';
        const found = isNamed ? binding.writes.filter(write => !contains(write, node)).map(write => this.of(write, given)) : [];
        return found.find(each => each !== undefined);
      }
      case 'LogicalExpression':
        return this.of(node.left, given) ?? this.of(node.right, given);
      case 'ArrayExpression': {
        const [only] = node.elements;
        return node.elements.length === 1 && only?.type === 'SpreadElement' ? this.of(only.argument, given) : undefined;
      }
      case 'CallExpression':
        return this.#ofCall(node, given);
      default:
        return undefined;
    }
  }

  #ofCall(call: CallNode, given: Given): Parts | undefined {
    const receiver = receiverOf(call);
    const name = calledName(call) ?? '';
    const [first] = call.arguments;
    if (!receiver) return undefined;
    if (name === 'split') {
      const large = this.#textOf(receiver, given);
      return large && { parent: large.parent, all: large.whole && call.arguments.length < 2 };
    }
    if (name === 'match' || name === 'matchAll') {
      const large = this.#textOf(receiver, given);
      return large && { parent: large.parent, all: false };
    }
    if (name === 'exec') {
      const large = first && first.type !== 'SpreadElement' ? this.#textOf(first, given) : undefined;
      return large && { parent: large.parent, all: false };
    }
    if (first && this.#origin.ofCall(call) === ':Array.from()') return this.#mapped(this.of(first, given), call.arguments[1], given);
    if (name === 'map' || name === 'flatMap') return this.#mapped(this.of(receiver, given), first, given);
    const list = passing.test(name) ? this.of(receiver, given) : undefined;
    return list && { parent: list.parent, all: list.all && !isPart(call, name) };
  }

  /** A large text, or a part of one. */
  #textOf(node: Node, given: Given): { parent: Large; whole: boolean } | undefined {
    const large = this.#bulks.of(node, given);
    if (large && large.as !== 'bytes' && large.as !== 'copied bytes') return { parent: large, whole: true };
    if (node.type === 'Identifier') {
      const piece = this.named(node, given);
      if (piece) return { parent: piece.parent, whole: false };
    }
    const [view] = this.#viewsIn(node, given);
    return view && { parent: view.parent, whole: false };
  }

  /** What a function makes of each: the whole of it, or part. */
  #mapped(list: Parts | undefined, fn: Node | undefined, given: Given): Parts | undefined {
    if (!list || !fn) return list;
    if (!isFunction(fn)) return undefined;
    const isSame = this.#origin.returned(fn).every(value => {
      const node = unwrapped(value);
      const inner = isCallNamed(node, /^trim/) ? receiverOf(node) : node;
      return inner?.type === 'Identifier' && fn.params[0]?.type === 'Identifier' && inner.name === fn.params[0].name;
    });
    if (isSame) return list;
    const isPartly = this.#origin.returned(fn).some(value => this.#viewsIn(value, given).length > 0);
    return isPartly ? { parent: list.parent, all: false } : undefined;
  }

  /** A name that stands for a part: `for (const line of lines)`, `lines.map(line => …)`, `const [first] = lines`. */
  named(name: T.Identifier, given: Given): Piece | undefined {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding) return undefined;
    if (binding.kind === 'parameter') return this.#ofParameter(binding.declared, given);
    if (binding.kind !== 'variable' || binding.node.type !== 'VariableDeclarator') return undefined;
    const { id, init } = binding.node;
    const loop = binding.node.parent.parent;
    if (loop.type === 'ForOfStatement' && loop.left === binding.node.parent) {
      const list = this.of(loop.right, given);
      return list && { parent: list.parent, whole: list.all };
    }
    if (id.type === 'Identifier' || !init) return undefined;
    const list = this.of(init, given);
    if (list) return isOfMatch(id, binding.declared) ? { parent: list.parent, whole: false } : undefined;
    // `for (const line of lines) { const [sku] = line.split(','); }` is a list of its own; `const { name } = match.groups` is not.
    const groups = bare(init);
    return groups.type === 'MemberExpression' && memberName(groups) === 'groups' ? this.element(groups, given) : undefined;
  }

  #ofParameter(declared: T.Identifier, given: Given): Piece | undefined {
    const fn = [...ancestors(declared)].find(isFunction);
    const call = fn?.parent;
    if (!fn || !isCall(call) || call.arguments[0] !== fn || !isItem(fn, declared)) return undefined;
    const receiver = isCallNamed(call, /^(forEach|map|filter|flatMap|some|every)$/) ? receiverOf(call) : undefined;
    const list = receiver && this.of(receiver, given);
    return list && { parent: list.parent, whole: list.all };
  }

  /** `lines[0]`, `match[1]`, `match.groups.name` */
  element(member: T.MemberExpression, given: Given): Piece | undefined {
    const name = memberName(member);
    const object = unwrapped(member.object);
    if (object.type === 'MemberExpression' && memberName(object) === 'groups') return this.element(object, given);
    const isElement = member.computed || name === 'groups' || name === 'input';
    const list = isElement ? this.of(object, given) : undefined;
    return list && { parent: list.parent, whole: false };
  }
}

/** Whether a method leaves some of a list out that are more than empty ones. */
function isPart(call: CallNode, name: string): boolean {
  const [first] = call.arguments;
  if (name === 'filter') return !(first?.type === 'Identifier' && first.name === 'Boolean') && !isTest(first);
  return name === 'splice' || (name === 'slice' && call.arguments.length > 1);
}

/** `line => line.trim() !== ''`, `line => line` */
function isTest(fn: Node | undefined): boolean {
  const value = isFunction(fn) && fn.body.type !== 'BlockStatement' ? unwrapped(fn.body) : undefined;
  const tested = value?.type === 'BinaryExpression' ? unwrapped(value.left) : value;
  const inner = tested?.type === 'MemberExpression' ? tested.object : isCallNamed(tested, /^trim/) ? receiverOf(tested) : tested;
  return inner?.type === 'Identifier' || isCallNamed(inner, /^trim/);
}

/** An element of a list, or a group of a match; not its index. */
function isOfMatch(pattern: Node, name: T.Identifier): boolean {
  if (pattern.type === 'ArrayPattern')
    return pattern.elements.some(each => each !== null && each.type !== 'RestElement' && contains(each, name));
  if (pattern.type !== 'ObjectPattern') return false;
  return pattern.properties.some(each => each.type === 'Property' && contains(each.value, name)
    && each.key.type === 'Identifier' && each.key.name === 'groups');
}

const isItem = ({ params: [first] }: FunctionNode, declared: T.Identifier): boolean =>
  first === declared || (first?.type === 'ArrayPattern' && contains(first, declared));
