import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isCall, isFunction, memberName, stringOf, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { isTarget } from '../origin/change.ts';
import { inside } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import type { Checked } from '../origin/text.ts';
import { isCalledAtOnce, isPerTurn, lengthLimitOf, mayRepeat, mostTurnsOf, repeatersOf, repeats, type Repeater } from '../place/repeat.ts';
import { Accumulations, type Accumulation, type InPlace, type Joining, type Needless, type Parts } from './accumulation.ts';
import {
  accumulatorOf, additionIn, additionOf, mentionsIn, outlives, type Accumulator, type Addition, type Syntax,
} from './accumulator.ts';
import { isKeptShort, isOfArguments, isOfPath, isPastLimit, isShort } from './brevity.ts';
import { ChunkFinder, type Decoded } from './chunks.ts';
import { encodableOf, type Encodable } from './encoding.ts';
import { waitsForEach } from './flooding.ts';
import { chunkedOf, gatheringOf, type Chunked, type Gathering } from './gathering.ts';
import { frequencyIn, isBehindSearch, readingOf, type Frequency, type Reading } from './reading.ts';
import { Resets } from './reset.ts';
import { Texts } from './texts.ts';

/** A string that is made longer in each turn of a loop that it outlives. */
export interface Growth {
  /** Where it grows: the assignment, or what a reducer gives. */
  node: Node;
  accumulator: Accumulator;
  addition: Addition;
  /** The outermost loop in which it only grows. */
  repeater: Repeater;
  /** Where each turn looks at all that there is so far, or, where it is not certain, some turns do. */
  read: Reading | undefined;
  certain: boolean;
  /** The stream whose bytes are taken for text. */
  bytes: Decoded | undefined;
}

/** The turns that are too few to matter. */
const few = 16;

/** Finds the strings of one file that grow in loops. */
export class Growths {
  readonly #origin: Origin;
  readonly #syntax: Syntax;
  readonly texts: Texts;
  /** What is copied, moved or searched whole, as it grows or without need. */
  readonly accumulations: Accumulations;
  readonly #chunks: ChunkFinder;
  readonly #resets: Resets;
  #all: readonly Growth[] | undefined;

  constructor(origin: Origin, syntax: Parts, checked: Checked) {
    this.accumulations = new Accumulations(origin, syntax);
    this.#origin = origin;
    this.#syntax = syntax;
    this.texts = new Texts(origin, syntax, checked);
    this.#resets = new Resets(origin, syntax);
    this.#chunks = new ChunkFinder(origin, () => syntax.each('CallExpression'));
  }

