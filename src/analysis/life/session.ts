import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingFunction, isCall, isFunction, outermost, within, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Hold } from '../origin/sql.ts';
import { isCaught, isNegated } from '../place/chain.ts';
import { actsOf, type Act } from './acts.ts';
import { borrowersOf, type Borrower } from './borrowing.ts';
import type { Flow, Mask } from './flow.ts';
import { failuresBefore, isGivenUp } from './giving-up.ts';
import { givingCallsOf } from './giving.ts';
import { Interpreter } from './interpreter.ts';
import type { Start } from './life.ts';
import { refusalsOf } from './refused.ts';
import type { Semantics } from './semantics.ts';

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
    const tried = own.flatMap(({ node, tries, does }) => (tries && does === 'begins' ? [node] : []));
    const refusals = refusalsOf(tried, start.resource.owner, origin);
    if (tried.length > 0 && refusals.size === 0 && own.some(({ does }) => does === 'ends')) return [];
    return new Session(start, hold, own, refusals, origin, borrower).leftovers();
  });
}

class Session implements Semantics {
  readonly keys;
  readonly mode = 'session';
  readonly #start: Start;
  readonly #hold: Leftover['hold'];
  readonly #acts: ReadonlyMap<Node, Act>;
  readonly #givings: ReadonlyMap<Node, Node>;
  readonly #failures: ReadonlySet<Node>;
  readonly #refusals: ReadonlySet<Node>;
  readonly #origin: Origin;
  readonly #borrower: Borrower | undefined;
  readonly #leftovers = new Map<Node, Leftover>();

  constructor(
    start: Start, hold: Leftover['hold'], acts: readonly Act[], refusals: ReadonlySet<Node>, origin: Origin, borrower: Borrower | undefined,
  ) {
    this.keys = origin.module.keys;
    this.#start = start;
    this.#hold = hold;
    // What could not be begun has left nothing behind.
    this.#acts = new Map(acts.map(act => [act.does === 'begins' ? outermost(act.node) : act.node, act]));
    this.#givings = givingCallsOf(start, origin);
    this.#failures = failuresBefore(this.#givings.values(), origin);
    this.#refusals = refusals;
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
    const giving = this.#givings.get(node);
    if (!giving) return mask;
    if (mask & DIRTY && isCall(giving) && !isGivenUp(giving, this.#start.resource, this.#origin) && !this.#endsBeside(giving, node))
      this.#note(node);
    return NOT;
  }

  /** Whether a function that gives back puts things in order itself: `async function fail() { await client.query('ROLLBACK'); … }`. */
  #endsBeside(giving: Node, call: Node): boolean {
    return giving !== call && this.#endsIn(enclosingFunction(giving) ?? null);
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
        const isOver = (side: Node | null): boolean => this.#endsIn(side) || (this.#isFlag(test) && this.#givesUpIn(side));
        const [yes, no] = [isOver(at.consequent), isOver(at.alternate) || this.#refusals.has(at)];
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

  /** Whether a test asks what the function has noted down on its way: `if (clean) connection.release(); else connection.destroy();`. */
  #isFlag(test: Node): boolean {
    const binding = test.type === 'Identifier' ? this.#origin.module.bindings.of(test) : undefined;
    return binding?.kind === 'variable' && binding.reassigned;
  }

  #givesUpIn(node: Node | null): boolean {
    return node !== null && [...this.#givings.values()].some(giving =>
      contains(node, giving) && isCall(giving) && isGivenUp(giving, this.#start.resource, this.#origin));
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
