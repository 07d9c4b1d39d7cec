import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, stringOf, unwrapped, within,
  type CallNode, type Node,
} from '../../ast.ts';
import type { Fails } from '../../library.ts';
import { receiverOf } from './call.ts';
import { handingsOf } from './handed.ts';
import type { Origin } from './origin.ts';

/** A function that is to be called when an event happens. */
export interface Listening {
  call: CallNode;
  event: string;
  listener: Node;
  /** What fails the event: a variable, or the text or node of what has no name. */
  emitter: unknown;
  /** An expression that gives the emitter. */
  of: Node;
}

/** Methods that have a function called when an event happens. */
export const registering = /^(on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
/** Whether a node is a call that has a function called when an event happens, behind those that were added before. */
export const isListening = (node: Node | null | undefined): node is CallNode =>
  isCallNamed(node, /^(on|once|addListener|addEventListener)$/);
/** Whether a node is a call that takes such a function off. */
export const isTakingOff = (node: Node | null | undefined): node is CallNode =>
  isCallNamed(node, /^(off|removeListener|removeEventListener)$/);
/** Events after which an emitter tells no more. */
export const last = /^(exit|close|end|finish|error)$/;
/** Methods that give the emitter on which they are called. */
const fluent = new RegExp(`^(${[
  'on', 'once', 'off', 'addListener', 'prependListener', 'removeListener', 'setEncoding', 'setTimeout', 'setMaxListeners', 'resume',
  'pause', 'setNoDelay', 'unref', 'ref', 'listen',
].join('|')})$`);

/** What a call listens for, if it does. */
export function listeningOf(call: CallNode, origin: Origin): Listening | undefined {
  const [event, listener] = call.arguments;
  const name = stringOf(event);
  const of = registering.test(calledName(call) ?? '') ? receiverOf(call) : undefined;
  return of && name !== undefined && listener ? { call, event: name, listener, emitter: emitterOf(of, origin), of: baseOf(of) } : undefined;
}

/** Whether an emitter is a part of another one: `child.stdout` of `child`. */
export const isPartOf = ({ of: part }: Listening, { of: whole }: Listening, { module: { sourceOf } }: Origin): boolean =>
  part.type === 'MemberExpression' && sourceOf(part.object) === sourceOf(whole);

/** Whether a call stands further out than another: in a function around that in which the other stands. */
export function isAround(outer: CallNode, call: CallNode): boolean {
  const around = enclosingFunction(outer);
  return around !== undefined && around !== enclosingFunction(call) && contains(around, call);
}

/** Events that come but once, or seldom. */
const rare = new RegExp(`${last.source}|^(connect|open|ready|listening|secureConnect|spawn|online|upgrade|disconnect|timeout|destroy)$`);

/** Whether `this` is the emitter that calls a function of the file again and again: `parser.on('packet', enqueue)`. */
export function isOfManyEvents(self: Node, origin: Origin): boolean {
  const fn = [...ancestors(self)].find(at => at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression');
  return isFunction(fn) && [...handingsOf(fn, origin)].some(({ call }) => {
    const [event, listener] = call.arguments;
    const name = isCallNamed(call, /^(on|addListener)$/) ? stringOf(event) : undefined;
    return name !== undefined && !rare.test(name) && listener?.type === 'Identifier';
  });
}

/** Whether a call is made anew for each request, or each event that comes often, of which one may settle a promise. */
export function isOfMany(call: CallNode, scope: Node, origin: Origin): boolean {
  const around = [...ancestors(call)].filter(isFunction).filter(fn => contains(scope, fn));
  return around.some(fn => [...handingsOf(fn, origin)].some(handing => {
    const name = calledName(handing.call) ?? '';
    const isOften = registering.test(name) && !/once/i.test(name) && !last.test(stringOf(handing.call.arguments[0]) ?? '');
    return isOften || origin.factsOfCall(handing.call)?.handles !== undefined;
  }));
}

/** The expression under a chain of methods that give what they are called on. */
function baseOf(expression: Node): Node {
  let at = unwrapped(expression);
  while (at.type === 'CallExpression' && fluent.test(calledName(at) ?? '')) {
    const under = receiverOf(at);
    if (!under) break;
    at = under;
  }
  return at;
}

/** What tells an emitter from another: its variable, else its text where it has a name, else the call that makes it. */
export function emitterOf(expression: Node, origin: Origin): unknown {
  const base = baseOf(expression);
  if (base.type === 'Identifier') return origin.module.bindings.of(base) ?? base.name;
  if (!isCall(base)) return origin.module.sourceOf(base);
  let top: Node = base;
  for (let at: Node = base; at.parent?.type === 'MemberExpression' && isCall(at.parent.parent) && baseOf(at.parent.parent) === base;) {
    at = at.parent.parent;
    top = at;
  }
  let around = outermost(top).parent;
  // `secure ? https.request(url) : http.request(url)`
  while (around?.type === 'ConditionalExpression' || around?.type === 'LogicalExpression') around = outermost(around).parent;
  const name = around?.type === 'VariableDeclarator' ? around.id : around?.type === 'AssignmentExpression' ? around.left : undefined;
  if (name?.type === 'MemberExpression') return origin.module.sourceOf(name);
  return name?.type === 'Identifier' ? origin.module.bindings.of(name) ?? base : base;
}

/** A stream fails by `error`, and closes in any case. */
const stream: Fails = { what: 'stream', events: ['error', 'aborted'], ends: ['close'] };

/** How something tells that it has failed: by what the libraries know, or since it is used as only a stream is. */
export function failingOf(emitter: Node, listenings: readonly Listening[], origin: Origin): Fails | undefined {
  const path = origin.of(emitter);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  if (facts?.fails) return facts.fails;
  if (facts?.reads || facts?.writes) return stream;
  if (path !== undefined && facts) return undefined;
  const events = listenings.map(({ event }) => event);
  if ((events.includes('data') || events.includes('readable')) && events.includes('end')) return stream;
  // `const sent = source.pipe(res);`
  const [only, ...more] = emitter.type === 'Identifier' ? origin.module.bindings.of(emitter)?.writes ?? [] : [emitter];
  if (only && more.length === 0 && isCallNamed(unwrapped(only), /^pipe$/)) return stream;
  const isPiped = (mention: Node): boolean => {
    const around = mention.parent as Node;
    if (around.type === 'MemberExpression' && around.object === mention) return memberName(around) === 'pipe' && isCall(around.parent);
    return isCall(around) && around.callee !== mention && calledName(around) === 'pipe';
  };
  return mentionsOf(emitter, origin).some(isPiped) ? stream : undefined;
}

/** Where a named emitter is mentioned. */
function mentionsOf(emitter: Node, origin: Origin): readonly T.Identifier[] {
  return (emitter.type === 'Identifier' ? origin.module.bindings.of(emitter)?.references : undefined) ?? [];
}

/** Whether a function that is not known may listen as well, since it is handed the emitter. */
export function isHandedOn(emitter: Node, settles: ReadonlySet<Node>, origin: Origin): boolean {
  return mentionsOf(emitter, origin).some(mention => {
    const call = mention.parent;
    if (!isCall(call) || call.callee === mention || settles.has(call.callee)) return false;
    return !/^(pipe|push|add|set|delete|has|Promise|race)$/.test(calledName(call) ?? '') && !origin.factsOfCall(call)?.safe;
  });
}

/** Whether a listener has its emitter try again before it leaves, so that others settle: `server.listen(0, host); return;` */
export function beginsAgain(leaves: Node, call: CallNode, origin: Origin): boolean {
  const own = listeningOf(call, origin);
  const block = leaves.type === 'ReturnStatement' ? leaves.parent : undefined;
  return own !== undefined && block !== undefined && within(block, origin.module.keys, isFunction).some(at => {
    const receiver = isCallNamed(at, /^(listen|connect|open|start|retry)$/) ? receiverOf(at) : undefined;
    return receiver !== undefined && emitterOf(receiver, origin) === own.emitter;
  });
}

/** Whether an emitter is told to end, or the file itself tells the event that is waited for: it is sure to come. */
export function isSureToCome({ event, emitter, of }: Listening, scope: Node, origin: Origin): boolean {
  const { sourceOf, callsNamed, keys } = origin.module;
  const emits = callsNamed?.('emit').some(call =>
    stringOf(call.arguments[0]) === event && sourceOf(receiverOf(call) ?? call) === sourceOf(of) && of.type === 'MemberExpression');
  if (emits === true) return true;
  const isMade = of.type === 'Identifier' && origin.module.bindings.of(of)?.writes.some(write => isCall(unwrapped(write))) === true;
  if (!/^(exit|close)$/.test(event) || isMade) return false;
  const around = enclosingFunction(scope);
  return around !== undefined && within(around.body, keys).some(at => {
    const killed = isCallNamed(at, /^kill$/) && at.range[0] < scope.range[0] ? receiverOf(at) : undefined;
    return killed !== undefined && emitterOf(killed, origin) === emitter;
  });
}

/** All that is listened for in a node. */
export function listeningsIn(scope: Node, origin: Origin): Listening[] {
  return within(scope, origin.module.keys).flatMap(at => (isCall(at) ? listeningOf(at, origin) ?? [] : []));
}
