import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { passedTo } from '../origin/outlet.ts';
import type { Use } from '../origin/use.ts';
import { valuesOf } from '../origin/values.ts';
import type { Place } from '../place/place.ts';
import { isLiteral, watchesClient } from './upstream.ts';

/** Work that is undone only when the response was finished, which never happens when the client goes away first. */
export function isUndoneOnFinish(call: CallNode, placeOf: () => Place, origin: Origin): boolean {
  const [event, listener] = call.arguments;
  const receiver = isLiteral(event, /^finish$/) ? receiverOf(call) : undefined;
  if (!listener || !receiver) return false;
  const { handler } = isResponse(receiver, origin) ? placeOf() : {};
  return handler !== undefined && !watchesClient(handler, origin) && undoes(listener, origin);
}

/** Whether it is a response, also one that all calls of a function of the file pass. */
function isResponse(node: Node, origin: Origin): boolean {
  const role = origin.factsOf(node)?.serves?.role;
  const passed = role === undefined ? passedTo(node, origin) ?? [] : [];
  return role === 'response' || (passed.length > 0 && passed.every(given => origin.factsOf(given)?.serves?.role === 'response'));
}

/** Names of functions that give something back. */
const undoing = new RegExp(`^(${[
  'release', 'close', 'unlink', 'unlinkSync', 'rm', 'rmSync', 'rmdir', 'destroy', 'unlock', 'free', 'dispose', 'delete', 'kill',
  'terminate', 'giveBack', 'putBack', 'checkIn', 'clearInterval', 'clearTimeout', 'disconnect', 'quit', 'unsubscribe',
].join('|')})$`);

/** Whether a function gives something back: a slot, a file, a lock; itself, or by a function of the project that it calls. */
function undoes(listener: Node, origin: Origin, depth = 0): boolean {
  // `release.bind(this, key)`
  const bound = isCall(listener) && calledName(listener) === 'bind' ? receiverOf(listener) : undefined;
  const given = bound ?? listener;
  const definition = origin.definition(given);
  const body = isFunction(definition?.node) ? definition.node.body : undefined;
  if (given.type === 'Identifier' && (undoing.test(given.name) || origin.isReleaser(given))) return true;
  if (given.type === 'MemberExpression' && undoing.test(memberName(given) ?? '')) return true;
  if (!definition || !body) return false;
  return within(body, origin.module.keys).some(at => {
    if (!isCall(at)) return freesSlot(at, definition.origin);
    if (undoing.test(calledName(at) ?? '')) return !isOfExchange(at, definition.origin);
    if (abortsAlone(at, body, definition.origin)) return true;
    if (freesEntry(at, definition.origin)) return true;
    return depth < 2 && at.type === 'CallExpression' && undoes(at.callee, definition.origin, depth + 1);
  });
}

/** Whether code aborts a controller that nothing else aborts, and whose signal is not one of several. */
function abortsAlone(call: CallNode, code: Node, { module: { bindings, text } }: Origin): boolean {
  const controller = calledName(call) === 'abort' ? receiverOf(call) : undefined;
  const binding = controller?.type === 'Identifier' ? bindings.of(controller) : undefined;
  if (binding?.kind !== 'variable' || /\bAbortSignal\.any\b/.test(text)) return false;
  const made = binding.writes.length === 1 ? binding.writes[0] : undefined;
  if (made?.type !== 'NewExpression' || calledName(made) !== 'AbortController') return false;
  return binding.references.filter(mention => mention !== binding.declared).every(mention => {
    const { parent } = mention;
    if (parent.type === 'VariableDeclarator') return parent.init !== mention || parent.id.type === 'ObjectPattern';
    const member = parent.type === 'MemberExpression' && parent.object === mention ? memberName(parent) : undefined;
    return member === 'signal' || (member === 'abort' && contains(code, mention));
  });
}

