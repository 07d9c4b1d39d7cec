import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, unwrapped, type FunctionNode, type Node,
} from '../../ast.ts';
import { leaksOf, type Leak, type Start } from '../life/life.ts';
import { plainest } from '../life/weight.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { callbackIn, voicesOf } from '../place/calling-back.ts';
import { beginningIn, executorOf, mayFollow, nameOf, type Executor } from '../place/operation.ts';
import { areExclusive } from '../place/opposite.ts';
import { isItsEnd, isOfAnother, tellingOf, type Telling } from '../place/telling.ts';
import { runsBehind } from './deadline.ts';
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
  /** Only by the function that it calls itself. */
  | { kind: 'itself' }
  /** Only when an event comes that stays out where something goes wrong. */
  | { kind: 'event'; event: string; at: Node };

export function undoingOf(doing: Doing, origin: Origin): Undoing {
  return new Course(doing, origin).undoing();
}

/** A callback that settles a promise, or what is handed over to settle it; where in it. */
interface End {
  at: Node;
  fn: FunctionNode | undefined;
  settles?: Node;
}

type Settling = Pick<Executor, 'fn' | 'resolve' | 'reject'>;

class Course {
  readonly #doing: Doing;
  readonly #origin: Origin;
  readonly #undoers: Undoers;
  readonly #carriers: ReadonlySet<FunctionNode>;
  readonly #releases: ReadonlySet<Node>;
  readonly #moves: ReadonlySet<Node>;

  constructor(doing: Doing, origin: Origin) {
    this.#doing = doing;
    this.#origin = origin;
    this.#undoers = new Undoers(doing, origin);
    this.#carriers = this.#undoers.carriers;
    this.#releases = this.#undoers.releases;
    this.#moves = this.#undoers.moves;
  }

