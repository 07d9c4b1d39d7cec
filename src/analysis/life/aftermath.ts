import type { TSESTree as T } from '@typescript-eslint/utils';
import type { Node } from '../../ast.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import type { Place } from '../place/place.ts';
import { closingOf, type Closing } from './foreign-close.ts';
import { leftoversIn, unclearedBy, unclearedOnLists, type Uncleared } from './leaving-behind.ts';
import { overstepsOf, sentOnLists, type Overstep } from './overstep.ts';
import { strayOf, takenOut, type Sender, type Stray, type Taken } from './sending.ts';
import type { Leftover } from './session.ts';

/** Answers what becomes of what is given back, and of what everybody shares. */
export class Aftermath {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;

  constructor(origin: Origin, placeOf: (node: Node) => Place) {
    this.#origin = origin;
    this.#placeOf = placeOf;
  }

  /** What touches the resources of an acquiring call when they have gone back. */
  oversteps(use: Use<'acquires'>): readonly Overstep[] {
    return overstepsOf(use, this.#origin);
  }

  /** What hands on a thing that then goes back to a free list of the file. */
  sentOnLists(syntax: Pick<Nodes, 'callsUnder'>): readonly Overstep[] {
    return sentOnLists(syntax, this.#origin);
  }

  /** What the connections of an acquiring call still have on them when they go back. */
  leftBehind(use: Use<'acquires'>): readonly Leftover[] {
    return leftoversIn(use, this.#origin);
  }

  /** What goes back to the pool that an acquiring call asks as its owner left it. */
  uncleared(use: Use<'acquires'>): readonly Uncleared[] {
    return unclearedBy(use, this.#origin);
  }

  /** What goes back to the free lists of the file as its owner left it. */
  unclearedOnLists(syntax: Pick<Nodes, 'callsUnder'>): readonly Uncleared[] {
    return unclearedOnLists(syntax, this.#origin);
  }

  /** What a call closes though others go on using it. */
  closing(call: T.CallExpression): Closing | undefined {
    return closingOf(call, this.#placeOf, this.#origin);
  }

  /** The statements that belong to one connection and are sent through a pool. */
  strays(senders: readonly Sender[]): readonly Stray[] {
    return senders.flatMap(node => strayOf(node, this.#origin) ?? []);
  }

  /** How one connection is taken out of a pool. */
  takenOut(pool: NonNullable<Stray['pool']>): Taken | undefined {
    return takenOut(pool, this.#origin);
  }
}

export type { Leftover, Overstep, Stray, Taken, Uncleared };
