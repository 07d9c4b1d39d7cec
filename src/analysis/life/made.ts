import { ancestors, bare, enclosingFunction, isCall, isCallNamed, isFunction, outermost, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { leaksOf, type Leak, type Start } from './life.ts';
import { partingsOf } from './parting.ts';
import { endsOf } from './states.ts';

/** Where what a function makes for its caller is lost: the function fails, or finds it wanting, and nobody else has it. */
export function failuresOf(start: Start, origin: Origin): readonly Leak[] {
  const { resource, conduct, acquired } = start;
  const { owner, acquires, words } = resource;
  if (conduct.captured || conduct.moves.size === 0 || (isFunction(owner) && owner.generator)) return [];
  const endsOtherwise = acquires.withParent ?? acquires.light ?? acquires.announces ?? acquires.plain ?? acquires.choice;
  if (endsOtherwise || endsOf(acquires).length > 0) return [];
  if (!acquired || ![...conduct.moves].every(move => isReturned(move, owner))) return partingsOf(start, origin);
  // What cannot be opened holds nothing.
  const opens = (at: Node): boolean => {
    const call = bare(at);
    const on = isCall(call) ? receiverOf(call) : undefined;
    return on !== undefined && words.it(on) && isCallNamed(call, /^(connect|open|start|launch|init|login|auth)/i);
  };
  // What nobody waits for asks nobody who might refuse.
  const isAwaited = (at: Node): boolean => outermost(at).type === 'AwaitExpression';
  return leaksOf(start, origin).filter(({ how, at }) => how !== 'throw' || (isAwaited(at) && !opens(at)));
}

/** What a value can stand in when it is given back: an object, an array, one of two, what is made of it. */
const wrapping = /^(Property|(Object|Array|New|Conditional|Logical|Await)Expression|TS\w+)$/;

/** Whether a function gives a value back, alone or as a part of something. */
function isReturned(node: Node, owner: Node): boolean {
  for (const at of ancestors(node)) {
    if (at === owner) return isFunction(owner) && owner.body.type !== 'BlockStatement';
    if (at.type === 'ReturnStatement') return enclosingFunction(at) === owner;
    if (!wrapping.test(at.type)) return false;
  }
  return false;
}
