import { isCall, outermost, type Node } from '../../ast.ts';
import { constancyOf } from '../origin/constancy.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a package is one that adds to another: `ajv-formats`. */
export const isExtension = (path: string, made: string): boolean => path.startsWith(`${made.slice(0, made.indexOf(':'))}-`);

/** Whether something is added to what is made: made once, it would get that again at each call. */
export function isExtended(mention: Node, made: string, origin: Origin): boolean {
  const call = mention.parent;
  return isCall(call) && call.arguments[0] === mention && isExtension(origin.ofCall(call) ?? '', made);
}

/** Whether a name holds it of which nothing is done but to call its methods, be it in functions that are kept. */
export function isOnlyAsked(mentions: readonly Node[] | undefined): boolean {
  return mentions?.every(({ parent: member, type }) =>
    type === 'Identifier' && member.type === 'MemberExpression' && isCall(member.parent) && member.parent.callee === member) === true;
}

/** Whether it is given something else each time, `validator.compile(schema)`, which it would keep if it were made once. */
export function isGivenOthers(mention: Node, origin: Origin): boolean {
  const member = outermost(mention).parent;
  const call = member?.type === 'MemberExpression' ? member.parent : undefined;
  const [given] = isCall(call) && call.callee === member ? call.arguments : [];
  return given !== undefined && constancyOf(given, origin) === undefined;
}
