import { ancestors, calledName, isFunction, unwrapped, within, type FunctionNode, type Node } from '../ast.ts';
import { handingsOf } from './handed.ts';
import type { Origin } from './origin.ts';

/** Whether it is made to fill what is only filled while missing: `if (!this.bucket) { … this.bucket = storage.bucket(name); }`. */
export function isInMemo(node: Node, origin: Origin): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    const test = at.type === 'IfStatement' ? unwrapped(at.test) : undefined;
    const missing = test?.type === 'UnaryExpression' && test.operator === '!' ? unwrapped(test.argument) : undefined;
    if (missing?.type !== 'MemberExpression' || at.type !== 'IfStatement') continue;
    const name = origin.module.sourceOf(missing);
    return [...within(at.consequent, origin.module.keys)].some(
      each => each.type === 'AssignmentExpression' && origin.module.sourceOf(each.left) === name,
    );
  }
  return false;
}

/** Names of functions that call what they are handed once, and give what it gave from then on. */
const memoising = /^(p_?)?(once|memo(i[sz]ed?)?\w*|cached?|lazy|singleton|remember)$/i;

/** Whether a function is only called through one that keeps what it gives: `once(() => new Pool())`. */
export function isMemoised(fn: FunctionNode, origin: Origin): boolean {
  return [...handingsOf(fn, origin)].some(({ call }) => memoising.test(calledName(call) ?? ''));
}

/** Whether an assignment only happens where its target is still missing. */
export function isGuarded(assignment: Node, target: string, fn: FunctionNode, origin: Origin): boolean {
  const asks = (test: Node | null): boolean => test !== null && origin.module.sourceOf(test).includes(target);
  for (const at of ancestors(assignment)) {
    if (at === fn) break;
    if (at.type === 'IfStatement' && asks(at.test)) return true;
    if (at.type === 'LogicalExpression' && asks(at.left)) return true;
    if (at.type === 'ConditionalExpression' && asks(at.test)) return true;
  }
  // `if (pool) return pool;` further up
  return [...within(fn.body, origin.module.keys, inner => isFunction(inner))].some(
    at =>
      at.type === 'IfStatement' &&
      at.range[1] < assignment.range[0] &&
      asks(at.test) &&
      [...within(at.consequent, origin.module.keys)].some(each => each.type === 'ReturnStatement'),
  );
}
