import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, memberName, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** A statement that does the same once whichever way its branches go. */
export interface Branched {
  whole: Node;
  /** What does it in each branch. */
  parts: readonly Node[];
}

/** The largest statement around one that does something once, in one branch or the other: `if (big) list.push(a); else list.push(b);`. */
function branchedAround(statement: Node, does: (other: Node) => boolean): Branched {
  let whole = statement;
  const parts = [statement];
  for (;;) {
    const branch = whole.parent?.type === 'BlockStatement' ? whole.parent : whole;
    const around = branch.parent;
    if (around?.type !== 'IfStatement' || around.test === branch) break;
    const others = doneIn(branch === around.consequent ? around.alternate : around.consequent, does);
    if (!others) break;
    parts.push(...others);
    whole = around;
  }
  return { whole, parts };
}

/** What does it in a branch that does it just once; nothing where that is not so. */
function doneIn(branch: Node | null, does: (other: Node) => boolean): Node[] | undefined {
  if (!branch) return undefined;
  const found = (branch.type === 'BlockStatement' ? branch.body : [branch]).flatMap(statement => {
    if (does(statement)) return [[statement]];
    const inner = statement.type === 'IfStatement' ? [doneIn(statement.consequent, does), doneIn(statement.alternate, does)] : [];
    return inner.length === 2 && inner.every(each => each !== undefined) ? [inner.flat()] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The statement around a push that puts one item into the same array in each of its branches. */
export function pushesAround(statement: Node, name: T.Identifier, origin: Origin): Branched {
  return branchedAround(statement, other => isPushTo(other, name, origin));
}

/** Whether a statement puts one item into the array of a name. */
function isPushTo(statement: Node, name: T.Identifier, { module: { bindings } }: Origin): boolean {
  const call = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || memberName(call.callee) !== 'push') return false;
  const { object } = call.callee;
  const isOne = call.arguments.length === 1 && call.arguments[0]?.type !== 'SpreadElement';
  return isOne && object.type === 'Identifier' && bindings.of(object) === bindings.of(name);
}

/** Whether a mention is the array that a statement puts an item into. */
export function isArrayOf(statement: Node, mention: Node): boolean {
  const call = mention.parent?.parent;
  return call?.parent === statement && isCall(call) && call.callee === mention.parent;
}
