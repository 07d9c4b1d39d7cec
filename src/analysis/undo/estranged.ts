import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingClass, isCall, isCallNamed, isFunction, memberName, propertyName, stringOf, unwrapped, within,
  type CallNode, type ClassNode, type Node,
} from '../../ast.ts';
import { annotatedType } from '../origin/annotated.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { membersOfThis } from '../origin/class.ts';
import { isTakingOff } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import type { Listening, Listenings } from './listening.ts';
import { isEmpty, isLookedUp, isMakerOf, lookingUp, makesFresh } from './maker.ts';
import { misnamedOf, halfToldOf } from './misnamed.ts';

/** A listener that cannot be taken off, for another function was added; or one that calls nothing. */
export interface Estranged {
  node: CallNode;
  target: Node;
  event: Node;
  /** What is handed over as the function to take off, or as the listener. */
  listener: Node;
  /**
   * `inline`: a function that is made there; `bound`: by another `bind()`; `wrapped`: what was added calls this one, and is another;
   * `maker`: what this one gives was added; `misnamed`: for another event; `half`: not both are told; `idle`: it only gives a function.
   */
  kind: 'inline' | 'bound' | 'wrapped' | 'maker' | 'misnamed' | 'half' | 'idle';
  certain: boolean;
  /** What was added in its place. */
  added: Listening | undefined;
}

type Removal = Pick<Estranged, 'node' | 'target' | 'event' | 'listener'>;

/** Finds the functions that are taken off though they were never added. */
export class Estrangements {
  readonly #origin: Origin;
  readonly #listenings: Listenings;
  #all: readonly Estranged[] | undefined;

  constructor(origin: Origin, listenings: Listenings) {
    this.#origin = origin;
    this.#listenings = listenings;
  }

