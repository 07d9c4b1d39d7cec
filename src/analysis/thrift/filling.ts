import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isCall, isFunction, isLoop, isStatementList, memberName, unwrapped, within, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isChange, isHoisted, isTarget } from '../origin/change.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { turnsOf, turnsOfSlot, type Turns } from '../place/turns.ts';
import { isArrayOf, pushesAround } from './branched.ts';
import { isVisible, itemsOf, placeOf, presizedBy } from './presizing.ts';

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

interface Store {
  way: Filling['way'];
  node: Filling['store'];
  /** The name of the array. */
  name: T.Identifier;
  /** The statement, or the body of an arrow function, that is nothing but the store. */
  statement: Node;
}

/** The arrays that are made empty though their length is known when a loop begins to fill them. */
export function fillingsIn(way: Filling['way'], nodes: Nodes, origin: Origin, typescript: boolean): Iterable<Filling> {
  return way === 'push'
    ? pushedArrays(nodes.callsUnder(['push']), origin, typescript)
    : downwardArrays(nodes.each('AssignmentExpression'), origin, typescript);
}

/** The arrays that are pushed to once a turn of a loop whose turns are counted. */
function* pushedArrays(calls: readonly T.CallExpression[], origin: Origin, typescript: boolean): Generator<Filling> {
  for (const call of calls) {
    const { callee, parent } = call;
    if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || memberName(callee) !== 'push') continue;
    if (callee.computed || callee.optional || call.arguments.length !== 1 || call.arguments[0]?.type === 'SpreadElement') continue;
    const isBody = isFunction(parent) && parent.body === call;
    if (parent.type !== 'ExpressionStatement' && !isBody) continue;
    const store: Store = { way: 'push', node: call, name: callee.object, statement: isBody ? call : parent };
    const filling = fillingOf(store, origin, typescript);
    if (filling) yield filling;
  }
}

/** The arrays that are filled from their last index down. */
function* downwardArrays(assignments: readonly T.AssignmentExpression[], origin: Origin, typescript: boolean): Generator<Filling> {
  for (const assignment of assignments) {
    const { left, operator, parent } = assignment;
    if (operator !== '=' || left.type !== 'MemberExpression' || !left.computed || left.object.type !== 'Identifier') continue;
    if (parent.type !== 'ExpressionStatement') continue;
    const filling = fillingOf({ way: 'downwards', node: assignment, name: left.object, statement: parent }, origin, typescript);
    if (filling) yield filling;
  }
}

function fillingOf(store: Store, origin: Origin, typescript: boolean): Filling | undefined {
  const { way, name } = store;
  const { whole, parts } = pushesAround(store.statement, name, origin);
  // One of several branches speaks for all.
  if (parts.some(part => part.range[0] < store.statement.range[0])) return undefined;
  const turn = turnOf(whole);
  const binding = turn && origin.module.bindings.of(name);
  const making = binding && makingOf(binding, origin);
  if (!making) return undefined;
  const { made, declaration } = making;
  const { loop } = turn;
  const isOwn = (mention: Node): boolean => mention === name || parts.some(part => isArrayOf(part, mention));
  const others = binding.references.filter(reference => !isOwn(reference) && !contains(declaration, reference));
  const isFilled = way === 'push' ? isFilledHere(others, loop) && isUsed(others, declaration) : isEmptyBefore(others, loop);
  const inTry = isFilled ? isTriedIn(loop, listAround(declaration)) : undefined;
  const turns = inTry === undefined ? undefined : turnsInto(store, loop, origin);
  if (!turns || (turns.most ?? few) < few || (turns.constant ?? 0) > many) return undefined;
  if (leavesEarly(turn, parts.at(-1) ?? store.node, origin)) return undefined;
  const filling = { way, name: name.name, made, declaration, store: store.node, loop };
  const items = typescript ? itemsOf(binding, made, origin) : '';
  const known = { count: turns.count, index: indexOf(turns, turn.body, way, origin), items };
  const at = turn.callback || inTry || parts.length > 1 ? undefined : placeOf(turns, filling, origin);
  return { ...filling, ...known, at, presized: at ? presizedBy(turns, filling, others, origin) : 'no' };
}

function turnsInto({ way, node }: Store, loop: Node, origin: Origin): Turns | undefined {
  const turns = turnsOf(loop, node, origin);
  return turns && way === 'downwards' ? downwardTurns(node, turns, origin) : turns;
}