/** Whether a count is lowered that something compares with a limit: `active -= 1`, where `active < MAX` lets others in. */
function freesSlot(node: Node, origin: Origin): boolean {
  const count = loweredBy(node, origin);
  if (count?.type === 'Identifier') {
    const binding = origin.module.bindings.of(count);
    return binding !== undefined && isModuleLevel(binding) && binding.references.some(isLimited);
  }
  const name = count?.type === 'MemberExpression' ? memberName(count) : undefined;
  return name !== undefined && (origin.module.membersNamed?.(name) ?? []).some(isLimited);
}

/** `used--`, `used -= 1`, `used = Math.max(0, used - 1)` */
function loweredBy(node: Node, { module: { keys, sourceOf } }: Origin): Node | undefined {
  if (node.type === 'UpdateExpression') return node.operator === '--' ? node.argument : undefined;
  if (node.type !== 'AssignmentExpression') return undefined;
  const { left, operator, right } = node;
  const isLess = (at: Node): boolean => at.type === 'BinaryExpression' && at.operator === '-' && sourceOf(at.left) === sourceOf(left);
  return operator === '-=' || (operator === '=' && within(right, keys).some(isLess)) ? left : undefined;
}

/** The same with a count for each key: `running.set(key, count - 1)`. */
function freesEntry(call: CallNode, origin: Origin): boolean {
  const [, count] = call.arguments;
  const counts = calledName(call) === 'set' && count?.type === 'BinaryExpression' && count.operator === '-' ? receiverOf(call) : undefined;
  const text = counts && origin.module.sourceOf(counts);
  return text !== undefined && (origin.module.callsNamed?.('get') ?? []).some(got => {
    const from = receiverOf(got);
    return from !== undefined && origin.module.sourceOf(from) === text && isCompared(got, origin);
  });
}

/** Whether a value, or the name that it is given, is compared with a limit. */
function isCompared(value: Node, origin: Origin): boolean {
  let at = outermost(value);
  if (at.parent?.type === 'LogicalExpression' && at.parent.left === at) at = outermost(at.parent);
  const id = at.parent?.type === 'VariableDeclarator' ? at.parent.id : undefined;
  const mentions = id?.type === 'Identifier' ? origin.module.bindings.of(id)?.references : undefined;
  return mentions ? mentions.some(isLimited) : isLimited(at);
}

/** `active < MAX`, and not whether there is any at all. */
function isLimited(mention: Node): boolean {
  const around = mention.parent;
  if (around?.type !== 'BinaryExpression' || !/^([<>]=?|===?)$/.test(around.operator)) return false;
  const other = around.left === mention ? around.right : around.left;
  return !(other.type === 'Literal' && Number(other.value) <= 1);
}

/** Whether a call ends the request or the response itself, which have ended without it when the client has gone. */
function isOfExchange(call: CallNode, origin: Origin): boolean {
  const receiver = receiverOf(call);
  // `req.socket` is of the exchange too.
  const isSocket = receiver?.type === 'MemberExpression' && /^(socket|connection)$/.test(memberName(receiver) ?? '');
  const whole = isSocket ? receiver.object : receiver;
  const path = whole && origin.of(whole);
  return path !== undefined && origin.module.catalogue.get(path)?.serves !== undefined;
}

