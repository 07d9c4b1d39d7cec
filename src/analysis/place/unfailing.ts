import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isCallNamed, isClass, isFunction, unwrapped, within, type CallNode, type ClassNode,
  type FunctionNode, type Node, type VisitorKeys,
} from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import { classOfThis, fieldValues } from '../origin/class.ts';
import { Definitions, type Definition } from '../origin/definition.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { failsNobody, isCaught, isStep, memberNameOf } from './chain.ts';

/** Whether a function catches all that it may throw: a `try` with a quiet `catch` is all that it does. */
export function catchesAll(fn: Node | undefined): boolean {
  if (!isFunction(fn) || fn.body.type !== 'BlockStatement' || fn.body.body.length !== 1) return false;
  const [only] = fn.body.body;
  return only?.type === 'TryStatement' && only.handler !== null && !only.handler.body.body.some(at => at.type === 'ThrowStatement');
}

/** Whether a call does no more for each item than what is harmless: `entries.forEach(([key, value]) => span.setAttribute(key, value))`. */
export function visitsOnly(call: CallNode, keys: VisitorKeys, isHarmless: (part: Node) => boolean): boolean {
  const [callback, ...more] = call.arguments;
  if (!isCallNamed(call, /^(forEach|map|filter|some|every|find)$/) || !isFunction(callback) || more.length > 0) return false;
  return within(callback.body, keys).every(part => part.type !== 'ThrowStatement' && isHarmless(part));
}

/** Whether a call runs a function that catches all, wherever it may be declared. */
export const isCaughtInside = (call: CallNode, origin: Origin): boolean =>
  catchesAll(new Definitions(origin, true).of(call.callee)?.node);

/**
 * Whether a call only begins what cannot fail until somebody waits for it, and hands it nothing of these: an async function, or promises
 * that are put together.
 */
function beginsOnly(call: CallNode, handed: readonly Node[], origin: Origin): boolean {
  // What an executor throws rejects.
  if (call.type !== 'CallExpression') return makesPromise(call, origin);
  // So do the steps of a chain.
  if (isStep(call)) return true;
  const callee = unwrapped(call.callee);
  const started = isFunction(callee) ? callee : origin.definition(callee)?.node;
  if (isFunction(started)) return started.async && !started.generator && !handed.some(node => contains(call, node));
  return isCallNamed(call, /^(all|allSettled|any|race|reject|resolve)$/) && /^:Promise\./.test(origin.ofCall(call) ?? '');
}

/**
 * Whether a node throws, or waits for what may fail, where somebody else knows which calls are harmless.
 * @param handed mentions of what a call that begins something must not take along, for then that may fail with it.
 */
export function mayThrow(node: Node, isHarmless: (call: CallNode) => boolean, handed: readonly Node[], origin: Origin): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return !isHarmless(node) && !beginsOnly(node, handed, origin);
    case 'AwaitExpression': {
      const awaited = bare(node);
      return !(isCall(awaited) ? isHarmless(awaited) : cannotReject(awaited, origin));
    }
    case 'ForOfStatement':
      return node.await;
    case 'YieldExpression':
    case 'ImportExpression':
    case 'TaggedTemplateExpression':
      return true;
    default:
      return false;
  }
}

/** Names of what only lets time pass. Only a reason for silence. */
export const pausing = /^((sleep|delay|pause)(For|Ms|Millis|Seconds)?|wait(Ms|Millis|Seconds)?|nextTick|setTimeout|setImmediate|tick)$/i;

/** Whether a call only puts something into a list, a set or a map, or takes it out: `signals.push(signal)`, `this.pending.delete(id)`. */
function fillsOnly(call: CallNode, origin: Origin): boolean {
  const object = call.callee.type === 'MemberExpression' ? unwrapped(call.callee.object) : undefined;
  const name = memberNameOf(call.callee);
  if (!object || !/^(push|pop|shift|unshift|add|set|get|delete)$/.test(name)) return false;
  const isList = /^(push|pop|shift|unshift)$/.test(name);
  if (isList) return measureOf(object, origin)?.kind === 'array';
  return /^:(Weak)?(Set|Map)\(\)$/.test(origin.of(object) ?? '');
}

