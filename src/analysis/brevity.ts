import { calledName, isCall, isFunction, memberName, stringOf, unwrapped, within, type Node } from '../ast.ts';
import { handingsOf } from './handed.ts';
import type { Origin } from './origin.ts';
import type { Repeater } from './repeat.ts';

/** Whether a text is made of little: as long as its loop asks for, or of what calls spell out, `join(...parts)`. */
export function isShort(repeater: Repeater, is: (node: Node) => boolean, origin: Origin): boolean {
  return isMeasured(repeater, is, origin) || itemsOf(repeater, origin).some(items => isSpelledOut(items, origin));
}

/** Whether a loop goes on until what it adds to is long enough: `while (code.length < digits) code += random()`. */
export function isMeasured(repeater: Repeater, is: (node: Node) => boolean, { module }: Origin): boolean {
  const test = 'test' in repeater ? repeater.test : undefined;
  return test != null && [...within(test, module.keys)].some(at =>
    at.type === 'MemberExpression' && memberName(at) === 'length' && is(unwrapped(at.object)));
}

/** Whether the turns are for the parts of a path, of which there are a few: `for (const part of path.split('.'))`. */
export function isOfPath(repeater: Repeater, origin: Origin): boolean {
  const lengths = 'test' in repeater && repeater.test ? [...within(repeater.test, origin.module.keys)] : [];
  const counted = lengths.flatMap(at => (at.type === 'MemberExpression' && memberName(at) === 'length' ? [unwrapped(at.object)] : []));
  return [...itemsOf(repeater, origin), ...counted].some(items => {
    let at = origin.definition(items)?.node ?? items;
    while (isCall(at) && at.callee.type === 'MemberExpression' && calledName(at) !== 'split') at = unwrapped(at.callee.object);
    return isCall(at) && calledName(at) === 'split' && /^[./]$/.test(stringOf(at.arguments[0]) ?? '');
  });
}

function itemsOf(repeater: Repeater, origin: Origin): Node[] {
  if (repeater.type === 'ForOfStatement') return [unwrapped(repeater.right)];
  if (!isFunction(repeater)) return [];
  return [...handingsOf(repeater, origin)].flatMap(({ call }) => {
    const callee = unwrapped(call.callee);
    return callee.type === 'MemberExpression' ? [unwrapped(callee.object)] : [];
  });
}

function isSpelledOut(items: Node, { module }: Origin): boolean {
  const binding = items.type === 'Identifier' ? module.bindings.of(items) : undefined;
  return binding?.kind === 'parameter' && binding.declared.parent.type === 'RestElement';
}
