import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, isStatementList, within, type Node } from '../ast.ts';
import type { Edit } from '../edit.ts';
import { removeStatement } from './layout.ts';
import { isSimple } from './leaving.ts';
import { unwrapTry } from './unwrap-try.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** The statement that is nothing but a release. */
export function releaseStatement(release: Node): T.ExpressionStatement | undefined {
  let at = release.parent as Node;
  while (at.type === 'AwaitExpression' || at.type === 'ChainExpression') at = at.parent;
  return at.type === 'ExpressionStatement' ? at : undefined;
}

/** What to take out with a release: its statement, or the `if` that holds nothing else; nothing where something would be left of that. */
export function spareOf(statement: T.ExpressionStatement): Node | undefined {
  const block = statement.parent;
  const around = block.type === 'BlockStatement' && block.body.length === 1 ? block.parent : block;
  const isAll = around.type === 'IfStatement' && !around.alternate && isSimple(around.test) && isStatementList(around.parent);
  if (isAll) return around;
  return isStatementList(block) || block.type === 'SwitchCase' ? statement : undefined;
}

/** Takes out releases that have become superfluous, and each `finally` that holds nothing else; nothing where one is told how it went. */
export function withoutReleases(source: Source, releases: readonly Node[], mentions: readonly Node[]): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const release of releases) {
    const statement = releaseStatement(release);
    if (!statement || !isCall(release) || !release.arguments.every(argument => mentions.includes(argument))) return undefined;
    const block = statement.parent;
    const around = block.parent;
    const isOnly = block.type === 'BlockStatement' && block.body.length === 1;
    const alone = isOnly && around?.type === 'TryStatement' && around.finalizer === block;
    const spare = spareOf(statement);
    const edited = alone ? unwrapTry(source, around) : spare && [removeStatement(source, spare)];
    if (!edited) return undefined;
    edits.push(...edited);
  }
  return edits;
}

/** Whether all that the releases name is there in a `finally` behind the acquisition: not the `error` of its `catch`. */
export function areNamesThere(source: Source, releases: readonly Node[], acquisition: Node): boolean {
  return releases.flatMap(release => within(release, source.visitorKeys)).every(at => {
    const variable = at.type === 'Identifier'
      ? source.getScope(at).references.find(({ identifier }) => identifier === at)?.resolved : undefined;
    const name = variable?.defs[0]?.name;
    return !variable || !name || (contains(variable.scope.block, acquisition) && name.range[0] < acquisition.range[1]);
  });
}
