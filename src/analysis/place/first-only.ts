import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, headOf, isCall, isCallNamed, isFunction, isNothing, isNullish, memberName, unwrapped, within,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import { isConstructor } from '../origin/class.ts';
import { isTakingOff } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { foundAs, holdsWhereMissing, lookOf } from './looking.ts';

/**
 * Whether something is only done where it was not done before: `if (!listening) { listening = true; … }`,
 * `if (!pools.has(key)) pools.set(key, new Pool())`; in the function itself, or in each that calls it.
 */
export function isFirstOnly(node: Node, fn: FunctionNode, origin: Origin): boolean {
  if (isAskedFirst(node, fn, [fn], origin) || takesItselfOff(fn, origin)) return true;
  const calls = localCalls(fn, origin) ?? [];
  return calls.length > 0 && calls.every(call => {
    const caller = enclosingFunction(call);
    return caller !== undefined && caller !== fn && isAskedFirst(call, caller, [caller, fn], origin);
  });
}

/** Whether code only runs where a test lets it that asks for what the functions set. */
function isAskedFirst(node: Node, fn: FunctionNode, setters: readonly FunctionNode[], origin: Origin): boolean {
  const isRemembered = (test: Node, branch?: Node): boolean => remembers(test, fn, setters, branch, origin);
  const looks = (asked: Node): boolean => lookOf(asked) !== undefined || foundAs(asked, fn, origin).length > 0;
  for (const at of ancestors(node)) {
    if (at === fn) break;
    if (at.type === 'AssignmentExpression' && at.operator.length > 2) return true;
    const isBranch = at.type === 'IfStatement' || at.type === 'ConditionalExpression';
    const test = isBranch ? at.test : at.type === 'LogicalExpression' ? at.left : undefined;
    if (!test || contains(test, node)) continue;
    const missing = holdsWhereMissing(test, looks);
    const isWrongBranch = isBranch && missing !== undefined && contains(at.consequent, node) !== missing;
    // `if (count === 1) …; else …`: each time but one.
    const isRest = isBranch && isCount(test) && !contains(at.consequent, node);
    const isOther = !isBranch || !tellsSame(test, contains(at.consequent, node), origin);
    if (!isWrongBranch && !isRest && isOther && isRemembered(test)) return true;
  }
  // `if (pool) return pool;` further up
  return stepsOf(fn, origin).tests.some(
    at =>
      at.range[1] < node.range[0] && contains(at.parent, node) && mayLeave(at.consequent, origin) &&
      !needsMissing(at.test, part => looks(part) && isRemembered(part, at.consequent)) &&
      alternativesOf(at.test).some(part =>
        !isLimit(part) && !tellsSame(part, false, origin) && isRemembered(part, at.consequent)),
  );
}

/** Whether what is remembered is what the function has itself where a test holds, or does not: `if (this.socket === socket) connect();`. */
function tellsSame(test: Node, holds: boolean, { module: { bindings } }: Origin): boolean {
  const at = unwrapped(test);
  if (at.type !== 'BinaryExpression' || !(holds ? /^===?$/ : /^!==?$/).test(at.operator)) return false;
  const sides = [at.left, at.right];
  return !sides.some(side => isNullish(side) || side.type === 'Literal') && sides.some(side => {
    const binding = side.type === 'Identifier' ? bindings.of(side) : undefined;
    return binding !== undefined && /^(variable|parameter)$/.test(binding.kind) && enclosingFunction(binding.declared) !== undefined;
  });
}

/** The tests of which one is enough: `closed || waiting.length >= most`. */
function alternativesOf(test: Node): readonly Node[] {
  const at = unwrapped(test);
  return at.type === 'LogicalExpression' && at.operator === '||' ? [...alternativesOf(at.left), ...alternativesOf(at.right)] : [at];
}

/** Whether a test, or a part of it without which it does not hold, holds where something is missing: `isFull && !known`. */
function needsMissing(test: Node, looks: (asked: Node) => boolean): boolean {
  const at = unwrapped(test);
  if (at.type === 'LogicalExpression' && at.operator === '&&') return needsMissing(at.left, looks) || needsMissing(at.right, looks);
  return holdsWhereMissing(at, looks) === true;
}

/** Whether a test asks for one number of a count, alone or among others. */
function isCount(test: Node): boolean {
  const at = unwrapped(test);
  if (at.type === 'LogicalExpression') return isCount(at.left) || isCount(at.right);
  return at.type === 'BinaryExpression' && /^===?$/.test(at.operator) && at.right.type === 'Literal' && typeof at.right.value === 'number'
    && at.right.value > 0;
}

