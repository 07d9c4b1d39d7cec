import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, unwrapped, within, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { localCalls } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { writingsIn } from '../origin/outlet.ts';

/** What a context is answered through. */
const answering = /^(body|json|text|html|send|redirect|render|status|type|res|response|respond|newResponse|throw|attachment|reply)$/;
/** What a page is answered by, also by what belongs to a request. */
const rendering = /^(render\w*|redirect)$/;
/** What a message is answered by. */
const acknowledging = /^(n?ack(nowledge)?|ackAll|commitOffsets|complete|abandon|deleteMessage)$/;

/** What calls a function later. */
const later = /^(then|setTimeout|setImmediate)$/;

/** What belongs to a response and says nothing to the client. */
const aside = /^(locals|log|statusCode|headersSent|writableEnded|finished|destroyed|revalidate|getHeaders?|hasHeader|get)$/;

/** Whether the work answers the request itself, or passes it on: `fetch(url).then(r => res.json(r)).catch(next)`. */
export function answers(whole: Node, origin: Origin, depth = 0): boolean {
  for (const at of within(whole, origin.module.keys)) {
    if (isCall(at) && acknowledging.test(calledName(at) ?? '')) return true;
    if (at.type !== 'Identifier') continue;
    const call = at.parent;
    if (!isResponse(at, origin)) {
      if (isCall(call) && call.callee === at && sends(at, origin)) return true;
      if (isCallNamed(call, later) && call.callee !== at && answersLater(at, origin, depth)) return true;
      continue;
    }
    if (call.type === 'MemberExpression' && call.object === at && aside.test(memberName(call) ?? '')) continue;
    // The error of work that nobody waits for comes too late to answer with.
    if (isCall(call) && calledName(call) === 'catch') continue;
    const passed = isCall(call) && call.callee !== at ? origin.definition(call.callee) : undefined;
    if (!isFunction(passed?.node) || !isCall(call)) return true;
    const parameter = passed.node.params[call.arguments.indexOf(at)];
    const binding = parameter?.type === 'Identifier' ? passed.origin.module.bindings.of(parameter) : undefined;
    if (
      binding?.references.some(
        ({ parent }) => parent.type !== 'MemberExpression' || (isCalledOrSet(parent) && !aside.test(memberName(parent) ?? '')),
      )
    )
      return true;
  }
  return fillsResponse(whole, origin) || [...writingsIn(whole, origin)].some(({ outlet }) => outlet.client);
}

/** Whether the work fills a stream that the response was given: `ctx.body = zip.outputStream`, `new Response(readable)`. */
function fillsResponse(whole: Node, origin: Origin): boolean {
  const handler = enclosingFunction(whole);
  const made = new Set<Node | undefined>(madeBy(whole, origin).filter(declarator => handler && contains(handler, declarator)));
  if (!handler || made.size === 0) return false;
  return within(handler.body, origin.module.keys).some(
    at =>
      at.type === 'Identifier' &&
      !contains(whole, at) &&
      made.has(origin.module.bindings.of(at)?.node) &&
      isSent(at, origin),
  );
}

/** The declarations of the names in an expression that hold something made by a call. */
function madeBy(whole: Node, origin: Origin): Node[] {
  return within(whole, origin.module.keys).flatMap(at => {
    const declarator = at.type === 'Identifier' ? origin.module.bindings.of(at)?.node : undefined;
    return declarator?.type === 'VariableDeclarator' && declarator.init && isCall(unwrapped(declarator.init)) ? [declarator] : [];
  });
}

