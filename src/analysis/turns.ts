import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, isFunction, isLoop, memberName, unwrapped, within, type LoopNode, type Node } from '../ast.ts';
import { mentions, type Binding } from './binding.ts';
import { isChangedIn, isNamed, isWritten, isWrittenIn } from './change.ts';
import { measureOf, type Measure } from './measure.ts';
import { constantOf, mostOf } from './number.ts';
import type { Origin } from './origin.ts';

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
      return ofCounter(loop, origin);
    case 'WhileStatement':
      return ofWhile(loop, store, origin);
    case 'ForOfStatement':
      return loop.await ? undefined : ofItems(loop, loop.right, origin);
    case 'ExpressionStatement': {
      const call = loop.expression;
      return call.type === 'CallExpression' && call.callee.type === 'MemberExpression' ? ofItems(loop, call.callee.object, origin) : undefined;
    }
    default:
      return undefined;
  }
}

function ofItems(loop: T.Statement, items: Node, origin: Origin): Turns | undefined {
  const measure = measureOf(items, origin);
  if (!measure || measure.kind === 'text' || measure.kind === 'bytes' || isChangedIn(loop, measure.holder, origin)) return undefined;
  const holder = unwrapped(measure.holder);
  const count = isNamed(holder) ? `${origin.module.sourceOf(holder)}.${sizeName(measure)}` : undefined;
  return { loop, count, of: holder, measure, most: measure.most, constant: undefined, whole: true, fixed: false, counter: undefined };
}

const sizeName = ({ kind }: Measure): string => (kind === 'set' || kind === 'map' ? 'size' : 'length');

function ofCounter(loop: T.ForStatement, origin: Origin): Turns | undefined {
  const test = loop.test && compared(loop.test, origin);
  const binding = test && origin.module.bindings.of(test.counter);
  if (!test || !binding) return undefined;
  const step = loop.update ? stepOf(loop.update, binding, origin) : test.counts ? -1 : undefined;
  const from = initialOf(loop, binding, origin);
  if (!from || step === undefined || isWrittenIn(loop.body, binding)) return undefined;
  if (step === 1) return test.operator.includes('>') || test.counts ? undefined : upwards(loop, { from, test, binding }, origin);
  return test.operator.includes('<') || (test.counts && loop.update) ? undefined : downwards(loop, { from, test, binding }, origin);
}

/** `let i = n; while (i--) …`, or a `while` whose body steps the counter once a turn. */
function ofWhile(loop: T.WhileStatement, store: Node, origin: Origin): Turns | undefined {
  const test = compared(loop.test, origin);
  const binding = test && origin.module.bindings.of(test.counter);
  const from = binding && startOf(binding);
  if (!test || !from) return undefined;
  const written = binding.references.filter(isWritten);
  const [step] = written;
  if (written.length !== 1 || !step || !contains(loop, step)) return undefined;
  if (test.counts) return downwards(loop, { from, test, binding }, origin);
  const around = step.parent as Node;
  const by = around.parent?.type === 'ExpressionStatement' && around.parent.parent === loop.body ? stepOf(around, binding, origin) : undefined;
  if (by === undefined || [...within(loop.body, origin.module.keys)].some(({ type }) => type === 'ContinueStatement')) return undefined;
  const isEarly = step.range[0] < store.range[0];
  if (by === 1) return test.operator.includes('>') ? undefined : upwards(loop, { from, test, binding, isEarly }, origin);
  if (test.operator.includes('<')) return undefined;
  const isToZero = test.operator === '>' && (!test.limit || constantOf(test.limit, origin) === 0);
  return downwards(loop, { from, test: isEarly ? { ...test, counts: true, limit: isToZero ? undefined : test.limit } : test, binding }, origin);
}

/** The turns of a loop as a slot sees them that is counted down at each store: `list[slot--] = item`. */
export function turnsOfSlot(index: T.UpdateExpression, turns: Turns, origin: Origin): Turns | undefined {
  const binding = index.argument.type === 'Identifier' ? origin.module.bindings.of(index.argument) : undefined;
  const from = binding && startOf(binding);
  if (index.operator !== '--' || index.argument.type !== 'Identifier' || !from || binding.references.filter(isWritten).length !== 1) return undefined;
  const slots = downwards(turns.loop, { from, test: { counter: index.argument, operator: '>=', limit: undefined, counts: index.prefix }, binding }, origin);
  if (!slots) return undefined;
  return { ...slots, most: smaller(slots.most, turns.most), ...(slots.count !== turns.count && { count: undefined, whole: false }) };
}

