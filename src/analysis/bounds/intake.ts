import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isCallNamed, isFunction, memberName, stringOf, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Admits } from '../../limits.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Nodes } from '../origin/nodes.ts';
import { constantOf, constantValue } from '../origin/number.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { valuesOf } from '../origin/values.ts';
import { isNoBound, namesOf } from './limit.ts';
import { isMeant } from './meant.ts';
import { fromRequest, isBelow, isRequest } from './variety.ts';

/** Bytes from outside that are gathered, however many there are. */
export interface Intake {
  node: Node;
  certain: boolean;
  /** Where they come from piece by piece: the stream, what each piece is called, what is done with it, and the loop or call. */
  pieces?: { stream: Node; chunk: T.Identifier; body: Node; whole: Node };
}

const units: Readonly<Record<string, number>> = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

/** How many bytes an option allows; nothing where that cannot be told. */
function bytesOf(value: Node, origin: Origin): number | undefined {
  const node = bare(value);
  // `process.env.LIMIT || '50mb'`
  if (node.type === 'LogicalExpression') return bytesOf(node.right, origin);
  const constant = constantValue(node, origin) ?? node;
  if (isNoBound(constant, origin)) return Infinity;
  const text = stringOf(constant);
  const [, number, unit = 'b'] = (text === undefined ? undefined : /^\s*([\d.]+)\s*([kmgt]?b)?\s*$/i.exec(text)) ?? [];
  if (number !== undefined) return Number(number) * (units[unit.toLowerCase()] ?? 1);
  return constantOf(constant, origin);
}

/** More bytes than are allowed: how many, or `Infinity`, and what says so, if anything does. */
export interface Excess {
  size: number;
  said?: Node;
  /** What has no better limit. */
  admits: Admits;
  /** Somebody meant it so: it is of uploads, or of some paths alone, and no more than most servers can bear. */
  meant: boolean;
}

/** How many bytes a call takes in where that is more than allowed. */
export function excessOf({ node, facts: { admits } }: Use<'admits'>, most: number, origin: Origin): Excess | undefined {
  const { besides } = admits;
  const more = besides && isOn(node, admits, origin) ? besides.admits : undefined;
  return excessBy(node, admits, most, origin) ?? (more && excessBy(node, more, most, origin));
}

/** Whether a call takes in more than it does by itself: `koaBody({ multipart: true })`. */
export function isOn(node: CallNode, { besides, options = 0 }: Admits, origin: Origin): boolean {
  const given = besides && optionOf(node, options, besides.option, origin);
  const value = given?.how === 'given' ? bare(given.value) : undefined;
  return value?.type === 'Literal' && value.value === true;
}

function excessBy(node: CallNode, admits: Admits, most: number, origin: Origin): Excess | undefined {
  const { options = 0, limits, default: standard = Infinity, of, without = [] } = admits;
  const source = of === undefined ? undefined : node.arguments[of];
  if (of !== undefined && !(source && fromRequest(source, origin))) return undefined;
  // What is made of it and dropped takes nothing in.
  if (admits.what === 'upload' && node.parent.type === 'ExpressionStatement') return undefined;
  const asked = without.length > 0 ? [node, ...namesOf(node, origin)].map(({ parent }) => parent) : [];
  const members = asked.flatMap(at => (at?.type === 'MemberExpression' ? [memberName(at) ?? ''] : []));
  if (members.length > 0 && members.every(name => without.includes(name))) return undefined;
  const given = limits.map(limit => optionOf(node, options, limit, origin));
  const values = given.flatMap(each => (each.how === 'given' ? [each.value] : []));
  for (const said of values) {
    const size = bytesOf(said, origin);
    if (size !== undefined && size > most) return { size, said, admits, meant: isMeant(node, admits, size, most) };
  }
  if (values.length > 0 || given.some(({ how }) => how === 'unknown')) return undefined;
  return standard > most ? { size: standard, admits, meant: false } : undefined;
}

