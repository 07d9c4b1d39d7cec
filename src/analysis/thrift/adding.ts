import {
  ancestors, calledName, contains, headOf, isCall, isFunction, isLoop, memberName, unwrapped, within, type LoopNode, type Node,
} from '../../ast.ts';
import { initialOf, isTarget } from '../origin/change.ts';
import { comparedIn, stepOf } from '../origin/counter.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { lengthLimitOf, mostTurnsOf, type Repeater } from '../place/repeat.ts';
import { isMeasured } from './brevity.ts';

/** The items of a list in the code. */
const listed = 64;

/** The most turns in which repeaters come to a node that adds to something; infinity where nothing tells. */
export function turnsAt(repeaters: readonly Repeater[], node: Node, origin: Origin, is: (node: Node) => boolean = () => false): number {
  return repeaters.filter(repeater => contains(repeater, node)).reduce((turns, repeater) => {
    if (isLeft(repeater, node)) return turns;
    const most = Math.min(mostTurnsOf(repeater, node, origin), lengthLimitOf(repeater, is, origin), capOf(repeater, origin));
    const isOfList = isFunction(repeater) || repeater.type === 'ForOfStatement' || repeater.type === 'ForInStatement';
    return turns * Math.max(isOfList && most <= listed ? 1 : most, 1);
  }, 1);
}

/** Whether a loop is left where it has come to a node: `if (isOld) { all = [...all, ...last]; break; }`. */
function isLeft(repeater: Repeater, node: Node): boolean {
  if (isFunction(repeater)) return false;
  for (const at of ancestors(node)) {
    if (at === repeater || at === repeater.body) return false;
    const last = at.type === 'BlockStatement' ? at.body.at(-1) : undefined;
    if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') return !isCaught(at, repeater);
    if (last?.type === 'BreakStatement') return !last.label && broken(last) === repeater;
    if (isFunction(at) || at.type === 'TryStatement') return false;
  }
  return false;
}

const isCaught = (node: Node, within: Node): boolean => {
  for (const at of ancestors(node)) {
    if (at === within) return false;
    if (isFunction(at) || at.type === 'TryStatement') return true;
  }
  return true;
};

/** The loop or switch that a `break` leaves. */
function broken(node: Node): Node | undefined {
  for (const at of ancestors(node)) if (isLoop(at) || at.type === 'SwitchStatement') return at;
  return undefined;
}

/** The most turns that one of the conditions of a loop allows: `while (hasMore && pages < 4) { …; pages++; }`. */
function capOf(repeater: Repeater, origin: Origin): number {
  if (isFunction(repeater) || !('test' in repeater) || !repeater.test) return Infinity;
  const caps = conditionsOf(repeater.test).map(condition => capOfCondition(condition, repeater, origin));
  return Math.min(...caps) + (repeater.type === 'DoWhileStatement' ? 1 : 0);
}

function conditionsOf(test: Node): Node[] {
  const at = unwrapped(test);
  return at.type === 'LogicalExpression' && at.operator === '&&' ? [...conditionsOf(at.left), ...conditionsOf(at.right)] : [at];
}

function capOfCondition(condition: Node, loop: LoopNode, origin: Origin): number {
  const test = comparedIn(condition, origin);
  const binding = test && origin.module.bindings.of(test.counter);
  const initial = binding && initialOf(binding);
  if (!test?.limit || !initial || !/^<=?$/.test(test.operator)) return Infinity;
  const [written, more] = binding.references.filter(isTarget);
  const [from, to] = [constantOf(initial, origin), constantOf(test.limit, origin)];
  if (!written || more || from === undefined || to === undefined || !isEachTurn(written, loop, origin)) return Infinity;
  const by = stepOf(written.parent, binding, origin);
  return by !== undefined && by > 0 ? Math.ceil((to - from) / by) + (test.operator === '<=' ? 1 : 0) : Infinity;
}

/** Whether a counter is stepped once in each turn. */
function isEachTurn(written: Node, loop: LoopNode, origin: Origin): boolean {
  if (loop.type === 'ForStatement' && loop.update && contains(loop.update, written)) return true;
  if (written.parent?.parent?.type !== 'ExpressionStatement' || written.parent.parent.parent !== loop.body) return false;
  return !within(loop.body, origin.module.keys, isFunction).some(({ type }) => type === 'ContinueStatement');
}

/** Whether digests are joined until there are enough bytes for a key. */
export function makesKey(repeaters: readonly Repeater[], added: readonly Node[], is: (node: Node) => boolean, origin: Origin): boolean {
  const isDigest = (node: Node): boolean => isCall(node) && calledName(node) === 'digest';
  const areDigests = added.length > 0 && added.every(each => {
    const at = unwrapped(each);
    const writes = at.type === 'Identifier' ? origin.module.bindings.of(at)?.writes : undefined;
    return isDigest(at) || writes?.some(write => isDigest(unwrapped(write))) === true;
  });
  return areDigests && repeaters.some(repeater => isMeasured(repeater, is, origin));
}

/** `while (node) { …; node = node.parent }`: as many turns as a tree is deep. */
export function climbs(repeater: Repeater): boolean {
  if (isFunction(repeater) || !('test' in repeater)) return false;
  const isStep = (node: Node | null | undefined): boolean => node?.type === 'AssignmentExpression' && node.left.type === 'Identifier'
    && unwrapped(node.right).type === 'MemberExpression';
  if (repeater.type === 'ForStatement') return isStep(repeater.update);
  return repeater.body.type === 'BlockStatement'
    && repeater.body.body.some(statement => statement.type === 'ExpressionStatement' && isStep(statement.expression));
}

/** Whether each turn goes a step down into what the last has found, `value = value[key]`, `at = at.folders[i]`: as many as that is deep. */
export function descends(repeater: Repeater, { module: { keys } }: Origin): boolean {
  return !isFunction(repeater) && 'test' in repeater && within(repeater.body, keys, isFunction).some(at => {
    if (at.type !== 'AssignmentExpression' || at.operator !== '=' || at.left.type !== 'Identifier') return false;
    const { name } = at.left;
    return within(at.right, keys, isFunction).some(each => {
      const of = each.type === 'MemberExpression' && each.computed ? headOf(each.object) : undefined;
      return each.type === 'MemberExpression' && of?.type === 'Identifier' && of.name === name && memberName(each) === undefined;
    });
  });
}
