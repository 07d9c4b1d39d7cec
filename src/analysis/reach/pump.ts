import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, headOf, isCall, isFunction, outermost, stringOf, unwrapped, within,
  type CallNode, type FunctionNode, type LoopNode, type Node,
} from '../../ast.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { answeredIn, callsOf, outletOf, writingsIn, type Outlet } from '../origin/outlet.ts';
import type { Use } from '../origin/use.ts';
import { mostTurnsOf } from '../place/repeat.ts';
import { endsWith, hasTiedSignal, isMentionedIn, isRequest, partingsIn, scopesOf, type Concern } from './departure.ts';
import { isForgotten } from './forgotten.ts';
import { conditionsOf, heeds, initOf, isLook, recursionOf, waits, type Turning } from './leaving.ts';
import { readBy } from './read.ts';
import { few, isTallied } from './tally.ts';

/** Code that writes to a client again and again, and goes on when the client has gone. */
export interface Pump {
  /** Where it is begun: the loop, the timer, the call of itself, the wait. */
  node: Node;
  kind: 'loop' | 'timer' | 'again' | 'drain' | 'source';
  outlet: Outlet;
  /** What is repeated. */
  code: Node;
  /** The calls that clear a timer. */
  clears?: readonly Node[];
  /** Whether its turns are for the items of something that is there before. */
  finite: boolean;
}

/** The handler that a node runs in; dear to find, so it is asked last. */
export type OwnerOf = (node: Node) => FunctionNode | undefined;

/** A loop that waits and writes, where nothing ends it when the client goes. */
export function pumpOfLoop(loop: LoopNode, ownerOf: OwnerOf, origin: Origin): Pump | undefined {
  if (!mayGoOn(loop, origin)) return undefined;
  const outlet = outletIn(loop.body, isEndless(loop), origin);
  if (!outlet || isSelfEnding(loop, outlet, origin)) return undefined;
  const turning = { code: loop, byLeaving: true };
  if (readBy(loop, origin).every(made => isTold(loop, turning, made, ownerOf(loop), origin))) return undefined;
  const finite = loop.type === 'ForOfStatement' && (!loop.await || isList(loop.right, origin));
  return { node: loop, kind: 'loop', outlet, code: loop, finite };
}

/** Whether all items are there before the loop begins; `body ?? []` is what `body` is. */
function isList(iterated: Node, origin: Origin): boolean {
  const node = unwrapped(iterated);
  return node.type === 'LogicalExpression' ? isList(node.left, origin) : measureOf(node, origin) !== undefined;
}

/** Whether a loop may take long, and as long as it likes. */
function mayGoOn(loop: LoopNode, origin: Origin): boolean {
  switch (loop.type) {
    case 'ForOfStatement':
      return (loop.await || waits(loop.body, origin)) && mostTurnsOf(loop, loop.body, origin) > few;
    case 'ForInStatement':
      return false;
    default:
      return waits(loop, origin) && !(loop.test && isTallied(loop.test, origin)) && mostTurnsOf(loop, loop.body, origin) > few;
  }
}

const isEndless = (loop: LoopNode): boolean =>
  'test' in loop && (!loop.test || (loop.test.type === 'Literal' && Boolean(loop.test.value)));

/** The client's stream that code writes to, or answers on. */
function outletIn(code: Node, answers: boolean, origin: Origin): Outlet | undefined {
  // A stream that each turn makes for itself ends with it; a handler that it registers has one for each request.
  const isOfTurn = ({ node }: Outlet): boolean => {
    const root = headOf(node);
    const declared = root.type === 'Identifier' ? origin.module.bindings.of(root)?.declared : undefined;
    return declared !== undefined && contains(code, declared);
  };
  for (const { outlet } of writingsIn(code, origin)) if (outlet.client && !isOfTurn(outlet)) return outlet;
  if (answers) for (const { outlet } of answeredIn(code, origin)) if (!isOfTurn(outlet)) return outlet;
  return undefined;
}

/** A loop that the departure of its client ends: what it reads comes from the client, or what it writes to throws. */
function isSelfEnding(loop: LoopNode, { writes }: Outlet, origin: Origin): boolean {
  if (loop.type !== 'ForOfStatement') return false;
  if (writes.by && !writes.gone) return true;
  return readBy(loop, origin).every(made => made.some((each, at) => {
    if (isCall(each) && each.arguments.some(argument => isGivenClient(argument, origin))) return true;
    // What a part of the request is asked for is not the request.
    return !made.slice(0, at).some(isCall) && isRequest(each, origin);
  }));
}

