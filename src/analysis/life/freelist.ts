import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingClass, enclosingFunction, headOf, isCall, isCallNamed, isFunction, isNullish,
  outermost, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { isCleared, statefulBy, type Stateful } from './stateful.ts';

/** A thing that is put back on a list of free ones. */
export interface Return {
  /** `free.push(buffer)`, or the call of a pool's method that does so: `pool.release(buffer)`. */
  node: T.CallExpression;
  /** The name of the thing. */
  name: T.Identifier;
  lent: Stateful;
  /** Whether who returns it clears it, or who takes it out. */
  isClean: boolean;
  /** The calls that hand it to the function which puts it back. */
  by: readonly Return[];
  /** Whether that function is a method of the pool, so that the others return it, and not the function. */
  isOfPool: boolean;
}

interface Loan {
  list: string;
  node: T.CallExpression;
  lent: Stateful;
  /** The name that it is taken under, where it has one. */
  binding: Binding | undefined;
}

/** What is put back on the free lists of a file. */
export function returnsIn(syntax: Pick<Nodes, 'callsUnder'>, origin: Origin): readonly Return[] {
  const loans = syntax.callsUnder(['pop', 'shift']).flatMap(call => loanBy(call, origin) ?? []);
  if (loans.length === 0) return [];
  return syntax.callsUnder(['push', 'unshift']).flatMap(node => {
    const receiver = receiverOf(node);
    const loan = receiver && loans.find(({ list }) => list === nameIn(receiver, origin));
    if (!loan || node.arguments.length > 1) return [];
    const same = loans.filter(({ list }) => list === loan.list);
    const isClean = same.some(({ binding, lent }) => binding && isCleared(binding.references, lent));
    const own = returnAt(node, node.arguments[0], loan.lent, isClean, origin);
    return own ? [withCallers(own, same, origin)] : [];
  });
}

function returnAt(node: T.CallExpression, given: Node | undefined, lent: Stateful, isClean: boolean, origin: Origin): Return | undefined {
  const name = given && itselfIn(given);
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  if (name?.type !== 'Identifier' || !binding || isNew(binding, origin)) return undefined;
  const others = binding.references.filter(reference => outermost(reference).parent !== node);
  return { node, name, lent, isClean: isClean || isCleared(others, lent), by: [], isOfPool: false };
}

/** What an expression gives again: `buffer` of `buffer.fill(0)`. */
function itselfIn(given: Node): Node {
  const node = bare(given);
  const receiver = isCallNamed(node, /^(fill|copyWithin|reverse|sort)$/) ? receiverOf(node) : undefined;
  return receiver ? itselfIn(receiver) : node;
}

/** A parameter that is put back is so by each call of its function. */
function withCallers(own: Return, loans: readonly Loan[], origin: Origin): Return {
  const binding = origin.module.bindings.of(own.name);
  const fn = binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
  const index = fn?.params.findIndex(parameter => binding && contains(parameter, binding.declared)) ?? -1;
  const calls = fn && index >= 0 && contains(fn, own.node) ? callsOf(fn, origin) : [];
  const by = calls.flatMap(call => returnAt(call, call.arguments[index], own.lent, own.isClean, origin) ?? []);
  const isClean = own.isClean || by.some(each => each.isClean) || loans.some(loan => isClearedByTakers(loan, origin));
  return { ...own, by, isClean, isOfPool: calls.length > 0 && isMember(fn?.parent) };
}

const isMember = (node: Node | undefined): boolean => /^(MethodDefinition|PropertyDefinition|Property)$/.test(node?.type ?? '');

/** `free.pop() ?? Buffer.alloc(4096)`: what tells a list of free ones from a queue is that a new one is made where it is empty. */
function loanBy(node: T.CallExpression, origin: Origin): Loan | undefined {
  const receiver = receiverOf(node);
  if (!receiver || node.arguments.length > 0 || isFolded(receiver, origin)) return undefined;
  const at = outermost(node);
  const around = at.parent as Node;
  const made = madeInstead(node, at, around, origin);
  const lent = made && !hasNoRoom(made) ? statefulBy(made, origin) : undefined;
  return lent && { list: nameIn(receiver, origin), node, lent, binding: bindingOf(at, origin) };
}

/** `new Uint8Array(0)`: nobody fills that, so that the list is a queue of what others have filled, and this says that it is empty. */
function hasNoRoom(made: Node): boolean {
  const node = bare(made);
  const [size] = isCall(node) ? node.arguments : [];
  return size?.type === 'Literal' && size.value === 0;
}

