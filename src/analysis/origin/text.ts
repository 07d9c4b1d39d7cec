import type { TSESTree as T } from '@typescript-eslint/utils';
import { isCall, memberName, unwrapped, type Node } from '../../ast.ts';
import { annotatedType } from './annotated.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';

/** What the type checker says, where there is one. */
export type Checked = ((node: Node) => boolean) | undefined;

/** Methods of a string that always give a string. */
const giving = new Set([
  'charAt', 'concat', 'normalize', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'substr', 'substring', 'toLowerCase',
  'toString', 'toUpperCase', 'trim', 'trimEnd', 'trimStart', 'valueOf',
]);

/** Whether an expression surely gives a string. */
export function isText(expression: Node, origin: Origin, checked?: Checked, depth = 0): boolean {
  const node = unwrapped(expression);
  if (depth > 8) return false;
  const of = (inner: Node): boolean => isText(inner, origin, checked, depth + 1);
  if (bySyntax(node, of, origin, depth)) return true;
  return annotatedType(expression, origin)?.type === 'TSStringKeyword' || checked?.(node) === true;
}

function bySyntax(node: Node, of: (inner: Node) => boolean, origin: Origin, depth: number): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string';
    case 'TemplateLiteral':
    case 'TemplateElement':
      return true;
    case 'BinaryExpression':
      return node.operator === '+' && (of(node.left) || of(node.right));
    case 'UnaryExpression':
      return node.operator === 'typeof';
    case 'ConditionalExpression':
      return of(node.consequent) && of(node.alternate);
    case 'LogicalExpression':
      return of(node.left) && of(node.right);
    case 'AssignmentExpression':
      return (node.operator === '=' || node.operator === '+=') && of(node.right);
    case 'CallExpression': {
      const callee = unwrapped(node.callee);
      if (callee.type === 'MemberExpression') return giving.has(memberName(callee) ?? '') && of(callee.object);
      return callee.type === 'Identifier' && callee.name === 'String' && !origin.module.bindings.of(callee);
    }
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      return binding !== undefined && depth < 6 && isTextVariable(binding, of);
    }
    default:
      return false;
  }
}

/** A variable that is declared with a string, or a parameter that is one by default, and never set to anything else. */
function isTextVariable(binding: Binding, of: (inner: Node) => boolean): boolean {
  const { node, declared } = binding;
  const given = declared.parent;
  if (binding.kind === 'parameter' && given.type === 'AssignmentPattern' && given.left === declared)
    return of(given.right) && !binding.reassigned;
  if (binding.kind !== 'variable' || node.type !== 'VariableDeclarator' || node.id !== declared) return false;
  if (!node.init || node.parent.kind === 'var') return false;
  return binding.writes.every(write => assigns(write) && (isAddition(write) || of(write))) && !binding.references.some(isCounted);
}

/** Whether a written value is all that the variable gets, rather than what a pattern or a loop takes out of it. */
function assigns(value: Node): boolean {
  const parent = value.parent as Node;
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' && parent.init === value;
  return parent.type === 'AssignmentExpression' && parent.left.type === 'Identifier' && /^\+?=$/.test(parent.operator);
}

const isAddition = (value: Node): boolean => value.parent?.type === 'AssignmentExpression' && value.parent.operator === '+=';
const isCounted = (mention: T.Identifier): boolean => (mention.parent).type === 'UpdateExpression';

/** Whether a value is certainly no string. */
export function isOther(expression: Node): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Literal':
      return typeof node.value !== 'string' && node.value !== null;
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'NewExpression':
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return node.operator === '-' || node.operator === '+';
    default:
      return isCall(node) && /^(Number|parseInt|parseFloat|BigInt)$/.test(node.callee.type === 'Identifier' ? node.callee.name : '');
  }
}
