import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, enclosingClass, enclosingFunction, isCall, isFunction, isKey, isNullish, memberName, outermostFunction, propertyName,
  stringOf, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { callsOf, outletOf } from '../origin/outlet.ts';

/** Code that runs when the client has gone. */
export interface Parting {
  /** Where it is registered. */
  at: Node;
  /** What runs; nothing where that cannot be seen. */
  body: Node | undefined;
}

/** What a parting must touch to end some work. */
export interface Concern {
  /** Whether the work leaves off by what a variable or field holds. */
  heeds(target: Node): boolean;
  /** Whether the work uses a thing. */
  uses(thing: Node): boolean;
}

const listening = /^(on|once|addListener|prependListener|addEventListener)$/;
const leaving = /^(close|aborted|abort|disconnect)$/;
/** Functions that call another one when a stream or a signal has ended. */
const announcing = /^(onAbort|onFinished|finished|eos|addAbortListener|onClose|onDisconnect)$/;
/** Methods that end what they are called on. */
const ending = new RegExp(`^(${[
  'abort', 'cancel', 'destroy', 'return', 'throw', 'close', 'stop', 'kill', 'terminate', 'unsubscribe', 'unpipe', 'dispose', 'disconnect',
  'quit', 'pause', 'off', 'removeListener',
].join('|')})$`);
const recording = /log|metric|count|track|debug|trace|record|audit|info|warn/i;

/** Whether a call listens for a client, a signal or a stream going away. */
export function isWatch(call: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  const name = calledName(call) ?? '';
  return listening.test(name) ? leaving.test(stringOf(call.arguments[0]) ?? '') : announcing.test(name);
}

const found = new WeakMap<Node, readonly Parting[]>();

/** What a function, or a class, has run when the client goes away. */
export function partingsIn(scope: Node, origin: Origin): readonly Parting[] {
  let partings = found.get(scope);
  if (!partings) found.set(scope, partings = within(scope, origin.module.keys).flatMap(at => partingsAt(at, origin)));
  return partings;
}

function partingsAt(at: Node, origin: Origin): Parting[] {
  switch (at.type) {
    case 'CallExpression': {
      if (isWatch(at) || isEndOfSocket(at, origin)) {
        const listener = at.arguments.slice(1).find(argument => argument.type !== 'ObjectExpression') ?? at.arguments[0];
        return listener && !isRecorder(listener, origin) ? [{ at, body: bodyOf(listener, origin) }] : [];
      }
      return isWaitForClose(at) ? [{ at, body: undefined }] : [];
    }
    case 'AssignmentExpression': {
      const isHandler = at.left.type === 'MemberExpression' && memberName(at.left) === 'onabort';
      return isHandler ? [{ at, body: bodyOf(at.right, origin) }] : [];
    }
    // `new ReadableStream({ cancel() { … } })`
    case 'Property': {
      const isCancel = propertyName(at.key, at.computed) === 'cancel' && isFunction(at.value) && at.parent.type === 'ObjectExpression'
        && at.parent.parent.type === 'NewExpression';
      return isCancel ? [{ at, body: bodyOf(at.value, origin) }] : [];
    }
    default:
      return [];
  }
}

function isEndOfSocket(call: T.CallExpression, origin: Origin): boolean {
  if (!listening.test(calledName(call) ?? '') || stringOf(call.arguments[0]) !== 'end') return false;
  const receiver = receiverOf(call);
  return receiver !== undefined && outletOf(receiver, origin)?.client === true;
}

/** `once(res, 'close')` */
function isWaitForClose(call: T.CallExpression): boolean {
  return calledName(call) === 'once' && leaving.test(stringOf(call.arguments[1]) ?? '');
}

/** `res.on('close', console.log)` */
function isRecorder(listener: Node, origin: Origin): boolean {
  const path = listener.type === 'MemberExpression' ? origin.of(listener) : undefined;
  return path !== undefined && origin.module.catalogue.get(origin.module.catalogue.step(path, '()'))?.safe === true;
}

function bodyOf(listener: Node, origin: Origin): Node | undefined {
  const node = unwrapped(listener);
  if (node.type === 'MemberExpression') return isFunction(origin.definition(node)?.node) ? bodyOfFunction(node, origin) : node;
  if (node.type === 'CallExpression') return node;
  return bodyOfFunction(node, origin);
}

function bodyOfFunction(node: Node, origin: Origin): Node | undefined {
  const definition = origin.definition(node);
  return isFunction(definition?.node) && definition.origin === origin ? definition.node.body : undefined;
}

/** The code that may learn of the client's leaving on behalf of a node: its handler, or its function or class, and those that call it. */
export function scopesOf(node: Node, owner: FunctionNode | undefined, origin: Origin): readonly Node[] {
  const scopes = new Set<Node>();
  const add = (fn: FunctionNode | undefined, depth: number): void => {
    if (!fn || scopes.has(fn)) return;
    scopes.add(fn);
    const around = enclosingClass(fn);
    if (around) scopes.add(owner ? around.body.body.find(isConstructor) ?? fn : around);
    if (depth < 2) for (const call of callsOf(fn, origin)) add(outermostFunction(call), depth + 1);
  };
  add(owner ?? outermostFunction(node), 0);
  add(enclosingFunction(node), 0);
  return [...scopes];
}

const isConstructor = (member: Node): boolean => member.type === 'MethodDefinition' && member.kind === 'constructor';