/** Finds the pieces of streams that are gathered. */
export function* gathered(
  syntax: Pick<Nodes, 'each' | 'callsUnder'>,
  origin: Origin,
  isHandler: (fn: FunctionNode) => boolean,
): Generator<Intake> {
  for (const call of syntax.callsUnder(['on', 'addListener'])) {
    const stream = receiverOf(call);
    if (!stream || stringOf(call.arguments[0]) !== 'data') continue;
    const listener = call.arguments[1];
    const definition = listener && origin.definition(listener);
    const fn = definition?.origin === origin ? definition.node : undefined;
    const [chunk] = isFunction(fn) ? fn.params : [];
    if (isFunction(fn) && chunk?.type === 'Identifier') yield* intakeIn(fn.body, chunk, stream, call, origin, isHandler);
  }
  for (const loop of syntax.each('ForOfStatement')) {
    const name = loop.left.type === 'VariableDeclaration' ? loop.left.declarations[0]?.id : undefined;
    if (loop.await && name?.type === 'Identifier') yield* intakeIn(loop.body, name, unwrapped(loop.right), loop, origin, isHandler);
  }
}

function* intakeIn(
  body: Node, chunk: T.Identifier, stream: Node, whole: Node, origin: Origin, isHandler: (fn: FunctionNode) => boolean,
): Generator<Intake> {
  const binding = origin.module.bindings.of(chunk);
  const certain = binding && isFromOutside(stream, origin, isHandler);
  if (!binding || certain === undefined || isBounded(body, origin) || isLimited(stream, origin) || isPart(binding)) return;
  for (const at of within(body, origin.module.keys)) {
    const into = gatheringInto(at, binding);
    const gathers = into && origin.module.bindings.of(into);
    if (!gathers || contains(whole, gathers.declared)) continue;
    if (!isEmptied(gathers, body, at)) yield { node: at, certain, pieces: { stream, chunk, body, whole } };
    return;
  }
}

/** Whether a piece is no bytes but a thing with bytes of its own: `if ('filename' in part) files.push(part)`. */
function isPart({ references }: Binding): boolean {
  const isOfBytes = (name: string | undefined): boolean => name === undefined || name in Buffer.prototype || name in String.prototype;
  return references.some(({ parent }, index) => {
    if (parent.type === 'BinaryExpression') return parent.operator === 'in' && parent.right === references[index];
    return parent.type === 'MemberExpression' && parent.object === references[index] && !isOfBytes(memberName(parent));
  });
}

/** What a node adds the piece to: `chunks.push(chunk)`, `body += chunk`, `buffer = Buffer.concat([buffer, chunk])`. */
export function gatheringInto(node: Node, chunk: Binding): T.Identifier | undefined {
  const speaks = (part: Node): boolean => chunk.references.some(reference => contains(part, reference));
  if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && speaks(node.right)) {
    const { name } = node.left;
    if (node.operator === '+=') return isCount(node.right) ? undefined : node.left;
    const value = bare(node.right);
    const parts = partsOf(value);
    const isOld = (part: Node | undefined): boolean => part?.type === 'Identifier' ? part.name === name
      : part?.type === 'ArrayExpression' && part.elements.some(element => element?.type === 'Identifier' && element.name === name);
    return parts.some(isOld) && !isCount(value) ? node.left : undefined;
  }
  const list = isCallNamed(node, /^push$/) && node.arguments.some(speaks) ? receiverOf(node) : undefined;
  return list?.type === 'Identifier' ? list : undefined;
}

/** What a value is put together of. */
function partsOf(value: Node): readonly (Node | undefined)[] {
  if (value.type === 'BinaryExpression') return [value.left];
  if (value.type === 'TemplateLiteral') return value.expressions;
  return isCallNamed(value, /^concat$/) ? [...value.arguments, receiverOf(value)] : [];
}

/** `chunk.length` */
function isCount(value: Node): boolean {
  const node = value.type === 'BinaryExpression' ? value.right : value;
  return node.type === 'MemberExpression' && /^(length|byteLength|size)$/.test(memberName(node) ?? '');
}

/** Whether somebody looks how much there is so far. */
function isBounded(body: Node, origin: Origin): boolean {
  return within(body, origin.module.keys).some(at => {
    if (at.type === 'BinaryExpression') return /^[<>]=?$/.test(at.operator);
    return isCallNamed(at, /limit|check|exceed|enforce|guard|assert|^write$|^consume$/i);
  });
}

