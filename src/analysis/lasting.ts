import type { CallNode, FunctionNode, Node } from '../ast.ts';
import { Estrangements } from './estranged.ts';
import { Leftovers } from './leftover.ts';
import type { Origin } from './origin.ts';
import type { Place } from './place.ts';
import { Timings } from './timing.ts';

/** What may stay behind when a call is over: listeners, and timers. */
export class Lasting {
  readonly leftovers: Leftovers;
  /** Functions that are taken off though they were never added. */
  readonly estrangements: Estrangements;
  readonly timings: Timings;

  constructor(origin: Origin, calls: readonly CallNode[], placeOf: (node: Node) => Place, isHandler: (fn: FunctionNode) => boolean) {
    this.leftovers = new Leftovers(origin, calls, placeOf, isHandler);
    this.estrangements = new Estrangements(origin, this.leftovers.listenings, calls);
    this.timings = new Timings(origin, placeOf, isHandler);
  }
}

export type { Estranged } from './estranged.ts';
export type { Leftover } from './leftover.ts';
export type { Overtime } from './timing.ts';
