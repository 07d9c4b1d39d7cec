import {
  ancestors, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, stringOf, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { nameOf as calledAs } from '../origin/callers.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { mentionsOf } from '../place/again.ts';
import type { Executor } from '../place/operation.ts';
import { areExclusive } from '../place/opposite.ts';
import { callbackOf } from './handle.ts';
import { comesBack } from './rearming.ts';

/** Whether a timer is there in case something else does not come in time. */
export function isDeadline(use: Use<'starts'>, executor: Executor | undefined, operation: FunctionNode, origin: Origin): boolean {
  const [given] = use.node.arguments;
  const callback = given && unwrapped(given);
  if (!callback) return false;
  const body = callbackOf(use, origin) ?? callback;
  // What starts itself again looks whether it is time, turn by turn.
  if (contains(body, use.node) || startsItself(body, origin)) return false;
  const speaks = (binding: Executor['resolve']): boolean =>
    binding?.references.some(reference => contains(body, reference) || reference === callback) === true;
  const isSettled = executor && speaks(executor.resolve);
  if (executor && isGrace(use.node, executor)) return false;
  if (executor && speaks(executor.reject) && !isSettled) return true;
  if (isSettled && isRaced(executor.promise, origin)) return true;
  // `setTimeout(() => resolve(load(url, tries - 1)), 500)` tries again.
  if (isSettled && comesBack(body, use.node, origin)) return false;
  if (isSettled) {
    return hasOtherEnds(use.node, body, executor) && !closesAlone(body, executor, origin) && !isRegularEnd(callback, body, executor);
  }
  // What a further timer does is its own affair.
  const calls = within(body, origin.module.keys, at => isOfTimer(at, origin)).filter(isCall);
  const handed = isFunction(callback) ? '' : origin.module.sourceOf(callback);
  const aborts = calls.filter(call => isCallNamed(call, /^abort$/));
  if (/\.abort\b/.test(handed) || aborts.some(abort => isOfItsOwn(abort, use.node, origin))) return !isFallback(operation, origin);
  // `command.reject(new Error('timed out'))`, which somebody else settles in time.
  if (calls.some(call => isCallNamed(call, /^reject$/) && call.arguments[0]?.type === 'NewExpression')) return true;
  const cuts = calls.filter(call => isCallNamed(call, /^(kill|destroy|terminate|cancel)$/) && !isDeletion(call));
  const isWaited = executor !== undefined || goesOn(use.node, origin) || isWaitedFor(operation, use.node, origin);
  if (cuts.length > 0 && !isShort(use.node) && (isWaited || cuts.some(cut => isHeardOf(cut, operation, origin)))) return true;
  return callsBack(body, operation, origin);
}

/** Whether a function is what a timer calls. */
const isOfTimer = (at: Node, origin: Origin): boolean =>
  isFunction(at) && isCall(at.parent) && at.parent.callee !== at && origin.factOfCall(at.parent, 'starts')?.timer !== undefined;

/** Whether a function starts a timer that calls it again. */
function startsItself(fn: Node, origin: Origin): boolean {
  if (!isFunction(fn)) return false;
  return mentionsOf(fn, origin).some(mention => contains(fn, mention) && isCall(mention.parent)
    && mention.parent.arguments[0] === mention && origin.factOfCall(mention.parent, 'starts')?.timer === 'once');
}

/** `await account.destroy()`: what is waited for is taken out of a database; no stream gives anything to wait for. */
const isDeletion = (call: CallNode): boolean => isCallNamed(call, /^destroy$/) && outermost(call).type === 'AwaitExpression';

/** Whether a timer only puts off what the end of something brings: nothing but an error, which came before, settles the promise else. */
function isGrace(timer: Node, { fn, resolve, reject }: Executor): boolean {
  const heardAt = (node: Node, event: RegExp): Node | undefined => [node, ...ancestors(node)].find(at =>
    at !== fn && contains(fn, at) && isCallNamed(at.parent, /^(on|once|addListener)$/) && at.parent.arguments[1] === at
      && event.test(stringOf(at.parent.arguments[0]) ?? ''));
  const end = heardAt(timer, /^(exit|close|end|finish)$/);
  const others = [...resolve?.references ?? [], ...reject?.references ?? []].filter(reference => !end || !contains(end, reference));
  return end !== undefined && others.every(reference => heardAt(reference, /^error$/) !== undefined);
}

/** Whether a promise is fulfilled by the timer alone, and all else that may come is an error: the time of a scan, not a guard. */
function isRegularEnd(callback: Node, body: Node, { resolve, reject }: Executor): boolean {
  const isOfTimer = (reference: Node): boolean => contains(body, reference) || contains(callback, reference);
  const others = (reject?.references ?? []).filter(reference => !isOfTimer(reference));
  return resolve?.references.every(isOfTimer) === true && others.length > 0 && others.every(reference =>
    [reference, ...ancestors(reference)].some(at =>
      isCallNamed(at.parent, /^(on|once|addListener)$/) && at.parent.arguments[1] === at && stringOf(at.parent.arguments[0]) === 'error'));
}

/** Whether a timer also closes what nobody else does, whatever settles the promise: without it, that would stay open. */
function closesAlone(body: Node, { fn }: Executor, origin: Origin): boolean {
  const closings = (node: Node): readonly string[] => within(node, origin.module.keys).flatMap(at => {
    const closed = isCallNamed(at, /^(close|end|disconnect|quit)$/) ? receiverOf(at) : undefined;
    return closed ? [origin.module.sourceOf(closed)] : [];
  });
  const own = closings(body);
  const all = closings(fn.body);
  return own.some(closed => all.filter(other => other === closed).length === own.filter(other => other === closed).length);
}

/** Names of functions, and of methods, that end something. */
const ending = /^[_#]?(close|stop|kill|end|shut_?[dD]own|quit|terminate|destroy|dispose|tear_?[dD]own|exit)(?![a-z])/;

/** Whether a timer ends by force what is to end by itself: where that fails, the timer is all that does. */
export function forcesEnd(use: Use<'starts'>, operation: FunctionNode, origin: Origin): boolean {
  const callback = callbackOf(use, origin);
  const partsOf = (fn: FunctionNode): Node[] => within(fn.body, origin.module.keys);
  if (!callback || !partsOf(callback).some(at => isCallNamed(at, /^(kill|terminate|destroy|exit)$/))) return false;
  return ending.test(calledAs(operation) ?? '') || partsOf(operation).some(at =>
    at.type === 'AwaitExpression' && at.range[0] > use.node.range[0] && isCallNamed(unwrapped(at.argument), ending));
}

/** Whether a timer runs out before anybody minds. */
function isShort({ arguments: [, delay] }: CallNode): boolean {
  return delay?.type === 'Literal' && typeof delay.value === 'number' && delay.value <= 1000;
}

/** Whether a node runs only where a function has run that sets a flag: `if (timedOut) return;` */
export function runsBehind(node: Node, fn: Node, { module: { bindings } }: Origin): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    if (at.type !== 'IfStatement' || !contains(at.consequent, node)) continue;
    const flag = unwrapped(at.test);
    const binding = flag.type === 'Identifier' ? bindings.of(flag) : undefined;
    // Nobody else sets it.
    const sets = binding?.writes.filter(write => write.type !== 'Literal' || Boolean(write.value)) ?? [];
    if (sets.length > 0 && sets.every(write => contains(fn, write))) return true;
  }
  return false;
}

