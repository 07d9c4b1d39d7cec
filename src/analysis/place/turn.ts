import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, isKey, isLoop, memberName,
  propertyNamed, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { makesPromise } from '../origin/call.ts';
import { isWrittenIn } from '../origin/change.ts';
import { entryFor, handingsOf, isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isCalledAtOnce, repeats, type Repeater } from './repeat.ts';

/** What runs once for each item of something. */
export interface Turn {
  repeater: Repeater;
  /** What the items are of; nothing for the pieces of a stream. */
  items: Node | undefined;
  /** The names that stand for the item in a turn. */
  names: ReadonlySet<Binding>;
  /** The index, where items are taken by it: `rows[i]`. */
  index: Binding | undefined;
  /** Whether the turns do not wait for one another. */
  together: boolean;
}

/** The turns that a node is part of, the innermost first, through promises and what is called at once. */
export function* turnsAround(node: Node, origin: Origin): Generator<Turn> {
  let below = node;
  for (const at of ancestors(node)) {
    const turn = isLoop(at) && repeats(at, below) ? ofLoop(at, origin) : undefined;
    if (turn) yield turn;
    if (isFunction(at)) {
      const call = at.parent;
      if (isCall(call) && isLimited(call)) return;
      if (isPerItem(at, origin) && isCall(call)) yield ofCallback(at, call, call.arguments.indexOf(at as never), origin);
      else if (!isCalledAtOnce(at) && !isPassing(at, origin)) return;
    }
    below = at;
  }
}

/** `map(items, fn, { concurrency: 5 })` */
const isLimited = (call: CallNode): boolean =>
  call.arguments.some(argument => argument.type === 'ObjectExpression' && propertyNamed(argument, 'concurrency') !== undefined);

/** A function that runs as part of what it is handed to: `.then(() => …)`, `new Promise(resolve => …)`. */
export const isPassing = (fn: FunctionNode, origin: Origin): boolean =>
  makesPromise(fn.parent, origin) || (isCallNamed(fn.parent, /^then$/) && fn.parent.arguments[0] === fn);

/** The turns for which a function is called that is handed over by its name: `ids.map(load)`. */
export function* turnsByName(fn: FunctionNode, origin: Origin): Generator<Turn & { call: CallNode }> {
  for (const handing of handingsOf(fn, origin)) {
    const { call, argument } = handing;
    if (call.arguments[argument] === fn || handing.option !== undefined) continue;
    if (entryFor(origin.factOfCall(call, 'calls'), handing)?.each) yield { ...ofCallback(fn, call, argument, origin), call };
  }
}

function ofLoop(loop: Repeater, origin: Origin): Turn | undefined {
  const turn = { repeater: loop, index: undefined, together: false };
  switch (loop.type) {
    case 'ForOfStatement':
    case 'ForInStatement':
      return { ...turn, items: loop.right, names: namesIn(loop.left, origin) };
    case 'ForStatement': {
      const index = indexOf(loop, origin);
      return index && { ...turn, items: itemsBy(index, loop, origin), names: new Set(), index };
    }
    case 'WhileStatement':
      return ofWhile(loop, origin);
    default:
      return undefined;
  }
}

/** `while (ids.length > 0) { const id = ids.pop(); … }`, `while (i < ids.length) { … ids[i]; i += 1; }` */
function ofWhile(loop: T.WhileStatement, origin: Origin): Turn | undefined {
  const counter = loop.test.type === 'BinaryExpression' && loop.test.left.type === 'Identifier' ? loop.test.left : undefined;
  const index = counter && origin.module.bindings.of(counter);
  const items = index && isWrittenIn(loop.body, index) ? itemsBy(index, loop, origin) : undefined;
  if (index && items) return { repeater: loop, items, names: new Set(), index, together: false };
  for (const at of within(loop.body, origin.module.keys, isFunction)) {
    const taken = at.type === 'VariableDeclarator' && at.init ? unwrapped(at.init) : undefined;
    if (at.type !== 'VariableDeclarator' || !isCallNamed(taken, /^(shift|pop)$/) || taken.callee.type !== 'MemberExpression') continue;
    return { repeater: loop, items: taken.callee.object, names: namesIn(at.id, origin), index: undefined, together: false };
  }
  return undefined;
}

/** The counter of a loop that goes through all, one by one: `for (let i = 0; i < rows.length; i++)`. */
function indexOf({ init, update, test }: T.ForStatement, origin: Origin): Binding | undefined {
  const id = init?.type === 'VariableDeclaration' ? init.declarations[0]?.id : undefined;
  const isByOne = update?.type === 'AssignmentExpression' && origin.module.sourceOf(update.right) === '1';
  const isStep = update?.type === 'UpdateExpression' || isByOne;
  return test && isStep && id?.type === 'Identifier' ? origin.module.bindings.of(id) : undefined;
}

/** What an index takes items of. */
function itemsBy(index: Binding, loop: Node, origin: Origin): Node | undefined {
  for (const reference of index.references) {
    const member = reference.parent.type === 'UpdateExpression' ? reference.parent.parent : reference.parent;
    if (isItemBy(member, index, origin) && contains(loop, reference)) return member.object;
  }
  return undefined;
}

/** `rows[i]`, `rows[i++]` */
function isItemBy(at: Node, index: Binding, origin: Origin): at is T.MemberExpression {
  if (at.type !== 'MemberExpression' || !at.computed) return false;
  const by = at.property.type === 'UpdateExpression' ? at.property.argument : at.property;
  return by.type === 'Identifier' && origin.module.bindings.of(by) === index;
}