  undoing(): Undoing {
    const { undoings, operation, node } = this.#doing;
    const inside = undoings.filter(undoing => contains(operation, undoing));
    if (inside.length < undoings.length) return { kind: 'done' };
    const executor = executorOf(node, operation, this.#origin);
    const isOutside = executor && [...this.#releases].some(release => !contains(executor.fn, release));
    if (executor && !isOutside) return this.#inExecutor(executor);
    if (inside.length === 0) return { kind: 'never' };
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
        releases: this.#releases,
        begins: new Set(),
        moves: this.#moves,
        carriers: this.#carriers,
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
    return leak ? { kind: 'leaks', leak, releases: [...this.#releases], acquired } : { kind: 'done' };
  }

  /** The innermost function around both what is done and a call that undoes it otherwise than in a callback. */
  #levelOf(): FunctionNode | undefined {
    const around = [...ancestors(this.#doing.node)].filter(isFunction);
    const within = around.slice(0, around.indexOf(this.#doing.operation) + 1);
    for (const fn of within) {
      const isDirect = [...this.#releases].some(release => this.#runsIn(release, fn) && mayFollow(release, this.#doing.node, fn));
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
    const callbacks = [...this.#carriers].filter(fn => isCall(fn.parent) || nameOf(fn, this.#origin));
    const others = callbacks.filter(fn => fn !== this.#doing.callback);
    if (others.length === 0 && this.#carriers.size > 0) return { kind: 'itself' };
    const listenings = [...others, ...this.#moves].flatMap(each => this.#listening(each) ?? []);
    const ends = listenings.filter(({ event }) => /^(finish|end|done|complete|success|error)$/.test(event));
    const isAll = listenings.length === others.length + this.#moves.size;
    const [end] = ends;
    // An object knows which of its own events is the last.
    if (end && end.on !== 'this' && isAll && ends.length === listenings.length) return { kind: 'event', event: end.event, at: end.call };
    return this.#inCallbackStyle() ?? { kind: 'done' };
  }

  /** Whoever calls back must undo it, as whoever settles a promise must. */
  #inCallbackStyle(): Undoing | undefined {
    const { node, operation } = this.#doing;
    const around = enclosingFunction(node);
    const callback = around && contains(operation, around) ? callbackIn(operation, around, this.#origin) : undefined;
    if (!around || !callback) return undefined;
    const undoing = this.#inExecutor({ fn: around, resolve: callback, reject: undefined });
    return undoing.kind === 'outrun' ? undoing : undefined;
  }

  #listening(callback: Node): Telling | undefined {
    return callback.parent === this.#doing.node ? undefined : tellingOf(callback, this.#origin);
  }

  /** Each callback that settles the promise must undo it, but the one that it calls itself where that ends it. */
  #inExecutor(executor: Settling): Undoing {
    if (this.#undoers.areHandedOver()) return { kind: 'done' };
    const ends = [...this.#endsOf(executor)];
    const missed = ends.filter(
      ({ at, fn, settles }) => !(this.#isOwn(at) && this.#doing.spent) && !(fn ? this.#undoers.areIn(fn, settles) : this.#moves.has(at)),
    );
    const isAwaited = ends.some(({ at }) => this.#isOwn(at));
    const tellings = [...this.#carriers, ...this.#moves].flatMap(each => this.#listening(each) ?? []);
    const concerning = missed.filter(({ at }) => (isAwaited || !isOfAnother(this.#listening(at), tellings))
      && !isItsEnd(at, ends.map(end => end.at), this.#doing.node, this.#origin));
    const [first] = concerning;
    if (!first || this.#undoers.areInTime(executor.fn)) return { kind: this.#releases.size > 0 || ends.length > 0 ? 'done' : 'never' };
    // Nothing undoes it, and it is not what the promise waits for either.
    if (this.#releases.size === 0 && (ends.every(({ at }) => this.#isOwn(at)) || !isAwaited)) return { kind: 'never' };
    return { kind: 'outrun', by: first.at, ends: concerning.map(({ fn }) => fn) };
  }

  #isOwn(at: Node): boolean {
    const { callback, node } = this.#doing;
    return at === callback || at === unwrapped(callback) || (isCall(at.parent) && at.parent === node) || contains(node, at) ||
      (isFunction(at) && nameOf(at, this.#origin)?.references.some(reference => reference === callback) === true);
  }

  /** The callbacks that settle a promise, and what is handed over to settle it. */
  *#endsOf({ fn, resolve, reject }: Settling): Generator<End> {
    const seen = new Set<Node>();
    const pending = [resolve, reject].flatMap(binding => voicesOf(binding, this.#origin).filter(at => contains(fn, at)));
    for (let at = pending.shift(); at; at = pending.shift()) {
      const call = at.parent as Node;
      if (this.#isInstead(at)) continue;
      if (!isCall(call) || call.callee !== at) {
        // Handed over: `socket.once('error', reject)`. An alias or a list is nobody's end; `settle(resolve)` may undo it.
        const isUndone = (): boolean => this.#releases.has(call) || this.#followsUndoing(call) || this.#isNestedEnd(call, fn);
        if (isCall(call) && !isUndone()) yield { at, fn: undefined };
        continue;
      }
      const around = enclosingFunction(call);
      if (!around || around === fn) continue;
      const name = nameOf(around, this.#origin);
      if (!name) {
        if (!this.#isUndoneBehind(around.parent) && !this.#isNestedEnd(around, fn)) yield { at: around, fn: around, settles: call };
        continue;
      }
      if (seen.has(around)) continue;
      seen.add(around);
      const mentions = references(name, fn).filter(reference => !contains(around, reference));
      // Undone there, it is for all who call it.
      if (this.#undoers.areIn(around, call)) {
        for (const mention of mentions) if (mention === this.#doing.callback) yield { at: mention, fn: around };
        continue;
      }
      for (const mention of mentions) {
        const outer = mention.parent as Node;
        if (isCall(outer) && outer.callee !== mention && !this.#releases.has(outer)) yield { at: mention, fn: around };
        else if (isCall(outer) && outer.callee === mention) pending.push(mention);
      }
    }
  }

  /** Whether it settles in place of what is done: in the same callback before it, or in a later step of the same chain. */
  #isInstead(at: Node): boolean {
    if (areExclusive(at, this.#doing.node)) return true;
    for (const around of ancestors(at)) {
      if (isCallNamed(around, /^(then|catch|finally)$/) && contains(around.callee, this.#doing.node)) return true;
      if (!isFunction(around) || !contains(around, this.#doing.node)) continue;
      return around.parent.type !== 'NewExpression' && at.range[0] < this.#doing.node.range[0] && enclosingFunction(at) === around;
    }
    return false;
  }

  /** Whether a step of a promise chain comes after one that undoes it: `work().finally(cleanUp).then(resolve, reject)`. */
  #followsUndoing(call: Node): boolean {
    const receiver = isCall(call) ? receiverOf(call) : undefined;
    return (receiver && [...this.#moves, ...this.#carriers].some(each => contains(receiver, each))) === true || this.#isUndoneBehind(call);
  }

  /** `work().then(resolve, reject).finally(cleanUp)` */
  #isUndoneBehind(call: Node): boolean {
    for (let at = call.parent; at?.type === 'MemberExpression' && isCall(at.parent); at = at.parent.parent) {
      const { arguments: [step] } = at.parent;
      const undoes = step && [...this.#moves, ...this.#carriers].some(each => contains(step, each));
      if (isCallNamed(at.parent, /^finally$/) && undoes) return true;
    }
    return false;
  }

  /** Whether a function that settles is run within one that has undone it. */
  #isNestedEnd(end: Node, executor: FunctionNode): boolean {
    const around = [...ancestors(end)].filter(at => isFunction(at) && at !== executor && contains(executor, at));
    return around.some(at => [...this.#releases].some(release => contains(at, release) && release.range[0] < end.range[0]));
  }
}

const references = (binding: Binding | undefined, scope: Node): Node[] =>
  (binding?.references ?? []).filter(reference => contains(scope, reference));