function listAround(declaration: Node): Node {
  const around = declaration.parent as Node;
  return around.type === 'ExportNamedDeclaration' ? around.parent : around;
}

/** The counter, where it is the index of the item that a turn adds. */
function indexOf({ counter }: Turns, body: Node, way: Filling['way'], origin: Origin): string | undefined {
  if (!counter?.isIndex || way === 'downwards') return undefined;
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
  const call = around.parent;
  if (call.type !== 'CallExpression' || call.arguments[0] !== around || call.parent.type !== 'ExpressionStatement') return undefined;
  const isEach = call.callee.type === 'MemberExpression' && !call.callee.optional && memberName(call.callee) === 'forEach';
  return isEach ? { loop: call.parent, body: at, callback: true } : undefined;
}

function isMadeEmpty(node: Node, origin: Origin): boolean {
  if (node.type === 'ArrayExpression') return node.elements.length === 0;
  return isCall(node) && node.arguments.length === 0 && origin.of(node.callee) === ':Array';
}

/** Whether a `try` stands between a statement and a list around it; nothing where more than that does. */
function isTriedIn(statement: Node, list: Node): boolean | undefined {
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
function isUsed(others: readonly Node[], declaration: Node): boolean {
  if (others.length === 0) return (declaration.parent as Node).type === 'ExportNamedDeclaration';
  const names = others.map(({ parent }) => (parent?.type === 'MemberExpression' ? memberName(parent) : undefined));
  return !names.includes('join') || names.some(name => name !== 'join' && name !== 'length');
}

/** Whether the other mentions come after the loop and add nothing. */
function isFilledHere(others: readonly Node[], loop: Node): boolean {
  return others.every(other => (other.range[0] > loop.range[1] || (isHoisted(other, loop) && !contains(loop, other))) && !isGrowth(other));
}

/** Whether a mention makes the array longer or shorter, as that of a queue does; setting or sorting its items does not. */
function isGrowth(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (!isChange(mention) || parent.type !== 'MemberExpression') return false;
  return !parent.computed || (parent.property.type === 'MemberExpression' && memberName(parent.property) === 'length');
}

/** Whether nothing but single items was put into the array before the loop. */
function isEmptyBefore(others: readonly Node[], loop: Node): boolean {
  return others.every(other => {
    const parent = other.parent as Node;
    const isItem = parent.type === 'MemberExpression' && parent.computed;
    if (contains(loop, other)) return isItem || !isGrowth(other);
    const isStore = isItem && isTarget(parent) && (parent.parent).parent?.type === 'ExpressionStatement';
    return isStore || other.range[0] > loop.range[1];
  });
}

/** The turns of a loop whose stores go down to the first index. */
function downwardTurns(store: Filling['store'], turns: Turns, origin: Origin): Turns | undefined {
  if (store.type !== 'AssignmentExpression' || store.left.type !== 'MemberExpression') return undefined;
  const index = unwrapped(store.left.property);
  if (index.type === 'UpdateExpression') return turnsOfSlot(index, turns, origin);
  const isNext = index.type === 'BinaryExpression' && index.operator === '-' && index.right.type === 'Literal' && index.right.value === 1;
  const of = isNext ? index.left : index;
  const { counter } = turns;
  if (counter?.up !== false || of.type !== 'Identifier' || origin.module.bindings.of(of) !== counter.binding) return undefined;
  return isNext === counter.isNext ? turns : { ...turns, count: undefined, whole: false };
}

interface Making {
  made: Node;
  /** The statement that makes it. */
  declaration: T.VariableDeclaration | T.ExpressionStatement;
}

/** Where a variable gets its only value, an empty array. */
function makingOf(binding: Binding, origin: Origin): Making | undefined {
  const { node, declared, references, writes: [made, more] } = binding;
  if (binding.kind !== 'variable' || node.type !== 'VariableDeclarator' || node.id !== declared) return undefined;
  if (!made || more || !isMadeEmpty(unwrapped(made), origin)) return undefined;
  if (!binding.reassigned) return { made, declaration: node.parent };
  // `let list; list = [];`
  const around = made.parent as Node;
  if (node.init || references.filter(isTarget).length !== 1 || around.type !== 'AssignmentExpression') return undefined;
  return around.operator === '=' && around.parent.type === 'ExpressionStatement' ? { made, declaration: around.parent } : undefined;
}
