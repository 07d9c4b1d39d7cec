import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingClass, enclosingFunction, isCall, isFunction, isNullish, memberName, unwrapped,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { extendsEmitter } from '../origin/annotated.ts';
import { isModuleLevel, type Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { leadsTo, localCalls, nameOf } from '../origin/callers.ts';
import { assignmentsToThis, callsOnThis, declaresField, fieldValues, isConstructor, memberOf, thisOf } from '../origin/class.ts';
import { isOfManyEvents } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isOfPrototype } from '../place/constructor.ts';
import { isMade, isMaking } from '../place/making.ts';
import type { Listening } from './listening.ts';
import { isFoundOrMade, isLookedUp, isMadeWhereMissing } from './looked-up.ts';
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

/** A use of the target: of a signal, or to wait for one of several ends, so that something is left where another comes. */
interface Asked {
  use: Node;
  isSignal: boolean;
  isAwaited: boolean;
}

/** Tells how long the target of a listener lives. */
export class Lifetimes {
  readonly #origin: Origin;
  readonly #isHandler: (fn: FunctionNode) => boolean;
  #depth = 0;

  constructor(origin: Origin, isHandler: (fn: FunctionNode) => boolean) {
    this.#origin = origin;
    this.#isHandler = isHandler;
  }

  /** How long what a listener is put on lives, for the function that carries out the operation, and may wait for its end. */
  ofTarget(listening: Listening, operation: FunctionNode, isAwaited: boolean): Lifetime {
    const { target, event, facts, node } = listening;
    if (!target) return 'longer';
    if (isOfPrototype(unwrapped(target), this.#origin)) return 'object';
    const isSignal = facts.distinct === true && event?.type === 'Literal' && event.value === 'abort';
    const life = this.#of(target, operation, { use: node, isSignal, isAwaited });
    if (life === 'unknown' && isTidied(unwrapped(target), operation, this.#origin)) return 'longer';
    const isOpen = life === 'unknown' || (life === 'call' && !this.#isHandler(operation) && !this.#origin.factsOf(target));
    return isOpen && isTakenOffBeside(listening, operation, this.#origin) ? 'longer' : life;
  }

  #of(expression: Node, operation: FunctionNode, asked: Asked): Lifetime {
    const node = bare(expression);
    if (this.#depth > 6) return 'unknown';
    this.#depth += 1;
    try {
      if (this.#origin.factsOf(node)?.emits?.shared || (asked.isAwaited && isLookedUp(node, operation, this.#origin))) return 'longer';
      return this.#ofNode(node, operation, asked);
    } finally {
      this.#depth -= 1;
    }
  }

  #ofNode(node: Node, operation: FunctionNode, asked: Asked): Lifetime {
    const again = (part: Node): Lifetime => this.#of(part, operation, asked);
    switch (node.type) {
      case 'Identifier':
        return this.#ofName(node, operation, asked);
      case 'ThisExpression':
        return enclosingClass(node) ? 'object' : isOfManyEvents(node, this.#origin) ? 'longer' : 'call';
      case 'MemberExpression':
        return this.#ofMember(node, operation, asked);
      case 'LogicalExpression':
        return strongest([again(node.left), again(node.right)]);
      case 'ConditionalExpression':
        return strongest([again(node.consequent), again(node.alternate)]);
      case 'AssignmentExpression':
        return node.operator === '=' ? again(node.right) : again(node.left);
      case 'CallExpression':
        return this.#ofCall(node, operation, asked);
      default:
        return 'call';
    }
  }

  #ofName(name: T.Identifier, operation: FunctionNode, asked: Asked): Lifetime {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding) return 'call';
    switch (binding.kind) {
      case 'import':
      case 'class':
        return 'longer';
      case 'parameter':
        return this.#ofParameter(name, binding, operation, asked);
      case 'variable':
        return this.#ofVariable(binding, operation, asked);
      default:
        return 'call';
    }
  }

  #ofVariable(binding: Binding, operation: FunctionNode, asked: Asked): Lifetime {
    const inside = contains(operation, binding.declared);
    const writes = binding.writes.filter(write => !isNullish(write));
    if (!inside) {
      // Made anew by the very function that listens to it, or what that is handed.
      const isGiven = (value: Node): boolean => value.type === 'Identifier' && this.#origin.module.bindings.of(value)?.kind === 'parameter';
      const isOwn = (value: Node): boolean => isMaking(value) || isGiven(value) || isOfCall(value, operation, this.#origin);
      const given = writes.find(write => contains(operation, write) && isOwn(bare(write)) && !isMadeWhereMissing(write, binding));
      if (given) return isMaking(bare(given)) ? 'call' : this.#of(given, operation, asked);
      const [only] = isModuleLevel(binding) && !binding.reassigned ? writes : [];
      const required = only && bare(only);
      if (required && /^(Literal|TemplateLiteral|ArrowFunctionExpression|FunctionExpression)$/.test(required.type)) return 'call';
      return 'longer';
    }
    const loop = binding.node.type === 'VariableDeclarator' ? binding.node.parent.parent : undefined;
    if (loop?.type === 'ForOfStatement') return this.#of(loop.right, operation, asked);
    if (isFoundOrMade(binding, operation, asked.use, this.#origin)) return 'longer';
    // What is taken out of something lives as long as that.
    return strongest(
      writes.map(write => {
        const value = bare(write);
        const owner = value.type === 'ThisExpression' && binding.declared.parent.type === 'Property' ? enclosingClass(value) : undefined;
        return owner ? this.#ofField(owner, binding.name, operation, asked) : this.#of(value, operation, asked);
      }),
    );
  }

  #ofParameter(name: T.Identifier, binding: Binding, operation: FunctionNode, asked: Asked): Lifetime {
    const fn = [...ancestors(binding.declared)].find(isFunction);
    if (!fn) return 'call';
    // The function around has long returned, or goes on for as long as a connection.
    if (fn !== operation && contains(fn, operation))
      return isInList(operation) && enclosingFunction(operation) === fn ? this.#ofParameter(name, binding, fn, asked) : 'longer';
    if (this.#isHandler(fn)) return 'call';
    if (asked.isSignal) return 'longer';
    const around = fn.parent as Node | undefined;
    // What a callback is given is its caller's own affair.
    if (isCall(around) && around.arguments.includes(fn as never)) return 'call';
    const path = this.#origin.of(name);
    if (path !== undefined) return this.#origin.factsOf(name)?.emits ? this.#passedTo(binding, fn, operation, asked) ?? 'longer' : 'call';
    if (extendsEmitter(binding, this.#origin)) return 'longer';
    const passed = this.#passedTo(binding, fn, operation, asked);
    const owner = passed ? undefined : memberOf(fn);
    // Others may call the method too; its own class tells what it is for.
    const own = owner && callsOnThis(owner, nameOf(fn) ?? '', this.#origin.module.keys);
    return passed ?? (own && this.#passedTo(binding, fn, operation, asked, own) === 'call' ? 'call' : 'unknown');
  }

  /** Where every call of a function is in its own file: what they pass. */
  #passedTo({ declared }: Binding, fn: FunctionNode, operation: FunctionNode, { isAwaited }: Asked, all = localCalls(fn, this.#origin)) {
    const index = fn.params.findIndex(parameter => parameter === declared);
    if (index < 0 || !all?.length) return undefined;
    const passed = all.map(call => {
      const argument = call.arguments[index];
      const caller = [...ancestors(call)].find(isFunction);
      const asked = { use: call, isSignal: false, isAwaited };
      return argument && caller && (caller !== operation || isAwaited) ? this.#of(argument, caller, asked) : 'unknown';
    });
    return strongest(passed);
  }

  #ofMember(node: T.MemberExpression, operation: FunctionNode, asked: Asked): Lifetime {
    const object = unwrapped(node.object);
    const owner = this.isThis(object) ? enclosingClass(object) : undefined;
    // An object that holds a request is of that request as well.
    if (owner && this.#origin.factsOf(node)?.serves) return 'call';
    // What is looked up in a table may be of one call, or of all.
    if (node.computed && memberName(node) === undefined) return 'unknown';
    if (owner) return this.#ofField(owner, memberName(node), operation, asked);
    if (object.type === 'Identifier' && !this.#origin.module.bindings.of(object) && object.name === 'globalThis') return 'longer';
    if (isMadeAnew(node, operation, this.#origin)) return 'call';
    return this.#of(object, operation, asked);
  }

  /** `this`, and `const self = this`. */
  isThis = (node: Node): boolean => thisOf(node, this.#origin.module.bindings) !== undefined;

  #ofField(owner: ClassNode, name: string | undefined, operation: FunctionNode, asked: Asked): Lifetime {
    if (name === undefined) return 'longer';
    const assignments = assignmentsToThis(owner, this.#origin.module.keys).filter(({ left }) => memberName(left) === name);
    const isOwn = (value: Node): boolean => isMade(value, this.#origin) || this.#isOfOwn(value, owner, operation, asked);
    const made = assignments.filter(({ right }) => isOwn(bare(right)));
    // `this.engine = engine` right before, here or where this method is called: what it is given.
    const givenBy = (right: Node): FunctionNode | undefined => {
      const fn = contains(operation, right) ? operation : enclosingFunction(right);
      const isNear = bare(right).type === 'Identifier' && fn && !isConstructor(fn)
        && (fn === operation || leadsTo(fn, operation, this.#origin));
      return isNear ? fn : undefined;
    };
    const given = assignments.find(({ right }) => givenBy(right));
    if (given && made.length === 0) return this.#of(given.right, givenBy(given.right) ?? operation, { ...asked, isSignal: false });
    if (made.length === 0 && assignments.some(({ right }) => this.#isHandedRequest(bare(right), operation, asked))) return 'call';
    const makers = made.map(assignment => [...ancestors(assignment)].filter(isFunction).at(-1));
    // Made anew by the method that listens to it, or by the one that calls that method.
    const renewing = made.some(assignment => contains(operation, assignment) && !isConstructor(operation));
    if (renewing || makers.some(maker => maker && !isConstructor(maker) && leadsTo(maker, operation, this.#origin))) return 'call';
    if (made.length > 0) return 'object';
    const values = [...fieldValues(owner, name, this.#origin.module.keys)];
    if (values.some(value => isMaking(bare(value)) && !assignments.some(({ right }) => right === value))) return 'object';
    if (contains(operation, asked.use) && values.some(isFunction)) return 'unknown';
    // Nobody says where it comes from: it may be the object's own, but for what has the name of a request.
    if (/^_?(req(uest)?|res(ponse)?)$/.test(name)) return 'call';
    return values.length > 0 || declaresField(owner, name) ? 'longer' : 'unknown';
  }

  /** Whether a value is a part of what another field holds, and the object made: `this.output = this.child.stdout`. */
  #isOfOwn(node: Node, owner: ClassNode, operation: FunctionNode, asked: Asked): boolean {
    const object = node.type === 'MemberExpression' ? bare(node.object) : node;
    if (object.type !== 'MemberExpression' || this.#depth > 6) return false;
    if (!this.isThis(unwrapped(object.object))) return this.#isOfOwn(object, owner, operation, asked);
    this.#depth += 1;
    const life = this.#ofField(owner, memberName(object), operation, asked);
    this.#depth -= 1;
    return life === 'object' || life === 'call';
  }

  /** Whether a constructor of this file is only ever handed what is of one call. */
  #isHandedRequest(given: Node, operation: FunctionNode, asked: Asked): boolean {
    const binding = given.type === 'Identifier' ? this.#origin.module.bindings.of(given) : undefined;
    const maker = binding?.kind === 'parameter' ? enclosingFunction(given) : undefined;
    return binding && maker && isConstructor(maker) ? this.#passedTo(binding, maker, operation, asked) === 'call' : false;
  }

  #ofCall(call: T.CallExpression, operation: FunctionNode, asked: Asked): Lifetime {
    const receiver = receiverOf(call);
    // An emitter gives itself.
    if (receiver && /^(on|once|addListener|prependListener|setMaxListeners)$/.test(memberName(call.callee as T.MemberExpression) ?? ''))
      return this.#of(receiver, operation, asked);
    const definition = this.#origin.definition(call.callee);
    if (!isFunction(definition?.node) || definition.origin !== this.#origin || definition.node.async) return 'call';
    const maker = definition.node;
    // A getter of the project: what is kept is shared.
    const given = this.#origin.returned(maker).map(value => bare(value));
    const isMadeBy = (value: Node): boolean => isMaking(value) && !(asked.isAwaited && isLookedUp(value, maker, this.#origin));
    return strongest(given.map(node => (isMadeBy(node) ? 'call' : this.#of(node, maker, asked))));
  }
}

const strongest = (lives: readonly Lifetime[]): Lifetime =>
  (['longer', 'object', 'unknown'] as const).find(life => lives.includes(life)) ?? 'call';
