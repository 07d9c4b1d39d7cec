import { bare, isCall, memberName, unwrapped, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Copying } from './copying.ts';

const making = /^:(((Uint|Int|Float|BigInt|BigUint)(8|16|32|64)(Clamped)?)?Array)\(\)$|(^|:)Buffer\.alloc(Unsafe(Slow)?)?\(\)$/;

/**
 * Bytes that are copied into larger ones made for them: `const next = new Uint8Array(all.length + chunk.length); next.set(all);
 * all = next`. What doubles is copied seldom enough.
 */
export function regrowingOf(value: Node, is: (node: Node) => boolean, origin: Origin): Copying | undefined {
  const name = bare(value);
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const init = binding?.node.type === 'VariableDeclarator' && !binding.reassigned ? binding.node.init : undefined;
  const node = init && unwrapped(init);
  const [size] = isCall(node) ? node.arguments : [];
  if (!binding || !isCall(node) || !size || !making.test(origin.ofCall(node) ?? '') || !isLonger(size, is, origin)) return undefined;
  for (const { parent: member } of binding.references) {
    const call = member.parent;
    // `next.set(all)`
    const isSet = member.type === 'MemberExpression' && memberName(member) === 'set' && isCall(call) && call.callee === member;
    const [given] = isSet ? call.arguments : [];
    if (given && is(unwrapped(given))) return { node, what: 'bytes', of: given, added: [size], plain: false };
    // `all.copy(next)`
    const callee = isCall(member) ? unwrapped(member.callee) : undefined;
    if (callee?.type === 'MemberExpression' && memberName(callee) === 'copy' && is(unwrapped(callee.object)))
      return { node, what: 'bytes', of: callee.object, added: [size], plain: false };
  }
  return undefined;
}

/** `all.length + chunk.length`, also under a name. */
function isLonger(size: Node, is: (node: Node) => boolean, origin: Origin): boolean {
  const at = unwrapped(size);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (binding) return !binding.reassigned && binding.writes.some(write => write !== at && isLonger(write, is, origin));
  if (at.type !== 'BinaryExpression' || at.operator !== '+') return false;
  const parts = within(at, origin.module.keys);
  const isLength = (part: Node): boolean =>
    part.type === 'MemberExpression' && /^(length|byteLength)$/.test(memberName(part) ?? '') && is(unwrapped(part.object));
  return parts.some(isLength) && !parts.some(part => part.type === 'BinaryExpression' && /^(\*|<<|\*\*)$/.test(part.operator));
}
