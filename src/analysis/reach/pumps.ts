import { contains, isFunction, isLoop, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import type { Handler, Place } from '../place/place.ts';
import type { Offer } from './offer.ts';
import { pumpOfListener } from './poured.ts';
import { pumpOfDrain, pumpOfLoop, pumpOfRecursion, pumpOfTimer, type OwnerOf, type Pump } from './pump.ts';

/** What a file holds, as far as it is needed here. */
export interface Contents {
  each(kind: 'CallExpression'): readonly Extract<Node, { type: 'CallExpression' }>[];
  callsUnder(names: Iterable<string>): readonly Extract<Node, { type: 'CallExpression' }>[];
  each(kind: Kind): readonly Node[];
  having(fact: 'starts'): readonly Use<'starts'>[];
  place(node: Node): Place;
  readonly reach: { catches(handler: Handler): boolean; offered(handler: Handler, at: Node, imported: readonly Node[]): Offer };
}

const loops = ['WhileStatement', 'DoWhileStatement', 'ForStatement', 'ForOfStatement'] as const;
const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'] as const;
type Kind = (typeof loops)[number] | (typeof functions)[number];

/** All that goes on writing to a client who has gone: the outermost of nested loops, and waits before the loops around them. */
export function pumpsOf(contents: Contents, origin: Origin): Pump[] {
  const ownerOf: OwnerOf = node => contents.place(node).handler?.fn;
  const drains = contents.callsUnder(['on', 'once', 'addListener']).flatMap(call => pumpOfDrain(call, origin) ?? []);
  const timers = contents.having('starts').flatMap(use =>
    (use.facts.starts.timer ? pumpOfTimer(use, ownerOf, origin) ?? [] : []));
  const poured = contents.callsUnder(['on', 'addListener']).flatMap(call => pumpOfListener(call, ownerOf, origin) ?? []);
  const found: Pump[] = [...drains, ...timers, ...poured];
  for (const kind of functions) {
    for (const fn of contents.each(kind)) {
      const pump = isFunction(fn) && pumpOfRecursion(fn, ownerOf, origin);
      if (pump) found.push(pump);
    }
  }
  const looping: Pump[] = [];
  for (const kind of loops) {
    for (const loop of contents.each(kind)) {
      if (!isLoop(loop) || drains.some(({ node }) => contains(loop, node))) continue;
      const pump = pumpOfLoop(loop, ownerOf, origin);
      if (pump) looping.push(pump);
    }
  }
  // The inner one of two is mended with the outer one.
  const isInner = ({ node }: Pump): boolean => looping.some(other => other.node !== node && contains(other.node, node) && !other.finite);
  return [...found, ...looping.filter(pump => !isInner(pump))];
}

export type { Pump };
