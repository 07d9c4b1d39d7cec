import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingFunction, headOf, isCall, isFunction, isNullish, memberName, unwrapped, type Node,
} from '../../ast.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { mayRepeat, repeatersOf, type Repeater } from '../place/repeat.ts';
import { supplyOf } from '../place/supply.ts';
import { drawsOnTerminal } from '../place/surroundings.ts';
import type { Syntax } from './accumulator.ts';
import { makesKey, turnsAt } from './adding.ts';
import { copyingsIn, copyingOf, isListed, type Copying } from './copying.ts';
import { handlingOf } from './escaping.ts';
import { describes, isFlooded, isMuch, isPaced, mergesMade } from './flooding.ts';
import { inPlaceOf, type InPlace } from './in-place.ts';
import { joiningOf, type Joining } from './joining.ts';
import { mayCopy } from './may-copy.ts';
import { Midways } from './midway.ts';
import { movingsIn, type Moving } from './moving.ts';
import { needlessIn, type Needless } from './needless.ts';
import { regrowingOf } from './regrowing.ts';
import { Resets } from './reset.ts';
import { aliasesOf, mappedSlot, partsOf, reducerOf, slotOf, type Slot } from './slot.ts';

/** A collection that is copied with all it has gathered in each turn of a loop that it outlives. */
export interface Accumulation {
  /** Where it is copied: the assignment, or the expression that a reducer gives. */
  node: Node;
  name: string;
  copying: Copying;
  /** The outermost loop in which it only grows. */
  repeater: Repeater;
  /** The call of `reduce()`, where its accumulator is the collection. */
  fold: T.CallExpression | undefined;
  certain: boolean;
}

export interface Parts extends Syntax {
  each(kind: 'AssignmentExpression'): readonly T.AssignmentExpression[];
  each(kind: 'CallExpression'): readonly T.CallExpression[];
  each(kind: 'MemberExpression'): readonly T.MemberExpression[];
  each(kind: 'VariableDeclarator'): readonly T.VariableDeclarator[];
  each(kind: 'Identifier'): readonly T.Identifier[];
  each(kind: 'ArrayExpression'): readonly T.ArrayExpression[];
  each(kind: 'ObjectExpression'): readonly T.ObjectExpression[];
}

/** The turns that are too few to matter, and the items of a list in the code. */
const few = 16;
const listed = 64;

/** Finds what is copied whole in each turn. */
export class Accumulations {
  readonly #origin: Origin;
  readonly #syntax: Parts;
  readonly #resets: Resets;
  readonly #midways: Midways;

  constructor(origin: Origin, syntax: Parts) {
    this.#origin = origin;
    this.#syntax = syntax;
    this.#resets = new Resets(origin, syntax);
    this.#midways = new Midways(origin, syntax);
  }

