import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingClass, enclosingFunction, isCall, isFunction, isNullish, memberName, unwrapped,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { extendsEmitter } from '../origin/annotated.ts';
import { isModuleLevel, type Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { leadsTo, localCalls, nameOf } from '../origin/callers.ts';
import {
  assignmentsToThis, callsOnThis, declaresField, fieldValues, isConstructor, memberOf, thisOf,
} from '../origin/class.ts';
import { isOfManyEvents } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isOfPrototype } from '../place/constructor.ts';
import { isMade, isMaking } from '../place/making.ts';
import type { Listening } from './listening.ts';
import { isFoundOrMade, isLookedUp } from './looked-up.ts';
import { isInList, isMadeAnew, isOfCall } from './starting.ts';
import { isTidied, isTakenOffBeside } from './taking-off.ts';

/** How long something lives, seen from the call that uses it. */
export type Lifetime =
  /** Made by the call itself, or for it alone: its request, its own stream. */
  | 'call'
  /** As long as the object whose method uses it, which made it. */
  | 'object'
  /** Longer than the call: the caller's, another object's, or everybody's. */
  | 'longer'
  /** Nobody knows. */
  | 'unknown';

/** The strongest first. */
const order: readonly Lifetime[] = ['longer', 'object', 'unknown', 'call'];

/** Tells how long the target of a listener lives. */
export class Lifetimes {
  readonly #origin: Origin;
  readonly #isHandler: (fn: FunctionNode) => boolean;
  #depth = 0;
  #isAwaited = false;

  constructor(origin: Origin, isHandler: (fn: FunctionNode) => boolean) {
    this.#origin = origin;
    this.#isHandler = isHandler;
  }

