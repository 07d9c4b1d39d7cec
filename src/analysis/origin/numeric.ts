import { unwrapped, type Node } from '../../ast.ts';
import { annotatedType } from './annotated.ts';
import type { Origin } from './origin.ts';

const counting = /^:(Number(\.parse(Int|Float))?|parse(Int|Float)|Math\.\w+|Date\.now|performance\.now)\(\)$/;
const reckoning = /^(-|\*|\/|%|\*\*|&|\||\^|<<|>>>?)$/;

/** Whether an expression surely gives a number, or a `BigInt`. */
export function isNumber(expression: Node, origin: Origin, depth = 0): boolean {
  const node = unwrapped(expression);
  if (depth > 6) return false;
  const of = (inner: Node): boolean => isNumber(inner, origin, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' || 'bigint' in node;
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return /^[-+~]$/.test(node.operator);
    case 'BinaryExpression':
      return reckoning.test(node.operator) || (node.operator === '+' && of(node.left) && of(node.right));
    case 'ConditionalExpression':
      return of(node.consequent) && of(node.alternate);
    case 'CallExpression':
      return counting.test(origin.ofCall(node) ?? '');
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding?.declared.typeAnnotation?.typeAnnotation.type === 'TSNumberKeyword') return true;
      const declarator = binding?.kind === 'variable' && binding.node.type === 'VariableDeclarator' ? binding.node : undefined;
      if (!declarator?.init || declarator.id !== binding?.declared || declarator.parent.kind === 'var') return false;
      return binding.writes.every(write => isWhole(write) && of(write));
    }
    default:
      return annotatedType(node, origin)?.type === 'TSNumberKeyword';
  }
}

/** Whether a written value is all that the variable gets, or what it is made larger by. */
function isWhole(value: Node): boolean {
  const parent = value.parent as Node;
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' && parent.init === value;
  return parent.type === 'AssignmentExpression' && parent.left.type === 'Identifier' && /^(=|[-+*/]=)$/.test(parent.operator);
}