/** Whether what a timer aborts was begun where the timer was: `stop(delay)` only puts off the end of what others have begun. */
function isOfItsOwn(abort: CallNode, timer: Node, origin: Origin): boolean {
  const controller = receiverOf(abort);
  const root = controller && rootOf(controller);
  const binding = root?.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const fn = enclosingFunction(timer);
  return !binding || !fn || contains(fn, binding.declared) || goesOn(timer, origin);
}

/** Whether a timer stands in for `AbortSignal.timeout()` where a platform has none. */
const isFallback = (operation: FunctionNode, { module: { keys, sourceOf } }: Origin): boolean =>
  within(operation, keys).some(at => at.type === 'MemberExpression' && sourceOf(at) === 'AbortSignal.timeout');

/** Whether anything but the timer settles the promise. */
function hasOtherEnds(node: Node, callback: Node, { fn, resolve, reject }: Executor): boolean {
  const references = [...(resolve?.references ?? []), ...(reject?.references ?? [])];
  return references.some(reference => {
    if (contains(node, reference) || contains(callback, reference) || isInstead(reference, node, fn)) return false;
    const around = enclosingFunction(reference);
    return around !== fn || (isCall(reference.parent) && reference.parent.callee !== reference);
  });
}

/**
 * Whether something settles in place of a timer, and never beside it: in another branch of what runs once, or in a step of a chain that
 * came before the step that starts the timer, as in `work().then(resolve).catch(() => setTimeout(tryAgain, 100))`.
 */
function isInstead(reference: Node, timer: Node, executor: FunctionNode): boolean {
  for (const at of ancestors(timer)) {
    if (!isFunction(at)) continue;
    if (at === executor) return areExclusive(reference, timer);
    if (contains(at, reference) && isInsteadOf(reference, timer)) return true;
    if (!isCallNamed(at.parent, /^(then|catch|finally)$/)) return false;
    if (isLastOf(at, timer) && catchesBehind(at.parent, reference)) return true;
    if (contains(at.parent.callee, reference) || (contains(at, reference) && areExclusive(reference, timer))) return true;
  }
  return false;
}

