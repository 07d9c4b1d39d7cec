import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCallNamed, isFunction, isNothing, memberName, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isFirstOnly } from './first-only.ts';
import { goesNoFurther } from './looking.ts';

/**
 * Whether it is made to fill what is only filled while missing: `if (!this.bucket) { … this.bucket = storage.bucket(name); }`, or behind
 * `if (this.bucket) return this.bucket;`.
 */
export function isInMemo(node: Node, { module: { keys, sourceOf } }: Origin): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    const before = at.type === 'BlockStatement' ? at.body.filter(({ range }) => range[1] < node.range[0]) : [];
    for (const asked of [at, ...before]) {
      const missing = asked.type === 'IfStatement' ? missingAt(asked, node) : undefined;
      if (!missing) continue;
      const name = sourceOf(missing);
      const fills = within(at, keys).flatMap(each => (each.type === 'AssignmentExpression' && sourceOf(each.left) === name ? [each] : []));
      if (fills.length > 0 && fills.every(fill => isFilledBy(fill, node))) return true;
    }
  }
  return false;
}

/** Whether an assignment fills what was missing: not `this.busy = false` in the end, nor `this.closed = true` once something is told. */
function isFilledBy({ right }: T.AssignmentExpression, node: Node): boolean {
  const isLater = right.type === 'Literal' && enclosingFunction(right) !== enclosingFunction(node);
  return !isNothing(right) && !isLater;
}

/** The member that is not there where a test lets a node run. */
function missingAt({ test, consequent, alternate }: T.IfStatement, node: Node): T.MemberExpression | undefined {
  const asked = unwrapped(test);
  const isNegated = asked.type === 'UnaryExpression' && asked.operator === '!';
  const member = isNegated ? unwrapped(asked.argument) : asked;
  const isElse = (alternate !== null && contains(alternate, node)) || (!contains(consequent, node) && goesNoFurther(consequent));
  return member.type === 'MemberExpression' && (isNegated ? contains(consequent, node) : isElse) ? member : undefined;
}

/** Names of functions that call what they are handed once, and give what it gave from then on. */
const memoising = /^(p_?)?(once|memo(i[sz]ed?)?\w*|cached?|lazy|singleton|remember)$/i;

/** Whether a function is only called through one that keeps what it gives: `once(() => new Pool())`. */
export function isMemoised(fn: FunctionNode, origin: Origin): boolean {
  return [...handingsOf(fn, origin)].some(({ call, argument }) => {
    const name = calledName(call) ?? '';
    // `socket.once('close', …)`
    return memoising.test(name) && (argument === 0 || !/once$/i.test(name));
  });
}

/** Whether a node of an operation stands in such a function: `return singleton('pool', () => { … });`. */
export function isWithinMemoised(node: Node, operation: FunctionNode, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (at === operation) return false;
    if (isFunction(at) && isMemoised(at, origin)) return true;
  }
  return false;
}

/** Names of functions that put what they are passed somewhere to stay. */
export const placing = /^(set|push|add|register|provide|resolve|defineProperty|decorate)$|^set(Global|Default)[A-Z]/;

/** Where a function of the project speaks of what it is passed by a call. */
function takenBy(call: CallNode, given: Node, origin: Origin): { fn: FunctionNode; name: Binding; inside: Origin } | undefined {
  const { node: fn, origin: inside = origin } = origin.definition(call.callee) ?? {};
  const parameter = isFunction(fn) ? fn.params[call.arguments.findIndex(argument => contains(argument, given))] : undefined;
  const name = parameter?.type === 'Identifier' ? inside.module.bindings.of(parameter) : undefined;
  return isFunction(fn) && name ? { fn, name, inside } : undefined;
}

/** Whether a function of the project puts what it is passed there: `remember(key, pool) { this.pools.set(key, pool); return pool; }`. */
export function placesIt(call: CallNode, given: Node, origin: Origin): boolean {
  const { name } = takenBy(call, given, origin) ?? {};
  return name?.references.some(({ parent }) => isCallNamed(parent, placing) && parent.callee.type === 'MemberExpression') === true;
}

/** Whether a function of the project gives what it is passed: `return withLogging(new Redis(url))`. */
export function givesBack(call: CallNode, given: Node, origin: Origin): boolean {
  const { fn, name, inside } = takenBy(call, given, origin) ?? {};
  return fn !== undefined && inside?.returned(fn).some(value =>
    value.type === 'Identifier' && inside.module.bindings.of(value) === name) === true;
}

/** What is put somewhere to stay, by a call or an assignment, may be looked for there first. */
export function keptBy(putting: Node, origin: Origin): 'memoised' | 'stored' {
  const isPut = putting.type === 'CallExpression' || putting.type === 'AssignmentExpression';
  const fn = isPut ? enclosingFunction(putting) : undefined;
  return fn && isFirstOnly(putting, fn, origin) ? 'memoised' : 'stored';
}

/** Whether it is put in a collection in which nobody looks it up again. */
export function isForgotten(move: Node, origin: Origin): boolean {
  const call = move.parent as Node;
  const receiver = call.type === 'CallExpression' && calledName(call) === 'set' ? receiverOf(call) : undefined;
  const binding = receiver?.type === 'Identifier' ? origin.module.bindings.of(receiver) : undefined;
  if (!binding || binding.kind !== 'variable' || binding.references.some(({ parent }) => parent.type === 'ExportSpecifier')) return false;
  return !binding.references.some(
    ({ parent }) => parent.type === 'MemberExpression' && /^(get|has|entries|forEach)$/.test(memberName(parent) ?? ''),
  );
}
