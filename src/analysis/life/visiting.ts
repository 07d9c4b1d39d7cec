import { isCallNamed, isFunction, within, type CallNode, type Node, type VisitorKeys } from '../../ast.ts';

/** Whether a call does no more for each item than what is harmless: `entries.forEach(([key, value]) => span.setAttribute(key, value))`. */
export function visitsOnly(call: CallNode, keys: VisitorKeys, isHarmless: (part: Node) => boolean): boolean {
  const [callback, ...more] = call.arguments;
  if (!isCallNamed(call, /^(forEach|map|filter|some|every|find)$/) || !isFunction(callback) || more.length > 0) return false;
  return within(callback.body, keys).every(part => part.type !== 'ThrowStatement' && isHarmless(part));
}