/** Whether a function starts a timer and does no more. */
function isLastOf({ body }: FunctionNode, timer: Node): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : body;
  return last !== undefined && unwrapped(last.type === 'ExpressionStatement' ? last.expression : last) === timer;
}

/** Whether a node stands in a later step of a chain that only a failure comes to: `ask().then(() => …).catch(reject)`. */
function catchesBehind(step: Node, reference: Node): boolean {
  for (let at = step; at.parent?.type === 'MemberExpression' && isCall(at.parent.parent); at = at.parent.parent) {
    const next = at.parent.parent;
    if (isCallNamed(next, /^catch$/) && next.arguments.some(given => contains(given, reference))) return true;
  }
  return false;
}

/** Whether it settles in the `catch` of a `try` whose last statement starts the timer: where that was started, nothing failed. */
function isInsteadOf(reference: Node, timer: Node): boolean {
  return [...ancestors(reference)].some(at => {
    const around = at.type === 'CatchClause' && at.parent.type === 'TryStatement' ? at.parent : undefined;
    const last = around?.block.body.at(-1);
    return last?.type === 'ExpressionStatement' && unwrapped(last.expression) === timer;
  });
}

/** `Promise.race([work(), timeout])` */
export function isRaced(promise: Node, origin: Origin): boolean {
  const value = outermost(chainOf(promise));
  const isElement = (node: Node): boolean =>
    node.parent?.type === 'ArrayExpression' && isCallNamed(node.parent.parent, /^(race|any)$/);
  if (isElement(value)) return true;
  const name = value.parent?.type === 'VariableDeclarator' ? value.parent.id : undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return binding?.references.some(isElement) === true;
}

/** The steps behind a promise, the last of them: `new Promise(…).then(() => { throw late; })`. */
function chainOf(promise: Node): Node {
  const member = outermost(promise).parent;
  const call = member?.type === 'MemberExpression' && /^(then|catch|finally)$/.test(memberName(member) ?? '') ? member.parent : undefined;
  return isCall(call) && call.callee === member ? chainOf(call) : promise;
}

/** Whether a function waits for something behind a node. */
function goesOn(node: Node, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  return (
    fn !== undefined &&
    within(fn.body, origin.module.keys, isFunction).some(at => at.type === 'AwaitExpression' && at.range[0] > node.range[0])
  );
}

/** Whether a function gives a promise that was made before the timer was started, of the end that it may have to force. */
function isWaitedFor(operation: FunctionNode, timer: Node, origin: Origin): boolean {
  return origin.returned(operation).some(value => {
    const binding = value.type === 'Identifier' ? origin.module.bindings.of(value) : undefined;
    const [write, ...more] = binding?.writes ?? [];
    if (!write || more.length > 0 || write.range[0] > timer.range[0]) return false;
    const made = unwrapped(write);
    const definition = isCall(made) && made.type === 'CallExpression' ? origin.definition(made.callee) : undefined;
    const values = isFunction(definition?.node) ? definition.origin.returned(definition.node).map(unwrapped) : [made];
    return values.some(at => makesPromise(at, origin));
  });
}

/** Whether what a timer cuts off was begun by the same operation, which listens to its end: `child.on('exit', code => …)`. */
function isHeardOf(cut: CallNode, operation: FunctionNode, origin: Origin): boolean {
  const root = receiverOf(cut);
  const binding = root?.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const [begun, ...more] = binding?.writes ?? [];
  if (!binding || !begun || more.length > 0 || !isCall(unwrapped(begun)) || !contains(operation, binding.declared)) return false;
  return binding.references.some(({ parent: member }) => {
    const call = member?.type === 'MemberExpression' ? member.parent : undefined;
    if (!isCallNamed(call, /^(on|once|addListener)$/) || call.callee !== member) return false;
    return /^(exit|close|end)$/.test(stringOf(call.arguments[0]) ?? '') && contains(operation, call);
  });
}

/** Whether a timer calls back with an error, where something else calls back with a result. */
function callsBack(body: Node, operation: FunctionNode, origin: Origin): boolean {
  return operation.params.some(parameter => {
    const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
    const calls = (binding?.references ?? []).filter(({ parent }) => isCall(parent) && parent.arguments.length > 0);
    const own = calls.filter(reference => isCall(reference.parent) && reference.parent.callee === reference && contains(body, reference));
    const others = calls.filter(reference => !contains(body, reference) && enclosingFunction(reference) !== operation);
    const isError = ({ parent }: Node): boolean => isCall(parent) && parent.arguments[0]?.type === 'NewExpression';
    return others.length > 0 && own.some(isError);
  });
}