  /** One of each copying expression. */
  get all(): readonly Accumulation[] {
    const found: readonly Accumulation[] = [
      ...this.#syntax.each('AssignmentExpression').flatMap(node => (node.operator === '=' ? this.#ofAssignment(node) : [])),
      ...this.#syntax.callsUnder(['set', 'reduce', 'reduceRight']).flatMap(call => [...this.#ofSetting(call), ...this.#ofReducer(call)]),
    ];
    return found
      .filter(({ copying }, index) => found.findIndex(other => other.copying.node === copying.node) === index)
      .map(each => ({ ...each, certain: each.certain && !this.#isDrawn(each.node) }));
  }

  /** Whether it is of what is drawn on a terminal, which is never much. */
  #isDrawn(node: Node): boolean {
    const outermost = [...ancestors(node)].findLast(isFunction);
    return outermost !== undefined && drawsOnTerminal(outermost, this.#origin);
  }

  /** How what is copied can be changed itself. */
  inPlace(accumulation: Accumulation): InPlace | undefined {
    return inPlaceOf(accumulation, this.#origin);
  }

  /** How bytes that are joined anew each time can be gathered. */
  joining(accumulation: Accumulation): Joining | undefined {
    return joiningOf(accumulation, this.#origin);
  }

  /** Copies that nobody needs, and lists that are made for one item. */
  get needless(): Iterable<Needless> {
    return needlessIn(this.#syntax, this.#origin);
  }

  /** The lists of which all items are moved or looked at in each turn. */
  get moved(): Iterable<Moving> {
    return movingsIn(this.#syntax, this.#origin);
  }

  #ofAssignment(node: T.AssignmentExpression): Accumulation[] {
    if (!this.#mayCopy(node.right) || !mayRepeat(node)) return [];
    const slot = slotOf(node.left, this.#origin);
    return slot ? this.#copied(node, node.right, slot, [...repeatersOf(node, this.#origin)].filter(slot.outlives)) : [];
  }

  /** `groups.set(type, [...groups.get(type), row])` */
  #ofSetting(call: T.CallExpression): Accumulation[] {
    const [, value] = call.arguments;
    if (!value || !this.#mayCopy(value) || !mayRepeat(call)) return [];
    const slot = mappedSlot(call, this.#origin);
    return slot ? this.#copied(call, value, slot, [...repeatersOf(call, this.#origin)].filter(slot.outlives)) : [];
  }

  /** Whether a value, or what it was declared as just before, may be a copy. */
  #mayCopy(value: Node): boolean {
    const at = bare(value);
    if (at.type !== 'Identifier') return mayCopy(at);
    const { node } = this.#origin.module.bindings.of(at) ?? {};
    return node?.type === 'VariableDeclarator' && !!node.init && (isCall(unwrapped(node.init)) || mayCopy(node.init));
  }

  #copied(node: T.AssignmentExpression | T.CallExpression, value: Node, slot: Slot, outlived: readonly Repeater[]): Accumulation[] {
    const outer = outlived.at(-1);
    if (!outer) return [];
    const is = aliasesOf(slot.is, outer, this.#syntax.each('VariableDeclarator'), this.#origin);
    const regrown = regrowingOf(value, is, this.#origin);
    const resolved = this.#resolved(value, is, outer);
    const copied = regrown ? [{ ...regrown, name: slot.name }] : [...copyingsIn(resolved, { is, name: slot.name }, this.#origin)];
    return copied.flatMap(({ name, ...copying }) => {
      if (!this.#grows(copying, value) || !this.#isList(copying, slot)) return [];
      const growing = this.#growing(outlived, slot);
      const repeater = growing.at(-1);
      if (!repeater || turnsAt(growing, node, this.#origin, slot.is) <= few) return [];
      if (this.#midways.areWanted(slot.is, is, repeater, copying, node)) return [];
      if (makesKey(growing, copying.added, slot.is, this.#origin)) return [];
      const isOwn = slot.accumulator !== undefined || copying.what !== 'object' || name !== slot.name;
      const certain = isOwn && (isOfBytes(copying) || isFlooded(growing, copying.added, this.#origin));
      return [{ node, name, copying, repeater, fold: undefined, certain }];
    });
  }

  /** What is assigned, or what it was declared as just before: `const next = [...all]; next.push(x); all = next`. */
  #resolved(value: Node, is: (node: Node) => boolean, around: Node): Node {
    const at = bare(value);
    const binding = at.type === 'Identifier' && !is(at) ? this.#origin.module.bindings.of(at) : undefined;
    const init = binding?.node.type === 'VariableDeclarator' && binding.node.id === binding.declared ? binding.node.init : undefined;
    return init && !binding?.reassigned && contains(around, init) ? init : value;
  }

  /** Whether a copy has more than what it was made of. */
  #grows({ added, what, of }: Copying, value: Node): boolean {
    if (added.length > 0) return !(what === 'array' && added.every(item => isNullish(item)));
    const at = bare(value);
    const binding = at.type === 'Identifier' ? this.#origin.module.bindings.of(at) : undefined;
    return binding?.references.some(mention => this.#adds(mention, of)) === true;
  }

  #adds(mention: Node, of: Node): boolean {
    if (mention === of) return false;
    const { handling, node } = handlingOf(mention, this.#origin);
    if (handling !== 'changed') return false;
    const isFixedKey = node.type === 'MemberExpression' && memberName(node) !== undefined;
    return !(isFixedKey && node.parent.type === 'AssignmentExpression' && node.parent.left === node);
  }

  /** `concat()` is a method of strings too. */
  #isList(copying: Copying, slot: Slot): boolean {
    if (isListed(copying, this.#origin)) return true;
    const { node, of } = copying;
    const isMethod = unwrapped(node).type === 'CallExpression' && copying.what === 'array';
    if (!isMethod) return true;
    if (of.parent?.type === 'LogicalExpression' && bare(of.parent.right).type === 'ArrayExpression') return true;
    const binding = slot.accumulator?.binding;
    const assigned = (): Node[] => this.#syntax.each('AssignmentExpression').filter(({ left }) => slot.is(left)).map(({ right }) => right);
    const writes = binding?.writes ?? assigned();
    const kinds = writes.filter(write => !contains(write, of)).map(write => measureOf(write, this.#origin)?.kind);
    return kinds.includes('array') && !kinds.includes('text');
  }

  #growing(outlived: readonly Repeater[], slot: Slot): readonly Repeater[] {
    const { accumulator } = slot;
    if (!accumulator) return outlived;
    const keeps = (assignment: T.AssignmentExpression): boolean => this.#isKept(assignment, slot);
    const first = outlived.findIndex(repeater => this.#resets.isIn(repeater, accumulator, keeps));
    return first < 0 ? outlived : outlived.slice(0, first);
  }

  /** Whether an assignment leaves what there is, or begins it where there is nothing yet. */
  #isKept({ operator, left, right, parent }: T.AssignmentExpression, slot: Slot): boolean {
    if (operator !== '=') return true;
    const around = enclosingFunction(left) ?? left;
    const is = aliasesOf(slot.is, around, this.#syntax.each('VariableDeclarator'), this.#origin);
    const isCopied = copyingOf(this.#resolved(right, is, around), is, this.#origin) ?? regrowingOf(right, is, this.#origin);
    if (isCopied || is(bare(right)) || !copyingsIn(right, { is, name: '' }, this.#origin).next().done) return true;
    const branch = parent.parent?.type === 'BlockStatement' ? parent.parent.parent : parent.parent;
    const test = branch?.type === 'IfStatement' ? unwrapped(branch.test) : undefined;
    return test?.type === 'UnaryExpression' && test.operator === '!' && slot.is(unwrapped(test.argument));
  }

  /** `rows.reduce((byId, row) => ({ ...byId, [row.id]: row }), {})` */
  #ofReducer(call: T.CallExpression): Accumulation[] {
    const reducer = reducerOf(call, this.#origin);
    const [parameter] = reducer?.fn.params ?? [];
    if (!reducer || !parameter) return [];
    const { fn, list, initial } = reducer;
    const most = list && measureOf(list, this.#origin)?.most;
    if (most !== undefined && most <= listed) return [];
    const isMuchOf = list !== undefined && isMuch(supplyOf(list, this.#origin)) && !isPaced(fn, this.#origin);
    const isMany = (copying: Copying): boolean => isMuchOf && !describes(copying) && !mergesMade(copying, list, fn, this.#origin);
    const parts = partsOf(parameter, this.#origin);
    const named = parts.map(({ name, is }) => ({ name, is: aliasesOf(is, fn, this.#syntax.each('VariableDeclarator'), this.#origin) }));
    const [own, ...more] = named;
    if (!own) return [];
    const assigned = this.#syntax.each('AssignmentExpression').filter(({ operator, left, right }) =>
      operator === '=' && contains(fn, left) && this.#mayCopy(right) && named.some(({ is }) => is(headOf(left))));
    const given = this.#origin.returned(fn).map(value => ({ node: value, value, part: own }));
    const changed = assigned.flatMap(node => {
      const slot = slotOf(node.left, this.#origin);
      return slot && enclosingFunction(node) === fn ? [{ node, value: node.right, part: { name: slot.name, is: slot.is } }] : [];
    });
    return [...given, ...changed].flatMap(({ node, value, part }) => {
      const resolved = this.#resolved(value, part.is, fn);
      return [...copyingsIn(resolved, part, this.#origin, parameter.type === 'Identifier' ? [] : named)].flatMap(({ name, ...copying }) => {
        if (!this.#grows(copying, value) || !this.#isListFrom(copying, initial)) return [];
        const is = [own, ...more].find(each => each.is(headOf(copying.of)))?.is ?? part.is;
        if (this.#midways.areWanted(is, is, fn, copying, node, fn)) return [];
        return [{ node: copying.node, name, copying, repeater: fn, fold: call, certain: isOfBytes(copying) || isMany(copying) }];
      });
    });
  }

  #isListFrom(copying: Copying, initial: Node | undefined): boolean {
    if (isListed(copying, this.#origin)) return true;
    return initial !== undefined && (measureOf(initial, this.#origin)?.kind === 'array' || bare(initial).type === 'ObjectExpression');
  }
}

/** Chunks, and what nobody copies without meaning to. */
const isOfBytes = ({ what }: Copying): boolean => what === 'bytes' || what === 'collection';

export type { InPlace, Joining, Needless };
