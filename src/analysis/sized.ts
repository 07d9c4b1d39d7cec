import { ancestors, isCall, isLoop, memberName, type Node } from '../ast.ts';

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
