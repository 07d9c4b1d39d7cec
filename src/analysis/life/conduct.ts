import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, declaredName, isCall, isFunction, isLoop, outermost, stringOf, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { callsByOwner, isCallOf, isMethodOf, lastsOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isFoundByPath } from './by-path.ts';
import { isHandedOut, isReturnedAs, isUsedOnly, lendingOf, mayEnd, parentClosingsIn, type Lending } from './lending.ts';
import { callsIn, isToldToEnd, outermostFunction, outlives } from './nested.ts';
import type { Conduct, Resource } from './resource.ts';
import { isAskedBehind } from './touching.ts';

export function conductOf(resource: Resource, origin: Origin): Conduct {
  return new Observer(resource, origin).observe();
}

class Observer {
  readonly #resource: Resource;
  readonly #origin: Origin;
  readonly #releases = new Set<Node>();
  readonly #begins = new Set<Node>();
  readonly #moves = new Set<Node>();
  readonly #carriers = new Set<FunctionNode>();
  #lentToUnknown = false;
  #captured = false;

  constructor(resource: Resource, origin: Origin) {
    this.#resource = resource;
    this.#origin = origin;
  }

  observe(): Conduct {
    const { mentions, releaser, owner } = this.#resource;
    // The last mention first: what is given back later is only lent before.
    for (const mention of [...mentions].reverse()) this.#see(mention);
    for (const reference of releaser?.references ?? []) this.#seeReleaser(reference);
    this.#seeOwner();
    this.#seeParents();
    for (const release of this.#releases) this.#carry(release);
    this.#seeCalls();
    for (const mention of mentions) {
      const nested = outermostFunction(mention, owner);
      if (nested && !this.#carriers.has(nested) && outlives(nested, this.#resource, this.#origin)) this.#captured = true;
    }
    const told = { lentToUnknown: this.#lentToUnknown, captured: this.#captured };
    return { releases: this.#releases, begins: this.#begins, moves: this.#moves, carriers: this.#carriers, ...told };
  }

  /** What one mention of the resource means, by what stands around it. */
  #see(mention: Node): void {
    const { acquires, words } = this.#resource;
    const releases = list(acquires.release);
    const around = mention.parent as Node;
    // Whoever takes it looks after it.
    const isTaken = releases.includes('it') && around.type !== 'MemberExpression';
    if (isTaken || isFoundByPath(mention, acquires, this.#origin)) this.#moves.add(mention);
    switch (around.type) {
      case 'MemberExpression':
        if (around.object === mention) this.#seeMember(around);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (isCallOf(around, releases, words, this.#origin)) this.#releases.add(around);
        else if (around.callee !== mention) this.#seeArgument(around, mention);
        return;
      case 'ForOfStatement':
        if (isCallOf(around, releases, words, this.#origin)) this.#releases.add(around);
        return;
      case 'AwaitExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        if (isCallOf(around.parent, releases, words, this.#origin)) this.#releases.add(around.parent);
        else this.#see(around);
        return;
      case 'LogicalExpression':
        if (around.right === mention || around.operator !== '&&') this.#see(around);
        return;
      case 'ConditionalExpression':
        if (around.test !== mention) this.#see(around);
        return;
      case 'ReturnStatement':
      case 'YieldExpression':
      case 'SpreadElement':
      case 'ExportDefaultDeclaration':
      case 'ArrayExpression':
        this.#moves.add(mention);
        return;
      case 'ArrowFunctionExpression':
        if (around.body === mention) this.#moves.add(mention);
        return;
      case 'Property':
        if (around.value === mention) this.#seeProperty(around, mention);
        return;
      case 'AssignmentExpression':
        if (around.right === mention && !words.it(around.left)) this.#moves.add(mention);
        return;
      case 'VariableDeclarator':
        if (around.init === mention && around.id.type !== 'Identifier') this.#moves.add(mention);
        return;
      default:
    }
  }

  /** `client.query` … : a method called on it, or a method handed over to be called later. */
  #seeMember(member: T.MemberExpression): void {
    const { acquires, words } = this.#resource;
    let at: Node = member;
    let method: Node | undefined;
    for (let around = at.parent; ; around = at.parent) {
      if (isMethodOf(at, list(acquires.release), words)) method = at;
      if (around?.type === 'MemberExpression' && around.object === at) at = around;
      else if (around && (around.type === 'TSNonNullExpression' || around.type === 'ChainExpression')) at = around;
      else break;
    }
    const around = at.parent;
    if (isCall(around) && around.callee === at) {
      if (isCallOf(around, list(acquires.release), words, this.#origin)) this.#releases.add(around);
      else if (method) this.#moves.add(method);
      else this.#seeBeginning(around);
      if (isHandedOut(around, this.#origin)) this.#lentToUnknown = true;
      if (isListening(around) && mayEnd(stringOf(around.arguments[0]) ?? '', this.#resource, this.#origin)) this.#lentToUnknown = true;
      return;
    }
    if (method ?? isReturnedAs(member, this.#origin)) this.#moves.add(method ?? member);
  }

  #seeBeginning(call: CallNode): void {
    const { acquires, words } = this.#resource;
    const began = acquires.begins?.find(begins => isCallOf(call, [begins], words, this.#origin));
    // One `next()` outside a loop is meant to find the only one.
    const isInLoop = (): boolean => [...ancestors(call)].some(at => isLoop(at) && contains(this.#resource.owner, at));
    if (isCallOf(call, lastsOf(acquires), words, this.#origin) && !isInLoop()) return;
    if (began !== undefined) this.#begins.add(began.startsWith('await ') ? outermost(call) : call);
  }

  /** An object literal is the options of a call, or something that keeps it. */
  #seeProperty(property: T.Property, mention: Node): void {
    const object = property.parent;
    const call = object.parent;
    if (object.type !== 'ObjectExpression') return;
    if (isCall(call) && call.callee !== object) this.#seeArgument(call, object);
    else this.#moves.add(mention);
  }

  #seeArgument(call: CallNode, argument: Node): void {
    // What begins a transaction is no call that it is handed to.
    const { words, acquires: { begins, choice, release } } = this.#resource;
    if (isCallOf(call, list(release), words, this.#origin)) {
      this.#releases.add(call);
      return;
    }
    const definition = this.#origin.definition(call.callee);
    if (begins && !choice && !isFunction(definition?.node)) this.#begins.add(call);
    if (isUsedOnly(call, this.#resource, this.#origin)) return;
    if (isFunction(definition?.node)) this.#seePassed(call, argument, definition.node, definition.origin);
    else this.#take(lendingOf(call, argument, this.#resource, this.#releases, this.#origin), call, argument);
  }

  #take(lending: Lending, call: CallNode, argument: Node): void {
    const { acquires } = this.#resource;
    if (lending === 'given back') this.#releases.add(call);
    // Whoever is handed what gives it back calls it: `work().finally(release)`.
    else if (lending === 'moved' || list(acquires.release).includes('it()')) this.#moves.add(argument);
    else if (!acquires.plain && !isAskedBehind(call, this.#resource)) this.#lentToUnknown = true;
  }

  /** Passed to a function that can be read: what does it do with that parameter? */
  #seePassed(call: CallNode, argument: Node, callee: FunctionNode, origin: Origin): void {
    const index = call.arguments.indexOf(argument as never);
    const parameter = callee.params[index];
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
    const isLost = !isAskedBehind(call, this.#resource);
    if (!binding) this.#lentToUnknown ||= isLost;
    if (!binding) return;
    const it = (node: Node): boolean => node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
    const { words } = this.#resource;
    const passed = { ...this.#resource, owner: callee, mentions: binding.references, words: { ...words, it }, releaser: undefined };
    const conduct = depth > 2 ? undefined : within(() => conductOf(passed, origin));
    if (isLost && conduct?.lentToUnknown !== false) this.#lentToUnknown = true;
    if (this.#resource.acquires.begins && !this.#resource.acquires.choice && conduct?.begins.size !== 0) this.#begins.add(call);
    if (conduct && conduct.releases.size > 0) this.#releases.add(call);
    else if (conduct && (conduct.moves.size > 0 || conduct.captured)) this.#moves.add(argument);
  }

  /** The parameter of an error-first callback that gives the resource back: `(err, client, done)`. */
  #seeReleaser(reference: Node): void {
    const call = reference.parent as Node;
    if (isCall(call) && call.callee === reference) this.#releases.add(call);
    else this.#moves.add(reference);
  }

  /** Its owner gives it back without being told what: `mutex.release()`. */
  #seeOwner(): void {
    const { acquires, owner, words } = this.#resource;
    const releases = callsByOwner(list(acquires.release));
    if (releases.length === 0) return;
    for (const call of callsIn(owner, this.#origin)) {
      if (isCallOf(call, releases, words, this.#origin)) this.#releases.add(call);
    }
  }

  /** Giving back what it came from, where that is enough. */
  #seeParents(): void {
    const { acquires, owner, words } = this.#resource;
    if (!acquires.withParent) return;
    const closings = parentClosingsIn(owner, words, this.#origin);
    for (const call of closings) if (!isToldToEnd(call, owner, this.#origin)) this.#releases.add(call);
    // Until the program is told to end it stays, on purpose. In a chain, what its owner stands in may do that behind it.
    const isLeft = (): boolean => [...ancestors(owner)].some(fn => isFunction(fn) && parentClosingsIn(fn, words, this.#origin).length > 0);
    if (closings.some(call => !this.#releases.has(call)) || (this.#releases.size === 0 && isLeft())) this.#captured = true;
  }

  /** The functions between a release and the owner carry it. */
  #carry(release: Node): void {
    for (const at of ancestors(release)) {
      if (at === this.#resource.owner) return;
      if (isFunction(at)) this.#carriers.add(at);
    }
  }

  /** Calls of carriers by name give the resource back: `cleanup()`. */
  #seeCalls(): void {
    for (const carrier of this.#carriers) {
      const name = declaredName(carrier);
      const binding = name && this.#origin.module.bindings.of(name);
      for (const reference of binding?.references ?? []) {
        if (reference === name || contains(carrier, reference)) continue;
        if (isCall(reference.parent) && reference.parent.callee === reference) this.#releases.add(reference.parent);
        else this.#moves.add(reference);
        this.#carry(reference);
      }
    }
  }
}

let depth = 0;
function within<Result>(work: () => Result): Result {
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
  }
}
