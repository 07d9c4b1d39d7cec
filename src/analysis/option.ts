import { calledName, outermost, type CallNode, type Node } from '../ast.ts';
import type { Origin } from './origin.ts';

/** Names of functions that give something with the options that they are given: `axios.create({ httpsAgent })`. */
const making = /^(create|make|build|extend|instance)/;

/** Whether a call gives something with the options that it is given. */
export const isMaking = (call: CallNode): boolean => making.test(calledName(call) ?? '');

/** Whether it is an option of a request, which is done with it when it is over: `axios.get(url, { httpsAgent })`. */
export function isOfRequest(mention: Node, origin: Origin): boolean {
  const call = optionOf(mention);
  const path = call && !isMaking(call) ? origin.ofCall(call) : undefined;
  return path !== undefined && origin.module.catalogue.get(path)?.starts !== undefined;
}

/** The call that it is an option of. */
export function optionOf(mention: Node): CallNode | undefined {
  const at = outermost(mention).parent;
  return at?.type === 'Property' ? callAround(at) : undefined;
}

function callAround(property: Node): CallNode | undefined {
  let at: Node | undefined = property;
  while (at?.type === 'Property' || at?.type === 'ObjectExpression') at = at.parent;
  return at?.type === 'CallExpression' ? at : undefined;
}
