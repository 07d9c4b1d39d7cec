import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingFunction, isCall, isFunction, memberName, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Sends } from '../../limits.ts';
import { hasOption } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import type { End } from '../place/held.ts';
import type { Handler, Place } from '../place/place.ts';
import { isConstantPath, isSmallText } from './filename.ts';
import { Following } from './following.ts';
import { regathered, type Regathered } from './regathering.ts';
import { isBoundedQuery, linesOf } from './tabulating.ts';
import { isRequest } from './variety.ts';

/** Something that is read into memory whole only to be sent on. */
export interface Whole {
  /** The call that reads, or what puts the pieces together. */
  node: Node;
  what: string;
  /** Nothing where the pieces are put together by hand. */
  use?: Use<'loads'>;
  /** What sends it, and what holds it there. */
  ends: readonly End[];
  /** `again`: the same file each time, while all others wait. */
  how: 'file' | 'waiting' | 'again' | 'object' | 'upload' | 'rows';
  certain: boolean;
}

/** Where code runs, as far as it is needed here. */
interface Running {
  place(node: Node): Place;
  handlerOf(fn: FunctionNode): Handler | undefined;
  handlerReaching(node: Node): Handler | undefined;
}

export interface Contents extends Running, Pick<Nodes, 'each' | 'callsUnder'> {
  having(fact: 'loads'): readonly Use<'loads'>[];
}

/** Methods that make another text of a text. */
const filling = /^(replace|replaceAll|trim)$/;

/** What is read into memory whole only to be sent on. */
export function wholesIn(contents: Contents, origin: Origin): Whole[] {
  const uses = usesOf(contents.having('loads'), contents.each('AwaitExpression'), origin);
  const read = uses.flatMap(use => wholeOf(use, contents, origin) ?? []);
  const pieces = [...regathered(contents, fn => contents.handlerOf(fn) !== undefined, origin)];
  return [...read, ...pieces.flatMap(each => wholeOfPieces(each, contents, origin) ?? [])];
}

/** The calls that read whole; those whose object is not known, but are waited for, among them. */
function usesOf(known: readonly Use<'loads'>[], awaited: readonly T.AwaitExpression[], origin: Origin): readonly Use<'loads'>[] {
  const { catalogue } = origin.module;
  const others = awaited.flatMap(({ argument: node }): Use<'loads'>[] => {
    if (node.type !== 'CallExpression') return [];
    const path = promised(node, origin);
    const facts = path === undefined ? catalogue.ofAny(node) : catalogue.get(path);
    return facts?.loads && (path !== undefined || isUnknown(origin.ofCall(node), origin))
      ? [{ node, path: path ?? '', facts: { ...facts, loads: { ...facts.loads, gives: ['value'] } } }]
      : [];
  });
  return others.length > 0 ? [...known, ...others] : known;
}

/** Whether nothing tells what something is, but that it hangs on what a handler is given: `req.db.collection()`. */
function isUnknown(path: FullPath | undefined, { module: { catalogue } }: Origin): boolean {
  const end = path?.indexOf(')') ?? -1;
  return path === undefined || catalogue.get(path.slice(0, end + 1))?.serves !== undefined;
}

/** What a call does that has a promise for its callback: `const read = promisify(readFile)`. */
function promised({ callee }: CallNode, origin: Origin): FullPath | undefined {
  const path = callee.type === 'Identifier' ? origin.of(callee) : undefined;
  return path?.endsWith('.__promisify__') ? path.replace(/\.__promisify__$/, '()') : undefined;
}

/** Whether what a call reads whole is sent on as it is. */
function wholeOf(use: Use<'loads'>, running: Running, origin: Origin): Whole | undefined {
  const { node, facts: { loads } } = use;
  const { runs, handler, loop } = running.place(node);
  if ((!handler && runs !== 'call') || (loads.given && !hasOption(node, loads.given))) return undefined;
  const source = loads.of === undefined ? undefined : node.arguments[loads.of];
  // What a request sends is bounded, or not, by its limit.
  if (loads.of !== undefined && (!source || isRequest(bare(source), origin))) return undefined;
  if (loads.what === 'rows') return loop ? undefined : rowsOf(use, running, origin);
  const isFile = loads.what === 'file';
  const isConstant = isFile && isConstantPath(node.arguments[0], origin);
  const isAgain = isConstant && loads.blocks === true;
  if (isConstant && !isAgain && isSmallText(node.arguments[0])) return undefined;
  const ends = endsOf(use, followingOf(running, isAgain ? filling : undefined), origin);
  const sends = sendsOf(ends);
  // What is read before it is known who asks for it is not read by each request.
  if (!handler && ends.length > 0 && ends.every(end => end.origin === origin && isOfOther(end, node, running))) return undefined;
  // What is copied from file to file is a settings file, as a rule.
  if (!sends || (isFile && sends.every(({ to }) => to === 'disk'))) return undefined;
  if (isMeasured(handler?.fn ?? enclosingFunction(node), origin)) return undefined;
  const how = isAgain ? 'again' : howOf(loads.what, loads.blocks, sends);
  return { node, what: loads.what, use, ends, how, certain: isCertain(sends, node, running) };
}

