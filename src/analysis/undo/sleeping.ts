import {
  ancestors, contains, enclosingFunction, isCall, isFunction, isLoop, outermost, propertyNamed, unwrapped, type CallNode, type FunctionNode,
  type Node, type VisitorKeys,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import type { Leak } from '../life/life.ts';
import type { Binding } from '../origin/binding.ts';
import { isCallOf } from '../origin/call.ts';
import { Definitions, type Definition } from '../origin/definition.ts';
import type { Origin } from '../origin/origin.ts';
import { stepsOf } from '../place/chain.ts';
import { isFirstOnly } from '../place/first-only.ts';
import { endsWithProcess } from '../place/shutdown.ts';
import { beginsNothing, givesUpLate, waitedIn } from './lateness.ts';
import { isFleeting } from './rearming.ts';
import { undoingOf } from './undoing.ts';

/** A timer in a race that others may win, which nobody can clear, or only where all goes well. */
export interface Slept {
  call: CallNode;
  /** Whether it is known to be one, and not only by what it is there for. */
  certain: boolean;
  /** It is stopped, but not where the race fails. */
  partly?: { leak: Leak; releases: readonly Node[]; acquired: Node } | undefined;
}

/** What takes part in a race, the call that begins it, and the name that it goes by. */
interface Contender {
  racer: Node;
  call: CallNode | undefined;
  name: Binding | undefined;
  /** Where the name is mentioned beside the race. */
  others: readonly Node[];
}

/** The calls that make timers which stay where something else wins a race: `Promise.race([work(), sleep(5000)])`. */
export function sleepsIn(race: CallNode, origin: Origin): readonly Slept[] {
  const [given] = race.arguments;
  const fn = enclosingFunction(race);
  if (!fn || given?.type !== 'ArrayExpression' || origin.ofCall(race) !== ':Promise.race()' || isFirstOnly(race, fn, origin)) return [];
  if (endsWithProcess(race, fn, origin)) return [];
  const racers = given.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? racersOf(element) : []));
  const contenders = racers.map(racer => contenderOf(racer, origin));
  const sleeps = contenders.map(contender => sleepOf(contender, race, fn, origin));
  const isOther = ({ racer, call, others }: Contender, at: number): boolean =>
    sleeps[at] === undefined && ((call && others.length === 0) || isWork(racers[at] ?? racer, origin));
  return contenders.some(isOther) ? sleeps.flatMap(sleep => (sleep && sleep !== 'stopped' ? [sleep] : [])) : [];
}

