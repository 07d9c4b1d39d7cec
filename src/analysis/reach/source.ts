import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, enclosingFunction, isCall, isCallNamed, memberName, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { isText } from '../origin/text.ts';

/** `Readable.from(Buffer.from(page))`: all of it is there, so that nothing stays open and nothing fails. */
export function isInMemory(source: Node, origin: Origin): boolean {
  const written = bare(source);
  const made = written.type === 'Identifier' ? constantIn(written, origin) : written;
  if (!isCallNamed(made, /^from$/) || !/^stream:Readable\b/.test(origin.ofCall(made) ?? '')) return false;
  const [given] = made.arguments;
  const held = given && bare(given);
  if (held?.type === 'ArrayExpression') return held.elements.every(item => item?.type !== 'SpreadElement');
  if (isCall(held)) return /^(buffer)?:Buffer\.(from|concat)\(\)$/.test(origin.ofCall(held) ?? '');
  return held !== undefined && isText(held, origin);
}

function constantIn(name: T.Identifier, { module: { bindings } }: Origin): Node | undefined {
  const binding = bindings.of(name);
  return binding?.reassigned === false ? binding.writes[0] : undefined;
}

/** `createReadStream(path)`, or a constant that is only piped and listened to. */
export function isOpenedHere(source: Node, origin: Origin): boolean {
  const binding = source.type === 'Identifier' ? origin.module.bindings.of(source) : undefined;
  const made = bare(binding?.kind === 'variable' && !binding.reassigned && binding.writes[0] ? binding.writes[0] : source);
  const isOwn = binding?.references.every(({ parent }, at) =>
    parent === binding.node || (parent.type === 'MemberExpression' && parent.object === binding.references[at])) !== false;
  return isOwn && isCall(made) && origin.factsOfCall(made)?.reads?.what === 'file';
}

/** Whether an expression names a stream of Node. */
export function isStream(stream: Node, origin: Origin): boolean {
  const facts = origin.factsOf(stream);
  return facts?.reads !== undefined || facts?.writes !== undefined;
}

/** Whether what is read is the answer to an outgoing call: `response.data`, the answer in `https.get(url, answer => …)`. */
export function isAnswer(source: Node, origin: Origin): boolean {
  const waits = (node: Node | null | undefined): boolean => (node ? origin.factsOf(node)?.waits !== undefined : false);
  if (source.type === 'MemberExpression') return /^(data|body|Body)$/.test(memberName(source) ?? '') && waits(source.object);
  const binding = source.type === 'Identifier' ? origin.module.bindings.of(source) : undefined;
  if (!binding || binding.reassigned) return false;
  const { node } = binding;
  if (binding.kind === 'variable') return node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && waits(node.init);
  const fn = binding.kind === 'parameter' ? enclosingFunction(source) : undefined;
  const call = fn?.params.some(parameter => parameter === binding.declared) ? fn.parent : undefined;
  return isCall(call) && origin.factsOfCall(call)?.waits !== undefined;
}