const smaller = (one: number | undefined, other: number | undefined): number | undefined => (one === undefined || other === undefined ? one ?? other : Math.min(one, other));

/** What a variable is set to where it is declared. */
function startOf({ kind, node, declared }: Binding): Node | undefined {
  return kind === 'variable' && node.type === 'VariableDeclarator' && node.id === declared ? node.init ?? undefined : undefined;
}

interface Parts {
  from: Node;
  test: Test;
  binding: Binding;
  /** Whether the counter is stepped before the store. */
  isEarly?: boolean;
}

function upwards(loop: T.ForStatement | T.WhileStatement, { from, test, binding, isEarly = false }: Parts, origin: Origin): Turns | undefined {
  const { limit, operator } = test;
  if (!limit || !isInvariant(limit, loop, origin)) return undefined;
  const of = loop.type === 'ForStatement' ? inHeader(limit, loop, origin) : unwrapped(limit);
  const more = operator === '<=' ? 1 : 0;
  const start = constantOf(from, origin) ?? 0;
  const most = mostOf(limit, origin);
  const end = constantOf(of, origin);
  const constant = end === undefined || constantOf(from, origin) === undefined ? undefined : end + more - start;
  const fromZero = constantOf(from, origin) === 0;
  const count = fromZero ? plus(of, more, origin) : undefined;
  return {
    loop, count, of, measure: sizedBy(of, origin), constant, fixed: isFixed(of, constant, origin), counter: { name: binding.name, binding, up: true, isIndex: !isEarly, isNext: false },
    most: most === undefined ? undefined : most + more - start,
    whole: fromZero && (constant === undefined ? isSize(of, origin) : isLength(constant)),
  };
}

function downwards(loop: T.Statement, { from, test, binding }: Parts, origin: Origin): Turns | undefined {
  const { limit, counts, operator } = test;
  if (limit && !(isLoop(loop) && isInvariant(limit, loop, origin))) return undefined;
  const low = limit ? constantOf(limit, origin) : 0;
  // The lowest value that the counter has in the body.
  const last = low === undefined ? undefined : operator === '>' && !counts ? low + 1 : low;
  const first = counts ? { node: from, more: 0 } : topOf(from);
  const of = loop.type === 'ForStatement' ? inHeader(first.node, loop, origin) : first.node;
  const top = constantOf(from, origin);
  const constant = top === undefined || last === undefined ? undefined : top + (counts ? 0 : 1) - last;
  const high = mostOf(from, origin);
  const count = last === 0 || (last === 1 && !counts) ? plus(of, last === 0 ? first.more : first.more - 1, origin) : undefined;
  return {
    loop, count, of, measure: sizedBy(of, origin), constant, fixed: isFixed(of, constant, origin), counter: { name: binding.name, binding, up: false, isIndex: false, isNext: last === 1 && !counts },
    most: high === undefined ? undefined : high + (counts ? 0 : 1) - (last ?? 0),
    whole: count !== undefined && (constant === undefined ? isSize(of, origin) && !/[+-] \d+$/.test(count) : isLength(constant)),
  };
}

/** `n` of `n - 1`. */
function topOf(from: Node): { node: Node; more: number } {
  const at = unwrapped(from);
  if (at.type === 'BinaryExpression' && at.operator === '-' && at.right.type === 'Literal' && at.right.value === 1) return { node: at.left, more: 0 };
  return { node: at, more: 1 };
}

function plus(of: Node, more: number, origin: Origin): string | undefined {
  const at = unwrapped(of);
  const text = origin.module.sourceOf(at);
  if (at.type === 'Literal' && typeof at.value === 'number') return String(at.value + more);
  if (more === 0) return text.includes('\n') ? undefined : text;
  return isNamed(at) ? `${text} ${more > 0 ? '+' : '-'} ${String(Math.abs(more))}` : undefined;
}

/** A variable of the loop's own head stands for its value: `for (let i = 0, n = rows.length; i < n; i++)`. */
function inHeader(node: Node, loop: T.ForStatement, origin: Origin): Node {
  const at = unwrapped(node);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  const [value] = binding?.writes ?? [];
  return binding && value && loop.init && contains(loop.init, binding.declared) ? unwrapped(value) : at;
}

interface Test {
  counter: T.Identifier;
  operator: string;
  limit: Node | undefined;
  /** Whether the test itself counts down: `i--`. */
  counts: boolean;
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '!==': '!==', '!=': '!=' };

