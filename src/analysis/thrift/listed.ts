import {
  ancestors, bare, calledName, enclosingFunction, isCall, isFunction, memberName, stringOf, unwrapped, type Node,
} from '../../ast.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { repeatersOf } from '../place/repeat.ts';
import { supplyOf, supplyOfTurns } from '../place/supply.ts';
import { isMuch } from './flooding.ts';

/** What gives all of a text but what stands around it, and what gives texts of a line. */
const trimming = /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|toString|normalize)$/;
const short = /^(?:stack\w*|\w*message|toISOString|toLocale\w*String)$|(?:content|media|mime)-?type/i;
const typed = /(?:content|media|mime)-?type/i;

/** Whether a text may well have many parts: lines, or words and cells of what is sent, or of each line. A `?` parts an address in two. */
export function isListed(separator: Node, text: Node, origin: Origin): boolean {
  const written = origin.module.sourceOf(separator);
  if (isShort(text) || isCalledShort(text)) return false;
  if (/\\[nrt]|\n/.test(written)) return true;
  if (!/^['"`/]\s*(?:[,;| ]|\\s)/.test(written)) return false;
  // A `;` parts an item of a list from what is said of it: `text/html;q=0.9`.
  if (/^.;/.test(written) && isOfTurn(text, origin)) return false;
  return supplyOf(text, origin) === 'outside' || isItem(text, origin);
}

/** What tells what went wrong has a few lines, what was written of a date has none, and the type of a content has a part or two. */
export function isShort(text: Node): boolean {
  const at = bare(text);
  if (at.type === 'LogicalExpression') return isShort(at.left);
  const asked = isCall(at) && /^(?:get|header)$/.test(calledName(at) ?? '') ? stringOf(at.arguments[0]) : undefined;
  const name = isCall(at) ? asked ?? calledName(at) : at.type === 'Identifier' ? at.name
    : at.type === 'MemberExpression' ? memberName(at) : undefined;
  return name !== undefined && short.test(name);
}

/** Whether what is made of a text bears such a name: `const contentType = header.split(';')[0].trim()`. */
function isCalledShort(text: Node): boolean {
  for (const at of ancestors(text)) {
    if (at.type === 'VariableDeclarator') return at.id.type === 'Identifier' && typed.test(at.id.name);
    if (!isCall(at) && !/^(Member|Chain)Expression$/.test(at.type)) return false;
  }
  return false;
}

/** Whether a text is what a loop is at. */
function isOfTurn(text: Node, origin: Origin): boolean {
  const at = bare(text);
  const owner = at.type === 'Identifier' ? origin.module.bindings.of(at)?.declared.parent : undefined;
  if (owner?.type === 'VariableDeclarator') return owner.parent.parent.type === 'ForOfStatement';
  return isFunction(owner) && isPerItem(owner, origin);
}

/** Whether it is an item of what may be much, not a part of one: a line, not the name of a row. */
function isItem(text: Node, origin: Origin): boolean {
  let at = unwrapped(text);
  while (isCall(at) && at.callee.type === 'MemberExpression' && trimming.test(calledName(at) ?? '')) at = unwrapped(at.callee.object);
  const declared = at.type === 'Identifier' ? origin.module.bindings.of(at)?.declared : undefined;
  const owner = declared?.parent;
  const loop = owner?.type === 'VariableDeclarator' ? owner.parent.parent : owner;
  return [...repeatersOf(text, origin)].some(repeater => {
    const isTurn = repeater === loop || (isFunction(repeater) && repeater === owner && isPerItem(repeater, origin));
    return isTurn && enclosingFunction(text) !== undefined && isMuch(supplyOfTurns(repeater, origin));
  });
}
