import { isFunction, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import type { File, Joining } from '../file.ts';
import { semicolonOf } from '../style.ts';
import { freeName, readAs } from './collect-pieces.ts';
import { eolOf, firstStatement, indentOf, losesComment, movedTo, unitOf } from './layout.ts';
import { whole } from './parentheses.ts';

/** Gathers bytes in an array and joins them where they are asked for. */
export function gatherChunks(file: File, { declarator, grown, reads, joined, concat }: Joining): Edit[] | undefined {
  const { source, isTypeScript } = file;
  const name = freeName(source, declarator, 'chunks', 'Chunks');
  if (name === undefined) return undefined;
  const { id, init, parent } = declarator;
  const keyword = source.getFirstToken(parent);
  const isConst = keyword && parent.kind === 'let' && parent.declarations.length === 1;
  const all = `${source.getText(concat)}(${name})`;
  const edits: Edit[] = [
    ...(isConst ? [{ range: keyword.range, text: 'const' }] : []),
    { range: [id.range[0], whole(source, init).range[1]], text: `${name}${isTypeScript ? ': Uint8Array[]' : ''} = []` },
    ...grown.map(({ at, chunks }) => {
      const indent = indentOf(source, at);
      return replace(at, `${name}.push(${chunks.map(chunk => movedTo(source, chunk, indent)).join(', ')})`);
    }),
    ...reads.map(read => readAs(read, all)),
    ...joined.map(place => joinedAt(place, `const ${id.name} = ${all}${semicolonOf(source)}`, file)),
  ];
  return edits.some(edit => losesComment(source, edit)) ? undefined : edits;
}

function joinedAt(place: Node, statement: string, { source }: File): Edit {
  const eol = eolOf(source);
  if (!isFunction(place)) return insert(place.range[1], `${eol}${indentOf(source, place)}${statement}`);
  const indent = `${indentOf(source, place)}${unitOf(source)}`;
  const isOneLine = place.body.loc.start.line === place.body.loc.end.line;
  const first = place.body.type === 'BlockStatement' ? firstStatement(place.body) : undefined;
  const open = first && source.getTokenBefore(first);
  return insert(open ? open.range[1] : place.body.range[0] + 1, isOneLine ? ` ${statement}` : `${eol}${indent}${statement}`);
}
