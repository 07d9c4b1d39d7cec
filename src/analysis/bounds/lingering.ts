import { ancestors, calledName, contains, isCall, isFunction, isKey, outermost, within, type FunctionNode, type Node } from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import type { Contents, Kept } from './hoarding.ts';

/** Names of parameters through which a request is answered or passed on. */
const answering = /^(res|response|reply|next|done|cb|callback|resolve|reject)$/;

/**
 * Whether something stays in a collection for longer than its request, though it is taken out at last: with all others, when a batch is
 * sent, or when another request asks for that. What may answer the request is in a queue of those that wait.
 */
export function lingers({ node, values, shrinks, isCached }: Kept, contents: Contents): boolean {
  const { origin } = contents;
  const ends = shrinks.filter(({ how }) => how !== 'trim');
  const { handler } = contents.place(node);
  if (!handler || values.length === 0 || ends.some(end => contains(handler.fn, end.node))) return false;
  if (isInExecutor(node, origin) || values.some(value => mayAnswer(value, origin))) return false;
  if (ends.every(({ how, node: end }) => how === 'reset' || (how === 'take' && isCall(end) && calledName(end) === 'splice')))
    return ends.every(end => contents.place(end.node).handler?.what !== handler.what && !isWaitedFor(end.node, handler.fn, origin));
  return isCached() && ends.every(({ how, node: end }) => how === 'delete' && contents.place(end).handler !== undefined);
}

/** Whether a handler waits for the function that empties the collection: `await this.flush()`. */
function isWaitedFor(end: Node, handler: FunctionNode, origin: Origin): boolean {
  const name = [...ancestors(end)].filter(isFunction).map(fn => nameOf(fn)).find(each => each !== undefined);
  return (origin.module.callsIn?.(handler) ?? []).some(call => {
    const value = outermost(call);
    return calledName(call) === name && (value.type === 'AwaitExpression' || value.parent?.type === 'ReturnStatement');
  });
}

const isInExecutor = (node: Node, origin: Origin): boolean =>
  [...ancestors(node)].some(at => isFunction(at) && makesPromise(at.parent, origin));

/** Whether a value holds or captures what answers a request: its response, a context, the way on. */
function mayAnswer(value: Node, origin: Origin, depth = 0): boolean {
  const { bindings, membersNamed, keys } = origin.module;
  if (depth > 3 || (membersNamed?.('res').length ?? 0) > 0) return true;
  return within(value, keys).some(at => {
    if (at.type !== 'Identifier' || isKey(at)) return false;
    const role = origin.factsOf(at)?.serves?.role;
    if (role) return role !== 'request';
    const binding = bindings.of(at);
    if (!binding || contains(value, binding.declared)) return false;
    if (binding.kind === 'parameter') return answering.test(binding.name);
    const isLocal = binding.kind === 'variable' && [...ancestors(binding.declared)].some(isFunction);
    return isLocal && binding.writes.some(write => !contains(write, at) && mayAnswer(write, origin, depth + 1));
  });
}
