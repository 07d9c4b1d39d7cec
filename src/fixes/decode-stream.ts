import type { TSESLint } from '@typescript-eslint/utils';
import type { CallNode } from '../ast.ts';
import { after, insert, replace, type Edit } from '../edit.ts';
import type { Encodable } from '../file.ts';
import { eolOf, indentOf } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Tells a stream to give strings, before its first piece comes. */
export function decodeStream(source: Source, { stream, method, statement, annotation, call, chunk }: Encodable): Edit[] {
  const told = `${source.getText(stream)}.${method}('utf8')`;
  const edits = statement
    ? [insert(statement.range[0], `${told};${eolOf(source)}${indentOf(source, statement)}`)]
    : [after(whole(source, stream), `.${method}('utf8')`)];
  if (!annotation) return edits;
  return [...edits, replace(annotation, 'string'), ...(call?.arguments.length ? [replace(call, chunk.name)] : [])];
}

/** Tells a decoder that more bytes will come. */
export function decodeOn(source: Source, call: CallNode): Edit[] {
  const last = call.arguments.at(-1);
  return last ? [after(whole(source, last), ', { stream: true }')] : [];
}
