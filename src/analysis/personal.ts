import { bare, memberName, propertyName, unwrapped, type Node } from '../ast.ts';
import type { Origin } from './origin.ts';
import type { Place } from './place.ts';
import type { Use } from './use.ts';
import { variesPerCall } from './variation.ts';

/** Whether each call makes such a thing with what only it has: its caller's credentials, or an item of a list that holds each once. */
export function isPersonal({ node, facts: { creates } }: Use<'creates'>, { handler, loop }: Place, origin: Origin): boolean {
  const { personal } = creates;
  if (!personal) return false;
  return node.arguments.some(argument => {
    const given = unwrapped(argument);
    if (personal === true || given.type !== 'ObjectExpression') return variesPerCall(given, origin);
    return given.properties.some(option => {
      if (option.type !== 'Property') return variesPerCall(option, origin);
      const isOwn = personal.includes(propertyName(option.key, option.computed) ?? '') || (!handler && isItem(option.value, loop, origin));
      return isOwn && variesPerCall(option.value, origin);
    });
  });
}

/** Whether a value is what a loop goes through, or a member of that, as it is: `region` of `for (const region of regions)`. */
function isItem(value: Node, loop: Node | undefined, origin: Origin): boolean {
  let at = bare(value);
  while (at.type === 'MemberExpression' && memberName(at) !== undefined) at = unwrapped(at.object);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (!binding) return false;
  if (binding.kind === 'parameter') return true;
  const declaration = binding.node.type === 'VariableDeclarator' ? binding.node.parent : undefined;
  return loop !== undefined && declaration?.parent === loop;
}
