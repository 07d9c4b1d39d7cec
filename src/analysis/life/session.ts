import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isFunction, outermost, unwrapped, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { changesBy, type Hold } from '../origin/sql.ts';
import { isCaught, isNegated } from '../place/chain.ts';
import { borrowersOf, type Borrower } from './borrowing.ts';
import type { Flow, Mask } from './flow.ts';
import { failuresBefore, isGivenUp } from './giving-up.ts';
import { givingsOf } from './giving.ts';
import { Interpreter } from './interpreter.ts';
import type { Start } from './life.ts';
import type { Semantics } from './semantics.ts';
import { queriesOf, queriesOn, textSentBy } from './sending.ts';

/** A connection that goes back to its pool with something of this owner still on it. */
export interface Leftover {
  /** The call that gives it back. */
  at: Node;
  hold: Exclude<Hold, 'table'>;
  /** The statement that left it there. */
  by: Node;
}

/** Not there, as it was handed out, with something left on it. */
const NOT = 1;
const CLEAN = 2;
const DIRTY = 4;

/** What is left on a connection when it goes back. */
export function leftoversOf(start: Start, origin: Origin): readonly Leftover[] {
  const { acquired, resource: { owner, words: { it } } } = start;
  const acts = actsOf(owner, it, origin);
  const path = acquired && origin.of(acquired);
  const lent = borrowersOf(owner, it, origin).flatMap(borrower =>
    leftBy([...acts, ...actsOf(borrower.fn, borrower.it, origin, 0, path)], start, origin, borrower));
  const found = [...leftBy(acts, start, origin), ...lent];
  return found.filter((each, index) => found.findIndex(({ at, hold }) => at === each.at && hold === each.hold) === index);
}

function leftBy(acts: readonly Act[], start: Start, origin: Origin, borrower?: Borrower): readonly Leftover[] {
  // A temporary table is dropped like any other, by its name.
  const holds = new Set(acts.flatMap(({ hold, does }) => (does === 'begins' && hold !== 'table' ? [hold] : [])));
  return [...holds].flatMap(hold => {
    const own = acts.filter(act => act.hold === hold);
    // What was only tried for may not be there, and whoever asks knows.
    if (own.some(({ tries }) => tries) && own.some(({ does }) => does === 'ends')) return [];
    return new Session(start, hold, own, origin, borrower).leftovers();
  });
}

interface Act {
  node: CallNode;
  hold: Hold;
  does: 'begins' | 'ends';
  tries: boolean;
  /** What is set, by its name. */
  setting?: string | undefined;
}

/** The statements of a function that change the connection that it holds, and the functions that it hands it to in order to end that. */
function actsOf(owner: Node, it: (node: Node) => boolean, origin: Origin, depth = 0, path?: FullPath): readonly Act[] {
  const acts: Act[] = [];
  const settings = new Set<string>();
  const add = (act: Act): void => {
    // Set a second time it is set back.
    const isBack = act.setting !== undefined && settings.has(act.setting);
    acts.push(isBack ? { ...act, does: 'ends' } : act);
    if (act.setting !== undefined) settings.add(act.setting);
  };
  for (const node of origin.module.callsIn?.(owner) ?? []) {
    if (node.type !== 'CallExpression' || isOfSetUp(node, it, origin)) continue;
    const receiver = receiverOf(node);
    if (receiver && it(receiver)) {
      const queries = queriesOf(node, origin) ?? (path === undefined ? undefined : queriesOn(path, calledName(node) ?? '', origin));
      const text = queries && textSentBy(node, queries, origin);
      for (const { hold, does } of text === undefined ? [] : changesBy(text)) {
        if (does === 'within') continue;
        const setting = hold === 'setting' && does === 'begins' ? settingIn(text ?? '') : undefined;
        for (const each of hold === 'everything' ? all : [hold])
          add({ node, hold: each, does, tries: /try_advisory|get_lock/i.test(text ?? ''), setting });
      }
      if (/^(reset|changeUser|resetConnection)$/.test(calledName(node) ?? '')) {
        acts.push(...all.map(hold => ({ node, hold, does: 'ends' as const, tries: false })));
      }
      continue;
    }
    const given = node.arguments.findIndex(argument => it(unwrapped(argument)));
    if (given < 0) continue;
    if (isEnding(node, origin)) acts.push(...all.map(hold => ({ node, hold, does: 'ends' as const, tries: false })));
    else if (depth < 2) begunBy(node, given, origin, depth + 1).forEach(add);
  }
  return acts;
}

