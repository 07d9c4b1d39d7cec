import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isCall, isFunction, outermost, stringOf, within, type CallNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import { writingsIn } from '../origin/outlet.ts';
import { statementOf } from '../origin/statement.ts';
import type { Use } from '../origin/use.ts';
import type { End } from '../place/held.ts';
import type { Following } from './following.ts';

/** What bounds how many rows a statement gives, or makes a few of many. */
const bounding = new RegExp([
  /\blimit\b|\bfetch\s+(first|next)\b|\btop\s*\(?\s*\d|\bgroup\s+by\b|\b(count|sum|avg|min|max)\s*\(/,
  /\bwhere\s+[\w."`]*\bid\b["`]?\s*=/,
].map(({ source }) => source).join('|'), 'i');
/** Methods that bound how many a query gives. */
const bounds = /^(limit|take|first|top|fetch|findOne|paginate|\$limit|group|count)$/;

/** Whether a query gives a few rows at most; nothing where that cannot be told. */
export function isBoundedQuery({ node, facts: { loads, queries } }: Use<'loads'>, origin: Origin): boolean | undefined {
  const given = (loads.unless ?? []).map(option => optionOf(node, 0, option, origin).how);
  if (given.includes('given')) return true;
  if (chainAround(node).some(name => bounds.test(name))) return true;
  if (/\blimit\b|\$(group|count)\b/i.test(origin.module.sourceOf(node))) return true;
  const statement = statementOf(node.arguments[queries?.text ?? 0], origin);
  if (statement === undefined) return queries || given.includes('unknown') ? undefined : false;
  return !/^\s*(select|with)\b/i.test(statement) || bounding.test(statement);
}

/** The methods of the chain that a call is part of. */
function chainAround(node: CallNode): string[] {
  const names: string[] = [];
  for (let at: Node | undefined = receiverOf(node); at && names.length < 20; at = isCall(at) ? receiverOf(at) : undefined) {
    const call = bare(at);
    if (isCall(call)) names.push(calledName(call) ?? '');
    at = call;
  }
  for (let at: Node = node; names.length < 20;) {
    const call: Node | undefined = at.parent?.type === 'MemberExpression' && at.parent.object === at ? at.parent.parent : undefined;
    if (!isCall(call) || call.callee !== at.parent) return names;
    names.push(calledName(call) ?? '');
    at = call;
  }
  return names;
}

/** Where the lines end up that are made of rows, one of each. */
export function* linesOf(end: End, following: Following, depth = 0): Generator<End> {
  yield end;
  if (end.how === 'sent' || depth > 5) return;
  const { node, origin } = end;
  const onwards = function* (next: Node, text: boolean): Generator<End> {
    for (const other of following.anew.from(next, origin, [], text)) yield* linesOf(other, following, depth + 1);
  };
  const around = node.parent as Node;
  if (end.how === 'used') {
    if (isCall(around) && isTabled(around, origin)) yield* onwards(around, true);
    return;
  }
  if (around.type === 'ForOfStatement') yield* turnsOf(around.body, around, end, following, depth);
  if (around.type === 'SpreadElement') yield* onwards(around.parent, end.text);
  if (around.type !== 'MemberExpression') return;
  const call = outermost(around).parent as Node;
  if (!isCall(call)) return;
  const name = calledName(call) ?? '';
  const [fn] = call.arguments;
  if (name === 'join') {
    const separator = fn && stringOf(fn);
    if (separator?.includes('\n')) yield* onwards(call, true);
  } else if (name === 'forEach') {
    if (isFunction(fn)) yield* turnsOf(fn.body, call, end, following, depth);
  } else if (name === 'reduce') yield* onwards(call, true);
  else yield* onwards(call, end.text);
}

/** Whether a call of which nothing is known makes a table of what it is given, as the answer says that it is one. */
function isTabled(call: CallNode, origin: Origin): boolean {
  const owner = enclosingFunction(call);
  const { sourceOf } = origin.module;
  if (origin.definition(call.callee) || /^(JSON|console|Object|Array)\b/.test(sourceOf(call.callee))) return false;
  return owner !== undefined && /text\/(csv|tab-separated)|\.csv\b/.test(sourceOf(owner));
}

/** What each turn writes to a client, or adds to a text or list. */
function* turnsOf(body: Node, whole: Node, end: End, following: Following, depth: number): Generator<End> {
  const { origin } = end;
  for (const { node, outlet } of writingsIn(body, origin)) {
    if (outlet.client) yield { how: 'sent', node, value: node, origin, sends: { to: 'client' }, text: true };
  }
  const names = new Set<T.Identifier>();
  for (const at of within(body, origin.module.keys)) {
    const name = at.type === 'AssignmentExpression' && at.operator === '+=' ? at.left
      : isCall(at) && calledName(at) === 'push' ? receiverOf(at) : undefined;
    const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
    if (!binding || contains(whole, binding.declared) || [...names].some(known => known === binding.declared)) continue;
    names.add(binding.declared);
    const grows = at.type === 'AssignmentExpression';
    for (const reference of binding.references) {
      if (reference.range[0] < whole.range[1]) continue;
      for (const other of following.anew.from(reference, origin, [], grows)) yield* linesOf(other, following, depth + 1);
    }
  }
}
