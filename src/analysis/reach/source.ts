import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isCall, isCallNamed, memberName, stringOf, unwrapped, type Node,
} from '../../ast.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { isText } from '../origin/text.ts';

/** `Readable.from(Buffer.from(page))`: all of it is there, so that nothing stays open and nothing fails. */
export function isInMemory(source: Node, origin: Origin): boolean {
  const written = bare(source);
  if (written.type === 'Identifier' && isFilledAtOnce(written, origin)) return true;
  const made = written.type === 'Identifier' ? constantIn(written, origin) : written;
  if (!isCallNamed(made, /^from$/) || !/^stream:Readable\b/.test(origin.ofCall(made) ?? '')) return false;
  const [given] = made.arguments;
  const held = given && bare(given);
  if (held?.type === 'ArrayExpression') return held.elements.every(item => item?.type !== 'SpreadElement');
  if (isCall(held)) return /^(buffer)?:Buffer\.(from|concat)\(\)$/.test(origin.ofCall(held) ?? '');
  return held !== undefined && isText(held, origin);
}

/** Whether all that a stream gives is handed to it in one call: `const gzip = createGzip(); gzip.pipe(res); gzip.end(text);`. */
function isFilledAtOnce(name: T.Identifier, origin: Origin): boolean {
  const made = constantIn(name, origin);
  const uses = made ? origin.module.bindings.of(name)?.references ?? [] : [];
  const callOf = ({ parent }: Node): Node | undefined => (parent?.type === 'MemberExpression' ? parent.parent : undefined);
  const isFed = uses.some(({ parent }) => isCallNamed(parent, /^(pipe|pipeline)$/));
  // A socket that is told all at once answers when it likes.
  const isTransform = isCall(made) && /^(zlib|crypto|stream):/.test(origin.ofCall(made) ?? '');
  return isTransform && !isFed && uses.some(use => {
    const call = callOf(use);
    return isCallNamed(call, /^end$/) && call.arguments.length > 0 && enclosingFunction(call) === enclosingFunction(made);
  }) && !uses.some(use => isCallNamed(callOf(use), /^write$/));
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

/** Whether a promise waits for the end of what a call pipes to: `new Promise(resolve => body.pipe(file).on('finish', resolve))`. */
export function isWaitedFor(pipe: Node, outlet: Node, origin: Origin): boolean {
  const executor = enclosingFunction(pipe);
  const { callsIn, sourceOf } = origin.module;
  return executor !== undefined && makesPromise(executor.parent, origin) && (callsIn?.(executor) ?? []).some(call => {
    const isHeard = isCallNamed(call, /^(on|once)$/) && /^(finish|close)$/.test(stringOf(call.arguments[0]) ?? '');
    const receiver = isHeard ? receiverOf(call) : undefined;
    return receiver !== undefined && (contains(receiver, pipe) || sourceOf(receiver) === sourceOf(outlet));
  });
}

/** Whether somebody else has opened what is read: it comes by a parameter, and nothing here writes to it. */
export function isGiven(source: Node, origin: Origin, depth = 0): boolean {
  const root = rootOf(source);
  const name = isCall(root) ? unwrapped(root.callee) : root;
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const owner = enclosingFunction(source);
  if (!binding || !owner || depth > 3) return false;
  const { callsIn, sourceOf } = origin.module;
  const isWritten = (callsIn?.(owner) ?? []).some(call =>
    /^(write|end|push|finalize)$/.test(calledName(call) ?? '') && sourceOf(receiverOf(call) ?? call) === sourceOf(source));
  if (isWritten) return false;
  const [made, ...more] = binding.writes;
  if (binding.kind === 'parameter') return !binding.reassigned;
  return binding.kind === 'variable' && made !== undefined && more.length === 0 && isGiven(made, origin, depth + 1);
}
