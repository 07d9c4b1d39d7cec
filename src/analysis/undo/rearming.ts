import {
  ancestors, contains, enclosingFunction, isCall, isCallNamed, isFunction, isLoop, memberName, unwrapped, within, type FunctionNode,
  type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { nameOf as calledAs } from '../origin/callers.ts';
import { isConstructor, memberOf } from '../origin/class.ts';
import { mostOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { mentionsOf } from '../place/again.ts';
import { isFirstOnly } from '../place/first-only.ts';
import { nameOf } from '../place/operation.ts';
import type { Place } from '../place/place.ts';
import { closingOf, type Closing } from './closing.ts';
import type { Handle } from './handle.ts';

/** Names of functions that run when something begins. Only a reason for silence. */
const beginning =
  /^(start|begin|init|run|connect|open|listen|setup|set_?[uU]p|boot|launch|enable|resume|restart|on(Module|Application|App))/;

/** Whether a timer calls the function again that started it: a turn of its own, and no part of the call. */
export function comesBack(callback: Node, timer: Node, origin: Origin): boolean {
  return [...ancestors(timer)].some(around => isFunction(around)
    && nameOf(around, origin)?.references.some(mention => contains(callback, mention)) === true);
}

/** The function of a timer that nobody else runs, or is given to run, as here: `finally { stop(); }`, `response.once('close', stop)`. */
export function onlyRunBy(timer: Node, callback: FunctionNode | undefined, origin: Origin): FunctionNode | undefined {
  const isOwn = (mention: Node): boolean => contains(timer, mention) || (callback !== undefined && contains(callback, mention));
  const isElse = (mention: Node): boolean => !isOwn(mention) && !aliasOf(mention, origin)?.references.every(isOwn);
  return callback && mentionsOf(callback, origin).some(isElse) ? undefined : callback;
}

/** The name that a function is kept under once more: `const late = this.onLate.bind(this)`. */
function aliasOf(mention: Node, origin: Origin): Binding | undefined {
  const member = mention.parent;
  const isBound = member?.type === 'MemberExpression' && member.object === mention && isCallNamed(member.parent, /^bind$/);
  const declarator = isBound ? member.parent.parent : member;
  const name = declarator?.type === 'VariableDeclarator' ? declarator.id : undefined;
  return name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
}

/** Whether a timer calls a method by its name: what comes with each of its turns ends nothing. */
export const isToldBy = ({ node: { arguments: [callback] } }: Use<'starts'>, name: string, { module: { keys } }: Origin): boolean =>
  callback !== undefined && within(callback, keys).some(at => at.type === 'MemberExpression' && memberName(at) === name);

/**
 * Whether a function whose timer calls it again, turn by turn, is called by others too: each of them starts a chain of timers of its
 * own, and the handle is that of the last.
 */
export function isRearmedTwice(
  timer: Node,
  callback: Node,
  handle: Handle,
  operation: FunctionNode,
  origin: Origin,
  placeOf: (node: Node) => Place,
): boolean {
  if (handle.stops.length === 0 || operation.params.length > 0 || !isOnEveryWay(timer, operation)) return false;
  const mentions = mentionsOf(operation, origin);
  const isOwn = (at: Node): boolean => contains(callback, at);
  if (!mentions.some(isOwn) || handle.stops.some(stop => contains(operation, stop) && !isOwn(stop))) return false;
  if (looksFirst(timer, handle, operation, origin) || callsStopping(operation, handle.stops, origin, callback)) return false;
  const callers = mentions.filter(at => !contains(operation, at));
  return callers.some(at => isAgain(at, handle, operation, origin, placeOf)) && callers.length > 1;
}

/** Whether a timer calls the function again that started it, turn by turn, and nobody asks whether it is to go on. */
export function goesRound(callback: FunctionNode, operation: FunctionNode, origin: Origin): boolean {
  const asks = [callback, operation].some(fn => within(fn.body, origin.module.keys).some(at =>
    at.type === 'ReturnStatement' && [...ancestors(at)].some(around => around.type === 'IfStatement' && contains(fn, around))));
  return !asks && mentionsOf(operation, origin).some(at => contains(callback, at) && isUnasked(at, callback));
}

/** Whether a timer calls the function again that started it, turn by turn, and that asks whether it is to go on. */
export const asksToGoOn = (callback: FunctionNode, operation: FunctionNode, origin: Origin): boolean =>
  mentionsOf(operation, origin).some(at => contains(callback, at)) && !goesRound(callback, operation, origin);

/** A timer that a method starts itself again by, and that the one which closes the object leaves running. */
export interface Turn {
  closing: Closing;
  certain: boolean;
}

/**
 * Whether a method starts itself again by a timer that nobody keeps, turn by turn, so that no method can end that. Where it asks whether
 * it is to go on, the timer stays for one more turn.
 */
export function turnOf(use: Use<'starts'>, callback: FunctionNode, operation: FunctionNode, origin: Origin): Turn | undefined {
  const [, delay] = use.node.arguments;
  const most = delay && mostOf(delay, origin);
  if ((most !== undefined && most <= brief) || !isStepOf(use.node, operation)) return undefined;
  const closing = mentionsOf(operation, origin).some(at => contains(callback, at)) ? closingOf(operation, origin) : undefined;
  const isAsked = !goesRound(callback, operation, origin) || !isUnasked(use.node, operation);
  return closing && closing.fn !== operation ? { closing, certain: !isAsked || (most !== undefined && most >= long) } : undefined;
}

/** Whether a delay is over before anybody could notice. */
export const isFleeting = (delay: Node | undefined, origin: Origin): boolean =>
  delay !== undefined && (mostOf(delay, origin) ?? Infinity) <= fleeting;

/** Delays, in milliseconds, that nobody notices, that nobody minds, and that keep a process alive which is to end. */
const fleeting = 250;
const brief = 1000;
const long = 10_000;

/** Whether a node runs each time a function does, or in a step of its promises, and not only where something failed. */
function isStepOf(node: Node, operation: FunctionNode): boolean {
  for (const at of ancestors(node)) {
    if (at === operation) return true;
    if (at.type === 'CatchClause' || (isFunction(at) && !isCallNamed(at.parent, /^(then|finally)$/))) return false;
  }
  return false;
}

/** Whether a callback comes to a node whatever there is, by the steps of its promises too. */
function isUnasked(node: Node, callback: FunctionNode): boolean {
  for (const at of ancestors(node)) {
    if (at === callback) return true;
    if (isFunction(at) && !isCallNamed(at.parent, /^(then|finally)$/)) return false;
    if (/^(IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|CatchClause)$/.test(at.type)) return false;
  }
  return false;
}

/** Whether a node runs each time that a function does: not only where something failed, or is so. */
function isOnEveryWay(node: Node, operation: FunctionNode): boolean {
  for (const at of ancestors(node)) {
    if (at === operation) return true;
    if (isFunction(at)) return false;
    if (isLoop(at) || /^(CatchClause|ConditionalExpression|SwitchCase|LogicalExpression)$/.test(at.type)) return false;
    if (at.type === 'IfStatement' && !isFlag(at.test)) return false;
  }
  return false;
}

/** `this.running`, `!stopped` */
function isFlag(test: Node): boolean {
  const at = unwrapped(test);
  const flag = at.type === 'UnaryExpression' && at.operator === '!' ? unwrapped(at.argument) : at;
  if (flag.type === 'Identifier') return true;
  return flag.type === 'MemberExpression' && !flag.computed && unwrapped(flag.object).type === 'ThisExpression';
}

/** Whether a function asks for the handle before it starts the timer. */
function looksFirst(timer: Node, { name }: Handle, operation: FunctionNode, { module: { keys, sourceOf } }: Origin): boolean {
  return within(operation.body, keys).some(at => {
    if (at.range[0] > timer.range[0] || (at.type !== 'IfStatement' && at.type !== 'ConditionalExpression')) return false;
    return within(at.test, keys).some(part => sourceOf(part) === name);
  });
}

/** Whether a function is called there again and again, and nobody stops the timer before. */
function isAgain(at: Node, handle: Handle, operation: FunctionNode, origin: Origin, placeOf: (node: Node) => Place): boolean {
  const owner = memberOf(operation);
  const around = [...ancestors(at)].filter(isFunction);
  const caller = owner ? around.find(fn => memberOf(fn) === owner) : around.at(-1);
  if (!caller || isConstructor(caller) || !isCall(at.parent) || at.parent.callee !== at) return false;
  if (beginning.test(calledAs(caller) ?? 'run') || placeOf(at).runs === 'once') return false;
  if (isFirstOnly(at, caller, origin) && !isMeasured(at, caller)) return false;
  if (isCallNamed(enclosingFunction(at)?.parent, /^set(Timeout|Interval|Immediate)$/)) return false;
  return !handle.stops.some(stop => contains(caller, stop)) && !callsStopping(caller, handle.stops, origin);
}

/** Whether code runs each time that something has grown so far: `if (rows.length >= most) flush()`. */
function isMeasured(node: Node, fn: FunctionNode): boolean {
  return [...ancestors(node)].some(at => contains(fn, at) && at.type === 'IfStatement' && !contains(at.test, node)
    && at.test.type === 'BinaryExpression' && /^[<>]=?$/.test(at.test.operator));
}

/** Whether a function calls another that stops the timer, elsewhere than in the timer's own callback. */
export function callsStopping(caller: FunctionNode, stops: readonly Node[], origin: Origin, callback?: Node): boolean {
  return within(caller.body, origin.module.keys).some(at => {
    const callee = isCall(at) && !(callback && contains(callback, at)) ? origin.definition(at.callee)?.node : undefined;
    return callee !== undefined && callee !== caller && stops.some(stop => contains(callee, stop));
  });
}
