import { isCall, memberName, stringOf, type Node } from '../../ast.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { writingsIn } from '../origin/outlet.ts';
import type { Resource } from './resource.ts';

/** Whether what comes out of a member of the resource is written to a client: `tail.stdout.on('data', chunk => res.write(chunk))`. */
export function isFed({ mentions }: Resource, member: string, origin: Origin): boolean {
  return mentions.some(mention => {
    const listener = listenerOn(mention, member);
    return listener !== undefined && [...writingsIn(listener, origin)].some(({ outlet }) => outlet.client);
  });
}

function listenerOn(mention: Node, member: string): Node | undefined {
  const stream = mention.parent;
  if (stream?.type !== 'MemberExpression' || memberName(stream) !== member) return undefined;
  const call = stream.parent.parent;
  const isData = isCall(call) && stream.parent.type === 'MemberExpression' && isListening(call) && stringOf(call.arguments[0]) === 'data';
  return isData ? call.arguments[1] : undefined;
}
