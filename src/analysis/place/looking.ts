import {
  calledName, contains, enclosingFunction, isCall, isFunction, isNullish, unwrapped, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { leaves } from './repeat.ts';

/** A look into a collection: `pools.get(key)`, `pools.has(key)`, `pools[key]`, `key in pools`. */
export interface Look {
  collection: Node;
  key: Node;
}

/** The collection and the key of a look; nothing of other expressions. */
export function lookOf(node: Node): Look | undefined {
  if (node.type === 'BinaryExpression') return node.operator === 'in' ? { collection: node.right, key: node.left } : undefined;
  if (node.type === 'MemberExpression') return node.computed ? { collection: node.object, key: node.property } : undefined;
  if (!isCall(node) || !/^(get|has|peek|hasOwn|hasOwnProperty|includes)$/.test(calledName(node) ?? '')) return undefined;
  const [first, second] = node.arguments;
  // `Object.hasOwn(pools, key)`
  if (first && second && calledName(node) === 'hasOwn') return { collection: first, key: second };
  const collection = receiverOf(node);
  return collection && first ? { collection, key: first } : undefined;
}

/** The expressions whose value a function keeps under a local name: `const known = pools.get(key)`. */
export function foundAs(name: Node, fn: FunctionNode, origin: Origin): readonly Node[] {
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  if (binding?.kind !== 'variable' || !contains(fn, binding.declared)) return [];
  return binding.writes.map(answered).filter(write => write.type === 'MemberExpression' || lookOf(write));
}

/** `await pools.get(key)`, `pools.get(key) ?? undefined`; with something else in its place where it is missing it answers nothing. */
function answered(node: Node): Node {
  const value = unwrapped(node);
  if (value.type === 'AwaitExpression') return answered(value.argument);
  return value.type === 'LogicalExpression' && (isNullish(value.right) || lookOf(unwrapped(value.right))) ? answered(value.left) : value;
}

/** Whether a test for something holds where that is missing; `undefined` where it asks for something else. */
export function holdsWhereMissing(test: Node, asks: (node: Node) => boolean): boolean | undefined {
  const asked = unwrapped(test);
  const opposite = (node: Node): boolean | undefined => {
    const missing = holdsWhereMissing(node, asks);
    return missing === undefined ? undefined : !missing;
  };
  if (asked.type === 'UnaryExpression' && asked.operator === '!') return opposite(asked.argument);
  // What both must hold for does not hold where one does not.
  if (asked.type === 'LogicalExpression' && asked.operator === '&&')
    return [asked.left, asked.right].some(part => holdsWhereMissing(part, asks) === false) ? false : undefined;
  if (asked.type === 'BinaryExpression' && asked.operator !== 'in' && isNullish(asked.right)) {
    return asked.operator.startsWith('=') ? opposite(asked.left) : holdsWhereMissing(asked.left, asks);
  }
  // `flags[key] === false`, `known.has(key) === false`
  if (asked.type === 'BinaryExpression' && /^[!=]==?$/.test(asked.operator) && asked.right.type === 'Literal') {
    const look = unwrapped(asked.left);
    const isThere = asked.right.value === true || !answersYesOrNo(look);
    if (asks(look)) return isThere === asked.operator.startsWith('!');
  }
  return asks(asked) ? false : undefined;
}

const answersYesOrNo = (look: Node): boolean =>
  look.type === 'BinaryExpression' || (isCall(look) && /^(has|hasOwn|hasOwnProperty|includes)$/.test(calledName(look) ?? ''));

/** Whether code only runs where something is there that a test around it, or one that leaves before it, asks for. */
function isWhereThere(node: Node, asks: (node: Node) => boolean): boolean {
  let below = node;
  for (let at = node.parent; at && !isFunction(below); below = at, at = at.parent) {
    if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
      const missing = holdsWhereMissing(at.test, asks);
      if (missing === false && at.consequent === below) return true;
      if (missing === true && at.alternate === below) return true;
    }
    if (at.type === 'LogicalExpression' && at.operator === '&&' && at.right === below) {
      if (holdsWhereMissing(at.left, asks) === false) return true;
    }
    if (at.type !== 'BlockStatement') continue;
    const before = at.body.slice(0, at.body.indexOf(below as never));
    const isLeft = before.some(statement =>
      statement.type === 'IfStatement' && goesNoFurther(statement.consequent) && holdsWhereMissing(statement.test, asks));
    if (isLeft) return true;
  }
  return false;
}

/** Whether what stands behind a statement is not come to from there. */
export function goesNoFurther(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ContinueStatement' || leaves(last);
}

/** Whether something is put into a collection where there is something under that key: `if (key in counts) counts[key] += 1`. */
export function isReplacing(node: Node, key: Node, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  const target = node.type === 'AssignmentExpression' ? unwrapped(node.left) : node.type === 'UpdateExpression' ? unwrapped(node.argument)
    : undefined;
  const collection = target?.type === 'MemberExpression' ? target.object : isCall(node) ? receiverOf(node) : undefined;
  if (!fn || !collection) return false;
  const text = origin.module.sourceOf;
  const isSame = (look: Look | undefined): boolean =>
    look !== undefined && text(look.collection) === text(collection) && text(look.key) === text(key);
  // A name that is given something else where nothing was found says no more whether anything was.
  const isFound = (name: Node): boolean =>
    name.type === 'Identifier' && origin.module.bindings.of(name)?.reassigned === false
    && foundAs(name, fn, origin).some(found => isSame(lookOf(found)));
  return isWhereThere(node, asked => isSame(lookOf(asked)) || isFound(asked));
}