/** Whether a handler sends it that was not there when it was read. */
function isOfOther(end: End, node: Node, running: Running): boolean {
  const fn = running.place(end.node).handler?.fn;
  return fn !== undefined && !contains(fn, node);
}

/** Whether a stream whose pieces are put together is sent on as it was. */
function wholeOfPieces({ node, whole }: Regathered, running: Running, origin: Origin): Whole | undefined {
  const { runs, handler } = running.place(node);
  if (!handler && runs !== 'call') return undefined;
  const ends = whole.flatMap(each => [...followingOf(running).from(each, origin)]);
  const sends = sendsOf(ends);
  if (!sends || isMeasured(handler?.fn ?? enclosingFunction(node), origin)) return undefined;
  return { node, what: 'stream', ends, how: howOf('stream', undefined, sends), certain: isCertain(sends, node, running) };
}

/** How a value is sent, where nothing else becomes of it. */
function sendsOf(ends: readonly End[]): readonly Sends[] | undefined {
  const sends = ends.flatMap(end => (end.how === 'sent' && end.sends ? [end.sends] : []));
  return sends.length > 0 && ends.every(({ how }) => how === 'sent') ? sends : undefined;
}

function followingOf(running: Running, through?: RegExp): Following {
  return new Following(fn => running.handlerOf(fn)?.returns, through);
}

function howOf(what: string, blocks: true | undefined, sends: readonly Sends[]): Whole['how'] {
  if (!sends.some(({ to }) => to === 'client')) return 'upload';
  return what !== 'file' ? 'object' : blocks ? 'waiting' : 'file';
}

function isCertain(sends: readonly Sends[], node: Node, running: Running): boolean {
  // A `Response` may as well be what a client of the project gives.
  if (sends.some(({ to, takes }) => to === 'client' && takes !== 'web')) return true;
  return sends.some(({ to }) => to !== 'disk') && running.handlerReaching(node) !== undefined;
}

function endsOf({ node, facts: { loads } }: Use<'loads'>, following: Following, origin: Origin): End[] {
  const { gives = ['value'], at = [] } = loads;
  return gives.flatMap(way => {
    if (way === 'value') return [...following.from(node, origin, at)];
    const last = node.arguments.at(-1);
    const definition = last && origin.definition(last);
    const parameter = isFunction(definition?.node) ? definition.node.params[way.callback] : undefined;
    // Rows come by themselves in a callback.
    const steps = at[0] === '0' ? at.slice(1) : at;
    return definition && parameter ? [...following.ofName(parameter, definition.origin, steps)] : [];
  });
}

/** Rows are sent on whole where a text of all their lines is, or each is written while the others wait. */
function rowsOf(use: Use<'loads'>, running: Running, origin: Origin): Whole | undefined {
  const bounded = isBoundedQuery(use, origin);
  if (bounded === true) return undefined;
  const following = followingOf(running);
  const ends = endsOf(use, following, origin).flatMap(end => [...linesOf(end, following)]);
  const sent = ends.filter(({ how, text, sends }) => how === 'sent' && text && sends?.to === 'client');
  return sent.length > 0 ? { node: use.node, what: 'rows', use, ends: sent, how: 'rows', certain: bounded === false } : undefined;
}

/** Whether somebody asks how large it is before it is read: `if (size > most)`. */
function isMeasured(owner: FunctionNode | undefined, origin: Origin): boolean {
  if (!owner) return false;
  return within(owner, origin.module.keys).some(at =>
    at.type === 'BinaryExpression' && /^[<>]=?$/.test(at.operator) && [at.left, at.right].some(side => isSize(side)));
}

function isSize(side: Node): boolean {
  const node = bare(side);
  const inner = isCall(node) ? node.arguments[0] ?? node : node;
  const name = inner.type === 'Identifier' ? inner.name : inner.type === 'MemberExpression' ? memberName(inner) : undefined;
  if (/(size|bytes|contentlength)$/i.test(name ?? '')) return true;
  return [node, inner].some(each => isCall(each) && /^(get|header)$/.test(calledName(each) ?? ''));
}
