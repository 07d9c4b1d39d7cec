import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, propertyNamed, stringOf, unwrapped, within,
  type CallNode, type Node,
} from '../../ast.ts';
import type { Fails } from '../../library.ts';
import { receiverOf } from '../origin/call.ts';
import {
  emitterOf, failingOf, isHandedOn, isOfMany, isPartOf, isSureToCome, last, listeningOf, listeningsIn, registering, type Listening,
} from '../origin/emitting.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import type { Promised } from './promise.ts';
import type { Settling } from './settling.ts';

/** An emitter whose success settles a promise, and whose failure does not. */
export interface Unheard {
  /** The call that listens for the success. */
  knows: CallNode;
  fails: Fails;
  /** The event that tells the failure. */
  event: string;
  potential: boolean;
  /** Whether the call gives the emitter, so that one may go on listening, and that does not outlive the call. */
  fluent: boolean;
  /** Whether the emitter goes on when the promise is settled: what fails then would be lost in one that rejects no more. */
  lasts: boolean;
  /** Its end settles the promise in any case, but its failure, heard by nobody, ends the process. */
  fatal: boolean;
}

export function unheardBy(promised: Promised, settling: Settling, origin: Origin): Unheard | undefined {
  const listenings = listeningsIn(promised.scope, origin);
  // What is read no more stands still, whatever has become of what it is read into.
  if (listenings.some(({ event, listener }) => event === 'pause' && settling.isMentioned(listener))) return undefined;
  for (const one of [...listenings, ...callbacksIn(promised, origin)]) {
    // `output.once('drain', resolve())` settles at once.
    const listener = unwrapped(one.listener);
    const isAtOnce = isCall(listener) && promised.mentions.has(listener.callee);
    if (!settling.isMentioned(listener) || isAtOnce || isSureToCome(one, promised.node, origin)) continue;
    const own = listenings.filter(({ emitter }) => emitter === one.emitter);
    const fails = failingOf(one.of, own, origin);
    if (!fails || isHandedOn(one.of, promised.mentions, origin) || isOfMany(one.call, promised.scope, origin)) continue;
    const ends = fails.ends ?? [];
    const heard = own.filter(({ event }) => fails.events.includes(event) || (ends.includes(event) && event !== one.event));
    const fatal = fails.fatal === true && ends.includes(one.event) && heard.length === 0;
    if (fails.events.includes(one.event) || (ends.includes(one.event) && !fatal)) continue;
    if (heard.some(({ listener }) => settling.isMentioned(listener) || !isFunction(unwrapped(listener)))) continue;
    if (heard.some(({ listener }) => triesAgain(listener, origin))) continue;
    if (heard.length === 0 && (isHeardElsewhere(one, fails.events, promised, origin) || isPiped(one, promised, settling, origin))) continue;
    // What a process writes fails with the process.
    const isOfWhole = (other: Listening): boolean =>
      /^(exit|close)$/.test(other.event) && settling.isMentioned(other.listener) && isPartOf(one, other, origin);
    if (listenings.some(isOfWhole)) continue;
    const isInner = isAnswer(one, promised, origin)
      && listenings.some(({ event, listener }) => event === 'error' && settling.isMentioned(listener));
    // Each call would leave one more listener on what the object keeps.
    const isKept = rootOf(one.of).type === 'ThisExpression' && !isSetIn(one.of, promised.node, origin);
    // Of what nobody knows, whoever hears the failure, and only says so, may know that it goes on: a lenient parser.
    const isLenient = heard.length > 0 && origin.factsOf(one.of) === undefined;
    const lasts = isLenient || (!last.test(one.event) && one.event !== 'response' && !isAnswer(one, promised, origin));
    const fluent = emitterOf(one.call, origin) === one.emitter && !isKept && (!lasts || isMadeFor(one.of, promised, origin));
    const potential = fails.starting === true || isInner || isLenient || isSeldom(one.of, fails, origin);
    const event = fails.events[0] ?? 'error';
    const isFatal = fatal || (event === 'error' && endsProcess(one, promised, origin));
    return { knows: one.call, fails, event, potential, fluent, lasts, fatal: isFatal };
  }
  return undefined;
}

/** Whether what an expression names is made anew in a piece of code: `this.child = fork(script);` */
const isSetIn = (named: Node, scope: Node, { module: { keys, sourceOf } }: Origin): boolean =>
  within(scope, keys).some(at => at.type === 'AssignmentExpression' && sourceOf(at.left) === sourceOf(named));

/** Whether a listener begins anew, so that it may succeed yet: `client.on('error', () => this.reconnect())`. Only a reason for silence. */
const triesAgain = (listener: Node, { module: { keys } }: Origin): boolean =>
  within(listener, keys).some(at => isCallNamed(at, /reconnect|retry|tryAgain/i));

/** What makes an emitter, alone or under a name. */
function makerOf(of: Node, { module: { bindings } }: Origin): Node | undefined {
  const [write, ...more] = of.type === 'Identifier' ? bindings.of(of)?.writes ?? [] : [of];
  return write && more.length === 0 ? unwrapped(write) : undefined;
}

/** Whether what makes an emitter is given an option with which it hardly ever fails: `spawn(command, { shell: true })`. */
function isSeldom(of: Node, { seldom }: Fails, origin: Origin): boolean {
  const made = seldom === undefined ? undefined : makerOf(of, origin);
  return isCall(made) && made.arguments.some(argument => {
    const given = argument.type === 'ObjectExpression' ? propertyNamed(argument, seldom ?? '')?.value : undefined;
    return given !== undefined && !(given.type === 'Literal' && given.value === false);
  });
}

