import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, isNullish, outermost, unwrapped, within, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Resource } from './resource.ts';
import { isHarmless } from './touching.ts';

/** The names of what is no good without a resource: `const { resultSet } = await connection.execute(…)`. */
export function partsOf({ acquires: { parts }, mentions, owner }: Resource, origin: Origin): ReadonlySet<Binding> {
  const found = new Set<Binding>();
  if (!parts) return found;
  const seen = new Set<Binding>();
  const waiting: Node[] = [...mentions];
  for (const mention of waiting) {
    for (const name of namesFor(mention, origin)) {
      const binding = origin.module.bindings.of(name);
      const path = binding && contains(owner, binding.declared) && !seen.has(binding) ? origin.of(name) : undefined;
      if (!binding || path === undefined) continue;
      seen.add(binding);
      if (parts.some(part => path.endsWith(`.${part}`))) found.add(binding);
      else waiting.push(...binding.references);
    }
  }
  return found;
}

/** The names that take what comes of a mention, and nothing else. */
function namesFor(mention: Node, origin: Origin): readonly T.Identifier[] {
  let at = outermost(mention);
  while (at.parent?.type === 'MemberExpression' || (isCall(at.parent) && at.parent.callee === at)) at = outermost(at.parent);
  const around = at.parent;
  if (at === mention || !around) return [];
  const target = around.type === 'VariableDeclarator' ? around.id
    : around.type === 'AssignmentExpression' && around.right === at ? around.left : undefined;
  const names = target ? within(target, origin.module.keys).filter(node => node.type === 'Identifier') : [];
  return names.filter(name => origin.module.bindings.of(name)?.writes.every(write => isNullish(write) || contains(write, mention)));
}

/** Whether a call asks such a part for something. */
export function useOfPart(node: Node, parts: ReadonlySet<Binding>, origin: Origin): 'sure' | undefined {
  const receiver = parts.size > 0 && isCall(node) ? receiverOf(node) : undefined;
  const name = receiver && unwrapped(receiver);
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return binding && parts.has(binding) && isCall(node) && !isHarmless(node) ? 'sure' : undefined;
}
