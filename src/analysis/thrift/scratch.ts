import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, isFunction, isLoop, outermost, within, type CallNode, type Node,
} from '../../ast.ts';
import { isPerItem } from '../origin/handed.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import type { Handler, Place } from '../place/place.ts';
import { Usage } from './usage.ts';

/** A buffer of a known size that is made and dropped again each time. */
export interface Scratch {
  node: CallNode;
  /** How many bytes. */
  size: number;
  /** How often it is made: per turn of a loop, per request, or per request while the function waits with it in hand. */
  each: 'turn' | 'request' | 'wait';
  handler: Handler | undefined;
  /** What makes it again each time: the outermost loop, or call of a callback. */
  loop: Node | undefined;
  /** The name that holds it, where one does. */
  name: T.Identifier | undefined;
  /** Whether something may be read that was not written before: what was there the last time must be cleared. */
  shows: boolean;
  /** Whether all of it is written before anything is read. */
  written: boolean;
  /** Whether nobody else can keep it. */
  certain: boolean;
}

/** So many bytes are worth a word. */
const least = 1024;
/** So many, and what is not cleared comes out of a pool of Node's own. */
const pooled = 4096;
const typed = /^:(?:(?:Big)?(?:Ui|I)nt|Float)(8|16|32|64)(?:Clamped)?Array\(\)$/;

/** Finds the buffers that are made and dropped each time. */
export function* scratchesIn(calls: readonly CallNode[], origin: Origin, placeOf: (node: Node) => Place): Generator<Scratch> {
  for (const node of calls) {
    const size = sizeOf(node, origin);
    if (size === undefined || size < least) continue;
    const { loop: inner, handler, runs } = placeOf(node);
    if (!inner && !handler) continue;
    const isUnsafe = /Unsafe/.test(origin.ofCall(node) ?? '');
    if (isUnsafe && size < pooled) continue;
    const scratch = scratchOf(node, size, origin, { loop: inner, handler, runs, fn: undefined });
    if (scratch) yield { ...scratch, shows: scratch.shows && !isUnsafe };
  }
}

function scratchOf(node: CallNode, size: number, origin: Origin, { handler, loop: inner }: Place): Scratch | undefined {
  const value = outermost(node);
  const around = value.parent as Node;
  const id = around.type === 'VariableDeclarator' && around.init === value && around.id.type === 'Identifier' ? around.id : undefined;
  const binding = id && origin.module.bindings.of(id);
  if (id && (!binding || binding.reassigned)) return undefined;
  const usage = new Usage(origin, enclosingFunction(node));
  if (binding ? !usage.drops(binding) : !usage.isDropped(value)) return undefined;
  const loop = inner && outermostLoop(node, origin);
  if (loop && leavesAtOnce(node, loop)) return undefined;
  const last = binding?.references.reduce((end, { range }) => Math.max(end, range[1]), 0) ?? value.range[1];
  const waits = isHeldOverWait(node, last, origin);
  const isConcurrent = loop !== undefined && !isLoop(loop);
  const each = waits && (!loop || isConcurrent || handler) ? 'wait' : loop ? 'turn' : 'request';
  const [first, ...others] = usage.steps;
  const written = first === 'all';
  const shows = !(written || (first === 'some' && others.every(step => step === 'start')));
  return { node, size, each, handler, loop, name: id, shows, written, certain: each !== 'wait' && !usage.likely };
}

/** How many bytes a call makes. */
function sizeOf(node: CallNode, origin: Origin): number | undefined {
  const [count] = node.arguments;
  if (!count || count.type === 'SpreadElement' || !/^(NewExpression|CallExpression)$/.test(node.type)) return undefined;
  const path = origin.ofCall(node) ?? '';
  const width = /^:(Buffer\.alloc(Unsafe(Slow)?)?|ArrayBuffer)\(\)$/.test(path) ? 1 : Number(typed.exec(path)?.[1] ?? NaN) / 8;
  if (Number.isNaN(width)) return undefined;
  const number = constantOf(count, origin);
  return number === undefined ? undefined : number * width;
}

/** The outermost loop of the function that makes it, or call with a callback for each item. */
function outermostLoop(node: Node, origin: Origin): Node | undefined {
  let found: Node | undefined;
  let below = node;
  for (const at of ancestors(node)) {
    if (isFunction(at)) {
      if (!isPerItem(at, origin)) break;
      found = at.parent;
    } else if (isLoop(at) && !('init' in at && at.init === below)) found = at;
    below = at;
  }
  return found;
}

/** Whether the body of a loop ends with its first turn. */
function leavesAtOnce(node: Node, loop: Node): boolean {
  const body = isLoop(loop) && loop.body.type === 'BlockStatement' ? loop.body : undefined;
  const last = body?.body.at(-1);
  return last !== undefined && contains(body as Node, node) && /^(Break|Return|Throw)Statement$/.test(last.type);
}

/** Whether a function waits between making it and using it last. */
function isHeldOverWait(node: CallNode, end: number, origin: Origin): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return false;
  const skip = (inner: Node): boolean => isFunction(inner);
  return within(fn.body, origin.module.keys, skip).some(at => {
    const isWait = at.type === 'AwaitExpression' || at.type === 'YieldExpression' || (at.type === 'ForOfStatement' && at.await);
    return isWait && at.range[1] > node.range[1] && at.range[0] < end;
  });
}
