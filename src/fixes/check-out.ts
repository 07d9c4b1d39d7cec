import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, isCall, isFunction, isStatementList, outermost, unwrapped, within, type Node,
} from '../ast.ts';
import { after, before, replace, type Edit } from '../edit.ts';
import type { Stray, Taken } from '../file.ts';
import { eolOf, indentLines, indentOf, namesUsedOutside, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A statement that belongs to one connection, and what it is sent through. */
export interface Sent {
  node: Node;
  receiver: Node;
  changes: Stray['changes'];
}

/**
 * Takes one connection out of a pool for statements that belong together, and gives it back in a `finally`: rolled back where it
 * failed, and so that nobody gets it again where something stays set, or locked where it failed.
 */
export function checkOut(source: Source, sent: readonly Sent[], { method, name, release, discard }: Taken): Edit[] | undefined {
  const [first] = sent;
  const fn = first && enclosingFunction(first.node);
  const pool = first && source.getText(unwrapped(first.receiver));
  if (!fn?.async || fn.generator || pool === undefined || !/^[\w$.#]+$/.test(pool)) return undefined;
  const isApart = ({ node }: Sent): boolean => enclosingFunction(node) !== fn || outermost(node) === node;
  if (sent.some(isApart) || new RegExp(`\\b${name}\\b`).test(source.getText(fn))) return undefined;
  const region = regionOf(source, sent.map(({ node }) => node));
  const [start, end] = [region?.[0], region?.at(-1)];
  if (!region || !start || !end) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, start);
  const unit = unitOf(source);
  const begun = new Set(sent.flatMap(({ changes }) => changes.flatMap(({ hold, does }) => (does === 'begins' ? [hold] : []))));
  const rollsBack = /rollback/i.test(source.text.slice(start.range[0], end.range[1]));
  const stays = begun.has('setting') || begun.has('table') || begun.has('lock');
  const last = stays ? discard : release;
  if (last === undefined) return undefined;
  return [
    before(start, `const ${name} = await ${pool}.${method}();${eol}${indent}try {${eol}${indent}${unit}`),
    ...indentLines(source, [start.range[0], end.range[1]], unit),
    ...region.flatMap(statement => receiversIn(source, statement, pool)).map(receiver => replace(receiver, name)),
    after(end, [
      ...begun.has('transaction') && !rollsBack
        ? ['} catch (error) {', `${unit}await ${name}.query('ROLLBACK');`, `${unit}throw error;`] : [],
      '} finally {', `${unit}${last.replace(/\bit\b/, name)};`, '}',
    ].map(line => `${eol}${indent}${line}`).join('')),
  ].sort((one, other) => one.range[0] - other.range[0]);
}

/** The statements of the innermost list that holds all nodes, from the first to the last of them, or to the end where names reach on. */
function regionOf(source: Source, nodes: readonly Node[]): readonly T.Statement[] | undefined {
  for (const at of nodes[0] ? ancestors(nodes[0]) : []) {
    if (isFunction(at)) return undefined;
    if (!isStatementList(at) || !nodes.every(node => contains(at, node))) continue;
    const list = at.body as readonly T.Statement[];
    const places = nodes.map(node => list.findIndex(statement => contains(statement, node)));
    const from = Math.min(...places);
    const region = list.slice(from, Math.max(...places) + 1);
    const last = region.at(-1);
    const isOwn = (part: readonly T.Statement[], end = at.range[1]): boolean => namesUsedOutside(source, part, end).length === 0;
    if (!last || isOwn(region, last.range[1])) return region;
    return isOwn(list.slice(from)) ? list.slice(from) : undefined;
  }
  return undefined;
}

/** What the queries of a statement are called on, where that is the pool. */
function receiversIn(source: Source, statement: Node, pool: string): Node[] {
  return within(statement, source.visitorKeys).flatMap(node => {
    const callee = isCall(node) ? unwrapped(node.callee) : undefined;
    return callee?.type === 'MemberExpression' && source.getText(unwrapped(callee.object)) === pool ? [callee.object] : [];
  });
}
