import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, isCall, isClass, isFunction, memberName, propertyName, stringOf, unwrapped,
  type CallNode, type FunctionNode, type LoopNode, type Node,
} from '../../ast.ts';
import type { Reads } from '../../library.ts';
import { annotatedType, globalType } from '../origin/annotated.ts';
import { pathOfType } from '../origin/annotation.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { isDataHandler, type Repeater } from '../place/repeat.ts';

/** Pieces of a stream of bytes, each a `Buffer`. */
export interface Chunks {
  /** The name that each piece gets. */
  chunk: Binding;
  /** The stream, as the code writes it. */
  stream: Node;
  /** Whether a library or an annotation says that they are bytes. */
  known: boolean;
  /** The method that makes its pieces strings: `setEncoding`; none where it has no such method. */
  decode: string | undefined;
  /** Where its pieces begin to come: the call that registers the handler, or the loop. */
  from: CallNode | T.ForOfStatement;
}

/** Bytes that are taken for text piece by piece. */
export interface Decoded {
  /** What they come from. */
  stream: Node;
  chunks: Chunks | undefined;
  /** The call of a decoder that is not told that more will come. */
  decoder: T.CallExpression | undefined;
  /** Whether the decoder is made anew for each piece. */
  inside: boolean;
}

/** Finds where bytes are taken for text. */
export class ChunkFinder {
  readonly #origin: Origin;
  readonly #calls: () => readonly T.CallExpression[];
  readonly #found = new Map<Repeater, Chunks | undefined>();

  constructor(origin: Origin, calls: () => readonly T.CallExpression[]) {
    this.#origin = origin;
    this.#calls = calls;
  }

