import { bare, calledName, unwrapped, type Node } from '../../ast.ts';

/** What makes a copy of what it is given or called on. */
const copiers = new Set(['concat', 'with', 'toSpliced', 'slice', 'assign', 'fromEntries', 'from', 'structuredClone', 'flat']);
const makers = /^(?:(?:Weak)?(?:Map|Set)|(?:\w+)?Array)$/;

/** Whether an expression may be a copy or hold one, by its names alone. */
export function mayCopy(expression: Node, depth = 0): boolean {
  const node = bare(expression);
  const may = (inner: Node | null | undefined): boolean => !!inner && mayCopy(inner, depth + 1);
  if (depth > 4) return true;
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.some(item => item?.type === 'SpreadElement' || may(item));
    case 'ObjectExpression':
      return node.properties.some(item => item.type === 'SpreadElement' || may(item.value));
    case 'ConditionalExpression':
      return may(node.consequent) || may(node.alternate);
    case 'LogicalExpression':
      return may(node.left) || may(node.right);
    case 'SequenceExpression':
      return may(node.expressions.at(-1));
    case 'NewExpression':
    case 'CallExpression': {
      const name = calledName(node) ?? '';
      const callee = unwrapped(node.callee);
      return copiers.has(name) || makers.test(name) || (callee.type === 'MemberExpression' && may(callee.object));
    }
    default:
      return false;
  }
}
