import { isCall, isCallNamed, memberName, outermost, type Node } from '../../ast.ts';
import type { Acquires } from '../../library.ts';
import type { Origin } from '../origin/origin.ts';
import { isExposed } from '../place/operation.ts';

/** Whether somebody else finds what is mentioned by a path that leaves the function: `return join(dir.path, 'report.pdf')`. */
export function isFoundByPath(mention: Node, { plain, path }: Acquires, origin: Origin): boolean {
  if (plain) return leaves(mention, origin);
  const member = mention.parent;
  return path !== undefined && member?.type === 'MemberExpression' && member.object === mention && memberName(member) === path
    && leaves(member, origin);
}

function leaves(path: Node, origin: Origin, depth = 0): boolean {
  const value = outermost(path);
  const around = value.parent;
  if (!around || depth > 8) return false;
  if (isExposed(value)) return true;
  if (isPath(around, value, origin)) return leaves(around, origin, depth + 1);
  const name = around.type === 'VariableDeclarator' && around.init === value ? around.id : undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return binding?.references.some(reference => reference !== name && leaves(reference, origin, depth + 1)) === true;
}

/** Whether an expression is a path that another one is a part of. */
function isPath(node: Node, part: Node, origin: Origin): boolean {
  switch (node.type) {
    case 'TemplateLiteral':
    case 'LogicalExpression':
      return true;
    case 'BinaryExpression':
      return node.operator === '+';
    case 'ConditionalExpression':
      return node.test !== part;
    default: {
      const called = isCall(node) ? origin.ofCall(node) : undefined;
      if (isCallNamed(node, /^mkdtemp(Sync)?$/)) return true;
      return called !== undefined && (/^path[:/]/.test(called) || origin.module.catalogue.get(called)?.acquires?.plain === true);
    }
  }
}