/** What a contender leaves behind where it loses; a timer may well be stopped then. */
function sleepOf(contender: Contender, race: CallNode, fn: FunctionNode, origin: Origin): Slept | 'stopped' | undefined {
  const { racer, call, name, others } = contender;
  if (!call) return undefined;
  if (!isSleep(call, origin)) return others.length === 0 && givesUpLate(racer, call, origin) ? { call, certain: false } : undefined;
  if (!name || others.length === 0) return { call, certain: !isFleeting(call.arguments[0], origin) };
  const stop = list(origin.factsOfCall(call)?.starts?.stop ?? []);
  const it = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === name;
  const stops = others.flatMap(mention => [...ancestors(mention)].slice(0, 3).filter(at =>
    isCallOf(at, stop, { it, from: () => false, package: '\0' }, origin)));
  if (stops.length < others.length) return undefined;
  const doing = { node: call, operation: fn, undoings: stops, callback: call, spent: true, mentions: name.references, it };
  const undoing = undoingOf(doing, origin);
  const isOfRace = undoing.kind === 'leaks' && undoing.leak.how === 'throw' && contains(undoing.leak.at, race);
  return isOfRace ? { call, certain: !isFleeting(call.arguments[0], origin), partly: undoing } : 'stopped';
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

function contenderOf(racer: Node, origin: Origin): Contender {
  const { keys } = origin.module;
  const root = stepsOf(racer).base;
  if (root.type !== 'Identifier') return { racer, call: callBehind(racer, keys), name: undefined, others: [] };
  const binding = origin.module.bindings.of(root);
  const [write, ...more] = binding?.writes ?? [];
  const others = binding?.references.filter(mention => mention !== root && mention.parent !== racer.parent) ?? [];
  const isOwn = binding?.kind === 'variable' && write !== undefined && more.length === 0;
  if (!isOwn) return { racer, call: undefined, name: binding, others };
  return { racer: unwrapped(write), call: callBehind(write, keys), name: binding, others };
}

/**
 * The call that begins a chain of which no step begins more: `sleep(ms)` of `sleep(ms).then(() => late)`, and of
 * `(async () => { await sleep(ms); throw late; })()`.
 */
function callBehind(chain: Node, keys: VisitorKeys): CallNode | undefined {
  const { base, steps } = stepsOf(unwrapped(chain));
  const called = base.type === 'CallExpression' ? unwrapped(base.callee) : undefined;
  const waited = isFunction(called) ? waitedIn(called, keys) : undefined;
  if (waited?.type === 'CallExpression') return waited;
  const isPlain = steps.every(step => step.arguments.every(given => beginsNothing(given, keys)));
  return isCall(base) && isPlain ? base : steps.at(-1);
}

/** Whether a call does nothing but let some time go by, with no signal that could cut it short. */
function isSleep(call: CallNode, origin: Origin, depth = 0): boolean {
  const starts = origin.factsOfCall(call)?.starts;
  if (starts?.what === 'timer' && starts.timer === undefined) {
    const options = starts.signal && call.arguments[starts.signal.argument];
    return !options || (options.type === 'ObjectExpression' && !['signal', 'ref'].some(name => propertyNamed(options, name)));
  }
  // Looking for it in files that speak of no known package is dear, and a pause is told how long it is to be.
  const isAsked = call.arguments.length > 0 && call.callee.type === 'Identifier';
  const definition = origin.definition(call.callee) ?? (isAsked ? new Definitions(origin, true).of(call.callee) : undefined);
  return depth < 3 && definition !== undefined && sleepsOnly(definition, depth);
}

/** Whether all that a function does is to wait. */
function sleepsOnly({ node, origin }: Definition, depth: number): boolean {
  if (!isFunction(node) || node.generator) return false;
  const waited = waitedIn(node, origin.module.keys);
  const [promise, ...more] = waited ? [waited] : origin.returned(node).map(unwrapped);
  const begin = promise && more.length === 0 ? callBehind(promise, origin.module.keys) : undefined;
  if (begin?.type === 'NewExpression') return isPause(begin, origin);
  return begin !== undefined && (begin === waited || isAlone(promise, node)) && isSleep(begin, origin, depth + 1);
}

/** Whether a promise is fulfilled by a timer, and by nothing else. */
function isPause(promise: CallNode, origin: Origin): boolean {
  const [executor] = promise.arguments;
  // What only rejects is there for races alone, and its timer is told of where it is started.
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  const rejects = reject?.type === 'Identifier' && (origin.module.bindings.of(reject)?.references.length ?? 0) > 0;
  return isFunction(executor) && !rejects && origin.ofCall(promise) === ':Promise()' && startsAlone(executor, origin);
}

/** Whether a value is all that a function comes to. */
const isAlone = (value: Node | undefined, { body }: FunctionNode): boolean =>
  body.type !== 'BlockStatement' ? unwrapped(body) === value : body.body.length === 1;

/** Whether a function does nothing but start a timer, whose handle it drops. */
function startsAlone({ body }: FunctionNode, origin: Origin): boolean {
  const [only, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const value = only?.type === 'ExpressionStatement' ? only.expression : only;
  const timer = value && unwrapped(value);
  return more.length === 0 && isCall(timer) && outermost(timer) === value && origin.factsOfCall(timer)?.starts?.timer === 'once';
}
