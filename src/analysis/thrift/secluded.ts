import {
  ancestors, contains, enclosingFunction, isCall, isFunction, isLoop, isWrapper, memberName, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { repeats } from '../place/repeat.ts';

/** What becomes of a collection where it is mentioned. */
export type Look =
  /** It is looked into and let go. */
  | 'look'
  /** It is gone through for as long as a loop lasts. */
  | 'iterated'
  /** It is given back by the function. */
  | 'given'
  /** It goes on to somewhere else. */
  | 'kept'
  /** It is changed in a way that nothing here knows. */
  | 'changed';

/** Methods that give nothing of the collection but its items, or a copy. */
const looking = /^(includes|indexOf|lastIndexOf|at|join|slice|has|get|concat|toSorted|toReversed)$/;
/** Methods that call a function, which gets the collection as one of its parameters. */
const handing: Readonly<Record<string, number>> = {
  map: 2, filter: 2, forEach: 1, some: 2, every: 2, find: 2, findIndex: 2, findLast: 2, flatMap: 2, reduce: 3,
};
/** Methods that change it, the same before and after a repair. */
const filling = /^(push|set|add|delete)$/;
/** Functions of the language that keep nothing of what they are given. */
const forgetting = new RegExp([
  'Object\\.(keys|values|entries|hasOwn)', 'Array\\.(isArray|from)', 'JSON\\.stringify', 'String', 'Boolean', 'Set', 'Map',
  'structuredClone',
].join('|').replace(/.+/s, '^:(?:$&)\\(\\)$'));

/** What becomes of a collection at one mention. */
export function lookAt(mention: Node, origin: Origin): Look {
  let at = mention;
  for (;;) {
    const parent = at.parent as Node;
    switch (parent.type) {
      case 'LogicalExpression':
        if (parent.left === at && parent.operator === '&&') return 'look';
        break;
      case 'ConditionalExpression':
        if (parent.test === at) return 'look';
        break;
      case 'MemberExpression':
        return parent.object === at ? ofMember(parent) : 'look';
      case 'CallExpression':
      case 'NewExpression':
        return ofArgument(parent, at, origin);
      case 'ForOfStatement':
      case 'ForInStatement':
        return parent.right === at ? 'iterated' : 'changed';
      case 'ReturnStatement':
        return 'given';
      case 'ArrowFunctionExpression':
        return parent.body === at ? 'given' : 'changed';
      case 'VariableDeclarator':
        return /^(Array|Object)Pattern$/.test(parent.id.type) ? 'look' : 'kept';
      case 'SpreadElement':
      case 'TemplateLiteral':
      case 'BinaryExpression':
      case 'IfStatement':
      case 'WhileStatement':
      case 'ForStatement':
      case 'SwitchStatement':
      case 'ExpressionStatement':
        return 'look';
      case 'UnaryExpression':
        return parent.operator === 'delete' ? 'changed' : 'look';
      case 'ExportSpecifier':
      case 'ExportDefaultDeclaration':
      case 'TSTypeQuery':
        return 'changed';
      default:
        if (!isWrapper(parent)) return 'kept';
    }
    at = parent;
  }
}

function ofMember(member: Node): Look {
  const around = member.parent as Node;
  const name = member.type === 'MemberExpression' ? memberName(member) : undefined;
  if (isCall(around) && around.callee === member) {
    if (name === undefined) return 'kept';
    if (looking.test(name)) return 'look';
    if (filling.test(name)) return around.parent.type === 'ExpressionStatement' ? 'look' : 'kept';
    const most = Object.hasOwn(handing, name) ? handing[name] ?? 0 : 0;
    return most > 0 && around.arguments[0] && takesAtMost(around.arguments[0], most) ? 'look' : 'kept';
  }
  switch (around.type) {
    case 'AssignmentExpression':
      return around.left === member ? 'changed' : 'look';
    case 'UnaryExpression':
      return around.operator === 'delete' ? 'changed' : 'look';
    case 'TaggedTemplateExpression':
      return around.tag === member ? 'kept' : 'look';
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'AssignmentPattern':
      return around.left === member ? 'changed' : 'look';
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return 'changed';
    case 'Property':
      return around.parent.type === 'ObjectPattern' ? 'changed' : 'look';
    default:
      return 'look';
  }
}

/** A function in place that sees the items alone. */
function takesAtMost(fn: Node, parameters: number): boolean {
  return fn.type === 'ArrowFunctionExpression' && fn.params.length <= parameters && fn.params.every(({ type }) => type !== 'RestElement');
}

function ofArgument(call: CallNode, given: Node, origin: Origin): Look {
  if (call.callee === given) return 'kept';
  const path = origin.ofCall(call);
  if (path === ':Object.assign()') return call.arguments[0] === given ? 'kept' : 'look';
  const isAlone = call.arguments.length === 1 || path === ':Object.hasOwn()';
  return (isAlone && forgetting.test(path ?? '')) || origin.factOfCall(call, 'safe') === true ? 'look' : 'kept';
}

/** How the code of a mention comes to run: with the function that owns the collection, for each item of a list, or whenever. */
export type Company = 'own' | 'each' | 'callback' | 'later';

/** Where a mention runs, seen from the function that owns the collection. */
export function companyOf(mention: Node, owner: FunctionNode | undefined, origin: Origin): Company {
  let company: Company = 'own';
  for (const at of ancestors(mention)) {
    if (at.type === 'PropertyDefinition' || at.type === 'StaticBlock') return 'later';
    if (!isFunction(at)) continue;
    if (at === owner) return company;
    const each = eachOf(at, origin);
    if (!each) return 'later';
    if (each === 'callback' || company === 'own') company = each;
  }
  return owner ? 'later' : company;
}

/** `rows.forEach(row => …)`: of an array for certain, or of what has the method. */
function eachOf(fn: FunctionNode, origin: Origin): 'each' | 'callback' | undefined {
  const call = fn.parent;
  const callee = call.type === 'CallExpression' && call.arguments[0] === fn && !fn.async && !fn.generator ? call.callee : undefined;
  if (callee?.type !== 'MemberExpression' || memberName(callee) !== 'forEach') return undefined;
  if (call?.parent?.type !== 'ExpressionStatement') return undefined;
  const list = measureOf(callee.object, origin);
  return list?.kind === 'array' && list.exact ? 'each' : 'callback';
}

/** Whether a loop, or a function for each item, that the collection outlives runs both parts of the code. */
export function recur(mention: Node, change: Node, until: Node): boolean {
  let below = mention;
  for (const at of ancestors(mention)) {
    if (at === until) return false;
    if (contains(at, change) && ((isLoop(at) && repeats(at, below)) || isFunction(at))) return true;
    below = at;
  }
  return false;
}

/** Whether an error of the code is caught, or told on the way out, while the collection can still be seen. */
export function isGuarded(node: Node, until: Node): boolean {
  for (const at of ancestors(node)) {
    if (at === until) return false;
    if (at.type === 'TryStatement') return true;
  }
  return false;
}

/** Whether a mention is a part of what its owner returns, so that the collection is changed no more. */
export function isReturned(mention: Node, changes: readonly Node[], owner: FunctionNode | undefined, until: Node, origin: Origin): boolean {
  for (const at of ancestors(mention)) {
    if (isFunction(at)) return false;
    if (at.type !== 'ReturnStatement') continue;
    if (enclosingFunction(mention) !== owner) return false;
    return lookAt(mention, origin) === 'given' ? !isLeftThrough(mention, changes, until) : !isGuarded(mention, until);
  }
  return false;
}

/** Whether what is returned may still change on the way out: `try { return all; } finally { … }`. */
function isLeftThrough(mention: Node, changes: readonly Node[], until: Node): boolean {
  for (const at of ancestors(mention)) {
    if (at === until) return false;
    const last = at.type === 'TryStatement' ? at.finalizer : null;
    if (last && !contains(last, mention) && changes.some(change => contains(last, change))) return true;
  }
  return false;
}
