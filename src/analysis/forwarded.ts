import { isCall, isFunction, memberName, unwrapped, within, type CallNode, type FunctionNode, type Node } from '../ast.ts';
import { list, type FullPath, type Known } from '../catalogue.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';

/**
 * What a function has another one hand to the callback that it is given: `const getClient = callback => pool.connect(callback)`. Nothing
 * where it does not hand it on in the same order.
 */
export function forwardedBy(fn: FunctionNode, origin: Origin): FullPath | undefined {
  const parameter = fn.params.at(-1);
  const callback = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!callback || callback.reassigned) return undefined;
  for (const call of within(fn.body, origin.module.keys)) {
    const index = isCall(call) ? givenAt(call, origin) : undefined;
    if (index === undefined || !isCall(call)) continue;
    const last = call.arguments.at(-1);
    if (last && isOf(last, callback, origin)) return origin.ofCall(call);
    const isHandedOn = isFunction(last) && handsOn(last, index, callback, origin) && !givesBack(call, last, index, origin);
    if (isHandedOn) return origin.ofCall(call);
  }
  return undefined;
}

/** Which argument of its callback is what a call hands out. */
function givenAt(call: CallNode, origin: Origin): number | undefined {
  for (const arrival of origin.factOfCall(call, 'acquires')?.gives ?? []) {
    if (typeof arrival === 'object' && 'callback' in arrival) return arrival.callback;
  }
  return undefined;
}

/** `(error, client) => callback(error, client)` */
function handsOn({ params, body }: FunctionNode, index: number, callback: Binding, origin: Origin): boolean {
  const parameter = params[index];
  const given = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!given) return false;
  return [...within(body, origin.module.keys)].some(at => {
    const argument = isCall(at) && isOf(at.callee, callback, origin) ? at.arguments[index] : undefined;
    return argument !== undefined && isOf(argument, given, origin);
  });
}

/** `async span => { try { return await callback(span); } finally { span.end(); } }` only lends it. */
function givesBack(acquiring: CallNode, { params, body }: FunctionNode, index: number, origin: Origin): boolean {
  const releases = list(origin.factOfCall(acquiring, 'acquires')?.release).flatMap(release => /^it\.(\w+)\(/.exec(release)?.[1] ?? []);
  const parameter = params[index];
  const given = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  return [...within(body, origin.module.keys)].some(at => {
    const callee = isCall(at) ? unwrapped(at.callee) : undefined;
    const isOfIt = given !== undefined && callee?.type === 'MemberExpression' && isOf(callee.object, given, origin);
    return isOfIt && releases.includes(memberName(callee) ?? '');
  });
}

function isOf(node: Node, binding: Binding, { module: { bindings } }: Origin): boolean {
  const at = unwrapped(node);
  return at.type === 'Identifier' && bindings.of(at) === binding;
}

/** Whether a call gives what it acquires itself, and does not call back with it: `return tracer.startActiveSpan(name, span => …)`. */
export function givesValue({ gives = ['value'] }: NonNullable<Known['acquires']>, { arguments: given }: CallNode): boolean {
  const isValue = typeof gives[0] === 'string';
  const isForCallback = gives.some(arrival => typeof arrival === 'object' && 'callback' in arrival);
  return isValue ? !(isForCallback && isFunction(given.at(-1))) : !isForCallback;
}