/** Whether somebody stops a timer, or its callback does no more than end a wait. */
export function isStopped({ node, facts: { starts } }: Use<'starts'>, origin: Origin): boolean {
  const [given] = node.arguments;
  const defined = given && origin.definition(given);
  const callback = defined?.node;
  if (!isFunction(callback)) return true;
  // `setTimeout(…).unref()` gives the timer itself.
  const chain = outermost(node).parent;
  const isUnref = chain?.type === 'MemberExpression' && /^(un)?ref$/.test(memberName(chain) ?? '') && isCall(chain.parent);
  const kept = outermost(isUnref ? chain.parent : node).parent;
  const stops = list(starts.stop).map(call => /^(\w+)\(/.exec(call)?.[1]).filter(name => name !== undefined);
  if (kept?.type === 'VariableDeclarator' || kept?.type === 'AssignmentExpression') {
    const name = origin.module.sourceOf(kept.type === 'VariableDeclarator' ? kept.id : kept.left);
    const owner = enclosingFunction(node);
    const stopped = owner && within(owner, origin.module.keys).some(at =>
      isCall(at) && stops.includes(calledName(at) ?? '') && at.arguments.some(argument => origin.module.sourceOf(argument) === name));
    if (stopped !== false || kept.type === 'AssignmentExpression') return true;
    if (kept.id.type === 'Identifier' && isShelved(kept.id, stops, origin)) return true;
  } else if (kept?.type !== 'ExpressionStatement') {
    return kept?.type !== 'MemberExpression';
  }
  const where = defined?.origin ?? origin;
  return endsWait(callback, where) || forgetsOnly(callback, where) || givesBackOnly(callback, where);
}

/** Whether a callback does no more than give back what is held in memory, as a restart does too: `() => release()`. */
function givesBackOnly({ body }: FunctionNode, origin: Origin): boolean {
  const [only, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const call = only && more.length === 0 ? unwrapped(only.type === 'ExpressionStatement' ? only.expression : only) : undefined;
  return isCall(call) && origin.isReleaser(call.callee);
}

/** Whether a callback only changes what is in memory, which a restart empties too: `() => sessions.delete(id)`, `busy[id] = false`. */
function forgetsOnly(callback: FunctionNode, origin: Origin): boolean {
  const parts = within(callback.body, origin.module.keys);
  const forgets = (call: CallNode): boolean => {
    const receiver = isCallNamed(call, /^(delete|clear)$/) ? receiverOf(call) : undefined;
    const made = receiver && valuesOf(receiver, origin)?.every(({ node }) => isCollection(bare(node)));
    return made === true;
  };
  const calls = parts.filter(isCall);
  const isChange = (at: Node): boolean => at.type === 'AssignmentExpression' || (at.type === 'UnaryExpression' && at.operator === 'delete');
  if (parts.some(({ type }) => type === 'UpdateExpression' || type === 'AwaitExpression')) return false;
  return (calls.length > 0 || parts.some(isChange)) && calls.every(forgets);
}

const isCollection = (made: Node): boolean => made.type === 'NewExpression' && /^(Map|Set|WeakMap|WeakSet)$/.test(calledName(made) ?? '');

/** Whether a timer is put into a collection, out of which others are taken to be stopped: `clearTimeout(this.timers.get(id))`. */
function isShelved(name: T.Identifier, stops: readonly string[], origin: Origin): boolean {
  const { bindings, sourceOf, callsNamed } = origin.module;
  const shelves = (bindings.of(name)?.references ?? []).flatMap(({ parent }) => {
    const shelf = isCallNamed(parent, /^(set|add|push)$/) ? receiverOf(parent) : undefined;
    return shelf ? [sourceOf(shelf)] : [];
  });
  const values = (argument: Node | undefined): readonly Node[] => {
    const given = argument && unwrapped(argument);
    return given?.type === 'Identifier' ? bindings.of(given)?.writes ?? [] : given ? [given] : [];
  };
  return shelves.length > 0 && stops.flatMap(stop => callsNamed?.(stop) ?? []).some(({ arguments: [stopped] }) =>
    values(stopped).some(value => shelves.some(shelf => sourceOf(value).startsWith(`${shelf}.get(`))));
}

/** A callback that settles a promise, aborts or cuts something off, or ends the program: a sleep or a guard, and no work of its own. */
function endsWait(callback: FunctionNode, origin: Origin): boolean {
  // Who is told of a failure waits for the work before it no more than others: `catch (error) { app.emit('error', error) }`.
  return within(callback.body, origin.module.keys, ({ type }) => type === 'CatchClause').some(at => {
    if (!isCall(at)) return false;
    if (origin.factsOfCall(at)?.ends === true) return true;
    const callee = unwrapped(at.callee);
    const binding = callee.type === 'Identifier' ? origin.module.bindings.of(callee) : undefined;
    return binding?.kind === 'parameter' || /^(abort|reject|resolve|destroy|kill|close|end|terminate|emit)$/.test(calledName(at) ?? '');
  });
}