function ofCallback(fn: FunctionNode, call: CallNode, argument: number, origin: Origin): Turn {
  const callee = unwrapped(call.callee);
  const name = calledName(call) ?? '';
  const parameter = fn.params[/^reduce/.test(name) ? 1 : 0];
  const [first] = call.arguments;
  const isOfEvents = /^(on|addListener|prependListener)$/.test(name);
  const items = isOfEvents ? undefined : argument > 0 ? first : callee.type === 'MemberExpression' ? callee.object : undefined;
  return {
    repeater: fn, items, names: parameter ? namesIn(parameter, origin) : new Set(), index: undefined, together: !/^reduce/.test(name),
  };
}

/** What a name in a pattern, a declaration or a parameter is bound to. */
export function namesIn(pattern: Node, origin: Origin): Set<Binding> {
  const names = new Set<Binding>();
  for (const at of within(pattern, origin.module.keys)) {
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    if (binding && (binding.declared === at || pattern.type !== 'VariableDeclaration')) names.add(binding);
  }
  return names;
}

/** What an item is one of: `users` for the `user` of `for (const user of users)` or `users.map(user => …)`. */
export function itemsOf(name: T.Identifier, origin: Origin): Node | undefined {
  const binding = origin.module.bindings.of(name);
  if (!binding) return undefined;
  if (binding.kind === 'parameter') {
    const fn = enclosingFunction(binding.declared);
    const call = fn?.parent;
    const isOwn = fn && isCall(call) && fn.params.includes(binding.declared) && isPerItem(fn, origin);
    return isOwn ? ofCallback(fn, call, call.arguments.indexOf(fn as never), origin).items : undefined;
  }
  const loop = binding.node.parent?.parent;
  return loop?.type === 'ForOfStatement' && loop.left === binding.node.parent ? loop.right : undefined;
}

/** Tells what depends on the item of a turn. */
export class Dependence {
  readonly #turn: Turn;
  readonly #origin: Origin;
  readonly #names: Set<Binding>;

  constructor(turn: Turn, origin: Origin) {
    this.#turn = turn;
    this.#origin = origin;
    this.#names = new Set(turn.names);
    const body = 'body' in turn.repeater ? turn.repeater.body : undefined;
    if (body) while (this.#learn(body));
  }

  /** Whether a name of the item, or of what was made of it, is mentioned. */
  isIn(node: Node): boolean {
    return within(node, this.#origin.module.keys).some(at => this.#isItem(at));
  }

  has(binding: Binding): boolean {
    return this.#names.has(binding);
  }

  #isItem(at: Node): boolean {
    if (this.#turn.index && isItemBy(at, this.#turn.index, this.#origin)) return true;
    if (at.type !== 'Identifier' || isKey(at)) return false;
    const binding = this.#origin.module.bindings.of(at);
    return binding !== undefined && this.#names.has(binding);
  }

  /** Whether there is a further name in the turn that is made of the item. */
  #learn(body: Node): boolean {
    const before = this.#names.size;
    for (const at of within(body, this.#origin.module.keys)) {
      if (at.type === 'VariableDeclarator' && at.init && this.isIn(at.init)) this.#add(at.id);
      if (at.type === 'ForOfStatement' && this.isIn(at.right)) this.#add(at.left);
      if (at.type === 'AssignmentExpression' && at.left.type === 'Identifier' && this.isIn(at.right)) this.#addOwn(at.left, body);
      if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && at.arguments.some(argument => this.isIn(argument)))
        this.#addOwn(unwrapped(at.callee.object), body);
    }
    return this.#names.size > before;
  }

  #add(pattern: Node): void {
    for (const name of namesIn(pattern, this.#origin)) this.#names.add(name);
  }

  /** A variable of the turn that is given, or takes, what depends on the item. */
  #addOwn(name: Node, body: Node): void {
    const binding = name.type === 'Identifier' ? this.#origin.module.bindings.of(name) : undefined;
    if (binding?.kind === 'variable' && contains(body, binding.declared)) this.#names.add(binding);
  }
}

/** The variables from outside the turns that one turn sets for the next. */
export function carriedIn({ repeater }: Turn, node: Node, origin: Origin): Binding[] {
  const found = new Set<Binding>();
  for (const at of within(node, origin.module.keys)) {
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    if (binding?.kind === 'variable' && !contains(repeater, binding.declared) && isWrittenIn(repeater, binding)) found.add(binding);
  }
  return [...found];
}

/** The name of what the items are of, or of the item: `batches`, `chunk`. */
export function wordsOf({ items, names }: Turn, origin: Origin): string[] {
  const given = items && unwrapped(items);
  // `ids ?? []`
  const at = given?.type === 'LogicalExpression' ? unwrapped(given.left) : given;
  const named = at?.type === 'Identifier' ? at.name : isCall(at) ? calledName(at) : undefined;
  const own = at?.type === 'MemberExpression' ? memberName(at) : named;
  const inner = isCall(at) ? at.arguments.flatMap(each => (isCall(each) ? calledName(each) ?? [] : [])) : [];
  const made = at?.type === 'Identifier' ? origin.module.bindings.of(at)?.writes.map(write => unwrapped(write)) ?? [] : [];
  const makers = made.flatMap(each => (isCall(each) ? calledName(each) ?? [] : []));
  return [...(own === undefined ? [] : [own]), ...inner, ...makers, ...[...names].map(({ name }) => name)];
}
