import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isNamed, memberName, unwrapped, within, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { initialOf, isChangedIn, isTarget, isWrittenIn } from '../origin/change.ts';
import { comparedIn, firstOf, isInvariant, stepOf, type Comparison } from '../origin/counter.ts';
import { measureOf, type Measure } from '../origin/measure.ts';
import { constantOf, constantValue, mostOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';

/** A loop whose number of turns is known when it begins. */
export interface Turns {
  /** The statement that loops. */
  loop: T.Statement;
  /** How many turns, as code; nothing where no short code says it. */
  count: string | undefined;
  /** The expression that the count is written from. */
  of: Node;
  /** The collection whose items the turns are for. */
  measure: Measure | undefined;
  /** The most turns there can be, where that can be told. */
  most: number | undefined;
  /** The number of turns, where it is constant. */
  constant: number | undefined;
  /** Whether the count is what an array's length can be. */
  whole: boolean;
  /** Whether it is a number that nothing changes any more, not the size of something. */
  fixed: boolean;
  counter: Counter | undefined;
}

/** The loop's own variable. */
interface Counter {
  name: string;
  binding: Binding;
  up: boolean;
  /** Whether it is the number of items that are there when one is added. */
  isIndex: boolean;
  /** Whether it goes down to 1, so that the index is one less. */
  isNext: boolean;
}

/** The turns of a loop, or of a `forEach`, whose number is known when it begins, each with a store in it. */
export function turnsOf(loop: Node, store: Node, origin: Origin): Turns | undefined {
  switch (loop.type) {
    case 'ForStatement':
      return ofFor(loop, origin);
    case 'WhileStatement':
      return ofWhile(loop, store, origin);
    case 'ForOfStatement':
      return loop.await ? undefined : ofItems(loop, loop.right, origin);
    case 'ExpressionStatement': {
      const call = loop.expression;
      const isMethod = call.type === 'CallExpression' && call.callee.type === 'MemberExpression';
      return isMethod ? ofItems(loop, (call.callee as T.MemberExpression).object, origin) : undefined;
    }
    default:
      return undefined;
  }
}

function ofItems(loop: T.Statement, items: Node, origin: Origin): Turns | undefined {
  const measure = measureOf(items, origin);
  if (!measure || measure.kind === 'text' || isChangedIn(loop, measure.holder, origin)) return undefined;
  const { most, kind } = measure;
  const of = unwrapped(measure.holder);
  const count = isNamed(of) ? `${origin.module.sourceOf(of)}.${kind === 'set' || kind === 'map' ? 'size' : 'length'}` : undefined;
  return { loop, count, of, measure, most, constant: undefined, whole: true, fixed: false, counter: undefined };
}

function ofFor(loop: T.ForStatement, origin: Origin): Turns | undefined {
  const test = loop.test && comparedIn(loop.test, origin);
  const binding = test && origin.module.bindings.of(test.counter);
  const from = binding && firstOf(loop, binding, origin);
  if (!test || !from || isWrittenIn(loop.body, binding)) return undefined;
  const step = loop.update ? stepOf(loop.update, binding, origin) : test.counts ? -1 : undefined;
  if (loop.update && test.counts) return undefined;
  return step === undefined ? unstepped(loop, test, binding, origin) : stepped(step, loop, { from, test, binding }, origin);
}

/** `for (let at = start; at < end; at += step)`: as many turns as a division tells. */
function unstepped(loop: T.ForStatement, { limit, operator }: Comparison, binding: Binding, origin: Origin): Turns | undefined {
  const { update } = loop;
  if (!limit || !operator.startsWith('<') || update?.type !== 'AssignmentExpression' || update.operator !== '+=') return undefined;
  const isOwn = update.left.type === 'Identifier' && origin.module.bindings.of(update.left) === binding;
  // What goes through a list by parts has few turns.
  const areNames = [limit, update.right].every(each => unwrapped(each).type === 'Identifier' && isInvariant(each, loop, origin));
  const none = { count: undefined, measure: undefined, most: undefined, constant: undefined, counter: undefined };
  return isOwn && areNames ? { ...none, loop, of: limit, whole: false, fixed: false } : undefined;
}

/** `let i = n; while (i--) …`, or a `while` whose body steps the counter once a turn. */
function ofWhile(loop: T.WhileStatement, store: Node, origin: Origin): Turns | undefined {
  const test = comparedIn(loop.test, origin);
  const binding = test && origin.module.bindings.of(test.counter);
  const from = binding && initialOf(binding);
  if (!test || !from) return undefined;
  const [written, more] = binding.references.filter(isTarget);
  if (!written || more || !contains(loop, written)) return undefined;
  if (test.counts) return begunBefore(downwards(loop, { from, test, binding }, origin));
  const step = written.parent;
  const isOncePerTurn = step.parent?.type === 'ExpressionStatement' && step.parent.parent === loop.body;
  const by = isOncePerTurn ? stepOf(step, binding, origin) : undefined;
  const skips = within(loop.body, origin.module.keys).some(({ type }) => type === 'ContinueStatement');
  if (by === undefined || skips) return undefined;
  const turns = stepped(by, loop, { from, test, binding, isEarly: step.range[0] < store.range[0] }, origin);
  return by === 1 ? turns : begunBefore(turns);
}

/** Turns that were counted some time before the loop, so that what they are for may have changed. */
function begunBefore(turns: Turns | undefined): Turns | undefined {
  return turns && { ...turns, whole: turns.whole && (turns.fixed || turns.measure?.fresh === true) };
}

/** The turns of a loop as a slot sees them that is counted down at each store: `list[slot--] = item`. */
export function turnsOfSlot(index: T.UpdateExpression, turns: Turns, origin: Origin): Turns | undefined {
  const counter = index.argument;
  const binding = counter.type === 'Identifier' ? origin.module.bindings.of(counter) : undefined;
  const from = binding && initialOf(binding);
  if (counter.type !== 'Identifier' || index.operator !== '--' || !from) return undefined;
  if (binding.references.filter(isTarget).length !== 1) return undefined;
  const test: Comparison = { counter, operator: '>=', limit: undefined, counts: index.prefix };
  const slots = begunBefore(downwards(turns.loop, { from, test, binding }, origin));
  if (!slots) return undefined;
  const most = slots.most === undefined ? turns.most : Math.min(slots.most, turns.most ?? slots.most);
  return { ...slots, most, ...(slots.count !== turns.count && { count: undefined, whole: false }) };
}

interface Course {
  from: Node;
  test: Comparison;
  binding: Binding;
  /** Whether the counter is stepped before the store. */
  isEarly?: boolean;
}

function stepped(step: number, loop: T.ForStatement | T.WhileStatement, course: Course, origin: Origin): Turns | undefined {
  const { test, isEarly } = course;
  if (test.limit && !isInvariant(test.limit, loop, origin)) return undefined;
  if (step > 1) return test.operator.startsWith('<') ? inSteps(step, upwards(loop, course, origin), test.operator) : undefined;
  if (step === 1) return test.operator.includes('>') ? undefined : upwards(loop, course, origin);
  if (test.operator.includes('<')) return undefined;
  const isToZero = test.operator === '>' && (!test.limit || constantOf(test.limit, origin) === 0);
  const early: Comparison = { ...test, counts: true, limit: isToZero ? undefined : test.limit };
  return downwards(loop, isEarly ? { ...course, test: early } : course, origin);
}

/** Turns that are counted in larger steps: `i += 3`. */
function inSteps(step: number, turns: Turns | undefined, operator: string): Turns | undefined {
  const fewer = (most: number | undefined): number | undefined => most === undefined ? undefined : Math.ceil(most / step);
  return turns && {
    ...turns,
    count: operator === '<' && turns.count !== undefined ? `Math.ceil(${turns.count} / ${String(step)})` : undefined,
    most: fewer(turns.most),
    constant: fewer(turns.constant),
    whole: false,
    counter: turns.counter && { ...turns.counter, isIndex: false },
  };
}

function upwards(loop: T.ForStatement | T.WhileStatement, course: Course, origin: Origin): Turns | undefined {
  const { from, test: { limit, operator }, binding, isEarly = false } = course;
  if (!limit) return undefined;
  const of = inHead(limit, loop, origin);
  const more = operator === '<=' ? 1 : 0;
  const start = constantOf(from, origin);
  const end = constantOf(of, origin);
  const high = mostOf(limit, origin);
  const constant = end === undefined || start === undefined ? undefined : end + more - start;
  return {
    loop, of, constant,
    count: start === 0 ? plus(of, more, origin) : undefined,
    measure: sizedBy(of, origin),
    most: high === undefined ? undefined : high + more - (start ?? 0),
    whole: start === 0 && (constant === undefined ? isSize(of, origin) : isLength(constant)),
    fixed: isFixed(of, constant, origin),
    counter: { name: binding.name, binding, up: true, isIndex: start === 0 && !isEarly, isNext: false },
  };
}

function downwards(loop: T.Statement, { from, test: { limit, counts, operator }, binding }: Course, origin: Origin): Turns | undefined {
  const low = limit ? constantOf(limit, origin) : 0;
  // The lowest value that the counter has in the body, and one more than the highest.
  const last = low !== undefined && operator === '>' && !counts ? low + 1 : low;
  const top = counts ? { node: from, more: 0 } : topOf(from);
  const of = inHead(top.node, loop, origin);
  const end = constantOf(from, origin);
  const high = mostOf(from, origin);
  const own = counts ? 0 : 1;
  const constant = end === undefined || last === undefined ? undefined : end + own - last;
  const isNext = last === 1 && !counts;
  const more = isNext ? top.more - 1 : top.more;
  return {
    loop, of, constant,
    count: last === 0 || isNext ? plus(of, more, origin) : undefined,
    measure: sizedBy(of, origin),
    most: high === undefined ? undefined : high + own - (last ?? 0),
    whole: (last === 0 || isNext) && (constant === undefined ? more === 0 && isSize(of, origin) : isLength(constant)),
    fixed: isFixed(of, constant, origin),
    counter: { name: binding.name, binding, up: false, isIndex: false, isNext },
  };
}

/** `n` of `n - 1`. */
function topOf(from: Node): { node: Node; more: number } {
  const at = unwrapped(from);
  const isLast = at.type === 'BinaryExpression' && at.operator === '-' && at.right.type === 'Literal' && at.right.value === 1;
  return isLast ? { node: at.left, more: 0 } : { node: at, more: 1 };
}

/** An expression with a number added, as code. */
function plus(of: Node, more: number, origin: Origin): string | undefined {
  const at = unwrapped(of);
  const text = origin.module.sourceOf(at);
  if (at.type === 'Literal' && typeof at.value === 'number') return String(at.value + more);
  if (more === 0) return text.includes('\n') ? undefined : text;
  return isNamed(at) ? `${text} ${more > 0 ? '+' : '-'} ${String(Math.abs(more))}` : undefined;
}

/** A variable of the loop's own head stands for its value: `for (let i = 0, n = rows.length; i < n; i++)`. */
function inHead(node: Node, loop: Node, origin: Origin): Node {
  const at = unwrapped(node);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  const isOwn = binding && loop.type === 'ForStatement' && loop.init && contains(loop.init, binding.declared);
  return unwrapped((isOwn ? initialOf(binding) : undefined) ?? at);
}

/** What `rows.length` is the length of. */
function sizedBy(node: Node, origin: Origin): Measure | undefined {
  const at = unwrapped(node);
  return at.type === 'MemberExpression' && /^(length|size)$/.test(memberName(at) ?? '') ? measureOf(at.object, origin) : undefined;
}

/** Whether an expression, or what a constant was set to, is the length or the size of what surely has one. */
function isSize(node: Node, origin: Origin): boolean {
  const at = constantValue(node, origin) ?? unwrapped(node);
  const measure = sizedBy(at, origin);
  if (at.type !== 'MemberExpression' || !measure?.exact) return false;
  return (memberName(at) === 'size') === (measure.kind === 'set' || measure.kind === 'map');
}

/** Whether a count is a constant, or a variable that was set to a size. */
function isFixed(of: Node, constant: number | undefined, origin: Origin): boolean {
  return constant !== undefined || (of.type === 'Identifier' && isSize(of, origin));
}

const isLength = (value: number): boolean => Number.isInteger(value) && value >= 0;
