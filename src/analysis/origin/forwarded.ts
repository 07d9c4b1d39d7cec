import { ancestors, contains, isCall, isFunction, unwrapped, within, type CallNode, type FunctionNode, type Node } from '../../ast.ts';
import { list, type FullPath, type Known } from '../../catalogue.ts';
import type { Acquires, Arrival } from '../../library.ts';
import type { Binding } from './binding.ts';
import { isCallOf, type Words } from './call.ts';
import type { Origin } from './origin.ts';

type ToCallback = Extract<Arrival, { callback: number }>;

/**
 * What a function has another one hand to the callback that it is given: `const getClient = callback => pool.connect(callback)`. Nothing
 * where it does not hand it on in the same order.
 */
export function forwardedBy(fn: FunctionNode, origin: Origin): FullPath | undefined {
  const parameter = fn.params.at(-1);
  const callback = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!callback || callback.reassigned) return undefined;
  for (const call of within(fn.body, origin.module.keys)) {
    const acquires = isCall(call) ? origin.factOfCall(call, 'acquires') : undefined;
    const given = acquires && givenAt(acquires);
    if (!given || !isCall(call)) continue;
    const last = call.arguments.at(-1);
    const path = origin.ofCall(call);
    if (last && isOf(last, callback, origin)) return path;
    const handing = isFunction(last) ? handedOn(last, given.callback, callback, origin) : undefined;
    if (isFunction(last) && handing && !givesBack(last, handing, given, acquires, path, origin)) return path;
  }
  return undefined;
}

/** Which arguments of its callback are what a call hands out, and what gives it back. */
function givenAt({ gives = [] }: Acquires): ToCallback | undefined {
  return gives.find(arrival => typeof arrival === 'object' && 'callback' in arrival);
}

/** `(error, client) => callback(error, client)` */
function handedOn({ params, body }: FunctionNode, index: number, callback: Binding, origin: Origin): Node | undefined {
  const parameter = params[index];
  const given = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!given) return undefined;
  return within(body, origin.module.keys).find(at => {
    const argument = isCall(at) && isOf(at.callee, callback, origin) ? at.arguments[index] : undefined;
    return argument !== undefined && isOf(argument, given, origin);
  });
}

/** Whether a callback gives back what it hands on, so that it only lends it: `span => callback(span).finally(() => span.end())`. */
function givesBack(
  fn: FunctionNode, handing: Node, at: ToCallback, { release }: Acquires, path: FullPath | undefined, origin: Origin,
): boolean {
  const [given, releaser] = [at.callback, at.release].map(index => {
    const parameter = index === undefined ? undefined : fn.params[index];
    return parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  });
  const words: Words = {
    it: node => given !== undefined && isOf(node, given, origin),
    from: () => true,
    package: path?.replace(/:.*/s, '') ?? '',
  };
  const isRelease = (node: Node): boolean =>
    isCallOf(node, list(release), words, origin) || (isCall(node) && releaser !== undefined && isOf(node.callee, releaser, origin));
  return within(fn.body, origin.module.keys).some(node => isRelease(node) && !isElsewhere(node, handing));
}

/** Whether two nodes are never reached in one run, for one of them is in a branch: `if (error) { client.release(); … }`. */
function isElsewhere(node: Node, other: Node): boolean {
  return [node, ...ancestors(node)].some(at => at.parent?.type === 'IfStatement' && at.parent.test !== at && !contains(at, other));
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
