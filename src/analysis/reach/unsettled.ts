import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, isCall, isFunction, stringOf, unwrapped, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import { beginsAgain, isAround, isOfMany, isPartOf, last, listeningOf, listeningsIn, registering } from '../origin/emitting.ts';
import { handingsOf, type Handing } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isNamed, isRemark, isStep, stepsOf } from '../place/chain.ts';
import { cannotReject } from '../place/unfailing.ts';
import {
  asksForValue, gathers, isKeepingAlive, isKept, knowsFailureOnly, leadsOn, mayStayOpen, onlyTellsFailure, promisedBy, rejectsByValue,
  takesError, type Promised,
} from './promise.ts';
import { isLeftTo, leftInQueue } from './queued.ts';
import { isTakenOff, Settling } from './settling.ts';
import { forsakenBy } from './stored.ts';
import { unheardBy } from './unheard.ts';

/** How a promise can stay open for ever. */
export interface Unsettled {
  promised: Promised;
  /**
   * `nobody`: its executor is given nothing that could settle it; `branch`: a path leaves without; `thrown`: an error in an async
   * function; `rejected`: a promise that it follows; `unheard`: an event that nobody listens for, or `fatal`: that ends the process
   * then; `ignored`: an error that nobody looks at.
   */
  how: 'nobody' | 'branch' | 'thrown' | 'rejected' | 'unheard' | 'fatal' | 'ignored';
  /** What leaves it open. */
  at: Node;
  /** The call that knows success only. */
  knows?: CallNode;
  /** What fails, and the event that tells it. */
  emitter?: { what: string; event: string };
  /** Whether that goes on when the promise is settled. */
  lasts?: boolean;
  potential?: boolean;
}

/** What leaves a promise open; the surest first. */
export function unsettledBy(node: CallNode, origin: Origin): Unsettled | undefined {
  const promised = promisedBy(node, origin);
  return promised && !promised.opaque ? new Search(promised, origin).first() : undefined;
}

/** Names of functions that start a timer. Only a reason for silence. */
const timing = /^(set|start|create|schedule)\w*(Timer|Timeout)$/;

class Search {
  readonly #promised: Promised;
  readonly #origin: Origin;
  readonly #settling: Settling;

  constructor(promised: Promised, origin: Origin) {
    this.#promised = promised;
    this.#origin = origin;
    this.#settling = new Settling(promised, origin);
  }

