import { ancestors, calledName, isCall, isLoop, memberName, outermost, stringOf, unwrapped, type Node } from '../../ast.ts';
import { constantValue } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a size is compared with a number other than none. */
export function isMeasured(size: Node): boolean {
  let at = size;
  for (const around of ancestors(size)) {
    if (around.type === 'BinaryExpression') {
      if (/^[-+*/]$/.test(around.operator)) {
        at = around;
        continue;
      }
      const other = around.left === at ? around.right : around.left;
      const isNone = other.type === 'Literal' && other.value === 0;
      return /^[<>]=?$/.test(around.operator) ? !isNone : around.operator.startsWith('==') && !isNone;
    }
    if (isCall(around) && /^Math\.(min|max)$/.test(textOf(around.callee))) {
      at = around;
      continue;
    }
    // `const { length } = list`, `const count = list.length`: somebody looks.
    return around.type === 'VariableDeclarator' || /^(While|For)Statement$/.test(around.type) && isLoop(around);
  }
  return false;
}

const textOf = (node: Node): string =>
  node.type === 'MemberExpression' && node.object.type === 'Identifier' ? `${node.object.name}.${memberName(node) ?? ''}` : '';

/** Whether a variable of the file alone, or a field, holds a collection which takes only entries that the code spells out. */
export function isUnderFixedKeys(made: Node, mentions: readonly Node[], origin: Origin): boolean {
  const around = outermost(made).parent;
  const isField = around?.type === 'PropertyDefinition'
    || (around?.type === 'AssignmentExpression' && around.left.type === 'MemberExpression');
  const isOwn = around?.type === 'VariableDeclarator' && around.parent.parent.type !== 'ExportNamedDeclaration';
  if (!isField && !isOwn) return false;
  const calls = mentions.map(({ parent }, index) => {
    const call = parent?.type === 'MemberExpression' && parent.object === mentions[index] ? parent.parent : undefined;
    return isCall(call) && call.callee === parent ? call : undefined;
  });
  const isFixed = (key: Node): boolean => stringOf(constantValue(key, origin) ?? unwrapped(key)) !== undefined;
  const puts = calls.filter(call => !call || !reading.test(calledName(call) ?? ''));
  return puts.length > 0 && puts.every(put => {
    const key = put && /^(set|put|add)$/.test(calledName(put) ?? '') ? put.arguments[0] : undefined;
    return key !== undefined && isFixed(key);
  });
}

/** Methods of caches that put nothing in. */
const reading = /^(get|has|del|delete|take|ttl|getTtl|peek|close|clear|flushAll|keys|on)$/;
