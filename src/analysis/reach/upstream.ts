import {
  calledName, contains, enclosingFunction, isCall, isFunction, memberName, outermost, propertyName, unwrapped, within,
  type CallNode, type Node,
} from '../../ast.ts';
import { localCalls } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf } from '../origin/outlet.ts';
import { valuesOf } from '../origin/values.ts';
import type { Handler } from '../place/place.ts';
import { isWatch } from './departure.ts';
import { namesOf } from './offer.ts';

/** Whether an abort signal is given to a call in the expression. */
export function hasSignal(whole: Node, origin: Origin): boolean {
  for (const at of within(whole, origin.module.keys, isFunction)) {
    if (at.type === 'Property' && /^(signal|abortSignal|cancelToken)$/.test(propertyName(at.key, at.computed) ?? '')) return true;
    if (at.type === 'Identifier' && /signal$/i.test(at.name)) return true;
    if (at.type === 'MemberExpression' && memberName(at) === 'signal') return true;
  }
  return false;
}

/** Whether a call to elsewhere ends with the request: by a signal, also in options that have a name, or as the request is passed on. */
export function isTied(node: CallNode, origin: Origin): boolean {
  return hasSignal(node, origin) || within(node, origin.module.keys, isFunction).some(at =>
    !isFunction(at) && ((isCall(at.parent) && at.parent.callee !== at && bringsSignal(at, origin)) || isGivenSignal(at, origin, 0)));
}

/** Whether an argument is the request, which has a signal, or the name of options that hold one. */
function bringsSignal(argument: Node, origin: Origin): boolean {
  if (origin.factsOf(argument)?.serves?.signal === 'it.signal') return true;
  const definition = origin.definition(argument);
  return definition?.node.type === 'ObjectExpression' && hasSignal(definition.node, definition.origin);
}

/** Whether all calls of its function pass a signal for a parameter, or options that hold one: `options` of `ask(text, { signal })`. */
function isGivenSignal(node: Node, origin: Origin, depth: number): boolean {
  const binding = node.type === 'Identifier' && depth < 3 ? origin.module.bindings.of(node) : undefined;
  const fn = binding?.kind === 'parameter' && node !== binding.declared ? enclosingFunction(binding.declared) : undefined;
  const calls = fn && localCalls(fn, origin);
  const values = calls?.length ? valuesOf(node, origin) : undefined;
  return values !== undefined && values.length === calls?.length && values.every(({ node: value, origin: where, steps }) => {
    const given = unwrapped(value);
    if (steps.length > 0) return false;
    const spread = given.type === 'ObjectExpression' ? given.properties.flatMap(each => ('argument' in each ? [each.argument] : [])) : [];
    return hasSignal(given, where) || bringsSignal(given, where)
      || [given, ...spread].some(each => isGivenSignal(each, where, depth + 1));
  });
}

/** Whether a handler, or all that calls it where it is a function of the file, listens for the client going away. */
export function watchesClient({ fn }: Pick<Handler, 'fn'>, origin: Origin, depth = 0): boolean {
  if (within(fn, origin.module.keys).some(isWatch)) return true;
  const callers = depth < 2 ? localCalls(fn, origin) ?? [] : [];
  return callers.length > 0 && callers.every(call => {
    const caller = enclosingFunction(call);
    return caller !== undefined && watchesClient({ fn: caller }, origin, depth + 1);
  });
}

/** Whether what a call gives is passed on to the client piece by piece, so that it lasts as long as the client reads. */
export function isStreamed(node: CallNode, origin: Origin): boolean {
  if (
    calledName(node) === 'stream' ||
    node.arguments.some(argument => argument.type === 'ObjectExpression' && argument.properties.some(isStreamOption))
  )
    return true;
  return mentionsOf(node, origin).some(reference => flowsOut(reference, origin));
}

