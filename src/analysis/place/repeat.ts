import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, enclosingClass, isCall, isFunction, isLoop, memberName, propertyName, stringOf, unwrapped, within,
  type FunctionNode, type LoopNode, type Node,
} from '../../ast.ts';
import { isTarget } from '../origin/change.ts';
import { entryFor, handingsOf } from '../origin/handed.ts';
import { measureOf } from '../origin/measure.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { turnsOf } from './turns.ts';

/** What makes code run again and again: a loop, or a function that is called once for each item. */
export type Repeater = LoopNode | FunctionNode;

/** The repeaters of a node in the function that it runs in, the innermost first. */
export function* repeatersOf(node: Node, origin: Origin): Generator<Repeater> {
  let below = node;
  for (const at of ancestors(node)) {
    if (isLoop(at) && repeats(at, below)) yield at;
    if (isFunction(at)) {
      if (isPerTurn(at, origin)) yield at;
      else if (!isCalledAtOnce(at)) return;
    }
    below = at;
  }
}

/** Whether a node stands in a loop or a function, at the first look. */
export function mayRepeat(node: Node): boolean {
  for (const at of ancestors(node)) if (isLoop(at) || isFunction(at)) return true;
  return false;
}

/** Whether a part of a loop runs once a turn; the initialiser and the iterated expression run once. */
export function repeats(loop: Node, part: Node): boolean {
  switch (loop.type) {
    case 'ForStatement':
      return part !== loop.init;
    case 'ForInStatement':
    case 'ForOfStatement':
      return part === loop.body;
    default:
      return true;
  }
}

/** Whether a function is a callback that runs once for each item: that of `map`, of `on('data')`. */
export function isPerTurn(fn: FunctionNode, origin: Origin): boolean {
  let known = perItem.get(fn);
  if (known === undefined) perItem.set(fn, (known = isRunPerItem(fn, origin)));
  return known;
}

const perItem = new WeakMap<FunctionNode, boolean>();

function isRunPerItem(fn: FunctionNode, origin: Origin): boolean {
  for (const handing of handingsOf(fn, origin)) {
    if (entryFor(origin.factOfCall(handing.call, 'calls'), handing)?.each) return true;
    if (isDataHandler(handing.call, handing.argument)) return true;
  }
  return isOfStream(fn, origin);
}

/** `_transform()` of a class that extends a stream which would call `transform` of its options for each chunk. */
function isOfStream({ parent }: FunctionNode, origin: Origin): boolean {
  const name = parent.type === 'MethodDefinition' ? propertyName(parent.key, parent.computed) : undefined;
  const owner = name?.startsWith('_') ? enclosingClass(parent)?.superClass : undefined;
  const path = owner ? origin.of(owner) : undefined;
  const { catalogue } = origin.module;
  const entries = path === undefined ? undefined : catalogue.get(catalogue.step(path, '()'))?.calls;
  return entries?.some(({ each, options }) => each && options?.includes(name?.slice(1) ?? '')) === true;
}

/** `stream.addListener('data', fn)`: by the word of the event, which only streams and what is like them have. */
export function isDataHandler(call: Node, argument: number): boolean {
  if (call.type !== 'CallExpression' || argument !== 1 || stringOf(call.arguments[0]) !== 'data') return false;
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' && /^(on|addListener|prependListener)$/.test(memberName(callee) ?? '');
}

/** Whether a repeater is run for the pieces of a stream. */
export function isChunkwise(repeater: Repeater, origin: Origin): boolean {
  if (!isFunction(repeater)) return repeater.type === 'ForOfStatement' && repeater.await;
  return [...handingsOf(repeater, origin)].some(({ call, argument }) => isDataHandler(call, argument));
}

/** `(() => …)()` */
export function isCalledAtOnce(fn: FunctionNode): boolean {
  const parent = fn.parent as Node | undefined;
  return isCall(parent) && unwrapped(parent.callee) === fn;
}

/** The most turns that a repeater with a node in it takes each time it runs; infinity where nothing tells. */
export function mostTurnsOf(repeater: Repeater, node: Node, origin: Origin): number {
  if (isFunction(repeater)) return mostItemsOf(repeater, origin);
  if (runsOnce(repeater, origin)) return 1;
  if (dividesIn(repeater, origin)) return digits;
  const most = turnsOf(repeater, node, origin)?.most;
  if (most !== undefined) return most;
  switch (repeater.type) {
    case 'ForOfStatement':
      return measureOf(repeater.right, origin)?.most ?? Infinity;
    case 'ForInStatement':
      return keysOf(repeater.right, origin);
    case 'ForStatement':
      return mostByStep(repeater, origin);
    default:
      return Infinity;
  }
}

/** The decimal digits of the largest whole number. */
const digits = 16;

/** Whether the number that a loop asks for is divided in each turn, so that there is a turn for each digit: `while (n > 0) n = n / 10`. */
function dividesIn(loop: LoopNode, origin: Origin): boolean {
  const { test, body } = 'test' in loop ? loop : { test: undefined, body: loop.body };
  if (!test || body.type !== 'BlockStatement') return false;
  const asked = new Set(within(test, origin.module.keys).flatMap(node => (node.type === 'Identifier' ? [node.name] : [])));
  return body.body.some(statement => {
    const step = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
    if (step?.type !== 'AssignmentExpression' || step.left.type !== 'Identifier' || !asked.has(step.left.name)) return false;
    // A `BigInt` has as many digits as it likes.
    if ([...within(test, origin.module.keys), ...within(step, origin.module.keys)].some(isBigInt)) return false;
    return /^(\/|>>>?)=$/.test(step.operator) || (step.operator === '=' && isQuotient(step.right, step.left.name));
  });
}

