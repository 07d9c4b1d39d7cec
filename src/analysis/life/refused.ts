import type { TSESTree as T } from '@typescript-eslint/utils';
import { outermost, within, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { goesNoFurther } from '../place/looking.ts';

/** The tests behind which a function goes no further where what it tried for is not to be had: `if (!rows[0].locked) return;`. */
export function refusalsOf(tries: readonly Node[], owner: Node, origin: Origin): ReadonlySet<T.IfStatement> {
  const { bindings, keys } = origin.module;
  const answers = new Set<Binding>();
  const isAsked = (node: Node): boolean => within(node, keys).some(at => {
    const binding = at.type === 'Identifier' ? bindings.of(at) : undefined;
    return binding !== undefined && answers.has(binding);
  });
  const parts = within(owner, keys);
  const given = new Set(tries.map(node => outermost(node).parent));
  for (const at of parts) {
    if (at.type !== 'VariableDeclarator' || !(given.has(at) || (at.init && isAsked(at.init)))) continue;
    for (const name of within(at.id, keys)) {
      const binding = name.type === 'Identifier' ? bindings.of(name) : undefined;
      if (binding) answers.add(binding);
    }
  }
  return new Set(parts.flatMap(at => (at.type === 'IfStatement' && isAsked(at.test) && goesNoFurther(at.consequent) ? [at] : [])));
}
