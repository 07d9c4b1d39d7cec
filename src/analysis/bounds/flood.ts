import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, enclosingStatement, headOf, isCall, isCallNamed, isFunction, outermost,
  outermostFunction, stringOf, unwrapped, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { callsOf, outletOf, writingOf, type Outlet } from '../origin/outlet.ts';
import { isChunkwise, mostTurnsOf, repeatersOf, type Repeater } from '../place/repeat.ts';
import { asksEachTurn, isEvent, isPaced, isSparse } from './pace.ts';

/** A write again and again, of which nobody asks whether its reader keeps up. */
export interface Flood {
  /** The write, or the call of the function that writes. */
  node: T.CallExpression;
  /** The write itself. */
  written: T.CallExpression;
  outlet: Outlet;
  /** What repeats it, the innermost first. */
  repeaters: readonly Repeater[];
  /** Other writes to the same stream, repeated by the same. */
  also: readonly Flood[];
  /** Whether it comes as fast as it can, and is not a few words now and then. */
  certain: boolean;
}

/** So few writes are no flood. */
const few = 100;

/** The floods that a call which writes is part of. */
export function floodsOf(call: T.CallExpression, ownerOf: (node: Node) => FunctionNode | undefined, origin: Origin): Flood[] {
  const writing = writingOf(call, origin);
  if (!writing || tellsEnd(call, origin) || !isIgnored(call, origin)) return [];
  const { outlet } = writing;
  if (outlet.paced) return overflowAt(call, outlet, origin);
  const own = floodAt(call, outlet, ownerOf(call), origin);
  if (own) return [own];
  const fn = enclosingFunction(call);
  if (!fn || isMadeIn(outlet, fn.body, origin) || [...repeatersOf(call, origin)].length > 0) return [];
  const maker = makerOf(fn, origin);
  const made = maker ? callsOf(maker, origin).flatMap(making => callsOfMade(making, origin).map(each => ({ each, making }))) : [];
  return [...callsOf(fn, origin).map(each => ({ each, making: undefined })), ...made].flatMap(({ each, making }) => {
    const given = making && maker ? outletAt(making, outlet, maker, origin) : outletAt(each, outlet, fn, origin);
    const isFlood = given && each.type === 'CallExpression' && isIgnored(each, origin);
    return isFlood ? floodAt(each, given, ownerOf(each), origin, call) ?? [] : [];
  });
}

/** What `data` hands over to a stream that would only take it when it is asked: `stream.on('data', chunk => controller.enqueue(chunk))`. */
function overflowAt(node: T.CallExpression, outlet: Outlet, origin: Origin): Flood[] {
  const { room } = outlet.writes;
  const repeaters = [...repeatersOf(node, origin)];
  const [handler] = repeaters;
  if (room === undefined || !handler || !isFunction(handler) || !isChunkwise(handler, origin)) return [];
  const source = isCall(handler.parent) ? receiverOf(handler.parent) : undefined;
  const around = within(outermostFunction(node) ?? handler, origin.module.keys);
  const isAsked = around.some(at => at.type === 'Identifier' && (at.name === room || at.name === 'pause'));
  const isStream = source !== undefined && origin.factsOf(source)?.reads !== undefined;
  return isAsked ? [] : [{ node, written: node, outlet, repeaters, also: [], certain: isStream && !isEvent(node) }];
}

/** The function of the file that gives another one: `lineTo` of `const lineTo = out => row => out.write(row);`. */
function makerOf(fn: FunctionNode, origin: Origin): FunctionNode | undefined {
  const maker = enclosingFunction(fn);
  return maker && origin.returned(maker).some(value => unwrapped(value) === fn) ? maker : undefined;
}

/** The calls of the function that a call gives, by the one name that it is given: `line(row)` of `const line = lineTo(res);`. */
function callsOfMade(making: CallNode, { module: { bindings } }: Origin): readonly CallNode[] {
  const named = outermost(making).parent;
  const binding = named?.type === 'VariableDeclarator' && named.id.type === 'Identifier' ? bindings.of(named.id) : undefined;
  if (!binding || binding.reassigned) return [];
  return binding.references.flatMap(({ parent }, at) => (isCall(parent) && parent.callee === binding.references[at] ? [parent] : []));
}

/** Whether a write is given whom to tell that it is done: a function, or what its own function was called with for that. */
function tellsEnd({ arguments: [, ...given] }: CallNode, { module: { bindings } }: Origin): boolean {
  const last = given.at(-1);
  if (isFunction(last)) return true;
  const binding = last?.type === 'Identifier' ? bindings.of(last) : undefined;
  return binding?.kind === 'parameter' && !/^enc|charset/i.test(binding.name);
}

/** What a call passes for the stream that its function writes to, or that stream itself. */
function outletAt(call: CallNode, outlet: Outlet, fn: FunctionNode, origin: Origin): Outlet | undefined {
  const { node } = outlet;
  const index = fn.params.findIndex(each => each.type === 'Identifier' && node.type === 'Identifier' && each.name === node.name);
  const argument = call.arguments[index];
  return index < 0 ? outlet : argument && outletOf(argument, origin);
}

/** Whether nothing is made of what a call gives: `res.write(x);`, `await res.write(x);`, `row => res.write(row)` of `forEach`. */
function isIgnored(call: Node, origin: Origin): boolean {
  const value = outermost(call);
  const around = value.parent as Node;
  if (around.type === 'ExpressionStatement') return true;
  if (around.type === 'UnaryExpression') return around.operator === 'void';
  if (around.type === 'LogicalExpression') return around.right === value && around.parent.type === 'ExpressionStatement';
  if (!isFunction(around) || around.body !== value) return false;
  // What a function gives that is called for each item, or whose calls are looked at.
  return [...repeatersOf(call, origin)].includes(around) || callsOf(around, origin).length > 0 || makerOf(around, origin) !== undefined;
}

