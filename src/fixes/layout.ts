import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { children, type Node } from '../ast.ts';
import { cut, insert, type Edit } from '../edit.ts';
import { semicolonOf } from '../style.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** The line ending of the file. */
export const eolOf = (source: Source): string => (/\r?\n/.exec(source.text)?.[0] ?? '\n');

/** The white space before the first token of a node's line. */
export function indentOf(source: Source, node: Node): string {
  return /^[ \t]*/.exec(source.lines[node.loc.start.line - 1] ?? '')?.[0] ?? '';
}

/** One level of the file's indentation, taken from the first block that has one. */
export function unitOf(source: Source): string {
  let unit = units.get(source);
  if (unit === undefined) units.set(source, unit = findUnit(source));
  return unit;
}

const units = new WeakMap<Source, string>();

function findUnit(source: Source): string {
  const pending: Node[] = [source.ast];
  for (let node = pending.shift(); node; node = pending.shift()) {
    const first = node.type === 'BlockStatement' || node.type === 'ClassBody' ? node.body[0] as Node | undefined : undefined;
    if (first && first.loc.start.line > node.loc.start.line) {
      const outer = indentOf(source, node);
      const inner = indentOf(source, first);
      if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
    }
    pending.push(...children(node, source.visitorKeys));
  }
  return '  ';
}

/** From the comments on their own lines before the first node to the comment on the line of the last one's end. */
export function fullRange(source: Source, first: Node, last: Node = first): readonly [number, number] {
  let start = first.range[0];
  const before = source.getTokenBefore(first);
  for (const comment of source.getCommentsBefore(first).reverse()) {
    if (before && comment.loc.start.line === before.loc.end.line) break;
    start = comment.range[0];
  }
  let end = last.range[1];
  for (const comment of source.getCommentsAfter(last)) {
    if (comment.loc.start.line !== source.getLocFromIndex(end).line) break;
    end = comment.range[1];
  }
  return [start, end];
}

/** Lines that begin inside a template literal or a comment and so must stay as they are. */
function frozenLines(source: Source, from: number, to: number): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const token of source.ast.tokens) {
    if (token.range[1] <= from || token.range[0] >= to) continue;
    for (let line = token.loc.start.line + 1; line <= token.loc.end.line; line += 1) lines.add(line);
  }
  return lines;
}

/** Moves the lines of a range one level to the right, the first line left as it is. */
export function indentLines(source: Source, [from, to]: readonly [number, number], unit: string): Edit[] {
  const frozen = frozenLines(source, from, to);
  const edits: Edit[] = [];
  const last = source.getLocFromIndex(to).line;
  for (let line = source.getLocFromIndex(from).line + 1; line <= last; line += 1) {
    if (frozen.has(line) || source.lines[line - 1]?.trim() === '') continue;
    edits.push(insert(source.getIndexFromLoc({ line, column: 0 }), unit));
  }
  return edits;
}

/** Moves the lines of a range from one indentation to another, the first line left as it is. */
export function moveLines(source: Source, [from, to]: readonly [number, number], old: string, indent: string): Edit[] {
  return indentLines(source, [from, to], indent).flatMap(({ range: [at], text }) =>
    (source.text.startsWith(old, at) ? [{ range: [at, at + old.length] as const, text }] : []));
}

/** Takes a statement out, with its line where it stands alone on it. */
export function removeStatement(source: Source, node: Node): Edit {
  const start = source.getIndexFromLoc({ line: node.loc.start.line, column: 0 });
  const alone = source.text.slice(start, node.range[0]).trim() === '';
  // A semicolon on a line below divides what follows from what stands before.
  const last = source.getLastToken(node);
  const inner = last?.value === ';' ? source.getTokenBefore(last) : undefined;
  const end = inner && inner.loc.end.line < node.loc.end.line ? inner.range[1] : node.range[1];
  const rest = /^[ \t]*(\r?\n)?/.exec(source.text.slice(end));
  if (alone && rest?.[1]) {
    const after = end + rest[0].length;
    // Of two empty lines around it one goes with it.
    const blank = /(?:\n|^)[ \t]*\r?\n$/.test(source.text.slice(0, start)) ? /^[ \t]*\r?\n/.exec(source.text.slice(after))?.[0] ?? '' : '';
    return cut(start, after + blank.length);
  }
  return cut(node.range[0], end + (rest?.[0].length ?? 0));
}

/** The first statement of a body that is no directive: `'use strict'` counts only where it is the first of all. */
export function firstStatement({ body }: T.BlockStatement): T.Statement | undefined {
  return body.find(statement => statement.type !== 'ExpressionStatement' || statement.directive === undefined);
}

export const isParenthesized = (source: Source, node: Node): boolean =>
  source.getTokenBefore(node)?.value === '(' && source.getTokenAfter(node)?.value === ')';

/** Whether a comment stands in a range that is taken out. */
export function losesComment(source: Source, { range }: Edit): boolean {
  return source.getAllComments().some(comment => comment.range[0] < range[1] && comment.range[1] > range[0]);
}

/** The names that statements declare for their block and that are spoken of behind its end, or in front of the first of them. */
export function namesUsedOutside(source: Source, statements: readonly Node[], end: number): string[] {
  const names = new Set<string>();
  const start = statements[0]?.range[0] ?? end;
  for (const statement of statements) {
    // A `var` is there for its whole function.
    if (statement.type === 'VariableDeclaration' && statement.kind === 'var') continue;
    const declaring = statement.type === 'VariableDeclaration' ? [statement, ...statement.declarations] : [statement];
    for (const node of declaring) {
      for (const { name, references } of source.getDeclaredVariables?.(node) ?? []) {
        if (references.some(({ identifier: { range: [at] } }) => at >= end || at < start)) names.add(name);
      }
    }
  }
  return [...names];
}

/** A node's text with the lines behind its first moved from where it stands to another indentation. */
export function movedTo(source: Source, node: Node, indent: string): string {
  const from = indentOf(source, node);
  const frozen = frozenLines(source, ...node.range);
  const first = node.loc.start.line;
  return source.getText(node).split('\n').map((line, at) =>
    (at > 0 && !frozen.has(first + at) && line.startsWith(from) ? indent + line.slice(from.length) : line)).join('\n');
}

/** … and what a statement ends with that is put in front of a place: what stands there may read on. */
export const endBefore = (source: Source, at: number): string =>
  semicolonOf(source) || (/^\s*[([`+\-/*]/.test(source.text.slice(at)) ? ';' : '');

/** What the file puts its strings in, by what it imports last or writes first. */
export function quoteOf({ ast }: Source): string {
  const imported = ast.body.findLast(at => at.type === 'ImportDeclaration')?.source.raw;
  return (imported ?? ast.tokens.find(({ type }) => type === 'String')?.value)?.startsWith('"') ? '"' : '\'';
}
