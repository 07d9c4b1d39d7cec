import {
  ancestors, contains, enclosingClass, enclosingFunction, isCall, isFunction, memberName, unwrapped, within, type ClassNode,
  type FunctionNode, type Node,
} from '../ast.ts';
import { nameOf } from './callers.ts';
import { isConstructor } from './class.ts';
import { closingsOf, returnedClosingsOf } from './closing.ts';
import { isDeadline } from './deadline.ts';
import { callbackOf, handleOf, type Handle } from './handle.ts';
import { Identities } from './identity.ts';
import type { Leak } from './life.ts';
import { executorOf, operationOf } from './operation.ts';
import type { Origin } from './origin.ts';
import type { Place } from './place.ts';
import { Recurrences, type Recurrence } from './recurrence.ts';
import { undoingOf, type Undoing } from './undoing.ts';
import type { Use } from './use.ts';

/** Whether others than its own class call a method. */
function isPublic(operation: FunctionNode): boolean {
  const method = operation.parent as Node | undefined;
  if (method?.type !== 'MethodDefinition') return true;
  const isHidden = method.accessibility === 'private' || method.accessibility === 'protected' || method.key.type === 'PrivateIdentifier';
  return !isHidden && !(method.key.type === 'Identifier' && method.key.name.startsWith('_'));
}

/** The class whose objects are made with a node: that of a field's first value. */
function initialisedIn(node: Node): ClassNode | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return undefined;
    if (at.type === 'PropertyDefinition') return at.static ? undefined : enclosingClass(node);
  }
  return undefined;
}

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
  | { kind: 'forgotten'; closing: string; end: FunctionNode }
  /** A second call overwrites the handle of the first. */
  | { kind: 'restarted' }
  | { kind: 'unclosed' };

type Found = Pick<Overtime, 'certain' | 'fault'> | undefined;

/** Finds the timers that go on when what they are for is over. */
export class Timings {
  readonly #origin: Origin;
  readonly #identities: Identities;
  readonly #recurrences: Recurrences;
  readonly #isHandler: (fn: FunctionNode) => boolean;
  readonly #placeOf: (node: Node) => Place;

  constructor(origin: Origin, placeOf: (node: Node) => Place, isHandler: (fn: FunctionNode) => boolean) {
    this.#origin = origin;
    this.#identities = new Identities(origin);
    this.#recurrences = new Recurrences(origin, placeOf);
    this.#isHandler = isHandler;
    this.#placeOf = placeOf;
  }

  *of(uses: readonly Use<'starts'>[]): Generator<Overtime> {
    for (const use of uses) {
      const { timer } = use.facts.starts;
      const operation = timer && operationOf(use.node, this.#origin, this.#isHandler);
      const owner = operation ? undefined : timer && initialisedIn(use.node);
      if (!operation && !owner) continue;
      const handle = handleOf(use, operation ?? owner ?? use.node, this.#identities, this.#origin);
      if (handle.kept === 'away') continue;
      const found = operation
        ? this.#inOperation(use, handle, operation)
        : owner && handle.stops.length === 0
          ? this.#ofObject(!handle.unref, owner, this.#recurrences.isSingle(owner))
          : undefined;
      if (found) yield { use, handle, ...found };
    }
  }

  #inOperation(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    return use.facts.starts.timer === 'repeats' ? this.#interval(use, handle, operation) : this.#timeout(use, handle, operation);
  }

  #interval(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    const { node } = use;
    const recurrence = this.#recurrences.of(node, operation);
    if (handle.kept === 'field' || handle.kept === 'outside') {
      if (handle.stops.length > 0) return this.#restarted(node, handle, operation, recurrence);
      return this.#unstopped(handle, operation, recurrence);
    }
    const undoing = this.#undoing(use, handle, operation);
    const isStopped = undoing.kind !== 'never' && (undoing.kind !== 'done' || handle.stops.length > 0);
    if (!isStopped) return this.#unstopped(handle, operation, recurrence);
    return recurrence.how === 'once' ? undefined : this.#partly(undoing);
  }

