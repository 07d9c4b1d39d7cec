import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, stringOf, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Listening } from './listening.ts';

/** Whether a listener is there to close the object, or what its module began: `process.on('SIGTERM', () => this.close())`. */
export function closesObject(listener: Node, closing: string, { module: { keys, sourceOf } }: Origin): boolean {
  if (isFunction(listener) && listener.parent.type === 'MethodDefinition' && sourceOf(listener.parent.key) === closing) return true;
  if (isFunction(listener) && listener.id?.name === closing) return true;
  return within(listener, keys).some(
    at =>
      (isCall(at) && calledName(at) === closing) || (at.type === 'MemberExpression' &&
      at.object.type === 'ThisExpression' &&
      /^#?(close|stop|destroy|shutdown|dispose|end|exit)/.test(sourceOf(at.property)) && !isAsked(at)),
  );
}

/** Whether a member only tells that something is over: `if (this.closed) return;`. */
const isAsked = (at: T.MemberExpression): boolean =>
  /ed$/.test(memberName(at) ?? '') && !(at.parent.type === 'AssignmentExpression' && at.parent.left === at);

/** Whether a listener ends what goes on until it is called: `signal.addEventListener('abort', () => clearInterval(timer))`. */
export function stopsWork(listener: Node, { module: { keys } }: Origin): boolean {
  const stops = /^(clearInterval|off|removeListener|unsubscribe|unwatch\w*)$/;
  return within(listener, keys).some(at => isCallNamed(at, stops));
}

/**
 * Whether the same call has told the target to end before, `worker.disconnect(); worker.once('exit', …)`, or does so next and waits for
 * that end: `server.on('close', resolve); server.close();`
 */
export function isEnding({ node, event }: Listening, closings: readonly CallNode[], operation: FunctionNode): boolean {
  const isOfEnd = event !== undefined && /^(close|exit)$/.test(stringOf(unwrapped(event)) ?? '');
  return closings.some(call => {
    const around = enclosingFunction(call);
    const statement = outermost(call).parent;
    const isHere = statement?.type === 'ExpressionStatement' && statement.parent === around?.body;
    const isSure = isHere && (call.range[1] < node.range[0] || (isOfEnd && around === enclosingFunction(node)));
    return around !== undefined && isSure && contains(operation, around) && contains(around, node);
  });
}
