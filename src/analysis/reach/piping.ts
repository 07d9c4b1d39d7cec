import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, enclosingFunction, isCall, isFunction, isNamed, outermost, stringOf, unwrapped, within, type FunctionNode,
  type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf, type Outlet } from '../origin/outlet.ts';
import { areApart } from '../place/opposite.ts';
import { endsWith, isMentionedIn, isRequest, partingsIn, scopesOf, type Concern } from './departure.ts';
import { initOf } from './leaving.ts';
import { isAnswer, isGiven, isInMemory, isOpenedHere, isStream, isWaitedFor } from './source.ts';
import { stagesOf } from './staged.ts';

/** `source.pipe(gzip).pipe(res)` */
export interface Piping {
  /** The last call. */
  node: T.CallExpression;
  /** The name of its method: where the report stands. */
  method: Node;
  /** What is read from, what it is led through, and what is written to. */
  streams: readonly Node[];
  /** Options of the last `pipe()`. */
  options: Node | undefined;
  outlet: Outlet;
  /** Where the client is: it reads what is written, or has sent what is read. */
  client: 'reads' | 'sends' | undefined;
  /** Whether all that is piped is known to be a stream of Node. */
  known: boolean;
  /** Listeners that stand between the calls of the chain, or behind it. */
  listeners: readonly T.CallExpression[];
  /** Whether one call pipes all streams of a list. */
  staged: boolean;
  /** Whether what is read is a file that is opened here, and that only this code can listen to. */
  opens: boolean;
  /** Whether the answer to a call, or what somebody waits for to be written, is saved to a file. */
  saves: boolean;
}

/** A chain of `pipe()`s, by its last call; nothing where it goes nowhere that is known, or both ends are looked after. */
export function pipingOf(call: T.CallExpression, origin: Origin): Piping | undefined {
  if (!isPipe(call) || isPipedOn(call)) return undefined;
  const method = (unwrapped(call.callee) as T.MemberExpression).property;
  const stages = stagesOf(call, origin);
  const [destination, options] = stages ? stages.slice(-1) : call.arguments;
  if (!destination || destination.type === 'SpreadElement' || origin.factOfCall(call, 'pipes')) return undefined;
  const listeners: T.CallExpression[] = [];
  const streams = stages ?? [...sourcesOf(call, listeners), unwrapped(destination)];
  const [source] = streams;
  const opens = source !== undefined && isOpenedHere(source, origin);
  const outlet = outletOf(destination, origin) ?? (opens ? { node: destination, ...unknown } : undefined);
  if (!outlet) return undefined;
  if (!source || isLookedAfter(source, origin) || isInMemory(source, origin)) return undefined;
  const sends = isRequest(source, origin);
  // Both are one connection.
  if (sends && outlet.client) return undefined;
  const client = outlet.client ? 'reads' : sends ? 'sends' : undefined;
  const known = outlet.writes !== unknown.writes && streams.slice(0, -1).every(stream => isStream(stream, origin));
  const isSaved = isAnswer(source, origin) || (isGiven(source, origin) && isWaitedFor(call, outlet.node, origin));
  const saves = outlet.writes.what === 'file' && isSaved;
  if (!client && !known && !opens && !saves) return undefined;
  return { node: call, method, streams, options, outlet, client, known, listeners, staged: stages !== undefined, opens, saves };
}

/** What a file is piped to takes what it reads, whatever it is. */
const unknown: Omit<Outlet, 'node'> = { writes: { what: 'stream' }, client: false, paced: false };

function isPipe(node: Node): node is T.CallExpression {
  return node.type === 'CallExpression' && calledName(node) === 'pipe' && node.arguments.length > 0 && receiverOf(node) !== undefined;
}

/** Whether another `pipe()` goes on from what a call gives. */
function isPipedOn(call: T.CallExpression): boolean {
  let at: Node = call;
  for (;;) {
    const member: Node | undefined = at.parent;
    const next: Node | undefined = member?.type === 'MemberExpression' && member.object === at ? member.parent : undefined;
    if (next?.type !== 'CallExpression' || next.callee !== member) return false;
    if (isPipe(next)) return true;
    at = next;
  }
}

