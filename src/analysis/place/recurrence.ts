import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingClass, enclosingFunction, isCall, isCallNamed, isFunction, isKey, isLoop, memberName,
  propertyName, stringOf, unwrapped, within, type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import { assignmentsToThis, callsOnThis, isConstructor, memberOf, methodOf } from '../origin/class.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { variesPerCall } from '../origin/variation.ts';
import { comesAgain, listensPerTurn } from './again.ts';
import { runsAnew } from './anew.ts';
import { isFirstOnly } from './first-only.ts';
import { isSingle } from './lone.ts';
import { isMemoised, isWithinMemoised } from './memo.ts';
import { executorOf } from './operation.ts';
import { isOfOperation } from './passing.ts';
import type { Place } from './place.ts';
import { waitsForEnd } from './shutdown.ts';
import { listensToMuch, onlyRegisters } from './wiring.ts';

/** How often something is done, as far as one file tells. */
export type Recurrence =
  /** When the program starts, and never again. */
  | { how: 'once' }
  /** With every call; `sure` where more tells so than no reason to think otherwise; `alike` where it uses nothing of the call. */
  | { how: 'call'; sure: boolean; alike?: true }
  /** With every object of a class; `single` where there is but one. */
  | { how: 'object'; owner: ClassNode; single: boolean };

/** Names of functions that register something for good. Only a reason for silence. */
const registering = new RegExp([
  /^_?(register|install|attach|bind|mount|serve|wire|hook|instrument|apply|use|trap|prepare)(?![a-z])/,
  /^(load|configure|initialize|boot|bootstrap)$/,
  /^(plugin|main|default|exports|graceful\w*|handle\w*(Signals?|Shutdown|Exit)|shutdown|exitHandler)(?![a-z])/,
].map(({ source }) => source).join('|'));
/** Names of functions that may do so where nothing they add depends on what they are called with. */
const adding =
  /^(create|make|build|add|on|load|monitor|enable|listen|with|log|track|watch|subscribe|observe|handle|follow|collect|report)(?![a-z])/;

/** Tells how often something is done. */
export class Recurrences {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;

  constructor(origin: Origin, placeOf: (node: Node) => Place) {
    this.#origin = origin;
    this.#placeOf = placeOf;
  }

