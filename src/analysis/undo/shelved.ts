import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, isCall, isCallNamed, isFunction, isStatementList, memberName, outermost, unwrapped, within,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { isConstructor, memberOf } from '../origin/class.ts';
import type { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf, nameOf as bindingOf } from '../place/operation.ts';
import { areApart } from '../place/opposite.ts';
import { isNamedStartUp } from '../place/place.ts';
import { clearing, dropAt, isPrivate, outermostIn, type Drop, type Shelf } from './shelf.ts';

/** Names of functions that may end something without saying what. Only a reason for silence. */
const ending = /clear|stop|cancel|dispose|abort|clean|release|close|destroy|end|finish|terminate|teardown|kill|remove|reset/i;

/** Finds where the handles of running timers are taken out of the collection that keeps them. */
export class Shelved {
  readonly #shelf: Shelf;
  readonly #callback: Node;
  readonly #identities: Identities;
  readonly #origin: Origin;
  readonly #mentions: readonly Node[];
  /** The calls and mentions that stop a timer of the collection, as far as can be told. */
  readonly stops: readonly Node[];

  constructor(shelf: Shelf, callback: Node, identities: Identities, origin: Origin) {
    this.#shelf = shelf;
    this.#callback = callback;
    this.#identities = identities;
    this.#origin = origin;
    const nodes = within(shelf.scope, origin.module.keys);
    const own = isPrivate(shelf.at) ? memberName(shelf.at as T.MemberExpression) : undefined;
    this.#mentions = own === undefined
      ? identities.mentionsIn(shelf.scope, shelf.name)
      : nodes.filter(at => isPrivate(at) && memberName(at as T.MemberExpression) === own);
    this.stops = nodes.filter(at => this.#isStop(at));
  }

  /** The first place that takes out a handle whose timer nobody stops there; whether it settles what the timer guards. */
  dropped(): { node: Node; settles: boolean; all: boolean } | undefined {
    for (const { drop, fn } of this.#drops()) {
      if (this.#isOfTimer(drop.node, fn) || this.#isStopped(drop.node, fn) || this.isLetOut(fn)) continue;
      return { ...drop, settles: this.#settles(fn) };
    }
    return undefined;
  }

  /** Whether some other place stops the timer as it takes it out. */
  get isClearedElsewhere(): boolean {
    return this.#drops().some(({ drop, fn }) =>
      !contains(this.#callback, drop.node) && this.stops.some(stop => contains(fn, stop) && !areApart(drop.node, stop)));
  }

  #drops(): { drop: Drop; fn: FunctionNode }[] {
    return this.#mentions.flatMap(mention => {
      const drop = dropAt(mention);
      const fn = drop && outermostIn(this.#shelf.scope, drop.node);
      const isBeginning = fn && (isConstructor(fn) || (drop?.all && isNamedStartUp(fn)));
      return drop && fn && !isBeginning && classOf(fn) === classOf(this.#home) ? [{ drop, fn }] : [];
    });
  }

  get #home(): FunctionNode | undefined {
    return outermostIn(this.#shelf.scope, this.#shelf.at);
  }

  /** Whether a call, or the function handed on, may stop a timer of the collection: not where it is another field that it stops. */
  #isStop(at: Node): boolean {
    if (at.type !== 'Identifier' || !clearing.test(at.name)) return false;
    const call = at.parent;
    const [given] = isCall(call) && call.callee === at ? call.arguments : [];
    if (!given) return true;
    const value = unwrapped(given);
    const isField = value.type === 'MemberExpression' && !value.computed && unwrapped(value.object).type === 'ThisExpression';
    return !isField;
  }

  /** Whether the timer has run out by then: it is its own function that takes its handle out. */
  #isOfTimer(node: Node, fn: FunctionNode): boolean {
    if (contains(this.#callback, node)) return true;
    return within(this.#callback, this.#origin.module.keys).some(at => this.#names(at, fn));
  }

  /** Whether a node stands for a function of the file: its name, or a method on its object. */
  #names(at: Node, fn: FunctionNode): boolean {
    if (at.type === 'MemberExpression' && unwrapped(at.object).type === 'ThisExpression') return memberName(at) === nameOf(fn);
    if (at.type !== 'Identifier' || (at.parent.type === 'MemberExpression' && at.parent.property === at)) return false;
    const binding = bindingOf(fn, this.#origin);
    return binding?.references.includes(at) === true;
  }

  /** Whether the function, one that it calls, or one that calls it stops the timer on the same way. */
  #isStopped(node: Node, fn: FunctionNode): boolean {
    const { keys } = this.#origin.module;
    for (const at of within(fn.body, keys)) {
      if (this.stops.includes(at) && !areApart(node, at)) return true;
      if (!isCall(at) || at === node || areApart(node, at)) continue;
      const callee = unwrapped(at.callee);
      const isOfCollection = callee.type === 'MemberExpression' && this.#identities.of(callee.object) === this.#shelf.name;
      const called = this.#origin.definition(at.callee)?.node;
      // Where nothing stops a timer of the collection, none of the functions does that can reach it.
      const isNear = isPrivate(this.#shelf.at) || (called !== undefined && contains(this.#shelf.scope, called));
      const isHarmless = this.stops.length === 0 && isNear;
      if (!isOfCollection && !isHarmless && ending.test(calledName(at) ?? '')) return true;
      if (called && called !== fn && this.stops.some(stop => contains(called, stop))) return true;
    }
    const callers = within(this.#shelf.scope, keys).filter(at => this.#names(at, fn));
    return callers.some(caller => {
      const around = outermostIn(this.#shelf.scope, caller);
      return around !== undefined && around !== fn && this.stops.some(stop => contains(around, stop));
    });
  }

  /** Whether a function gives the collection, or what it takes out of it, to others, who may stop the timer. */
  isLetOut(fn: FunctionNode): boolean {
    return this.#mentions.some(mention => contains(fn, mention) && this.#escapes(outermost(mention), 0));
  }

  #escapes(value: Node, depth: number): boolean {
    const around = value.parent;
    switch (around?.type) {
      case 'MemberExpression':
        return around.object === value && this.#escapesAsMember(around, depth);
      case 'VariableDeclarator':
        return around.init === value && this.#namesIn(around.id).some(name => this.#escapes(outermost(name), depth + 1));
      case 'ForOfStatement': {
        const left = around.right === value && around.left.type === 'VariableDeclaration' ? around.left.declarations[0].id : undefined;
        return left !== undefined && this.#namesIn(left).some(name => this.#escapes(outermost(name), depth + 1));
      }
      case 'CallExpression':
      case 'NewExpression': {
        if (around.callee === value) return false;
        const isList = isCallNamed(around, /^(values|entries|keys|from)$/) && around.arguments[0] === value;
        if (isCallNamed(around, clearing)) return false;
        return !isList || this.#escapes(outermost(around), depth + 1);
      }
      case 'SpreadElement':
        return around.parent.type !== 'ArrayExpression' || this.#escapes(outermost(around.parent), depth + 1);
      case 'ReturnStatement':
      case 'YieldExpression':
      case 'ArrayExpression':
      case 'Property':
      case 'ExportSpecifier':
        return true;
      case 'AssignmentExpression':
        return around.right === value;
      case 'ArrowFunctionExpression':
        return around.body === value;
      case 'LogicalExpression':
      case 'ConditionalExpression':
        return depth > 6 || this.#escapes(outermost(around), depth + 1);
      default:
        return depth > 6;
    }
  }

  /** `calls.get(id)` gives an entry, `calls.forEach(call => …)` each of them, and `entry.timer` the handle. */
  #escapesAsMember(member: T.MemberExpression, depth: number): boolean {
    const value = outermost(member);
    const name = memberName(member);
    const call = value.parent;
    if (!isCall(call) || call.callee !== value) {
      const isHandle = name === undefined || name === this.#shelf.member;
      return isHandle && this.#escapes(value, depth + 1);
    }
    if (name === 'get' || name === 'values' || name === 'entries' || name === 'pop' || name === 'shift' || name === 'splice')
      return this.#escapes(outermost(call), depth + 1);
    const [callback] = call.arguments;
    if (!/^(forEach|map|filter|find|some|every)$/.test(name ?? '')) return false;
    if (!isFunction(callback)) return true;
    const [item] = callback.params;
    return item !== undefined && this.#namesIn(item).some(each => this.#escapes(outermost(each), depth + 1));
  }

  /** Each mention of the names that a pattern declares. */
  #namesIn(pattern: Node): Node[] {
    return within(pattern, this.#origin.module.keys).flatMap(at => {
      if (at.type !== 'Identifier') return [];
      const binding = this.#origin.module.bindings.of(at);
      return binding?.declared === at ? binding.references : [];
    });
  }

  /** Whether a function calls what an entry keeps beside the handle: it has the answer that the timer was there to do without. */
  #settles(fn: FunctionNode): boolean {
    const entries = this.#mentions.filter(mention => contains(fn, mention)).flatMap(mention => this.#entriesOf(mention));
    return entries.some(entry => {
      const value = outermost(entry);
      if (isCall(value.parent) && value.parent.callee === value) return true;
      const member = value.parent;
      const called = member?.type === 'MemberExpression' && member.object === value ? outermost(member) : undefined;
      if (!called || !isCall(called.parent)) return false;
      return called.parent.callee === called || this.#isSettler(member as T.MemberExpression);
    });
  }

  /** Whether a member of an entry is what settles a promise, and is given on: `run(task, entry.resolve)`. */
  #isSettler(member: T.MemberExpression): boolean {
    const { module: { bindings } } = this.#origin;
    return this.#shelf.beside.some(value => value.type === 'Identifier' && value.name === memberName(member)
      && bindings.of(value) === executorOf(value, undefined, this.#origin)?.resolve);
  }

  /** The mentions of what is taken out of the collection. */
  #entriesOf(mention: Node): Node[] {
    const member = outermost(mention).parent;
    const got = member?.type === 'MemberExpression' && memberName(member) === 'get' ? [member.parent] : [];
    return [...got, ...this.#namesGiven(mention)];
  }

  #namesGiven(mention: Node): Node[] {
    for (const at of ancestors(mention)) {
      if (isFunction(at) || isStatementList(at)) return [];
      if (at.type === 'VariableDeclarator') return at.init && contains(at.init, mention) ? this.#namesIn(at.id) : [];
      if (at.type === 'ForOfStatement') {
        return contains(at.right, mention) && at.left.type === 'VariableDeclaration' ? this.#namesIn(at.left.declarations[0].id) : [];
      }
      if (isCallNamed(at, /^(forEach|map)$/) && contains(at.callee, mention)) {
        const [given] = at.arguments;
        const [item] = isFunction(given) ? given.params : [];
        return item ? this.#namesIn(item) : [];
      }
    }
    return [];
  }
}

const classOf = (fn: FunctionNode | undefined): ClassNode | undefined => fn && memberOf(fn);