/** What a function of the file leaves on the connection that it is handed: `await lock(client)`. */
function begunBy(node: T.CallExpression, given: number, origin: Origin, depth: number): readonly Act[] {
  const definition = origin.definition(node.callee);
  const fn = definition?.origin === origin && isFunction(definition.node) ? definition.node : undefined;
  const parameter = fn?.params[given];
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  if (!fn || !binding) return [];
  const isGiven = (at: Node): boolean => at.type === 'Identifier' && origin.module.bindings.of(at) === binding;
  const own = actsOf(fn, isGiven, origin, depth);
  return own.some(({ does }) => does === 'ends') ? [] : own.map(act => ({ ...act, node }));
}

/** Whether it is done once for each connection, which carries a mark of it: `if (!client.isSetUp) { …; client.isSetUp = true; }`. */
function isOfSetUp(node: Node, it: (node: Node) => boolean, { module: { keys, sourceOf } }: Origin): boolean {
  const isMarked = (test: Node, body: Node): boolean => within(body, keys).some(set => {
    const mark = set.type === 'AssignmentExpression' && set.left.type === 'MemberExpression' ? set.left : undefined;
    return mark !== undefined && it(mark.object) && within(test, keys).some(asked => sourceOf(asked) === sourceOf(mark));
  });
  return [...ancestors(node)].some(at => at.type === 'IfStatement' && contains(at.consequent, node) && isMarked(at.test, at.consequent));
}

const all: readonly Hold[] = ['transaction', 'setting', 'lock', 'subscription'];
const ending = /rollback|commit|reset|discard|unlisten|unlock|finish|end|clean|abort/i;

/** Whether a function may put the connection back in order that it is handed. */
function isEnding(call: T.CallExpression, origin: Origin): boolean {
  if (ending.test(calledName(call) ?? '')) return true;
  const definition = origin.definition(call.callee);
  const text = isFunction(definition?.node) ? definition.origin.module.sourceOf(definition.node) : '';
  return /rollback|commit|reset|discard|unlisten|unlock/i.test(text);
}

