import { bare, headOf, isCall, isFunction, within, type LoopNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { passedTo } from '../origin/outlet.ts';
import { initOf } from './leaving.ts';

/** More ways than so many nobody follows. */
const most = 64;

/**
 * What a loop reads, with all that it was made by: `reader`, `answer.body.getReader()`, `fetch(url, { signal })`. What is a parameter
 * was made differently for each call of the function, and so there is one answer for each; none where there would be too many.
 */
export function readBy(loop: LoopNode, origin: Origin): readonly (readonly Node[])[] {
  if (loop.type === 'ForOfStatement') return makingsOf(loop.right, origin, 0);
  const waited = within(loop, origin.module.keys, isFunction).flatMap(at => {
    const call = at.type === 'AwaitExpression' ? bare(at.argument) : undefined;
    const receiver = isCall(call) ? receiverOf(call) : undefined;
    return receiver ? [receiver] : [];
  });
  return waited.reduce<readonly (readonly Node[])[]>(
    (all, receiver) => {
      const makings = makingsOf(receiver, origin, 0);
      return all.length * makings.length > most ? [] : all.flatMap(made => makings.map(more => [...made, ...more]));
    }, [[]],
  );
}

function makingsOf(value: Node, origin: Origin, depth: number): readonly (readonly Node[])[] {
  const node = bare(value);
  const head = headOf(node);
  const own = [...new Set([node, head, ...(isCall(head) ? head.arguments.flatMap(given => initOf(given, origin) ?? []) : [])])];
  const before = isCall(head) ? [receiverOf(head)] : [initOf(head, origin)];
  const made = before.filter(each => each !== undefined);
  const from = made.length > 0 ? made : passedTo(head, origin) ?? [];
  if (from.length === 0 || depth > 5) return [own];
  if (from.length ** (depth + 1) > most) return [];
  return from.flatMap(each => makingsOf(each, origin, depth + 1).map(more => [...own, ...more]));
}
