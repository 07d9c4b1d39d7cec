import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingFunction, isCall, isFunction, isLoop, memberName, outermost, unwrapped, within, type CallNode,
  type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { isStep } from '../place/chain.ts';
import { isHarmlessCall, mayThrow } from '../place/unfailing.ts';
import type { Flow, Mask } from './flow.ts';
import { givesByParent, givingsOf } from './giving.ts';
import { Interpreter } from './interpreter.ts';
import type { Start } from './life.ts';
import { partsOf, useOfPart } from './parts.ts';
import type { Semantics } from './semantics.ts';
import { States } from './states.ts';
import { useBy } from './touching.ts';

/** Something that touches a resource which has gone back already. */
export interface Touch {
  how: 'use' | 'release';
  at: Node;
  /** The call that gave it back. */
  after: Node;
  /** Whether some path surely gets there. */
  certain: boolean;
}

/** Everything that a function does with a resource after it gave it back. */
export function touchesOf(start: Start, origin: Origin): readonly Touch[] {
  const givings = givingsOf(start, origin);
  if (givings.size === 0) return [];
  // Where only a call that is not awaited would have to throw, nobody knows whether it does.
  const sure = new Spent(start, givings, false, origin).touches();
  if (sure.length > 0) return sure;
  return new Spent(start, givings, true, origin).touches().map(touch => ({ ...touch, certain: false }));
}

class Spent implements Semantics {
  readonly keys;
  readonly mode: string;
  readonly #start: Start;
  readonly #givings: ReadonlySet<Node>;
  readonly #anyThrows: boolean;
  readonly #origin: Origin;
  readonly #states: States;
  readonly #parts: ReadonlySet<Binding>;
  readonly #touches = new Map<Node, Touch>();

