import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, enclosingStatement, isCall, isFunction, isStatementList, memberName, outermost, unwrapped,
  type CallNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Resource } from './resource.ts';

/** What a call may be asked after the end: who it was, and not to be told any more. */
const harmless = /^(on|once|off|emit|addListener|remove(All)?Listeners?|listenerCount|toString|toJSON|valueOf|ref|unref)$|^(is|has)[A-Z]/;

/** Whether a call asks no more than that. */
export const isHarmless = (call: CallNode): boolean => harmless.test(calledName(call) ?? '');

/** Whether a node asks something of the resource, or hands it on to who may. */
export function useBy(node: Node, resource: Resource, origin: Origin): 'sure' | 'maybe' | undefined {
  const { words } = resource;
  if (node.type === 'ReturnStatement') return node.argument && words.it(bare(node.argument)) ? 'sure' : undefined;
  if (!isCall(node)) return undefined;
  const name = calledName(node) ?? '';
  const callee = unwrapped(node.callee);
  if (words.it(callee)) return 'sure';
  const receiver = receiverOf(node);
  if (receiver && words.it(receiver)) return harmless.test(name) ? undefined : 'sure';
  const part = receiver && partOf(receiver, resource);
  if (part !== undefined) return works(part, resource) ? 'sure' : undefined;
  const taken = node.arguments.find(argument => isTaken(argument, resource));
  return taken && usedBy(node, taken, name, resource, origin);
}

/**
 * Whether its owner goes on to ask a resource after a call that it was lent to and that was waited for: what is no good once it has gone
 * back was not given back by that.
 */
export function isAskedBehind(call: CallNode, resource: Resource): boolean {
  if (!resource.acquires.spent || outermost(call).type !== 'AwaitExpression') return false;
  const asks = resource.mentions.map(mention => mention.parent?.parent).filter(at => isCall(at) && isAsking(at, resource));
  let statement: Node | undefined = enclosingStatement(call);
  while (statement && isStatementList(statement.parent)) {
    const { body } = statement.parent;
    const behind = body.slice(body.indexOf(statement as T.Statement) + 1);
    if (asks.some(ask => ask && behind.some(each => contains(each, ask) && isAlways(ask, each)))) return true;
    if ([statement, ...behind].some(({ type }) => /^(Return|Throw|Break|Continue)Statement$/.test(type))) return false;
    statement = isFunction(statement.parent.parent) ? undefined : enclosingStatement(statement.parent);
  }
  return false;
}

function isAsking(call: CallNode, { words }: Resource): boolean {
  const receiver = receiverOf(call);
  return receiver !== undefined && words.it(receiver) && !harmless.test(calledName(call) ?? '');
}

/** Whether a node runs whenever its statement does. */
function isAlways(node: Node, statement: Node): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at) || /^(If|Switch|Try|For\w*|While)Statement$|^(Conditional|Logical)Expression$/.test(at.type)) return false;
    if (at === statement) return true;
  }
  return node === statement;
}

/** The member of the resource that an expression leads through: `manager` of `runner.manager.orders`. */
function partOf(node: Node, resource: Resource): string | undefined {
  for (let at = node; at.type === 'MemberExpression'; at = unwrapped(at.object)) {
    if (resource.words.it(unwrapped(at.object))) return memberName(at);
  }
  return undefined;
}

/** Whether a part of it works on what the whole has taken out. */
function works(part: string, resource: Resource): boolean {
  return resource.acquires.begins?.some(begins => begins.includes(`it.${part}.`)) === true;
}

/** `{ transaction }`, or the resource itself. */
function isTaken(argument: Node, { words }: Resource): boolean {
  if (argument.type !== 'ObjectExpression') return words.it(unwrapped(argument));
  return argument.properties.some(property => property.type === 'Property' && words.it(unwrapped(property.value)));
}

function usedBy(call: CallNode, taken: Node, name: string, { words, acquires }: Resource, origin: Origin): 'sure' | 'maybe' | undefined {
  if (origin.factOfCall(call, 'safe') || harmless.test(name)) return undefined;
  const path = origin.ofCall(call);
  if (path?.startsWith(`${words.package}:`)) return 'sure';
  if (taken.type === 'ObjectExpression') return acquires.choice || acquires.begins ? 'sure' : 'maybe';
  const definition = origin.definition(call.callee);
  if (!isFunction(definition?.node)) return 'maybe';
  const parameter = definition.node.params[call.arguments.indexOf(taken as never)];
  const binding = parameter?.type === 'Identifier' ? definition.origin.module.bindings.of(parameter) : undefined;
  const asks = binding?.references.some(({ parent }) =>
    parent.type === 'MemberExpression' && isCall(parent.parent) && !harmless.test(memberName(parent) ?? ''));
  return asks ? 'sure' : undefined;
}