/** Whether what a call gives may be passed on so: by code that is handed it together with the client, `forward(answer, res)`. */
export function mayBeStreamed(node: CallNode, origin: Origin): boolean {
  return isStreamed(node, origin) || mentionsOf(node, origin).some(({ parent }) => isCall(parent)
    && parent.arguments.some(argument => argument.type !== 'SpreadElement' && outletOf(argument, origin)?.client === true));
}

/** Where the name is mentioned that takes what a call gives. */
function mentionsOf(node: CallNode, origin: Origin): readonly Node[] {
  const declarator = outermost(node).parent;
  const name = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id : undefined;
  return (name && origin.module.bindings.of(name)?.references) ?? [];
}

/** Methods that pass a stream on, or give one. */
const flowing = /^(pipe|pipeTo|pipeThrough|getReader|to\w*(Stream|Response)\w*)$/;

function flowsOut(reference: Node, origin: Origin): boolean {
  let at = outermost(reference);
  const first = at.parent;
  const part = first?.type === 'MemberExpression' && first.object === at ? memberName(first) : undefined;
  if (first && /^(body|data|stream|textStream|fullStream)$/.test(part ?? '')) at = outermost(first);
  // `response.body ?? []`
  if (at.parent?.type === 'LogicalExpression' && at.parent.left === at) at = outermost(at.parent);
  const around = at.parent as Node;
  if (around.type === 'ForOfStatement' && around.right === at) return true;
  if (around.type === 'MemberExpression' && flowing.test(memberName(around) ?? '')) return true;
  if (!isCall(around) || around.callee === at || at === reference) return false;
  const name = calledName(around) ?? '';
  return /^(Response|body|stream)$/.test(name) || (/^(fromWeb|from)$/.test(name) && !isLookedAfter(around, origin));
}

/** Whether a stream goes to what destroys it when the client goes away: `pipeline()`, or the framework that is given it as an answer. */
function isLookedAfter(stream: Node, origin: Origin): boolean {
  const around = outermost(stream).parent as Node;
  if (isCall(around)) return /^(pipeline|send)$/.test(calledName(around) ?? '');
  if (around.type === 'ReturnStatement') return true;
  if (around.type === 'AssignmentExpression') {
    const { left, right } = around;
    // What is piped is read behind the framework's back.
    return left.type === 'MemberExpression' && memberName(left) === 'body' && unwrapped(right) === unwrapped(stream);
  }
  const name = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id : undefined;
  const binding = name && origin.module.bindings.of(name);
  return binding?.references.some(reference => isLookedAfter(reference, origin)) === true;
}

/**
 * Whether an aborted call does no harm: its rejection, and that of reading what it gives, is caught by the handler or by what calls it,
 * and no stream is piped by hand, whose error would end the process.
 */
export function isCaught(node: CallNode, handler: Handler, origin: Origin): boolean {
  const parts = within(handler.fn, origin.module.keys);
  if (parts.some(at => isCall(at) && calledName(at) === 'pipe')) return false;
  if (isCaughtBehind(handler, origin)) return true;
  const declarator = outermost(node).parent;
  const name = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id : undefined;
  const mentions: readonly Node[] = [node, ...((name && origin.module.bindings.of(name)?.references) ?? [])];
  return parts.some(at => at.type === 'TryStatement' && at.handler !== null && enclosingFunction(at) === handler.fn
    && mentions.every(each => contains(at.block, each)));
}

/** Whether what calls a handler looks after a promise of its that fails. */
export function isCaughtBehind(handler: Handler, origin: Origin): boolean {
  return namesOf(handler).some(name => origin.factsOf(name)?.serves?.catches);
}

export function isLiteral(node: Node | undefined, value: RegExp): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string' && value.test(node.value);
}

function isStreamOption(property: Node): boolean {
  if (property.type !== 'Property' || property.value.type !== 'Literal') return false;
  return propertyName(property.key, property.computed) === 'stream' && property.value.value === true;
}
