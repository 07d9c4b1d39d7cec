import type { TSESLint } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from '../ast.ts';
import { insert, type Edit } from '../edit.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Undoes something first thing in each callback that settles the promise; nothing where one of them has no body to put it in. */
export function undoInSiblings(source: Source, ends: readonly (FunctionNode | undefined)[], undo: string): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const end of new Set(ends)) {
    const edit = end && atStartOf(source, end, undo);
    if (!edit) return undefined;
    edits.push(...edit);
  }
  return edits.length > 0 ? edits : undefined;
}

function atStartOf(source: Source, { body }: FunctionNode, undo: string): Edit[] | undefined {
  if (body.type !== 'BlockStatement') return asBlock(source, body, undo);
  const [first] = body.body;
  if (!first) return undefined;
  if (first.loc.start.line === body.loc.start.line) return [insert(first.range[0], `${undo}; `)];
  return [insert(first.range[0], `${undo};${eolOf(source)}${indentOf(source, first)}`)];
}

/** `() => reject(error)` becomes `() => { undo(); reject(error); }`: what settles gives nothing that anybody reads. */
function asBlock(source: Source, body: Node, undo: string): Edit[] | undefined {
  // An object or a sequence stands in parentheses.
  if (source.getTokenAfter(body)?.value === ')' && source.getTokenBefore(body)?.value === '(') return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, body);
  const inner = `${eol}${indent}${unitOf(source)}`;
  return [insert(body.range[0], `{${inner}${undo};${inner}`), insert(body.range[1], `;${eol}${indent}}`)];
}