  /** How a piece of text is made of one chunk alone: `chunk`, `chunk.toString()`, `decoder.decode(chunk)`. */
  decodedIn(pieces: readonly Node[], repeaters: readonly Repeater[]): Decoded | undefined {
    const sources = repeaters.flatMap(repeater => this.#of(repeater) ?? []);
    for (const piece of pieces) {
      const chunks = sources.find(source =>
        (source.known ? this.#isDecoded(piece, source) : pieces.length === 1 && this.#isExplicit(piece, source)));
      if (chunks) return { stream: chunks.stream, chunks, decoder: undefined, inside: false };
      const decoded = this.#decoderIn(piece, sources, repeaters);
      if (decoded) return decoded;
    }
    return undefined;
  }

  /** What a repeater is run for, where that comes as bytes for all that can be told. */
  #of(repeater: Repeater): Chunks | undefined {
    if (!this.#found.has(repeater)) this.#found.set(repeater, isFunction(repeater) ? this.#ofHandler(repeater) : this.#ofLoop(repeater));
    return this.#found.get(repeater);
  }

  #ofHandler(fn: FunctionNode): Chunks | undefined {
    for (const { call, argument } of handingsOf(fn, this.#origin)) {
      const callee = unwrapped(call.callee);
      if (!isDataHandler(call, argument) || callee.type !== 'MemberExpression') continue;
      const [parameter] = fn.params;
      return parameter?.type === 'Identifier' ? this.#made(parameter, callee.object, call) : undefined;
    }
    return undefined;
  }

  #ofLoop(loop: LoopNode): Chunks | undefined {
    if (loop.type !== 'ForOfStatement' || !loop.await || loop.left.type !== 'VariableDeclaration') return undefined;
    const id = loop.left.declarations[0]?.id;
    return id?.type === 'Identifier' ? this.#made(id, loop.right, loop) : undefined;
  }

  #made(name: T.Identifier, expression: Node, from: Chunks['from']): Chunks | undefined {
    const chunk = this.#origin.module.bindings.of(name);
    const stream = startOf(expression);
    if (!chunk || !stream || this.#hasEncoding(stream)) return undefined;
    const reads = this.#readsOf(expression);
    const annotation = name.typeAnnotation ? annotatedType(name, this.#origin) : undefined;
    if (annotation?.type === 'TSStringKeyword') return undefined;
    const isBuffer = annotation !== undefined && /^(Buffer|Uint8Array)$/.test(globalType(annotation, this.#origin) ?? '');
    const decode = reads?.decode && /\.(\w+)\(/.exec(reads.decode)?.[1];
    return { chunk, stream, known: reads !== undefined || isBuffer, decode, from };
  }

  /** What the libraries know of a stream, by its annotation first. */
  #readsOf(expression: Node, depth = 0): Reads | undefined {
    const stream = startOf(expression);
    if (!stream || depth > 4) return undefined;
    const said = expression.type === 'TSAsExpression' ? pathOfType(expression.typeAnnotation, this.#origin) : undefined;
    const path = said ?? this.#origin.of(stream);
    const reads = path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.reads;
    const binding = stream.type === 'Identifier' ? this.#origin.module.bindings.of(stream) : undefined;
    const [made] = binding?.kind === 'variable' && !binding.reassigned ? binding.writes : [];
    return reads ?? (made?.type === 'CallExpression' && startOf(made) !== made ? this.#readsOf(made, depth + 1) : undefined);
  }

  #isDecoded(piece: Node, source: Chunks): boolean {
    const node = unwrapped(piece);
    const of = (inner: Node): boolean => this.#isDecoded(inner, source);
    switch (node.type) {
      case 'Identifier':
        return (source.decode !== undefined || Boolean(source.chunk.declared.typeAnnotation)) && this.#isChunk(node, source);
      case 'TemplateLiteral':
        return node.expressions.some(of);
      case 'BinaryExpression':
        return of(node.left) || of(node.right);
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && node.callee.name === 'String') return node.arguments.some(of);
        return this.#isToString(node, source);
      default:
        return false;
    }
  }

  /** `chunk.toString('utf8')`: only bytes take an encoding. */
  #isExplicit(piece: Node, source: Chunks): boolean {
    const node = unwrapped(piece);
    return node.type === 'CallExpression' && node.arguments.length === 1 && this.#isToString(node, source);
  }

  /** `chunk.toString()`, `Buffer.from(chunk).toString('utf8')`; encodings in which each byte stands for itself are fine. */
  #isToString(node: T.CallExpression, source: Chunks): boolean {
    const callee = unwrapped(node.callee);
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'toString' || !isUtf8(node.arguments[0])) return false;
    const on = unwrapped(callee.object);
    const [copied] = isCall(on) && this.#origin.ofCall(on) === ':Buffer.from()' ? on.arguments : [];
    if (copied) return this.#isChunk(copied, source);
    return (source.decode !== undefined || !source.known || node.arguments.length > 0) && this.#isChunk(on, source);
  }

  #isChunk(node: Node, { chunk }: Chunks): boolean {
    const at = unwrapped(node);
    return at.type === 'Identifier' && this.#origin.module.bindings.of(at) === chunk;
  }

  /** `decoder.decode(chunk)` without `{ stream: true }`. */
  #decoderIn(piece: Node, sources: readonly Chunks[], repeaters: readonly Repeater[]): Decoded | undefined {
    const decoder = unwrapped(piece);
    const callee = decoder.type === 'CallExpression' ? unwrapped(decoder.callee) : undefined;
    if (decoder.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'decode') return undefined;
    const [bytes, more] = decoder.arguments;
    if (!bytes || more || this.#origin.of(callee.object) !== ':TextDecoder()') return undefined;
    const source = sources.find(each => this.#isChunk(bytes, each));
    if (!source && !this.#isRead(bytes)) return undefined;
    const binding = callee.object.type === 'Identifier' ? this.#origin.module.bindings.of(callee.object) : undefined;
    const inside = !binding || repeaters.some(repeater => contains(repeater, binding.declared));
    return { stream: source?.stream ?? readerOf(bytes, this.#origin) ?? bytes, chunks: undefined, decoder, inside };
  }

  /** Whether a value was read off a stream: `(await reader.read()).value`. */
  #isRead(bytes: Node): boolean {
    for (let path = this.#origin.of(bytes); path !== undefined && path !== '';) {
      if (this.#origin.module.catalogue.get(path)?.reads) return true;
      const shorter = path.replace(/(?:\(\)|\.[\w$#*]+)$/, '');
      path = shorter === path ? undefined : shorter;
    }
    return false;
  }

  /** Whether the stream is told somewhere in the file to give strings, or was made to give other things than bytes. */
  #hasEncoding(stream: Node): boolean {
    return this.#calls().some(call => this.#isSetEncoding(call, stream)) || this.#isMadeOtherwise(stream);
  }

  #isSetEncoding(call: T.CallExpression, stream: Node): boolean {
    const callee = unwrapped(call.callee);
    if (callee.type !== 'MemberExpression' || memberName(callee) !== 'setEncoding') return false;
    const on = startOf(callee.object);
    return on !== undefined && this.#isSame(on, stream);
  }

  #isSame(one: Node, other: Node): boolean {
    const { bindings, sourceOf } = this.#origin.module;
    if (one.type === 'Identifier' && other.type === 'Identifier') return bindings.of(one) === bindings.of(other) && one.name === other.name;
    return sourceOf(one) === sourceOf(other);
  }

  #isMadeOtherwise(stream: Node): boolean {
    const binding = stream.type === 'Identifier' ? this.#origin.module.bindings.of(stream) : undefined;
    const made = binding?.kind === 'variable' ? binding.writes.map(bare) : [bare(stream)];
    return made.some(value => isCall(value)
      && (isOfItems(value) || value.arguments.some(isEncoding) || isClass(this.#origin.definition(value.callee)?.node)));
  }
}

/** `reader` of `const { value } = await reader.read()`. */
function readerOf(bytes: Node, origin: Origin): Node | undefined {
  const binding = bytes.type === 'Identifier' ? origin.module.bindings.of(bytes) : undefined;
  const made = binding?.node.type === 'VariableDeclarator' && binding.node.init ? bare(binding.node.init) : undefined;
  return made?.type === 'CallExpression' ? receiverOf(made) : undefined;
}

/** Methods that give the stream they are called on. */
const chaining = new Set([
  'on', 'once', 'addListener', 'prependListener', 'off', 'removeListener', 'pause', 'resume', 'setMaxListeners', 'setTimeout', 'setNoDelay',
  'setKeepAlive',
]);

/** The stream of `stream.on('error', f).on('data', g)` or `source.pipe(stream)`; nothing where the chain decodes it. */
export function startOf(expression: Node): Node | undefined {
  let at = unwrapped(expression);
  while (at.type === 'CallExpression' && at.callee.type === 'MemberExpression') {
    const name = memberName(at.callee);
    if (name === 'setEncoding') return undefined;
    const next = name === 'pipe' ? at.arguments[0] : name !== undefined && chaining.has(name) ? at.callee.object : undefined;
    if (!next) break;
    at = unwrapped(next);
  }
  return at;
}

/** `Readable.from(items)` gives the items, whatever they are. */
function isOfItems(call: CallNode): boolean {
  const callee = unwrapped(call.callee);
  return callee.type === 'MemberExpression' && memberName(callee) === 'from';
}

/** An argument that makes a stream give strings or objects, or that may do so for all its name tells. */
function isEncoding(argument: Node): boolean {
  if (argument.type === 'Literal') return isUtf8(argument) || /^(ascii|latin1|binary|hex|base64(url)?)$/i.test(stringOf(argument) ?? '');
  const name = argument.type === 'Identifier' ? argument.name : argument.type === 'MemberExpression' ? memberName(argument) : undefined;
  return name === undefined ? hasEncoding(argument) : /enc|opt|conf|settings/i.test(name);
}

function hasEncoding(argument: Node): boolean {
  return argument.type === 'ObjectExpression' && argument.properties.some(property => property.type !== 'Property'
    || /^(encoding|objectMode|readableObjectMode)$/.test(propertyName(property.key, property.computed) ?? 'encoding'));
}

/** No encoding, or one of those whose characters may be longer than a byte. */
function isUtf8(encoding: Node | undefined): boolean {
  return encoding === undefined || /^(utf-?8|utf-?16le|ucs-?2)$/i.test(stringOf(encoding) ?? '');
}
