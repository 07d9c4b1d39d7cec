import { enclosingClass, isCall, isCallNamed, memberName, stringOf, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { membersOfThis } from '../origin/class.ts';
import { isTakingOff } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import type { Estranged } from './estranged.ts';
import type { Listening, Listenings } from './listening.ts';

/** A function that was added, but for other events than that for which it is taken off: `on('ready', done)`, `off('error', done)`. */
export function misnamedOf(
  { node, target, event, listener }: Pick<Estranged, 'node' | 'target' | 'event' | 'listener'>,
  { all, identities }: Listenings,
  origin: Origin,
): Estranged | undefined {
  const told = stringOf(unwrapped(event));
  const mentions = mentionsOf(listener, origin);
  if (told === undefined || !mentions) return undefined;
  const added = all.filter(each => mentions.includes(unwrapped(each.listener)));
  const [first] = added;
  const isThere = ({ target: on }: Listening): boolean => on !== undefined && identities.isSame(on, target);
  if (!first || !added.every(each => isThere(each)) || !mentions.every(mention => isKnown(mention))) return undefined;
  const events = new Set(added.map(each => eventOf(each.node)));
  // Where it is taken off for the right one too, this does no harm.
  const isRight = ({ parent }: Node): boolean => isTakingOff(parent) && events.has(eventOf(parent));
  return mentions.some(isRight) ? undefined : { node, target, event, listener, kind: 'misnamed', certain: true, added: first };

  /** Whether it is called there, or it can be seen for which event it is added or taken off. */
  function isKnown(mention: Node): boolean {
    const { parent } = mention;
    if (!isCall(parent)) return parent?.type === 'VariableDeclarator' || parent?.type === 'FunctionDeclaration';
    if (parent.callee === mention) return true;
    return eventOf(parent) !== undefined && (isTakingOff(parent) || added.some(each => each.node === parent));
  }
}

/**
 * A call that names the event alone, or the function alone, where both were given when it was added:
 * `signal.removeEventListener('abort')`, `parser.removeListener(onPart)`. Some emitters take all of an event off then, targets of events
 * never.
 */
export function halfToldOf(
  node: CallNode,
  target: Node,
  { all, identities }: Listenings,
  { module: { bindings } }: Origin,
): Estranged | undefined {
  const [only, ...more] = node.arguments;
  if (!only || only.type === 'SpreadElement' || more.length > 0 || isCallNamed(node, /^off$/)) return undefined;
  const told = stringOf(unwrapped(only));
  // A function expression knows itself by its name.
  const itself = only.type === 'Identifier' ? bindings.of(only)?.node : undefined;
  const added = all.find(({ target: on, node: adding, listener }) => {
    if (!on || adding.arguments.length < 2 || !identities.isSame(on, target)) return false;
    if (told !== undefined) return isCallNamed(adding, /^addEventListener$/) && eventOf(adding) === told;
    return identities.isSame(listener, only) || itself === unwrapped(listener);
  });
  return added && { node, target, event: only, listener: only, kind: 'half', certain: true, added };
}

const eventOf = ({ arguments: [event] }: CallNode): string | undefined => event && stringOf(unwrapped(event));

/** Where a function is mentioned that has a name in the file, or is a method of a class. */
function mentionsOf(listener: Node, { module: { bindings, keys } }: Origin): readonly Node[] | undefined {
  const binding = listener.type === 'Identifier' ? bindings.of(listener) : undefined;
  if (binding) return binding.kind === 'parameter' || binding.kind === 'import' || binding.reassigned ? undefined : binding.references;
  const owner = listener.type === 'MemberExpression' && listener.object.type === 'ThisExpression' ? enclosingClass(listener) : undefined;
  const name = owner && listener.type === 'MemberExpression' ? memberName(listener) : undefined;
  return owner && name !== undefined ? membersOfThis(owner, keys).get(name) : undefined;
}
