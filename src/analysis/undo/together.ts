import { bare, enclosingClass, memberName, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { fieldValues } from '../origin/class.ts';
import type { Identities } from '../origin/identity.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { itemsOf } from '../place/turn.ts';

/** Whether a call is made on each of a list that a thing is in: `for (const each of this.clients) await each.quit();`. */
export function isOnEach(call: CallNode, thing: Node, identities: Identities, calls: Pick<Nodes, 'callsUnder'>, origin: Origin): boolean {
  const receiver = receiverOf(call);
  const name = receiver && bare(receiver);
  const items = name?.type === 'Identifier' ? itemsOf(name, origin) : undefined;
  if (!items) return false;
  const list = listIn(items);
  const isSame = (node: Node | null): boolean => node !== null && identities.isSame(node, thing);
  if (list.type === 'ArrayExpression') return list.elements.some(isSame);
  const isList = (node: Node | undefined): boolean => node !== undefined && identities.isSame(node, list);
  // `const clients = []; if (this.events) clients.push(this.events);`
  const isPut = calls.callsUnder(['push', 'unshift', 'add']).some(put => isList(receiverOf(put)) && put.arguments.some(isSame));
  return isPut || valuesOf(thing, origin).some(value => {
    // `this.first = this.clients[0]`
    const taken = bare(value);
    return taken.type === 'MemberExpression' && taken.computed && isList(taken.object);
  });
}

/** The list that is gone through: `this.clients` of `this.clients ?? []`. */
function listIn(items: Node): Node {
  const node = bare(items);
  return node.type === 'LogicalExpression' ? listIn(node.left) : node;
}

/** What a variable, or a field of the class, is given. */
function valuesOf(thing: Node, { module: { bindings, keys } }: Origin): readonly Node[] {
  const node = bare(thing);
  if (node.type === 'Identifier') return bindings.of(node)?.writes ?? [];
  const field = node.type === 'MemberExpression' && unwrapped(node.object).type === 'ThisExpression' ? memberName(node) : undefined;
  const owner = field === undefined ? undefined : enclosingClass(node);
  return owner && field !== undefined ? fieldValues(owner, field, keys) : [];
}
