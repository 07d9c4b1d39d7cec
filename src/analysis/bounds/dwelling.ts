import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingClass, enclosingFunction, isCall, isCallNamed, isFunction, memberName, outermost, within,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { localCalls } from '../origin/callers.ts';
import { fieldValues, membersOfThis } from '../origin/class.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isSingle } from '../place/lone.ts';
import { isExposed, nameOf } from '../place/operation.ts';
import { isNamedStartUp, type Place } from '../place/place.ts';
import type { Recurrences } from '../place/recurrence.ts';
import type { Store } from './store.ts';

/** Whether a collection outlives the calls that fill it: `sure`, `likely`, or not at all. */
export type Dwelling = 'sure' | 'likely' | undefined;

/** A decorator's text that says that each request gets an object of its own. */
const perRequest = /\bScope\.(REQUEST|TRANSIENT)\b|\b(RequestScoped|Scoped|injectable\(Scope)/i;

const ending = /^(close|destroy|end|stop|terminate|disconnect)$/;

/** Tells how long collections live. */
export class Dwellings {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;
  readonly #recurrences: Recurrences;
  readonly #sharing = new Map<ClassNode, boolean>();

  constructor(origin: Origin, placeOf: (node: Node) => Place, recurrences: Recurrences) {
    this.#origin = origin;
    this.#placeOf = placeOf;
    this.#recurrences = recurrences;
  }

  /** Whether a collection lives on when the code that fills it has run; a cache, into which it looks first, is meant to. */
  of({ home }: Store, filling: Node, isLookedInto: boolean): Dwelling {
    if (home.in === 'field') return home.isStatic ? 'sure' : this.#ofObject(home.owner, filling, isLookedInto);
    const fn = enclosingFunction(home.binding.declared);
    if (!fn) return 'sure';
    const inner = [...ancestors(filling)].filter(isFunction).findLast(each => each !== fn && contains(fn, each));
    const { handler, runs } = this.#placeOf(home.binding.declared);
    if (!inner || handler || this.#isOfKey(home.binding)) return undefined;
    const served = this.#placeOf(filling).handler;
    if (served) return this.#endsWithin(served.fn, fn) ? undefined : 'sure';
    if (!this.#outlives(inner) || this.#isMadeToCall(fn) || this.#isMadePerRequest(fn)) return undefined;
    const isOnce = runs === 'once' && (!isNamedStartUp(fn) || this.#isCalledOnce(fn));
    return isOnce || (isLookedInto && isReturned(inner) && !this.#isMadeInCalls(fn)) ? 'sure' : 'likely';
  }

  /** Whether all calls of a function stand in others that may run again and keep to themselves what it gives. */
  #isMadeInCalls(fn: FunctionNode): boolean {
    const calls = localCalls(fn, this.#origin) ?? [];
    return calls.length > 0 && calls.every(call => {
      let around = outermost(call).parent;
      // `const tools = { load: loadOnce() };`
      while (around?.type === 'Property' || around?.type === 'ObjectExpression') around = around.parent;
      const owner = enclosingFunction(call);
      const name = around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id : undefined;
      const binding = name && this.#origin.module.bindings.of(name);
      if (!owner || !binding || this.#placeOf(call).runs === 'once') return false;
      return binding.references.every(reference => ![reference, ...ancestors(reference)].some(at =>
        contains(owner, at) && at !== owner && (at === reference || isFunction(at)) && isExposed(at)));
    });
  }

  /** Whether the file itself calls a function where that happens once; `startBlock()` may well run for each call, whatever its name. */
  #isCalledOnce(fn: FunctionNode): boolean {
    return localCalls(fn, this.#origin)?.some(call => this.#placeOf(call).runs === 'once') === true;
  }

  /** Whether each call of a function is of another that only calls what it gives: `const quoted = cached(quote); … quoted(name)`. */
  #isMadeToCall(fn: FunctionNode): boolean {
    const calls = localCalls(fn, this.#origin) ?? [];
    return calls.length > 0 && calls.every(call => {
      const around = outermost(call).parent;
      const name = around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id : undefined;
      const binding = name && this.#origin.module.bindings.of(name);
      if (!binding || this.#placeOf(call).runs !== 'call') return false;
      return binding.references.every(reference => isCalled(reference) && this.#runsWithin(reference, enclosingFunction(call)));
    });
  }

  /** Whether a function is only called where somebody is given a request, as far as names tell: `({ req }) => ({ loaders: load(db) })`. */
  #isMadePerRequest(fn: FunctionNode): boolean {
    const calls = localCalls(fn, this.#origin) ?? [];
    return calls.length > 0 && calls.every(call => enclosingFunction(call)?.params.some(parameter => parameter.type === 'ObjectPattern'
      ? parameter.properties.some(each => each.type === 'Property' && isNameOfRequest(each.key))
      : isNameOfRequest(parameter)) === true);
  }

  /** Whether code runs only while a function does: it stands in what that calls, and what nobody else can call. */
  #runsWithin(node: Node, owner: FunctionNode | undefined, depth = 0): boolean {
    const isPassing = (fn: FunctionNode): boolean => isPerItem(fn, this.#origin) || this.#isHandedToOwn(fn);
    let caller = enclosingFunction(node);
    while (caller && caller !== owner && isPassing(caller)) caller = enclosingFunction(caller);
    if (caller === owner || !caller) return caller === owner;
    const calls = depth < 4 ? nameOf(caller, this.#origin)?.references : undefined;
    return calls !== undefined && calls.length > 0
      && calls.every(reference => isCalled(reference) && (contains(caller, reference) || this.#runsWithin(reference, owner, depth + 1)));
  }

  /** Whether a function is handed to another of the file that only calls it: `eachRun(text, run => …)`. */
  #isHandedToOwn(callback: FunctionNode): boolean {
    const call = callback.parent;
    if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') return false;
    const fn = this.#origin.module.bindings.of(call.callee)?.writes[0] ?? this.#origin.definition(call.callee)?.node;
    const parameter = isFunction(fn) ? fn.params[call.arguments.indexOf(callback as never)] : undefined;
    const name = parameter?.type === 'Identifier' ? this.#origin.module.bindings.of(parameter) : undefined;
    return name?.references.every(at => isCall(at.parent) && at.parent.callee === at && enclosingFunction(at) === fn) === true;
  }

  /** Whether it belongs to another object, and goes with that: `perRequest.set(req, rates)` of a `WeakMap`. */
  #isOfKey({ references }: Binding): boolean {
    return references.some(reference => {
      const call = reference.parent;
      const map = isCallNamed(call, /^set$/) && call.arguments[1] === reference ? receiverOf(call) : undefined;
      return map !== undefined && this.#origin.of(map) === ':WeakMap()';
    });
  }

  #ofObject(owner: ClassNode, filling: Node, isLookedInto: boolean): Dwelling {
    // What stands in for something while it is tested.
    if (/^(Fake|Mock|Stub|Dummy)/.test(owner.id?.name ?? '')) return undefined;
    if (isOfRequest(owner, this.#origin) || this.#recurrences.isMadePerCall(owner)) return undefined;
    const isAlone = isSingle(owner, this.#placeOf, this.#origin) && !this.#isPart(owner);
    if (isAlone || this.#placeOf(filling).handler || this.#keepsShared(owner)) return 'sure';
    // What is given something when it is made may well be made for each request.
    if (isGiven(owner)) return 'likely';
    const fn = enclosingFunction(filling);
    const waits = fn && (fn.async || within(fn.body, this.#origin.module.keys).some(at => at.type === 'AwaitExpression'));
    return isLookedInto && waits ? 'sure' : 'likely';
  }

  /** Whether the objects of other classes each have one of their own. */
  #isPart({ id }: ClassNode): boolean {
    const references = (id && this.#origin.module.bindings.of(id)?.references) ?? [];
    return references.some(({ parent }) => {
      const around = parent.type === 'NewExpression' ? enclosingClass(parent) : undefined;
      return around !== undefined && around.id !== id && !isInStatic(parent);
    });
  }

  /** Whether an object has a pool, a server or a client of its own, as those have that are made once. */
  #keepsShared(owner: ClassNode): boolean {
    let known = this.#sharing.get(owner);
    if (known === undefined) this.#sharing.set(owner, known = this.#keepsSome(owner));
    return known;
  }

  #keepsSome(owner: ClassNode): boolean {
    const { keys, catalogue } = this.#origin.module;
    return [...membersOfThis(owner, keys)].some(([name, mentions]) => {
      const mention = mentions.find(at => enclosingClass(at) === owner);
      const path = mention && fieldValues(owner, name, keys).length > 0 ? this.#origin.of(mention) : undefined;
      return path !== undefined && catalogue.get(path)?.creates !== undefined;
    });
  }

  /** Whether what calls a function was made by the one around it, which closes it too: a socket that is open for the time of a scan. */
  #endsWithin(inner: FunctionNode, fn: FunctionNode): boolean {
    const { module: { bindings, callsIn } } = this.#origin;
    const handed = [inner, ...nameOf(inner, this.#origin)?.references ?? []];
    const emitters = handed.flatMap(({ parent }) => (isCallNamed(parent, /^(on|once|addListener)$/) ? receiverOf(parent) ?? [] : []));
    const names = emitters.flatMap(emitter => (emitter.type === 'Identifier' ? bindings.of(emitter) ?? [] : []));
    const isClosed = (binding: Binding): boolean => contains(fn, binding.declared) && [binding, ...this.#listsOf(binding)].some(each =>
      (callsIn?.(fn) ?? []).some(call => isCallNamed(call, ending) && !contains(inner, call) && this.#isOf(receiverOf(call), each)));
    return names.length > 0 && names.length === emitters.length && names.every(isClosed);
  }

  /** The lists and objects that a thing is put into: `sockets.push(socket)`, `const capture = { socket }`. */
  #listsOf({ references }: Binding): Binding[] {
    const { bindings } = this.#origin.module;
    return references.flatMap(reference => {
      const put = isCallNamed(reference.parent, /^(push|add)$/) ? receiverOf(reference.parent) : undefined;
      return put?.type === 'Identifier' ? bindings.of(put) ?? [] : [];
    });
  }

  /** Whether an expression is what a name stands for, what a loop takes out of that, or bears its name elsewhere. */
  #isOf(node: Node | undefined, { name, references }: Binding): boolean {
    if (node?.type === 'MemberExpression') return memberName(node) === name;
    if (node?.type !== 'Identifier') return false;
    if (references.includes(node) || node.name === name) return true;
    const declared = this.#origin.module.bindings.of(node)?.declared;
    return declared !== undefined && references.some(({ parent }) =>
      (parent.type === 'ForOfStatement' && contains(parent.left, declared))
      || (parent.type === 'MemberExpression' && isCallNamed(parent.parent, /^forEach$/) && contains(parent.parent, declared)));
  }

  /** Whether a function is called after the one around it has returned. */
  #outlives(fn: FunctionNode): boolean {
    if (isExposed(fn)) return true;
    return nameOf(fn, this.#origin)?.references.some(reference => isExposed(reference)) ?? false;
  }
}

/** Whether each request gets an object of a class of its own. */
export function isOfRequest(owner: ClassNode, { module }: Origin): boolean {
  const decorators = (owner.decorators as T.Decorator[] | undefined) ?? []; // espree has none
  return perRequest.test(decorators.map(each => module.sourceOf(each)).join());
}

const isNameOfRequest = (node: Node): boolean => node.type === 'Identifier' && /^(req|request|ctx)$/.test(node.name);

const isCalled = (reference: Node): boolean => isCall(reference.parent) && reference.parent.callee === reference;

/** Whether a function is what the one around it gives. */
function isReturned({ parent, type }: FunctionNode): boolean {
  return parent.type === 'ReturnStatement' || (parent.type === 'ArrowFunctionExpression' && type !== 'FunctionDeclaration');
}

/** Whether the constructor of a class has parameters. */
function isGiven({ body }: ClassNode): boolean {
  return body.body.some(member => member.type === 'MethodDefinition' && member.kind === 'constructor' && member.value.params.length > 0);
}

function isInStatic(node: Node): boolean {
  return [...ancestors(node)].some(at => (at.type === 'PropertyDefinition' || at.type === 'MethodDefinition') && at.static);
}
