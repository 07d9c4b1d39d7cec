import { isCall, isFunction, unwrapped, within, type CallNode, type FunctionNode, type Node } from '../ast.ts';
import type { FullPath, Known } from '../catalogue.ts';
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
    if (isFunction(last) && handsOn(last, index, callback, origin)) return origin.ofCall(call);
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