function compared(test: Node, origin: Origin): Test | undefined {
  if (test.type === 'UpdateExpression') {
    return test.operator === '--' && !test.prefix && test.argument.type === 'Identifier' ? { counter: test.argument, operator: '>', limit: undefined, counts: true } : undefined;
  }
  if (test.type === 'Identifier') return { counter: test, operator: '>', limit: undefined, counts: false };
  const mirror = test.type === 'BinaryExpression' ? mirrored[test.operator] : undefined;
  if (test.type !== 'BinaryExpression' || mirror === undefined) return undefined;
  const { left, operator, right } = test;
  const below = unwrapped(left);
  const isCountdown = below.type === 'UpdateExpression' && below.operator === '--' && !below.prefix && operator.startsWith('>') && constantOf(right, origin) === 0;
  if (isCountdown && below.argument.type === 'Identifier') return { counter: below.argument, operator: '>', limit: undefined, counts: true };
  const counts = (node: Node): node is T.Identifier => node.type === 'Identifier' && origin.module.bindings.of(node)?.reassigned === true;
  if (counts(left)) return { counter: left, operator, limit: right, counts: false };
  return counts(right) ? { counter: right, operator: mirror, limit: left, counts: false } : undefined;
}

/** What a head's update does to the counter each turn. */
function stepOf(update: Node, binding: Binding, origin: Origin): 1 | -1 | undefined {
  const steps = update.type === 'SequenceExpression' ? update.expressions : [update];
  const own = steps.filter(step => mentions(step, binding));
  const [step] = own;
  if (own.length !== 1 || !step) return undefined;
  const isOwn = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
  if (step.type === 'UpdateExpression' && isOwn(step.argument)) return step.operator === '++' ? 1 : -1;
  if (step.type !== 'AssignmentExpression' || !isOwn(step.left) || step.right.type !== 'Literal' || step.right.value !== 1) return undefined;
  return step.operator === '+=' ? 1 : step.operator === '-=' ? -1 : undefined;
}

/** The value that the counter begins with. */
function initialOf(loop: T.ForStatement, binding: Binding, origin: Origin): Node | undefined {
  const { init } = loop;
  if (init?.type === 'VariableDeclaration') return init.declarations.find(({ id }) => id === binding.declared)?.init ?? undefined;
  if (init?.type !== 'AssignmentExpression' || init.operator !== '=' || init.left.type !== 'Identifier') return undefined;
  return origin.module.bindings.of(init.left) === binding ? init.right : undefined;
}

/** Whether an expression gives the same number at each turn, as far as one can see. */
function isInvariant(node: Node, loop: LoopNode, origin: Origin): boolean {
  for (const at of within(node, origin.module.keys, isFunction)) {
    if (isCall(at) && !/^:(Math\.\w+|Number|parseInt|Number\.parseInt)\(\)$/.test(origin.ofCall(at) ?? '')) return false;
    if (at.type === 'AwaitExpression' || at.type === 'UpdateExpression' || at.type === 'AssignmentExpression') return false;
    if (at.type === 'MemberExpression' && isChangedIn(loop, at.object, origin)) return false;
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    if (binding && isWrittenIn(loop.body, binding)) return false;
  }
  return !(node.type === 'Literal' && typeof node.value !== 'number');
}

/** What `rows.length` is the length of. */
function sizedBy(node: Node, origin: Origin): Measure | undefined {
  const at = unwrapped(node);
  return at.type === 'MemberExpression' && /^(length|size)$/.test(memberName(at) ?? '') ? measureOf(at.object, origin) : undefined;
}

/** Whether an expression, followed through constants, is the length or the size of what surely has one. */
function isSize(node: Node, origin: Origin): boolean {
  const at = valueOf(node, origin);
  const measure = sizedBy(at, origin);
  return measure?.exact === true && at.type === 'MemberExpression' && (memberName(at) === 'size') === (measure.kind === 'set' || measure.kind === 'map');
}

/** Whether a count is a constant, or a variable that was set to a size. */
function isFixed(of: Node, constant: number | undefined, origin: Origin): boolean {
  return constant !== undefined || (of.type === 'Identifier' && isSize(of, origin));
}

/** What a constant was set to. */
function valueOf(node: Node, origin: Origin): Node {
  const at = unwrapped(node);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  const isConstant = binding?.kind === 'variable' && !binding.reassigned && binding.node.type === 'VariableDeclarator' && binding.node.id === binding.declared;
  return isConstant && binding.node.type === 'VariableDeclarator' && binding.node.init ? unwrapped(binding.node.init) : at;
}

const isLength = (value: number): boolean => Number.isInteger(value) && value >= 0;
