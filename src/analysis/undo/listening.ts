import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isFunction, propertyName, propertyNamed, stringOf, unwrapped, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import type { Listens } from '../../library.ts';
import { isCallOf, receiverOf, type Words } from '../origin/call.ts';
import { Identities, rootOf } from '../origin/identity.ts';
import { grouped, type Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf } from '../place/operation.ts';
import { isHandedOn, registrationOf } from './registration.ts';
import { endingsOf, isTakenOffByOther, isWhereThere } from './taking-off.ts';
import { isOnEach } from './together.ts';

/** A call that has a function called when something happens. */
export interface Listening {
  node: CallNode;
  facts: Listens;
  /** What it is put on; nothing where a function of a library is told itself. */
  target: Node | undefined;
  event: Node | undefined;
  listener: Node;
  /** Taken off once it was called. */
  once: boolean;
  /** Whether a library says so, and not only the name of the method. */
  known: boolean;
}

/** Ends that seldom come: who waits for one once waits long. */
const seldom = new RegExp(
  [
    /^(error|close|abort(ed)?|exit|end|finish|disconnect|cancel(led)?|stop|shutdown|timeout|fail(ed|ure)?|destroy)$/,
    /^(beforeExit|uncaughtException|unhandledRejection|warning|SIG[A-Z0-9]+)$/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Finds the calls that add listeners, and those that take them off again. */
export class Listenings {
  readonly identities: Identities;
  readonly #origin: Origin;
  readonly calls: Pick<Nodes, 'callsUnder'>;
  #all: readonly Listening[] | undefined;
  #byFunction: ReadonlyMap<FunctionNode, readonly Listening[]> | undefined;

  constructor(origin: Origin, calls: Pick<Nodes, 'callsUnder'>) {
    this.#origin = origin;
    this.calls = calls;
    this.identities = new Identities(origin);
  }

  get all(): readonly Listening[] {
    return (this.#all ??= this.calls.callsUnder(this.#origin.module.catalogue.names('listens')).flatMap(call => this.of(call) ?? []));
  }

  /** The listeners that the same function adds as this call. */
  beside(node: CallNode): readonly Listening[] {
    this.#byFunction ??= grouped(this.all, each => enclosingFunction(each.node));
    const fn = enclosingFunction(node);
    return (fn && this.#byFunction.get(fn)) ?? [];
  }

  of(node: CallNode): Listening | undefined {
    if (node.type !== 'CallExpression') return undefined;
    const { catalogue } = this.#origin.module;
    const path = this.#origin.ofCall(node);
    const own = path === undefined ? undefined : catalogue.get(path)?.listens;
    const facts = own ?? catalogue.ofAny(node)?.listens;
    const index = facts?.listener ?? 1;
    const listener = node.arguments[index];
    if (!facts || !listener || listener.type === 'SpreadElement') return undefined;
    const event = index > 0 && facts.event === undefined ? node.arguments[0] : undefined;
    if (own ? takesOff(node, own, this.#origin) : !this.#looksLike(node, event, listener)) return undefined;
    const options = node.arguments[index + 1];
    const isOnce = options?.type === 'ObjectExpression' && isTrue(propertyNamed(options, 'once')?.value);
    return { node, facts, target: receiverOf(node), event, listener, once: facts.once === true || isOnce, known: own !== undefined };
  }

  /** Whether a call that only its name shows is made as listeners are added: a name of an event, a function, perhaps options. */
  #looksLike(node: CallNode, event: Node | undefined, listener: Node): boolean {
    const last = node.arguments[2];
    if (!event || event.type === 'SpreadElement' || isFunction(event) || node.arguments.length > 3) return false;
    if (this.#origin.definition(event)?.node.type === 'ObjectExpression') return false;
    if (last && isFunction(last)) return false;
    return stringOf(listener) === undefined && !/^(Literal|ObjectExpression|ArrayExpression)$/.test(listener.type);
  }

  /** Whether something else takes it off: a signal, or options that cannot be seen. */
  isSignalled({ node, facts }: Listening): boolean {
    const options = node.arguments[(facts.listener ?? 1) + 1];
    if (!options || isLiteral(options)) return false;
    const definition = options.type === 'ObjectExpression' ? options : this.#origin.definition(options)?.node;
    if (definition?.type !== 'ObjectExpression') return true;
    return (
      propertyNamed(definition, 'signal') !== undefined || definition.properties.some(isUnseen)
    );
  }

  /** The name of the event, where it shows. */
  eventOf({ event, facts }: Listening): string | undefined {
    return facts.event ?? (event && stringOf(unwrapped(event)));
  }

  isSeldom(listening: Listening): boolean {
    return seldom.test(this.eventOf(listening) ?? '');
  }

  /** The calls of the file that take a listener off. */
  removalsOf(listening: Listening): readonly CallNode[] {
    const { facts } = listening;
    const remove = list(facts.remove);
    const { keeper } = registrationOf(listening);
    const kept = keeper && this.identities.of(keeper);
    const from = (node: Node): boolean => listening.target !== undefined && this.identities.isSame(node, listening.target);
    const isGiven = (node: Node): boolean => kept !== undefined && this.identities.of(node) === kept;
    const asListener: Words = { it: node => isGiven(node) || (!facts.given && this.#isListener(node, listening)), from, package: '' };
    const asGiven: Words = { it: isGiven, from, package: '' };
    const [byGiven, byListener] = [remove.filter(call => /^it\b/.test(call)), remove.filter(call => !/^it\b/.test(call))];
    const named = new Set(remove.flatMap(call => /([\w$]+)\([^()]*\)$/.exec(call)?.[1] ?? []));
    const candidates = [...named].flatMap(name => this.#callsNamed(name));
    if (kept !== undefined) candidates.push(...this.#callsNamed(kept.replace(/@.*|.*\./g, '')));
    return candidates.filter(
      call =>
        call !== listening.node &&
        ((isCallOf(call, byListener, asListener, this.#origin) && this.#isSameEvent(call, listening)) ||
          this.#takesAllOff(call, listening, named) ||
          isCallOf(call, byGiven, asGiven, this.#origin)),
    );
  }

  /** `socket.off('message')` of a client in which that means all. */
  #takesAllOff(call: CallNode, { event, target, facts }: Listening, named: ReadonlySet<string>): boolean {
    const [other, ...more] = call.arguments;
    const receiver = !facts.given && named.has(calledName(call) ?? '') ? receiverOf(call) : undefined;
    if (!receiver || !other || more.length > 0 || !target || !event) return false;
    return this.identities.isSame(receiver, target) && this.identities.isSame(other, event);
  }

  #isListener(node: Node, { listener }: Listening): boolean {
    if (isFunction(node)) return false;
    // `failed = reject; worker.once('error', reject); … worker.off('error', failed)`
    const { bindings } = this.#origin.module;
    const [binding, given] = [node, listener].map(each => (each.type === 'Identifier' ? bindings.of(each) : undefined));
    const isAlias = binding?.kind === 'variable' && binding !== given && given !== undefined
      && binding.writes.some(write => write.type === 'Identifier' && bindings.of(write) === given);
    return isAlias || this.identities.isSame(node, listener);
  }

  #isSameEvent(call: CallNode, listening: Listening): boolean {
    const [other] = call.arguments;
    const [one, two] = [this.eventOf(listening), other && stringOf(unwrapped(other))];
    // Where one of them does not show they may be the same: `bus.on(topic, fn)`, `bus.off(this.topic, fn)`.
    return one === undefined || two === undefined || one === two;
  }

  /** Whether it is taken off by other means, or by somebody else. */
  isElsewhere(listening: Listening): boolean {
    return this.isSignalled(listening) || isTakenOffByOther(listening, this, this.#origin) || this.#isGivenOn(listening)
      || this.#isMuting(listening);
  }

  /** `socket.on('error', () => {})`: it keeps the process from ending at an error, for as long as the target lives, and does nothing. */
  #isMuting(listening: Listening): boolean {
    const fn = unwrapped(listening.listener);
    return this.eventOf(listening) === 'error' && isFunction(fn) && fn.body.type === 'BlockStatement' && fn.body.body.length === 0;
  }

  /** Whether what the call gives goes on to somebody else, who may take it off by that. */
  #isGivenOn(listening: Listening): boolean {
    const { used, keeper } = registrationOf(listening);
    if (!used || (keeper && !isHandedOn(keeper, listening, this.identities, this.#origin))) return false;
    return !keeper || this.removalsOf(listening).length === 0;
  }

  #callsNamed(name: string): readonly CallNode[] {
    return this.calls.callsUnder([name]);
  }

  /** Where the name is mentioned that its target is, or is a part of. */
  mentionsOfRoot({ target }: Listening): readonly Node[] {
    const root = target && rootOf(target);
    return (root?.type === 'Identifier' && this.#origin.module.bindings.of(root)?.references) || [];
  }

  /** The calls that close what a listener was put on, and its listeners with it. */
  closingsOf({ target }: Listening): readonly CallNode[] {
    if (!target) return [];
    const name = this.identities.of(target);
    const closings = closing.flatMap(method => this.#callsNamed(method)).filter(call => this.#nameOfReceiver(call) === name
      || isOnEach(call, target, this.identities, this.calls, this.#origin));
    // A signal that has aborted calls nobody again.
    const aborting = this.#callsNamed('abort').filter(call => `${this.#nameOfReceiver(call) ?? ''}.signal` === name);
    return [...closings, ...aborting, ...endingsOf(target, this.#origin)];
  }

  #nameOfReceiver(call: CallNode): string | undefined {
    const receiver = receiverOf(call);
    return receiver && this.identities.of(receiver);
  }

  /** The call that would take it off, for a message: `bus.off('order', onOrder)`. */
  nameOfRemoval(listening: Listening): string {
    const { node, facts, target, event, listener } = listening;
    const [, root, method = ''] = /^(?:await )?(it|from)?\.?([\w$]*)\(/.exec(list(facts.remove)[0] ?? '') ?? [];
    const { keeper } = registrationOf(listening);
    // A declared name may have its type behind it.
    const kept = keeper?.type === 'Identifier' ? keeper.name : keeper && this.#origin.module.sourceOf(keeper);
    if (root === 'it') return `${[kept, method].filter(Boolean).join('.') || 'unsubscribe'}()`;
    const name = unwrapped(listener);
    const fn = name.type === 'Identifier' || name.type === 'MemberExpression' ? this.#origin.module.sourceOf(name) : '…';
    const isOptional = (node.callee.type === 'MemberExpression' && node.callee.optional) || isWhereThere(node, target, this.#origin);
    const on = target ? `${this.#origin.module.sourceOf(target).split('\n', 1)[0] ?? ''}${isOptional ? '?.' : '.'}` : '';
    if (facts.given) return `${on}${method}(${kept ?? '…'})`;
    const of = event ? this.#origin.module.sourceOf(event) : facts.event && `'${facts.event}'`;
    return `${on}${method}(${of === undefined ? '' : `${of}, `}${fn})`;
  }

  /** Whether a listener settles the promise around it. */
  settles(listening: Listening): boolean {
    const { resolve, reject } = executorOf(listening.node, undefined, this.#origin) ?? {};
    const fn = this.functionOf(listening) ?? listening.listener;
    return [resolve, reject].some(binding => binding?.references.some(reference => contains(fn, reference)));
  }

  /** The function that is added, where it stands in the file. */
  functionOf({ listener }: Listening): Node | undefined {
    const node = bare(listener);
    if (isFunction(node)) return node;
    const definition = this.#origin.definition(node);
    return definition?.origin === this.#origin && isFunction(definition.node) ? definition.node : undefined;
  }
}

const closing = [
  'close', 'destroy', 'end', 'terminate', 'disconnect', 'quit', 'kill', 'dispose', 'stop', 'removeAllListeners', 'closeAsync', 'quitAsync',
];

/** Whether a call of the same name only takes off: `socket.setTimeout(0, onTimeout)`. */
const takesOff = (node: CallNode, { remove }: Listens, origin: Origin): boolean =>
  isCallOf(node, list(remove).filter(call => /^from\b/.test(call)), { it: () => true, from: () => true, package: '' }, origin);

/** `...options`, `[kWeakHandler]: this` */
const isUnseen = (property: T.ObjectLiteralElement): boolean =>
  property.type === 'SpreadElement' || (property.computed && propertyName(property.key, true) === undefined);
const isLiteral = (node: Node): boolean => node.type === 'Literal';
const isTrue = (node: Node | undefined): boolean => node?.type === 'Literal' && node.value === true;
