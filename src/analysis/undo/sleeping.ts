import {
  ancestors, enclosingFunction, isCall, isFunction, isLoop, outermost, propertyNamed, unwrapped, type CallNode, type FunctionNode,
  type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { Definitions } from '../origin/definition.ts';
import type { Origin } from '../origin/origin.ts';
import { isStep } from '../place/chain.ts';
import { isFirstOnly } from '../place/first-only.ts';
import { endsWithProcess } from '../place/shutdown.ts';

/** The calls that make timers which nobody can clear, in a race that others may win: `Promise.race([work(), sleep(5000)])`. */
export function sleepsIn(race: CallNode, origin: Origin): readonly CallNode[] {
  const [list] = race.arguments;
  const fn = enclosingFunction(race);
  if (!fn || list?.type !== 'ArrayExpression' || origin.ofCall(race) !== ':Promise.race()' || isFirstOnly(race, fn, origin)) return [];
  if (endsWithProcess(race, fn, origin)) return [];
  const racers = list.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? racersOf(element) : []));
  const calls = racers.map(racer => callBehind(racer, origin));
  const sleeps = calls.flatMap(call => (call && isSleep(call, origin) ? [call] : []));
  const isOther = (call: CallNode | undefined, at: number): boolean =>
    call ? !sleeps.includes(call) : racers[at] !== undefined && isWork(racers[at], origin);
  return calls.some(isOther) ? sleeps : [];
}

/** What takes part in a race, also where it does only on a condition: `ms ? sleep(ms) : null`. */
function racersOf(element: Node): Node[] {
  const value = unwrapped(element);
  return value.type === 'ConditionalExpression' ? [...racersOf(value.consequent), ...racersOf(value.alternate)] : [value];
}

/** Whether a name stands for work that others began, or that was begun right here: `(promise, ms) => Promise.race([promise, …])`. */
function isWork(racer: Node, { module: { bindings } }: Origin): boolean {
  const binding = racer.type === 'Identifier' ? bindings.of(racer) : undefined;
  const [write, ...more] = binding?.writes ?? [];
  // What is raced with each turn of a loop is seldom done: it cuts the pause short, once.
  if (binding?.kind === 'parameter') return binding.references.length === 1 && !isInLoop(racer);
  const isHere = binding !== undefined && enclosingFunction(binding.declared) === enclosingFunction(racer);
  return isHere && more.length === 0 && write !== undefined && unwrapped(write).type === 'CallExpression';
}

function isInLoop(node: Node): boolean {
  const around = [...ancestors(node)];
  const fn = around.findIndex(isFunction);
  return around.slice(0, fn).some(isLoop);
}

/** The call that begins a chain: `sleep(ms)` of `sleep(ms).then(() => late)`, also under a name that was just given. */
function callBehind(element: Node, origin: Origin): CallNode | undefined {
  const value = unwrapped(element);
  if (value.type === 'Identifier') {
    const binding = origin.module.bindings.of(value);
    const [write, ...more] = binding?.writes ?? [];
    const isOwn = binding?.kind === 'variable' && binding.references.every(({ parent }) => parent === element.parent);
    return write && more.length === 0 && isOwn ? callBehind(write, origin) : undefined;
  }
  if (value.type !== 'CallExpression') return isCall(value) ? value : undefined;
  const receiver = isStep(value) ? receiverOf(value) : undefined;
  return (receiver && callBehind(receiver, origin)) ?? value;
}

function isSleep(call: CallNode, origin: Origin): boolean {
  const starts = origin.factsOfCall(call)?.starts;
  if (starts?.what === 'timer' && starts.timer === undefined && starts.signal) {
    const options = call.arguments[starts.signal.argument];
    return !options || (options.type === 'ObjectExpression' && !['signal', 'ref'].some(name => propertyNamed(options, name)));
  }
  // Looking for it in files that speak of no known package is dear, and a pause is told how long it is to be.
  const isAsked = call.arguments.length > 0 && call.callee.type === 'Identifier';
  const definition = origin.definition(call.callee) ?? (isAsked ? new Definitions(origin, true).of(call.callee) : undefined);
  if (!isFunction(definition?.node)) return false;
  const { node, origin: own } = definition;
  const [promise, ...more] = own.returned(node).map(unwrapped);
  const executor = promise?.type === 'NewExpression' && more.length === 0 ? promise.arguments[0] : undefined;
  // What only rejects is there for races alone, and its timer is told of where it is started.
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  const rejects = reject?.type === 'Identifier' && (own.module.bindings.of(reject)?.references.length ?? 0) > 0;
  return isFunction(executor) && !rejects && own.ofCall(promise as CallNode) === ':Promise()' && startsAlone(executor, own);
}

/** Whether a function does nothing but start a timer, whose handle it drops. */
function startsAlone({ body }: FunctionNode, origin: Origin): boolean {
  const [only, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const value = only?.type === 'ExpressionStatement' ? only.expression : only;
  const timer = value && unwrapped(value);
  return more.length === 0 && isCall(timer) && outermost(timer) === value && origin.factsOfCall(timer)?.starts?.timer === 'once';
}
