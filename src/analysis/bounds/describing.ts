import { calledName, isCall, isFunction, memberName, propertyName, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** Calls that say something of a response. */
const describing = /^(set|setHeader|header|headers|writeHead|append|status|type)$/;

/** Whether a length only goes into a header, or into a log. */
export function isDescribing(length: Node, origin: Origin): boolean {
  for (let at = length; at.parent; at = at.parent) {
    const { parent } = at;
    const key = parent.type === 'Property' ? propertyName(parent.key, parent.computed) : undefined;
    if (key !== undefined && /length|size|bytes/i.test(key)) return true;
    if (isCall(parent) && parent.callee !== at && (describing.test(calledName(parent) ?? '') || origin.factsOfCall(parent)?.safe)) {
      if (!/^(String|Number)$/.test(calledName(parent) ?? '')) return true;
    }
    if (parent.type === 'AssignmentExpression') return parent.left.type === 'MemberExpression' && memberName(parent.left) === 'length';
    if (parent.type === 'BinaryExpression' && parent.operator !== '+') return false;
    if (isFunction(parent) || /Statement$|VariableDeclarator/.test(parent.type)) return false;
  }
  return false;
}
