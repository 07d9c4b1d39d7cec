import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isStatementList, memberName, unwrapped, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { startOf, type Chunks } from './chunks.ts';
import type { Growth } from './growth.ts';

/** Where a stream can be told to give strings. */
export interface Encodable {
  /** The stream as it stands where its pieces begin to come, wrappers included. */
  stream: Node;
  method: string;
  /** The statement before which it is told so, where the stream is a variable; else it is told so where it stands. */
  statement: Node | undefined;
  /** Whether nobody else reads it, as far as this file shows. */
  alone: boolean;
  /** The annotation of the piece, which is no `Buffer` then. */
  annotation: Node | undefined;
  /** The call that makes the piece a string. */
  call: T.CallExpression | undefined;
  chunk: T.Identifier;
}

/** Methods of a stream that take no bytes from it. */
const harmless = new Set([
  'on', 'once', 'addListener', 'prependListener', 'off', 'removeListener', 'removeAllListeners', 'pause', 'resume', 'destroy',
  'setTimeout', 'setNoDelay', 'setKeepAlive', 'end', 'write', 'ref', 'unref', 'get', 'header', 'is', 'accepts',
  'setMaxListeners', 'cork', 'uncork', 'isPaused', 'listenerCount',
]);

/** How the stream whose bytes are taken for text can be told to give strings; nothing where something counts on bytes. */
export function encodableOf({ node, bytes }: Growth, origin: Origin): Encodable | undefined {
  const chunks = bytes?.chunks;
  if (!chunks?.decode || !chunks.chunk.references.every(reference => contains(node, reference))) return undefined;
  const at = standing(chunks);
  const [mention] = chunks.chunk.references;
  if (!at || !mention) return undefined;
  const binding = chunks.stream.type === 'Identifier' ? origin.module.bindings.of(chunks.stream) : undefined;
  const statement = binding && statementOf(chunks);
  if (chunks.stream.type === 'Identifier' && !statement) return undefined;
  const annotation = chunks.chunk.declared.typeAnnotation?.typeAnnotation;
  return {
    stream: at,
    method: chunks.decode,
    statement,
    alone: binding !== undefined && binding.references.every(reference => isHarmless(reference, binding, chunks)),
    annotation: annotation?.type === 'TSTypeReference' ? annotation : undefined,
    call: callOn(mention),
    chunk: mention,
  };
}

/** The stream as an expression that a method can be called on. */
function standing({ from, stream }: Chunks): Node | undefined {
  if (from.type === 'ForOfStatement') return from.right === stream ? from.right : undefined;
  let at: Node = unwrapped(from.callee);
  while (at.type === 'MemberExpression') {
    if (at.optional) return undefined;
    if (unwrapped(at.object) === stream) return at.object;
    const inner = unwrapped(at.object);
    if (inner.type !== 'CallExpression' || startOf(inner) === undefined) return undefined;
    at = unwrapped(inner.callee);
  }
  return undefined;
}

/** The statement of its own that the registering call or the loop is. */
function statementOf({ from }: Chunks): Node | undefined {
  let at: Node = from;
  if (at.type === 'ForOfStatement') {
    while (at.parent?.type === 'LabeledStatement') at = at.parent;
  } else {
    while (at.parent?.type === 'CallExpression' || at.parent?.type === 'MemberExpression' || at.parent?.type === 'ChainExpression') {
      if (at.parent.type === 'CallExpression' && at.parent.callee !== at) return undefined;
      at = at.parent;
    }
    if (at.parent?.type !== 'ExpressionStatement') return undefined;
    at = at.parent;
  }
  return isStatementList(at.parent) ? at : undefined;
}

function isHarmless(reference: Node, binding: Binding, { from }: Chunks): boolean {
  if (reference === binding.declared) return true;
  const parent = reference.parent as Node;
  if (parent === from) return true;
  if (parent.type === 'VariableDeclarator') return parent.id === reference || takesNamed(parent.id);
  if (parent.type === 'AssignmentExpression') return parent.left === reference;
  if (parent.type !== 'MemberExpression' || parent.object !== reference) return false;
  const call = parent.parent;
  if (call.type !== 'CallExpression' || call.callee !== parent) return true;
  const name = memberName(parent);
  return name !== undefined && harmless.has(name) && listensOnce(call, from);
}

/** `const { headers, url } = req` */
function takesNamed(pattern: Node): boolean {
  return pattern.type === 'ObjectPattern' && pattern.properties.every(({ type }) => type === 'Property');
}

/** Whether of the handlers in a chain of `on()` only the one reads. */
function listensOnce(call: T.CallExpression, from: Node): boolean {
  let at: Node = call;
  while (at.type === 'CallExpression') {
    const [event] = at.arguments;
    if (at !== from && event?.type === 'Literal' && (event.value === 'data' || event.value === 'readable')) return false;
    const parent: Node = at.parent;
    if (parent.type !== 'MemberExpression' || parent.object !== at) return true;
    const name = memberName(parent);
    if (name === undefined || !harmless.has(name)) return false;
    at = parent.parent;
  }
  return true;
}

/** `chunk.toString('utf8')` */
function callOn(mention: Node): T.CallExpression | undefined {
  const member = mention.parent as Node;
  const call = member.parent as Node;
  return member.type === 'MemberExpression' && call.type === 'CallExpression' && call.callee === member ? call : undefined;
}
