import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, enclosingStatement, isCall, isCallNamed, isFunction, isLoop, memberName, outermost, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf } from '../place/operation.ts';

/** A timer that nobody can clear, in a promise that races against others. */
export interface Raced {
  timer: CallNode;
  /** `Promise.race([…])` */
  race: T.CallExpression;
  /** The statement before which its handle can be declared, or the body of the arrow function that is all there is. */
  statement: Node;
  /** Whether it does nothing when it fires but settle its promise, so that nobody misses it once the race is over. */
  isSpare: boolean;
}

/** The race that a timer without a name takes part in; nothing where it may run without it. */
export function racedOf(timer: CallNode, origin: Origin): Raced | undefined {
  const executor = executorOf(timer, undefined, origin);
  const value = outermost(timer);
  const isPlain = value.parent?.type === 'ExpressionStatement' || (isFunction(value.parent) && value.parent.body === value);
  if (!executor || !isPlain || enclosingFunction(timer) !== executor.fn) return undefined;
  const promise = outermost(executor.promise);
  const race = raceAround(promise) ?? raceBehind(promise, origin);
  const owner = enclosingFunction(executor.promise);
  if (race?.type !== 'CallExpression' || enclosingFunction(race) !== owner || origin.ofCall(race) !== ':Promise.race()') return undefined;
  const [list] = race.arguments;
  const behind = list?.type === 'ArrayExpression' ? list.elements.filter(item => item && item.range[0] > promise.range[1]) : undefined;
  const isLast = behind?.some(item => item && calls(item, origin)) === false;
  // What is called between the timer and the race may throw.
  if (raceAround(promise) && !isLast) return undefined;
  const statement = enclosingStatement(executor.promise);
  // The turns of a loop without a block would share the handle.
  const isOne = statement?.parent.type !== 'SwitchCase' && ![promise, race].some(isRepeated);
  const isSpare = onlySettles(timer, executor.fn, origin);
  if (statement) return isOne ? { timer, race, statement, isSpare } : undefined;
  const isAll = owner?.type === 'ArrowFunctionExpression' && owner.body === outermost(race);
  return isAll ? { timer, race, statement: owner.body, isSpare } : undefined;
}

/** Whether a timer calls what settles the promise and nothing else, but perhaps a logger. */
function onlySettles(timer: CallNode, { params }: FunctionNode, origin: Origin): boolean {
  const [callback] = timer.arguments;
  const names = params.flatMap(parameter => (parameter.type === 'Identifier' ? [parameter.name] : []));
  const settles = (at: Node | undefined): boolean => at?.type === 'Identifier' && names.includes(at.name);
  if (!isFunction(callback)) return settles(callback);
  const steps: readonly Node[] = callback.body.type === 'BlockStatement' ? callback.body.body : [callback.body];
  return steps.every(step => {
    const done = step.type === 'ExpressionStatement' ? step.expression : step.type === 'ReturnStatement' ? step.argument : step;
    if (!done) return true;
    if (done.type !== 'CallExpression') return false;
    if (logging.test(origin.module.sourceOf(done.callee))) return true;
    const isPlain = (given: Node): boolean => within(given, origin.module.keys).every(({ type }) => type !== 'CallExpression');
    return settles(done.callee) && done.arguments.every(isPlain);
  });
}

/** `console.warn`, `this.logger.debug` */
const logging = /\b(?:console|log|logger|debug)(?:\.\w+)?$/i;

/** Whether a node stands in a loop that is no more than its statement. */
function isRepeated(node: Node): boolean {
  const statement = enclosingStatement(node);
  return statement !== undefined && [node, ...ancestors(node)].some(at => isLoop(at) && contains(statement, at));
}

const calls = (node: Node, origin: Origin): boolean =>
  within(node, origin.module.keys, isFunction).some(at => isCall(at) || /^(Await|Yield)/.test(at.type));

function raceAround(promise: Node): CallNode | undefined {
  const call = promise.parent?.type === 'ArrayExpression' ? promise.parent.parent : undefined;
  return isCallNamed(call, /^race$/) ? call : undefined;
}

/** `const late = new Promise(…);` right before the race that it takes part in. */
function raceBehind(promise: Node, origin: Origin): CallNode | undefined {
  const declarator = promise.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  const [mention, ...more] = origin.module.bindings.of(declarator.id)?.references ?? [];
  const race = mention && more.length === 0 ? raceAround(mention) : undefined;
  const [one, next] = [enclosingStatement(promise), race && enclosingStatement(race)];
  const list = one?.parent && 'body' in one.parent && Array.isArray(one.parent.body) ? one.parent.body as Node[] : [];
  const isNext = one && next && list.indexOf(next) === list.indexOf(one) + 1;
  const others = race?.arguments.flatMap(each => (each.type === 'ArrayExpression' ? each.elements : [])) ?? [];
  return isNext && others.every(item => item && !calls(item, origin)) ? race : undefined;
}

/** A timer that does nothing but abort what a signal is given to. */
export interface Limit {
  /** The statements that make the controller and start the timer. */
  spare: readonly Node[];
  signal: Node;
  ms: Node;
}

/** `setTimeout(() => controller.abort(), ms)`, where the controller is there for nothing else. */
export function limitOf(timer: CallNode, origin: Origin): Limit | undefined {
  const [callback, ms, ...more] = timer.arguments;
  const value = outermost(timer).parent;
  const started = value?.type === 'ExpressionStatement' ? value : value?.type === 'VariableDeclarator' ? value.parent : undefined;
  const kept = value?.type === 'VariableDeclarator' && value.id.type === 'Identifier' ? origin.module.bindings.of(value.id) : undefined;
  if (!isFunction(callback) || !ms || more.length > 0 || !started || kept?.references.length) return undefined;
  const body = callback.body.type !== 'BlockStatement' ? callback.body : callback.body.body[0];
  const abort = body?.type === 'ExpressionStatement' ? body.expression : body;
  const isAlone = callback.body.type !== 'BlockStatement' || callback.body.body.length === 1;
  if (!isAlone || !isCallNamed(abort, /^abort$/) || abort.arguments.length > 0) return undefined;
  if (abort.callee.type !== 'MemberExpression') return undefined;
  const name = abort.callee.object;
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const declarator = binding?.node;
  const made = declarator?.type === 'VariableDeclarator' ? declarator.parent : undefined;
  if (!binding || binding.reassigned || !made || made.declarations.length > 1 || origin.of(name) !== ':AbortController()') return undefined;
  const [read, ...others] = binding.references.filter(mention => mention !== name);
  const signal = read?.parent;
  const isRead = signal?.type === 'MemberExpression' && memberName(signal) === 'signal' && others.length === 0;
  const isNear = isRead && [signal, timer, declarator].every(at => at && enclosingFunction(at) === enclosingFunction(made));
  const simple = /^(Identifier|Literal|MemberExpression|BinaryExpression)$/;
  const isSimple = within(ms, origin.module.keys).every(({ type }) => simple.test(type));
  const isSpare = started.parent.type === 'BlockStatement' && made.parent.type === 'BlockStatement';
  return isNear && isSimple && isSpare && made.kind === 'const' ? { spare: [made, started], signal, ms } : undefined;
}