/** What comes before the last stream, the first one first; listeners on the way are noted. */
function sourcesOf(call: T.CallExpression, listeners: T.CallExpression[]): Node[] {
  let at = receiverOf(call);
  const behind: Node[] = [];
  while (at) {
    const node = bare(at);
    if (node.type !== 'CallExpression') return [at, ...behind];
    if (isPipe(node)) {
      // eslint-disable-next-line watertight/no-quadratic-accumulation -- a handful of steps
      behind.unshift(...node.arguments.slice(0, 1));
      at = receiverOf(node);
    } else if (isListener(node)) {
      listeners.push(node);
      at = receiverOf(node);
    } else return [at, ...behind];
  }
  return behind;
}

function isListener(node: Node): node is T.CallExpression {
  return node.type === 'CallExpression' && /^(on|once|addListener)$/.test(calledName(node) ?? '') && receiverOf(node) !== undefined;
}

/** Whether what gives a stream looks after its ends by itself. */
function isLookedAfter(source: Node, origin: Origin): boolean {
  const path = origin.of(source);
  return path !== undefined && origin.module.catalogue.get(origin.module.catalogue.step(path, '.pipe()'))?.pipes !== undefined;
}

/** What nobody looks after: the error of what is read, the leaving of the client. */
export interface Neglect {
  error: boolean;
  leaving: boolean;
}

/** What nobody looks after in a chain of `pipe()`s; nothing where all is looked after, or unknown code may do so. */
export function neglectOf(piping: Piping, owner: FunctionNode | undefined, origin: Origin): Neglect | undefined {
  const scopes = scopesOf(piping.node, owner, origin);
  const keepers = [...scopes.flatMap(scope => [...keepersIn(scope, piping, origin)]), ...makersOf(piping, origin)];
  if (keepers.includes('unknown')) return undefined;
  const known = keepers.filter(keeper => keeper !== 'unknown');
  const error = !known.some(keeper => hasErrorListener(keeper.body, keeper.stream, keeper.origin)) && !isErrorSeen(piping, scopes, origin);
  const ended = [...piping.streams, ...known.map(({ stream }) => stream), ...requestsOf(piping, origin)];
  const leaving = piping.client !== undefined && ![...scopes.map(body => ({ body, origin })), ...known].some(place =>
    partingsIn(place.body, place.origin).some(parting => endsWith(parting, concernOf(ended, place.origin), place.origin)));
  return error || leaving ? { error, leaving } : undefined;
}

function concernOf(streams: readonly Node[], origin: Origin): Concern {
  return { heeds: () => false, uses: thing => streams.some(stream => isMentionedIn(stream, thing, origin)) };
}

/** The request that what is read is the answer to, and ends with: `const request = http.request(url, answer => answer.pipe(res));`. */
function requestsOf({ streams: [source] }: Piping, { module: { bindings } }: Origin): readonly Node[] {
  const binding = source?.type === 'Identifier' ? bindings.of(source) : undefined;
  const call = binding?.kind === 'parameter' ? enclosingFunction(binding.declared)?.parent : undefined;
  if (!isCall(call)) return [];
  const on = isListener(call) ? receiverOf(call) : undefined;
  if (on) return [on];
  const made = outermost(call).parent;
  if (made?.type === 'VariableDeclarator') return [made.id];
  return made?.type === 'AssignmentExpression' ? [made.left] : [];
}

/** The body of a function that is given what is read, and the parameter for that: `stopWith(res, source)`. */
interface Keeper {
  body: Node;
  stream: Node;
  origin: Origin;
}

