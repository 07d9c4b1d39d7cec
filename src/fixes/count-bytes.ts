import type { TSESLint } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingStatement, isFunction, isStatementList, unwrapped, type Node } from '../ast.ts';
import { insert, type Edit } from '../edit.ts';
import type { Intake } from '../file.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** How many bytes a repair allows. */
const most = '1_048_576';

/** Counts the bytes of a stream as they come, and ends it where there are too many. */
export function countBytes(source: Source, { pieces, certain }: Intake): Edit[] | undefined {
  if (!pieces || source.text.includes('received')) return undefined;
  const { stream, chunk, body, whole } = pieces;
  const loop = whole.type === 'ForOfStatement';
  // A request that nobody listens to ends quietly, any other stream ends the process.
  if (!loop && !certain) return undefined;
  const fn = ancestorFunction(body);
  const start = loop ? whole : fn && enclosingStatement(contains(whole, fn) ? whole : fn);
  if (!start || !isStatementList(start.parent) || !isPlain(stream)) return undefined;
  const eol = eolOf(source);
  const counted = `received += ${chunk.name}.length;`;
  const error = `new Error('The body is too large')`;
  const ended = loop ? `throw ${error};` : `${source.getText(stream)}.destroy(${error});`;
  const checked = `if (received > ${most}) ${ended}`;
  const declared = insert(start.range[0], `let received = 0;${eol}${indentOf(source, start)}`);
  const [first] = body.type === 'BlockStatement' ? body.body : [];
  if (first) {
    const indent = indentOf(source, first);
    return [declared, insert(first.range[0], `${counted}${eol}${indent}${checked}${eol}${indent}`)];
  }
  const indent = indentOf(source, loop ? whole : body);
  const inner = `${eol}${indent}${unitOf(source)}`;
  const semicolon = loop ? '' : ';';
  return [
    declared,
    insert(body.range[0], `{${inner}${counted}${inner}${checked}${inner}`),
    insert(body.range[1], `${semicolon}${eol}${indent}}`),
  ];
}

const ancestorFunction = (node: Node): Node | undefined => [...ancestors(node)].find(isFunction);

/** A name, or a member of one. */
function isPlain(node: Node): boolean {
  const at = unwrapped(node);
  return at.type === 'Identifier' || (at.type === 'MemberExpression' && !at.computed && isPlain(at.object));
}
