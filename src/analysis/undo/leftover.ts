import { contains, enclosingClass, isCall, isCallNamed, isFunction, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import type { Leak } from '../life/life.ts';
import { isConstructor, memberOf } from '../origin/class.ts';
import { isOfModule } from '../origin/identity.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { comesAgain } from '../place/again.ts';
import { callsBack } from '../place/calling-back.ts';
import { isMadeOnce } from '../place/lone.ts';
import { executorOf, operationOf } from '../place/operation.ts';
import type { Place } from '../place/place.ts';
import { Recurrences, type Recurrence } from '../place/recurrence.ts';
import { leftByOther } from './alternative.ts';
import { isOfItsOwn, isPassedOn, listensToItself, runsPerRequest } from './belonging.ts';
import { closingOf, closingsOf, endsObject, returnedClosingsOf, worksAgain, type Closing } from './closing.ts';
import { isWayOut } from './deferred.ts';
import { closesObject, isEnding, stopsWork } from './finishing.ts';
import { Lifetimes, type Lifetime } from './lifetime.ts';
import { Listenings, type Listening } from './listening.ts';
import { waitsBeside } from './looked-up.ts';
import { runsInRace, turnOf } from './outlasting.ts';
import { startsTarget } from './starting.ts';
import { isReachedBy } from './undoer.ts';
import { undoingOf, type Undoing } from './undoing.ts';

/** A listener that stays where it was put. */
export interface Leftover {
  listening: Listening;
  /** The function that carries out what it is part of. */
  operation: FunctionNode;
  certain: boolean;
  fault: Fault;
}

export type Fault =
  | { kind: 'never' }
  | { kind: 'leaks'; leak: Leak; releases: readonly Node[]; acquired: Node }
  /** This settles the promise first. */
  | { kind: 'outrun'; by: Node; ends: readonly (FunctionNode | undefined)[] }
  /** The operation begins anew here, and adds one more. */
  | { kind: 'anew'; by: Node }
  /** Only this event takes it off. */
  | { kind: 'event'; event: string }
  /** The method that closes the object forgets it. */
  | { kind: 'forgotten'; closing: string; end: FunctionNode }
  /** The object cannot be closed at all. */
  | { kind: 'unclosed' };

type Found = Pick<Leftover, 'certain' | 'fault'>;

/** Finds the listeners that stay on what outlives the call that added them. */
export class Leftovers {
  readonly listenings: Listenings;
  readonly #origin: Origin;
  readonly #lifetimes: Lifetimes;
  readonly #recurrences: Recurrences;
  readonly #placeOf: (node: Node) => Place;
  readonly #isHandler: (fn: FunctionNode) => boolean;
  #all: readonly Leftover[] | undefined;

  constructor(origin: Origin, calls: Pick<Nodes, 'callsUnder'>, placeOf: (node: Node) => Place, isHandler: (fn: FunctionNode) => boolean) {
    this.#origin = origin;
    this.listenings = new Listenings(origin, calls);
    this.#lifetimes = new Lifetimes(origin, isHandler);
    this.#recurrences = new Recurrences(origin, placeOf);
    this.#placeOf = placeOf;
    this.#isHandler = isHandler;
  }

  get all(): readonly Leftover[] {
    return (this.#all ??= this.listenings.all.flatMap(listening => {
      if (isPassedOn(listening, this.#origin) || this.listenings.isElsewhere(listening)) return [];
      const operation = operationOf(listening.node, this.#origin, this.#isWhole);
      const found = operation && this.#of(listening, operation);
      return found ? { listening, operation, ...found } : [];
    }));
  }

  /** Whether a function is no mere step of the one around it: a handler, or what is done anew whenever it has come to its end. */
  readonly #isWhole = (fn: FunctionNode): boolean => this.#isHandler(fn) || comesAgain(fn, this.#origin);

  #of(listening: Listening, operation: FunctionNode): Found | undefined {
    if (isEnding(listening, this.listenings.closingsOf(listening), operation)) return undefined;
    const life = this.#lifetimes.ofTarget(listening, operation, waitsBeside(listening, operation, this.listenings, this.#origin));
    if (life === 'call') return this.#ofTurn(listening, operation);
    const usual = this.#recurrences.of(listening.node, operation);
    if (usual.how === 'once') return this.#ofGuarded(listening, operation, life);
    const recurrence = this.#isWaitOf(listening, operation) ? { how: 'call', sure: true } as const : usual;
    if (recurrence.how === 'object' && life === 'object') return undefined;
    const isLost = this.#mayLose(listening, operation);
    const undoing = isLost ? { kind: 'never' } as const : this.#undoingOf(listening, operation, recurrence.how === 'object');
    if (undoing.kind === 'done' || (!isLost && this.#isExcused(listening, undoing, operation)))
      return leftByOther(listening, undoing, this.listenings, this.#origin);
    if (recurrence.how === 'object') return this.#ofObject(listening, operation, life, recurrence);
    const owner = life === 'longer' ? enclosingClass(operation.body) : undefined;
    const isAgain = recurrence.sure || (owner !== undefined && this.#recurrences.isMadePerCall(owner));
    return this.#ofCall(listening, operation, life, isAgain && !this.#isOfLifecycle(listening, operation, life), undoing);
  }

  /** What ends with the call outlives the turns of its loops: each wait for `drain` leaves an `error` listener behind. */
  #ofTurn(listening: Listening, operation: FunctionNode): Found | undefined {
    const { node, target } = listening;
    const turn = target && this.listenings.isSeldom(listening) ? turnOf(node, target, operation, this.#origin) : undefined;
    const undoing = turn && this.#undoingOf(listening, operation, false, turn);
    return undoing?.kind === 'outrun' ? { certain: true, fault: undoing } : undefined;
  }

  /** Guarded against being added twice, it stays when the object is closed all the same. */
  #ofGuarded(listening: Listening, operation: FunctionNode, life: Lifetime): Found | undefined {
    const closing = closingOf(operation, this.#origin);
    if (!closing || life !== 'longer' || this.#recurrences.isOnProcess(listening.node)) return undefined;
    const undoing = this.#undoingOf(listening, operation, true);
    if (undoing.kind !== 'never' || closesObject(this.#functionOf(listening), closing.name, this.#origin)) return undefined;
    if (this.#isExcused(listening, undoing, operation)) return undefined;
    return this.#forgottenBy(closing, true);
  }

  #ofCall(listening: Listening, operation: FunctionNode, life: Lifetime, sure: boolean, undoing: Undoing): Found | undefined {
    const owner = memberOf(operation);
    const ways = owner ? closingsOf(owner, this.#origin) : returnedClosingsOf(operation, this.#origin);
    // An object is closed but once.
    const certain = life !== 'unknown' && sure && !ways.some(({ fn }) => fn === operation);
    switch (undoing.kind) {
      case 'leaks':
      case 'anew':
        return { certain: life !== 'unknown', fault: undoing };
      case 'outrun':
        return { certain: certain && !this.#isOfStart(listening, operation, isOfModule(listening.target, this.#origin)), fault: undoing };
      case 'event': {
        const isOpen = this.listenings.closingsOf(listening).every(call => contains(operation, call));
        return { certain: certain && isOpen, fault: { kind: 'event', event: undoing.event } };
      }
      default: {
        const [closing] = ways;
        if (closing && !sure) {
          if (this.#undoingOf(listening, operation, true).kind === 'done') return undefined;
          if (life !== 'object' && !this.#recurrences.isOnProcess(listening.node))
            return this.#forgottenBy(closing, life !== 'unknown');
        }
        const isMeant = isOfItsOwn(listening, operation, this.listenings, this.#origin)
          || listensToItself(listening, life) || this.#isOfStart(listening, operation);
        return { certain: certain && !isMeant, fault: { kind: 'never' } };
      }
    }
  }

  #forgottenBy(by: Closing, certain: boolean): Found {
    return { certain: certain && endsObject(by, this.#origin), fault: { kind: 'forgotten', closing: by.name, end: by.fn } };
  }

  #isOfStart(of: Listening, operation: FunctionNode, isAgain = false): boolean {
    return !isAgain && !this.#placeOf(of.node).handler && startsTarget(of, operation, this.listenings, this.#origin);
  }

  /** Whether it is told of a turn in the life of an object's own emitter, which comes but once: `this.connection.on('connect', …)`. */
  #isOfLifecycle(listening: Listening, operation: FunctionNode, life: Lifetime): boolean {
    if (life !== 'object' || executorOf(listening.node, operation, this.#origin) || this.#isWaitOf(listening, operation)) return false;
    if (runsPerRequest(listening.node, operation, this.#placeOf, this.#origin)) return false;
    const event = this.listenings.eventOf(listening) ?? '';
    return /^(connect|open|ready|listening|secureConnect|spawn|online|close|end|exit|error)$/.test(event);
  }

  /** Whether it runs in a race that something else may win, and nobody takes it off then. */
  #mayLose(listening: Listening, operation: FunctionNode): boolean {
    if (!listening.once || !runsInRace(listening.node, operation, this.#origin)) return false;
    return this.#placeOf(listening.node).runs !== 'once' && this.listenings.removalsOf(listening).length === 0;
  }

  /** Whether who calls back waits for the object, as for a promise: `this.once('error', cb); this.once('ready', () => cb(null))`. */
  #isWaitOf({ listener, once, target }: Listening, operation: FunctionNode): boolean {
    if (!once || !target || !this.#lifetimes.isThis(unwrapped(target)) || isConstructor(operation)) return false;
    return callsBack(listener, operation, this.#origin);
  }

  #ofObject(
    listening: Listening,
    operation: FunctionNode,
    life: Lifetime,
    { owner, single }: Extract<Recurrence, { how: 'object' }>,
  ): Found | undefined {
    const [closing] = closingsOf(owner, this.#origin);
    if (closing) {
      // The program's own end is seldom an object's affair.
      const isProgram = this.#recurrences.isOnProcess(listening.node) && (single || !isConstructor(operation));
      const isEnd = !closesObject(this.#functionOf(listening), closing.name, this.#origin) && !worksAgain(closing, operation, this.#origin)
        // What ends lets go of it by itself.
        && !/^(close|end|exit|finish)$/.test(this.listenings.eventOf(listening) ?? '');
      // What there is one of in the program is closed with that.
      const isOfProgram = single && isMadeOnce(owner, this.#placeOf, this.#origin);
      return this.#forgottenBy(closing, life === 'longer' && !isProgram && !isOfProgram && isEnd);
    }
    if (single || operation.body.type !== 'BlockStatement') return undefined;
    if (this.#recurrences.isMadePerCall(owner)) return { certain: life === 'longer', fault: { kind: 'never' } };
    return { certain: false, fault: { kind: 'unclosed' } };
  }

  #undoingOf(listening: Listening, operation: FunctionNode, isOfObject: boolean, turn?: Node): Undoing {
    const { identities } = this.listenings;
    // What takes all off elsewhere, at the end of the program, is no help until then.
    const removals = this.listenings.removalsOf(listening).filter(call => isOfObject || call.arguments.length > 0
      || !isCallNamed(call, /^removeAllListeners$/) || isReachedBy(operation, call, this.#origin));
    // Closing what it listens to, for good or before the call is over, ends all that was added to it.
    const closings = this.listenings.closingsOf(listening).filter(call => isOfObject || contains(operation, call));
    const undoing = undoingOf(
      {
        node: listening.node,
        operation,
        undoings: [...removals, ...closings].filter(call => !turn || contains(turn, call)),
        callback: unwrapped(listening.listener),
        spent: listening.once,
        mentions: this.listenings.mentionsOfRoot(listening),
        it: node => node.type === 'Identifier' && !isFunction(listening.listener) && identities.isSame(node, listening.listener),
      },
      this.#origin,
    );
    // Where what it listens to is closed on some paths alone, that is another fault than a listener that nobody takes off.
    if (removals.length > 0) return undoing;
    if (undoing.kind === 'leaks') return { kind: 'done' };
    return undoing.kind === 'outrun' && !this.listenings.settles(listening) ? { kind: 'never' } : undoing;
  }

  /** Whether it harms nobody: it takes itself off soon, or is there already. */
  #isExcused(listening: Listening, undoing: Undoing, operation: FunctionNode): boolean {
    const fn = this.listenings.functionOf(listening);
    if (undoing.kind === 'leaks' && listening.once && isWayOut(undoing.leak, this.#functionOf(listening), this.#origin)) return true;
    const takesItselfOff = undoing.kind === 'itself' || (undoing.kind === 'never' && listening.once);
    if (takesItselfOff && !this.listenings.isSeldom(listening)) return true;
    if (undoing.kind === 'never' && listening.once && this.listenings.settles(listening)) return true;
    if (!listening.facts.distinct) return false;
    if (undoing.kind === 'never' && fn && !executorOf(listening.node, operation, this.#origin) && stopsWork(fn, this.#origin)) return true;
    const given = unwrapped(listening.listener);
    // An arrow function in a field is another one in each object.
    const isOfObject = fn?.parent?.type === 'PropertyDefinition' && isConstructor(operation);
    return !(fn ? contains(operation, fn) || isOfObject : isCall(given) || given.type === 'Identifier');
  }

  /** The function that is added, or what stands for it. */
  readonly #functionOf = (listening: Listening): Node => this.listenings.functionOf(listening) ?? unwrapped(listening.listener);
}
