import { outermost, type Node } from '../ast.ts';
import { constantOf } from './number.ts';
import type { Origin } from './origin.ts';

/** Whether the first that a mention takes is no character of a text: `const { id } = pending[0]`, `await send(pending[0])`. */
export function isOfThings({ parent: member }: Node, origin: Origin): boolean {
  if (member?.type !== 'MemberExpression' || !member.computed || constantOf(member.property, origin) !== 0) return false;
  const around = outermost(member).parent as Node;
  if (around.type !== 'VariableDeclarator') return isSent(around);
  if (around.id.type !== 'Identifier') return around.id.type === 'ObjectPattern';
  return origin.module.bindings.of(around.id)?.references.some(({ parent }) => isSent(parent)) === true;
}

/** `await deliver(to)` */
const isSent = (call: Node): boolean => call.type === 'CallExpression' && outermost(call).type === 'AwaitExpression';