/** Whether a list is what a `reduce()` makes: whoever takes out its last entry goes on with it. */
function isFolded(list: Node, origin: Origin): boolean {
  const binding = list.type === 'Identifier' ? origin.module.bindings.of(list) : undefined;
  return binding?.kind === 'parameter' && isCallNamed(enclosingFunction(binding.declared)?.parent, /^reduce(Right)?$/);
}

/** What is made where the list is empty. */
function madeInstead(node: Node, at: Node, around: Node, origin: Origin): Node | undefined {
  if (around.type === 'LogicalExpression' && around.left === at) return around.right;
  if (around.type === 'ConditionalExpression') return around.consequent === at ? around.alternate : around.consequent;
  const binding = bindingOf(at, origin);
  const list = isCall(node) ? receiverOf(node) : undefined;
  const asks = (test: Node): boolean => list !== undefined && within(test, origin.module.keys).some(part =>
    nameIn(part, origin) === nameIn(list, origin) || binding?.references.includes(part as T.Identifier) === true);
  const other = binding?.writes.find(write => !contains(write, node) && !isNullish(write) && statefulBy(write, origin));
  if (other && [other, node].some(each => isIfEmpty(each, asks))) return other;
  // `if (free.length > 0) return free.pop(); return Buffer.alloc(4096);`
  const fn = enclosingFunction(node);
  // A list or an object that holds it is another thing.
  const isGiven = (value: Node): boolean => !/^(Array|Object)Expression$/.test(bare(value).type)
    && (contains(value, node) || (binding !== undefined && binding.references.some(reference => contains(value, reference))));
  if (!fn || around.type === 'ExpressionStatement' || !origin.returned(fn).some(isGiven)) return undefined;
  return origin.returned(fn).find(value => !contains(value, node) && statefulBy(value, origin));
}

/** Whether something is only done where the list, or what it gave, was asked for before. */
function isIfEmpty(node: Node, asks: (test: Node) => boolean): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    if (at.type === 'AssignmentExpression' && at.operator.length > 2 && asks(at.left)) return true;
    const isBranch = at.type === 'IfStatement' || at.type === 'ConditionalExpression';
    const test = isBranch ? at.test : at.type === 'LogicalExpression' ? at.left : undefined;
    if (test && asks(test)) return true;
  }
  return false;
}

/** The name that takes the value of an expression: `const buffer = free.pop() ?? …`. */
function bindingOf(node: Node, origin: Origin): Binding | undefined {
  let at = node;
  while (at.parent && /^(LogicalExpression|ConditionalExpression)$/.test(at.parent.type)) at = outermost(at.parent);
  const around = at.parent;
  const name = around?.type === 'VariableDeclarator' ? around.id : around?.type === 'AssignmentExpression' ? around.left : undefined;
  return name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
}

/** A list as the code writes it, and the class that it is of or where its name is declared: `free`, `this.free`, `buckets.get(size)`. */
function nameIn(list: Node, origin: Origin): string {
  const text = origin.module.sourceOf(unwrapped(list)).replace(/\?\.|!\./g, '.').replace(/[?!]$/, '');
  const head = headOf(unwrapped(list));
  const named = head.type === 'Identifier' ? origin.module.bindings.of(head)?.declared : undefined;
  const owner = text.startsWith('this.') ? enclosingClass(list) : named;
  return owner ? `${owner.range[0]} ${text}` : text;
}

/** Whether it was made here, to fill the list at the start. */
function isNew(binding: Binding, origin: Origin): boolean {
  return binding.kind === 'variable' && binding.writes.length > 0 && binding.writes.every(write => statefulBy(write, origin) !== undefined);
}

/** Whether those clear it who call the function that takes it. */
function isClearedByTakers({ node, lent }: Loan, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  return fn !== undefined && callsOf(fn, origin).some(call => {
    const taken = bindingOf(outermost(call), origin);
    return taken !== undefined && isCleared(taken.references, lent);
  });
}

/** The calls of a function or method in its file. */
export function callsOf(fn: FunctionNode, origin: Origin): readonly T.CallExpression[] {
  const name = nameOf(fn);
  const known = localCalls(fn, origin) ?? (origin.module.callsIn?.(rootOf(fn)) ?? []).filter(call =>
    calledName(call) === name && origin.definition(call.callee)?.node === fn);
  return known.filter((call): call is T.CallExpression => call.type === 'CallExpression');
}

function rootOf(node: Node): Node {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}
