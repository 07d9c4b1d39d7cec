import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, isCall, memberName, outermost, propertyNamed, type Node } from '../../ast.ts';

/** What does not change a list or a text. */
const asking = /^(includes|indexOf|has|find|some|every|map|filter|join|at|slice|get|test|toString|startsWith|toUpperCase|toLowerCase)$/;
/** What starts at the beginning of a text whatever the flags of a pattern. */
const matching = /^(replace|replaceAll|match|matchAll|split|search)$/;

/** `text.replace(pattern, …)` starts at the beginning each time, whatever the flags. */
export function isMatchedWhole(mention: Node): boolean {
  const call = mention.parent;
  return call?.type === 'CallExpression' && call.arguments[0] === mention && matching.test(calledName(call) ?? '');
}

/** Whether what is made is only looked into where it is mentioned. */
export function isRead(mention: Node, reads: readonly string[], continues: string | undefined): boolean {
  const at = outermost(mention);
  const around = at.parent as Node;
  if (around.type === 'SpreadElement' || (around.type === 'ForOfStatement' && around.right === at)) return continues === undefined;
  if (around.type === 'VariableDeclarator') return reads.length === 0 && around.id.type !== 'Identifier' && isFlat(around.id);
  if (around.type === 'BinaryExpression') return around.operator === 'in';
  if (around.type !== 'MemberExpression' || around.object !== at) return false;
  return reads.length === 0 ? isPlain(around) : isAsked(around, reads, continues);
}

/** `const { rows, name } = …`: parts of it may be changed as well, if they are objects; their uses are not followed. */
const isFlat = (pattern: T.ObjectPattern | T.ArrayPattern | T.BindingName): boolean => pattern.type === 'ObjectPattern';

function isAsked(member: T.MemberExpression, reads: readonly string[], continues: string | undefined): boolean {
  if (!reads.includes(memberName(member) ?? '')) return false;
  const call = outermost(member).parent;
  if (!isCall(call) || continues === undefined) return true;
  return call.arguments.slice(1).every(given =>
    given.type === 'ObjectExpression' && !propertyNamed(given, continues) && given.properties.every(({ type }) => type === 'Property'));
}

/** A member that is read to be compared, counted or written down, not changed or handed on. */
function isPlain(member: T.MemberExpression): boolean {
  let at: Node = member;
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  const around = outermost(at).parent as Node;
  if (around.type === 'AssignmentExpression') return around.left !== at && around.right === at;
  if (isCall(around) && around.callee === at) return asking.test(calledName(around) ?? '');
  return around.type !== 'UpdateExpression' && !(around.type === 'UnaryExpression' && around.operator === 'delete');
}
