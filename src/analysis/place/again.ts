import {
  ancestors, contains, isCallNamed, isFunction, isLoop, memberName, stringOf, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf as calledAs } from '../origin/callers.ts';
import { memberOf, membersOfThis } from '../origin/class.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { nameOf } from './operation.ts';

/** Events at the end of what a function has opened. */
const ends = /^(close|end|exit|disconnect(ed)?|finish|lost)$/;
/** The same, and that it has failed. */
const failures = /^(close|end|exit|disconnect(ed)?|finish|lost|error)$/;
const deepest = 3;

/** Whether an event tells of such an end. */
export const isEndEvent = (event: string | undefined): boolean => event !== undefined && ends.test(event);

/** Whether a function has itself called again when what it opened comes to its end: `socket.on('close', () => this.connect())`. */
export function comesAgain(fn: FunctionNode, origin: Origin): boolean {
  return comingsOf(fn, origin).length > 0 || mentionsOf(fn, origin).some(mention => runsAtTheEnd(mention, fn, origin));
}

/** The same, and not where that has failed alone: what was begun once it was there goes on at the end. */
export const isReopened = (fn: FunctionNode, origin: Origin): boolean =>
  mentionsOf(fn, origin).some(mention => runsAtTheEnd(mention, fn, origin));

/** Where a function has itself called again in what it has called at the end of what it opened. */
export function comingsOf(fn: FunctionNode, origin: Origin): readonly Node[] {
  return mentionsOf(fn, origin).filter(mention => contains(fn.body, mention) && isHeardAtTheEnd(mention, fn, failures));
}

/** Whether a node runs when what a function opened comes to its end: in what it has called then, or in a function that is called there. */
export function runsAtTheEnd(node: Node, fn: FunctionNode, origin: Origin, depth = 0): boolean {
  if (contains(fn.body, node) && isHeardAtTheEnd(node, fn)) return true;
  if (depth >= deepest) return false;
  const owner = memberOf(fn);
  const caller = [...ancestors(node)].filter(isFunction).find(at => at !== fn && (owner ? memberOf(at) === owner : nameOf(at, origin)));
  return caller !== undefined && mentionsOf(caller, origin).some(mention => runsAtTheEnd(mention, fn, origin, depth + 1));
}

/** Where a function is mentioned by its name: called, or handed over; as a method of its object. */
export function mentionsOf(fn: FunctionNode, origin: Origin): readonly Node[] {
  const owner = memberOf(fn);
  const mentions = owner ? membersOfThis(owner, origin.module.keys).get(calledAs(fn) ?? '') : nameOf(fn, origin)?.references;
  return mentions ?? [];
}

/** Whether a node is, or stands in, what a function gives to be called on such an event. */
function isHeardAtTheEnd(node: Node, fn: FunctionNode, events = ends): boolean {
  for (const at of [node, ...ancestors(node)]) {
    if (at === fn) return false;
    const around = at.parent;
    if (isListening(around) && around.arguments[1] === at) {
      if (events.test(stringOf(around.arguments[0]) ?? '')) return true;
    } else if (around?.type === 'AssignmentExpression' && around.right === at && around.left.type === 'MemberExpression') {
      if (/^on(close|end|exit|disconnect)$/i.test(memberName(around.left) ?? '')) return true;
    }
  }
  return false;
}

/** Whether each turn of a loop listens to another event, as where the files of a folder each handle one. */
export function listensPerTurn(node: Node, operation: FunctionNode, { module: { bindings } }: Origin): boolean {
  const [event] = isCallNamed(node, /^(on|addListener)$/) ? node.arguments : [];
  const binding = event?.type === 'Identifier' ? bindings.of(event) : undefined;
  const isTurn = (at: Node): boolean => isLoop(at) || (isFunction(at) && isCallNamed(at.parent, /^(forEach|map)$/));
  return binding !== undefined
    && [...ancestors(binding.declared)].some(at => isTurn(at) && contains(at, node) && (at === operation || contains(operation, at)));
}