  /** How often a node runs that is part of the operation of a function. */
  of(node: Node, operation: FunctionNode | undefined): Recurrence {
    if (!operation) return { how: 'once' };
    const isFirst = isFirstOnly(node, operation, this.#origin) && !this.#isResumed(node, operation);
    if (isFirst || isWithinMemoised(node, operation, this.#origin)) return { how: 'once' };
    const place = this.#placeOf(node);
    if (runsAnew(operation, this.#origin)) return { how: 'call', sure: true };
    if (!place.handler && waitsForEnd(node, operation, this.#origin)) return { how: 'once' };
    if (place.handler || this.#isOfWait(node, operation, place)) return { how: 'call', sure: true };
    const owner = enclosingClass(operation.body);
    const method = methodOf(operation);
    if (owner && method && !method.static) return this.#ofMember(node, operation, owner, method);
    const calls = localCalls(operation, this.#origin);
    const callers = (calls ?? []).filter(call => !contains(operation, call));
    if (callers.some(call => this.#placeOf(call).handler)) return { how: 'call', sure: true };
    if (comesAgain(operation, this.#origin)) return { how: 'call', sure: true };
    if (place.runs === 'once' || (callers.length > 0 && callers.every(call => !enclosingFunction(call)))) return { how: 'once' };
    if (isMemoised(operation, this.#origin) || this.#isStartingCallback(operation)) return { how: 'once' };
    const name = nameOf(operation) ?? 'default';
    const [isHook, onProcess] = [onlyRegisters(node, operation), this.isOnProcess(node)];
    if (listensPerTurn(node, operation, this.#origin)) return { how: 'call', sure: false };
    const isOfCall = this.#isOfCall(node, operation);
    if (listensToMuch(node, this.#origin)) return { how: 'call', sure: false };
    if (this.#waits(node) && !onProcess) return isOfCall ? { how: 'call', sure: true } : { how: 'call', sure: true, alike: true };
    if (!isOfCall) {
      if (onProcess || isHook || registering.test(name) || adding.test(name)) return { how: 'once' };
      return { how: 'call', sure: operation.params.length > 0 && !isCall(operation.parent), alike: true };
    }
    if (onProcess) return isHook ? { how: 'once' } : { how: 'call', sure: this.#waits(node) && !this.#endsProgram(node) };
    return { how: 'call', sure: !isCall(operation.parent) && !registering.test(name) };
  }

  /** Whether a node is part of a promise that is made by hand; what starts the program, `start()`, makes one of all that it does. */
  #isOfWait(node: Node, operation: FunctionNode, { runs }: Place): boolean {
    const executor = executorOf(node, operation, this.#origin);
    if (!executor || isConstructor(operation)) return false;
    const settlers = [executor.resolve, executor.reject].flatMap(binding => binding?.references ?? []);
    return runs !== 'once' || operation.params.length > 0 || settlers.some(reference => contains(node, reference));
  }

  /** Whether a method waits for something, and another one takes back the flag that it sets: `pause()` and `resume()`. */
  #isResumed(node: Node, operation: FunctionNode): boolean {
    const owner = executorOf(node, operation, this.#origin) && memberOf(operation);
    const flags = owner ? assignmentsToThis(owner, this.#origin.module.keys) : [];
    const valueOf = ({ right }: T.AssignmentExpression): unknown => (right.type === 'Literal' ? right.value : undefined);
    return flags.some(set => contains(operation, set) && valueOf(set) === true && flags.some(reset =>
      !contains(operation, reset) && valueOf(reset) === false && memberName(reset.left) === memberName(set.left)
        && !isConstructor(enclosingFunction(reset))));
  }

  /** A callback of the module itself that runs when something has started: `mongoose.connect(url).then(() => …)`. */
  #isStartingCallback({ parent }: FunctionNode): boolean {
    return isCallNamed(parent, /^(then|catch|finally|listen|connect|ready|once|register|after|use|nextTick|setTimeout|setImmediate)$/);
  }

  #ofMember(node: Node, operation: FunctionNode, owner: ClassNode, method: T.MethodDefinition | T.PropertyDefinition): Recurrence {
    const isMaker = method.type === 'MethodDefinition' && method.kind === 'constructor';
    if (isMaker) return { how: 'object', owner, single: isSingle(owner, this.#placeOf, this.#origin) };
    if (comesAgain(operation, this.#origin)) return { how: 'call', sure: true };
    if (this.#placeOf(node).runs === 'once' || this.#onlyByConstructor(operation, owner, method))
      return { how: 'object', owner, single: isSingle(owner, this.#placeOf, this.#origin) };
    const name = nameOf(operation) ?? '';
    const onProcess = this.isOnProcess(node);
    if (onProcess) return { how: 'call', sure: this.#isOfCall(node, operation) && this.#waits(node) && !this.#endsProgram(node) };
    const isOfCall = this.#isOfCall(node, operation);
    if (listensToMuch(node, this.#origin)) return { how: 'call', sure: false };
    if (this.#waits(node)) return isOfCall ? { how: 'call', sure: true } : { how: 'call', sure: true, alike: true };
    if (isOfCall) return { how: 'call', sure: !registering.test(name) };
    return { how: 'call', sure: !registering.test(name) && !adding.test(name) && !onlyRegisters(node, operation), alike: true };
  }

  /** Whether a method is only called by the constructor or by methods that start the object. */
  #onlyByConstructor(
    operation: FunctionNode,
    owner: ClassNode,
    method: T.MethodDefinition | T.PropertyDefinition,
    depth = 0,
  ): boolean {
    const name = propertyName(method.key, method.computed);
    const calls = name === undefined ? [] : callsOnThis(owner, name, this.#origin.module.keys);
    return this.#onlyByMaker(name, owner, method) || (
      calls.length > 0 &&
      calls.every(call => {
        const caller = [...ancestors(call)].filter(isFunction).findLast(fn => enclosingClass(fn.body) === owner);
        const member = caller && methodOf(caller);
        if (!caller || caller === operation || this.#placeOf(call).handler) return false;
        if (isConstructor(caller) || this.#placeOf(call).runs === 'once') return true;
        return depth < 3 && member?.type === 'MethodDefinition' && this.#onlyByConstructor(caller, owner, member, depth + 1);
      })
    );
  }

  /** Whether a private method is only called on an object that was just made: `static open() { const it = new Log(); it.start(); }`. */
  #onlyByMaker(name: string | undefined, owner: ClassNode, method: T.MethodDefinition | T.PropertyDefinition): boolean {
    if (name === undefined || (method.accessibility !== 'private' && method.key.type !== 'PrivateIdentifier')) return false;
    const calls = this.#origin.module.callsNamed?.(name) ?? [];
    return calls.length > 0 && calls.every(call => {
      const receiver = receiverOf(call);
      const binding = receiver?.type === 'Identifier' ? this.#origin.module.bindings.of(receiver) : undefined;
      return contains(owner, call) && binding?.kind === 'variable'
        && binding.writes.every(write => write.type === 'NewExpression' && calledName(write) === owner.id?.name);
    });
  }

  /** Whether an object of a class is made by calls of this file. */
  isMadePerCall(owner: ClassNode): boolean {
    const binding = owner.id ? this.#origin.module.bindings.of(owner.id) : undefined;
    return (binding?.references ?? []).some(({ parent }) =>
      parent.type === 'NewExpression' && (this.#placeOf(parent).handler !== undefined || isOfOperation(parent, this.#origin)));
  }

  /** Whether the operation goes on behind the node: it awaits something, or makes a promise of it. */
  #waits(node: Node): boolean {
    const fn = enclosingFunction(node);
    if (!fn) return false;
    return within(fn.body, this.#origin.module.keys, inner => isFunction(inner)).some(at => {
      if (at.range[0] < node.range[1]) return at.type === 'AwaitExpression' && contains(at, node) && at.range[0] > fn.range[0];
      if (at.type === 'AwaitExpression') return true;
      if (isLoop(at)) return at.type === 'ForOfStatement' && at.await;
      return isCall(at) && /^(then|finally|catch)$/.test(calledName(at) ?? '');
    });
  }

  /** Whether the node depends on what its operation was called with, so that each call adds another. */
  #isOfCall(node: Node, operation: FunctionNode): boolean {
    return this.#captures(node, isCall(node) ? unwrapped(node.callee) : node, operation, new Set());
  }

  /** Whether a node speaks of the parameters and variables of a function, also through functions that it names. */
  #captures(node: Node, except: Node, operation: FunctionNode, seen: Set<Binding>): boolean {
    return within(node, this.#origin.module.keys).some(at => {
      if (at.type !== 'Identifier' || contains(except, at) || isKey(at)) return false;
      const binding = this.#origin.module.bindings.of(at);
      if (!binding || seen.has(binding) || !contains(operation, binding.declared) || contains(node, binding.declared)) return false;
      if (binding.declared === operation.id) return false;
      seen.add(binding);
      const [value] = binding.kind === 'function' ? [binding.node] : binding.writes;
      if (isFunction(value) && binding.kind !== 'parameter') return this.#captures(value, except, operation, seen);
      return binding.kind === 'parameter' || (binding.kind === 'variable' && !this.#isAlways(binding));
    });
  }

  /** Whether a variable of a function holds the same at each call: `const { limits } = config`, `let event = 'order';`. */
  #isAlways({ writes }: Binding): boolean {
    return writes.length > 0 && writes.every(write => {
      const value = bare(write);
      if (value.type === 'ThisExpression' || stringOf(value) !== undefined) return true;
      return (value.type === 'MemberExpression' || value.type === 'Identifier') && !variesPerCall(value, this.#origin);
    });
  }

  /** Whether a listener ends the program, so that there is nothing left to leak. */
  #endsProgram(node: Node): boolean {
    const parts = within(node, this.#origin.module.keys);
    return this.#ends(parts) || parts.some(at => {
      const callee = at.type === 'CallExpression' && at.callee.type === 'Identifier' ? at.callee : undefined;
      const fn = callee && this.#origin.definition(callee)?.node;
      return isFunction(fn) && this.#ends(within(fn.body, this.#origin.module.keys));
    });
  }

  #ends(nodes: readonly Node[]): boolean {
    return nodes.some(at => isCall(at) && this.#origin.factsOfCall(at)?.ends === true);
  }

  /** Whether a listener is put on what there is one of in a program: the process, and its streams. */
  isOnProcess(node: Node): boolean {
    const callee = isCall(node) ? unwrapped(node.callee) : undefined;
    const object = callee?.type === 'MemberExpression' ? unwrapped(callee.object) : undefined;
    const path = object && this.#origin.of(object.type === 'MemberExpression' ? rootOf(object) : object);
    return path !== undefined && /^:?\w+:?$/.test(path) && this.#origin.module.catalogue.get(path)?.emits?.shared === true;
  }
}