/** `sleep(100)`, `utils.sleep(100)`; what `lock.wait(100)` waits for nobody knows. */
function isPause(call: T.CallExpression): boolean {
  const name = calledName(call) ?? '';
  return call.arguments.length === 1 && pausing.test(name) && !(call.callee.type === 'MemberExpression' && /^(wait|tick)$/i.test(name));
}

/** Whether a promise knows no failure: made by hand without a `reject`, or put together of such; that of a pause, or what never fails. */
export function cannotReject(node: Node, origin: Origin): boolean {
  if (node.type === 'CallExpression' && isPause(node)) return true;
  if (isCall(node) && neverFails(node, origin)) return true;
  const made = node.type === 'Identifier' ? origin.definition(node)?.node ?? node : node;
  const maker = made.type === 'CallExpression' ? origin.definition(made.callee) : undefined;
  if (maker && isFunction(maker.node) && !maker.node.generator && (!maker.node.async || isOneStatement(maker.node))) {
    const values = maker.origin.returned(maker.node).map(unwrapped);
    return values.length > 0 && values.every(value => value.type === 'NewExpression' && cannotReject(value, maker.origin));
  }
  if (made.type === 'NewExpression') {
    const [executor] = made.arguments;
    return makesPromise(made, origin) && isFunction(executor) && executor.params.length === 1
      && !within(executor.body, origin.module.keys, isFunction).some(({ type }) => type === 'ThrowStatement');
  }
  // `const late = work().catch(log)`
  if (made !== node && isCall(made) && isCaught(made, origin.module.keys)) return true;
  if (made.type === 'CallExpression' && origin.ofCall(made) === ':Promise.allSettled()') return true;
  const isGathered = made.type === 'CallExpression' && /^:Promise\.(all|race)\(\)$/.test(origin.ofCall(made) ?? '');
  const [list] = isGathered ? made.arguments : [];
  return list?.type === 'ArrayExpression' && list.elements.every(item => item !== null && cannotReject(item, origin));
}

const isOneStatement = ({ body }: FunctionNode): boolean => body.type !== 'BlockStatement' || body.body.length === 1;

const unfailing = new WeakMap<Node, boolean>();
const unthrowing = new WeakMap<Node, boolean>();

/** How many functions deep a question goes. */
const deepest = 12;
let depth = 0;

/** Whether a call runs a function of the project's own, or makes its object, and neither throws nor gives a promise that fails. */
function neverFails(call: CallNode, origin: Origin): boolean {
  const callee = origin.definition(call.callee);
  const called = callee?.node;
  if (!isFunction(called) && !isClass(called)) return false;
  return followed(called, unfailing, () => bodiesOf(called)?.every(body => isUnfailing(body, callee?.origin ?? origin)) ?? false);
}

/** What is found of a function, or known of it already; what calls itself is followed no further. */
function followed<F extends FunctionNode | ClassNode>(called: F, answers: WeakMap<Node, boolean>, isSo: (called: F) => boolean): boolean {
  const known = answers.get(called);
  if (known !== undefined || depth === deepest) return known ?? false;
  answers.set(called, false);
  depth += 1;
  try {
    const found = isSo(called);
    answers.set(called, found);
    return found;
  } finally {
    depth -= 1;
  }
}

/** Whether nobody waits for what a call gives: `void cleanUp();`. */
const isLeft = ({ parent }: CallNode): boolean =>
  parent.type === 'ExpressionStatement' || (parent.type === 'UnaryExpression' && parent.operator === 'void');

/** Whether a call runs a function of the project's own that does not throw, whatever becomes of a promise that it gives. */
function neverThrows(call: CallNode, origin: Origin): boolean {
  const callee = origin.definition(call.callee);
  if (!isFunction(callee?.node) || callee.node.generator) return false;
  const { keys } = callee.origin.module;
  return followed(callee.node, unthrowing, ({ body }) =>
    within(body, keys, inner => isFunction(inner) || isCaughtBlock(inner)).every(part => !fails(part, body, callee.origin)));
}

/** What runs when a function is called, or an object of a class made; nothing where others have a say in it. */
function bodiesOf(called: FunctionNode | ClassNode): readonly Node[] | undefined {
  if (isFunction(called)) return called.generator ? undefined : [called.body];
  if (called.superClass || called.declare) return undefined;
  return called.body.body.flatMap((member): Node[] => {
    if (member.type === 'PropertyDefinition') return member.value && !member.static && !isFunction(member.value) ? [member.value] : [];
    return member.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.body ? [member.value.body] : [];
  });
}

