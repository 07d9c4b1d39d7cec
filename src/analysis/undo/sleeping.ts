import {
  enclosingFunction, isCall, isFunction, outermost, propertyNamed, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { isStep } from '../place/chain.ts';
import { isFirstOnly } from '../place/first-only.ts';

/** The calls that make timers which nobody can clear, in a race that others may win: `Promise.race([work(), sleep(5000)])`. */
export function sleepsIn(race: CallNode, origin: Origin): readonly CallNode[] {
  const [list] = race.arguments;
  const fn = enclosingFunction(race);
  if (!fn || list?.type !== 'ArrayExpression' || origin.ofCall(race) !== ':Promise.race()' || isFirstOnly(race, fn, origin)) return [];
  const racers = list.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? callBehind(element, origin) ?? [] : []));
  const sleeps = racers.filter(call => isSleep(call, origin));
  return sleeps.length < racers.length ? sleeps : [];
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
  const definition = origin.definition(call.callee);
  if (!isFunction(definition?.node) || definition.origin !== origin) return false;
  const [promise, ...more] = origin.returned(definition.node).map(unwrapped);
  const executor = promise?.type === 'NewExpression' && more.length === 0 ? promise.arguments[0] : undefined;
  // What only rejects is there for races alone, and its timer is told of where it is started.
  const reject = isFunction(executor) ? executor.params[1] : undefined;
  const rejects = reject?.type === 'Identifier' && (origin.module.bindings.of(reject)?.references.length ?? 0) > 0;
  return isFunction(executor) && !rejects && origin.ofCall(promise as CallNode) === ':Promise()' && startsAlone(executor, origin);
}

/** Whether a function does nothing but start a timer, whose handle it drops. */
function startsAlone({ body }: FunctionNode, origin: Origin): boolean {
  const [only, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const value = only?.type === 'ExpressionStatement' ? only.expression : only;
  const timer = value && unwrapped(value);
  return more.length === 0 && isCall(timer) && outermost(timer) === value && origin.factsOfCall(timer)?.starts?.timer === 'once';
}
