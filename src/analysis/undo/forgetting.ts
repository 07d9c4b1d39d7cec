import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, declaredName, enclosingFunction, isCall, isCallNamed, isClass, isFunction, memberName, stringOf, unwrapped, within,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { fieldValues, memberOf, thisOf } from '../origin/class.ts';
import { isListening } from '../origin/emitting.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { mentionsOf } from '../place/again.ts';
import { mentionsOfAssigned, nameAssignedTo } from '../place/assigned.ts';
import { closingsIn, endsPart, type Closing, type Home } from './closing.ts';

/** Events of what is there, or at work, which its end never brings about. */
const beginnings = /^(connect|open|ready|secureConnect|listening|spawn|online|upgrade|data|message|response|readable)$/;

/** The method that closes an object and leaves running what other methods stop; nothing where it cannot be seen that it does. */
export function forgetfulOf(home: Home, started: Node, stops: readonly Node[], origin: Origin): Closing | undefined {
  const closings = closingsIn(home, origin);
  const [first] = isOverAtOnce(started, origin) ? [] : closings.filter(each => !endsPart(each, started, origin));
  if (!first || closings.some(({ fn }) => contains(fn, started))) return undefined;
  const { keys } = origin.module;
  const reached = reachedFrom(closings.map(({ fn }) => fn), home, origin);
  // What is told of it, or does more under the same name, may stop it.
  const isHidden = [...reached].some(fn => within(fn, keys).some(at =>
    isOfParent(at) || tellsOthers(at, fn, origin) || isOfFamily(at, home, origin)));
  if (isHidden || stops.some(stop => [...reached].some(fn => contains(fn, stop)))) return undefined;
  return stops.some(stop => isOfCallback(stop, home, origin, started)) ? undefined : first;
}

/** Whether a call is of a method that stands in another class of the project, which this one extends or is extended by: `this.stop()`. */
function isOfFamily(at: Node, home: Home, origin: Origin): boolean {
  if (!isClass(home) || (home.superClass && origin.of(home.superClass) !== undefined)) return false;
  const callee = isCall(at) ? unwrapped(at.callee) : undefined;
  const { keys, bindings } = origin.module;
  const name = callee?.type === 'MemberExpression' && thisOf(callee.object, bindings) ? memberName(callee) : undefined;
  return name !== undefined && fieldValues(home, name, keys).length === 0;
}

/** Whether a timer has no delay, and no further turn: `setTimeout(() => done(sdp), 0)`. */
export function isOverAtOnce(started: Node, origin: Origin): boolean {
  if (!isCall(started) || origin.factOfCall(started, 'starts')?.timer !== 'once') return false;
  const [callback, delay] = started.arguments;
  const isAgain = [...ancestors(started)].some(fn => isFunction(fn)
    && mentionsOf(fn, origin).some(mention => callback && contains(callback, mention)));
  return (!delay || constantOf(delay, origin) === 0) && !isAgain;
}

/** The functions that some of an object call, one after the other. */
function reachedFrom(starts: readonly FunctionNode[], home: Home, origin: Origin): ReadonlySet<FunctionNode> {
  const reached = new Set(starts);
  const all = isClass(home) ? home.body.body.flatMap(member => ('value' in member && isFunction(member.value) ? [member.value] : []))
    : within(scopeOf(home), origin.module.keys).filter(at => isFunction(at));
  for (const fn of reached) {
    for (const other of all) {
      const isMeant = (mention: Node): boolean => !isTakenOff(mention) && !isReplacing(mention, origin);
      if (spokenOf(other, origin).some(mention => contains(fn, mention) && isMeant(mention))) reached.add(other);
    }
  }
  return reached;
}

/** Where the functions of an object stand that is no class. */
const scopeOf = (home: FunctionNode | T.Identifier): Node =>
  (home.type === 'Identifier' ? enclosingFunction(home)?.body ?? [...ancestors(home)].at(-1) ?? home : home.body);

/** Where a function is mentioned, by its name or by that of the object that it is assigned to. */
const spokenOf = (fn: FunctionNode, origin: Origin): readonly Node[] => [...mentionsOf(fn, origin), ...mentionsOfAssigned(fn, origin)];

const isTakenOff = ({ parent }: Node): boolean => isCallNamed(parent, /^(off|removeListener|removeEventListener|unsubscribe)$/);

/** Whether a call tells others of the object's end: not that it has failed, nor who listens to what is made here. */
function tellsOthers(call: Node, fn: FunctionNode, { module: { bindings } }: Origin): boolean {
  if (!isCallNamed(call, /^(emit|abort)$/) || stringOf(call.arguments[0]) === 'error') return false;
  const object = receiverOf(call);
  const binding = object?.type === 'Identifier' ? bindings.of(object) : undefined;
  const [made] = binding?.kind === 'variable' && contains(fn, binding.declared) ? binding.writes : [];
  return made?.type !== 'NewExpression';
}

/** `this.send = this.refuse`: the one method is put in place of the other. */
const isReplacing = ({ parent }: Node, { module: { bindings } }: Origin): boolean =>
  parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && thisOf(parent.left.object, bindings) !== undefined;

/** `super.close()`, `Feed.prototype.close.call(this)` */
const isOfParent = (at: Node): boolean => at.type === 'Super'
  || (at.type === 'MemberExpression' && memberName(at) === 'prototype' && at.parent.type === 'MemberExpression');

/**
 * Whether code runs when something tells the object to: in a callback, or in a function of it that is handed over as one.
 * @param timer what it stops; no timer that runs out tells of the end of anything else.
 */
export function isOfCallback(node: Node, home: Home, origin: Origin, timer?: Node): boolean {
  const fn = enclosingFunction(node);
  if (!fn || fn === home) return false;
  const isOwn = isClass(home) ? memberOf(fn) !== undefined
    : declaredName(fn) !== undefined || fn.parent.type === 'Property' || nameAssignedTo(fn, origin) !== undefined;
  if (!isOwn) return !isOfBeginning(fn);
  return spokenOf(fn, origin).some(mention => {
    const isCalled = isCall(mention.parent) && mention.parent.callee === mention;
    const isGiven = isCall(mention.parent) && mention.parent.arguments[0] === mention;
    if (isGiven && isOnce(mention.parent, origin) && isOnce(timer, origin)) return false;
    return !isOfBeginning(mention) && !isReturned(mention) && (!isCalled || isOfListener(mention));
  });
}

const isOnce = (timer: Node | undefined, origin: Origin): boolean => isCall(timer) && origin.factOfCall(timer, 'starts')?.timer === 'once';

/** `return { start, stop };` */
const isReturned = ({ type, parent }: Node): boolean =>
  type === 'Identifier' && parent.type === 'Property' && !isCall(parent.parent.parent);

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