  get all(): readonly Estranged[] {
    return (this.#all ??= [
      ...this.#listenings.calls.callsUnder(['off', 'removeListener', 'removeEventListener']).flatMap(call => this.#ofRemoval(call) ?? []),
      ...this.#listenings.all.flatMap(listening => this.#idle(listening) ?? []),
    ]);
  }

  #ofRemoval(node: CallNode): Estranged | undefined {
    const target = receiverOf(node);
    const [event, given] = node.arguments;
    if (!target || !event || given?.type === 'SpreadElement' || event.type === 'SpreadElement') return undefined;
    if (!given) return halfToldOf(node, target, this.#listenings, this.#origin);
    const listener = unwrapped(given);
    const added = this.#addedTo(target, event);
    const found = { node, target, event, listener };
    const wrapper = added.length === 0 ? this.#onlyWrapper(listener, event) : undefined;
    if (wrapper) return { ...found, kind: 'wrapped', certain: true, added: wrapper };
    const alike = this.#alike(added, listener);
    const isEmitter = (): boolean => this.#isEmitter(node, event);
    if (isFunction(listener)) return { ...found, kind: 'inline', certain: !isEmpty(listener) && isEmitter(), added: alike };
    if (isCallNamed(listener, /^bind$/)) return { ...found, kind: 'bound', certain: true, added: alike };
    if (isCall(listener)) return this.#called(found, listener, added);
    if (isMakerOf(listener, event, this.#origin)) return { ...found, kind: 'maker', certain: true, added: undefined };
    return this.#fresh(found) ?? this.#wrapped(found, added) ?? misnamedOf(found, this.#listenings, this.#origin);
  }

  /** Whether something is an emitter, and not a lamp that can be switched off. */
  #isEmitter(node: CallNode, event: Node): boolean {
    const target = receiverOf(node);
    const { identities, all } = this.#listenings;
    if (annotatedType(event, this.#origin)?.type === 'TSNumberKeyword') return false;
    if (calledName(node) !== 'off' || stringOf(unwrapped(event)) !== undefined) return true;
    return target !== undefined && all.some(each => each.target !== undefined && identities.isSame(each.target, target));
  }

  /** What was added to the same thing for the same event. */
  #addedTo(target: Node, event: Node): readonly Listening[] {
    const { identities } = this.#listenings;
    return this.#listenings.all.filter(
      each => each.target && identities.isSame(each.target, target) && this.#isFor(each, event),
    );
  }

  /** Whether a listener was added for such an event. */
  #isFor(listening: Listening, event: Node): boolean {
    const [first, second] = [this.#listenings.eventOf(listening), stringOf(unwrapped(event))];
    if (first !== undefined && second !== undefined) return first === second;
    const { event: own } = listening;
    return own !== undefined && (this.#listenings.identities.isSame(own, event) || [own, event].every(each => this.#isParameter(each)));
  }

  readonly #isParameter = (node: Node): boolean => this.#bindingOf(node)?.kind === 'parameter';
  #bindingOf(node: Node): Binding | undefined {
    const at = unwrapped(node);
    return at.type === 'Identifier' ? this.#origin.module.bindings.of(at) : undefined;
  }

  /** What was added under the same text. */
  #alike(added: readonly Listening[], listener: Node): Listening | undefined {
    const text = (node: Node): string => this.#origin.module.sourceOf(node).replace(/\s+/g, ' ');
    const own = methodOf(listener);
    const isAlike = (other: Node): boolean => text(other) === text(listener) || (own !== undefined && methodOf(other) === own);
    return added.find(each => isAlike(unwrapped(each.listener)));
  }

  /** `off('data', debounce(fn))`: another function at each call, unless it is looked up or kept somewhere. */
  #called(found: Removal, call: CallNode, added: readonly Listening[]): Estranged | undefined {
    const text = this.#origin.module.sourceOf(call.callee);
    const isFresh = makesFresh(call, this.#origin);
    // What is made anew at each call was never added to anything, under whatever name that is handed over.
    const alike = isFresh === true ? this.#listenings.all.filter(each => this.#isFor(each, found.event)) : added;
    const same = alike.find(({ listener }) => {
      const binding = this.#bindingOf(listener);
      const other = unwrapped((binding?.kind === 'variable' && !binding.reassigned ? binding.writes[0] : undefined) ?? listener);
      return isCall(other) && this.#origin.module.sourceOf(other.callee) === text;
    });
    const name = calledName(call) ?? '';
    if (!same || lookingUp.test(name)) return undefined;
    return isFresh === false ? undefined : { ...found, kind: 'inline', certain: isFresh === true, added: same };
  }

  /** A function that is made in the very call which takes it off, under a name: nobody can have added it. */
  #fresh(found: Removal): Estranged | undefined {
    const binding = this.#bindingOf(found.listener);
    const [value] = binding?.writes ?? [];
    const made = value && unwrapped(value);
    // The name of a function expression is known in it alone, and that is added where it stands.
    const isFunctionName = binding?.kind === 'function' && binding.node.type === 'FunctionDeclaration';
    if (!binding || binding.reassigned || !(isFunctionName || isFunction(made) || isCallNamed(made, /^bind$/))) return undefined;
    const isLocal = [...ancestors(binding.declared)].some(at => isFunction(at) && at !== binding.node);
    const only = binding.references.every(
      ({ parent }) => (isTakingOff(parent) && isRemovedBy(parent, binding)) || parent === value?.parent,
    );
    if (!isLocal || !only) return undefined;
    return { ...found, kind: isCallNamed(made, /^bind$/) ? 'bound' : 'inline', certain: true, added: undefined };
  }

  /** The function itself is taken off, and a wrapper of it was added: `on('data', x => this.read(x))`. */
  #wrapped(found: Removal, added: readonly Listening[]): Estranged | undefined {
    const { listener } = found;
    const { identities } = this.#listenings;
    const name = identities.of(listener);
    const binding = this.#bindingOf(listener);
    const isCallers = binding?.kind === 'parameter';
    const isItself = added.some(each => identities.of(each.listener) === name);
    if (added.length === 0 || isItself || (binding?.kind === 'variable' && binding.writes.some(isLookedUp))) return undefined;
    if (isCallers && added.some(each => this.#isParameter(each.listener))) return undefined;
    const wrapper = added.find(each => this.#wraps(each, listener, isCallers));
    if (!wrapper) return undefined;
    const isBound = isCallNamed(unwrapped(wrapper.listener), /^bind$/);
    if (isBound && this.#isRebound(listener)) return undefined;
    return { ...found, kind: isBound ? 'bound' : 'wrapped', certain: true, added: wrapper };
  }

  /** What was added for an event in place of a private method that is never handed to anybody: `on('data', x => this.read(x))`. */
  #onlyWrapper(listener: Node, event: Node): Listening | undefined {
    const owner = enclosingClass(listener);
    const name = listener.type === 'MemberExpression' && listener.object.type === 'ThisExpression' ? memberName(listener) : undefined;
    if (!owner || name === undefined || !isPrivateMethod(owner, name)) return undefined;
    const mentions = membersOfThis(owner, this.#origin.module.keys).get(name) ?? [];
    const isOnlyCalled = mentions.every(each => isCall(each.parent) && (each.parent.callee === each || isTakingOff(each.parent)));
    if (!isOnlyCalled) return undefined;
    return this.#listenings.all.find(each => contains(owner, each.node) && this.#isFor(each, event)
      && isFunction(unwrapped(each.listener)) && this.#wraps(each, listener, false));
  }

  /** Whether what was added does no more than call a function. */
  #wraps({ listener }: Listening, wrapped: Node, isCallers: boolean): boolean {
    const { identities } = this.#listenings;
    const name = identities.of(wrapped);
    const at = unwrapped(listener);
    if (isCall(at)) {
      // `on('change', this.reload.bind(this))`, `on('change', debounce(this.reload, 100))`
      const isBound = calledName(at) === 'bind';
      const inner = isBound ? [receiverOf(at)] : at.arguments;
      return inner.some(each => each && identities.of(each) === name) && (isBound || makesFresh(at, this.#origin) === true);
    }
    const binding = this.#bindingOf(at);
    // What is kept for later may well be what is taken off.
    if (binding && binding.references.length > 1) return false;
    const made = binding?.kind === 'variable' && !binding.reassigned ? binding.writes[0] : at;
    const fn = made && unwrapped(made);
    if (!isFunction(fn)) return false;
    return within(fn.body, this.#origin.module.keys).some(call => {
      if (!isCall(call)) return false;
      const callee = unwrapped(call.callee);
      if (!isCallers) return identities.of(callee) === name;
      return this.#isParameter(callee) && !contains(fn, this.#bindingOf(callee)?.declared ?? fn);
    });
  }

  /** `this.read = this.read.bind(this)`: the field is the bound function. */
  #isRebound(listener: Node): boolean {
    const owner = listener.type === 'MemberExpression' && listener.object.type === 'ThisExpression' ? enclosingClass(listener) : undefined;
    const text = this.#origin.module.sourceOf(listener);
    return owner !== undefined && within(owner.body, this.#origin.module.keys).some(
      at => at.type === 'AssignmentExpression' && this.#origin.module.sourceOf(at.left) === text,
    );
  }

  /** `on('data', () => this.read)`: gives the function back, and calls nothing. */
  #idle(listening: Listening): Estranged | undefined {
    const { node, target, event, known } = listening;
    const fn = unwrapped(listening.listener);
    if (known || !target || !event || !isFunction(fn) || fn.async || fn.generator) return undefined;
    const given = givenBy(fn.body);
    if (!given || (given.type === 'Identifier' && given.name === 'undefined')) return undefined;
    const binding = this.#bindingOf(given);
    if (binding && contains(fn, binding.declared)) return undefined;
    const definition = this.#origin.definition(given);
    const isMethod = given.type === 'MemberExpression' && given.object.type === 'ThisExpression';
    const certain = isFunction(definition?.node) || (isMethod && definition === undefined && !this.#isField(given));
    return { node, target, event, listener: given, kind: 'idle', certain, added: undefined };
  }

  /** Whether a class has a field of that name, which may hold anything. */
  #isField(member: T.MemberExpression): boolean {
    const owner = enclosingClass(member);
    return owner?.body.body.some(each => 'key' in each && this.#origin.module.sourceOf(each.key) === memberName(member)) === true;
  }
}

/** Whether only the class itself can hand a method to anybody. */
function isPrivateMethod(owner: ClassNode, name: string): boolean {
  return owner.body.body.some(member => member.type === 'MethodDefinition' && propertyName(member.key, member.computed) === name
    && (member.accessibility === 'private' || member.key.type === 'PrivateIdentifier'));
}

/** The expression that is all of a function's body. */
function givenBy(body: Node): T.Identifier | T.MemberExpression | undefined {
  const [only, ...others] = body.type === 'BlockStatement' ? body.body : [body];
  const value = only?.type === 'ExpressionStatement' ? only.expression : only?.type === 'ReturnStatement' ? only.argument : only;
  const node = value && others.length === 0 ? unwrapped(value) : undefined;
  return node?.type === 'Identifier' || node?.type === 'MemberExpression' ? node : undefined;
}

/** The method that a call binds: `this.read` of `this.read.bind(this)`. */
function methodOf(node: Node): string | undefined {
  const receiver = isCallNamed(node, /^bind$/) ? receiverOf(node) : undefined;
  return receiver?.type === 'MemberExpression' && receiver.object.type === 'ThisExpression' ? memberName(receiver) : undefined;
}

function isRemovedBy(call: CallNode, { references }: Binding): boolean {
  return call.arguments.slice(1).some(argument => references.includes(unwrapped(argument) as T.Identifier));
}
