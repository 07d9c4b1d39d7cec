import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass, memberName, outermost, type Node } from '../../ast.ts';
import type { Bounding } from '../../catalogue.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { isSingle } from '../place/lone.ts';
import { endsByRequest } from '../place/shutdown.ts';
import { isForDevelopment } from '../place/surroundings.ts';
import type { Leftovers } from '../undo/leftover.ts';
import { answers } from './addressed.ts';
import { clingingsOf, type Clinging } from './clinging.ts';
import { isOfRequest } from './dwelling.ts';
import { Hoards, type Contents, type Hoard } from './hoarding.ts';
import { excessOf, gathered, type Excess, type Intake } from './intake.ts';
import { isExpiring, isUnlimited } from './limit.ts';
import { limitlessOf, type Limitless } from './limitless.ts';
import { capturesOf, lastOnes, retentionsOf, type Retention } from './retaining.ts';
import { overreaches, type Overreach } from './scoping.ts';
import { isOfScript } from './scripted.ts';
import { hearingOf } from './unlistened.ts';

/** Whether each mention of a collection asks for no more than another has too. */
function canBecome(mentions: readonly Node[], { uses }: Bounding): boolean {
  return mentions.length > 0 && mentions.every(mention => {
    const { parent } = outermost(mention);
    if (parent?.type === 'ForOfStatement') return parent.right === mention;
    return parent?.type === 'MemberExpression' && parent.object === mention && uses.includes(memberName(parent) ?? '');
  });
}

/** Tells whether what a file takes in and keeps has a bound. */
export class Bounded {
  /** The collections that outlive the calls which fill them. */
  readonly hoards: Hoards;
  readonly #origin: Origin;
  readonly #contents: Contents;

  constructor(contents: Contents) {
    this.#origin = contents.origin;
    this.#contents = contents;
    this.hoards = new Hoards(contents);
  }

  /** A cache with a bound that can stand for a `Map` without one, used as it is. */
  boundedMapFor({ store, mentions, inner }: Hoard): Bounding | undefined {
    const { boundedMap } = this.#origin.module.catalogue;
    return boundedMap && !inner && store.kind === 'map' && canBecome(mentions() ?? [], boundedMap) ? boundedMap : undefined;
  }

  /** Whether a cache that a library makes outlives the call and keeps all that it is ever given. */
  isUnlimited(use: Use<'keeps'>): boolean {
    const { handler, runs } = this.#contents.place(use.node);
    if (handler || (runs === 'call' && !use.facts.keeps.lasting)) return false;
    const owner = enclosingClass(use.node);
    if (owner && isOfRequest(owner, this.#origin)) return false;
    const calls = this.#contents.each('CallExpression');
    return isUnlimited(use, this.#origin) && !endsByRequest(calls, node => this.#contents.place(node), this.#origin);
  }

  /** Whether such a cache may well end all the same: it drops entries in time, or its object may be made for each request. */
  mayEnd(use: Use<'keeps'>): boolean {
    const owner = use.facts.keeps.perRequest && enclosingClass(use.node);
    return isExpiring(use, this.#origin) || (owner !== undefined && !isSingle(owner, node => this.#contents.place(node), this.#origin));
  }

  /** How many bytes a call takes in from outside, where that is more than allowed. */
  excessOf(use: Use<'admits'>, most: number): Excess | undefined {
    return isForDevelopment(use.node, this.#origin) ? undefined : excessOf(use, most, this.#origin);
  }

  /** The limits that a pool or client is made without. */
  limitless(use: Use<'limits'>): Iterable<Limitless> {
    const { node } = use;
    return isForDevelopment(node, this.#origin) || isOfScript(node, this.#origin) ? [] : limitlessOf(use, this.#origin);
  }

  /** Whether somebody listens to an event that ends the process otherwise. */
  hearing(use: Use<'crashes'>): ReturnType<typeof hearingOf> {
    return isOfScript(use.node, this.#origin) ? 'yes' : hearingOf(use, this.#origin);
  }

  /** The pieces of streams from outside that are gathered, however many there are. */
  gathered(): Iterable<Intake> {
    return gathered(this.#contents, this.#origin, fn => this.#contents.handlerOf(fn) !== undefined);
  }

  /** The answers that are read whole of addresses which a request named. */
  answers(): Iterable<Intake> {
    return answers(this.#contents, this.#origin);
  }

  /** The middleware that all have and few use. */
  overreaches(mountings: readonly Use<'mounts'>[]): Iterable<Overreach> {
    return overreaches(mountings, this.#contents, this.#origin);
  }

  /** The requests that are kept for longer than they last. */
  *retentions(leftovers: Leftovers): Generator<Retention> {
    yield* retentionsOf(this.hoards, leftovers, this.#contents);
    yield* lastOnes(this.#contents.each('AssignmentExpression'), this.#origin);
  }

  /** The mentions of requests by which functions keep them that are handed over in place. */
  captures(retention: Retention): readonly TSESTree.Identifier[] {
    return capturesOf(retention, this.#origin);
  }

  /** The parts of something large that are kept, and keep it whole. */
  clingings(): Iterable<Clinging> {
    return clingingsOf(this.hoards, this.#contents, this.#origin);
  }
}

export type { Overreach };