  first(): Unsettled | undefined {
    const { executor, resolve, mentions } = this.#promised;
    if (executor && (!resolve || mentions.size === 0)) return this.#nobody(executor);
    if (mayStayOpen(this.#promised, this.#origin)) return undefined;
    const whole = executor ? this.#byExecutor(executor) : undefined;
    if (!whole && executor && this.#settling.isSettledBy(executor)) return undefined;
    return whole ?? this.#byChain() ?? (this.#isGuarded() ? undefined : this.#byEvent() ?? this.#byStore() ?? this.#byCallback());
  }

  /** An executor without anything that settles; an empty one, or one that only says so, waits for ever on purpose. */
  #nobody(executor: FunctionNode): Unsettled | undefined {
    const { body } = executor;
    const isEmpty = body.type === 'BlockStatement' ? body.body.every(isRemark) : body.type === 'Identifier' || body.type === 'Literal';
    const throws = body.type === 'BlockStatement' && body.body.at(-1)?.type === 'ThrowStatement';
    if (isEmpty || throws || isKeepingAlive(executor, this.#origin)) return undefined;
    return { promised: this.#promised, how: 'nobody', at: executor };
  }

  #byExecutor(executor: FunctionNode): Unsettled | undefined {
    const { leaves, throws } = this.#settling.undone(executor);
    if (executor.async && throws) return { promised: this.#promised, how: 'thrown', at: throws };
    return leaves && { promised: this.#promised, how: 'branch', at: leaves };
  }

  /** A promise whose success settles this one, and whose failure does not. */
  #byChain(): Unsettled | undefined {
    const chains = this.#chains();
    if (chains.some(chain => this.#settling.isSettledAfter(chain))) return undefined;
    const found: Unsettled[] = [];
    for (const chain of chains) {
      if (this.#isGuarded(chain)) continue;
      const { base, steps } = stepsOf(chain);
      const { rejected, left } = this.#settling.undoneBy(base, steps, !this.#cannotFail(base));
      // Whatever becomes of the others, this one settles.
      if (!rejected && !left && this.#settling.isOwn(chain)) return undefined;
      const knows = steps.at(-1) as CallNode;
      const potential = this.#isHeard();
      const isLeft = left && !knowsFailureOnly(chain, this.#promised, this.#origin);
      if (rejected) found.push({ promised: this.#promised, how: 'rejected', at: knows, knows, potential });
      else if (isLeft) found.push({ promised: this.#promised, how: 'branch', at: left, potential });
    }
    return found[0];
  }

  /** Whether an event settles the promise too, perhaps the same failure. */
  #isHeard(): boolean {
    return listeningsIn(this.#promised.scope, this.#origin).some(({ event, listener }) =>
      last.test(event) && this.#settling.isMentioned(listener));
  }

  /** The chains with a step that settles, whose own outcome nobody looks at. */
  #chains(): T.CallExpression[] {
    const found = new Set<T.CallExpression>();
    for (const mention of this.#promised.mentions) {
      let top: T.CallExpression | undefined;
      for (let at: Node | undefined = mention; at && at !== this.#promised.scope; at = at.parent) {
        const step: Node | undefined = at.parent;
        if (step?.type === 'CallExpression' && isStep(step) && step.arguments.includes(at as T.Expression)) {
          top = step;
          break;
        }
      }
      while (top?.parent.type === 'MemberExpression' && top.parent.parent.type === 'CallExpression' && isStep(top.parent.parent)
        && top.parent.parent.callee === top.parent) top = top.parent.parent;
      if (top && contains(this.#promised.scope, top) && this.#isDropped(top)) found.add(top);
    }
    return [...found];
  }

  #isDropped(chain: Node): boolean {
    const around = chain.parent as Node;
    if (around.type === 'ExpressionStatement' || (around.type === 'UnaryExpression' && around.operator === 'void')) return true;
    const fn = around.type === 'ReturnStatement' ? undefined : isFunction(around) && around.body === chain ? around : undefined;
    if (!fn || fn === this.#promised.executor) return fn !== undefined;
    return isLeftTo(fn.parent, this.#promised, this.#origin);
  }

  #cannotFail(base: Node): boolean {
    if (cannotReject(base, this.#origin)) return true;
    if (!isCall(base)) return false;
    const facts = this.#origin.factsOfCall(base);
    const [executor] = makesPromise(base, this.#origin) ? base.arguments : [];
    if (isFunction(executor)) return executor.params.length < 2;
    return facts?.safe === true || facts?.starts?.what === 'timer' || /^(sleep|delay|wait|resolve)$/.test(calledName(base) ?? '');
  }

  /** Whether a timer, or a signal, settles the promise in the end; one within a chain is begun only where that comes so far. */
  #isGuarded(chain?: Node): boolean {
    return within(this.#promised.scope, this.#origin.module.keys, inner => inner === chain).some(at => {
      const settler = isCall(at) ? at.arguments.find(argument => this.#settling.isMentioned(argument)) : undefined;
      if (!isCall(at) || !settler) return false;
      const timer = this.#origin.factsOfCall(at)?.starts?.timer ?? (timing.test(calledName(at) ?? '') ? 'once' : undefined);
      // One that settles on some of its paths leaves the others to whoever else settles.
      const isAlone = [...this.#promised.mentions].every(mention => contains(settler, mention));
      if (timer) return timer === 'repeats' || !isAlone || !isFunction(settler) || !this.#mayLeave(settler);
      return registering.test(calledName(at) ?? '') && /^(abort|timeout)$/.test(stringOf(at.arguments[0]) ?? '');
    });
  }

  /** Whether a function leaves the promise open on a path, or, where nobody catches what it throws, by that. */
  #mayLeave(fn: FunctionNode): boolean {
    const { leaves, throws } = this.#settling.undone(fn);
    return leaves !== undefined || (fn.async && throws !== undefined);
  }

  /** An emitter whose success settles the promise, and whose failure nobody listens for. */
  #byEvent(): Unsettled | undefined {
    const unheard = unheardBy(this.#promised, this.#settling, this.#origin);
    if (!unheard) return undefined;
    const { knows, fails, event, potential, fluent, lasts, fatal } = unheard;
    const told = { emitter: { what: fails.what, event }, lasts, potential };
    return { promised: this.#promised, how: fatal ? 'fatal' : 'unheard', at: knows, ...(fluent && { knows }), ...told };
  }

  /** An emitter that settles what is kept elsewhere, and only drops it when it fails; or work that does so for all who wait. */
  #byStore(): Unsettled | undefined {
    const left = leftInQueue(this.#promised, this.#origin);
    if (left) return { promised: this.#promised, how: 'rejected', at: left.at, potential: !left.certain };
    const emitter = forsakenBy(this.#promised, this.#origin);
    return emitter && { promised: this.#promised, how: 'unheard', at: this.#promised.node, emitter };
  }

  /** A callback that does not settle on each of its paths, or does not look at the error that it is given. */
  #byCallback(): Unsettled | undefined {
    for (const fn of this.#promised.settlers) {
      if (!contains(this.#promised.scope, fn)) continue;
      const found = this.#ofCallback(fn);
      if (found) return found;
    }
    return undefined;
  }

  #ofCallback(fn: FunctionNode): Unsettled | undefined {
    const promised = this.#promised;
    const handings = [...handingsOf(fn, this.#origin)].filter(({ call }) => call !== promised.node);
    const isCalledAtOnce = isCall(fn.parent) && fn.parent.callee === fn && this.#isDropped(fn.parent);
    if (fn.async && (isCalledAtOnce || handings.some(each => this.#isOnItsOwn(fn, each)))) {
      const { throws } = this.#settling.undone(fn);
      if (throws) return { promised, how: 'thrown', at: throws };
    }
    const handing = handings.find(each => this.#isOnce(fn, each));
    if (!handing || (isNamed(fn) && handings.length > 1)) return undefined;
    const { leaves, throws } = this.#settling.undone(fn);
    // Nobody catches what a callback throws: it ends the process, with all the others that wait.
    if (throws && takesError(fn)) return { promised, how: 'thrown', at: throws };
    const isElsewhere = isKept(promised, this.#origin) || this.#settlesOtherwise(fn, handing)
      || [gathers, leadsOn, onlyTellsFailure].some(asks => asks(fn, promised, this.#origin));
    if (leaves && !isElsewhere && !beginsAgain(leaves, handing.call, this.#origin)) return { promised, how: 'branch', at: leaves };
    return this.#ignoresError(fn, handing) ? { promised, how: 'ignored', at: fn.params[0] ?? fn } : undefined;
  }

  /** Whether nobody looks at the promise that an async function gives to what calls it: an event, a timer, a callback. */
  #isOnItsOwn(fn: FunctionNode, { call, argument }: Handing): boolean {
    if (registering.test(calledName(call) ?? '') || this.#origin.factsOfCall(call)?.starts?.timer) return true;
    return argument === call.arguments.length - 1 && takesError(fn) && !(call.type === 'CallExpression' && isStep(call));
  }

  /** Whether a function is called once, at the end of what it waits for. */
  #isOnce(fn: FunctionNode, { call, argument, option }: Handing): boolean {
    if (option !== undefined || (call.type === 'CallExpression' && isStep(call))) return false;
    if (isOfMany(call, this.#promised.scope, this.#origin)) return false;
    const facts = this.#origin.factsOfCall(call);
    const name = calledName(call) ?? '';
    if (registering.test(name)) return /once/i.test(name) || last.test(stringOf(call.arguments[0]) ?? '');
    if (facts?.starts?.timer) return facts.starts.timer === 'once';
    if (facts?.fails && facts.calls) return argument === call.arguments.length - 1;
    return argument === call.arguments.length - 1 && takesError(fn);
  }

  /** Whether another listener settles whatever happened: of the same emitter, or of one that this one is part of, and still there. */
  #settlesOtherwise(fn: FunctionNode, { call }: Handing): boolean {
    const own = listeningOf(call, this.#origin);
    if (!own) return false;
    return listeningsIn(this.#promised.scope, this.#origin).some(other => {
      const isNear = other.emitter === own.emitter || isAround(other.call, call) || isPartOf(other, own, this.#origin);
      if (other.call === call || !isNear || !/^(close|exit|end|finish)$/.test(other.event)) return false;
      const listener = unwrapped(other.listener);
      const isGone = [...this.#promised.mentions].some(at =>
        at.type === 'Identifier' && listener.type === 'Identifier' && at.name === listener.name && isTakenOff(at) && contains(fn, at));
      return !isGone && this.#settling.isMentioned(listener) && !(isFunction(listener) && this.#settling.undone(listener).leaves);
    });
  }

  #ignoresError(fn: FunctionNode, { call }: Handing): boolean {
    const [error, value] = fn.params;
    if (registering.test(calledName(call) ?? '') || !value || !takesError(fn)) return false;
    if (error?.type !== 'Identifier' || error.name.startsWith('_') || asksForValue(fn, this.#origin)) return false;
    return !rejectsByValue(fn, this.#promised, this.#origin) && this.#origin.module.bindings.of(error)?.references.length === 0;
  }
}
