import {
  contains, enclosingFunction, isCallNamed, isClass, unwrapped, type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Leak } from '../life/life.ts';
import { initialisedIn, memberOf } from '../origin/class.ts';
import { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { executorOf, operationOf } from '../place/operation.ts';
import { isSingle } from '../place/lone.ts';
import type { Place } from '../place/place.ts';
import { Recurrences, type Recurrence } from '../place/recurrence.ts';
import { endsWithProcess, runsWhileEnding } from '../place/shutdown.ts';
import { drawsOnTerminal, runsInPage } from '../place/surroundings.ts';
import { closingOf, closingsOf, endsPart, homeOf, homeOutside, isTurn, returnedClosingsOf, type Closing } from './closing.ts';
import { forcesEnd, isDeadline } from './deadline.ts';
import { isWaitedFor } from './deferred.ts';
import { forgetfulOf, isOverAtOnce } from './forgetting.ts';
import { callbackOf, handleOf, type Handle } from './handle.ts';
import { nulledOf } from './nulled.ts';
import { asksToGoOn, comesBack, goesRound, isFleeting, isRearmedTwice, isToldBy, onlyRunBy, turnOf } from './rearming.ts';
import { Restarts } from './restarting.ts';
import { isDeadlineOf, shelfOf } from './shelf.ts';
import { Shelved } from './shelved.ts';
import { waitBefore } from './skipping.ts';
import { undoingOf, type Undoing } from './undoing.ts';

/** A timer that goes on when what it is for is over. */
export interface Overtime {
  use: Use<'starts'>;
  handle: Handle;
  certain: boolean;
  fault: OvertimeFault;
}

export type OvertimeFault =
  /** An interval that nobody stops. */
  | { kind: 'never' }
  /** A timer that guards something, and stays when that is done. */
  | { kind: 'guard' }
  | { kind: 'leaks'; leak: Leak; releases: readonly Node[]; acquired: Node }
  | { kind: 'outrun'; by: Node; ends: readonly (FunctionNode | undefined)[] }
  | { kind: 'event'; event: string }
  /** It is stopped behind this, and not where this fails. */
  | { kind: 'skipped'; at: Node }
  | { kind: 'forgotten'; closing: string; end: FunctionNode }
  /** A second call overwrites the handle of the first. */
  | { kind: 'restarted' }
  /** The collection that keeps its handle forgets it while it runs. */
  | { kind: 'dropped'; at: Node }
  | { kind: 'unclosed' };

type Found = Pick<Overtime, 'certain' | 'fault'> | undefined;

const forgottenBy = (by: Closing | undefined, certain = true): Found =>
  by && { certain, fault: { kind: 'forgotten', closing: by.name, end: by.fn } };

/** Finds the timers that go on when what they are for is over. */
export class Timings {
  readonly #origin: Origin;
  readonly #identities: Identities;
  readonly #recurrences: Recurrences;
  readonly #restarts: Restarts;
  readonly #placeOf: (node: Node) => Place;
  readonly #isHandler: (fn: FunctionNode) => boolean;

  constructor(origin: Origin, placeOf: (node: Node) => Place, isHandler: (fn: FunctionNode) => boolean) {
    this.#origin = origin;
    this.#identities = new Identities(origin);
    this.#recurrences = new Recurrences(origin, placeOf);
    this.#restarts = new Restarts(origin, this.#identities, placeOf);
    this.#placeOf = placeOf;
    this.#isHandler = isHandler;
  }

  *of(uses: readonly Use<'starts'>[]): Generator<Overtime> {
    for (const use of uses) {
      const { timer } = use.facts.starts;
      const operation = timer && operationOf(use.node, this.#origin, this.#isHandler);
      const owner = operation ? undefined : timer && initialisedIn(use.node);
      if ((!operation && !owner) || runsInPage(use.node, this.#origin)) continue;
      if (timer === 'once' && operation && endsWithProcess(use.node, operation, this.#origin)) continue;
      const handle = handleOf(use, operation ?? owner ?? use.node, this.#identities, this.#origin);
      const found = operation
        ? handle.kept === 'away' ? this.#shelved(use, operation) : this.#inOperation(use, handle, operation)
        : owner && handle.stops.length === 0
          ? this.#ofObject(use.node, owner, isSingle(owner, this.#placeOf, this.#origin))
          : undefined;
      if (found) yield { use, handle, ...found };
    }
  }

  /** A timer whose handle is kept in a collection, and lost there. */
  #shelved(use: Use<'starts'>, operation: FunctionNode): Found {
    const [given] = use.node.arguments;
    const callback = callbackOf(use, this.#origin) ?? given;
    const shelf = callback && shelfOf(use.node, callback, operation, this.#identities, this.#origin);
    if (!shelf) return undefined;
    const shelved = new Shelved(shelf, callback, this.#identities, this.#origin);
    const repeats = use.facts.starts.timer === 'repeats';
    const drop = shelved.dropped();
    if (drop) {
      const isGuard = !repeats && (isDeadlineOf(shelf, callback, this.#origin)
        || isDeadline(use, executorOf(use.node, operation, this.#origin), operation, this.#origin));
      // Until what it guards is settled, the deadline is all that ends it.
      const certain = repeats || (isGuard ? drop.settles : shelved.isClearedElsewhere);
      if (certain || !isGuard) return certain ? { certain, fault: { kind: 'dropped', at: drop.node } } : undefined;
    }
    const owner = isClass(shelf.scope) ? shelf.scope : undefined;
    const closing = owner && repeats ? forgetfulOf(owner, use.node, shelved.stops, this.#origin) : undefined;
    return closing && !shelved.isLetOut(closing.fn) ? forgottenBy(closing) : undefined;
  }

  #inOperation(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    return use.facts.starts.timer === 'repeats' ? this.#interval(use, handle, operation) : this.#timeout(use, handle, operation);
  }

  #interval(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    const { node } = use;
    const recurrence = this.#recurrences.of(node, operation);
    if (handle.kept === 'field' || handle.kept === 'outside') {
      if (handle.stops.length > 0)
        return this.#forgotten(use, handle, operation, recurrence) ?? this.#restarts.of(node, handle, operation, recurrence)
          ?? this.#skipped(handle, operation, recurrence);
      return this.#unstopped(use, handle, operation, recurrence);
    }
    const undoing = this.#undoing(use, handle, operation);
    const isStopped = undoing.kind !== 'never' && (undoing.kind !== 'done' || handle.stops.length > 0);
    if (!isStopped) return this.#unstopped(use, handle, operation, recurrence);
    const found = recurrence.how === 'once' ? undefined : this.#partly(undoing);
    // What ends itself by what it sees comes to its end without the call too.
    const callback = found && callbackOf(use, this.#origin);
    const endsItself = callback && undoing.kind === 'leaks' && handle.stops.some(stop => contains(callback, stop));
    return found && endsItself ? { ...found, certain: false } : found;
  }

  /** An interval that no call of the file stops. */
  #unstopped(use: Use<'starts'>, handle: Handle, operation: FunctionNode, recurrence: Recurrence): Found {
    const callback = callbackOf(use, this.#origin);
    if (handle.kept === 'nowhere' && callback && drawsOnTerminal(callback, this.#origin)) return undefined;
    const own = closingOf(operation, this.#origin, handle.unref, handle.target);
    const closing = own && isToldBy(use, own.name, this.#origin) ? undefined : own;
    switch (recurrence.how) {
      case 'once':
        // Guarded against a second start, it goes on when the object is closed all the same.
        return forgottenBy(closing);
      case 'call':
        return forgottenBy(closing ?? returnedClosingsOf(operation, this.#origin)[0])
          ?? { certain: recurrence.sure && !recurrence.alike, fault: { kind: 'never' } };
      case 'object':
        return this.#ofObject(operation, recurrence.owner, recurrence.single);
    }
  }

  #ofObject(begun: Node, owner: ClassNode, single: boolean): Found {
    const closing = closingsOf(owner, this.#origin).find(each =>
      !isTurn(each, owner, this.#origin) && !endsPart(each, begun, this.#origin));
    if (closing || single) return forgottenBy(closing);
    if (this.#recurrences.isMadePerCall(owner)) return { certain: true, fault: { kind: 'never' } };
    return { certain: false, fault: { kind: 'unclosed' } };
  }

  /** An interval that is only stopped where all went well before. */
  #skipped({ kept, stops }: Handle, operation: FunctionNode, { how }: Recurrence): Found {
    const at = kept === 'field' && how !== 'once' ? waitBefore(stops, operation, this.#origin) : undefined;
    return at && { certain: true, fault: { kind: 'skipped', at } };
  }

  /** A timer that other methods stop, and the one that closes the object does not. */
  #forgotten(use: Use<'starts'>, handle: Handle, operation: FunctionNode, { how }: Recurrence): Found {
    const { node, facts } = use;
    const home = handle.kept === 'field' ? memberOf(operation) : homeOutside(operation, handle.target, this.#origin);
    const callback = callbackOf(use, this.#origin);
    // What is stopped only to be started anew is not at its end; nor is what has run out stopped by its own function.
    const own = facts.starts.timer === 'once' ? onlyRunBy(node, callback, this.#origin) : undefined;
    const isSpent = (stop: Node): boolean => own !== undefined && contains(own, stop);
    const isLater = (stop: Node): boolean => enclosingFunction(stop) !== enclosingFunction(node) || stop.range[0] > node.range[0];
    const others = handle.stops.filter(stop => !isSpent(stop) && isLater(stop));
    const closing = home && !handle.stops.every(isSpent) ? forgetfulOf(home, node, others, this.#origin) : undefined;
    // A short delay runs out soon by itself, but where it begins anew each time.
    const certain = facts.starts.timer === 'repeats' || (how === 'object' && !isFleeting(node.arguments[1], this.#origin))
      || (callback !== undefined && goesRound(callback, operation, this.#origin));
    return forgottenBy(closing, certain) ?? nulledOf(node, callback, { ...handle, stops: others }, operation, this.#origin);
  }

  #timeout(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    const callback = callbackOf(use, this.#origin);
    if (callback && isRearmedTwice(use.node, use.node.arguments[0] ?? callback, handle, operation, this.#origin, this.#placeOf))
      return { certain: true, fault: { kind: 'restarted' } };
    const recurrence = this.#recurrences.of(use.node, operation);
    const isOutside = handle.kept === 'outside' || handle.kept === 'field';
    if (isOutside && handle.stops.length > 0) return this.#forgotten(use, handle, operation, recurrence);
    if (isOutside) {
      const closing = closingOf(operation, this.#origin, false, handle.target);
      if (!closing || contains(closing.fn, use.node) || isOverAtOnce(use.node, this.#origin)) return undefined;
      // Where it asks whether it is to go on, it stays for one more turn.
      const isOwn = homeOf(operation, this.#origin) !== undefined || homeOutside(operation, handle.target, this.#origin) === undefined;
      const isNoticed = isOwn && !isFleeting(use.node.arguments[1], this.#origin);
      return forgottenBy(closing, isNoticed && (!callback || !asksToGoOn(callback, operation, this.#origin)));
    }
    const turn = handle.kept === 'nowhere' && callback && !handle.unref ? turnOf(use, callback, operation, this.#origin) : undefined;
    if (turn) return forgottenBy(turn.closing, turn.certain);
    if (recurrence.how === 'once') return undefined;
    const isGuard = isDeadline(use, executorOf(use.node, operation, this.#origin), operation, this.#origin);
    const isMinded = !handle.unref && !runsWhileEnding(use.node);
    const own = onlyRunBy(use.node, callback, this.#origin); // what has run out clears itself in vain
    if (handle.stops.some(stop => !own || !contains(own, stop))) {
      const undoing = this.#undoing(use, handle, operation);
      const isForced = undoing.kind === 'leaks' && forcesEnd(use, operation, this.#origin);
      if (isForced || (!isGuard && !this.#isOfCall(use, handle, undoing))) return undefined;
      return this.#partly(undoing, leak => isMinded && isWaitedFor(leak, handle.stops, this.#origin));
    }
    const certain = isMinded && (recurrence.how !== 'call' || recurrence.sure) && !isFleeting(use.node.arguments[1], this.#origin);
    return isGuard ? { certain, fault: { kind: 'guard' } } : undefined;
  }

  /** Whether a timer that guards nothing is not to outlast the call all the same: it is cleared where that goes well. */
  #isOfCall(use: Use<'starts'>, { stops, unref }: Handle, { kind }: Undoing): boolean {
    const callback = callbackOf(use, this.#origin);
    if (unref || kind === 'event' || (callback && comesBack(callback, use.node, this.#origin))) return false;
    return stops.every(stop => {
      const step = enclosingFunction(stop)?.parent;
      const isOwn = callback !== undefined && contains(callback, stop);
      return !isOwn && !isCallNamed(step, /^(then|catch|finally)$/);
    });
  }

  #undoing(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Undoing {
    const callback = callbackOf(use, this.#origin) ?? unwrapped(use.node.arguments[0] ?? use.node);
    const spent = use.facts.starts.timer === 'once';
    const mentions = handle.target?.type === 'Identifier' ? this.#origin.module.bindings.of(handle.target)?.references ?? [] : [];
    const name = handle.target && this.#identities.of(handle.target);
    const it = (node: Node): boolean => name !== undefined && this.#identities.of(node) === name;
    return undoingOf({ node: use.node, operation, undoings: handle.stops, callback, spent, mentions, it }, this.#origin);
  }

  #partly(undoing: Undoing, isCertain: (leak: Leak) => boolean = () => true): Found {
    switch (undoing.kind) {
      case 'leaks':
        return { certain: isCertain(undoing.leak), fault: undoing };
      case 'outrun':
      case 'event':
        return { certain: true, fault: undoing };
      default:
        return undefined;
    }
  }
}
