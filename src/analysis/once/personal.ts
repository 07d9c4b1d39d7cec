import { bare, contains, isKey, memberName, propertyName, propertyNamed, unwrapped, within, type CallNode, type Node } from '../../ast.ts';
import type { Creates } from '../../library.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { variesPerCall } from '../origin/variation.ts';
import type { Place } from '../place/place.ts';

/** Whether each call makes such a thing with what only it has: its caller's credentials, or an item of a list that holds each once. */
export function isPersonal({ node, facts: { creates } }: Use<'creates'>, { handler, loop }: Place, origin: Origin): boolean {
  const { personal } = creates;
  if (isSlight(node, creates) || (!handler && loop && changesIn(node, loop, origin))) return true;
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

/** Whether such a thing keeps hardly anything, for nothing tells it to. */
function isSlight({ arguments: [options] }: CallNode, { given }: Creates): boolean {
  if (!given || !options) return given !== undefined;
  if (options.type !== 'ObjectExpression' || options.properties.some(({ type }) => type === 'SpreadElement')) return false;
  const value = propertyNamed(options, given.option)?.value;
  return value === undefined || (value.type === 'Literal' && value.value !== given.is);
}

/** Whether a thing is made of what a turn of the loop changes for the next: the clock's offset that the last answer told. */
function changesIn(node: Node, loop: Node, origin: Origin): boolean {
  return within(node, origin.module.keys).some(at => {
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'variable' && !contains(loop, binding.declared) && binding.writes.some(write => contains(loop, write));
  });
}