/** Whether what was gathered is worked off meanwhile: `buffer = buffer.slice(end)`. */
function isEmptied({ references }: Binding, body: Node, added: Node): boolean {
  return references.some(reference => {
    const { parent } = reference;
    if (!contains(body, reference)) return false;
    if (parent.type === 'AssignmentExpression' && parent.left === reference) return parent !== added && parent.operator === '=';
    const call = parent.parent;
    if (parent.type !== 'MemberExpression') return false;
    if (call?.type === 'AssignmentExpression' && call.left === parent) return true;
    return isCall(call) && call.callee === parent && /^(splice|shift|pop)$/.test(calledName(call) ?? '');
  });
}

/** Whether a stream is a request's: `true` where that is certain, nothing where it is certain that it is not. */
function isFromOutside(stream: Node, origin: Origin, isHandler: (fn: FunctionNode) => boolean, depth = 0): boolean | undefined {
  const node = bare(stream);
  if (depth > 4) return false;
  if (node.type === 'CallExpression') {
    const callee = unwrapped(node.callee);
    if (callee.type === 'MemberExpression' && /^(setEncoding|on|once|pipe|iterator)$/.test(memberName(callee) ?? ''))
      return memberName(callee) === 'pipe' ? undefined : isFromOutside(callee.object, origin, isHandler, depth + 1);
  }
  // `child.stdout`, `process.stdin`
  if (node.type === 'MemberExpression' && /^(stdout|stderr|stdin)$/.test(memberName(node) ?? '')) return undefined;
  const path = origin.of(node);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  if (facts?.reads?.what === 'request body' || isRequest(node, origin)) return isServed(node, origin, isHandler);
  if (path !== undefined) return !isCall(node) && fromRequest(node, origin) && !isOwn(path, origin) ? true : undefined;
  const values = node.type === 'Identifier' ? valuesOf(node, origin) : undefined;
  if (values?.length) {
    const found = values.map(value => (value.steps.length > 0 ? false : isFromOutside(value.node, value.origin, isHandler, depth + 1)));
    return found.includes(true) ? true : found.every(each => each === undefined) ? undefined : false;
  }
  return isCall(node) ? undefined : false;
}

/** What reads from a store, by its name: `document.createReadStream()`. Only a reason for silence. */
const stored = /\.(createReadStream|openDownloadStream\w*|getReadStream|readStream)\(\)/;

/** Whether a path leads through something that the program opens itself: `createReadStream(req.query.file)` is no body. */
const isOwn = (path: FullPath, origin: Origin): boolean =>
  stored.test(path) || isBelow(path, origin, ({ acquires, waits }) => acquires !== undefined && waits === undefined);

/** Whether what calls back with a stream was told where it ends: `busboy({ headers, limits: { fileSize: 1024 } })`. */
function isLimited(stream: Node, origin: Origin): boolean {
  const node = bare(stream);
  const limit = origin.factsOf(node)?.reads?.limit;
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  if (limit === undefined || !binding) return false;
  const call = [...ancestors(binding.declared)].find(isFunction)?.parent;
  const giver = isCall(call) ? receiverOf(call) : undefined;
  const made = giver && bare(origin.definition(giver)?.node ?? giver);
  return !isCall(made) || optionOf(made, 0, limit, origin).how !== 'absent';
}

/** Whether what is like a request is one: what `http.get()` hands to its callback is an answer. */
export function isServed(node: Node, origin: Origin, isHandler: (fn: FunctionNode) => boolean): boolean {
  let root: Node = node;
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const fn = binding && [...ancestors(binding.declared)].find(isFunction);
  if (!fn) return true;
  const isAsking = (call: CallNode): boolean =>
    origin.factOfCall(call, 'starts') !== undefined || stringOf(call.arguments[0]) === 'response';
  if ([...handingsOf(fn, origin)].some(({ call }) => isAsking(call))) return false;
  return isHandler(fn) || binding.kind === 'parameter';
}
