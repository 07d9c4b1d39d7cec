import {
  ancestors, contains, enclosingFunction, isCall, isCallNamed, isFunction, propertyName, stringOf, within,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { membersOfThis } from '../origin/class.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { closingsOf, type Closing } from './closing.ts';

/** Events of what is there, or at work, which its end never brings about. */
const beginnings = /^(connect|open|ready|secureConnect|listening|spawn|online|upgrade|data|message|response|readable)$/;

/** The method that closes an object and leaves running what other methods stop; nothing where it cannot be seen that it does. */
export function forgetfulOf(owner: ClassNode, started: Node, stops: readonly Node[], origin: Origin): Closing | undefined {
  const closings = closingsOf(owner, origin);
  const [first] = closings;
  if (!first || closings.some(({ fn }) => contains(fn, started))) return undefined;
  const { keys } = origin.module;
  const reached = reachedFrom(closings.map(({ fn }) => fn), owner, origin);
  // What is told of it, or does more under the same name, may stop it.
  const isHidden = [...reached].some(fn => [...within(fn, keys)].some(at => at.type === 'Super' || isCallNamed(at, /^(emit|abort)$/)));
  if (isHidden || stops.some(stop => [...reached].some(fn => contains(fn, stop)))) return undefined;
  return stops.some(stop => isOfCallback(stop, owner, origin)) ? undefined : first;
}

/** The methods that some methods call on their object, one after the other. */
function reachedFrom(starts: readonly FunctionNode[], owner: ClassNode, origin: Origin): ReadonlySet<FunctionNode> {
  const reached = new Set(starts);
  for (const fn of reached) {
    for (const [name, mentions] of membersOfThis(owner, origin.module.keys)) {
      if (!mentions.some(mention => contains(fn, mention) && !isTakenOff(mention))) continue;
      const method = methodNamed(owner, name);
      if (method) reached.add(method);
    }
  }
  return reached;
}

const isTakenOff = ({ parent }: Node): boolean => isCallNamed(parent, /^(off|removeListener|removeEventListener|unsubscribe)$/);

function methodNamed(owner: ClassNode, name: string): FunctionNode | undefined {
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') continue;
    if (propertyName(member.key, member.computed) === name && isFunction(member.value)) return member.value;
  }
  return undefined;
}

/** Whether code runs when something tells the object to: in a callback, or in a method that is handed over as one. */
export function isOfCallback(node: Node, owner: ClassNode, { module: { keys } }: Origin): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return false;
  const member = fn.parent;
  if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return !isOfBeginning(fn);
  const mentions = membersOfThis(owner, keys).get(propertyName(member.key, member.computed) ?? '') ?? [];
  return mentions.some(mention =>
    !isOfBeginning(mention) && (!isCall(mention.parent) || mention.parent.callee !== mention || isOfListener(mention)));
}

/** Whether something is called when a connection comes about or is at work, which its end never brings about. */
function isOfBeginning(node: Node): boolean {
  const bound = node.parent?.type === 'MemberExpression' && isCallNamed(node.parent.parent, /^bind$/) ? node.parent.parent : node;
  const call = bound.parent;
  return isListening(call) && call.arguments[1] === bound && beginnings.test(stringOf(call.arguments[0]) ?? '');
}

/** `socket.on('close', () => this.clear())` */
function isOfListener(node: Node): boolean {
  const told = /^(on|once|addListener|addEventListener|subscribe|then|finally)$/;
  return [...ancestors(node)].some(at => isFunction(at) && isCallNamed(at.parent, told) && !isOfBeginning(at));
}
