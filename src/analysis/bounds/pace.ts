import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, calledName, isCall, isFunction, stringOf, unwrapped, within, type FunctionNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';
import { initOf, waits } from '../reach/leaving.ts';

/** Whether each turn waits for a timer. */
export function isPaced(repeater: Repeater, origin: Origin): boolean {
  const waited = within(repeater.body, origin.module.keys).filter(at => at.type === 'AwaitExpression');
  if (waited.some(({ argument }) => isTimer(argument, origin))) return true;
  return !isFunction(repeater) && repeater.type === 'ForOfStatement' && repeater.await && isTimer(sourceOf(repeater.right, origin), origin);
}

/** Whether each turn waits for the answer of somebody else, for longer than a disk takes to write a line. */
export function asksEachTurn(
  repeater: Repeater, writes: readonly Node[], writer: FunctionNode | undefined, { module: { keys } }: Origin,
): boolean {
  const run = [...isFunction(repeater) ? [] : [repeater], ...writer ? [writer] : []];
  const waited = run.flatMap(({ body }) => within(body, keys, isFunction))
    .flatMap(at => (at.type === 'AwaitExpression' ? unwrapped(at.argument) : []));
  return waited.some(each => isCall(each) && !writes.includes(each));
}

function isTimer(expression: Node, origin: Origin): boolean {
  const node = unwrapped(expression);
  if (!isCall(node)) return false;
  if (/^(sleep|delay|wait|pause|tick|setTimeout|setInterval)(For|Ms|Seconds)?$/i.test(calledName(node) ?? '')) return true;
  const what = origin.factsOfCall(node)?.starts?.what;
  if (what === 'timer' || what === 'interval') return true;
  return calledName(node) === 'Promise'
    && within(node, origin.module.keys).some(at => at.type === 'CallExpression' && calledName(at) === 'setTimeout');
}

const sourceOf = (right: Node, origin: Origin): Node => initOf(unwrapped(right), origin) ?? bare(right);

/** Whether what is written comes seldom or is short: events, the words of a model, the names of an object. */
export function isSparse(repeater: Repeater, written: T.CallExpression, origin: Origin): boolean {
  if (isFunction(repeater)) {
    const receiver = isCall(repeater.parent) ? receiverOf(repeater.parent) : undefined;
    return receiver !== undefined && (isNames(receiver, origin) || isAnswer(receiver, written, origin));
  }
  if (repeater.type !== 'ForOfStatement') return repeater.type === 'ForInStatement' || (isEvent(written) && waits(repeater, origin));
  if (!repeater.await) return isNames(repeater.right, origin);
  const source = sourceOf(repeater.right, origin);
  const starts = isCall(source) ? origin.factsOfCall(source)?.starts : undefined;
  return isEvent(written) || /model|wait/.test(starts?.what ?? '');
}

/** `Object.entries(…)` */
function isNames(items: Node, origin: Origin): boolean {
  const node = unwrapped(items);
  return isCall(node) && /^:Object\.(keys|entries|values)$/.test(origin.of(node.callee) ?? '');
}

/** A line that is spelled out, said to whom the stream is read from: `socket.on('data', () => socket.write('STARTTLS'))`. */
function isAnswer(receiver: Node, written: T.CallExpression, { module: { sourceOf } }: Origin): boolean {
  const to = receiverOf(written);
  const isSpelled = /^(Literal|TemplateLiteral)$/.test(written.arguments[0]?.type ?? '');
  return to !== undefined && isSpelled && sourceOf(to) === sourceOf(receiver);
}

/** A message of server-sent events. */
export function isEvent(written: T.CallExpression): boolean {
  const [first] = written.arguments;
  const text = first?.type === 'TemplateLiteral' ? first.quasis[0]?.value.raw : stringOf(first);
  return /^(data|event|id|retry)?:/.test(text ?? '');
}
