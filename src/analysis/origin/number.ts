import { memberName, propertyNamed, unwrapped, type Node } from '../../ast.ts';
import { initialOf, isAssignedInto, isChange } from './change.ts';
import { measureOf } from './measure.ts';
import type { Origin } from './origin.ts';

/** Functions that give their first argument as a whole number. */
const roundings = new Set([
  ':Math.floor()', ':Math.ceil()', ':Math.round()', ':Math.trunc()', ':Math.abs()', ':Number()', ':parseInt()', ':Number.parseInt()',
]);

/** The largest value that an expression can have, where its constants say so; what is subtracted is taken to be positive. */
export function mostOf(expression: Node, origin: Origin, depth = 0): number | undefined {
  const node = unwrapped(expression);
  if (depth > 8) return undefined;
  const of = (inner: Node): number | undefined => mostOf(inner, origin, depth + 1);
  switch (node.type) {
    case 'BinaryExpression':
      return mostOfOperation(node.operator, of(node.left), of(node.right));
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
      const all = node.arguments.map(of);
      const known = all.filter(each => each !== undefined);
      if (path === ':Math.min()') return known.length > 0 ? Math.min(...known) : undefined;
      if (path === ':Math.max()') return known.length === all.length ? Math.max(...known) : undefined;
      return roundings.has(path) ? all[0] : undefined;
    }
    case 'Identifier': {
      const value = constantValue(node, origin);
      return value && of(value);
    }
    default:
      return constantOf(node, origin);
  }
}

function mostOfOperation(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  switch (operator) {
    case '&':
      return left === undefined ? right : Math.min(left, right ?? left);
    case '%':
      return right === undefined ? left : right - 1;
    case '-':
      return left === undefined ? undefined : left - (right ?? 0);
    default:
      return ofOperation(operator, left, right);
  }
}

/** The most items that `slice` or `splice` with such arguments gives: 20 of `slice(0, 20)`. */
export function mostOfSlice(name: string, first: Node | undefined, second: Node | undefined, origin: Origin): number | undefined {
  if (name === 'splice') return second && mostOf(second, origin);
  if (first?.type === 'UnaryExpression' && first.operator === '-' && !second) return mostOf(first.argument, origin);
  if (!second || !first) return undefined;
  const { sourceOf } = origin.module;
  const isPage = second.type === 'BinaryExpression' && second.operator === '+' && sourceOf(second.left) === sourceOf(first);
  return mostOf(isPage ? second.right : second, origin);
}

/** `{ length: 24 }` */
export function mostOfLength(node: Node, origin: Origin): number | undefined {
  const length = node.type === 'ObjectExpression' ? propertyNamed(node, 'length') : undefined;
  return length && mostOf(length.value, origin);
}

/** The number that an expression always is: a literal, a constant, a member of a constant object. */
export function constantOf(expression: Node, origin: Origin, depth = 0): number | undefined {
  const node = unwrapped(expression);
  if (depth > 8) return undefined;
  const of = (inner: Node | undefined): number | undefined => inner && constantOf(inner, origin, depth + 1);
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number' ? node.value : undefined;
    case 'UnaryExpression':
      return node.operator === '-' ? ofOperation('-', 0, of(node.argument)) : undefined;
    case 'BinaryExpression':
      return ofOperation(node.operator, of(node.left), of(node.right));
    case 'Identifier':
      return of(constantValue(node, origin));
    case 'MemberExpression': {
      const object = unwrapped(node.object);
      const binding = object.type === 'Identifier' ? origin.module.bindings.of(object) : undefined;
      const value = origin.definition(node)?.node;
      return binding?.references.some(isAssignedInto) || value?.type === 'MemberExpression' ? undefined : of(value);
    }
    default:
      return undefined;
  }
}

function ofOperation(operator: string, left: number | undefined, right: number | undefined): number | undefined {
  if (left === undefined || right === undefined) return undefined;
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
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

/** What a name is set to that nothing ever sets again. */
export function constantValue(node: Node, origin: Origin): Node | undefined {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const value = binding && !binding.reassigned ? initialOf(binding) : undefined;
  return value && unwrapped(value);
}

/** The number of keys of an object literal or an enum. */
export function keysOf(node: Node | undefined, origin: Origin): number | undefined {
  if (!node) return undefined;
  const at = unwrapped(node);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (binding?.node.type === 'TSEnumDeclaration') return binding.node.body.members.length * 2;
  if (binding && (binding.reassigned || binding.references.some(isChange))) return undefined;
  const object = origin.definition(at)?.node;
  if (object?.type !== 'ObjectExpression' || object.properties.length === 0) return undefined;
  return object.properties.some(property => property.type !== 'Property' || property.computed) ? undefined : object.properties.length;
}
