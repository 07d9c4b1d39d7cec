import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  enclosingFunction, isCall, isFunction, memberName, outermost, propertyName, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { localCalls } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { isReplacing } from '../place/looking.ts';
import { addedTo, isFirst } from './assigning.ts';
import type { Course, Shrink, Swell } from './course.ts';
import { isMeasured } from './sized.ts';
import type { Store, Stores } from './store.ts';

/** Methods that change no collection of the language. */
const reading = new RegExp(
  `^(${[
    'get', 'has', 'keys', 'values', 'entries', 'forEach', 'map', 'filter', 'find', 'findIndex', 'findLast', 'includes', 'indexOf', 'some',
    'every', 'reduce', 'reduceRight', 'join', 'slice', 'concat', 'at', 'sort', 'reverse', 'flat', 'flatMap', 'toString', 'hasOwnProperty',
  ].join('|')})$`,
);

/** Follows a collection through the names that the code gives it. */
export function courseOf(store: Store, stores: Stores, origin: Origin): Course {
  const follower = new Follower(origin, store.kind === 'object');
  for (const node of stores.resetsOf(store)) if (!isFirst(node, origin)) follower.shrinks.push({ node, how: 'reset', inner: false });
  for (const mention of stores.mentionsOf(store)) follower.follow(mention, false);
  if (store.home.in === 'field') follower.elsewhere(stores.membersNamed(store.steps.at(-1) ?? store.home.name));
  return follower;
}

class Follower implements Course {
  readonly swells: Swell[] = [];
  readonly shrinks: Shrink[] = [];
  readonly lookUps: Node[] = [];
  measured = false;
  leaves = false;
  readonly #origin: Origin;
  /** It is an object, which has no methods of a collection. */
  readonly #isPlain: boolean;
  readonly #seen = new Set<Node | Binding>();

  constructor(origin: Origin, isPlain: boolean) {
    this.#origin = origin;
    this.#isPlain = isPlain;
  }

  /** The same field, asked of some other object: only for what makes it smaller. */
  elsewhere(mentions: readonly Node[]): void {
    const other = new Follower(this.#origin, this.#isPlain);
    for (const mention of mentions) if (!this.#seen.has(mention)) other.follow(mention, false);
    this.shrinks.push(...other.shrinks);
    this.measured ||= other.measured;
  }

  follow(mention: Node, inner: boolean): void {
    if (this.#seen.has(mention) || this.#seen.size > 5000) return;
    this.#seen.add(mention);
    const at = outermost(mention);
    const around = at.parent as Node;
    switch (around.type) {
      case 'MemberExpression':
        if (around.object === at) this.#member(around, inner);
        return;
      case 'AssignmentExpression':
        if (around.left === at) this.#assigned(around, at, inner);
        else this.follow(around, inner);
        return;
      case 'VariableDeclarator':
        if (around.init === at && around.id.type === 'Identifier') this.#named(around.id, inner);
        return;
      case 'LogicalExpression':
      case 'ConditionalExpression':
        if (around.type === 'LogicalExpression' || around.test !== at) this.follow(around, inner);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (around.callee !== at) this.#passed(around, at, inner);
        return;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression':
        this.#returned(at, inner);
        return;
      case 'Property':
        if (around.value === at && around.parent.type === 'ObjectExpression' && !inner) this.leaves = true;
        return;
      case 'ExportSpecifier':
        this.leaves = true;
        return;
      case 'BinaryExpression':
        if (around.operator === 'in' && around.right === at) this.lookUps.push(around);
        return;
      default:
    }
  }

  #named(name: T.Identifier, inner: boolean): void {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding || this.#seen.has(binding)) return;
    this.#seen.add(binding);
    for (const reference of binding.references) this.follow(reference, inner);
  }

  #member(member: T.MemberExpression, inner: boolean): void {
    const name = memberName(member);
    const at = outermost(member);
    const around = at.parent as Node;
    if (member.computed && name === undefined) {
      this.#element(at, around, member.property, inner);
      return;
    }
    if (name === 'size' || name === 'length') {
      if (around.type === 'AssignmentExpression' && around.left === at) this.#shrink(around, 'trim', inner);
      else if (around.type === 'UpdateExpression') this.#shrink(around, 'trim', inner);
      else if (!inner && isMeasured(at)) this.measured = true;
    } else if (isCall(around) && around.callee === at && name !== undefined) this.#called(around, name, inner);
    else if (around.type === 'UnaryExpression' && around.operator === 'delete') this.#shrink(around, 'delete', inner);
  }

  /** `cache[key]` */
  #element(at: Node, around: Node, key: Node, inner: boolean): void {
    if (around.type === 'AssignmentExpression' && around.left === at && around.operator !== '-=') {
      this.#swell({ node: around, key, values: [around.right], inner });
      if (around.operator !== '=') this.follow(around, true);
    } else if (around.type === 'UpdateExpression' && around.operator === '++') this.#swell({ node: around, key, values: [], inner });
    else if (around.type === 'UnaryExpression' && around.operator === 'delete') this.#shrink(around, 'delete', inner);
    else {
      this.lookUps.push(at);
      this.follow(at, true);
    }
  }

