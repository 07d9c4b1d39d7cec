import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingStatement, isFunction, memberName, stringOf, unwrapped, type LoopNode, type Node,
} from '../../ast.ts';
import { isTarget } from '../origin/change.ts';
import { measureOf } from '../origin/measure.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { leaves, repeatersOf, type Repeater } from '../place/repeat.ts';
import { supplyOf } from '../place/supply.ts';
import type { Parts } from './accumulation.ts';
import { beginsEmpty, mentionsIn, type Accumulator } from './accumulator.ts';
import { climbs, descends, turnsAt } from './adding.ts';
import { handlingOf, isKeptSmall } from './escaping.ts';
import { isAnswerIn, isCounted, isFed, isGoneThrough, isMuch, isPaced } from './flooding.ts';
import { slotOf } from './slot.ts';
import { isAllButFew, isAskedAsText, isOfFew, isOfThings } from './things.ts';

/** A method that goes through all items of a list, called once for each of them. */
export interface Moving {
  node: Node;
  name: string;
  /** What it does: takes the first, puts one in front, takes one out, puts one in between, looks for one, keeps what is left. */
  way: 'shift' | 'unshift' | 'splice' | 'insert' | 'search' | 'rest' | 'sift';
  certain: boolean;
}

const searches = new Set([
  'includes', 'indexOf', 'lastIndexOf', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some', 'filter', 'every',
]);
const few = 16;
const listed = 64;

