import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isFunction, isLoop, isStatementList, memberName, unwrapped, within, type Node } from '../ast.ts';
import type { Binding } from './binding.ts';
import { isChange, isHoisted, isWritten } from './change.ts';
import type { Origin } from './origin.ts';
import { itemsOf, placeOf, presizedBy } from './presizing.ts';
import { turnsOf, turnsOfSlot, type Turns } from './turns.ts';

/** An array that is made empty and then filled once a turn, though its length is known before. */
export interface Filling {
  /** One push a turn, or from its last index down to its first. */
  way: 'push' | 'downwards';
  name: string;
  /** The expression that makes it: `[]`. */
  made: Node;
  /** The statement that makes it. */
  declaration: T.VariableDeclaration | T.ExpressionStatement;
  /** What puts an item into it. */
  store: T.CallExpression | T.AssignmentExpression;
  loop: T.Statement;
  /** Its length, as code; nothing where no short code says it. */
  count: string | undefined;
  /** The loop's own variable, where it is the index of the item. */
  index: string | undefined;
  /** The type of its items as the code has it: empty in JavaScript, nothing where it is not written down. */
  items: string | undefined;
  /** Where the count can be written: where the array is made, or only in front of the loop. */
  at: 'declaration' | 'loop' | undefined;
  /** Whether an array made with this length is the same at every place that can see it; whether it most likely is. */
  presized: 'same' | 'likely' | 'no';
}

/** Below this length growing costs next to nothing. */
const few = 100;
/** Above this length V8 keeps an array that is made with it as a hash table. */
const many = 2 ** 25;

/** The arrays that are pushed to once a turn of a loop whose turns are counted. */
export function* pushedArrays(calls: readonly T.CallExpression[], origin: Origin, typescript: boolean): Generator<Filling> {
  for (const call of calls) {
    const callee = call.callee;
    if (callee.type !== 'MemberExpression' || callee.computed || callee.optional || callee.object.type !== 'Identifier' || memberName(callee) !== 'push') continue;
    if (call.arguments.length !== 1 || call.arguments[0]?.type === 'SpreadElement') continue;
    const around = call.parent;
    const statement = around.type === 'ExpressionStatement' ? around : isFunction(around) && around.body === call ? call : undefined;
    const filling = statement && fillingOf('push', call, callee.object, statement, origin, typescript);
    if (filling) yield filling;
  }
}

/** The arrays that are filled from their last index down. */
export function* downwardArrays(assignments: readonly T.AssignmentExpression[], origin: Origin, typescript: boolean): Generator<Filling> {
  for (const assignment of assignments) {
    const { left, operator, parent } = assignment;
    if (operator !== '=' || left.type !== 'MemberExpression' || !left.computed || left.object.type !== 'Identifier' || parent.type !== 'ExpressionStatement') continue;
    const filling = fillingOf('downwards', assignment, left.object, parent, origin, typescript);
    if (filling) yield filling;
  }
}

function fillingOf(way: Filling['way'], store: Filling['store'], name: T.Identifier, statement: Node, origin: Origin, typescript: boolean): Filling | undefined {
  const turn = turnOf(statement);
  const binding = turn && origin.module.bindings.of(name);
  const making = binding && makingOf(binding, origin);
  if (!making) return undefined;
  const { made, declaration } = making;
  const around = declaration.parent as Node;
  const list = around.type === 'ExportNamedDeclaration' ? around.parent as Node : around;
  const inTry = listDistance(turn.loop, list);
  if (inTry === undefined || leavesEarly(turn, store, origin) || (way === 'push' && !isUsed(binding, declaration, turn.loop))) return undefined;
  const counted = turnsOf(turn.loop, store, origin);
  const turns = counted && (way === 'push' ? counted : downwardTurns(store, counted, origin));
  if (!turns || (turns.most ?? few) < few || (turns.constant ?? 0) > many) return undefined;
  const others = binding.references.filter(reference => reference !== name && !contains(declaration, reference));
  if (!(way === 'push' ? isFilledHere(others, turn.loop) : isEmptyBefore(others, turn.loop))) return undefined;
  const filling = { way, name: name.name, made, declaration, store, loop: turn.loop };
  const known = { count: turns.count, index: indexOf(turns, turn.body, way, origin), items: typescript ? itemsOf(binding, made, origin) : '' };
  const at = turn.callback || inTry ? undefined : placeOf(turns, filling, origin);
  return { ...filling, ...known, at, presized: at ? presizedBy(turns, filling, { binding, others }, origin) : 'no' };
}

