import { ancestors, contains, isFunction, within, type Node } from '../../ast.ts';
import { localCalls } from '../origin/callers.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { holdsWhereMissing } from '../place/looking.ts';
import { leaves } from '../place/repeat.ts';

/** How many calls are followed up to where a collection is made. */
const most = 3;

/**
 * Whether a collection is filled only where there is none yet, so that it never has more than that once: `if (!docs) { docs = []; … }`,
 * `if (docs) return docs; docs = []; …`; in the function itself, or in each that calls it.
 */
export function isFilledOnce(node: Node, name: string, origin: Origin, depth = 0): boolean {
  const { sourceOf, keys } = origin.module;
  const isIt = (asked: Node): boolean => sourceOf(asked) === name;
  const makes = (statement: Node): boolean =>
    within(statement, keys).some(at => at.type === 'AssignmentExpression' && at.operator === '=' && isIt(at.left));
  for (const at of ancestors(node)) {
    if (at.type === 'IfStatement' && contains(at.consequent, node) && holdsWhereMissing(at.test, isIt) && makes(at.consequent)) return true;
    if (at.type === 'BlockStatement') {
      const before = at.body.filter(({ range }) => range[1] <= node.range[0]);
      const asked = before.findIndex(each =>
        each.type === 'IfStatement' && leaves(each.consequent) && holdsWhereMissing(each.test, isIt) === false);
      if (asked >= 0 && before.slice(asked + 1).some(makes)) return true;
    }
    if (!isFunction(at) || isPerItem(at, origin)) continue;
    const calls = depth < most ? localCalls(at, origin) : undefined;
    return calls !== undefined && calls.length > 0 && calls.every(call => isFilledOnce(call, name, origin, depth + 1));
  }
  return false;
}
