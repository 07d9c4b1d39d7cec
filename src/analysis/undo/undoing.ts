import {
  ancestors, calledName, contains, enclosingFunction, isCall, isFunction, stringOf, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { leaksOf, type Leak, type Start } from '../life/life.ts';
import { plainest } from '../life/weight.ts';
import { receiverOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { answeredIn } from '../origin/outlet.ts';
import { callbackIn, voicesOf } from '../place/calling-back.ts';
import { beginningIn, executorOf, mayFollow, nameOf } from '../place/operation.ts';
import { isItsEnd, isOfAnother, tellingOf, type Telling } from '../place/telling.ts';
import { comingAgain } from './coming.ts';
import { runsBehind } from './deadline.ts';
import { Ends, settlingOf, type End, type Settling } from './ends.ts';
import { Undoers, type Doing } from './undoer.ts';

/** Whether it is undone, as far as one file tells. */
export type Undoing =
  | { kind: 'never' }
  /** On every path, or by somebody else. */
  | { kind: 'done' }
  /** Not on the path that leaves so. */
  | { kind: 'leaks'; leak: Leak; releases: readonly Node[]; acquired: Node }
  /** Not when this settles the promise, or calls back, first. */
  | { kind: 'outrun'; by: Node; ends: readonly (FunctionNode | undefined)[] }
  /** Not where the operation begins anew, which does it once more. */
  | { kind: 'anew'; by: Node }
  /** Only by the function that it calls itself. */
  | { kind: 'itself' }
  /** Only when an event comes that stays out where something goes wrong. */
  | { kind: 'event'; event: string; at: Node };

export function undoingOf(doing: Doing, origin: Origin): Undoing {
  return new Course(doing, origin).undoing();
}

class Course {
  readonly #doing: Doing;
  readonly #origin: Origin;
  readonly #undoers: Undoers;

  constructor(doing: Doing, origin: Origin) {
    this.#doing = doing;
    this.#origin = origin;
    this.#undoers = new Undoers(doing, origin);
  }

  undoing(): Undoing {
    const { undoings, operation, node } = this.#doing;
    const inside = undoings.filter(undoing => contains(operation, undoing));
    if (inside.length < undoings.length) return { kind: 'done' };
    const executor = executorOf(node, operation, this.#origin);
    const isOutside = executor && [...this.#undoers.releases].some(release => !contains(executor.fn, release));
    if (executor && !isOutside) return this.#untilSettled(settlingOf(executor, this.#origin));
    if (inside.length === 0) return { kind: 'never' };
    const by = this.#levelOf() ? undefined : comingAgain(this.#doing, this.#undoers, this.#origin);
    if (by) return { kind: 'anew', by };
    if (this.#undoers.areHandedOver() || this.#undoers.areLeftToEvent()) return { kind: 'done' };
    return this.#alongFlow();
  }

  #alongFlow(): Undoing {
    const { operation, node, mentions, spent, callback } = this.#doing;
    const level = this.#levelOf();
    if (!level) return this.#byCallbacks();
    const acquired = beginningIn(node, level, this.#origin);
    const start: Start = {
      resource: {
        name: '',
        owner: level,
        mentions: mentions.filter(mention => contains(operation, mention)),
        acquires: { what: '', release: [] },
        words: { it: this.#doing.it, from: () => false, package: '\0' },
        releaser: undefined,
      },
      conduct: {
        releases: this.#undoers.releases,
        begins: new Set(),
        moves: this.#undoers.moves,
        carriers: this.#undoers.carriers,
        lentToUnknown: false,
        captured: false,
      },
      acquired,
      begun: true,
      error: undefined,
      conditional: false,
    };
    const leaks = leaksOf(start, this.#origin).filter(({ at }) => !spent || !runsBehind(at, callback, this.#origin));
    const leak = plainest(leaks);
    return leak ? { kind: 'leaks', leak, releases: [...this.#undoers.releases], acquired } : { kind: 'done' };
  }

  /** The innermost function around both what is done and a call that undoes it otherwise than in a callback. */
  #levelOf(): FunctionNode | undefined {
    const around = [...ancestors(this.#doing.node)].filter(isFunction);
    const within = around.slice(0, around.indexOf(this.#doing.operation) + 1);
    for (const fn of within) {
      const isDirect = [...this.#undoers.releases].some(release => this.#runsIn(release, fn) && mayFollow(release, this.#doing.node, fn));
      if (isDirect) return fn;
    }
    return undefined;
  }

  /** Whether a call runs as control goes through a function: in its own statements, or in a step of a promise chain. */
  #runsIn(release: Node, fn: FunctionNode): boolean {
    for (const at of ancestors(release)) {
      if (at === fn) return true;
      if (!isFunction(at)) continue;
      const call = at.parent;
      const isStep = isCall(call) && /^(then|catch|finally)$/.test(calledName(call) ?? '');
      if (!isStep) return false;
    }
    return false;
  }

  /** Undone in callbacks alone. */
  #byCallbacks(): Undoing {
    const callbacks = [...this.#undoers.carriers].filter(fn => isCall(fn.parent) || nameOf(fn, this.#origin));
    const answered = callbacks.every(fn => this.#isOwn(fn)) ? this.#inAnswerStyle() : undefined;
    if (answered) return answered;
    const others = callbacks.filter(fn => fn !== this.#doing.callback);
    if (others.length === 0 && this.#undoers.carriers.size > 0) return { kind: 'itself' };
    const listenings = [...others, ...this.#undoers.moves].flatMap(each => this.#listening(each) ?? []);
    const ends = listenings.filter(({ event }) => /^(finish|end|done|complete|success|error)$/.test(event));
    const isAll = listenings.length === others.length + this.#undoers.moves.size;
    const [end] = ends;
    // One of the two comes, unless it is destroyed.
    const isEither = ends.some(one => one.event === 'error' && ends.some(({ event, on }) => event !== 'error' && on === one.on));
    const isLast = isAll && !isEither && ends.length === listenings.length;
    // An object knows which of its own events is the last.
    if (end && end.on !== 'this' && isLast) return { kind: 'event', event: end.event, at: end.call };
    return this.#inCallbackStyle() ?? { kind: 'done' };
  }

  /** Whoever calls back must undo it, as whoever settles a promise must. */
  #inCallbackStyle(): Undoing | undefined {
    const { node, operation } = this.#doing;
    const around = enclosingFunction(node);
    const callback = around && contains(operation, around) ? callbackIn(operation, around, this.#origin) : undefined;
    if (!around || !callback) return undefined;
    const undoing = this.#untilSettled({ fn: around, voices: voicesOf(callback, this.#origin) });
    return undoing.kind === 'outrun' ? undoing : undefined;
  }

  /** Whoever else answers a request must undo what waits for the answer: a timer that sends `204`. */
  #inAnswerStyle(): Undoing | undefined {
    const { operation, callback } = this.#doing;
    const voices = [...answeredIn(operation.body, this.#origin)].map(({ node }) => node.callee);
    const waiting = this.#origin.definition(callback)?.node ?? callback;
    if (!voices.some(voice => contains(waiting, voice))) return undefined;
    const undoing = this.#untilSettled({ fn: operation, voices });
    return undoing.kind === 'outrun' ? undoing : undefined;
  }

  #listening(callback: Node): Telling | undefined {
    return callback.parent === this.#doing.node ? undefined : tellingOf(callback, this.#origin);
  }

  /** Each callback that settles the promise, or calls back, must undo it, but the one that it calls itself where that ends it. */
  #untilSettled(executor: Settling): Undoing {
    if (this.#undoers.areHandedOver() || this.#isLeftToEnd(executor.fn)) return { kind: 'done' };
    const all = new Ends(this.#doing, this.#undoers, this.#origin);
    const ends = [...all.of(executor)];
    const missed = ends.filter(
      ({ at, fn, settles, caught }) => !(this.#isOwn(at) && this.#doing.spent)
        && !(caught ? all.isUndoneAfter(caught) : fn ? this.#undoers.areIn(fn, settles) : this.#undoers.moves.has(at)),
    );
    const isAwaited = ends.some(({ at }) => this.#isOwn(at));
    const tellings = [...this.#undoers.carriers, ...this.#undoers.moves].flatMap(each => this.#listening(each) ?? []);
    const concerning = missed.filter(({ at }) => (isAwaited || !isOfAnother(this.#listening(at), tellings))
      && !isItsEnd(at, ends.map(end => end.at), this.#doing.node, this.#origin));
    const [first] = concerning;
    const isUndone = this.#undoers.releases.size > 0 || ends.length > 0;
    const isOfAnotherOne = (): boolean => this.#settlesAnother(executor) || this.#isForItsOwn(executor, ends);
    const isOver = !first || this.#undoers.areInTime(executor.fn) || (this.#undoers.releases.size > 0 && isOfAnotherOne());
    if (isOver) return { kind: isUndone ? 'done' : 'never' };
    // Nothing undoes it, and it is not what the promise waits for either.
    if (this.#undoers.releases.size === 0 && (ends.every(({ at }) => this.#isOwn(at)) || !isAwaited)) return { kind: 'never' };
    return { kind: 'outrun', by: first.settles ?? first.at, ends: concerning.map(({ fn }) => fn) };
  }

  /**
   * Whether a listener is there for something that the executor makes, or waits for the end of, and is taken off when that closes, as it
   * does in any case, which is listened for wherever it is added:
   * `signal.addEventListener('abort', () => request.destroy())`, `request.on('close', …)`. For a timer that is an exchange with a server,
   * which is over soon, and no connection.
   */
  #isLeftToEnd(executor: FunctionNode): boolean {
    const { node, callback } = this.#doing;
    const { bindings, callsIn, keys } = this.#origin.module;
    const isOver = (write: Node): boolean => isCall(write) && (isListening(node) || this.#origin.factOfCall(write, 'waits') !== undefined);
    const listener = this.#origin.definition(callback)?.node ?? callback;
    return [...this.#undoers.carriers, ...this.#undoers.moves].some(({ parent: call }) => {
      const emitter = isListening(call) && stringOf(call.arguments[0]) === 'close' ? receiverOf(call) : undefined;
      const made = emitter?.type === 'Identifier' ? bindings.of(emitter) : undefined;
      if (!call || !made || made.reassigned || enclosingFunction(made.declared) !== executor || !made.writes.some(isOver)) return false;
      const isMeant = (at: Node): boolean => at.type === 'Identifier' && bindings.of(at) === made;
      const block = call.parent?.parent;
      const isHeard = callsIn?.(executor).some(other =>
        isListening(other) && /^(end|finish)$/.test(stringOf(other.arguments[0]) ?? '') && isMeant(receiverOf(other) ?? other));
      return block?.type === 'BlockStatement' && contains(block, node) && (isHeard === true || within(listener, keys).some(isMeant));
    });
  }

  /** Whether its function gives a promise of its own, which undoes it, and does nothing for this one: `return paired.finally(cleanUp)`. */
  #isForItsOwn({ fn }: Settling, ends: readonly End[]): boolean {
    const around = enclosingFunction(this.#doing.node);
    if (!around || around === fn || !contains(fn, around) || ends.some(({ at, settles }) => contains(around, settles ?? at))) return false;
    const given = this.#origin.returned(around);
    return [...this.#undoers.releases].every(release => given.some(value => contains(value, release)));
  }

  /** Whether it is there for another promise, which its function settles: `failLogin(new Error('timed out'))`. */
  #settlesAnother({ fn, voices }: Settling): boolean {
    const { callback } = this.#doing;
    const { bindings, callsIn } = this.#origin.module;
    if (voices.some(voice => contains(callback, voice))) return false;
    return callsIn?.(callback).some(({ callee }) => {
      const called = callee.type === 'Identifier' ? bindings.of(callee) : undefined;
      return called?.writes.some(write => {
        const given = write.type === 'Identifier' ? bindings.of(write) : undefined;
        const other = given?.kind === 'parameter' ? enclosingFunction(given.declared) : undefined;
        return other !== undefined && other !== fn && executorOf(given?.declared ?? write, undefined, this.#origin)?.fn === other;
      });
    }) === true;
  }

  #isOwn(at: Node): boolean {
    const { callback, node } = this.#doing;
    return at === callback || at === unwrapped(callback) || (isCall(at.parent) && at.parent === node) || contains(node, at) ||
      (isFunction(at) && nameOf(at, this.#origin)?.references.some(reference => reference === callback) === true);
  }
}
