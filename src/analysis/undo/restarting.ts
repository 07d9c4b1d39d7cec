import {
  ancestors, contains, enclosingFunction, isCall, isFunction, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { callsOnThis, isConstructor, memberOf, methodOf } from '../origin/class.ts';
import type { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { comesAgain, isReopened, runsAtTheEnd } from '../place/again.ts';
import { endsBetween, runsAnew } from '../place/anew.ts';
import { isFirstOnly } from '../place/first-only.ts';
import type { Place } from '../place/place.ts';
import type { Recurrence } from '../place/recurrence.ts';
import { isOfCallback } from './forgetting.ts';
import type { Handle } from './handle.ts';
import { callsStopping } from './rearming.ts';

/** A second call overwrites the handle of the first. */
export interface Restart {
  certain: boolean;
  fault: { kind: 'restarted' };
}

/** Whether others than its own class call a method. */
function isPublic(operation: FunctionNode): boolean {
  const method = methodOf(operation);
  if (method?.type !== 'MethodDefinition') return true;
  const isHidden = method.accessibility === 'private' || method.accessibility === 'protected' || method.key.type === 'PrivateIdentifier';
  return !isHidden && !(method.key.type === 'Identifier' && method.key.name.startsWith('_'));
}

/** What can be stopped can be started again. */
const isStart = (fn: FunctionNode): boolean => /^(start|resume|begin|enable|run)$/.test(nameOf(fn) ?? '');

/** Names of methods that an object is readied by, once. Only a reason for silence. */
const readying = /^_*(open|listen|(when|on)?_?[rR]eady|init|initiali[sz]e|boot|bootstrap|setup|setUp|handshake|on(Module|Application)\w+)$/;
const isReadying = (fn: FunctionNode): boolean => fn.params.length === 0 && readying.test(nameOf(fn) ?? '');

/** Whether a function cannot be called with nothing. */
const needsMore = (fn: FunctionNode): boolean => fn.params.some(({ type }) => type !== 'AssignmentPattern');

/** Tells whether an interval is started again while the one before still runs. */
export class Restarts {
  readonly #origin: Origin;
  readonly #identities: Identities;
  readonly #placeOf: (node: Node) => Place;

  constructor(origin: Origin, identities: Identities, placeOf: (node: Node) => Place) {
    this.#origin = origin;
    this.#identities = identities;
    this.#placeOf = placeOf;
  }

  /** Whether a second call overwrites the handle while the first interval still runs. */
  of(node: Node, handle: Handle, operation: FunctionNode, recurrence: Recurrence): Restart | undefined {
    if (recurrence.how === 'once' || isConstructor(operation) || this.#stopsFirst(node, handle, operation)) return undefined;
    // What need not keep the process alive is mostly there as long as that is.
    const restarted = { certain: !handle.unref, fault: { kind: 'restarted' } } as const;
    const isAgain = this.#isCalledAgain(operation, handle) || this.#isOfReopening(operation, handle) || runsAnew(operation, this.#origin);
    if (isAgain || (isReopened(operation, this.#origin) && !this.#isStoppedInCallback(operation, handle))) return restarted;
    if (!isPublic(operation)) return undefined;
    // Whoever starts and stops an object mostly does so once, but for what each call brings.
    const isOfCall = recurrence.how === 'call' && !recurrence.alike && needsMore(operation);
    const certain = restarted.certain && (isOfCall || comesAgain(operation, this.#origin));
    if (recurrence.how === 'call') return { ...restarted, certain: certain && recurrence.sure };
    return isStart(operation) && !recurrence.single && !this.#flags(operation) ? { ...restarted, certain } : undefined;
  }

  /** Whether a function stops the timer before it starts it, asks whether there is one, or has a method do either. */
  #stopsFirst(node: Node, { stops, target }: Handle, operation: FunctionNode): boolean {
    if (stops.some(stop => contains(operation, stop) && !this.#isInCallback(stop, operation, node))) return true;
    // What it is for has ended by then, and it with that.
    if (stops.some(stop => runsAtTheEnd(stop, operation, this.#origin)) || endsBetween(operation, stops, this.#origin)) return true;
    const name = target && this.#identities.of(target);
    return within(operation.body, this.#origin.module.keys).some(at => {
      if (at.range[0] > node.range[0]) return false;
      if (at.type === 'IfStatement' || at.type === 'ConditionalExpression' || at.type === 'LogicalExpression') {
        const test = at.type === 'LogicalExpression' ? at.left : at.test;
        return within(test, this.#origin.module.keys).some(part => this.#identities.of(part) === name);
      }
      if (at.type === 'CallExpression' && this.#isDenied(at.arguments[0], name)) return true;
      const callee = isCall(at) ? this.#origin.definition(at.callee)?.node : undefined;
      return callee !== undefined && callee !== operation && stops.some(stop => contains(callee, stop));
    });
  }

  /** Whether somebody is told that there is none, as an assertion is: `assert(!this.timer)`, `assert(this.timer == null)`. */
  #isDenied(given: Node | undefined, name: string | undefined): boolean {
    if (given?.type === 'UnaryExpression') return given.operator === '!' && this.#identities.of(given.argument) === name;
    return given?.type === 'BinaryExpression' && /^===?$/.test(given.operator) && this.#identities.of(given.left) === name;
  }

  /** Whether a method notes down that it was called, so that others may ask. */
  #flags(operation: FunctionNode): boolean {
    return within(operation.body, this.#origin.module.keys).some(
      at =>
        at.type === 'AssignmentExpression' &&
        at.left.type === 'MemberExpression' &&
        at.right.type === 'Literal' &&
        typeof at.right.value === 'boolean',
    );
  }

  #isInCallback(stop: Node, operation: FunctionNode, node: Node): boolean {
    const inner = enclosingFunction(stop);
    return inner !== operation && inner !== undefined && (!contains(inner, node) || contains(node, inner));
  }

  /** Whether another method of the class calls this one again without stopping the timer first. */
  #isCalledAgain(operation: FunctionNode, { stops }: Handle): boolean {
    const callers = this.#callersOf(operation);
    const again = callers.filter(caller => {
      if (isConstructor(caller) || stops.some(stop => contains(caller, stop))) return false;
      return !this.#isStartUp(caller) && !callsStopping(caller, stops, this.#origin);
    });
    // A part of the only method that calls it: called twice where that is.
    const [only] = callers;
    if (callers.length === 1 && only && !isPublic(operation)) return again.length > 0 && isStart(only) && !this.#flags(only);
    return again.length > 0;
  }

  /**
   * Whether a method starts it that opens something, and is called again at the end of that: `socket.on('open', () => this.ping())`,
   * `socket.on('close', () => this.connect())`. Nobody stops it in between, as far as one class tells.
   */
  #isOfReopening(operation: FunctionNode, handle: Handle, depth = 0): boolean {
    const { stops, target } = handle;
    const name = target && this.#identities.of(target);
    if (!memberOf(operation) || stops.some(stop => contains(operation, stop)) || this.#isStoppedInCallback(operation, handle)) return false;
    return this.#callsOf(operation).some(([call, caller]) => {
      if (isFirstOnly(call, caller, this.#origin) || callsStopping(caller, stops, this.#origin)) return false;
      const looks = within(caller.body, this.#origin.module.keys).some(at => this.#identities.of(at) === name);
      if (looks || stops.some(stop => runsAtTheEnd(stop, caller, this.#origin))) return false;
      return isReopened(caller, this.#origin) || (depth < 2 && this.#isOfReopening(caller, handle, depth + 1));
    });
  }

  /** Whether a callback of its object stops it, of which nobody knows when it runs. */
  #isStoppedInCallback(operation: FunctionNode, { stops }: Handle): boolean {
    const owner = memberOf(operation);
    return owner !== undefined && stops.some(stop => isOfCallback(stop, owner, this.#origin));
  }

  /** The calls of a method in its class, and the methods that they stand in. */
  #callsOf(operation: FunctionNode): [Node, FunctionNode][] {
    const owner = memberOf(operation);
    const name = nameOf(operation);
    if (!owner || name === undefined) return [];
    return callsOnThis(owner, name, this.#origin.module.keys).flatMap(call => {
      const caller = [...ancestors(call)].filter(isFunction).findLast(fn => memberOf(fn) === owner);
      return caller && caller !== operation ? [[call, caller] as [Node, FunctionNode]] : [];
    });
  }

  /** The methods of a class that call one of it. */
  #callersOf(operation: FunctionNode): FunctionNode[] {
    return [...new Set(this.#callsOf(operation).map(([, caller]) => caller))];
  }

  /** Whether a method runs once, when its object is readied: by its name, or since such methods alone call it. */
  #isStartUp(fn: FunctionNode, depth = 0): boolean {
    if (this.#placeOf(fn.body).runs === 'once' || isReadying(fn)) return true;
    const callers = depth < 3 ? this.#callersOf(fn) : [];
    return callers.length > 0 && callers.every(caller => isConstructor(caller) || this.#isStartUp(caller, depth + 1));
  }
}
