import {
  calledName, isCall, isCallNamed, isFunction, memberName, unwrapped, within, type CallNode, type FunctionNode, type Node, type VisitorKeys,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { Definitions } from '../origin/definition.ts';
import { isNumber } from '../origin/numeric.ts';
import type { Origin } from '../origin/origin.ts';
import { isLogged } from '../place/chain.ts';

/** Names of what tells how long something may take. */
const duration = /^(ms|millis\w*|sec(ond)?s|delay|duration|deadline|patience)$|(Ms|MS|_ms|Millis|Seconds|Delay|Deadline)$|time_?out/i;
/** What an error says that tells of something which did not come in time. */
const late = /time[ds]?[\s_-]*out|dead ?line|too (long|slow|late)|took longer|exceed|\blate\b|not .* in time/i;

/**
 * Whether what takes part in a race fails by the clock, though nothing tells where its timer is from: it is told how long, asks for no
 * answer, and all that comes of it is an error which says that it is too late.
 * @param call what begins it: `delay(ms)` of `delay(ms).then(() => { throw new TimeoutError(); })`.
 */
export function givesUpLate(racer: Node, call: CallNode, origin: Origin): boolean {
  const error = errorOf(racer, call);
  if (!error || !late.test(origin.module.sourceOf(error))) return false;
  const [given, ...more] = call.arguments;
  const isTold = given !== undefined && (isNumber(given, origin) || duration.test(nameOf(given) ?? ''));
  // What is known, or found, says by itself what it is.
  return isTold && more.length === 0 && origin.factsOfCall(call) === undefined
    && !isFunction(new Definitions(origin, true).of(call.callee)?.node);
}

/** `ms`, `options.timeout` */
function nameOf(given: Node): string | undefined {
  const value = unwrapped(given);
  return value.type === 'Identifier' ? value.name : value.type === 'MemberExpression' ? memberName(value) : undefined;
}

/** The error that is all that comes of a wait: in a step behind it, or in the function around it. */
function errorOf(racer: Node, call: CallNode): Node | undefined {
  if (racer.type !== 'CallExpression') return undefined;
  const called = unwrapped(racer.callee);
  if (isFunction(called)) return thrownBy(called);
  const [step, ...more] = isCallNamed(racer, /^then$/) && receiverOf(racer) === call ? racer.arguments : [];
  const isPlain = isFunction(step) && step.params.length === 0 && more.length === 0;
  return isPlain && (step.body.type !== 'BlockStatement' || step.body.body.length === 1) ? thrownBy(step) : undefined;
}

/** What a function ends with, where that is an error: `throw new TimeoutError();`, `() => Promise.reject(new TimeoutError())`. */
function thrownBy({ body }: FunctionNode): Node | undefined {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : body;
  if (last?.type === 'ThrowStatement') return last.argument;
  const value = last?.type === 'ReturnStatement' ? last.argument : last;
  const given = value && unwrapped(value);
  return isCallNamed(given, /^reject$/) ? given.arguments[0] : undefined;
}

/** What an async function waits for that then throws, or gives what it has, and begins nothing more. */
export function waitedIn({ async, body }: FunctionNode, keys: VisitorKeys): CallNode | undefined {
  const [first, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const value = first?.type === 'ExpressionStatement' ? unwrapped(first.expression) : first && unwrapped(first);
  const waited = async && value?.type === 'AwaitExpression' ? unwrapped(value.argument) : undefined;
  const isEnd = (at: Node): boolean => (at.type === 'ThrowStatement' || at.type === 'ReturnStatement') && beginsNothing(at, keys);
  return isCall(waited) && more.every(isEnd) ? waited : undefined;
}

/** Whether nothing is called that could be work: at most a log is written, or something ended. */
export const beginsNothing = (node: Node, keys: VisitorKeys): boolean => within(node, keys).every(at =>
  at.type !== 'AwaitExpression' && (at.type !== 'CallExpression' || isLogged(at) || ending.test(calledName(at) ?? '')));

/** Names of what ends something, or a wait. */
const ending = /^(abort|cancel|clear|close|destroy|emit|end|kill|reject|resolve|terminate)$/;