/** Whether nobody at all listens for `error` of an emitter that is made here, which ends the process then. */
function endsProcess({ call, emitter, of }: Listening, promised: Promised, origin: Origin): boolean {
  const made = makerOf(of, origin);
  // `get(url, response => …)`, of which nobody keeps anything
  if (made === call) return call.parent.type === 'ExpressionStatement';
  const isMade = isCall(made) && calledName(made) !== 'pipe' && isCallNamed(call, /^(on|once|addListener)$/);
  if (!isMade || !isMadeFor(of, promised, origin)) return false;
  const top = [...ancestors(promised.node)].at(-1) ?? promised.node;
  return !(origin.module.callsIn?.(top) ?? []).some(other =>
    stringOf(other.arguments[0]) === 'error' && listeningOf(other, origin)?.emitter === emitter);
}

/** Whether an emitter is made by the call that waits for it, so that no other call adds one more listener. */
function isMadeFor(of: Node, { node }: Promised, origin: Origin): boolean {
  const root = rootOf(of);
  if (isCall(root)) return true;
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const owner = binding?.kind === 'variable' ? enclosingFunction(binding.declared) : undefined;
  return owner !== undefined && (contains(owner, node) || contains(node, owner));
}

/** Calls that give an emitter and call a function once it has succeeded: `get(url, onResponse)`, `server.listen(port, done)`. */
function callbacksIn({ scope }: Promised, origin: Origin): Listening[] {
  return within(scope, origin.module.keys).flatMap(at => {
    const listener = at.type === 'CallExpression' ? at.arguments.at(-1) : undefined;
    const name = at.type === 'CallExpression' ? calledName(at) ?? '' : '';
    if (at.type !== 'CallExpression' || !listener || registering.test(name)) return [];
    const facts = origin.factsOfCall(at);
    const isClient = (facts?.fails && facts.calls) ?? (/^(connect|createConnection)$/.test(name) && facts?.reads);
    const of = isClient ? at : /^(listen|connect)$/.test(name) ? receiverOf(at) : undefined;
    return of ? [{ call: at, event: isClient && facts?.calls ? 'response' : '', listener, emitter: emitterOf(of, origin), of }] : [];
  });
}

/** Whether somebody outside listens for the failure of an emitter, and may do more about it than say so. */
function isHeardElsewhere({ emitter, of }: Listening, fails: readonly string[], promised: Promised, origin: Origin): boolean {
  if (of.type !== 'Identifier' && of.type !== 'MemberExpression') return false;
  const top = [...ancestors(promised.node)].at(-1) ?? promised.node;
  return (origin.module.callsIn?.(top) ?? []).some(call => {
    const heard = fails.includes(stringOf(call.arguments[0]) ?? '') ? listeningOf(call, origin) : undefined;
    if (heard?.emitter !== emitter || !heard) return false;
    return !isOfCall(of, call, promised, origin) || !onlyTells(heard, promised, origin);
  });
}

/** Whether somebody who settles is told when a stream, or a pipe that it is part of, fails: `pipeline(file, upload, done)`. */
function isPiped({ of }: Listening, { scope }: Promised, settling: Settling, { module: { keys, sourceOf } }: Origin): boolean {
  // `const upload = request(url, answer => …)` goes by its name.
  const declarator = of.parent?.type === 'VariableDeclarator' ? of.parent.id : of;
  return within(scope, keys).some(at => isCallNamed(at, /^(pipeline|finished|pump|eos)$/)
    && at.arguments.some(given => sourceOf(given) === sourceOf(declarator))
    && at.arguments.some(given => settling.isMentioned(given)));
}

/** Whether an emitter is made, and listened to, by the very call that waits for it, and nobody is handed it but who writes to it. */
function isOfCall(of: Node, call: CallNode, { node }: Promised, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  if (!fn || enclosingFunction(call) !== fn) return false;
  const { keys, sourceOf } = origin.module;
  const named = sourceOf(of);
  const isMade = isSetIn(of, fn.body, origin) || within(fn.body, keys).some(at =>
    at.type === 'VariableDeclarator' && sourceOf(at.id) === named);
  return isMade && !(origin.module.callsIn?.(fn) ?? []).some(at =>
    calledName(at) !== 'pipe' && at.arguments.some(given => sourceOf(given) === named));
}

/** Whether a listener does no more than say what it heard: it logs it, or tells those who listen to something else. */
function onlyTells({ listener, of }: Listening, { mentions }: Promised, origin: Origin): boolean {
  const fn = unwrapped(listener);
  if (!isFunction(fn) || [...mentions].some(isKept)) return false;
  const { keys, sourceOf } = origin.module;
  return within(fn.body, keys).every(at => {
    if (at.type === 'AssignmentExpression') return at.left.type === 'Identifier' || at.right.type === 'Literal';
    if (!isCall(at) || origin.factsOfCall(at)?.safe) return true;
    const receiver = receiverOf(at);
    return receiver !== undefined && /^(emit|debug|info|warn|error|log|trace)$/.test(calledName(at) ?? '')
      && sourceOf(receiver) !== sourceOf(of);
  });
}

/** Whether what settles is put where others find it: `this.ready = resolve`. */
const isKept = ({ parent }: Node): boolean =>
  (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') || parent?.type === 'Property';

/** Whether an emitter is what another one hands over: the answer to a request. */
function isAnswer({ of }: Listening, { scope }: Promised, origin: Origin): boolean {
  const binding = of.type === 'Identifier' ? origin.module.bindings.of(of) : undefined;
  return binding?.kind === 'parameter' && contains(scope, binding.declared);
}