const settingIn = (text: string): string | undefined =>
  /(?:^\s*set\s+(?:session\s+)?|\bset_config\s*\(\s*')([\w.@`"]+)/i.exec(text)?.[1]?.toLowerCase();

class Session implements Semantics {
  readonly keys;
  readonly mode = 'session';
  readonly #start: Start;
  readonly #hold: Leftover['hold'];
  readonly #acts: ReadonlyMap<Node, Act>;
  readonly #givings: ReadonlySet<Node>;
  readonly #failures: ReadonlySet<Node>;
  readonly #origin: Origin;
  readonly #borrower: Borrower | undefined;
  readonly #leftovers = new Map<Node, Leftover>();

  constructor(start: Start, hold: Leftover['hold'], acts: readonly Act[], origin: Origin, borrower: Borrower | undefined) {
    this.keys = origin.module.keys;
    this.#start = start;
    this.#hold = hold;
    // What could not be begun has left nothing behind.
    this.#acts = new Map(acts.map(act => [act.does === 'begins' ? outermost(act.node) : act.node, act]));
    this.#givings = givingsOf(start, origin);
    this.#failures = failuresBefore(this.#givings, origin);
    this.#origin = origin;
    this.#borrower = borrower;
  }

  leftovers(): readonly Leftover[] {
    const { resource, acquired } = this.#start;
    new Interpreter(this).run(resource.owner.body, acquired ? NOT : CLEAN);
    return [...this.#leftovers.values()];
  }

  effect(node: Node, mask: Mask): Mask {
    if (node === this.#start.acquired) return CLEAN;
    const act = this.#acts.get(node);
    if (act) return mask & (CLEAN | DIRTY) ? (mask & NOT) | (act.does === 'begins' ? DIRTY : CLEAN) : mask;
    if (this.#failures.has(node)) return mask & DIRTY ? (mask & ~DIRTY) | CLEAN : mask;
    if (!this.#givings.has(node)) return mask;
    if (mask & DIRTY && isCall(node) && !isGivenUp(node, this.#start.resource, this.#origin)) this.#note(node);
    return NOT;
  }

  #note(at: Node): void {
    const begun = [...this.#acts.values()].filter(({ does }) => does === 'begins');
    const by = begun.filter(({ node }) => node.range[0] < at.range[0]).at(-1) ?? begun[0];
    if (by && !this.#leftovers.has(at)) this.#leftovers.set(at, { at, hold: this.#hold, by: by.node });
  }

  throws(node: Node): boolean {
    if (node.type === 'ForOfStatement') return node.await;
    if (node.type !== 'AwaitExpression') return false;
    const call = bare(node);
    if (!isCall(call)) return true;
    if (this.#givings.has(call) || isCaught(call, this.keys)) return false;
    return !(this.#acts.get(call)?.does === 'ends' || this.#origin.factsOfCall(call)?.safe);
  }

  ends(node: Node): boolean {
    return isCall(node) && this.#origin.factsOfCall(node)?.ends === true;
  }

  /** Where one side of a test puts things in order, the other one knows that they are. */
  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const clean = mask & DIRTY ? (mask & ~DIRTY) | CLEAN : mask;
    if (test.type === 'Identifier' && this.#isFailureToBegin(test)) return [clean, mask];
    for (const at of ancestors(test)) {
      if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
        const [yes, no] = [this.#endsIn(at.consequent), this.#endsIn(at.alternate)];
        if (yes === no) return undefined;
        return yes !== isNegated(test, at.test) ? [mask, clean] : [clean, mask];
      }
      if (at.type === 'LogicalExpression' && at.left === test && this.#endsIn(at.right)) return [mask, clean];
      if (!/^(Logical|Unary|Chain)Expression$/.test(at.type)) return undefined;
    }
    return undefined;
  }

  #endsIn(node: Node | null): boolean {
    return node !== null && [...this.#acts.values()].some(act => act.does === 'ends' && contains(node, act.node));
  }

  /** The error that the callback of the first statement is given: `beginTransaction(err => …)`. */
  #isFailureToBegin(name: T.Identifier): boolean {
    const binding = this.#origin.module.bindings.of(name);
    const fn = binding?.kind === 'parameter' ? [...ancestors(binding.declared)].find(isFunction) : undefined;
    const call = fn?.parent;
    return fn?.params[0] === binding?.declared && isCall(call) && this.#acts.get(call)?.does === 'begins';
  }

  skips(): boolean {
    return false;
  }

  leave(_block: Node, mask: Mask): Mask {
    return mask;
  }

  /** What a callback does comes after the statement that it is handed to; so does one that gives back, whoever calls it. */
  special(node: Node, mask: Mask, flow: Interpreter): Flow | undefined {
    if (node === this.#borrower?.call) {
      const { done, jumps } = flow.body(this.#borrower.fn, mask);
      return { next: done, jumps: jumps.filter(({ how }) => how === 'throw') };
    }
    const callback = node.type === 'CallExpression' ? node.arguments.at(-1) : undefined;
    if (node.type !== 'CallExpression' || !isFunction(callback) || !(this.#isOn(node) || this.#givesIn(callback))) return undefined;
    const { jumps } = flow.run(callback.body, this.effect(node, mask));
    return { next: this.#givesIn(callback) ? NOT : mask, jumps: jumps.filter(({ how }) => how === 'throw') };
  }

  #isOn(call: T.CallExpression): boolean {
    const receiver = receiverOf(call);
    return receiver !== undefined && this.#start.resource.words.it(receiver);
  }

  #givesIn(callback: FunctionNode): boolean {
    return within(callback.body, this.keys).some(node => this.#givings.has(node));
  }
}
