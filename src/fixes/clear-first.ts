import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { before, replace, type Edit } from '../edit.ts';
import { eolOf, indentOf } from './layout.ts';
import { releaseStatement } from './without-release.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Clears a thing in front of the statement that gives it back: `buffer.fill(0);`. */
export function clearFirst(source: Source, release: T.CallExpression, name: string, clear: string): Edit[] | undefined {
  const statement = releaseStatement(release);
  if (!statement || !/^[\w$.#]+$/.test(name)) return undefined;
  if (statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program') return undefined;
  return [before(statement, `${name}${clear};${eolOf(source)}${indentOf(source, statement)}`)];
}

/** Gives a connection up, so that nobody gets it as it is: `client.release(true)`. */
export function giveUp(release: T.CallExpression, discard: string, source: Source): Edit[] | undefined {
  const callee = release.callee;
  if (callee.type !== 'MemberExpression' || release.arguments.length > 0 || !releaseStatement(release)) return undefined;
  return [replace(release, discard.replace(/\bit\b/, source.getText(callee.object)))];
}
