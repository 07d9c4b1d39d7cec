import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isCallNamed, isFunction, memberName, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { isChunkwise, type Repeater } from '../place/repeat.ts';
import { isDescribing, supplyOfTurns, type Supply } from '../place/supply.ts';
import { namesIn } from '../place/turn.ts';
import { turnsAt } from './adding.ts';
import { givenIn, type Copying } from './copying.ts';

/** So many pages are waited for a thousand times as long as it takes to copy what came before. */
const fewPages = 64;

/** Whether as much may come to something as somebody outside likes. */
export function isFlooded(growing: readonly Repeater[], added: readonly Node[], origin: Origin): boolean {
  return growing.some(repeater => {
    const isPage = (piece: Node): boolean => isAwaitedIn(repeater, piece.type === 'SpreadElement' ? piece.argument : piece, origin);
    if (isOpen(repeater, origin) && added.some(page => isPage(page) && turnsAt([repeater], page, origin) > fewPages)) return true;
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
  return !repeater.test || !within(repeater.test, origin.module.keys).some(isLength);
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
  return within(body, origin.module.keys, skip).some(({ type }) => type === 'AwaitExpression');
}

/** Whether each item is waited for by itself, unlike the chunks of a stream: that takes longer than to copy what came before. */
export function waitsForEach(repeater: Repeater, origin: Origin): boolean {
  const isOfItems = isFunction(repeater) || repeater.type === 'ForOfStatement' || repeater.type === 'ForStatement';
  if (!isOfItems || isChunkwise(repeater, origin)) return false;
  const skip = (inner: Node): boolean => isFunction(inner) && inner !== repeater;
  return within(isFunction(repeater) ? repeater : repeater.body, origin.module.keys, skip).some(at =>
    at.type === 'AwaitExpression' && isCall(at.argument) && !/^(?:read|next|once|pull)$/.test(calledName(at.argument) ?? ''));
}

/** Whether something is put in that a turn has waited for, or for each of what it has: `$('a').each((_, link) => queue.push(link))`. */
export function isAnswerIn(repeater: Repeater, mention: Node, origin: Origin): boolean {
  const body = isFunction(repeater) ? repeater : repeater.body;
  const answers = answersIn(body, origin);
  const isOfAnswer = (node: Node | null | undefined): boolean => node != null && within(node, origin.module.keys).some(at => {
    if (at.type === 'AwaitExpression') return true;
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    return binding !== undefined && answers.has(binding);
  });
  for (const at of ancestors(mention)) {
    if (at === repeater) return false;
    const others = isCall(at) ? [at.callee, ...at.arguments.filter(argument => !contains(argument, mention))] : [];
    if (others.some(isOfAnswer)) return true;
    if ((at.type === 'ForOfStatement' || at.type === 'ForInStatement') && isOfAnswer(at.right)) return true;
    if (at.type === 'ForStatement' && isOfAnswer(at.test)) return true;
  }
  return false;
}

/** The variables of a turn that are made of what it has waited for. */
function answersIn(body: Node, origin: Origin): ReadonlySet<Binding> {
  const found = new Set<Binding>();
  for (const at of within(body, origin.module.keys)) {
    const made = at.type === 'VariableDeclarator' ? [at.id, at.init] as const
      : at.type === 'AssignmentExpression' ? [at.left, at.right] as const : undefined;
    if (!made?.[1]) continue;
    const isMade = within(made[1], origin.module.keys).some(each => {
      const binding = each.type === 'Identifier' ? origin.module.bindings.of(each) : undefined;
      return each.type === 'AwaitExpression' || (binding !== undefined && found.has(binding));
    });
    if (isMade) for (const name of namesIn(made[0], origin)) found.add(name);
  }
  return found;
}

/** Whether as many turns come as somebody outside likes, and none of them waits. */
export function isFed(repeaters: readonly Repeater[], origin: Origin, byCaller: boolean): boolean {
  return repeaters.some(repeater => {
    const supply = isPaced(repeater, origin) ? undefined : supplyOfTurns(repeater, origin);
    return supply === 'outside' || (byCaller && supply === 'caller');
  });
}

/** Whether all that is added says how something is made up, which is not much of however many: `{ ...all, ...schema.properties }`. */
export const describes = ({ what, added }: Copying): boolean => what === 'object' && added.length > 0 && added.every(item => {
  const of = item.type === 'SpreadElement' ? givenIn(item.argument) : undefined;
  return of !== undefined && isDescribing(of.type === 'MemberExpression' ? of.property : of);
});

/** Whether each item is merged whole, being what a function makes of something: it may well write the same few keys each time. */
export function mergesMade({ what, added }: Copying, list: Node, fn: FunctionNode, origin: Origin): boolean {
  const [, item] = fn.params;
  const making = isCallNamed(list, /^map$/) ? list.arguments[0] : undefined;
  const maker = making && origin.definition(making)?.node;
  if (what !== 'object' || item?.type !== 'Identifier' || !making) return false;
  const isItem = (part: Node): boolean =>
    part.type === 'SpreadElement' && part.argument.type === 'Identifier' && part.argument.name === item.name;
  const writesKey = (made: Node): boolean => bare(made).type === 'ObjectExpression';
  return added.length > 0 && added.every(isItem) && !(isFunction(maker) && origin.returned(maker).some(writesKey));
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