  /** An interval that no call of the file stops. */
  #unstopped(handle: Handle, operation: FunctionNode, recurrence: Recurrence): Found {
    switch (recurrence.how) {
      case 'once': {
        // Guarded against a second start, it goes on when the object is closed all the same.
        const owner = this.#memberOf(operation);
        const [closing] = owner ? closingsOf(owner, this.#origin) : [];
        return closing && { certain: true, fault: { kind: 'forgotten', closing: closing.name, end: closing.fn } };
      }
      case 'call': {
        const owner = this.#memberOf(operation);
        const [closing] = owner ? closingsOf(owner, this.#origin) : returnedClosingsOf(operation, this.#origin);
        if (closing) return { certain: true, fault: { kind: 'forgotten', closing: closing.name, end: closing.fn } };
        return { certain: recurrence.sure, fault: { kind: 'never' } };
      }
      case 'object':
        return this.#ofObject(isConstructor(operation) && !handle.unref, recurrence.owner, recurrence.single);
    }
  }

  #ofObject(isMade: boolean, owner: ClassNode, single: boolean): Found {
    const [closing] = closingsOf(owner, this.#origin);
    if (closing) return { certain: true, fault: { kind: 'forgotten', closing: closing.name, end: closing.fn } };
    if (single) return undefined;
    if (this.#recurrences.isMadePerCall(owner)) return { certain: true, fault: { kind: 'never' } };
    return { certain: isMade, fault: { kind: 'unclosed' } };
  }

  #memberOf(operation: FunctionNode): ClassNode | undefined {
    const method = operation.parent as Node | undefined;
    return method?.type === 'MethodDefinition' || method?.type === 'PropertyDefinition' ? enclosingClass(operation.body) : undefined;
  }

  /** Whether a second call overwrites the handle while the first interval still runs. */
  #restarted(node: Node, handle: Handle, operation: FunctionNode, recurrence: Recurrence): Found {
    if (recurrence.how === 'once' || isConstructor(operation) || this.#stopsFirst(node, handle, operation)) return undefined;
    const restarted = { certain: true, fault: { kind: 'restarted' } } as const;
    if (this.#isCalledAgain(operation, handle)) return restarted;
    if (!isPublic(operation)) return undefined;
    if (recurrence.how === 'call') return { ...restarted, certain: recurrence.sure };
    // What can be stopped can be started again.
    const isStart = /^(start|resume|begin|enable|run)$/.test(nameOf(operation) ?? '');
    return isStart && !recurrence.single && !this.#flags(operation) ? restarted : undefined;
  }

  /** Whether a function stops the timer before it starts it, asks whether there is one, or has a method do either. */
  #stopsFirst(node: Node, { stops, target }: Handle, operation: FunctionNode): boolean {
    if (stops.some(stop => contains(operation, stop) && !this.#isInCallback(stop, operation, node))) return true;
    const name = target && this.#identities.of(target);
    return [...within(operation.body, this.#origin.module.keys)].some(at => {
      if (at.range[0] > node.range[0]) return false;
      if (at.type === 'IfStatement' || at.type === 'ConditionalExpression' || at.type === 'LogicalExpression') {
        const test = at.type === 'LogicalExpression' ? at.left : at.test;
        return [...within(test, this.#origin.module.keys)].some(part => this.#identities.of(part) === name);
      }
      const callee = isCall(at) ? this.#origin.definition(at.callee)?.node : undefined;
      return callee !== undefined && callee !== operation && stops.some(stop => contains(callee, stop));
    });
  }

  /** Whether a method notes down that it was called, so that others may ask. */
  #flags(operation: FunctionNode): boolean {
    return [...within(operation.body, this.#origin.module.keys)].some(
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
    const owner = this.#memberOf(operation);
    const method = operation.parent;
    if (!owner || method.type !== 'MethodDefinition') return false;
    const name = this.#origin.module.sourceOf(method.key);
    return [...within(owner.body, this.#origin.module.keys)].some(at => {
      if (!isCall(at) || at.callee.type !== 'MemberExpression' || at.callee.object.type !== 'ThisExpression') return false;
      if (memberName(at.callee) !== name || contains(operation, at)) return false;
      const caller = [...ancestors(at)].filter(isFunction).findLast(fn => this.#memberOf(fn) === owner);
      if (!caller || isConstructor(caller) || stops.some(stop => contains(caller, stop))) return false;
      return !this.#isStartUp(caller) && !this.#callsStopping(caller, stops);
    });
  }

  #isStartUp(fn: FunctionNode): boolean {
    return this.#placeOf(fn.body).runs === 'once';
  }

  #callsStopping(caller: FunctionNode, stops: readonly Node[]): boolean {
    return [...within(caller.body, this.#origin.module.keys)].some(at => {
      const callee = isCall(at) ? this.#origin.definition(at.callee)?.node : undefined;
      return callee !== undefined && stops.some(stop => contains(callee, stop));
    });
  }

  #timeout(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Found {
    if (handle.kept === 'outside' || (handle.kept === 'field' && handle.stops.length > 0)) return undefined;
    const recurrence = this.#recurrences.of(use.node, operation);
    if (handle.kept === 'field') {
      const owner = this.#memberOf(operation);
      const [closing] = owner ? closingsOf(owner, this.#origin) : [];
      const isOfClosing = closing && (closing.fn === operation || contains(closing.fn, use.node));
      return closing && !isOfClosing ? { certain: true, fault: { kind: 'forgotten', closing: closing.name, end: closing.fn } } : undefined;
    }
    const executor = executorOf(use.node, operation, this.#origin);
    if (recurrence.how === 'once' || !isDeadline(use, executor, operation, this.#origin)) return undefined;
    const undoing = this.#undoing(use, handle, operation);
    if (handle.stops.length === 0)
      return { certain: recurrence.how !== 'call' || recurrence.sure, fault: { kind: 'guard' } };
    return this.#partly(undoing);
  }

  #undoing(use: Use<'starts'>, handle: Handle, operation: FunctionNode): Undoing {
    const [given] = use.node.arguments;
    const callback = callbackOf(use, this.#origin) ?? (given ? unwrapped(given) : use.node);
    const spent = use.facts.starts.timer === 'once';
    const mentions = handle.target?.type === 'Identifier' ? this.#origin.module.bindings.of(handle.target)?.references ?? [] : [];
    const name = handle.target && this.#identities.of(handle.target);
    const it = (node: Node): boolean => name !== undefined && this.#identities.of(node) === name;
    return undoingOf({ node: use.node, operation, undoings: handle.stops, callback, spent, mentions, it }, this.#origin);
  }

  #partly(undoing: Undoing): Found {
    switch (undoing.kind) {
      case 'leaks':
      case 'outrun':
      case 'event':
        return { certain: true, fault: undoing };
      default:
        return undefined;
    }
  }
}
