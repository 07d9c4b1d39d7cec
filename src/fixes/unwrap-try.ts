import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, isFunction } from '../ast.ts';
import { cut, type Edit } from '../edit.ts';
import { indentOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Takes a `finally` off a `try`, and the `try` itself where nothing is caught; nothing where a name would come to mean another thing. */
export function unwrapTry(source: Source, statement: T.TryStatement): Edit[] | undefined {
  const { block, handler, finalizer } = statement;
  if (!finalizer) return undefined;
  if (handler) return [cut(handler.range[1], statement.range[1])];
  const [first] = block.body;
  if (!first || !isTidy(source, statement) || clashes(source, statement)) return undefined;
  const from = startOfLine(source, block.loc.start.line + 1);
  const to = endOfLine(source, block.loc.end.line - 1);
  const by = indentOf(source, first).length - indentOf(source, statement).length;
  const end = endOfLine(source, statement.loc.end.line);
  return [cut(startOfLine(source, statement.loc.start.line), from), ...outdent(source, [from, to], by), cut(to, end)];
}

/** Whether nothing but the statement stands on its lines. */
function isTidy(source: Source, { range, loc, block }: T.TryStatement): boolean {
  const texts = [
    source.text.slice(startOfLine(source, loc.start.line), range[0]),
    source.text.slice(block.range[0] + 1, endOfLine(source, block.loc.start.line)),
    source.text.slice(startOfLine(source, block.loc.end.line), block.range[1] - 1),
    source.text.slice(range[1], endOfLine(source, loc.end.line)),
  ];
  return texts.every(text => text.trim() === '') && block.loc.end.line > block.loc.start.line + 1;
}

/** Whether what the block declares is spoken of elsewhere in its function. */
function clashes(source: Source, { block, range, parent }: T.TryStatement): boolean {
  const owner = [...ancestors(block)].find(isFunction) ?? parent;
  const elsewhere = source.text.slice(owner.range[0], range[0]) + source.text.slice(range[1], owner.range[1]);
  const declared = block.body.flatMap(statement => [statement, ...statement.type === 'VariableDeclaration' ? statement.declarations : []])
    .flatMap(node => source.getDeclaredVariables?.(node) ?? []);
  return declared.some(({ name }) => elsewhere.includes(name));
}

const lineOf = (source: Source, index: number): number => source.getLocFromIndex(index).line;
const startOfLine = (source: Source, line: number): number => source.getIndexFromLoc({ line, column: 0 });
const endOfLine = (source: Source, line: number): number => startOfLine(source, line) + (source.lines[line - 1] ?? '').length;

/** Moves lines to the left; those that begin inside a template literal or a comment stay. */
function outdent(source: Source, [from, to]: readonly [number, number], by: number): Edit[] {
  const frozen = new Set<number>();
  for (const { loc } of [...source.ast.tokens, ...source.getAllComments()]) {
    for (let line = loc.start.line + 1; line <= loc.end.line; line += 1) frozen.add(line);
  }
  const edits: Edit[] = [];
  for (let line = lineOf(source, from); line <= lineOf(source, to); line += 1) {
    const space = /^[ \t]*/.exec(source.lines[line - 1] ?? '')?.[0].length ?? 0;
    if (by > 0 && space >= by && !frozen.has(line)) edits.push(cut(startOfLine(source, line), startOfLine(source, line) + by));
  }
  return edits;
}