  /** One of each string and loop, the first that grows what is read if any is. */
  get all(): readonly Growth[] {
    return this.#all ??= firstOfEach([
      ...this.#syntax.each('AssignmentExpression').flatMap(node => this.#ofAssignment(node) ?? []),
      ...this.#syntax.callsUnder(['reduce', 'reduceRight']).flatMap(call => (isReducer(call) ? this.#ofReducer(call) : [])),
    ]);
  }

  #ofAssignment(node: T.AssignmentExpression): Growth | undefined {
    if (!mayAdd(node) || !mayRepeat(node)) return undefined;
    const accumulator = accumulatorOf(node.left, this.#origin);
    const addition = accumulator && additionOf(node, accumulator);
    if (!accumulator || !addition?.pieces.length) return undefined;
    const repeaters = [...repeatersOf(node, this.#origin)];
    const outlived = repeaters.filter(repeater => outlives(accumulator, repeater));
    if (outlived.length === 0 || !this.texts.growsAt(node.left, accumulator, addition)) return undefined;
    return this.#grown(node, accumulator, addition, outlived);
  }

  #grown(node: Node, accumulator: Accumulator, addition: Addition, outlived: readonly Repeater[]): Growth | undefined {
    const bytes = this.#chunks.decodedIn(addition.pieces, outlived);
    const first = outlived.findIndex(repeater => this.#resets.isIn(repeater, accumulator));
    const growing = first < 0 ? outlived : outlived.slice(0, first);
    const repeater = growing.at(-1);
    if (bytes) return { node, accumulator, addition, repeater: repeater ?? outlived[0] as Repeater, read: undefined, certain: true, bytes };
    if (!repeater) return undefined;
    const mentions = this.#mentionsIn(accumulator, repeater);
    const grows = mentions.filter(mention => this.#isGrowing(mention, accumulator));
    const used = mentions.filter(mention => !isTarget(mention) && !this.#isCarried(mention, accumulator));
    const readings = [...used.map(readingOf), ...this.#valueOf(node)];
    const reads = readings.map(reading => ({ reading, often: this.#frequencyOf(reading, growing, grows, accumulator) }));
    const sure = reads.find(({ often }) => often === 'turn');
    const read = (sure ?? reads.find(({ often }) => often === 'some'))?.reading;
    const searches = read?.kind === 'flat' ? readings.flatMap(({ kind, node: at }) => (kind === 'flat' ? [at] : [])) : undefined;
    if (readings.some(reading => this.#isNeeded(reading, repeater, grows, searches))) return undefined;
    if (this.#mostTurns(growing, node, accumulator) <= few) return undefined;
    if (!read && (isShort(repeater, accumulator.is, this.#origin) || isKeptShort(grows, accumulator.is))) return undefined;
    const isBrief = (each: Repeater): boolean => isOfPath(each, this.#origin) || isOfArguments(each, this.#origin);
    const certain = sure !== undefined && !growing.some(each => waitsForEach(each, this.#origin) || isBrief(each));
    return { node, accumulator, addition, repeater, read, certain, bytes };
  }

  #mostTurns(growing: readonly Repeater[], node: Node, { is }: Accumulator): number {
    return growing.filter(repeater => contains(repeater, node)).reduce((turns, repeater) => {
      const most = Math.min(mostTurnsOf(repeater, node, this.#origin), lengthLimitOf(repeater, is, this.#origin));
      return turns * Math.max(most, 1);
    }, 1);
  }

  /** Whether a turn hands on what there is so far; one that has looked through it anyway may hand it on now and then. */
  #isNeeded({ kind, node }: Reading, repeater: Repeater, grows: readonly Node[], searches: readonly Node[] | undefined): boolean {
    if (kind === 'key') return isTestOf(node, repeater);
    if (kind !== 'needed') return false;
    const frequency = frequencyIn(node, repeater, grows, this.#origin);
    if (frequency === 'turn') return !searches || !isBehindSearch(node, repeater, searches, this.#origin);
    return frequency !== 'last' && !searches;
  }

  /** How often all that there is so far is looked through, if it is. */
  #frequencyOf(reading: Reading, growing: readonly Repeater[], grows: readonly Node[], accumulator: Accumulator): Frequency | undefined {
    const { kind, node } = reading;
    if ((kind !== 'flat' && kind !== 'key') || isPastLimit(node, grows, accumulator.is)) return undefined;
    const around = growing.filter(repeater => contains(repeater, node));
    const outer = around.at(-1);
    return outer && this.#mostTurns(around, node, accumulator) > few ? frequencyIn(node, outer, grows, this.#origin) : undefined;
  }

  /** What the value of the growing assignment itself is used for: `while ((s += next()).length < 80)`. */
  #valueOf(node: Node): Reading[] {
    if (node.type !== 'AssignmentExpression') return [];
    const parent = node.parent;
    if (!isFunction(parent)) return parent.type === 'ForStatement' ? [] : [readingOf(node)];
    const call = parent.parent;
    const name = isCall(call) && call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
    return name === 'map' || name === 'flatMap' ? [{ kind: 'needed', node }] : [];
  }

  /** The mentions in a loop that each turn comes to. */
  #mentionsIn(accumulator: Accumulator, repeater: Repeater): Node[] {
    return mentionsIn(repeater, accumulator, this.#syntax).filter(mention => this.#runsIn(mention, repeater));
  }

  #runsIn(node: Node, repeater: Repeater): boolean {
    let below = node;
    for (const at of ancestors(node)) {
      if (at === repeater) return isFunction(at) || repeats(at, below);
      if (isFunction(at) && !isCalledAtOnce(at) && !isPerTurn(at, this.#origin)) return false;
      below = at;
    }
    return false;
  }

  #isGrowing(mention: Node, accumulator: Accumulator): boolean {
    const parent = mention.parent as Node;
    return parent.type === 'AssignmentExpression' && parent.left === mention && (additionOf(parent, accumulator)?.pieces.length ?? 0) > 0;
  }

  /** Whether a mention is only what the accumulator is built on: `s` in `s = s + x`. */
  #isCarried(mention: Node, accumulator: Accumulator): boolean {
    for (const at of ancestors(mention)) {
      if (at.type === 'AssignmentExpression') return additionOf(at, accumulator)?.carried.includes(mention) === true;
      if (!isFunction(at)) continue;
      if (at.params[0] !== accumulator.binding?.declared) return false;
      return reduced(at, accumulator, this.#origin).some(({ addition }) => addition.carried.includes(mention));
    }
    return false;
  }

  /** A string that grows as a repair needs it; nothing where some mention of it is not understood. */
  gathering(growth: Growth): Gathering | undefined {
    return gatheringOf(growth, node => this.texts.has(node));
  }

  /** The same of a string that is made of the chunks of a stream. */
  chunked(growth: Growth): Chunked | undefined {
    return chunkedOf(growth, node => stringOf(node) === '');
  }

  /** How the stream whose bytes are taken for text can be told to give strings. */
  encodable(growth: Growth): Encodable | undefined {
    return encodableOf(growth, this.#origin);
  }

  /** `rows.reduce((html, row) => html + row, '')`: each turn gives a longer string. */
  #ofReducer(call: T.CallExpression): Growth[] {
    const definition = call.arguments[0] && this.#origin.definition(call.arguments[0]);
    const fn = definition?.origin === this.#origin ? definition.node : undefined;
    const [parameter] = isFunction(fn) ? fn.params : [];
    const accumulator = parameter?.type === 'Identifier' ? accumulatorOf(parameter, this.#origin) : undefined;
    const given = accumulator && isFunction(fn) ? reduced(fn, accumulator, this.#origin) : [];
    if (!accumulator || !isFunction(fn) || given.length === 0) return [];
    const [, initial] = call.arguments;
    const isString = initial !== undefined && this.texts.has(initial);
    const assigned = inside(this.#syntax.each('AssignmentExpression'), fn).map(node => ({ node, addition: additionOf(node, accumulator) }));
    return [...given, ...assigned].flatMap(({ node, addition }) => {
      if (!addition?.pieces.length || !(isString || this.texts.growsAt(parameter as Node, accumulator, addition))) return [];
      return this.#grown(node, accumulator, addition, [fn]) ?? [];
    });
  }
}

function firstOfEach(growths: readonly Growth[]): Growth[] {
  const kept: Growth[] = [];
  for (const growth of growths) {
    const { accumulator: { name, binding }, repeater, read, certain, bytes } = growth;
    // eslint-disable-next-line watertight/no-quadratic-accumulation -- a file has a handful
    const same = bytes ? -1 : kept.findIndex(other =>
      !other.bytes && other.repeater === repeater && other.accumulator.binding === binding && other.accumulator.name === name);
    if (same < 0) kept.push(growth);
    else if (read && (!kept[same]?.read || (certain && !kept[same].certain))) kept[same] = growth;
  }
  return kept;
}

/** Whether an assignment may make a string longer, at the first look. */
function mayAdd({ operator, right }: T.AssignmentExpression): boolean {
  const value = unwrapped(right);
  if (operator !== '=') return operator === '+=' && (value.type !== 'Literal' || typeof value.value === 'string');
  switch (value.type) {
    case 'BinaryExpression':
      return value.operator === '+';
    case 'TemplateLiteral':
      return value.expressions.length > 0;
    case 'CallExpression':
      return value.callee.type === 'MemberExpression' && memberName(value.callee) === 'concat';
    default:
      return value.type === 'ConditionalExpression' || value.type === 'LogicalExpression';
  }
}

function isReducer({ callee }: T.CallExpression): boolean {
  const called = unwrapped(callee);
  const name = called.type === 'MemberExpression' ? memberName(called) : undefined;
  return name === 'reduce' || name === 'reduceRight';
}

/** What a reducer gives, where that is its first parameter made longer. */
function reduced(fn: FunctionNode, accumulator: Accumulator, origin: Origin): { node: Node; addition: Addition }[] {
  return origin.returned(fn).flatMap(node => {
    const addition = additionIn(node, accumulator.is);
    return addition ? [{ node, addition }] : [];
  });
}

/** Whether a node stands in the test of a loop, where its value is asked for before anything else is done. */
function isTestOf(node: Node, repeater: Repeater): boolean {
  return 'test' in repeater && repeater.test !== null && contains(repeater.test, node);
}

export type { Accumulation, Chunked, Encodable, Gathering, InPlace, Joining, Needless };
