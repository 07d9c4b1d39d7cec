import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingClass, enclosingFunction, isCall, isFunction, memberName, outermost, propertyName, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Writes } from '../../library.ts';
import { receiverOf } from './call.ts';
import { localCalls } from './callers.ts';
import { callsOnThis, fieldValues } from './class.ts';
import type { Origin } from './origin.ts';

/** Something that an expression names and that is written to piece by piece. */
export interface Outlet {
  /** As the code writes it: `res`, `ctx.res`. */
  node: Node;
  writes: Writes;
  /** Whether a client reads it, who may go away. */
  client: boolean;
  /** Whether writing to it takes its time while the client is slow. */
  paced: boolean;
}

/** What is written to through an expression, where that is known. */
export function outletOf(expression: Node, origin: Origin, depth = 0): Outlet | undefined {
  const node = unwrapped(expression);
  const path = origin.of(node);
  const writes = path === undefined ? undefined : origin.module.catalogue.get(path)?.writes;
  if (writes) return { node, writes, client: isRead(node, writes, origin), paced: writes.paces === true };
  const passed = path === undefined && depth < 3 ? passedTo(node, origin) : undefined;
  const outlets = passed?.map(argument => outletOf(argument, origin, depth + 1));
  const found = outlets?.find(each => each !== undefined);
  return found && { ...found, node };
}

/** What every call of its function passes for a parameter, or every value that a field of an object is given. */
export function passedTo(node: Node, origin: Origin): Node[] | undefined {
  const owner = node.type === 'MemberExpression' && node.object.type === 'ThisExpression' ? enclosingClass(node) : undefined;
  const field = node.type === 'MemberExpression' ? memberName(node) : undefined;
  if (owner && field !== undefined)
    return fieldValues(owner, field, origin.module.keys).filter(value => value.type === 'Identifier');
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
  const index = fn?.params.indexOf(binding?.declared as never) ?? -1;
  return fn && index >= 0 ? callsOf(fn, origin).flatMap(call => call.arguments[index] ?? []) : undefined;
}

/** The calls of a function in its own file; there may be others elsewhere. */
export function callsOf(fn: FunctionNode, origin: Origin): readonly CallNode[] {
  const all = localCalls(fn, origin);
  if (all) return all;
  const around = fn.parent as Node | undefined;
  if (around?.type === 'MethodDefinition') {
    const name = propertyName(around.key, around.computed);
    return name === undefined ? [] : callsOnThis(around.parent.parent, name, origin.module.keys);
  }
  const name = fn.id ?? (around?.type === 'VariableDeclarator' ? around.id : undefined);
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return (binding?.references ?? []).flatMap(({ parent }, at) =>
    (isCall(parent) && parent.callee === binding?.references[at] ? [parent] : []));
}

function isRead(node: Node, { client }: Writes, origin: Origin): boolean {
  if (client === true) return true;
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  if (client === 'given') return binding?.kind === 'parameter';
  return binding?.kind === 'variable' && binding.references.some(reference => isSent(reference));
}

/** Whether a stream becomes the body of a response: `ctx.body = stream`, `reply.send(stream)`, `new Response(stream)`. */
function isSent(reference: Node): boolean {
  const sent = outermost(reference);
  const around = sent.parent as Node;
  if (around.type === 'AssignmentExpression')
    return around.right === sent && around.left.type === 'MemberExpression' && memberName(around.left) === 'body';
  return isCall(around) && around.callee !== sent && /^(send|body|newResponse|Response|NextResponse)$/.test(calledName(around) ?? '');
}

/** A call that writes. */
export interface Writing {
  node: CallNode;
  outlet: Outlet;
}

/** A call that writes a piece, where it does. */
export function writingOf(call: Node, origin: Origin): Writing | undefined {
  if (call.type !== 'CallExpression') return undefined;
  const name = calledName(call) ?? '';
  if (!origin.module.catalogue.writing.has(name)) return undefined;
  const receiver = receiverOf(call);
  const outlet = receiver && outletOf(receiver, origin);
  return outlet && (outlet.writes.by ?? ['write']).includes(name) ? { node: call, outlet } : undefined;
}

/** The writes that code makes, in functions of the same file that it calls too. */
export function* writingsIn(code: Node, origin: Origin, depth = 0, seen = new Set<Node>()): Generator<Writing> {
  for (const at of within(code, origin.module.keys)) {
    if (at.type !== 'CallExpression') continue;
    const writing = writingOf(at, origin);
    if (writing) yield writing;
    else if (depth < 3) yield* writingsOfCalled(at, origin, depth, seen);
  }
}

/** `send(res, row)`, where `send` writes to its parameter or to what it sees. */
function* writingsOfCalled(call: T.CallExpression, origin: Origin, depth: number, seen: Set<Node>): Generator<Writing> {
  const definition = origin.definition(call.callee);
  const fn = isFunction(definition?.node) ? definition.node : undefined;
  if (!definition || !fn || seen.has(fn) || contains(fn, call)) return;
  seen.add(fn);
  if (definition.origin === origin) {
    for (const { node, outlet } of writingsIn(fn.body, origin, depth + 1, seen)) {
      const argument = argumentFor(outlet.node, fn, call);
      yield { node, outlet: argument ? { ...outlet, node: argument } : outlet };
    }
  }
  yield* throughParameter(fn, call, definition.origin, origin);
}

/** A function of which nothing tells what its parameter is: what the call passes does. */
function* throughParameter(fn: FunctionNode, call: T.CallExpression, theirs: Origin, ours: Origin): Generator<Writing> {
  for (const [index, argument] of call.arguments.entries()) {
    const parameter = fn.params[index];
    const outlet = parameter?.type === 'Identifier' && theirs.of(parameter) === undefined ? outletOf(argument, ours) : undefined;
    const binding = outlet && theirs.module.bindings.of(parameter as T.Identifier);
    const written = binding?.references.some(({ parent }) =>
      parent.type === 'MemberExpression' && isCall(parent.parent) && parent.parent.callee === parent
      && (outlet?.writes.by ?? ['write']).includes(memberName(parent) ?? ''));
    if (outlet && written) yield { node: call, outlet };
  }
}

/** What a call passes for a parameter of the function. */
function argumentFor(node: Node, fn: FunctionNode, call: T.CallExpression): Node | undefined {
  const index = node.type === 'Identifier' ? fn.params.findIndex(each => each.type === 'Identifier' && each.name === node.name) : -1;
  return index < 0 ? undefined : call.arguments[index];
}

/** Calls that answer a request as a whole. */
const answers = /^(json|send|end|sendStatus|jsonp|redirect|render)$/;

/** Where code answers a client in one go: `res.json(found)`. */
export function* answeredIn(code: Node, origin: Origin): Generator<Writing> {
  for (const at of within(code, origin.module.keys)) {
    if (at.type !== 'CallExpression' || !answers.test(calledName(at) ?? '')) continue;
    const receiver = receiverOf(at);
    const outlet = receiver && outletOf(calledOn(receiver), origin);
    if (outlet?.client && !outlet.writes.by) yield { node: at, outlet };
  }
}

/** The object at the bottom of chained calls: `res` of `res.status(200)`. */
function calledOn(receiver: Node): Node {
  let at = bare(receiver);
  for (let depth = 0; depth < 5 && at.type === 'CallExpression'; depth++) at = receiverOf(at) ?? at;
  return at;
}
