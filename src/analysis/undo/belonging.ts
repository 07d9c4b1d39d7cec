import {
  contains, isCall, isCallNamed, isKey, memberName, outermost, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { nameOf } from '../origin/callers.ts';
import { callsOnThis, memberOf } from '../origin/class.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf } from '../place/operation.ts';
import type { Place } from '../place/place.ts';
import type { Lifetime } from './lifetime.ts';
import type { Listening, Listenings } from './listening.ts';

/**
 * Whether all that a listener holds of its call is a part of what it is put on, which keeps its parts for as long as it lives anyway:
 * `group.members.push(member); group.on('resize', () => member.draw())`.
 */
function belongsToTarget(listening: Listening, operation: FunctionNode, listenings: Listenings, origin: Origin): boolean {
  const fn = listenings.functionOf(listening);
  const { target } = listening;
  if (!fn || !target) return false;
  const held = heldBy(fn, operation, origin);
  const isTarget = (node: Node): boolean => listenings.identities.isSame(node, target);
  return held.size > 0 && [...held].every(binding => binding.references.some(reference => isPart(reference, isTarget, origin)));
}

/** Whether an object goes on listening to itself, or a function of the file to what only methods hand it of themselves. */
export const listensToItself = ({ target, once }: Listening, life: Lifetime): boolean =>
  target !== undefined && !once && life === 'object' && unwrapped(target).type !== 'MemberExpression';

/** Whether a node runs once per request or connection, as far as one class tells: in a handler, or in a method that one calls. */
export function runsPerRequest(node: Node, operation: FunctionNode, placeOf: (node: Node) => Place, origin: Origin): boolean {
  const [owner, name] = [memberOf(operation), nameOf(operation)];
  const calls = owner && name !== undefined ? callsOnThis(owner, name, origin.module.keys) : [];
  return [node, ...calls].some(at => placeOf(at).handler !== undefined);
}

/** Whether the function is the caller's, who is to take it off: `subscribe(listener) { this.bus.on('change', listener); }`. */
export function isPassedOn({ listener }: Listening, origin: Origin): boolean {
  const root = rootOf(listener);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  if (binding?.kind !== 'parameter') return false;
  const executor = executorOf(listener, undefined, origin);
  return executor === undefined || (binding !== executor.resolve && binding !== executor.reject);
}

/** Methods that stand for those of an emitter. */
const subscribing = /^(on|once|subscribe|addListener|addEventListener|prependListener)$|^(on|subscribe|listen|observe)[A-Z]/;

/** Whether it only hands on to the caller's function what it is told: `onLogin(fn) { events.on('login', user => fn(user.id)); }`. */
function isHandedOn(listening: Listening, operation: FunctionNode, listenings: Listenings, { module }: Origin): boolean {
  const fn = listenings.functionOf(listening);
  const last = operation.params.at(-1);
  const given = last?.type === 'Identifier' && subscribing.test(nameOf(operation) ?? '') ? module.bindings.of(last) : undefined;
  return fn !== undefined && given?.references.some(reference => contains(fn, reference)) === true;
}

/** Names of what an object is made for and lives as long as. Only a reason for silence. */
const line = /(socket|stream|duplex|transport)$/i;

/** Whether a method listens to the one connection that its object is there for: `this.socket.on('readable', () => this.read())`. */
function listensToLine({ target, node }: Listening, operation: FunctionNode, origin: Origin): boolean {
  const field = target && unwrapped(target);
  const isOwn = field?.type === 'MemberExpression' && /^(ThisExpression|Identifier)$/.test(field.object.type);
  const isPlain = memberOf(operation) !== undefined && operation.params.length === 0 && !operation.async;
  return isOwn && isPlain && line.test(memberName(field) ?? '') && executorOf(node, operation, origin) === undefined;
}

/** Whether a function only has an emitter that it is given pass on what another one tells: `a.on('error', it => b.emit('error', it))`. */
function passesOn({ node }: Listening, { params, body }: FunctionNode, { module }: Origin): boolean {
  const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : undefined;
  if (only?.type !== 'ExpressionStatement' || unwrapped(only.expression) !== node) return false;
  return within(node, module.keys).some(at => {
    const to = isCallNamed(at, /^emit$/) && at.callee.type === 'MemberExpression' ? unwrapped(at.callee.object) : undefined;
    const binding = to?.type === 'Identifier' ? module.bindings.of(to) : undefined;
    return binding?.kind === 'parameter' && params.some(parameter => contains(parameter, binding.declared));
  });
}

/** Whether a listener is there for as long as what it is put on is: a part of it, its owner's, or the caller's. */
export const isOfItsOwn = (listening: Listening, operation: FunctionNode, listenings: Listenings, origin: Origin): boolean =>
  belongsToTarget(listening, operation, listenings, origin) || isHandedOn(listening, operation, listenings, origin)
    || listensToLine(listening, operation, origin) || passesOn(listening, operation, origin);

/** The variables of an operation that a function in it speaks of. */
function heldBy(fn: Node, operation: FunctionNode, { module }: Origin): Set<Binding> {
  const held = new Set<Binding>();
  for (const at of within(fn, module.keys)) {
    const binding = at.type === 'Identifier' && !isKey(at) ? module.bindings.of(at) : undefined;
    if (binding && contains(operation, binding.declared) && !contains(fn, binding.declared)) held.add(binding);
  }
  return held;
}

/** `group.members.push(member)`, `group.members[id] = member`: it is put in, and nothing is ever taken out. */
function isPart(reference: Node, isTarget: (node: Node) => boolean, { module }: Origin): boolean {
  const value = outermost(reference);
  const around = value.parent as Node;
  const callee = isCallNamed(around, /^(push|unshift|add|set)$/) ? unwrapped(around.callee) : undefined;
  const left = around.type === 'AssignmentExpression' && around.right === value ? unwrapped(around.left) : undefined;
  const collection = callee?.type === 'MemberExpression' ? unwrapped(callee.object)
    : left?.type === 'MemberExpression' && left.computed ? unwrapped(left.object) : undefined;
  if (collection?.type !== 'MemberExpression' || !isTarget(collection.object)) return false;
  const mentions = module.membersNamed?.(memberName(collection) ?? '') ?? [];
  return !mentions.some(({ parent }) => {
    const isTaken = parent?.type === 'MemberExpression' && isCall(parent.parent) && parent.parent.callee === parent
      && /^(splice|shift|pop|delete|clear|filter|remove)$/.test(memberName(parent) ?? '');
    return isTaken || (parent?.parent?.type === 'UnaryExpression' && parent.parent.operator === 'delete');
  });
}