/** Whether an argument is the request, the response or the context itself, by which the callee may learn of the client. */
function isGivenClient(argument: Node, origin: Origin): boolean {
  if (origin.factsOf(argument)?.serves) return true;
  return argument.type === 'Identifier' && /abort|controller|cancel/i.test(argument.name);
}

/** Whether something tells code that the client has gone. */
export function isTold(at: Node, turning: Turning, sources: readonly Node[], owner: FunctionNode | undefined, origin: Origin): boolean {
  const conditions = conditionsOf(turning, origin);
  if (conditions.some(condition => isLook(condition, origin))) return true;
  const scopes = scopesOf(at, owner, origin);
  const parts = [turning.code, ...sources];
  if (parts.some(part => hasTiedSignal(part, scopes, origin))) return true;
  const concern: Concern = {
    heeds: target => conditions.some(condition => heeds(condition, target, origin)),
    uses: thing => parts.some(part => isMentionedIn(part, thing, origin)),
  };
  const isDrain = (parting: Node): boolean => contains(turning.code, parting);
  return scopes.some(scope => partingsIn(scope, origin).some(parting =>
    !isDrain(parting.at) && endsWith(parting, concern, origin)))
    || within(turning.code, origin.module.keys).some(inner => isWaitForClient(inner, origin));
}

/** `Promise.race([next(), gone])`, where `gone` is a promise of the client's leaving. */
function isWaitForClient(node: Node, origin: Origin): boolean {
  if (node.type !== 'Identifier') return false;
  const made = initOf(node, origin);
  return made !== undefined && !isFunction(made) && isCall(made) && !contains(made, node) && partingsIn(made, origin).length > 0;
}

/** An interval that writes and that nothing stops when the client goes, or a timer whose callback sets it again. */
export function pumpOfTimer({ node, facts: { starts } }: Use<'starts'>, ownerOf: OwnerOf, origin: Origin): Pump | undefined {
  if (starts.timer !== 'repeats') return undefined;
  const [callback] = node.arguments;
  const fn = callback && origin.definition(callback);
  if (!fn || !isFunction(fn.node) || fn.origin !== origin) return undefined;
  const outlet = outletIn(fn.node.body, true, origin);
  if (!outlet) return undefined;
  const handle = handleOf(node, origin);
  if (handle === 'kept') return undefined;
  const code = fn.node;
  const clears = handle?.type === 'Identifier' ? clearsOf(handle, origin) : [];
  if (clears === 'unknown') return undefined;
  const isClear = (at: Node): boolean => clears.includes(at as CallNode);
  const turning = { code, byLeaving: false, ends: isClear };
  const owner = ownerOf(node);
  if (isTold(node, turning, handle ? [handle] : [], owner, origin)) return undefined;
  const inside = clears.filter(clear => contains(code, clear));
  if (inside.some(clear => isCounted(clear, code, origin))) return undefined;
  if (clears.some(clear => !inside.includes(clear) && isHandedOver(clear, owner, origin))) return undefined;
  return { node, kind: 'timer', outlet, code, finite: false, clears };
}

/** The name or field of what a timer gives; `kept` where that goes elsewhere, or somebody may clear it by that field. */
function handleOf(timer: Node, origin: Origin): Node | 'kept' | undefined {
  const value = outermost(timer);
  const around = value.parent as Node;
  if (around.type === 'VariableDeclarator') return around.id.type === 'Identifier' ? around.id : 'kept';
  if (around.type === 'AssignmentExpression' && around.right === value) {
    const { left } = around;
    return left.type === 'Identifier' || isForgotten(left, origin) ? left : 'kept';
  }
  if (around.type === 'ExpressionStatement') return undefined;
  // `setInterval(…).unref()`
  const called = around.type === 'MemberExpression' ? around.parent : undefined;
  return isCall(called) && called.parent.type === 'ExpressionStatement' ? undefined : 'kept';
}

/** The calls that clear a timer; unknown where it is handed to something else. */
function clearsOf(handle: T.Identifier, origin: Origin): CallNode[] | 'unknown' {
  const clears: CallNode[] = [];
  for (const reference of origin.module.bindings.of(handle)?.references ?? []) {
    const { parent } = reference;
    if (isCall(parent) && /^clear(Interval|Timeout)$/.test(calledName(parent) ?? '')) clears.push(parent);
    else if ((isCall(parent) && parent.callee !== reference) || /^(Return|Property|Array|Arrow)/.test(parent.type)) return 'unknown';
    else if (parent.type === 'AssignmentExpression' && parent.right === reference) return 'unknown';
  }
  return clears;
}

