import { isCallNamed, isFunction, type CallNode, type FunctionNode, type Node } from '../../ast.ts';
import { mayBeNull } from '../origin/field-type.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { comesAgain } from '../place/again.ts';
import { runsAnew } from '../place/anew.ts';
import type { Place } from '../place/place.ts';
import { runsWhileEnding } from '../place/shutdown.ts';
import { isOfPage } from '../place/surroundings.ts';
import { Estrangements } from './estranged.ts';
import { Leftovers, type Leftover } from './leftover.ts';
import { runsInRace } from './outlasting.ts';
import { limitOf, racedOf, type Limit, type Raced } from './raced.ts';
import { isNamed, isRemovableIn, onceFor, settlesAlways, signalFor, type Once } from './removable.ts';
import { sleepsIn, type Slept } from './sleeping.ts';
import { Timings } from './timing.ts';

/** What may stay behind when a call is over: listeners, and timers. */
export class Lasting {
  readonly leftovers: Leftovers;
  /** Functions that are taken off though they were never added. */
  readonly estrangements: Estrangements;
  readonly timings: Timings;

  #endsWithPage: boolean | undefined;
  readonly #origin: Origin;
  readonly #syntax: Pick<Nodes, 'each' | 'callsUnder'>;
  readonly #placeOf: (node: Node) => Place;

  constructor(
    origin: Origin,
    syntax: Pick<Nodes, 'each' | 'callsUnder'>,
    placeOf: (node: Node) => Place,
    isHandler: (fn: FunctionNode) => boolean,
  ) {
    this.#origin = origin;
    this.#syntax = syntax;
    this.#placeOf = placeOf;
    const isTurn = (fn: FunctionNode): boolean => isHandler(fn) || runsAnew(fn, origin);
    this.leftovers = new Leftovers(origin, syntax, placeOf, isTurn);
    this.estrangements = new Estrangements(origin, this.leftovers.listenings);
    this.timings = new Timings(origin, placeOf, fn => isTurn(fn) || comesAgain(fn, origin));
  }

  /** Whether all of it ends when somebody leaves the page that the file is of. */
  get endsWithPage(): boolean {
    return this.#endsWithPage ??= isOfPage(this.#syntax, this.#origin);
  }

  /** Whether the function that was added has a name by which others can take it off. */
  isNamed({ listening }: Leftover): boolean {
    return isNamed(listening, this.#origin);
  }

  /** The race that a timer without a name takes part in. */
  raced(timer: CallNode): Raced | undefined {
    return racedOf(timer, this.#origin);
  }

  /** The calls whose timers stay when something else wins a race; at the end of something they soon do no harm. */
  get slept(): readonly Slept[] {
    const races = this.#syntax.each('CallExpression').filter(call => isCallNamed(call, /^race$/) && this.#placeOf(call).runs !== 'once');
    const slept = races.flatMap(race => sleepsIn(race, this.#origin));
    return slept.map(each => ({ ...each, certain: each.certain && !runsWhileEnding(each.call) }));
  }

  /** What a timer aborts by a controller that is there for nothing else. */
  limit(timer: CallNode): Limit | undefined {
    return limitOf(timer, this.#origin);
  }

  /** How a listener would be taken off by itself once the promise is settled that it settles. */
  onceOf({ listening, operation, fault }: Leftover): Once | undefined {
    if (fault.kind !== 'never' || listening.once || !this.leftovers.listenings.settles(listening)) return undefined;
    // It would stay where another leg of a race wins.
    if (runsInRace(listening.node, operation, this.#origin)) return undefined;
    const fn = this.leftovers.listenings.functionOf(listening);
    return !isFunction(fn) || settlesAlways(fn, this.#origin) ? onceFor(listening) : undefined;
  }

  /** A signal that could take a listener off. */
  signalOf({ listening }: Leftover): string | undefined {
    return signalFor(listening, this.#origin);
  }

  /** Whether the method that closes an object can take a listener off by the same words. */
  isRemovableIn({ listening }: Leftover, end: FunctionNode): boolean {
    return isRemovableIn(listening, end, this.#origin);
  }

  /** Whether a field, or a name, is declared to hold `null` at times. */
  mayBeNull(field: Node): boolean {
    return mayBeNull(field, this.#origin);
  }
}

export type { Estranged } from './estranged.ts';
export type { Leftover } from './leftover.ts';
export type { Once } from './removable.ts';
export type { Limit, Raced } from './raced.ts';
export type { Slept } from './sleeping.ts';
export type { Overtime } from './timing.ts';
