import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, isLoop, memberName, stringOf, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Leaking } from '../file.ts';
import { losesComment, removeStatement } from './layout.ts';
import { withoutReleases } from './without-release.ts';

/** What needs no connection of its own: it changes or reads rows, and leaves nothing behind in the session. */
const stateless = /^\s*(?:select|insert|update|delete|replace|values|with)\b/i;
const locking = /advisory|_lock\b|\bfor\s+(?:no\s+key\s+)?(?:update|share)\b/i;
const stateful = /;\s*\S|set_config|last_insert_id|found_rows|row_count|currval|lastval|\btemp(?:orary)?\b|@/i;

/** Has the pool ask the one query that its client was taken out for: `pool.query(…)`. */
export function oneShot({ source, acquired, mentions, releases, escapes, owner }: Leaking, method: string): Edit[] | undefined {
  const declarator = acquired.parent;
  if (declarator?.type !== 'VariableDeclarator') return undefined;
  const declaration = declarator.parent;
  if (escapes || declaration.declarations.length !== 1 || owner === undefined || !/^[\w$.#]+$/.test(owner)) return undefined;
  const uses = mentions.filter(mention => mention !== declarator.id && !releases.some(release => contains(release, mention)));
  const [use] = uses;
  const call = use && uses.length === 1 ? queryOf(use, method) : undefined;
  if (!use || !call || !isSimple(call, declaration)) return undefined;
  const rest = withoutReleases(source, releases, mentions);
  const edits = rest && [removeStatement(source, declaration), replace(use, owner), ...rest];
  return edits?.some(edit => losesComment(source, edit)) ? undefined : edits;
}

/** `client.query('SELECT …', …)` */
function queryOf(use: Node, method: string): T.CallExpression | undefined {
  const member = use.parent;
  const call = member?.parent;
  const isMethod = member?.type === 'MemberExpression' && member.object === use && memberName(member) === method;
  return isMethod && call?.type === 'CallExpression' && call.callee === member ? call : undefined;
}

/** Whether it is asked once, where the client was taken out, and needs nothing of the session. */
function isSimple(call: T.CallExpression, declaration: Node): boolean {
  const sql = stringOf(call.arguments[0]);
  if (sql === undefined || !stateless.test(sql) || locking.test(sql) || stateful.test(sql)) return false;
  if (enclosingFunction(call) !== enclosingFunction(declaration)) return false;
  for (const around of ancestors(call)) {
    if (around === declaration.parent) return true;
    if (isLoop(around)) return false;
  }
  return false;
}
