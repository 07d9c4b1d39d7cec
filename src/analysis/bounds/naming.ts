import { isCall, isFunction, isKey, unwrapped, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** The names that an expression is made of, here or where it was put together before: the last of each chain of members. */
export function namesOf(node: Node, origin: Origin): string[] {
  const names: string[] = [];
  for (const each of within(writtenOut(node, origin), origin.module.keys, isFunction)) {
    if (each.type !== 'Identifier') continue;
    const { parent } = each;
    if (parent.type === 'MemberExpression') {
      const isMethod = isCall(parent.parent) && parent.parent.callee === parent;
      const isInner = parent.parent.type === 'MemberExpression' && parent.parent.object === parent;
      const isLast = parent.property === each && !isInner && !isMethod;
      if (isLast || (parent.object === each && isMethod)) names.push(each.name);
    } else if (!(isCall(parent) && parent.callee === each) && !isKey(each)) names.push(each.name);
  }
  return names;
}

/** What a key was put together of before: `const key = table + ':' + column`. */
function writtenOut(node: Node, origin: Origin): Node {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const [only, more] = binding?.kind === 'variable' && !binding.reassigned ? binding.writes : [];
  const written = only && !more ? unwrapped(only) : undefined;
  const isJoined = written?.type === 'TemplateLiteral' || (written?.type === 'BinaryExpression' && written.operator === '+');
  return isJoined ? written : node;
}