  #called(call: CallNode, name: string, inner: boolean): void {
    const [first, second] = call.arguments;
    if (this.#isPlain && !inner) return;
    switch (name) {
      case 'set':
        this.#swell({ node: call, key: first, values: second ? [second] : [], inner });
        return;
      case 'add':
        this.#swell({ node: call, key: first, values: first ? [first] : [], inner });
        return;
      case 'push':
      case 'unshift':
        this.#swell({ node: call, key: undefined, values: call.arguments, inner });
        return;
      case 'splice':
        if (call.arguments.length > 2) this.#swell({ node: call, key: undefined, values: call.arguments.slice(2), inner });
        if (second?.type !== 'Literal' || second.value !== 0) this.#shrink(call, isUsed(call) ? 'take' : 'trim', inner);
        return;
      case 'shift':
      case 'pop':
        this.#shrink(call, isUsed(call) ? 'take' : 'trim', inner);
        return;
      case 'delete':
        this.#shrink(call, 'delete', inner);
        return;
      case 'clear':
        this.#shrink(call, 'reset', inner);
        return;
      case 'get':
      case 'getOrInsert':
        this.lookUps.push(call);
        this.follow(call, true);
        return;
      case 'forEach':
        this.#each(call);
        return;
      default:
        if (name === 'has' || name === 'hasOwnProperty' || name === 'includes') this.lookUps.push(call);
        // `chunks.fill()`, `queue.drain()`: what a method does that no collection of the language has.
        if (!reading.test(name) && !inner) this.leaves = true;
    }
  }

  /** `cache.forEach((entry, key, all) => all.delete(key))` */
  #each(call: CallNode): void {
    const fn = call.arguments[0];
    const all = isFunction(fn) ? fn.params[2] : undefined;
    if (all?.type === 'Identifier') this.#named(all, false);
  }

  #assigned(assignment: T.AssignmentExpression, target: Node, inner: boolean): void {
    const { operator, right } = assignment;
    if (operator !== '=' || isFirst(assignment, this.#origin)) return;
    const text = this.#origin.module.sourceOf(target);
    const added = addedTo(unwrapped(right), node => this.#origin.module.sourceOf(node) === text);
    if (added) this.#swell({ node: assignment, ...added, inner });
    else this.#shrink(assignment, 'reset', inner);
  }

  #passed(call: CallNode, at: Node, inner: boolean): void {
    const index = call.arguments.indexOf(at as never);
    const path = this.#origin.ofCall(call);
    if (path === ':Object.assign()' && index === 0) {
      for (const given of call.arguments.slice(1)) this.#spread(call, given, inner);
      return;
    }
    if (path === ':Object.hasOwn()' && index === 0) {
      this.lookUps.push(call);
      return;
    }
    if (path === ':Reflect.deleteProperty()') this.#shrink(call, 'delete', inner);
    if (path === ':Object.keys()' || path === ':Object.values()' || path === ':Object.entries()' || path === ':Array.from()') {
      const length = outermost(call).parent as Node;
      const isLength = length.type === 'MemberExpression' && memberName(length) === 'length';
      if (isLength && isMeasured(outermost(length)) && !inner) this.measured = true;
      return;
    }
    const definition = this.#origin.definition(call.callee);
    if (isFunction(definition?.node) && definition.origin === this.#origin) {
      const parameter = definition.node.params[index];
      const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
      if (name?.type === 'Identifier') this.#named(name, inner);
      return;
    }
    if (path === undefined && !inner) this.leaves = true;
  }

  /** `Object.assign(cache, { [key]: value })` */
  #spread(node: Node, given: Node, inner: boolean): void {
    const properties = given.type === 'ObjectExpression' ? given.properties : [];
    for (const property of properties) {
      if (property.type === 'Property' && property.computed && propertyName(property.key, true) === undefined)
        this.#swell({ node, key: property.key, values: [property.value], inner });
    }
  }

  /** What a function of this file gives is the collection wherever it is called. */
  #returned(at: Node, inner: boolean): void {
    const fn = enclosingFunction(at);
    const calls = fn && !fn.async && !this.#seen.has(fn) ? localCalls(fn, this.#origin) : undefined;
    if (fn) this.#seen.add(fn);
    for (const call of calls ?? []) this.follow(call, inner);
  }

  #swell(swell: Swell): void {
    if (!swell.key || !isReplacing(swell.node, swell.key, this.#origin)) this.swells.push(swell);
  }

  #shrink(node: Node, how: Shrink['how'], inner: boolean): void {
    this.shrinks.push({ node, how, inner });
  }
}

/** Whether anything is done with what a call gives. */
function isUsed(call: Node): boolean {
  const around = outermost(call).parent as Node;
  if (around.type === 'LogicalExpression') return isUsed(around);
  return around.type !== 'ExpressionStatement';
}
