import {
  bare, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { argumentsOf, askedOf, asksIn, isOfBatch, wholeOf, type Ask, type Asking } from '../place/asking.ts';
import { feedsNext, isCached, isElsewhere, isForParts, isInTransaction, isOrdered, isPaced, isSearch } from '../place/deliberate.ts';
import type { Place } from '../place/place.ts';
import { isCalledAtOnce, isChunkwise, mostTurnsOf } from '../place/repeat.ts';
import { Dependence, isPassing, namesIn, turnsAround, turnsByName, type Turn } from '../place/turn.ts';
import { isBatchable } from './batchable.ts';
import { decides, isOfOwnTransaction, isOfProgram, isTelling, isTimed, isTried } from './one-by-one.ts';

/** Something that is asked once for each item. */
export interface AskedAgain {
  /** The call that asks, or that of the function which does. */
  node: Asking;
  ask: Ask;
  turn: Turn;
  /** Whether the function of the file asks, not the call itself. */
  through: boolean;
  certain: boolean;
  /** All go one after the other over the one connection of a transaction. */
  onOne: boolean;
}

type Found = Omit<AskedAgain, 'onOne'>;

/** So few turns are no loop. */
const few = 16;
/** How far functions that call one another are followed. */
const deepest = 3;

/** Finds what is asked for one item after the other, though it could be asked once for all. */
export class AskingAgain {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;
  readonly #callsNamed: (name: string) => readonly CallNode[];
  readonly #dependences = new Map<Node, Dependence>();

  constructor(origin: Origin, placeOf: (node: Node) => Place, callsNamed: (name: string) => readonly CallNode[]) {
    this.#origin = origin;
    this.#placeOf = placeOf;
    this.#callsNamed = callsNamed;
  }

  *among(asks: readonly Ask[]): Generator<AskedAgain> {
    const reported = new Set<Node>();
    for (const ask of asks) {
      for (const found of this.#of(ask)) {
        // All commands of a turn go into one and the same batch.
        const batch = found.ask.of === 'cache' ? found.turn.repeater : found.node;
        if (!reported.has(batch)) yield { ...found, onOne: isInTransaction(ask, this.#origin) };
        reported.add(batch);
      }
    }
  }

  *#of(ask: Ask): Generator<Found> {
    if (ask.of === 'disk' || ask.facts.apart) return;
    for (const turn of turnsAround(ask.node, this.#origin)) {
      const dependence = this.#dependenceOf(turn);
      const relation = this.#relationOf(ask, turn, dependence);
      if (relation === 'none') continue;
      const certain = relation === 'asks' ? this.#isCertain(ask, turn, dependence) : undefined;
      if (certain !== undefined) yield { node: ask.node, ask, turn, through: false, certain };
      return;
    }
    yield* this.#throughFunction(ask, 0, new Set());
  }

  /** Whether what is asked depends on the item; `of` it where each item is asked itself: another database, another service. */
  #relationOf(ask: Ask, { names }: Turn, dependence: Dependence): 'none' | 'asks' | 'of' {
    const root = askedOf(ask);
    const binding = root?.type === 'Identifier' ? this.#origin.module.bindings.of(root) : undefined;
    if (binding && dependence.has(binding)) {
      if (ask.ofRow) return 'asks';
      const isMade = binding.kind === 'variable' && binding.writes[0] && !dependence.isIn(binding.writes[0]);
      return isMade && !names.has(binding) ? 'asks' : 'of';
    }
    return argumentsOf(ask).some(argument => dependence.isIn(argument)) ? 'asks' : 'none';
  }

  /** Whether it surely could be asked once for all; nothing where there is a reason to ask so. */
  #isCertain(ask: Ask, turn: Turn, dependence: Dependence): boolean | undefined {
    const origin = this.#origin;
    const { repeater, items } = turn;
    if (mostTurnsOf(repeater, ask.node, origin) <= few || (items && isConstantName(items))) return undefined;
    if (!isBatchable(ask, dependence, origin) || isOfBatch(ask.node, origin) || isForParts(ask, turn, origin)) return undefined;
    if (isPaced(turn, origin) || feedsNext(ask, turn, origin)) return undefined;
    if (isSearch(ask, turn, origin) || isTried(ask, turn, origin) || isOfOwnTransaction(turn, origin)) return undefined;
    const together = turn.together || !isWaitedFor(ask.whole);
    if (together && (ask.facts.together || (ask.of === 'service' && ask.facts.instead === undefined))) return undefined;
    if (isInTransaction(ask, origin) && (isOrdered(asksIn(repeater.body, origin), turn, origin) || decides(ask, turn, origin)))
      return undefined;
    const place = this.#placeOf(ask.node);
    if (!place.handler && (place.runs === 'once' || this.#isCalledOnce(ask.node))) return false;
    if (ask.of === 'service' && ask.facts.instead === undefined && (isTelling(ask) || isElsewhere(ask, dependence))) return false;
    if ((ask.of === 'cache' && together) || isOfProgram(turn, origin) || isTimed(ask, turn, origin)) return false;
    if (isCached(ask, repeater.body, origin) || hasYield(repeater.body, origin)) return false;
    if (!isChunkwise(repeater, origin) || this.#isRead(items)) return true;
    return this.#isObject(turn) && (isFunction(repeater) || this.#isPiped(items));
  }

  /** Whether start-up code, or a migration, is among those that call the function around a node. */
  #isCalledOnce(node: Node): boolean {
    const fn = this.#ownerOf(node);
    const name = fn && nameOf(fn);
    return name !== undefined && this.#callsNamed(name).some(call => {
      const { handler, runs } = this.#placeOf(call);
      return !handler && runs === 'once' && this.#origin.definition(call.callee)?.node === fn;
    });
  }

  /** Whether the pieces of a stream are known to be rows, or lines of a file. */
  #isRead(items: Node | undefined): boolean {
    const path = items && this.#origin.of(items);
    const known = path === undefined ? undefined : this.#origin.module.catalogue.get(path);
    return known?.asks !== undefined || known?.reads !== undefined || known?.acquires?.what === 'cursor';
  }

  /** Whether what comes piece by piece is made of a file: `createReadStream(path).pipe(parse())`. */
  #isPiped(items: Node | undefined): boolean {
    const at = items && bare(items);
    const [made, more] = at?.type === 'Identifier' ? this.#origin.module.bindings.of(at)?.writes ?? [] : [at];
    const piped = made && !more ? bare(made) : undefined;
    const source = isCallNamed(piped, /^(pipe|compose)$/) ? receiverOf(piped) : undefined;
    return source !== undefined && (this.#isRead(source) || this.#isPiped(source));
  }

  /** Whether what comes piece by piece are objects, by the members that are read of them, not bytes. */
  #isObject({ names }: Turn): boolean {
    const bytes = /^(length|byteLength|toString|slice|subarray|split|trim|data|type)$/;
    return [...names].some(({ references }) => references.some(({ parent }) =>
      parent.type === 'MemberExpression' && !bytes.test(memberName(parent) ?? 'length')));
  }

  /** A function that asks for what it is called with, called for each item. */
  *#throughFunction(ask: Ask, depth: number, seen: ReadonlySet<FunctionNode>): Generator<Found> {
    const fn = this.#ownerOf(ask.node);
    if (!fn || seen.has(fn) || depth >= deepest) return;
    const origin = this.#origin;
    const names = new Set(fn.params.flatMap(parameter => [...namesIn(parameter, origin)]));
    const own: Turn = { repeater: fn, items: undefined, names, index: undefined, together: false };
    const dependence = this.#dependenceOf(own);
    if (this.#relationOf(ask, own, dependence) !== 'asks' || !isBatchable(ask, dependence, origin)) return;
    if (isCached(ask, fn.body, origin) || isPaced(own, origin)) return;
    const isSimple = asksIn(fn.body, origin).length <= 1 && waitsIn(fn, origin) <= 1 && !isTelling(ask);
    for (const turn of turnsByName(fn, origin)) {
      const called = handedOn(ask, turn.call);
      const certain = this.#isCertain(called, turn, this.#dependenceOf(turn));
      if (certain !== undefined) yield { node: turn.call, ask: called, turn, through: true, certain: certain && isSimple };
    }
    const name = nameOf(fn);
    for (const call of name === undefined ? [] : this.#callsNamed(name)) {
      if (contains(fn, call) || origin.definition(call.callee)?.node !== fn) continue;
      for (const found of this.#ofCall(handedOn(ask, call), depth, new Set([...seen, fn])))
        yield { ...found, through: true, certain: found.certain && isSimple };
    }
  }

  *#ofCall(called: Ask, depth: number, seen: ReadonlySet<FunctionNode>): Generator<Found> {
    for (const turn of turnsAround(called.node, this.#origin)) {
      const dependence = this.#dependenceOf(turn);
      if (!argumentsOf(called).some(argument => dependence.isIn(argument))) continue;
      const certain = this.#isCertain(called, turn, dependence);
      if (certain !== undefined) yield { node: called.node, ask: called, turn, through: true, certain };
      return;
    }
    yield* this.#throughFunction(called, depth + 1, seen);
  }

  /** The function that a node runs in as part of it. */
  #ownerOf(node: Node): FunctionNode | undefined {
    let fn = enclosingFunction(node);
    while (fn && (isPassing(fn, this.#origin) || isCalledAtOnce(fn))) fn = enclosingFunction(fn);
    return fn;
  }

  #dependenceOf(turn: Turn): Dependence {
    let dependence = this.#dependences.get(turn.repeater);
    if (!dependence) this.#dependences.set(turn.repeater, dependence = new Dependence(turn, this.#origin));
    return dependence;
  }
}

/** The same question, asked by calling the function that asks it. */
function handedOn(ask: Ask, node: CallNode): Ask {
  const { together, instead } = ask.facts;
  const facts = { ...(together && { together }), ...(instead !== undefined && { instead }) };
  return { node, of: ask.of, facts, whole: wholeOf(node), ofRow: false };
}

/** A list that is written once and for all: `TABLES`, `config.ROLES`. Only a reason for silence. */
function isConstantName(items: Node): boolean {
  const at = unwrapped(items);
  const name = at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : undefined;
  const [first] = isCall(at) ? at.arguments : [];
  if (isCall(at)) return first !== undefined && /^(keys|values|entries)$/.test(calledName(at) ?? '') && isConstantName(first);
  return name !== undefined && /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/.test(name) && name.length > 1;
}

/** How often a function waits: one that does more than to ask would have to be taken apart. */
const waitsIn = (fn: FunctionNode, origin: Origin): number =>
  within(fn.body, origin.module.keys, isFunction).filter(({ type }) => type === 'AwaitExpression').length;

const isWaitedFor = (whole: Node): boolean => outermost(whole).type === 'AwaitExpression';

const hasYield = (body: Node, origin: Origin): boolean =>
  within(body, origin.module.keys, isFunction).some(({ type }) => type === 'YieldExpression');