/** The counter, where it is the index of the item that a turn adds. */
function indexOf({ counter, whole }: Turns, body: Node, way: Filling['way'], origin: Origin): string | undefined {
  if (!counter?.isIndex || way === 'downwards' || !whole) return undefined;
  return isVisible(counter.binding, body, origin) ? counter.name : undefined;
}

/** The part of a loop that runs once a turn, or the callback of a `forEach`. */
interface Turn {
  loop: T.Statement;
  body: Node;
  callback: boolean;
}

/** The loop each of whose turns runs the statement exactly once, if it gets that far. */
function turnOf(statement: Node): Turn | undefined {
  let at = statement;
  while (at.parent?.type === 'BlockStatement') at = at.parent;
  const around = at.parent as Node;
  if (isLoop(around)) return around.body === at ? { loop: around, body: at, callback: false } : undefined;
  if (!isFunction(around) || around.body !== at || around.async || around.generator) return undefined;
  const call = around.parent as Node;
  if (call.type !== 'CallExpression' || call.arguments[0] !== around || call.parent.type !== 'ExpressionStatement') return undefined;
  const isEach = call.callee.type === 'MemberExpression' && !call.callee.optional && memberName(call.callee) === 'forEach';
  return isEach ? { loop: call.parent, body: at, callback: true } : undefined;
}

function isMadeEmpty(node: Node, origin: Origin): boolean {
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  return (node.type === 'NewExpression' || node.type === 'CallExpression') && node.arguments.length === 0 && origin.of(node.callee) === ':Array';
}

/** Whether a `try` stands between a statement and a list around it; nothing where more than that does. */
function listDistance(statement: Node, list: Node): boolean | undefined {
  let inTry = false;
  for (let at = statement; at.parent; at = at.parent) {
    if (at.parent === list) return inTry;
    if (at.parent.type === 'TryStatement' && at.parent.block === at) inTry = true;
    else if (!isStatementList(at.parent) && at.parent.type !== 'LabeledStatement') return undefined;
  }
  return undefined;
}

/** Whether a turn may end before the store, or may be the last, or takes its time. */
function leavesEarly({ loop, body, callback }: Turn, store: Node, origin: Origin): boolean {
  for (const at of within(loop, origin.module.keys, inner => isFunction(inner) && inner.body !== body)) {
    switch (at.type) {
      case 'AwaitExpression':
      case 'YieldExpression':
        return true;
      case 'ReturnStatement':
        if (callback && at.range[0] < store.range[0]) return true;
        break;
      case 'BreakStatement':
      case 'ContinueStatement': {
        const target = targetOf(at);
        const isNext = at.type === 'ContinueStatement' && at.range[0] > store.range[0] && target === loop;
        if (!isNext && !contains(body, target)) return true;
        break;
      }
      default:
    }
  }
  return false;
}

/** What a jump leaves or goes on with. */
function targetOf(jump: T.BreakStatement | T.ContinueStatement): Node {
  for (const at of ancestors(jump)) {
    if (!jump.label && (isLoop(at) || (at.type === 'SwitchStatement' && jump.type === 'BreakStatement'))) return at;
    if (jump.label && at.type === 'LabeledStatement' && at.label.name === jump.label.name) return isLoop(at.body) ? at.body : at;
  }
  return jump;
}

