import { contains, type Node } from '../ast.ts';
import type { Origin } from './origin.ts';
import { isHandled, pipingOf, type Piping } from './piping.ts';
import { pipeliningOf, type Pipelining } from './pipelining.ts';
import { leaveOf, type Leave } from './pump-end.ts';
import { pumpsOf, type Contents, type Pump } from './pumps.ts';

/** Answers what is written to streams, and what they are led into. */
export class Streams {
  readonly #contents: Contents;
  readonly #origin: Origin;
  #pumps: readonly Pump[] | undefined;

  constructor(contents: Contents, origin: Origin) {
    this.#contents = contents;
    this.#origin = origin;
  }

  /** A chain of `pipe()`s that ends in a call, and that nobody looks after. */
  piping(call: Parameters<typeof pipingOf>[0]): Piping | undefined {
    const piping = pipingOf(call, this.#origin);
    return piping && !isHandled(piping, this.#contents.place(call).handler?.fn, this.#origin) ? piping : undefined;
  }

  /** How it can become a pipeline. */
  pipelining(piping: Piping): Pipelining | undefined {
    const { handler, fn } = this.#contents.place(piping.node);
    const catches = handler !== undefined && handler.fn === fn && this.#contents.reach.catches(handler);
    return pipeliningOf(piping, catches, this.#origin);
  }

  /** What goes on writing to a client who has gone. */
  get pumps(): readonly Pump[] {
    return (this.#pumps ??= pumpsOf(this.#contents, this.#origin));
  }

  /** How it can be told. */
  leave(pump: Pump): Leave | undefined {
    return leaveOf(pump, this.#origin);
  }

  /** Whether a call does no more than clear a timer that is one of these. */
  isOfPump(call: Node): boolean {
    return this.pumps.some(({ clears = [] }) => clears.some(clear => contains(call, clear)));
  }
}

export type { Leave, Pipelining, Piping, Pump };
