import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, isFunction, memberName, unwrapped, within, type Node } from '../ast.ts';
import { givenIn } from './copying.ts';
import type { Origin } from './origin.ts';
import { isChunkwise, type Repeater } from './repeat.ts';
import { supplyOfTurns, type Supply } from './supply.ts';

/** Whether as much may come to something as somebody outside likes. */
export function isFlooded(growing: readonly Repeater[], added: readonly Node[], origin: Origin): boolean {
  return growing.some(repeater => {
    const isPage = (piece: Node): boolean => isAwaitedIn(repeater, piece.type === 'SpreadElement' ? piece.argument : piece, origin);
    if (isOpen(repeater, origin) && added.some(isPage)) return true;
    if (isPaced(repeater, origin)) return false;
    return isMuch(supplyOfTurns(repeater, origin));
  });
}

/** Whether there may be as much as somebody else likes. */
export const isMuch = (supply: Supply): boolean => supply === 'outside' || supply === 'caller';

/** A loop that goes on until its own body ends it, not one that takes what is in a list. */
function isOpen(repeater: Repeater, origin: Origin): boolean {
  if (isFunction(repeater) || !('test' in repeater)) return false;
  const isLength = (at: Node): boolean => at.type === 'MemberExpression' && memberName(at) === 'length';
  return !repeater.test || ![...within(repeater.test, origin.module.keys)].some(isLength);
}

/** `page.keys.filter(isNew)` of `const page = await client.scan(cursor)` */
function isAwaitedIn(repeater: Repeater, piece: Node, origin: Origin, depth = 0): boolean {
  let at = givenIn(piece);
  while (at.type === 'MemberExpression' || (isCall(at) && at.callee.type === 'MemberExpression'))
    at = unwrapped(isCall(at) ? at.callee : at.object);
  if (at.parent?.type === 'AwaitExpression') return true;
  const binding = at.type === 'Identifier' && depth < 4 ? origin.module.bindings.of(at) : undefined;
  const isAwaited = (write: Node): boolean => write.type === 'AwaitExpression' || isAwaitedIn(repeater, write, origin, depth + 1);
  return binding?.writes.some(write => contains(repeater, write) && isAwaited(write)) === true;
}

/** Whether each turn waits for something, which takes longer than to copy a list of any length that is waited for. */
export function isPaced(repeater: Repeater, origin: Origin): boolean {
  if (isChunkwise(repeater, origin)) return false;
  const skip = (inner: Node): boolean => isFunction(inner) && inner !== repeater;
  const body = isFunction(repeater) ? repeater : repeater.body;
  return [...within(body, origin.module.keys, skip)].some(({ type }) => type === 'AwaitExpression');
}

/** Whether as many turns come as somebody outside likes, and none of them waits. */
export function isFed(repeaters: readonly Repeater[], origin: Origin, byCaller: boolean): boolean {
  return repeaters.some(repeater => {
    const supply = isPaced(repeater, origin) ? undefined : supplyOfTurns(repeater, origin);
    return supply === 'outside' || (byCaller && supply === 'caller');
  });
}

/** Whether something asks how many a list holds: `if (this.recent.length >= this.most)`. */
export function isCounted(is: (node: Node) => boolean, members: readonly T.MemberExpression[]): boolean {
  const isLength = ({ object, property }: T.MemberExpression): boolean =>
    property.type === 'Identifier' && property.name === 'length' && is(unwrapped(object));
  return members.some(member => {
    const { parent } = member;
    return parent.type === 'BinaryExpression' && /^>=?$/.test(parent.operator) && parent.right.type !== 'Literal' && isLength(member);
  });
}

export const isGoneThrough = ({ parent }: Node): boolean =>
  parent?.type === 'MemberExpression' && /^(?:map|filter|reduce|join|every)$/.test(memberName(parent) ?? '');