  constructor(start: Start, givings: ReadonlySet<Node>, anyThrows: boolean, origin: Origin) {
    this.keys = origin.module.keys;
    this.#start = start;
    this.#givings = givings;
    this.#anyThrows = anyThrows;
    this.#origin = origin;
    this.#parts = partsOf(start.resource, origin);
    const [mention] = start.resource.mentions;
    const declared = mention?.type === 'Identifier' ? origin.module.bindings.of(mention)?.declared : undefined;
    const parts = [...this.#parts].flatMap(({ references }) => references);
    this.#states = new States(start, origin, [...givings, ...parts, ...(declared ? [declared] : [])]);
    this.mode = `${anyThrows ? 'any' : 'awaited'} but ${start.acquired ? origin.module.sourceOf(bare(start.acquired)) : ''}`;
  }

  touches(): readonly Touch[] {
    const { owner } = this.#start.resource;
    const { acquired } = this.#start;
    new Interpreter(this).run(owner.body, acquired ? this.#states.none : this.#states.held);
    // A callback runs while what is around it still holds the resource.
    for (const giving of this.#givings) {
      for (const at of ancestors(giving)) {
        if (at === owner) break;
        if (isFunction(at) && !(acquired && contains(at, acquired))) new Interpreter(this).run(at.body, this.#states.held);
      }
    }
    return [...this.#touches.values()];
  }

  effect(node: Node, mask: Mask): Mask {
    const { acquired, conduct } = this.#start;
    if (node === acquired) return this.#states.acquire(mask);
    if (this.#givings.has(node)) {
      const again = !this.#isByParent(node) && this.#touch(node, isCall(node) ? 'release' : 'use', mask, true);
      return this.#states.give(again ? this.#states.present(mask) : mask);
    }
    if (isFunction(node)) return mask;
    if (this.#isReplaced(node)) return this.#states.drop(mask);
    if (conduct.begins.has(node)) return this.#used(node, this.#states.begin(mask));
    return this.#states.assign(node, this.#used(node, mask));
  }

  skips(statement: Node, mask: Mask): boolean {
    return this.#states.isUntouchedBy(statement, mask);
  }

  #used(node: Node, mask: Mask): Mask {
    if (!this.#states.isGone(mask)) return mask;
    const use = useBy(node, this.#start.resource, this.#origin) ?? useOfPart(node, this.#parts, this.#origin);
    // What goes wrong once is told once.
    return use && this.#touch(node, 'use', mask, use === 'sure') ? this.#states.drop(mask) : mask;
  }

  /** Whether the name stands for another one from here on. */
  #isReplaced(node: Node): boolean {
    const [target, value] = node.type === 'AssignmentExpression' && node.operator === '=' ? [node.left, node.right]
      : node.type === 'VariableDeclarator' ? [node.id, node.init] : [];
    const { acquired, resource: { words, mentions } } = this.#start;
    if (!target || !value || !words.it(target)) return false;
    // `const old = client; client = null; old.release();`
    const { sourceOf } = this.#origin.module;
    if (bare(value).type === 'Literal') return mentions.some(each => sourceOf(each) !== sourceOf(target));
    return !words.it(bare(value)) && !(acquired && contains(value, acquired));
  }

  /** Notes what touches it; whether that was worth a note. */
  #touch(at: Node, how: Touch['how'], mask: Mask, certain: boolean): boolean {
    if (!this.#states.isGone(mask)) return false;
    const after = this.#givenBefore(at);
    if (!after || (after !== at && this.#isRelated(after, at)) || (how === 'release' && this.#isByParent(after))) return false;
    if (!this.#touches.has(at)) this.#touches.set(at, { how, at, after, certain: certain && !this.#start.conditional });
    return true;
  }

  /** What closes its parent may follow its own release, and come before that too. */
  #isByParent(giving: Node): boolean {
    return givesByParent(giving, this.#start.resource);
  }

  /** The release that a path comes from: the last one before, or one of the turn before. */
  #givenBefore(at: Node): Node | undefined {
    const fn = enclosingFunction(at);
    const near = [...this.#givings].filter(giving => enclosingFunction(giving) === fn);
    const all = (near.some(giving => giving !== at) ? near : [...this.#givings]).sort((one, other) => one.range[0] - other.range[0]);
    const before = all.filter(giving => giving.range[1] <= at.range[0] || contains(at, giving)).filter(giving => giving !== at);
    return before.at(-1) ?? all.find(giving => [...ancestors(at)].some(around => isLoop(around) && contains(around, giving)));
  }

  /** Whether both stand under conditions that speak of the same, so that only one of them may run. */
  #isRelated(one: Node, other: Node): boolean {
    const names = new Set(this.#namesAsked(one, other));
    return [...this.#namesAsked(other, one)].some(name => names.has(name));
  }

  * #namesAsked(node: Node, apart: Node): Generator<string> {
    let below = node;
    for (const at of ancestors(node)) {
      if (contains(at, apart) && at.type !== 'IfStatement') return;
      const test = at.type === 'LogicalExpression' ? at.left : 'test' in at && !isLoop(at) ? at.test : null;
      if (test && test !== below) {
        for (const name of within(test, this.keys)) if (name.type === 'Identifier') yield name.name;
      }
      if (contains(at, apart)) return;
      below = at;
    }
  }

  throws(node: Node): boolean {
    const isAsked = this.#anyThrows || /^(AwaitExpression|ForOfStatement)$/.test(node.type);
    return isAsked && mayThrow(node, call => this.#isHarmless(call), [], this.#origin);
  }

  #isHarmless(call: CallNode): boolean {
    const { acquired, conduct } = this.#start;
    return conduct.releases.has(call)
      || isHarmlessCall(call, this.#origin)
      || (acquired !== undefined && this.#isAnother(bare(acquired), call));
  }

  /** Whether a call acquires as the first one did, that one itself too. */
  #isAnother(acquired: Node, call: CallNode): boolean {
    return acquired === call || (isCall(acquired) && this.#origin.module.sourceOf(acquired) === this.#origin.module.sourceOf(call));
  }

  ends(node: Node): boolean {
    return isCall(node) && this.#origin.factOfCall(node, 'ends') === true;
  }

  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const split = this.#states.split(test, mask);
    if (split) return split;
    // Whoever asks it whether it is gone knows what to do: `if (!runner.isReleased)`.
    const { mentions } = this.#start.resource;
    if (!mentions.some(mention => contains(test, mention) && isAsked(mention))) return undefined;
    const rest = this.#states.present(mask);
    return [rest, rest];
  }

  leave(_block: Node, mask: Mask): Mask {
    return mask;
  }

  /** Promise chains: the functions in which the work goes on. */
  special(node: Node, mask: Mask, flow: Interpreter): Flow | undefined {
    const steps = node.type === 'CallExpression' ? stepsOf(node) : [];
    const base = steps[0] && unwrapped(steps[0].callee.object);
    const { mentions } = this.#start.resource;
    const speaks = (argument: Node): boolean => mentions.some(mention => contains(argument, mention));
    if (!base || !steps.some(step => step.arguments.some(speaks))) return undefined;
    const { next, jumps } = flow.run(base, mask);
    let [done, thrown] = [next, next];
    for (const step of steps) {
      const name = memberName(step.callee);
      const [handler, rejected] = step.arguments;
      const first = name === 'catch' ? undefined : handler;
      const second = name === 'then' ? rejected : handler;
      const [taken, caught] = [bodyOf(first, done, flow), bodyOf(second, thrown, flow)];
      const rejects = name === 'finally' ? caught.done : second ? 0 : thrown;
      done = taken.done | (second && name !== 'finally' ? caught.done : 0);
      thrown = taken.thrown | caught.thrown | rejects;
    }
    const whole = outermost(node);
    if (whole.type !== 'AwaitExpression') return { next: mask, jumps };
    return { next: done, jumps: thrown ? [...jumps, { how: 'throw', label: '', mask: thrown, at: node, implicit: true }] : jumps };
  }
}

type Step = T.CallExpression & { callee: T.MemberExpression };

/** The steps of a promise chain that ends in a call, the first one first. */
function stepsOf(node: T.CallExpression): readonly Step[] {
  const steps: Step[] = [];
  for (let at: Node = node; at.type === 'CallExpression' && isStep(at); at = unwrapped(at.callee.object)) steps.push(at);
  return steps.reverse();
}

/** The states in which a handler ends, and those in which it throws. */
function bodyOf(handler: Node | undefined, mask: Mask, flow: Interpreter): { done: Mask; thrown: Mask } {
  return isFunction(handler) ? flow.body(handler, mask) : { done: mask, thrown: 0 };
}

/** A member that is read, or one that tells what it is: `runner.isReleased`, `client.isOpen()`. */
function isAsked(mention: Node): boolean {
  const member = mention.parent;
  if (member?.type !== 'MemberExpression') return false;
  return !(isCall(member.parent) && member.parent.callee === member) || /^(is|has)[A-Z]/.test(memberName(member) ?? '');
}