/** Whether what runs when the client goes away ends some work. */
export function endsWith({ body }: Parting, concern: Concern, origin: Origin, depth = 0): boolean {
  if (!body) return true;
  if (body.type === 'MemberExpression') return ending.test(memberName(body) ?? '') || concern.uses(body.object);
  return within(body, origin.module.keys).some(at => {
    if (at.type === 'AssignmentExpression') return concern.heeds(at.left);
    return at.type === 'CallExpression' && isEnd(at, concern, origin, depth);
  });
}

function isEnd(call: T.CallExpression, concern: Concern, origin: Origin, depth: number): boolean {
  const name = calledName(call) ?? '';
  if (/^clear(Interval|Timeout|Immediate)$/.test(name)) return call.arguments.some(argument => concern.uses(argument));
  const receiver = receiverOf(call);
  if (receiver) {
    const outlet = outletOf(receiver, origin);
    if (outlet?.client || isRequest(receiver, origin)) return false;
    if (ending.test(name)) return true;
    return !origin.factOfCall(call, 'safe') && !recording.test(name) && concern.uses(receiver);
  }
  if (origin.factOfCall(call, 'safe')) return false;
  const definition = origin.definition(call.callee);
  if (isFunction(definition?.node) && definition.origin === origin)
    return depth < 3 && endsWith({ at: call, body: definition.node.body }, concern, origin, depth + 1);
  return !recording.test(name);
}

/** What the client has asked, not what another server has answered. */
export function isRequest(node: Node, origin: Origin): boolean {
  const path = origin.of(node);
  if (path === undefined || origin.module.catalogue.get(path)?.serves?.role !== 'request') return false;
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
  return !fn || ![...handingsOf(fn, origin)].some(({ call }) => origin.factOfCall(call, 'starts'));
}

/** A thing by its text, wherever it is mentioned: `source`, `this.timer`. */
export function isMentionedIn(code: Node, thing: Node, origin: Origin): boolean {
  const text = origin.module.sourceOf(unwrapped(thing));
  return within(code, origin.module.keys).some(at =>
    (at.type === 'Identifier' || at.type === 'MemberExpression') && origin.module.sourceOf(at) === text
    && !(at.parent?.type === 'MemberExpression' && at.parent.property === at && !at.parent.computed));
}

/** Whether an abort signal stands in an expression that somebody may abort when the client goes: not one of a timeout alone. */
export function hasTiedSignal(code: Node, scopes: readonly Node[], origin: Origin): boolean {
  return within(code, origin.module.keys).some(at => {
    if (at.type === 'Identifier') {
      const given = isCall(at.parent) && at.parent.callee === at ? at.parent : at;
      return /(^s|[a-z_]S)ignal$/.test(at.name) && !isKey(at) && isTied(given, scopes, origin, 0);
    }
    if (at.type === 'Property') {
      return /^(s|abortS)ignal$/.test(propertyName(at.key, at.computed) ?? '') && isTied(at.value, scopes, origin, 0);
    }
    return at.type === 'MemberExpression' && memberName(at) === 'signal' && isTied(at, scopes, origin, 0);
  });
}

function isTied(signal: Node, scopes: readonly Node[], origin: Origin, depth: number): boolean {
  const node = unwrapped(signal);
  if (depth > 4) return true;
  if (node.type === 'CallExpression' && calledName(node) === 'timeout') return false;
  if (node.type === 'CallExpression' && calledName(node) === 'any') {
    const [list] = node.arguments;
    return list?.type !== 'ArrayExpression' || list.elements.some(each => each && isTied(each, scopes, origin, depth + 1));
  }
  if (isNullish(node)) return false;
  const made = node.type === 'CallExpression' ? origin.definition(node.callee) : undefined;
  if (made && isFunction(made.node) && made.origin === origin) {
    const { body } = made.node;
    return origin.returned(made.node).some(value => isTied(value, [...scopes, body], origin, depth + 1));
  }
  if (node.type === 'Identifier') {
    const binding = origin.module.bindings.of(node);
    if (!binding) return false;
    if (binding.kind !== 'variable' || binding.node.type !== 'VariableDeclarator') return true;
    if (binding.node.id.type === 'ObjectPattern') return !binding.node.init || isAborted(binding.node.init, scopes, origin);
    return binding.writes.length === 0 || binding.writes.some(write => isTied(write, scopes, origin, depth + 1));
  }
  return node.type !== 'MemberExpression' || memberName(node) !== 'signal' || isAborted(node.object, scopes, origin);
}

/** Whether a controller made here is aborted by more than a timer. */
function isAborted(controller: Node, scopes: readonly Node[], origin: Origin): boolean {
  const binding = controller.type === 'Identifier' ? origin.module.bindings.of(controller) : undefined;
  const [made] = binding?.kind === 'variable' ? binding.writes : [];
  if (!binding || !made || unwrapped(made).type !== 'NewExpression') return controller.type !== 'NewExpression';
  const partings = scopes.flatMap(scope => partingsIn(scope, origin));
  return binding.references.some(reference => {
    const { parent } = reference;
    if (parent.type !== 'MemberExpression') return parent.type !== 'VariableDeclarator';
    return memberName(parent) === 'abort' && partings.some(({ at, body }) => !body || isIn(body, parent) || isIn(at, parent)
      || callsTo(body, parent, origin));
  });
}

const isIn = (outer: Node, inner: Node): boolean => outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];

/** Whether a parting calls the function that a node stands in. */
function callsTo(body: Node, node: Node, origin: Origin): boolean {
  return within(body, origin.module.keys).some(at => {
    const definition = isCall(at) ? origin.definition(at.callee) : undefined;
    return isFunction(definition?.node) && isIn(definition.node, node);
  });
}