function isUnfailing(body: Node, origin: Origin): boolean {
  const { keys } = origin.module;
  if (body.type !== 'BlockStatement' && !isKept(body, origin)) return false;
  // A promise that is returned fails behind the `try`.
  const returns = within(body, keys, isFunction).filter(at => at.type === 'ReturnStatement');
  if (!returns.every(({ argument }) => argument === null || isKept(argument, origin))) return false;
  return within(body, keys, inner => isFunction(inner) || isCaughtBlock(inner)).every(part => !fails(part, body, origin));
}

/** Whether a value is no promise that may fail. */
function isKept(value: Node, origin: Origin): boolean {
  const node = unwrapped(value);
  if (node.type === 'ConditionalExpression') return isKept(node.consequent, origin) && isKept(node.alternate, origin);
  if (node.type === 'LogicalExpression') return isKept(node.left, origin) && isKept(node.right, origin);
  if (isCall(node)) return isHarmlessCall(node, origin);
  return writesOf(node, origin).every(write => {
    const made = unwrapped(write);
    return !isCall(made) || isHarmlessCall(made, origin);
  });
}

/** What is put into a name, or into a field of the object. */
function writesOf(node: Node, { module: { bindings, keys } }: Origin): readonly Node[] {
  if (node.type === 'Identifier') return bindings.of(node)?.writes ?? [];
  const owner = node.type === 'MemberExpression' ? classOfThis(unwrapped(node.object), bindings) : undefined;
  const name = memberNameOf(node);
  return owner && name !== '' ? fieldValues(owner, name, keys) : [];
}

/** Whether a part of a function may fail it. */
function fails(node: Node, body: Node, origin: Origin): boolean {
  const isHarmless = (call: CallNode): boolean => isHarmlessCall(call, origin) || isTold(call, body, origin)
    || visitsOnly(call, origin.module.keys, part => !fails(part, body, origin));
  return node.type === 'ThrowStatement' || mayThrow(node, isHarmless, [], origin);
}

/** Names of what only remembers whom to call. */
const registering = /^(on|once|off|(add|remove)(Event)?Listener|(un)?register\w*(Handler|Listener|Callback|Hook)s?)$/;

/** Whether a call only puts a function where it will be called, or takes it off: `rpc.registerHandler('abort', onAbort)`. */
const registersOnly = (call: CallNode): boolean =>
  registering.test(calledName(call) ?? '') && call.arguments.length > 1 && call.parent.type !== 'AwaitExpression';

/** Whether a call cannot fail, or only where nobody minds. */
export const isHarmlessCall = (node: Node, origin: Origin): boolean => isCall(node)
  && (failsNobody(node, origin.module.keys) || cannotReject(node, origin) || fillsOnly(node, origin) || registersOnly(node)
    || origin.factOfCall(node, 'safe') === true || (isLeft(node) && neverThrows(node, origin)));

/** Whether a call tells of a failure that is caught, and does not throw it again: `metrics.increment('failed')`. */
function isTold(call: CallNode, body: Node, origin: Origin): boolean {
  if (call.parent.type === 'AwaitExpression') return false;
  const isCaught = [...ancestors(call)].some(at => at.type === 'CatchClause' && contains(body, at));
  return isCaught && !throwing.test(calledName(call) ?? '') && !isThrowing(origin.definition(call.callee), origin.module.keys);
}

/** Names of what throws. Only a reason for a report. */
const throwing = /^(assert|fail|panic|raise|re_?throw|throw)/i;

/** Whether a function throws by itself. */
const isThrowing = (called: Definition | undefined, keys: VisitorKeys): boolean => isFunction(called?.node)
  && within(called.node.body, keys, inner => isFunction(inner) || isCaughtBlock(inner)).some(({ type }) => type === 'ThrowStatement');

/** The part of a `try` whose failures are caught. */
const isCaughtBlock = (node: Node): boolean => {
  const { parent } = node;
  return parent?.type === 'TryStatement' && parent.block === node && parent.handler !== null;
};