/** Whether a stream, or that of an object, becomes the body of a response. */
function isSent(name: T.Identifier, origin: Origin): boolean {
  const member = name.parent.type === 'MemberExpression' && name.parent.object === name ? name.parent : undefined;
  const sent = outermost(member ?? name);
  const around = sent.parent as Node;
  const isStream = member
    ? /stream|readable/i.test(memberName(member) ?? '')
    : /^(stream:|:\w*Stream\(\))/.test(origin.of(name) ?? '');
  if (around.type === 'AssignmentExpression')
    return isStream && around.right === sent && /\bbody$/.test(origin.module.sourceOf(around.left));
  if (!isCall(around)) return false;
  if (around.callee === sent) return calledName(around) === 'pipe';
  return (
    /^(Next)?Response$|^pipeline$/.test(calledName(around) ?? '') ||
    (isStream && /^(send|body|newResponse)$/.test(calledName(around) ?? ''))
  );
}

/** Whether a function within the handler that is called answers through the handler's own response: `() => send(200)`. */
function sends(name: T.Identifier, origin: Origin): boolean {
  const { bindings, keys } = origin.module;
  const definition = origin.definition(name);
  const fn = definition?.origin === origin ? definition.node : undefined;
  return isFunction(fn) && within(fn.body, keys).some(at => {
    const declared = at.type === 'Identifier' && isResponse(at, origin) ? bindings.of(at)?.declared : undefined;
    const around = at.parent;
    if (declared === undefined || contains(fn, declared)) return false;
    // `next(error)`
    if (around?.type !== 'MemberExpression') return isCall(around) && around.callee === at;
    return isCalledOrSet(around) && !aside.test(memberName(around) ?? '');
  });
}

/** Whether a function of the same file that a promise or a timer is handed answers: `fetch(url).then(answer)`. */
function answersLater(name: T.Identifier, origin: Origin, depth: number): boolean {
  const definition = depth < 3 ? origin.definition(name) : undefined;
  return isFunction(definition?.node) && definition.origin === origin && answers(definition.node.body, origin, depth + 1);
}

/** A response, a context that is answered through, or the function that passes a request on. */
function isResponse(name: T.Identifier, origin: Origin, depth = 0): boolean {
  const { bindings, catalogue } = origin.module;
  const binding = bindings.of(name);
  if (binding?.kind !== 'parameter' || binding.declared === name) return false;
  const path = origin.of(name);
  const serves = path === undefined ? undefined : catalogue.get(path)?.serves;
  if (!serves && /^(next|reply|done|callback|cb)$/.test(name.name)) return true;
  if (path === undefined) return depth < 3 && isPassedResponse(binding, origin, depth);
  const { parent } = name;
  // `req.web.render(view)`: middleware put there what answers.
  if (serves?.role === 'request') return parent.type === 'MemberExpression' && rendering.test(calledAtEnd(parent) ?? '');
  if (serves?.role === 'context') {
    return parent.type === 'MemberExpression' && isCalledOrSet(parent) && answering.test(memberName(parent) ?? '');
  }
  return serves?.role === 'response' || /:Next(Function)?\(\)$/.test(path);
}

/** Whether handlers of the file pass their response under this name: `sendFile(() => load(id), res)`. */
function isPassedResponse({ declared }: Binding, origin: Origin, depth: number): boolean {
  const fn = enclosingFunction(declared);
  const index = fn?.params.findIndex(parameter => parameter === declared) ?? -1;
  const calls = fn && index >= 0 ? localCalls(fn, origin) ?? [] : [];
  return calls.some(({ arguments: given }) => {
    const passed = given[index];
    return passed?.type === 'Identifier' && isResponse(passed, origin, depth + 1);
  });
}

/** The method that is called at the end of a chain of members: `render` of `req.web.pages.render(view)`. */
function calledAtEnd(member: T.MemberExpression): string | undefined {
  let at: T.MemberExpression = member;
  while (at.parent.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  return at !== member && isCall(at.parent) && at.parent.callee === at ? memberName(at) : undefined;
}

function isCalledOrSet(member: Node): boolean {
  let at = member;
  while (at.parent?.type === 'MemberExpression') at = at.parent;
  const around = at.parent as Node;
  return (isCall(around) && around.callee === at) || (around.type === 'AssignmentExpression' && around.left === at);
}