/** Whether the array is used for more than to be joined to a string. */
function isUsed({ references }: Binding, declaration: Node, loop: Node): boolean {
  const after = references.filter(reference => !contains(loop, reference));
  if (after.length === 0) return (declaration.parent as Node).type === 'ExportNamedDeclaration';
  const names = after.map(({ parent }) => (parent.type === 'MemberExpression' ? memberName(parent) : undefined));
  return !names.includes('join') || names.some(name => name !== 'join' && name !== 'length');
}

/** Whether the other mentions come after the loop and add nothing. */
function isFilledHere(others: readonly Node[], loop: Node): boolean {
  return others.every(other => (other.range[0] > loop.range[1] || (isHoisted(other, loop) && !contains(loop, other))) && !isGrowth(other));
}

function isGrowth(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (!isChange(mention) || parent.type !== 'MemberExpression') return false;
  const name = memberName(parent);
  return name === undefined ? parent.property.type === 'MemberExpression' : name !== 'pop' && name !== 'shift' && !/^\d+$/.test(name);
}

/** Whether nothing but single items was put into the array before the loop. */
function isEmptyBefore(others: readonly Node[], loop: Node): boolean {
  return others.every(other => {
    const parent = other.parent as Node;
    if (contains(loop, other)) return !isGrowth(other) || parent.type !== 'MemberExpression' || parent.computed;
    return other.range[0] > loop.range[1] || (parent.type === 'MemberExpression' && parent.computed && isWritten(parent) && (parent.parent as Node).parent?.type === 'ExpressionStatement');
  });
}

/** The turns of a loop whose stores go down to the first index. */
function downwardTurns(store: Filling['store'], turns: Turns, origin: Origin): Turns | undefined {
  if (store.type !== 'AssignmentExpression' || store.left.type !== 'MemberExpression') return undefined;
  const index = unwrapped(store.left.property);
  if (index.type === 'UpdateExpression') return turnsOfSlot(index, turns, origin);
  const isNext = index.type === 'BinaryExpression' && index.operator === '-' && index.right.type === 'Literal' && index.right.value === 1;
  const of = isNext ? index.left : index;
  if (turns.counter?.up !== false || of.type !== 'Identifier' || origin.module.bindings.of(of) !== turns.counter.binding) return undefined;
  return isNext === turns.counter.isNext ? turns : { ...turns, count: undefined, whole: false };
}

interface Making {
  made: Node;
  /** The statement that makes it. */
  declaration: T.VariableDeclaration | T.ExpressionStatement;
}

/** Where a variable gets its only value, an empty array. */
function makingOf({ kind, node, declared, reassigned, writes, references }: Binding, origin: Origin): Making | undefined {
  const [written, more] = writes;
  if (kind !== 'variable' || node.type !== 'VariableDeclarator' || node.id !== declared || !written || more || !isMadeEmpty(unwrapped(written), origin)) return undefined;
  if (!reassigned) return { made: written, declaration: node.parent };
  // `let list; list = [];`
  const around = written.parent as Node;
  const isOnly = !node.init && references.filter(isWritten).length === 1;
  return isOnly && around.type === 'AssignmentExpression' && around.operator === '=' && around.parent.type === 'ExpressionStatement' ? { made: written, declaration: around.parent } : undefined;
}

/** Whether the name of a binding means it everywhere in a node. */
function isVisible(binding: Binding, node: Node, origin: Origin): boolean {
  const { bindings, keys } = origin.module;
  return [...within(node, keys)].every(at => at.type !== 'Identifier' || at.name !== binding.name || isProperty(at) || bindings.of(at) === binding);
}

const isProperty = ({ parent, range }: Node): boolean =>
  (parent?.type === 'MemberExpression' && !parent.computed && parent.property.range === range) || (parent?.type === 'Property' && !parent.shorthand && !parent.computed && parent.key.range === range);
