import { memberName, outermost, unwrapped, type Node } from '../../ast.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether the first that a mention takes is no character of a text: `const { id } = pending[0]`, `await send(pending[0])`. */
export function isOfThings({ parent: member }: Node, origin: Origin): boolean {
  if (member?.type !== 'MemberExpression' || !member.computed || constantOf(member.property, origin) !== 0) return false;
  const around = outermost(member).parent as Node;
  if (around.type !== 'VariableDeclarator') return isSent(around);
  if (around.id.type !== 'Identifier') return around.id.type === 'ObjectPattern';
  return origin.module.bindings.of(around.id)?.references.some(({ parent }) => isSent(parent)) === true;
}

/** `await deliver(to)` */
const isSent = (call: Node): boolean => call.type === 'CallExpression' && outermost(call).type === 'AwaitExpression';

/** Names of what has but a few values, however many things there are that have one. Only a reason for silence. */
const oneOfFew = new RegExp([
  '(^|_)(type|kind|level|locale|lang(uage)?|currency|country|env(ironment)?|region|role|plan|mode|format|unit|categor(y|ie)|severity',
  'status|state|method|provider|namespace|gender|weekday|month|year)(_?(name|key|id|code|title|label|slug))?s?$',
].join('|'));

/** Whether a list of what is looked for stays short since each is there but once: `!categories.includes(item.category)`. */
export function isOfFew(sought: Node): boolean {
  const at = unwrapped(sought);
  const name = at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : undefined;
  return name !== undefined && oneOfFew.test(name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase());
}

/** Whether a test keeps all but one of a few: `provider => provider !== disabled.provider`. */
export function isAllButFew(test: Node): boolean {
  const body = test.type === 'ArrowFunctionExpression' ? unwrapped(test.body) : undefined;
  return body?.type === 'BinaryExpression' && /^!==?$/.test(body.operator) && [body.left, body.right].some(isOfFew);
}

/** Methods that only texts have. */
const ofText = /^(char(Code)?At|codePointAt|(starts|ends)With|to(Lower|Upper)Case|trim\w*|match(All)?|replace(All)?|substr(ing)?|split)$/;

/** Whether a method of texts is called on it. */
export const isAskedAsText = ({ parent }: Node): boolean => parent?.type === 'MemberExpression' && ofText.test(memberName(parent) ?? '');
