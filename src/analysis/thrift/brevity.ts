import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, calledName, contains, isCall, isFunction, memberName, stringOf, unwrapped, within, type Node } from '../../ast.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import type { Repeater } from '../place/repeat.ts';

/** Whether a text is made of little: as long as its loop asks for, or of what calls spell out, `join(...parts)`. */
export function isShort(repeater: Repeater, is: (node: Node) => boolean, origin: Origin): boolean {
  return isMeasured(repeater, is, origin) || isOfArguments(repeater, origin);
}

/** Whether a loop goes on until what it adds to is long enough: `while (code.length < digits) code += random()`. */
export function isMeasured(repeater: Repeater, is: (node: Node) => boolean, { module }: Origin): boolean {
  const test = 'test' in repeater ? repeater.test : undefined;
  return test != null && within(test, module.keys).some(at =>
    at.type === 'MemberExpression' && memberName(at) === 'length' && is(unwrapped(at.object)));
}

/** Whether the turns are for the parts of a path, of which there are a few: `for (const part of path.split('.'))`. */
export function isOfPath(repeater: Repeater, origin: Origin): boolean {
  const lengths = 'test' in repeater && repeater.test ? within(repeater.test, origin.module.keys) : [];
  const counted = lengths.flatMap(at => (at.type === 'MemberExpression' && memberName(at) === 'length' ? [unwrapped(at.object)] : []));
  return [...itemsOf(repeater, origin), ...counted].some(items => {
    let at = origin.definition(items)?.node ?? items;
    while (isCall(at) && at.callee.type === 'MemberExpression' && calledName(at) !== 'split') at = unwrapped(at.callee.object);
    return isCall(at) && calledName(at) === 'split' && /^[./#]$/.test(stringOf(at.arguments[0]) ?? '');
  });
}

function itemsOf(repeater: Repeater, origin: Origin): Node[] {
  if (repeater.type === 'ForOfStatement') return [unwrapped(repeater.right)];
  if (!isFunction(repeater)) return [];
  return [...handingsOf(repeater, origin)].flatMap(({ call }) => {
    const callee = unwrapped(call.callee);
    return callee.type === 'MemberExpression' ? [unwrapped(callee.object)] : [];
  });
}

/** Whether the turns are for what calls spell out: `join(...parts)`, and `arguments`. */
export function isOfArguments(repeater: Repeater, origin: Origin): boolean {
  return itemsOf(repeater, origin).some(items => isSpelledOut(items, origin));
}

function isSpelledOut(items: Node, { module }: Origin): boolean {
  if (items.type !== 'Identifier') return false;
  const binding = module.bindings.of(items);
  if (!binding) return items.name === 'arguments';
  return binding.kind === 'parameter' && binding.declared.parent.type === 'RestElement';
}

/** Whether a place is come to only when a text has all it may have: `if (log.length < most) log += line; else if (isMarked(log)) …`. */
export function isPastLimit(node: Node, grows: readonly Node[], is: (node: Node) => boolean): boolean {
  let below = node;
  for (const at of ancestors(node)) {
    const limited = at.type === 'IfStatement' ? limitedBy(at, is) : undefined;
    if (limited && !contains(limited, below) && grows.every(grow => contains(limited, grow) || isOfLiteral(grow))) return true;
    below = at;
  }
  return false;
}

/** Whether a text grows only while it is short. */
export function isKeptShort(grows: readonly Node[], is: (node: Node) => boolean): boolean {
  const isLimited = (grow: Node): boolean =>
    [...ancestors(grow)].some(at => at.type === 'IfStatement' && contains(limitedBy(at, is) ?? at.test, grow));
  return grows.some(isLimited) && grows.every(grow => isLimited(grow) || isOfLiteral(grow));
}

/** The branch that a text is in while it is short. */
function limitedBy({ test, consequent, alternate }: T.IfStatement, is: (node: Node) => boolean): Node | undefined {
  const at = unwrapped(test);
  if (at.type !== 'BinaryExpression' || !/^[<>]=?$/.test(at.operator)) return undefined;
  const length = unwrapped(at.left);
  if (length.type !== 'MemberExpression' || memberName(length) !== 'length' || !is(unwrapped(length.object))) return undefined;
  return at.operator.startsWith('<') ? consequent : alternate ?? undefined;
}

const isOfLiteral = ({ parent }: Node): boolean => parent?.type === 'AssignmentExpression' && stringOf(parent.right) !== undefined;

