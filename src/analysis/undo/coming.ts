import { ancestors, contains, isFunction, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { comingsOf, isEndEvent } from '../place/again.ts';
import { tellingOf } from '../place/telling.ts';
import type { Doing, Undoers } from './undoer.ts';

/** Where the operation has itself called again at the end of what it opened, and nothing has undone by then what it did. */
export function comingAgain({ operation, node, callback }: Doing, undoers: Undoers, origin: Origin): Node | undefined {
  const comings = comingsOf(operation, origin);
  if (comings.length === 0 || undoers.areHandedOver()) return undefined;
  if ([...undoers.carriers, ...undoers.moves].some(isOfEnd)) return undefined;
  return comings.find(coming => {
    const fn = listenerAround(coming);
    return fn !== undefined && fn !== callback && !undoers.areIn(fn, coming);
  });

  function listenerAround(at: Node): FunctionNode | undefined {
    return [...ancestors(at)].filter(isFunction).findLast(fn => fn !== operation && contains(operation, fn));
  }

  /** Whether another listener of such an end undoes it. */
  function isOfEnd(each: Node): boolean {
    if (each.parent === node || comings.some(coming => listenerAround(coming) === each)) return false;
    return isEndEvent(tellingOf(each, origin)?.event);
  }
}
