import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingClass, isCall, memberName, outermost, propertyName, within, type ClassNode, type Node,
} from '../../ast.ts';
import { membersOfThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { isWatch } from './departure.ts';

/** Whether nobody can clear a timer that an object keeps: what does is never spoken of, and all such objects are dropped when made. */
export function isForgotten(handle: Node, origin: Origin): boolean {
  const owner = handle.type === 'MemberExpression' && handle.object.type === 'ThisExpression' ? enclosingClass(handle) : undefined;
  const name = handle.type === 'MemberExpression' ? memberName(handle) : undefined;
  if (!owner?.id || owner.superClass || name === undefined || !areDropped(owner, owner.id, origin)) return false;
  const { keys, membersNamed } = origin.module;
  const nodes = within(owner.body, keys);
  if (nodes.some(at => isWatch(at) || (at.type === 'ThisExpression' && !isOwnUse(at)))) return false;
  const mentions: readonly Node[] = membersOfThis(owner, keys).get(name) ?? [];
  const isOfThis = (mention: Node): boolean => mention.type === 'MemberExpression' && mention.object.type === 'ThisExpression';
  return (membersNamed?.(name) ?? []).every(mention => mentions.includes(mention) || isOfThis(mention))
    && mentions.every(mention => mention === handle || isInUnused(mention, owner, origin));
}

/** `this.timer`, `return this` */
const isOwnUse = ({ parent }: Node): boolean => parent?.type === 'MemberExpression' || parent?.type === 'ReturnStatement';

/** Whether a node stands in a method that the file never speaks of. */
function isInUnused(node: Node, owner: ClassNode, { module: { membersNamed, callsNamed } }: Origin): boolean {
  const member = [...ancestors(node)].find(at => at.parent === owner.body);
  const name = member?.type === 'MethodDefinition' && member.kind === 'method' ? propertyName(member.key, member.computed) : undefined;
  return name !== undefined && membersNamed?.(name).length === 0 && callsNamed?.(name).length === 0;
}

/** Whether the file makes objects of a class, and keeps none: `new Ticker(res).start();`. */
function areDropped(owner: ClassNode, name: T.Identifier, { module: { bindings } }: Origin): boolean {
  const uses = (bindings.of(name)?.references ?? []).filter(use => use !== name && !contains(owner, use));
  const made = uses.flatMap(({ parent }) => (parent.type === 'NewExpression' ? [parent] : []));
  const isElse = ({ parent }: Node): boolean => !/^(NewExpression|ExportSpecifier|Property|TS\w+)$/.test(parent?.type ?? '');
  return made.length > 0 && made.every(isDropped) && !uses.some(isElse);
}

function isDropped(made: Node): boolean {
  let at = outermost(made);
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at && isCall(at.parent.parent)) at = outermost(at.parent.parent);
  return at.parent?.type === 'ExpressionStatement';
}