/** `n / 10`, `n >> 4`, `Math.floor(n / 10)` */
function isQuotient(node: Node, name: string): boolean {
  if (node.type === 'CallExpression') return node.arguments.length === 1 && node.arguments.some(argument => isQuotient(argument, name));
  if (node.type !== 'BinaryExpression' || !/^(\/|>>>?)$/.test(node.operator)) return false;
  return node.left.type === 'Identifier' && node.left.name === name;
}

const isBigInt = (node: Node): boolean => node.type === 'Literal' && 'bigint' in node;

/** Of `['a', 'b'].forEach(fn)`: the items of the list. */
function mostItemsOf(fn: FunctionNode, origin: Origin): number {
  const call = fn.parent as Node | undefined;
  const callee = isCall(call) ? unwrapped(call.callee) : undefined;
  return callee?.type === 'MemberExpression' ? measureOf(callee.object, origin)?.most ?? Infinity : Infinity;
}

function keysOf(object: Node, origin: Origin): number {
  const definition = origin.definition(object)?.node;
  const isKnown = definition?.type === 'ObjectExpression' && definition.properties.every(({ type }) => type === 'Property')
    && !isFilled(object, origin);
  return isKnown ? definition.properties.length : Infinity;
}

/** Whether an object gets members of names that are only known when the code runs: `sorted[key] = …`, `Object.assign(sorted, …)`. */
function isFilled(object: Node, origin: Origin): boolean {
  const binding = object.type === 'Identifier' ? origin.module.bindings.of(object) : undefined;
  return binding?.references.some(({ parent }) =>
    (parent.type === 'MemberExpression' && parent.computed && isTarget(parent)) || isCall(parent)) === true;
}

/** `for (let bit = 1; bit < 256; bit <<= 1)`, counted through where all its numbers are constant. */
function mostByStep({ init, test, update }: T.ForStatement, origin: Origin): number {
  const declared = init?.type === 'VariableDeclaration' ? init.declarations[0] : undefined;
  if (declared?.id.type !== 'Identifier' || !declared.init) return Infinity;
  if (test?.type !== 'BinaryExpression' || update?.type !== 'AssignmentExpression') return Infinity;
  const { name } = declared.id;
  const isCounter = (node: Node): boolean => node.type === 'Identifier' && node.name === name;
  const [from, to, by] = [declared.init, test.right, update.right].map(node => constantOf(node, origin));
  const step = steps[update.operator];
  const goesOn = comparisons[test.operator];
  if (!isCounter(test.left) || !isCounter(update.left) || !step || !goesOn) return Infinity;
  if (from === undefined || to === undefined || by === undefined) return Infinity;
  let turns = 0;
  for (let at = from; goesOn(at, to) && turns < 1000; at = step(at, by)) turns += 1;
  return turns < 1000 ? turns : Infinity;
}

const steps: Readonly<Record<string, (at: number, by: number) => number>> = {
  '+=': (at, by) => at + by,
  '-=': (at, by) => at - by,
  '*=': (at, by) => at * by,
  '/=': (at, by) => at / by,
  '<<=': (at, by) => at << by,
  '>>=': (at, by) => at >> by,
  '>>>=': (at, by) => at >>> by,
};

const comparisons: Readonly<Record<string, (at: number, to: number) => boolean>> = {
  '<': (at, to) => at < to,
  '<=': (at, to) => at <= to,
  '>': (at, to) => at > to,
  '>=': (at, to) => at >= to,
  '!==': (at, to) => at !== to,
};

/** `do { … } while (false)`, or a body that always leaves the loop at its end. */
function runsOnce(loop: LoopNode, origin: Origin): boolean {
  if (loop.type === 'DoWhileStatement' && loop.test.type === 'Literal' && loop.test.value === false) return true;
  const { body } = loop;
  if (body.type !== 'BlockStatement' || !leaves(body)) return false;
  return !within(body, origin.module.keys, isFunction).some(({ type }) => type === 'ContinueStatement');
}

/** The turns of a loop that goes on until a string that it adds to has some length: `while (code.length < 8)`, `while (s.length % 4)`. */
export function lengthLimitOf(repeater: Repeater, is: (node: Node) => boolean, origin: Origin): number {
  const test = 'test' in repeater && repeater.test ? unwrapped(repeater.test) : undefined;
  const limits = (node: Node): number => {
    const isBoth = node.type === 'LogicalExpression' && node.operator === '&&';
    if (isBoth) return Math.min(limits(unwrapped(node.left)), limits(unwrapped(node.right)));
    if (node.type !== 'BinaryExpression') return Infinity;
    if (/^[<!]==?$|^<$/.test(node.operator) && isLengthOf(node.left, is)) return constantOf(node.right, origin) ?? Infinity;
    if (/^[!=]==?$|^>$/.test(node.operator)) return limits(unwrapped(node.left));
    return node.operator === '%' && isLengthOf(node.left, is) ? constantOf(node.right, origin) ?? Infinity : Infinity;
  };
  return test ? limits(test) : Infinity;
}

function isLengthOf(node: Node, is: (node: Node) => boolean): boolean {
  const at = unwrapped(node);
  return at.type === 'MemberExpression' && memberName(at) === 'length' && is(unwrapped(at.object));
}

/** Whether a statement always ends by leaving what is around it. */
export function leaves(statement: Node | null | undefined): boolean {
  switch (statement?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
      return true;
    case 'BlockStatement':
      return leaves(statement.body.at(-1));
    case 'IfStatement':
      return leaves(statement.consequent) && leaves(statement.alternate);
    default:
      return false;
  }
}
