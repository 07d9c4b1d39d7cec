import {
  ancestors, calledName, enclosingClass, isCall, isCallNamed, isFunction, propertyName, stringOf, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import { handingsOf } from '../origin/handed.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { stepsOf } from './chain.ts';
import { executorOf } from './operation.ts';
import type { Place } from './place.ts';

const first = 'on|handle|do|global|graceful(ly)?|force|safe(ly)?|before|after|pre|post|app(lication)?|server|db|database|register|add'
  + '|module';
const verbs = 'close|shut_?down|stop|disconnect|dispose|destroy|end|quit|tear_?down|clean_?up|exit|terminate|kill|finali[sz]e|drain|unload';
const last = 'ing|ed|d|er|handler|listener|hooks?|process|gracefully|and_?exit|the|all|every|our|to|from|_';
const closed = String.raw`db|database|pools?|conn\w*|clients?|prisma|redis|mongo\w*|cache|everything|resources?|server|app(lication)?`
  + String.raw`|services?|knex|sequelize|orm|data_?sources?|stores?|storage|producers?|consumers?|queues?|brokers?|bus|it|me|self`
  + String.raw`|infra\w*|dep\w*`;
/** Names of what runs at the end, of functions, hooks and options: `closeDatabase`, `onSignal`, `gracefulShutdown`. */
const ending = new RegExp(`^_*((${first})_?)*(${verbs}|sig(nal|term|int))(${last}|${closed})*$`, 'i');
/** Events at the end of a process, a server or a connection. */
const lastEvents = /^(SIG[A-Z0-9]+|exit|beforeExit|uncaughtException|end|finish|stop|shutdown|(on|pre|post|before)?_?[cC]lose)$/;
/** Calls that take what runs at the end, in a test or in a command that ends by itself. */
const registering = /^((after|before)(All|Each)?|test|it|describe|suite|teardown|action|defer|onTeardown|createTerminus)$/;

/** Whether a node runs where a process, a test or a command comes to its end. */
export function isAtTheEnd(
  node: Node,
  isServed: (node: Node) => boolean,
  works: (fn: FunctionNode) => boolean,
  origin: Origin,
): boolean {
  for (const at of ancestors(node)) {
    if (!isFunction(at)) continue;
    if ((isEnding(nameOf(at)) && !works(at)) || isDisposer(at) || endsProcess(at, origin)) return true;
    for (const { call, option } of handingsOf(at, origin)) {
      if (isEnding(option?.split('.').at(-1)) || isRegistration(call, isServed, origin)) return true;
    }
  }
  return false;
}

/** Whether a node runs in a test, whose failure somebody looks at before all is run again. */
export const runsInTest = (node: Node): boolean => [...ancestors(node)].some(at => {
  const call = isFunction(at) ? at.parent : undefined;
  return isCallNamed(call, /^(test|it)$/) && stringOf(call.arguments[0]) !== undefined && call.arguments.includes(at as never);
});

/** Whether a node runs while something comes to its end: `async stop() { await Promise.race([drained, sleep(5_000)]); }`. */
export const runsWhileEnding = (node: Node): boolean => [...ancestors(node)].some(at => isFunction(at) && isEnding(nameOf(at)));

/** Names of functions that end the program, and of nothing less. */
const lastOfAll = /^_*((on|handle|do|perform|initiate)_?)?(graceful(ly)?_?(shut_?down|stop|exit|close)?|shut_?down(_?gracefully)?)$/i;

/** Whether the process ends where the operation of a node does: by its name, or since it says so in a `finally` or at its end. */
export function endsWithProcess(node: Node, operation: FunctionNode, origin: Origin): boolean {
  const isEnd = (at: Node): boolean => isCall(at) && (origin.factsOfCall(at)?.ends === true || killsItself(at, origin));
  const endsIn = (statement: Node): boolean => statement.type === 'ExpressionStatement'
    && (isEnd(unwrapped(statement.expression)) || endsInChain(unwrapped(statement.expression)));
  /** `Promise.race([stop(), timeout]).then(() => process.exit())` */
  const endsInChain = (chain: Node): boolean => stepsOf(chain).steps.some(step => {
    const [then] = isCallNamed(step, /^(then|finally)$/) ? step.arguments : [];
    if (!isFunction(then)) return false;
    return then.body.type === 'BlockStatement' ? then.body.body.some(endsIn) : isEnd(unwrapped(then.body));
  });
  for (const at of ancestors(node)) {
    if (at.type === 'TryStatement' && at.finalizer?.body.some(endsIn)) return true;
    if (at.type === 'ExpressionStatement' && endsInChain(unwrapped(at.expression))) return true;
    if (at.type === 'BlockStatement' && at.body.some(statement => statement.range[0] > node.range[0] && endsIn(statement))) return true;
    if (!isFunction(at)) continue;
    if (lastOfAll.test(nameOf(at) ?? '') && enclosingClass(at) === undefined) return true;
    // What is around it may have long gone on.
    if (at === operation) return false;
  }
  return false;
}

/** `process.kill(process.pid, signal)` */
const killsItself = (call: CallNode, origin: Origin): boolean => call.arguments[0] !== undefined
  && /^(:process\.|process:)kill\(\)$/.test(origin.ofCall(call) ?? '')
  && /^(:process\.|process:)pid$/.test(origin.of(call.arguments[0]) ?? '');

/** Whether a request ends the process when all went well: who signs in or sets something up is waited for, and then it is over. */
export function endsByRequest(calls: readonly CallNode[], placeOf: (node: Node) => Place, origin: Origin): boolean {
  return calls.some(call => {
    const [code] = call.arguments;
    const isEnd = origin.factsOfCall(call)?.ends === true && (!code || constantOf(code, origin) === 0);
    return isEnd && placeOf(call).handler !== undefined;
  });
}

/** Whether a promise waits for the process to be told to end, and for nothing else: nobody waits for that twice. */
export function waitsForEnd(node: Node, operation: FunctionNode, origin: Origin): boolean {
  const executor = executorOf(node, operation, origin);
  if (!executor || executor.reject?.references.length || !isTold(node, origin)) return false;
  const settling = executor.resolve?.references ?? [];
  return settling.length > 0 && settling.every(reference => [...ancestors(reference)].some(at => isTold(at, origin)));
}

/** `process.once('SIGTERM', …)`, also as part of a chain of such calls. */
function isTold(node: Node, origin: Origin): boolean {
  if (!isCallNamed(node, /^(on|once|addListener)$/) || !/^SIG[A-Z]+$/.test(stringOf(node.arguments[0]) ?? '')) return false;
  const receiver = receiverOf(node);
  return receiver !== undefined && (/^(:process|process:)$/.test(origin.of(receiver) ?? '') || isTold(receiver, origin));
}

const isEnding = (name: string | undefined): boolean => name !== undefined && ending.test(name);

function isRegistration(call: CallNode, isServed: (node: Node) => boolean, origin: Origin): boolean {
  const name = calledName(call) ?? '';
  if (registering.test(name) || isEnding(name)) return true;
  const [event] = call.arguments;
  const isEvent = /^(on|once|addListener|prependListener|addHook|hook|addEventListener|ext)$/.test(name) && event?.type === 'Literal';
  // What a request's own streams tell comes with each request.
  return isEvent && (isSignal(call, origin) || (lastEvents.test(String(event.value)) && !isServed(call)));
}

const isSignal = (call: CallNode, origin: Origin): boolean => /^(:process|process:)/.test(origin.ofCall(call) ?? '');

/** `async [Symbol.asyncDispose]()` */
function isDisposer(fn: FunctionNode): boolean {
  const member = fn.parent;
  if (member.type !== 'MethodDefinition' && member.type !== 'Property' && member.type !== 'PropertyDefinition') return false;
  const { key, computed } = member;
  return computed && key.type === 'MemberExpression' && /^(async)?[dD]ispose$/.test(propertyName(key.property, key.computed) ?? '');
}

/** Whether a function ends the process. */
function endsProcess(fn: FunctionNode, origin: Origin): boolean {
  return within(fn.body, origin.module.keys).some(at => isCall(at) && origin.factsOfCall(at)?.ends === true);
}
