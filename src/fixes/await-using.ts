import { enclosingFunction, isStatementList } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Leaking } from '../file.ts';
import { losesComment } from './layout.ts';
import { withoutReleases } from './without-release.ts';

/** How something can be declared so that the end of the block gives it back. */
export type Disposable = 'sync' | 'async';

export const declarationOf = (disposable: Disposable): string => (disposable === 'async' ? 'await using' : 'using');

/** The least code that declares something so, for a parser to try. */
export const syntaxOf = (disposable: Disposable): string => `async () => { ${declarationOf(disposable)} it = its; }`;

/** Declares a resource with `using` or `await using`, and takes out the releases, which nobody needs any more. */
export function awaitUsing({ source, acquired, mentions, releases, escapes }: Leaking, disposable: Disposable): Edit[] | undefined {
  const declarator = acquired.parent;
  if (escapes || declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return undefined;
  const declaration = declarator.parent;
  if (declaration.kind !== 'const' || declaration.declarations.length !== 1 || !isStatementList(declaration.parent)) return undefined;
  if (declaration.parent.type === 'Program' || (disposable === 'async' && !enclosingFunction(declaration)?.async)) return undefined;
  const edits = withoutReleases(source, releases, mentions);
  const keyword = source.getFirstToken(declaration);
  if (!edits || !keyword || edits.some(edit => losesComment(source, edit))) return undefined;
  return [replace(keyword, declarationOf(disposable)), ...edits];
}