/** Whether a timer is cleared after a number of turns, or after a time. */
function isCounted(clear: Node, code: Node, origin: Origin): boolean {
  for (const at of ancestors(clear)) {
    if (at === code) return false;
    if (at.type === 'IfStatement' && isTallied(at.test, origin)) return true;
  }
  return false;
}

/** Whether a call stands in a function that something unknown, or another timer, is given: it may well be called when the client goes. */
function isHandedOver(clear: Node, owner: FunctionNode | undefined, origin: Origin): boolean {
  const fn = [...ancestors(clear)].find(isFunction);
  if (!fn || fn === owner) return false;
  const name = fn.id ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id : undefined);
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const uses: readonly Node[] = binding?.references ?? [fn];
  return uses.some(use => {
    const { parent } = use;
    if (!isCall(parent)) return true;
    if (parent.callee === use) return false;
    const isKnown = /^(then|catch|finally)$/.test(calledName(parent) ?? '') || stringOf(parent.arguments[0]) !== undefined;
    return !isKnown;
  });
}

/** A function that writes and has itself called again. */
export function pumpOfRecursion(fn: FunctionNode, ownerOf: OwnerOf, origin: Origin): Pump | undefined {
  const again = recursionOf(fn, origin);
  if (!again) return undefined;
  const outlet = outletIn(fn.body, true, origin);
  const parameters = fn.params.length > 0 && isCall(again) && calledName(again) !== 'then' && again.arguments.length > 2;
  if (!outlet || parameters) return undefined;
  const begins = (at: Node): boolean => at === again;
  const handle = outermost(again).parent as Node;
  const kept = handle.type === 'AssignmentExpression' ? [handle.left] : handle.type === 'VariableDeclarator' ? [handle.id] : [];
  if (kept.some(left => headOf(left).type === 'ThisExpression' && !isForgotten(left, origin))) return undefined;
  if (isTold(again, { code: fn, byLeaving: true, again: begins }, kept, ownerOf(fn), origin)) return undefined;
  if (conditionsOf({ code: fn, byLeaving: true, again: begins }, origin).some(condition => isTallied(condition, origin))) return undefined;
  return { node: again, kind: 'again', outlet, code: fn, finite: false };
}

/** A wait for `drain` that ends only if the client stays. */
export function pumpOfDrain(call: T.CallExpression, origin: Origin): Pump | undefined {
  const name = calledName(call) ?? '';
  if (name === 'once' && stringOf(call.arguments[1]) === 'drain') return waitByEvents(call, origin);
  if (!/^(once|on|addListener)$/.test(name) || stringOf(call.arguments[0]) !== 'drain') return undefined;
  const receiver = receiverOf(call);
  const outlet = receiver && outletOf(receiver, origin);
  const executor = [...ancestors(call)].find(isFunction);
  const made = executor?.parent;
  if (!outlet?.client || !executor || !makesPromise(made, origin)) return undefined;
  const calls = within(executor.body, origin.module.keys).flatMap(at => (at.type === 'CallExpression' && at !== call ? [at] : []));
  // A response fails no more than it drains when its client goes.
  const idle = outlet.writes.what === 'response' ? calls.filter(at => stringOf(at.arguments[0]) === 'error') : [];
  const others = calls.some(at => !idle.includes(at) && isOtherEnd(at));
  const settle = call.arguments[1];
  const mentions = (settle?.type === 'Identifier' && origin.module.bindings.of(settle)?.references) || [];
  const isShared = mentions.filter(mention => !idle.some(at => contains(at, mention))).length > 1;
  const waiting = enclosingFunction(made);
  if (others || isShared || isRaced(made) || (waiting && callsOf(waiting, origin).some(isRaced))) return undefined;
  return { node: call, kind: 'drain', outlet, code: made, finite: false };
}

function waitByEvents(call: T.CallExpression, origin: Origin): Pump | undefined {
  const [emitter, , options] = call.arguments;
  const outlet = emitter && outletOf(emitter, origin);
  return !outlet?.client || options || isRaced(call) ? undefined : { node: call, kind: 'drain', outlet, code: call, finite: false };
}

const isOtherEnd = (call: T.CallExpression): boolean =>
  /^(close|error|aborted|abort|finish)$/.test(stringOf(call.arguments[0]) ?? '') || /^(finished|setTimeout)$/.test(calledName(call) ?? '');

/** Whether a promise is one of several that are waited for. */
const isRaced = (promise: Node): boolean => [...ancestors(promise)].some(at => isCall(at) && /^(race|any)$/.test(calledName(at) ?? ''));
