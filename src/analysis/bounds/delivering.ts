import { calledName, enclosingFunction, isCall, isFunction, unwrapped, type CallNode, type Node } from '../../ast.ts';
import type { Sends } from '../../limits.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf, passedTo } from '../origin/outlet.ts';

export const toClient: Sends = { to: 'client' };
/** What a handler returns, which is what the client is sent. */
export const returned: Sends = { to: 'client', takes: 'node' };

/** How a call sends an argument, or what some members of it lead to. */
export function sendsBy(call: CallNode, index: number, steps: readonly string[], origin: Origin): Sends | undefined {
  const sends = origin.factsOfCall(call)?.sends ?? sendsThrough(call, origin);
  if (sends) {
    const { option, argument = 0 } = sends;
    return (option === undefined ? steps.length === 0 && index === argument : option === steps.join('.')) ? sends : undefined;
  }
  // A stream of what is there already is none.
  const isPiped = calledName(call) === 'pipeline' && steps.length === 0 && index === 0;
  return isPiped && call.arguments.some((each, at) => at > 0 && isClient(each, origin)) ? toClient : undefined;
}

/** What a method does of a parameter which only the calls of its function tell of. */
function sendsThrough(call: CallNode, origin: Origin): Sends | undefined {
  const receiver = receiverOf(call);
  const passed = receiver && origin.of(receiver) === undefined ? passedTo(receiver, origin) : undefined;
  const paths = passed?.flatMap(each => origin.of(each) ?? []) ?? [];
  return paths.map(path => origin.module.catalogue.get(`${path}.${calledName(call) ?? ''}()`)?.sends).find(each => each !== undefined);
}

/** Whether a call pipes what it is called on to a client. */
export function isPipedOut(call: CallNode, origin: Origin): boolean {
  const [destination] = call.arguments;
  return calledName(call) === 'pipe' && destination !== undefined && isClient(destination, origin);
}

const isClient = (node: Node, origin: Origin): boolean => outletOf(node, origin)?.client === true;

/** The promise that a call fulfils: `new Promise(resolve => … resolve(value))`. */
export function fulfilledBy({ callee }: CallNode, origin: Origin): CallNode | undefined {
  const name = unwrapped(callee);
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const executor = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
  const made = executor?.parent;
  if (!isFunction(executor) || executor.params[0] !== binding?.declared) return undefined;
  return isCall(made) && made.type === 'NewExpression' && origin.ofCall(made) === ':Promise()' ? made : undefined;
}
