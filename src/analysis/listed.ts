import { calledName, enclosingFunction, isCall, isFunction, memberName, stringOf, unwrapped, type Node } from '../ast.ts';
import { isMuch } from './flooding.ts';
import { isPerItem } from './handed.ts';
import type { Origin } from './origin.ts';
import { repeatersOf } from './repeat.ts';
import { header, supplyOf, supplyOfTurns } from './supply.ts';

/** What gives all of a text but what stands around it, and what gives texts of a line. */
const trimming = /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|toString|normalize)$/;
const short = /^(?:stack\w*|\w*message|toISOString|toLocale\w*String)$/i;

/** Whether a text may well have many parts: lines, or words and cells of what is sent, or of each line. A `?` parts an address in two. */
export function isListed(separator: Node, text: Node, origin: Origin): boolean {
  const written = origin.module.sourceOf(separator);
  if (isShort(text)) return false;
  if (/\\[nrt]|\n/.test(written)) return true;
  if (!/^['"`/]\s*(?:[,;| ]|\\s)/.test(written) || isOfHeader(text, origin)) return false;
  return supplyOf(text, origin) === 'outside' || isItem(text, origin);
}

/** What tells what went wrong has a few lines, and what was written of a date has none. */
export function isShort(text: Node): boolean {
  const at = unwrapped(text);
  const name = isCall(at) ? calledName(at) : at.type === 'MemberExpression' ? memberName(at) : undefined;
  return name !== undefined && short.test(name);
}

/** Whether it is an item of what may be much, not a part of one: a line, not the name of a row. */
function isItem(text: Node, origin: Origin): boolean {
  let at = unwrapped(text);
  while (isCall(at) && at.callee.type === 'MemberExpression' && trimming.test(calledName(at) ?? '')) at = unwrapped(at.callee.object);
  const declared = at.type === 'Identifier' ? origin.module.bindings.of(at)?.declared : undefined;
  const owner = declared?.parent;
  const loop = owner?.type === 'VariableDeclarator' ? owner.parent.parent : owner;
  return [...repeatersOf(text, origin)].some(repeater => {
    const isOfTurn = repeater === loop || (isFunction(repeater) && repeater === owner && isPerItem(repeater, origin));
    return isOfTurn && enclosingFunction(text) !== undefined && isMuch(supplyOfTurns(repeater, origin));
  });
}

/** Whether a text is of the headers of a message, which together hold little. */
function isOfHeader(text: Node, origin: Origin, depth = 0): boolean {
  const of = (inner: Node | null | undefined): boolean => inner != null && depth < 6 && isOfHeader(inner, origin, depth + 1);
  const at = unwrapped(text);
  switch (at.type) {
    case 'MemberExpression':
      return header.test(memberName(at) ?? '') || /^headers?$/i.test(nameOf(at.object) ?? '') || of(at.object);
    case 'CallExpression':
      if (/^headers?$/i.test(nameOf(at.callee) ?? '') || header.test(stringOf(at.arguments[0]) ?? '')) return true;
      return of(at.callee.type === 'MemberExpression' ? at.callee.object : at.arguments[0]);
    case 'LogicalExpression':
      return of(at.left) || of(at.right);
    case 'ConditionalExpression':
      return of(at.consequent) || of(at.alternate);
    case 'Identifier':
      return /^headers?$|Headers?(?:Value)?$/.test(at.name) || (origin.module.bindings.of(at)?.writes.some(of) ?? false);
    default:
      return false;
  }
}

const nameOf = (node: Node): string | undefined => {
  const at = unwrapped(node);
  return at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : undefined;
};
