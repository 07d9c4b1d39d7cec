import { unwrapped, within, type Node } from '../../ast.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';

/** Loops with so few turns are no matter. */
export const few = 100;

/** Whether a condition ends what it stands in after a few times, or after a time: `attempt < 5`, `Date.now() < deadline`. */
export function isTallied(test: Node, origin: Origin): boolean {
  return within(test, origin.module.keys).some(at => {
    if (at.type !== 'BinaryExpression' || !/^[<>]=?$/.test(at.operator)) return false;
    const sides = [at.left, at.right];
    return sides.some(side => /\b(Date|performance)\.now\(\)/.test(origin.module.sourceOf(side)))
      || (sides.some(side => (constantOf(side, origin) ?? Infinity) <= few) && sides.some(side => isCounter(side, origin)));
  });
}

/** `attempt`, `attempt++`, where it is counted up or passed on with one more. */
function isCounter(side: Node, origin: Origin): boolean {
  const node = unwrapped(side);
  const name = node.type === 'UpdateExpression' ? node.argument : node;
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return binding?.kind === 'parameter' || binding?.references.some(({ parent }) =>
    parent.type === 'UpdateExpression' || (parent.type === 'AssignmentExpression' && /^[+-]=$/.test(parent.operator))) === true;
}