/** Finds the lists of which all items are moved or looked at in each turn. */
export function* movingsIn(syntax: Parts, origin: Origin): Generator<Moving> {
  for (const call of syntax.callsUnder(['shift', 'unshift', 'splice', ...searches])) {
    const callee = unwrapped(call.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (callee.type !== 'MemberExpression' || name === undefined) continue;
    const moving = name === 'shift' || name === 'unshift' || name === 'splice' ? movedBy(call, callee, name, syntax, origin)
      : searches.has(name) ? searchedBy(call, callee, syntax, origin) : undefined;
    if (moving) yield moving;
  }
  for (const node of syntax.each('AssignmentExpression')) {
    const moving = node.operator === '=' && mayTake(node) ? restOf(node, syntax, origin) : undefined;
    if (moving) yield moving;
  }
}

function movedBy(
  call: T.CallExpression,
  { object }: T.MemberExpression,
  name: 'shift' | 'unshift' | 'splice',
  syntax: Parts,
  origin: Origin,
): Moving | undefined {
  const [first, count, ...put] = call.arguments;
  if (name === 'shift' ? first : !first) return undefined;
  const slot = slotOf(object, origin);
  const outlived = slot ? [...repeatersOf(call, origin)].filter(slot.outlives) : [];
  const repeater = outlived.at(-1);
  if (!slot?.accumulator || !repeater || isLast(call, repeater) || turnsAt(outlived, call, origin) <= few) return undefined;
  if (name === 'splice' && !isOfOne(first as Node, count, put, origin)) return undefined;
  const measure = measureOf(object, origin);
  if (measure && (measure.kind !== 'array' || (measure.most !== undefined && measure.most <= listed))) return undefined;
  const mentions = mentionsIn(repeater, slot.accumulator, syntax).filter(mention => mention !== object);
  if (isKeptSmall(mentions, origin)) return undefined;
  const isReset = mentions.some(mention => isTarget(mention) && contains(repeater, mention));
  if (name === 'shift' && !isDrained(call, outlived, mentions)) return undefined;
  const isOpposed = name === 'unshift' && mentions.some(mention => handlingOf(mention, origin).handling === 'shortened');
  if (isReset || isOpposed) return undefined;
  const isPath = name === 'unshift' ? climbs(repeater) : outlived.some(each => descends(each, origin));
  const isList = measure !== undefined && !isPath && !isOfText(measure.holder, object, origin);
  const pushes = mentions.filter(isPush);
  // Where each turn asks somebody and adds to the list what they answer, they decide how much there is.
  const isOfAll = name === 'shift' && slot.name.startsWith('this.') && !isCounted(slot.is, syntax.each('MemberExpression'));
  const isFilled = name === 'shift' ? pushes.some(push => isAnswerIn(repeater, push, origin))
    : isFed(outlived, origin, name === 'unshift' || beginsEmpty(slot.accumulator));
  // What goes through the whole list anyway takes longer than to move it.
  if (name === 'shift' && mentions.some(isGoneThrough)) return undefined;
  // A walk through what is there already holds its edge alone.
  const isWalk = name === 'shift' && !isOfAll && pushes.length > 0;
  const isMany = isOfAll || isFilled || (!isWalk && isMuch(supplyOf(object, origin)));
  // What each turn waits for takes longer than to move a list.
  const certain = isList && isMany && outlived.some(each => !isPaced(each, origin));
  return { node: call, name: slot.name, way: put.length > 0 && name === 'splice' ? 'insert' : name, certain };
}

/** Parts of a path, words of a line: not many. */
function isOfText(holder: Node, object: Node, origin: Origin): boolean {
  const at = unwrapped(object);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  return [holder, ...(binding?.writes ?? [])].some(write => /\.split\(|\bargv\b/.test(origin.module.sourceOf(write)));
}

/** `splice(i, 1)`, `splice(i, 0, x)`; not `splice(0, n)` or `splice(i)`. */
function isOfOne(first: Node, count: Node | undefined, put: readonly Node[], origin: Origin): boolean {
  if (!count || count.type === 'SpreadElement') return false;
  const taken = constantOf(count, origin);
  if (first.type === 'UnaryExpression') return false;
  return taken === 1 ? put.length === 0 : taken === 0 && put.length > 0;
}

/** Whether a place is come to in the last turn only. */
function isLast(node: Node, repeater: Repeater): boolean {
  const statement = enclosingStatement(node);
  const list = statement?.parent;
  if (statement && leaves(statement) && !contains(repeater, list ?? repeater)) return true;
  for (const at of ancestors(node)) {
    if (at === repeater) return false;
    if (at.type === 'BlockStatement' && at.parent !== repeater && leaves(at)) return at.parent.type === 'IfStatement';
    if (at.type === 'ReturnStatement' && !isFunction(repeater)) return true;
    if (at.type === 'SwitchCase') return false;
  }
  return false;
}

/** Whether a loop goes on as long as there is something in the list, so that each turn takes the first. */
function isDrained(call: T.CallExpression, outlived: readonly Repeater[], mentions: readonly Node[]): boolean {
  return outlived.some(repeater => {
    if (isFunction(repeater) || !('test' in repeater)) return false;
    const { test } = repeater;
    if (test && [call, ...mentions].some(node => contains(test, node))) return true;
    return isEndless(repeater) && mentions.some(({ parent }) => parent?.type === 'MemberExpression' && memberName(parent) === 'length');
  });
}

function isEndless(loop: LoopNode): boolean {
  if (!('test' in loop)) return false;
  return loop.test === null || (loop.test.type === 'Literal' && Boolean(loop.test.value));
}

/** A search through a list that the same loop adds to: `if (!seen.includes(x)) seen.push(x)`. */
function searchedBy(call: T.CallExpression, { object }: T.MemberExpression, syntax: Parts, origin: Origin): Moving | undefined {
  const [sought] = call.arguments;
  // A search for the same each turn asks whether something was added, not which.
  if (!sought || constantOf(sought, origin) !== undefined || stringOf(sought) !== undefined) return undefined;
  const slot = slotOf(object, origin);
  const accumulator = slot?.accumulator;
  if (!accumulator) return undefined;
  const fold = accumulator.binding && foldOf(accumulator, origin);
  const outlived = [...repeatersOf(call, origin)].filter(repeater => repeater === fold || slot.outlives(repeater));
  const repeater = outlived.at(-1);
  if (!repeater) return undefined;
  const mentions = mentionsIn(repeater, accumulator, syntax);
  const pushes = mentions.filter(mention => isPush(mention));
  if (pushes.length === 0 || isLast(call, repeater)) return undefined;
  const growing = outlived.filter(each => pushes.some(push => contains(each, push)));
  if (turnsAt(growing, pushes[0] as Node, origin) <= few || isKeptSmall(mentions, origin)) return undefined;
  if (mentions.some(mention => isTarget(mention) || handlingOf(mention, origin).handling === 'shortened')) return undefined;
  // What a test looks for may well not be the key of a `Map`.
  const certain = !isTested(sought, origin) && !isOfFew(sought) && isFed(growing, origin, beginsEmpty(accumulator));
  return { node: call, name: accumulator.name, way: 'search', certain };
}

function isTested(sought: Node, origin: Origin): boolean {
  return isFunction(sought) || isFunction(origin.definition(sought)?.node);
}

/** The reducer whose first parameter an accumulator is. */
function foldOf({ binding }: Accumulator, origin: Origin): Repeater | undefined {
  const fn = binding?.declared.parent;
  if (binding?.kind !== 'parameter' || !isFunction(fn) || fn.params[0] !== binding.declared) return undefined;
  const call = fn.parent;
  const callee = call.type === 'CallExpression' ? unwrapped(call.callee) : undefined;
  const isFold = callee?.type === 'MemberExpression' && /^reduce(Right)?$/.test(memberName(callee) ?? '');
  return isFold && origin ? fn : undefined;
}

/** `seen.push(x)`, `seen[seen.length] = x`; several that are spread count too. */
function isPush(mention: Node): boolean {
  const member = mention.parent as Node;
  if (member.type !== 'MemberExpression' || member.object !== mention) return false;
  const around = member.parent;
  const name = memberName(member);
  if (around.type === 'CallExpression' && around.callee === member) return name === 'push' || name === 'unshift';
  const isEnd = member.computed && member.property.type === 'MemberExpression' && memberName(member.property) === 'length';
  return isEnd && around.type === 'AssignmentExpression' && around.left === member;
}

/** `pending = pending.slice(1)`, `[first, ...pending] = pending`, `list = list.filter(…)`. */
function restOf(node: T.AssignmentExpression, syntax: Parts, origin: Origin): Moving | undefined {
  const right = unwrapped(node.right);
  const rest = node.left.type === 'ArrayPattern' ? node.left.elements.at(-1) : undefined;
  const target = rest?.type === 'RestElement' ? rest.argument : node.left;
  const slot = target.type === 'Identifier' || target.type === 'MemberExpression' ? slotOf(target, origin) : undefined;
  if (!slot?.accumulator) return undefined;
  const outlived = [...repeatersOf(node, origin)].filter(slot.outlives);
  const repeater = outlived.at(-1);
  if (!repeater || isLast(node, repeater) || turnsAt(outlived, node, origin) <= few) return undefined;
  const of = takenFrom(right, rest?.type === 'RestElement', slot.is, origin);
  if (!of) return undefined;
  const mentions = mentionsIn(repeater, slot.accumulator, syntax);
  if (of.way === 'sift') {
    const tests = outlived.flatMap(each => ('test' in each && each.test ? [each.test] : []));
    const isDrain = tests.some(test => mentions.some(mention => contains(test, mention)));
    const isNeeded = mentions.some(mention => !contains(node, mention) && handlingOf(mention, origin).handling === 'needed');
    if (isDrain || isNeeded || mentions.some(mention => isTarget(mention) && !contains(node, mention))) return undefined;
    const isArray = measureOf(of.list, origin)?.kind === 'array';
    return { node, name: slot.name, way: 'sift', certain: isArray && !of.few && isFed(outlived, origin, true) };
  }
  const kind = measureOf(of.list, origin)?.kind;
  const isList = rest !== undefined || kind === 'array' || mentions.some(isPush) || mentions.some(mention => isOfThings(mention, origin));
  const isText = kind === 'text' || kind === 'bytes' || mentions.some(isAskedAsText);
  const certain = !isOfText(of.list, of.list, origin) && !descends(repeater, origin);
  return isList && !isText && !isKeptSmall(mentions, origin) ? { node, name: slot.name, way: 'rest', certain } : undefined;
}

/** Whether a part of something may be assigned, by its names alone. */
function mayTake({ left, right }: T.AssignmentExpression): boolean {
  const value = unwrapped(right);
  if (value.type === 'Identifier' || left.type === 'ArrayPattern') return true;
  return value.type === 'CallExpression' && /^(slice|filter)$/.test(calledName(value) ?? '');
}

/** What is left of a list: all but the first, or what passes a test. */
function takenFrom(
  right: Node,
  isRest: boolean,
  is: (node: Node) => boolean,
  origin: Origin,
): { list: Node; way: 'rest' | 'sift'; few?: boolean } | undefined {
  if (isRest) return is(right) ? { list: right, way: 'rest' } : undefined;
  const named = right.type === 'Identifier' ? origin.module.bindings.of(right) : undefined;
  const around = named?.declared.parent;
  if (named?.node.type === 'VariableDeclarator' && around?.type === 'RestElement' && named.node.id.type === 'ArrayPattern')
    return named.node.init && is(unwrapped(named.node.init)) ? { list: named.node.init, way: 'rest' } : undefined;
  const callee = right.type === 'CallExpression' ? unwrapped(right.callee) : undefined;
  if (right.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || !is(unwrapped(callee.object))) return undefined;
  const name = memberName(callee);
  const [from, to] = right.arguments;
  if (name === 'slice') return from && !to && constantOf(from, origin) === 1 ? { list: callee.object, way: 'rest' } : undefined;
  return name === 'filter' && from ? { list: callee.object, way: 'sift', few: isAllButFew(from) } : undefined;
}
