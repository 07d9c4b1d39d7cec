import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, type CallNode, type Node } from '../../ast.ts';
import type { Staggering } from '../../catalogue.ts';
import { crowdOf, isUnread, type Crowd } from '../bounds/crowd.ts';
import type { Origin } from '../origin/origin.ts';
import { askOf, statementIn, textOf, type Ask } from '../place/asking.ts';
import type { Place } from '../place/place.ts';
import { AskingAgain, type AskedAgain } from './asked-again.ts';

/** What the file tells of its calls. */
interface Calls {
  having(fact: 'asks' | 'waits'): readonly { node: CallNode }[];
  each(kind: 'CallExpression'): readonly T.CallExpression[];
  callsUnder(names: Iterable<string>): readonly T.CallExpression[];
  each(kind: 'TaggedTemplateExpression'): readonly T.TaggedTemplateExpression[];
  place(node: Node): Place;
}

/** What a file asks of somebody else. */
export class Asked {
  readonly #calls: Calls;
  readonly #origin: Origin;
  readonly #callsNamed: (name: string) => readonly CallNode[];
  #asks: readonly Ask[] | undefined;

  constructor(calls: Calls, origin: Origin, callsNamed: (name: string) => readonly CallNode[]) {
    this.#calls = calls;
    this.#origin = origin;
    this.#callsNamed = callsNamed;
  }

  /** Every call that asks, in the order of the text. */
  get all(): readonly Ask[] {
    if (!this.#asks) {
      const names = this.#origin.module.catalogue.names('asks');
      const own = this.#calls.each('CallExpression').filter(call => names.has(calledName(call) ?? '') || statementIn(call) >= 0);
      const nodes = new Set([
        ...own, ...this.#calls.having('asks').map(({ node }) => node), ...this.#calls.having('waits').map(({ node }) => node),
        ...this.#calls.each('TaggedTemplateExpression'),
      ]);
      this.#asks = [...nodes].sort((one, other) => one.range[0] - other.range[0]).flatMap(node => askOf(node, this.#origin) ?? []);
    }
    return this.#asks;
  }

  /** What would ask for many at once, as a message says it. */
  instead(ask: Ask): string {
    const { instead, list } = ask.facts;
    if (instead !== undefined || list !== undefined) return instead ?? `\`${list ?? ''}()\``;
    const verb = /^\s*(\w+)/.exec(textOf(ask, this.#origin) ?? '')?.[1]?.toLowerCase();
    if (verb === 'insert' || verb === 'replace') return 'one `INSERT` of many rows';
    return verb === 'update' || verb === 'merge' ? 'one `UPDATE` of many rows' : verb === undefined ? 'one statement' : '`= ANY` or `IN`';
  }

  /** What is asked for each item of something, though it could be asked once for all. */
  get again(): Iterable<AskedAgain> {
    return new AskingAgain(this.#origin, node => this.#calls.place(node), this.#callsNamed).among(this.all);
  }

  /** What is begun for all items of a list at once. */
  get crowds(): readonly Crowd[] {
    const calls = this.#calls.callsUnder(['all', 'allSettled']);
    return calls.flatMap(call => crowdOf(call, this.#origin, node => this.#calls.place(node)) ?? []);
  }

  /** What runs a few at a time, each in a package of its own. */
  get staggering(): readonly Staggering[] {
    return this.#origin.module.catalogue.staggering;
  }

  /** Whether nobody reads what such work gives. */
  isUnread(crowd: Crowd): boolean {
    return isUnread(crowd);
  }
}

export type { AskedAgain, Crowd };