  /** How long what a listener is put on lives, for the function that carries out the operation, and may wait for its end. */
  ofTarget(listening: Listening, operation: FunctionNode, isAwaited: boolean): Lifetime {
    this.#isAwaited = isAwaited;
    const { target, event, facts, node } = listening;
    if (!target) return 'longer';
    if (isOfPrototype(unwrapped(target), this.#origin)) return 'object';
    const isSignal = facts.distinct === true && event?.type === 'Literal' && event.value === 'abort';
    const life = this.#of(target, operation, isSignal, node);
    if (life === 'unknown' && isTidied(unwrapped(target), operation, this.#origin)) return 'longer';
    const isOpen = life === 'unknown' || (life === 'call' && !this.#isHandler(operation) && !this.#origin.factsOf(target));
    return isOpen && isTakenOffBeside(listening, operation, this.#origin) ? 'longer' : life;
  }

  #of(expression: Node, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const node = bare(expression);
    if (this.#depth > 6) return 'unknown';
    this.#depth += 1;
    try {
      if (this.#origin.factsOf(node)?.emits?.shared || (this.#isAwaited && isLookedUp(node, operation, this.#origin))) return 'longer';
      return this.#ofNode(node, operation, isSignal, use);
    } finally {
      this.#depth -= 1;
    }
  }

  #ofNode(node: Node, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const again = (part: Node): Lifetime => this.#of(part, operation, isSignal, use);
    switch (node.type) {
      case 'Identifier':
        return this.#ofName(node, operation, isSignal, use);
      case 'ThisExpression':
        return enclosingClass(node) ? 'object' : isOfManyEvents(node, this.#origin) ? 'longer' : 'call';
      case 'MemberExpression':
        return this.#ofMember(node, operation, isSignal, use);
      case 'LogicalExpression':
        return strongest([again(node.left), again(node.right)]);
      case 'ConditionalExpression':
        return strongest([again(node.consequent), again(node.alternate)]);
      case 'AssignmentExpression':
        return node.operator === '=' ? again(node.right) : again(node.left);
      case 'CallExpression':
        return this.#ofCall(node, operation, isSignal, use);
      default:
        return 'call';
    }
  }

  #ofName(name: T.Identifier, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding) return 'call';
    switch (binding.kind) {
      case 'import':
      case 'class':
        return 'longer';
      case 'parameter':
        return this.#ofParameter(name, binding, operation, isSignal);
      case 'variable':
        return this.#ofVariable(binding, operation, isSignal, use);
      default:
        return 'call';
    }
  }

  #ofVariable(binding: Binding, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const inside = contains(operation, binding.declared);
    const writes = binding.writes.filter(write => !isNullish(write));
    if (!inside) {
      // Made anew by the very function that listens to it, or what that is handed.
      const isOwn = (value: Node): boolean => isMaking(value) || this.#isParameter(value) || isOfCall(value, operation, this.#origin);
      const given = writes.find(write => contains(operation, write) && isOwn(bare(write)));
      if (given) return isMaking(bare(given)) ? 'call' : this.#of(given, operation, isSignal, use);
      const [only] = isModuleLevel(binding) && !binding.reassigned ? writes : [];
      const required = only && bare(only);
      if (required && /^(Literal|TemplateLiteral|ArrowFunctionExpression|FunctionExpression)$/.test(required.type)) return 'call';
      return 'longer';
    }
    const loop = binding.node.type === 'VariableDeclarator' ? binding.node.parent.parent : undefined;
    if (loop?.type === 'ForOfStatement') return this.#of(loop.right, operation, isSignal, use);
    if (isFoundOrMade(binding, operation, use, this.#origin)) return 'longer';
    // What is taken out of something lives as long as that.
    return strongest(
      writes.map(write => {
        const value = bare(write);
        const owner = value.type === 'ThisExpression' && binding.declared.parent.type === 'Property' ? enclosingClass(value) : undefined;
        return owner ? this.#ofField(owner, binding.name, operation, use) : this.#of(value, operation, isSignal, use);
      }),
    );
  }

  #isParameter(node: Node): boolean {
    return node.type === 'Identifier' && this.#origin.module.bindings.of(node)?.kind === 'parameter';
  }

  #ofParameter(name: T.Identifier, binding: Binding, operation: FunctionNode, isSignal: boolean): Lifetime {
    const fn = [...ancestors(binding.declared)].find(isFunction);
    if (!fn) return 'call';
    // The function around has long returned, or goes on for as long as a connection.
    if (fn !== operation && contains(fn, operation))
      return isInList(operation) && enclosingFunction(operation) === fn ? this.#ofParameter(name, binding, fn, isSignal) : 'longer';
    if (this.#isHandler(fn)) return 'call';
    if (isSignal) return 'longer';
    const around = fn.parent as Node | undefined;
    // What a callback is given is its caller's own affair.
    if (isCall(around) && around.arguments.includes(fn as never)) return 'call';
    const path = this.#origin.of(name);
    if (path !== undefined) return this.#origin.factsOf(name)?.emits ? this.#passedTo(binding, fn, operation) ?? 'longer' : 'call';
    if (extendsEmitter(binding, this.#origin)) return 'longer';
    const passed = this.#passedTo(binding, fn, operation);
    const owner = passed ? undefined : memberOf(fn);
    // Others may call the method too; its own class tells what it is for.
    const own = owner && callsOnThis(owner, nameOf(fn) ?? '', this.#origin.module.keys);
    return passed ?? (own && this.#passedTo(binding, fn, operation, own) === 'call' ? 'call' : 'unknown');
  }

  /** Where every call of a function is in its own file: what they pass. */
  #passedTo(binding: Binding, fn: FunctionNode, operation: FunctionNode, all = localCalls(fn, this.#origin)): Lifetime | undefined {
    const index = fn.params.findIndex(parameter => parameter === binding.declared);
    const calls = index < 0 ? undefined : all;
    if (!calls?.length) return undefined;
    const passed = calls.map(call => {
      const argument = call.arguments[index];
      const caller = [...ancestors(call)].find(isFunction);
      return argument && caller && (caller !== operation || this.#isAwaited) ? this.#of(argument, caller, false, call) : 'unknown';
    });
    return strongest(passed);
  }

  #ofMember(node: T.MemberExpression, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const object = unwrapped(node.object);
    const owner = this.isThis(object) ? enclosingClass(object) : undefined;
    // An object that holds a request is of that request as well.
    if (owner && this.#origin.factsOf(node)?.serves) return 'call';
    // What is looked up in a table may be of one call, or of all.
    if (node.computed && memberName(node) === undefined) return 'unknown';
    if (owner) return this.#ofField(owner, memberName(node), operation, use);
    if (object.type === 'Identifier' && !this.#origin.module.bindings.of(object) && object.name === 'globalThis') return 'longer';
    if (isMadeAnew(node, operation, this.#origin)) return 'call';
    return this.#of(object, operation, isSignal, use);
  }

  /** `this`, and `const self = this`. */
  isThis = (node: Node): boolean => thisOf(node, this.#origin.module.bindings) !== undefined;

  #ofField(owner: ClassNode, name: string | undefined, operation: FunctionNode, use: Node): Lifetime {
    if (name === undefined) return 'longer';
    const assignments = assignmentsToThis(owner, this.#origin.module.keys).filter(({ left }) => memberName(left) === name);
    const made = assignments.filter(({ right }) => isMade(bare(right), this.#origin) || this.#isOfOwn(bare(right), owner, operation, use));
    // `this.engine = engine` right before, here or where this method is called: what it is given.
    const givenBy = (right: Node): FunctionNode | undefined => {
      const fn = contains(operation, right) ? operation : enclosingFunction(right);
      const isNear = bare(right).type === 'Identifier' && fn && !isConstructor(fn)
        && (fn === operation || leadsTo(fn, operation, this.#origin));
      return isNear ? fn : undefined;
    };
    const given = assignments.find(({ right }) => givenBy(right));
    if (given && made.length === 0) return this.#of(given.right, givenBy(given.right) ?? operation, false, use);
    if (made.length === 0 && assignments.some(({ right }) => this.#isHandedRequest(bare(right), operation))) return 'call';
    const makers = made.map(assignment => [...ancestors(assignment)].filter(isFunction).at(-1));
    // Made anew by the method that listens to it, or by the one that calls that method.
    const renewing = made.some(assignment => contains(operation, assignment) && !isConstructor(operation));
    if (renewing || makers.some(maker => maker && !isConstructor(maker) && leadsTo(maker, operation, this.#origin))) return 'call';
    if (made.length > 0) return 'object';
    const values = [...fieldValues(owner, name, this.#origin.module.keys)];
    if (values.some(value => isMaking(bare(value)) && !assignments.some(({ right }) => right === value))) return 'object';
    if (contains(operation, use) && values.some(isFunction)) return 'unknown';
    // Nobody says where it comes from: it may be the object's own.
    return values.length > 0 || declaresField(owner, name) ? 'longer' : 'unknown';
  }

  /** Whether a value is a part of what another field holds, and the object made: `this.output = this.child.stdout`. */
  #isOfOwn(node: Node, owner: ClassNode, operation: FunctionNode, use: Node): boolean {
    const object = node.type === 'MemberExpression' ? bare(node.object) : node;
    if (object.type !== 'MemberExpression' || this.#depth > 6) return false;
    if (!this.isThis(unwrapped(object.object))) return this.#isOfOwn(object, owner, operation, use);
    this.#depth += 1;
    const life = this.#ofField(owner, memberName(object), operation, use);
    this.#depth -= 1;
    return life === 'object' || life === 'call';
  }

  /** Whether a constructor of this file is only ever handed what is of one call. */
  #isHandedRequest(given: Node, operation: FunctionNode): boolean {
    const binding = given.type === 'Identifier' ? this.#origin.module.bindings.of(given) : undefined;
    const maker = binding?.kind === 'parameter' ? enclosingFunction(given) : undefined;
    return binding && maker && isConstructor(maker) ? this.#passedTo(binding, maker, operation) === 'call' : false;
  }

  #ofCall(call: T.CallExpression, operation: FunctionNode, isSignal: boolean, use: Node): Lifetime {
    const receiver = receiverOf(call);
    // An emitter gives itself.
    if (receiver && /^(on|once|addListener|prependListener|setMaxListeners)$/.test(memberName(call.callee as T.MemberExpression) ?? ''))
      return this.#of(receiver, operation, isSignal, use);
    const definition = this.#origin.definition(call.callee);
    if (!isFunction(definition?.node) || definition.origin !== this.#origin || definition.node.async) return 'call';
    const maker = definition.node;
    // A getter of the project: what is kept is shared.
    const given = this.#origin.returned(maker).map(value => bare(value));
    const isMadeBy = (value: Node): boolean => isMaking(value) && !(this.#isAwaited && isLookedUp(value, maker, this.#origin));
    return strongest(given.map(node => (isMadeBy(node) ? 'call' : this.#of(node, maker, isSignal, use))));
  }
}

const strongest = (lives: readonly Lifetime[]): Lifetime => order.find(life => lives.includes(life)) ?? 'call';
