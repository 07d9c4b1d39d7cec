import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, isCall, isFunction, stringOf, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { gatheringInto, isServed } from './intake.ts';
import { isRequest } from './variety.ts';

/** The pieces of a stream that are put together again. */
export interface Regathered {
  /** What puts them together: `Buffer.concat(chunks)`, `text += chunk`. */
  node: Node;
  /** The expressions that give the whole. */
  whole: readonly Node[];
}

/** Finds the streams, other than those that requests are, whose pieces are put together again. */
export function* regathered(
  syntax: Pick<Nodes, 'each' | 'callsUnder'>,
  isHandler: (fn: FunctionNode) => boolean,
  origin: Origin,
): Generator<Regathered> {
  const isSent = (stream: Node): boolean => isRequest(stream, origin) && isServed(stream, origin, isHandler);
  for (const loop of syntax.each('ForOfStatement')) {
    const name = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : undefined;
    if (loop.await && name?.type === 'Identifier' && !isSent(bare(loop.right))) yield* inPieces(loop.body, name, origin);
  }
  for (const call of syntax.callsUnder(['on', 'addListener'])) {
    if (stringOf(call.arguments[0]) !== 'data') continue;
    const stream = receiverOf(call);
    const listener = call.arguments[1];
    const fn = listener && origin.definition(listener);
    const chunk = isFunction(fn?.node) && fn.origin === origin ? fn.node.params[0] : undefined;
    if (stream && chunk?.type === 'Identifier' && isFunction(fn?.node) && !isSent(bare(stream)))
      yield* inPieces(fn.node.body, chunk, origin);
  }
}

function* inPieces(body: Node, chunk: T.Identifier, origin: Origin): Generator<Regathered> {
  const piece = origin.module.bindings.of(chunk);
  for (const at of piece ? within(body, origin.module.keys) : []) {
    const into = piece && gatheringInto(at, piece);
    const gathers = into && origin.module.bindings.of(into);
    if (!gathers || contains(body, gathers.declared)) continue;
    const others = gathers.references.filter(reference => !contains(body, reference));
    if (isCall(at)) {
      // The pieces as a list are of no use but to be put together.
      const joined = others.flatMap(reference => joining(reference) ?? []);
      const [first] = joined;
      if (first && isPlain(at.arguments[0], chunk)) yield { node: first, whole: joined };
    } else if (at.type === 'AssignmentExpression' && isPlain(at.right, chunk)) yield { node: at, whole: others };
  }
}

/** `Buffer.concat(chunks)`, `chunks.join('')` */
function joining(reference: Node): CallNode | undefined {
  const { parent } = reference;
  if (isCall(parent) && parent.arguments[0] === reference && calledName(parent) === 'concat') return parent;
  const call = parent?.type === 'MemberExpression' && parent.object === reference ? parent.parent : undefined;
  return isCall(call) && calledName(call) === 'join' && stringOf(call.arguments[0]) === '' ? call : undefined;
}

/** Whether it is the piece as it came: `chunk`, `Buffer.from(chunk)`, `chunk.toString()`, `decoder.decode(chunk)`. */
function isPlain(added: Node | undefined, chunk: T.Identifier): boolean {
  const node = added && bare(added);
  if (!isCall(node)) return node !== undefined && isNamed(node, chunk);
  if (!/^(from|toString|decode|write|String|concat)$/.test(calledName(node) ?? '')) return false;
  const given: readonly (Node | undefined)[] = [...node.arguments, receiverOf(node)];
  const parts = given.flatMap((each): readonly (Node | null | undefined)[] => (each?.type === 'ArrayExpression' ? each.elements : [each]));
  return parts.some(part => part && isNamed(bare(part), chunk));
}

const isNamed = (node: Node, chunk: T.Identifier): boolean => node.type === 'Identifier' && node.name === chunk.name;