/** What may look after the source in place of code: functions that are given it, unknown ones where they are given its reader too. */
function* keepersIn(scope: Node, { node, outlet, streams: [source] }: Piping, origin: Origin): Generator<Keeper | 'unknown'> {
  const isSame = (one: Node, other: Node | undefined): boolean =>
    other !== undefined && origin.module.sourceOf(unwrapped(one)) === origin.module.sourceOf(unwrapped(other));
  for (const call of within(scope, origin.module.keys)) {
    if (call.type !== 'CallExpression' || call === node || areApart(node, call) || areApart(call, node)) continue;
    const index = call.arguments.findIndex(argument => isSame(argument, source));
    if (index < 0 || unwrapped(call.callee).type !== 'Identifier') continue;
    const definition = origin.definition(call.callee);
    const fn = definition?.node;
    const parameter = isFunction(fn) ? fn.params[index] : undefined;
    const [stream] = (parameter?.type === 'Identifier' && definition?.origin.module.bindings.of(parameter)?.references) || [];
    if (isFunction(fn) && definition && stream) yield { body: fn.body, stream, origin: definition.origin };
    else if (!definition && call.arguments.some(argument => isSame(argument, outlet.node))) yield 'unknown';
  }
}

/** The function that gives what is read, which may look after it; unknown where it is given the reader too: `tied(file, res).pipe(res)`. */
function makersOf({ outlet, streams: [source] }: Piping, origin: Origin): readonly (Keeper | 'unknown')[] {
  let made = source && (initOf(unwrapped(source), origin) ?? bare(source));
  while (made && isListener(made)) made = bare(receiverOf(made) as Node);
  if (!isCall(made)) return [];
  const definition = origin.definition(made.callee);
  if (definition && isFunction(definition.node)) {
    const { node: { body }, origin: theirs } = definition;
    const given = theirs.returned(definition.node).map(bare).flatMap<Node>(value =>
      (value.type === 'ObjectExpression' ? value.properties.flatMap(part => (part.type === 'Property' ? [part.value] : [])) : [value]));
    return given.filter(isNamed).map(stream => ({ body, stream, origin: theirs }));
  }
  const reader = origin.module.sourceOf(unwrapped(outlet.node));
  return made.arguments.some(argument => origin.module.sourceOf(unwrapped(argument)) === reader) ? ['unknown'] : [];
}

/** Whether somebody listens for the error of what is read, or of what the client's data are written to. */
export function isErrorSeen({ client, outlet, listeners, streams: [source] }: Piping, scopes: readonly Node[], origin: Origin): boolean {
  const watched = client === 'sends' ? outlet.node : source;
  return listeners.some(call => isErrorListener(call) && hasBelow(call, source))
    || scopes.some(scope => watched !== undefined && hasErrorListener(scope, watched, origin));
}

const isErrorListener = (call: T.CallExpression): boolean => stringOf(call.arguments[0]) === 'error';

/** Whether a listener of a chain is on its source. */
function hasBelow(call: T.CallExpression, source: Node | undefined): boolean {
  let at = receiverOf(call);
  while (at && isListener(bare(at))) at = receiverOf(bare(at) as T.CallExpression);
  return at !== undefined && source !== undefined && bare(at) === bare(source);
}

/** `source.on('error', …)`, `finished(source, …)` */
function hasErrorListener(scope: Node, stream: Node, origin: Origin): boolean {
  const binding = stream.type === 'Identifier' ? origin.module.bindings.of(stream) : undefined;
  for (let made = binding?.kind === 'variable' ? binding.writes[0] : undefined; made; made = receiverOf(bare(made) as T.CallExpression)) {
    if (!isListener(bare(made))) break;
    if (isErrorListener(bare(made) as T.CallExpression)) return true;
  }
  return within(scope, origin.module.keys).some(at => {
    if (at.type !== 'CallExpression') return false;
    const name = calledName(at) ?? '';
    if (/^(finished|eos)$/.test(name)) return at.arguments.some(argument => isMentionedIn(argument, stream, origin));
    if (!isListener(at) || !isErrorListener(at)) return false;
    let receiver = receiverOf(at);
    while (receiver && isListener(bare(receiver))) receiver = receiverOf(bare(receiver) as T.CallExpression);
    // Each call opens another one.
    if (receiver === undefined || isCall(bare(stream))) return receiver !== undefined && bare(receiver) === bare(stream);
    return origin.module.sourceOf(bare(receiver)) === origin.module.sourceOf(bare(stream));
  });
}