/** Whether a test holds up to a number, or from it on, which says nothing of a first time: `waiting.length >= most`, but `count > 0`. */
function isLimit(test: Node): boolean {
  if (test.type !== 'BinaryExpression' || !/^[<>]=?$/.test(test.operator)) return false;
  const least = test.operator.startsWith('>') ? test.right : test.left;
  return !(least.type === 'Literal' && (least.value === 0 || least.value === 1));
}

function mayLeave(statement: Node, { module }: Origin): boolean {
  return within(statement, module.keys, isFunction).some(({ type }) => /^(Return|Throw|Break|Continue)Statement$/.test(type));
}

/** Whether a listener is one that has itself taken off first: it runs once. */
function takesItselfOff(fn: FunctionNode, origin: Origin): boolean {
  const own = fn.id?.name ?? nameOf(fn);
  return within(fn.body, origin.module.keys, isFunction).some(
    at =>
      isTakingOff(at) &&
      at.arguments.some(argument => argument.type === 'Identifier' && argument.name === own),
  );
}

/** Whether a test asks for something that outlives the call and that one of the functions sets, other than in the branch that leaves. */
function remembers(test: Node, fn: FunctionNode, setters: readonly FunctionNode[], branch: Node | undefined, origin: Origin): boolean {
  const parts = within(test, origin.module.keys);
  if (parts.some(at => isCallNamed(at, /^(listenerCount|listeners|rawListeners|eventNames|getEventListeners)$/))) return true;
  const found = parts.flatMap(at => foundAs(at, fn, origin)).flatMap(look => within(look, origin.module.keys));
  const asked = new Set([...parts, ...found].flatMap(at => {
    // An object that is being made has nothing of an earlier call.
    const isNew = isConstructor(fn) && headOf(at).type === 'ThisExpression';
    if (at.type === 'MemberExpression') return isNew ? [] : [origin.module.sourceOf(at)];
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'variable' && !contains(fn, binding.declared) ? [binding.name] : [];
  }));
  return asked.size > 0 && setters.some(setter => sets(setter, asked, branch, origin))
    && !setters.some(setter => takesBack(setter, asked, origin));
}

/** Whether a function forgets in the end what it set: not the first time alone is asked for then, but one at a time. */
function takesBack(fn: FunctionNode, asked: ReadonlySet<string>, { module }: Origin): boolean {
  let set: Node | undefined;
  for (const at of within(fn.body, module.keys, isFunction)) {
    if (at.type !== 'AssignmentExpression' || !asked.has(module.sourceOf(at.left))) continue;
    if (!isNothing(at.right)) set = at;
    else if (set && !isInBranch(at, set)) return true;
  }
  return false;
}

/** Whether a node is reached on some of the paths alone that go through an earlier one. */
function isInBranch(node: Node, before: Node): boolean {
  return [...ancestors(node)].some(around => /^(CatchClause|IfStatement|SwitchCase)$/.test(around.type) && !contains(around, before));
}

/** What a function tests, and which variables and members it writes or puts something into, by their texts. */
interface Steps {
  tests: readonly T.IfStatement[];
  set: readonly { text: string; at: Node }[];
}

const steps = new WeakMap<FunctionNode, Steps>();

function stepsOf(fn: FunctionNode, { module }: Origin): Steps {
  let found = steps.get(fn);
  if (!found) {
    const parts = within(fn.body, module.keys);
    const tests = parts.filter(at => at.type === 'IfStatement');
    // What is only set where something went wrong was not done yet: a circuit breaker that opens.
    const failed = parts.filter(at => at.type === 'CatchClause');
    const set = parts.flatMap(targetsOf).filter(at => !failed.some(clause => contains(clause, at)));
    steps.set(fn, (found = { tests, set: set.map(at => ({ text: module.sourceOf(at), at })) }));
  }
  return found;
}

function targetsOf(at: Node): Node[] {
  if (at.type === 'UpdateExpression') return [at.argument];
  if (at.type === 'AssignmentExpression') {
    const target = unwrapped(at.left);
    return target.type === 'MemberExpression' && target.computed ? [target, target.object] : [target];
  }
  const callee = isCall(at) ? unwrapped(at.callee) : undefined;
  const isPutting = callee?.type === 'MemberExpression' && /^(set|add|push|unshift)$/.test(memberName(callee) ?? '');
  return isPutting ? [callee.object] : [];
}

/** Whether a function writes one of some variables and members, or puts something into one. */
function sets(fn: FunctionNode, asked: ReadonlySet<string>, branch: Node | undefined, origin: Origin): boolean {
  return stepsOf(fn, origin).set.some(({ text, at }) => asked.has(text) && !(branch && contains(branch, at)));
}
