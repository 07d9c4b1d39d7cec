import type { TSESLint } from '@typescript-eslint/utils';
import type { CallNode, Node } from '../ast.ts';
import { after, before, insert, replace, type Edit } from '../edit.ts';
import { addTo } from './bound-wait.ts';
import { eolOf, indentOf } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Gives what is made a limit; nothing where the options cannot be seen. */
export function addLimit(source: Source, call: CallNode, argument: number, write: string): Edit[] | undefined {
  const given = call.arguments[argument];
  if (given?.type === 'ObjectExpression') return addTo(source, given, write);
  if (given?.type === 'Identifier') return [before(given, '{ ...'), after(given, `, ${write} }`)];
  if (given || call.arguments.length < argument) return undefined;
  const last = call.arguments.at(-1);
  if (last) return [after(whole(source, last), `, { ${write} }`)];
  const end = source.getLastToken(call);
  return end?.value === ')' ? [insert(end.range[0], `{ ${write} }`)] : [after(call, `({ ${write} })`)];
}

/** Writes another value in place of one that is no limit. */
export function setLimit(said: Node, value: string): Edit[] | undefined {
  const around = said.parent;
  return around?.type === 'Property' && around.value === said && !around.shorthand ? [replace(said, value)] : undefined;
}

/** Listens for an event behind the statement that makes the emitter. */
export function addListener(source: Source, call: CallNode, event: string): Edit[] | undefined {
  const declarator = call.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  const { parent: declaration } = declarator;
  if (declaration.declarations.length > 1) return undefined;
  const statement = declaration.parent.type === 'ExportNamedDeclaration' ? declaration.parent : declaration;
  const line = `${declarator.id.name}.on('${event}', error => console.error(error));`;
  return [after(statement, `${eolOf(source)}${indentOf(source, statement)}${line}`)];
}