function floodAt(
  node: T.CallExpression, outlet: Outlet, owner: FunctionNode | undefined, origin: Origin, written: T.CallExpression = node,
): Flood | undefined {
  const around = [...repeatersOf(node, origin)];
  const left = leftBy(node, around);
  const repeaters = around.filter((repeater, index) => index >= left && !isMadeIn(outlet, repeater, origin));
  const turns = repeaters.reduce((most, repeater) => most * mostTurnsOf(repeater, node, origin), 1);
  if (repeaters.some(repeater => [node, written].some(write => isLastIn(repeater, write, outlet, origin)))) return undefined;
  if (repeaters.length === 0 || turns <= few || repeaters.some(repeater => isPaced(repeater, origin))) return undefined;
  const scopes = [owner ?? outermostFunction(node), enclosingFunction(written)];
  if (scopes.some(scope => scope && isHeeded(scope, outlet, origin))) return undefined;
  const [innermost] = repeaters;
  const writer = node === written ? undefined : enclosingFunction(written);
  const isAsking = !outlet.client && innermost !== undefined && asksEachTurn(innermost, [node, written], writer, origin);
  const isSeldom = isAsking || repeaters.some(repeater => isSparse(repeater, written, origin));
  return { node, written, outlet, repeaters, also: [], certain: !isSeldom };
}

/** How many of the loops around a write are left behind it: `if (failed) { res.write(error); return; }`. */
function leftBy(node: Node, around: readonly Repeater[]): number {
  const [innermost] = around;
  for (const at of ancestors(node)) {
    if (at === innermost) return 0;
    const last = at.type === 'BlockStatement' ? at.body.at(-1) : undefined;
    if (last?.type === 'BreakStatement') return 1;
    const loops = around.findIndex(isFunction);
    if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') return loops < 0 ? around.length : loops;
  }
  return 0;
}

/** Whether a turn ends a stream right behind a write to it: `socket.write(String(error)); socket.end();`. */
function isLastIn(repeater: Repeater, write: Node, { node }: Outlet, { module: { sourceOf } }: Origin): boolean {
  const statement = enclosingStatement(write);
  const isWithin = statement !== undefined && !contains(statement, repeater);
  const list = isWithin && statement.parent.type === 'BlockStatement' ? statement.parent.body : [];
  return list.some(next => {
    const call = next.type === 'ExpressionStatement' ? unwrapped(next.expression) : undefined;
    const isBehind = statement !== undefined && next.range[0] > statement.range[0];
    const ended = isBehind && isCallNamed(call, /^(end|destroy|kill)$/) ? receiverOf(call) : undefined;
    // `child.kill()` ends `child.stdin`.
    return ended !== undefined && `${sourceOf(node)}.`.startsWith(`${sourceOf(ended)}.`);
  });
}

/** The floods of one stream in one loop as the first of them. */
export function grouped(floods: readonly Flood[], origin: Origin): Flood[] {
  const groups = new Map<Repeater | undefined, Map<string, Flood[]>>();
  for (const flood of floods) {
    const outer = flood.repeaters.at(-1);
    const streams = groups.get(outer) ?? new Map<string, Flood[]>();
    groups.set(outer, streams);
    const stream = origin.module.sourceOf(flood.outlet.node);
    streams.set(stream, [...streams.get(stream) ?? [], flood]);
  }
  return [...groups.values()].flatMap(streams => [...streams.values()].flatMap(group => {
    const sure = group.filter(({ certain }) => certain);
    const [first, ...others] = [...sure, ...group.filter(({ certain }) => !certain)];
    return first ? [{ ...first, also: others }] : [];
  }));
}

/** Whether a stream is made anew for each turn, or is what the turn is for: a list of clients. */
function isMadeIn({ node }: Outlet, repeater: Node, origin: Origin): boolean {
  const root = headOf(node);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  return binding !== undefined && contains(repeater, binding.declared);
}

/** Whether code asks its stream, or waits for it. */
function isHeeded(scope: Node, outlet: Outlet, origin: Origin): boolean {
  return within(scope, origin.module.keys).some(at =>
    (at.type === 'Literal' && at.value === 'drain' && isCall(at.parent) && isOf(at.parent, outlet, origin))
    || (at.type === 'Identifier' && /^(writableNeedDrain|writableLength|writableHighWaterMark|bufferedAmount)$/.test(at.name)));
}

/** Whether a call that waits for `drain` may be meant for the stream: not where it waits for another one. */
function isOf(call: CallNode, { node }: Outlet, origin: Origin): boolean {
  const [first] = call.arguments;
  const target = stringOf(first) === 'drain' ? receiverOf(call) : first;
  if (!target || origin.module.sourceOf(target) === origin.module.sourceOf(node)) return true;
  const binding = target.type === 'Identifier' ? origin.module.bindings.of(target) : undefined;
  const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
  return (fn !== undefined && !contains(fn, node)) || outletOf(target, origin) === undefined;
}

/** Whether a flood comes from what a stream hands over piece by piece, unasked. */
export function isHandedOver({ repeaters: [repeater] }: Flood, origin: Origin): boolean {
  return repeater !== undefined && isFunction(repeater) && isChunkwise(repeater, origin);
}
