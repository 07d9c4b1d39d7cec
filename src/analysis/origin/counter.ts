import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, isFunction, unwrapped, within, type LoopNode, type Node } from '../../ast.ts';
import { mentions, type Binding } from './binding.ts';
import { isChangedIn, isWrittenIn } from './change.ts';
import { constantOf } from './number.ts';
import type { Origin } from './origin.ts';

/** A loop's test, its counter on the left: `i < n`. */
export interface Comparison {
  counter: T.Identifier;
  operator: string;
  /** What the counter is compared with; nothing for zero. */
  limit: Node | undefined;
  /** Whether the test itself counts down: `i--`. */
  counts: boolean;
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '!==': '!==', '!=': '!=' };
const known = /^:(Math\.\w+|Number|parseInt|Number\.parseInt)\(\)$/;

/** The comparison of a counter that a loop's test is, if it is one. */
export function comparedIn(test: Node, origin: Origin): Comparison | undefined {
  if (test.type === 'Identifier') return { counter: test, operator: '>', limit: undefined, counts: false };
  const own = countdownOf(test);
  if (own) return { counter: own, operator: '>', limit: undefined, counts: true };
  const mirror = test.type === 'BinaryExpression' ? mirrored[test.operator] : undefined;
  if (test.type !== 'BinaryExpression' || mirror === undefined) return undefined;
  const { left, operator, right } = test;
  const counted = operator.startsWith('>') && constantOf(right, origin) === 0 ? countdownOf(left) : undefined;
  if (counted) return operator === '>' ? { counter: counted, operator, limit: undefined, counts: true } : undefined;
  const changes = (node: Node): node is T.Identifier => node.type === 'Identifier' && origin.module.bindings.of(node)?.reassigned === true;
  if (changes(left)) return { counter: left, operator, limit: right, counts: false };
  return changes(right) ? { counter: right, operator: mirror, limit: left, counts: false } : undefined;
}

/** `i` of `i--`. */
function countdownOf(node: Node): T.Identifier | undefined {
  const isCountdown = node.type === 'UpdateExpression' && node.operator === '--' && !node.prefix;
  return isCountdown && node.argument.type === 'Identifier' ? node.argument : undefined;
}

/** What an expression adds to the counter each turn. */
export function stepOf(update: Node, binding: Binding, origin: Origin): number | undefined {
  const steps = update.type === 'SequenceExpression' ? update.expressions : [update];
  const [step, more] = steps.filter(each => mentions(each, binding));
  if (!step || more) return undefined;
  const isOwn = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
  if (step.type === 'UpdateExpression' && isOwn(step.argument)) return step.operator === '++' ? 1 : -1;
  if (step.type !== 'AssignmentExpression' || !isOwn(step.left)) return undefined;
  const by = constantOf(step.right, origin);
  if (by === undefined || !Number.isInteger(by) || by < 1) return undefined;
  return step.operator === '+=' ? by : step.operator === '-=' && by === 1 ? -1 : undefined;
}

/** The value that the counter of a `for` begins with. */
export function firstOf({ init }: T.ForStatement, binding: Binding, origin: Origin): Node | undefined {
  if (init?.type === 'VariableDeclaration') return init.declarations.find(({ id }) => id === binding.declared)?.init ?? undefined;
  if (init?.type !== 'AssignmentExpression' || init.operator !== '=' || init.left.type !== 'Identifier') return undefined;
  return origin.module.bindings.of(init.left) === binding ? init.right : undefined;
}

/** Whether an expression gives the same number at each turn, as far as one can see. */
export function isInvariant(node: Node, loop: LoopNode, origin: Origin): boolean {
  for (const at of within(node, origin.module.keys, isFunction)) {
    if (isCall(at) && !known.test(origin.ofCall(at) ?? '')) return false;
    if (at.type === 'AwaitExpression' || at.type === 'UpdateExpression' || at.type === 'AssignmentExpression') return false;
    if (at.type === 'MemberExpression' && isChangedIn(loop, at.object, origin)) return false;
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    if (binding && isWrittenIn(loop.body, binding)) return false;
  }
  return !(unwrapped(node).type === 'Literal' && constantOf(node, origin) === undefined);
}
