import { isFunction, within, type Node, type VisitorKeys } from '../../ast.ts';
import { isWait } from './flow.ts';
import type { Semantics } from './semantics.ts';

/** The places in a text where something happens to what is followed. */
export class Marks {
  readonly #starts: readonly number[];

  constructor(nodes: Iterable<Node>) {
    this.#starts = [...nodes].map(({ range }) => range[0]).sort((one, other) => one - other);
  }

  /** Whether one of them stands in a node. */
  areIn({ range: [start, end] }: Node): boolean {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    const found = this.#starts[low];
    return found !== undefined && found < end;
  }
}

const leaving = new WeakMap<Node, boolean>();

/** Whether a statement may lead on to elsewhere than the next one, by what it says. */
export function leaves(statement: Node, keys: VisitorKeys): boolean {
  let known = leaving.get(statement);
  if (known === undefined) {
    known = within(statement, keys, isFunction).some(({ type }) => /^(Return|Throw|Break|Continue)Statement$/.test(type));
    leaving.set(statement, known);
  }
  return known;
}

const throwing = new WeakMap<Node, Map<string, Node | undefined>>();

/** What in a statement may throw: what is waited for, if there is such a thing. */
export function throwerIn(statement: Node, semantics: Semantics): Node | undefined {
  let known = throwing.get(statement);
  if (!known) throwing.set(statement, (known = new Map<string, Node | undefined>()));
  if (known.has(semantics.mode)) return known.get(semantics.mode);
  const throwers = within(statement, semantics.keys, isFunction).filter(node => semantics.throws(node));
  const thrower = throwers.find(isWait) ?? throwers[0];
  known.set(semantics.mode, thrower);
  return thrower;
}

const yielding = new WeakMap<Node, Node | undefined>();

/** The first place in a statement where a generator hands out a value. */
export function yieldIn(statement: Node, keys: VisitorKeys): Node | undefined {
  if (yielding.has(statement)) return yielding.get(statement);
  const found = within(statement, keys, isFunction).find(({ type }) => type === 'YieldExpression');
  yielding.set(statement, found);
  return found;
}
