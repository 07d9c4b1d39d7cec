import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, enclosingClass, enclosingFunction, isCall, isFunction, isNullish, memberName, propertyName, unwrapped,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { assignmentsToThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';

/** Whose a thing is that a function closes: its own, everybody's, or that of whoever called it. */
export type Whose = 'own' | 'everybody' | 'caller';

/** Whose an expression's value is, as a function sees it; nothing where nobody knows. */
export function whoseIs(expression: Node, fn: FunctionNode, origin: Origin, depth = 0): Whose | undefined {
  const node = bare(expression);
  if (depth > 4) return undefined;
  switch (node.type) {
    case 'Identifier':
      return ofName(node, fn, origin, depth);
    case 'MemberExpression':
      return ofMember(node, fn, origin, depth);
    case 'CallExpression':
    case 'NewExpression':
      return ofCall(node, origin, depth);
    case 'LogicalExpression': {
      // What is made only where it is not there yet is kept: `pool ?? (pool = new Pool())`.
      const left = whoseIs(node.left, fn, origin, depth + 1);
      return left === 'everybody' ? left : undefined;
    }
    default:
      return undefined;
  }
}

function ofName(node: T.Identifier, fn: FunctionNode, origin: Origin, depth: number): Whose | undefined {
  const binding = origin.module.bindings.of(node);
  if (!binding) return undefined;
  if (binding.kind === 'import') return 'everybody';
  if (binding.kind === 'parameter') return contains(fn, binding.declared) ? ofArgument(node, origin, depth) : 'everybody';
  if (binding.kind !== 'variable') return undefined;
  const values = binding.writes.filter(write => !isNullish(write));
  if (!contains(fn, binding.declared)) {
    // What a function makes anew for itself in a variable outside, it may close.
    return values.some(write => contains(fn, write)) ? 'own' : 'everybody';
  }
  const [value] = values;
  if (!value || values.length > 1) return undefined;
  return whoseIs(value, fn, origin, depth + 1);
}

/** What a parameter is given: whoever made it for this call lets it be closed. */
function ofArgument(parameter: T.Identifier, origin: Origin, depth: number): Whose {
  const isOwn = valuesOf(parameter, origin)?.some(({ node, origin: by, steps }) => {
    const caller = enclosingFunction(node);
    return steps.length === 0 && caller !== undefined && whoseIs(node, caller, by, depth + 1) === 'own';
  });
  return isOwn ? 'own' : 'caller';
}

function ofMember(node: T.MemberExpression, fn: FunctionNode, origin: Origin, depth: number): Whose | undefined {
  const object = unwrapped(node.object);
  if (object.type !== 'ThisExpression') return whoseIs(object, fn, origin, depth + 1);
  const owner = enclosingClass(node);
  const name = memberName(node);
  if (!owner || name === undefined) return undefined;
  const writes = assignmentsToThis(owner, origin.module.keys).filter(({ left }) => memberName(left) === name);
  if (writes.some(write => contains(fn, write))) return 'own';
  for (const member of owner.body.body) {
    if (member.type === 'PropertyDefinition' && member.value && propertyName(member.key, member.computed) === name) {
      const made = bare(member.value);
      if (isCall(made)) return 'own';
    }
  }
  const made = writes.map(({ right }) => bare(right)).filter(right => !isNullish(right));
  if (made.length === 0) return 'everybody';
  // An object may close what it made, whenever it likes.
  return made.every(right => isInjected(right, origin)) ? 'everybody' : 'own';
}

/** A parameter of the constructor, a member of one, or something of the module. */
function isInjected(value: Node, origin: Origin): boolean {
  let root = unwrapped(value);
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  return binding?.kind === 'parameter' || binding?.kind === 'import' || (binding !== undefined && isModuleLevel(binding));
}

/** What a function of the project gives: something it keeps, or something new. */
function ofCall(node: T.CallExpression | T.NewExpression, origin: Origin, depth: number): Whose | undefined {
  if (node.type === 'NewExpression' || origin.ofCall(node) !== undefined) return 'own';
  const definition = origin.definition(node.callee);
  const maker = definition?.node;
  if (!isFunction(maker) || !definition) return undefined;
  const given = definition.origin.returned(maker).map(value => whoseIs(value, maker, definition.origin, depth + 1));
  if (given.includes('everybody')) return 'everybody';
  // A variable outside that the maker fills: kept, as others find it there.
  return definition.origin.returned(maker).some(value => isKept(value, maker, definition.origin)) ? 'everybody' : undefined;
}

function isKept(value: Node, maker: FunctionNode, origin: Origin): boolean {
  const node = bare(value);
  if (node.type === 'AssignmentExpression') return node.operator !== '=' || isKept(node.left, maker, origin);
  if (node.type === 'MemberExpression') return true;
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  return binding !== undefined && binding.kind === 'variable' && enclosingFunction(binding.declared) === undefined;
}
