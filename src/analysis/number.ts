import { memberName, unwrapped, type Node } from '../ast.ts';
import { measureOf } from './measure.ts';
import type { Origin } from './origin.ts';

const roundings = new Set([':Math.floor()', ':Math.ceil()', ':Math.round()', ':Math.trunc()', ':Math.abs()', ':Number()', ':parseInt()', ':Number.parseInt()']);

/** The largest value that an expression can have, where its constants say so; what is subtracted is taken to be positive. */
export function mostOf(expression: Node, origin: Origin, depth = 0): number | undefined {
  const node = unwrapped(expression);
  if (depth > 8) return undefined;
  const of = (inner: Node): number | undefined => mostOf(inner, origin, depth + 1);
  switch (node.type) {
    case 'BinaryExpression':
      return ofOperation(node.operator, of(node.left), of(node.right));
    case 'ConditionalExpression': {
      const [one, other] = [of(node.consequent), of(node.alternate)];
      return one === undefined || other === undefined ? undefined : Math.max(one, other);
    }
    case 'MemberExpression': {
      const name = memberName(node);
      return name === 'length' || name === 'size' ? measureOf(node.object, origin)?.most : constantOf(node, origin);
    }
    case 'CallExpression': {
      const path = origin.ofCall(node) ?? '';
      const arguments_ = node.arguments.map(of);
      const known = arguments_.filter(each => each !== undefined);
      if (path === ':Math.min()') return known.length > 0 ? Math.min(...known) : undefined;
      if (path === ':Math.max()') return known.length === arguments_.length ? Math.max(...known) : undefined;
      return roundings.has(path) ? arguments_[0] : undefined;
    }
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      const [value, ...more] = binding?.kind === 'variable' && !binding.reassigned && binding.node.type === 'VariableDeclarator' && binding.node.id === binding.declared ? binding.writes : [];
      return value && more.length === 0 ? of(value) : constantOf(node, origin);
    }
    default:
      return constantOf(node, origin);
  }
}

function ofOperation(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (operator === '&') return left === undefined ? right : right === undefined ? left : Math.min(left, right);
  if (operator === '%') return right === undefined ? left : right - 1;
  if (operator === '-') return left === undefined ? undefined : left - (right ?? 0);
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '*':
      return left * right;
    case '/':
      return right > 0 ? left / right : undefined;
    case '**':
      return left ** right;
    case '<<':
      return left << right;
    default:
      return undefined;
  }
}

/** The number that an expression always is: a literal, a constant, a member of a constant object. */
export function constantOf(expression: Node, origin: Origin, depth = 0): number | undefined {
  const node = unwrapped(expression);
  if (depth > 8) return undefined;
  const of = (inner: Node): number | undefined => constantOf(inner, origin, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? node.value : undefined;
    case 'UnaryExpression': {
      const value = node.operator === '-' ? of(node.argument) : undefined;
      return value === undefined ? undefined : -value;
    }
    case 'BinaryExpression': {
      const [left, right] = [of(node.left), of(node.right)];
      return left === undefined || right === undefined || node.operator === '%' || node.operator === '&' ? undefined : ofOperation(node.operator, left, right);
    }
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding?.kind !== 'variable' || binding.reassigned || binding.writes.length !== 1 || binding.node.type !== 'VariableDeclarator' || binding.node.id !== binding.declared) return undefined;
      return binding.writes[0] && of(binding.writes[0]);
    }
    case 'MemberExpression': {
      const object = unwrapped(node.object);
      const binding = object.type === 'Identifier' ? origin.module.bindings.of(object) : undefined;
      if (binding?.references.some(isAssignedInto)) return undefined;
      const value = origin.definition(node)?.node;
      return value && value !== node && value.type !== 'MemberExpression' ? of(value) : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a member of a mentioned object is assigned. */
function isAssignedInto({ parent }: Node): boolean {
  return parent?.type === 'MemberExpression' && (parent.parent as Node).type === 'AssignmentExpression' && (parent.parent as { left?: Node }).left === parent;
}
