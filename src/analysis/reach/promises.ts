import { calledName, stringOf, type CallNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import type { Place } from '../place/place.ts';
import { patienceOf, type Patience } from './patience.ts';
import type { Promised } from './promise.ts';
import { isOpenEnded, isOutrun, longLivedIn } from './racing.ts';
import { unsettledBy, type Unsettled } from './unsettled.ts';

/** Answers whether somebody may wait for a promise for ever. */
export class Promises {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;

  constructor(origin: Origin, placeOf: (node: Node) => Place) {
    this.#origin = origin;
    this.#placeOf = placeOf;
  }

  /** What leaves a promise that is settled by hand open for ever. */
  unsettled(node: CallNode): Unsettled | undefined {
    return isDropped(node) || isOutrun(node, this.#origin) ? undefined : unsettledBy(node, this.#origin);
  }

  /** The promise that a race in a loop is run against, turn by turn. */
  racing(node: CallNode): { promise: Node; sure: boolean } | undefined {
    const { loop } = calledName(node) === 'race' ? this.#placeOf(node) : {};
    return loop && longLivedIn(node, loop, this.#origin);
  }

  /** Whether a wait for an event that may never come has nothing else to end it. */
  isOpenEnded(use: Use<'starts'>): boolean {
    return isOpenEnded(use, this.#origin);
  }

  /** For how long a call to elsewhere waits for its answer. */
  patience(use: Use<'waits'>): Patience {
    return patienceOf(use, this.#origin);
  }

  /** The event that a call waits for. */
  eventOf({ arguments: [, event] }: CallNode): string {
    return stringOf(event) ?? 'the event';
  }
}

/** Whether nobody can wait for a promise, since nobody has it. */
const isDropped = ({ parent }: Node): boolean =>
  parent?.type === 'ExpressionStatement' || (parent?.type === 'UnaryExpression' && parent.operator === 'void');

export type { Promised, Unsettled };
