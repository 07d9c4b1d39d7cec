import { contains, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { hearerOf, isCaught, pipeliningOf, type Pipelining } from '../reach/pipelining.ts';
import { neglectOf, pipingOf, type Neglect, type Piping } from '../reach/piping.ts';
import { leaveOf, type Leave } from '../reach/pump-end.ts';
import { pumpsOf, type Contents, type Pump } from '../reach/pumps.ts';
import { drainingOf, type Draining } from './draining.ts';
import { floodsOf, grouped, isHandedOver, type Flood } from './flood.ts';
import { streamingOf, type Streaming } from './streaming.ts';
import { wholesIn, type Contents as Loading, type Whole } from './whole.ts';

/** Answers what is written to streams, and what they are led into. */
export class Streams {
  readonly #contents: Contents & Loading;
  readonly #origin: Origin;
  #floods: readonly Flood[] | undefined;
  #pumps: readonly Pump[] | undefined;

  constructor(contents: Contents & Loading, origin: Origin) {
    this.#contents = contents;
    this.#origin = origin;
  }

  /** A chain of `pipe()`s that ends in a call, and what nobody looks after there. */
  piping(call: Parameters<typeof pipingOf>[0]): { piping: Piping; neglect: Neglect } | undefined {
    const piping = pipingOf(call, this.#origin);
    const neglect = piping && neglectOf(piping, this.#contents.place(call).handler?.fn, this.#origin);
    return neglect && { piping, neglect };
  }

  /** How it can become a pipeline. */
  pipelining(piping: Piping): Pipelining | undefined {
    const { handler, fn } = this.#contents.place(piping.node);
    const catches = handler !== undefined && handler.fn === fn && this.#contents.reach.catches(handler);
    return pipeliningOf(piping, catches, this.#origin);
  }

  /** What hears the errors of where it ends, and could hear those of where it begins. */
  hearer(piping: Piping): ReturnType<typeof hearerOf> {
    return hearerOf(piping, this.#origin);
  }

  /** What goes on writing to a client who has gone. */
  get pumps(): readonly Pump[] {
    return (this.#pumps ??= pumpsOf(this.#contents, this.#origin));
  }

  /** What is read into memory whole only to be sent on. */
  get wholes(): readonly Whole[] {
    return wholesIn(this.#contents, this.#origin);
  }

  /** How it can be sent as a stream. */
  streaming(whole: Whole): Streaming | undefined {
    const { handler, fn } = this.#contents.place(whole.node);
    return streamingOf(whole, handler !== undefined && handler.fn === fn && this.#contents.reach.catches(handler), this.#origin);
  }

  /** Where a stream is written to again and again, and nobody asks whether its reader keeps up. */
  get floods(): readonly Flood[] {
    const ownerOf = (node: Node): FunctionNode | undefined => this.#contents.place(node).handler?.fn;
    const { writing } = this.#origin.module.catalogue;
    const all = (): Flood[] => this.#contents.callsUnder(writing).flatMap(call => floodsOf(call, ownerOf, this.#origin));
    return (this.#floods ??= grouped(all(), this.#origin));
  }

  /** Whether a flood comes from what a stream hands over piece by piece, unasked. */
  isHandedOver(flood: Flood): boolean {
    return isHandedOver(flood, this.#origin);
  }

  /** How it, and what else is written there, can wait. */
  draining(flood: Flood): readonly Draining[] {
    const ways = [flood, ...flood.also].map(each => drainingOf(each, this.#origin));
    return ways.every(way => way !== undefined) ? ways : [];
  }

  /** What aborts a wait when the client goes, and whether the framework catches that: a `catch` around it may answer once more. */
  wayOut({ node }: Flood): { signal: string | undefined; caught: boolean } {
    const { handler, fn } = this.#contents.place(node);
    if (!handler || handler.fn !== fn) return { signal: undefined, caught: false };
    const { signal } = this.#contents.reach.offered(handler, node, []);
    return { signal, caught: this.#contents.reach.catches(handler) && !isCaught(node, fn, this.#origin) };
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

export type { Draining, Flood, Leave, Neglect, Pipelining, Piping, Pump, Streaming, Whole };
