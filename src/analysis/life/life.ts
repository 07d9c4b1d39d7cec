import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingFunction, isCall, isFunction, isNullish, memberName, outermost, unwrapped, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { isNamed, isNegated, isStep, memberNameOf } from '../place/chain.ts';
import { isHarmlessCall, mayThrow, visitsOnly } from '../place/unfailing.ts';
import type { Flow, Jump, Mask } from './flow.ts';
import { Interpreter } from './interpreter.ts';
import { callsBack, type Conduct, type Resource } from './resource.ts';
import type { Semantics } from './semantics.ts';
import { States } from './states.ts';
import { givesOwner, isCoroutine } from './visiting.ts';
import { isAskedFor } from './working.ts';

/** A way in which control leaves while the resource is held. */
export interface Leak {
  /** `exit`: a path that the code writes; `throw`: a call on the way may throw; `again`: acquired anew while held. */
  how: 'exit' | 'throw' | 'again';
  /** What leaves: a `return`, a call that may throw, the end of a function. */
  at: Node;
}

/** A resource to be followed, and how its holding begins. */
export interface Start {
  resource: Resource;
  conduct: Conduct;
  /** The expression that acquires, its `await` included; none where the owner is handed the resource. */
  acquired: Node | undefined;
  /** It holds something from the start, even where it usually begins later. */
  begun: boolean;
  /** The first parameter of an error-first callback. */
  error: Binding | undefined;
  /** The resource may also be somebody else's: `given ?? await pool.connect()`. */
  conditional: boolean;
}

/** Follows a resource through the function that owns it. Gives every way in which it gets lost, and matters. */
export function leaksOf(start: Start, origin: Origin, isNoMatter?: (way: Node) => boolean): readonly Leak[] {
  return new Life(start, origin, isNoMatter).leaks();
}

class Life implements Semantics {
  readonly keys;
  readonly mode: string;
  readonly #start: Start;
  readonly #origin: Origin;
  readonly #states: States;
  readonly #leaks = new Map<Node, Leak>();
  readonly #isNoMatter: ((way: Node) => boolean) | undefined;
  /** In a callback that is not async an exception ends the process, or is the caller's affair. */
  readonly #implicit: boolean;

  constructor(start: Start, origin: Origin, isNoMatter?: (way: Node) => boolean) {
    this.keys = origin.module.keys;
    this.#start = start;
    this.#origin = origin;
    this.#isNoMatter = isNoMatter;
    this.#states = new States(start, origin);
    const { owner, acquires } = start.resource;
    this.#implicit = acquires.exits !== 'explicit' && (start.acquired !== undefined || (isFunction(owner) && owner.async));
    this.mode = this.#implicit ? 'implicit' : 'explicit';
  }

  leaks(): readonly Leak[] {
    const { owner } = this.#start.resource;
    const flow = new Interpreter(this).run(owner.body, this.#start.acquired ? this.#states.none : this.#states.held);
    for (const jump of flow.jumps) this.#lost(jump.mask, jump.how === 'throw' && jump.implicit ? 'throw' : 'exit', jump.at);
    this.#lost(flow.next, 'exit', owner.body);
    const all = [...this.#leaks.values()];
    const written = all.filter(({ how, at }) => how !== 'exit' || at.type !== 'YieldExpression');
    return written.length > 0 || isCoroutine(owner, this.keys) ? written : all;
  }

  #lost(mask: Mask, how: Leak['how'], at: Node): void {
    if (this.#states.isHeld(mask) && !this.#leaks.has(at)) this.#leaks.set(at, { how, at });
  }

  effect(node: Node, mask: Mask): Mask {
    const { conduct, acquired } = this.#start;
    if (node === acquired) {
      this.#lost(mask, 'again', node);
      return callsBack(bare(node), conduct) ? this.#states.give(mask) : this.#states.acquire(mask);
    }
    if (conduct.releases.has(node) || conduct.moves.has(node) || this.#isNoMatter?.(node)) return this.#states.give(mask);
    if (conduct.begins.has(node)) return this.#states.begin(mask);
    if (isFunction(node)) return conduct.carriers.has(node) && !isNamed(node) ? this.#states.give(mask) : mask;
    return this.#states.assign(node, mask);
  }

  skips(statement: Node, mask: Mask): boolean {
    return this.#states.isUntouchedBy(statement, mask);
  }

  throws(node: Node): boolean {
    return this.#implicit && mayThrow(node, call => this.#isHarmless(call), this.#start.resource.mentions, this.#origin);
  }

  #isHarmless(call: CallNode): boolean {
    const { conduct, acquired } = this.#start;
    return (
      conduct.releases.has(call) ||
      isHarmlessCall(call, this.#origin) ||
      (acquired !== undefined && (bare(acquired) === call || givesOwner(call, acquired, this.#origin))) ||
      visitsOnly(call, this.keys, part => !this.throws(part))
    );
  }

  ends(node: Node): boolean {
    return isCall(node) && this.#origin.factOfCall(node, 'ends') === true;
  }

  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    const split = this.#states.split(test, mask);
    const branch = split ? undefined : this.#guarded(test);
    if (!branch) return split;
    return branch === 'yes' ? [mask, this.#states.give(mask)] : [this.#states.give(mask), mask];
  }

  /** Which side of a test gives back, where it asks the resource itself, or what a callback says, or nobody knows whose it is. */
  #guarded(test: Node): 'yes' | 'no' | undefined {
    const { resource, conduct, conditional } = this.#start;
    // A comparison asks for something else: `response.status === 404`.
    const isOther = test.type === 'BinaryExpression' && !isNullish(test.left) && !isNullish(test.right);
    const asks = !isOther && isAskedFor(resource, test, this.#origin);
    if (!conditional && !asks && !isToldByCallback(test, this.#origin)) return undefined;
    const gives = (node: Node | null | undefined): boolean => node != null && [...conduct.releases].some(at => contains(node, at));
    for (const at of ancestors(test)) {
      if (at.type === 'IfStatement' || at.type === 'ConditionalExpression') {
        const [yes, no] = [gives(at.consequent), gives(at.alternate)];
        return yes === no ? undefined : yes !== isNegated(test, at.test) ? 'yes' : 'no';
      }
      if (at.type === 'LogicalExpression' && gives(at.right)) return (at.operator === '&&') !== isNegated(test, at.left) ? 'yes' : 'no';
      if (!/^(Logical|Unary|Chain)Expression$/.test(at.type)) return undefined;
    }
    return undefined;
  }

  leave(block: Node, mask: Mask, jump: Jump | undefined): Mask {
    if (!this.#states.isHeld(mask) || !this.#declares(block)) return mask;
    // What closing a parent gives back may be given back further out.
    if ([...this.#start.conduct.releases].some(release => !contains(block, release))) return mask;
    if (jump) this.#lost(mask, jump.how === 'throw' && jump.implicit ? 'throw' : 'exit', jump.at);
    else this.#lost(mask, 'exit', block);
    return this.#states.drop(mask);
  }

  /** Whether the name of the resource ends with a block; `using` gives back there. */
  #declares(block: Node): boolean {
    const { acquired, resource } = this.#start;
    const declarator = acquired && outermost(acquired).parent;
    const declaration = declarator?.type === 'VariableDeclarator' ? declarator.parent : undefined;
    const isHere = declaration?.type === 'VariableDeclaration' && declaration.parent === block && block !== resource.owner.body;
    return isHere && declaration.kind !== 'var';
  }

  /** Promise chains and callbacks: the functions in which the operation goes on. */
  special(node: Node, mask: Mask, flow: Interpreter): Flow | undefined {
    return node.type === 'CallExpression' ? this.#chain(node, mask, flow) ?? this.#continuation(node, mask, flow) : undefined;
  }

  #chain(node: T.CallExpression, mask: Mask, flow: Interpreter): Flow | undefined {
    const steps: T.CallExpression[] = [];
    let base: Node = node;
    while (base.type === 'CallExpression' && isStep(base)) {
      steps.push(base);
      base = unwrapped(base.callee.object);
    }
    steps.reverse();
    if (!steps.some(step => step.arguments.some(argument => this.#takesPart(argument)))) return undefined;
    const { next } = flow.run(base, mask);
    let done = next;
    let thrown = next;
    for (const step of steps) {
      const [first, second] = step.arguments;
      const name = memberName(step.callee as T.MemberExpression);
      const taken = this.#settle(name === 'catch' ? undefined : first, done, flow);
      const caught = this.#settle(name === 'catch' ? first : name === 'finally' ? first : second, thrown, flow);
      if (name === 'finally') {
        done = taken.done;
        thrown = caught.done | caught.thrown | taken.thrown;
      } else {
        const handled = name === 'catch' ? first : second;
        done = taken.done | (handled ? caught.done : 0);
        thrown = taken.thrown | (handled ? caught.thrown : thrown);
      }
    }
    const awaited = outermost(node).type === 'AwaitExpression' && bare(outermost(node)) === node;
    if (awaited) return { next: done, jumps: thrown ? [{ how: 'throw', label: '', mask: thrown, at: node, implicit: true }] : [] };
    this.#lost(done, 'exit', node);
    this.#lost(thrown, 'throw', node);
    return { next: this.#states.give(done | thrown), jumps: [] };
  }

  /** A function given to `then`, `catch` or `finally`, run from some states. */
  #settle(handler: Node | undefined, mask: Mask, flow: Interpreter): { done: Mask; thrown: Mask } {
    const node = handler && unwrapped(handler);
    if (!node || !mask) return { done: mask, thrown: 0 };
    if (this.#start.conduct.moves.has(node)) return { done: this.#states.give(mask), thrown: 0 };
    const fn = isFunction(node) ? node : this.#named(node);
    return fn ? flow.body(fn, mask) : { done: mask, thrown: 0 };
  }

  #named(node: Node): FunctionNode | undefined {
    const definition = node.type === 'Identifier' ? this.#origin.definition(node) : undefined;
    return isFunction(definition?.node) && this.#start.conduct.carriers.has(definition.node) ? definition.node : undefined;
  }

  #takesPart(argument: Node): boolean {
    const node = unwrapped(argument);
    const { carriers, moves } = this.#start.conduct;
    if (isFunction(node)) return carriers.has(node) || [...moves].some(move => contains(node, move));
    return moves.has(node) || this.#named(node) !== undefined;
  }

  /** `client.query(sql, (err, rows) => …)` where the callback gives back: each of its own ends must reach that. */
  #continuation(node: T.CallExpression, mask: Mask, flow: Interpreter): Flow | undefined {
    const { resource, conduct } = this.#start;
    const callback = node.arguments.at(-1);
    if (!isFunction(callback) || !conduct.carriers.has(callback) || conduct.releases.has(node)) return undefined;
    const callee = unwrapped(node.callee);
    const concerned =
      this.#start.acquired === undefined ||
      (callee.type === 'MemberExpression' && resource.words.it(unwrapped(callee.object))) ||
      node.arguments.some(argument => resource.words.it(unwrapped(argument)));
    if (!concerned || /^(on|once|addListener|addEventListener)$/.test(memberNameOf(callee))) return undefined;
    const before = flow.sequence([callee, ...node.arguments.slice(0, -1)], mask);
    const { next, jumps } = flow.run(callback.body, before.next);
    this.#lost(next, 'exit', callback.body);
    for (const jump of jumps) if (jump.how !== 'throw') this.#lost(jump.mask, 'exit', jump.at);
    return { next: this.#states.give(before.next), jumps: before.jumps };
  }
}

/** Whether a test asks for what a callback notes down: `setTimeout(() => { late = true; }, 100); … if (!late) client.release();`. */
function isToldByCallback(test: Node, { module: { bindings } }: Origin): boolean {
  const binding = test.type === 'Identifier' ? bindings.of(test) : undefined;
  if (binding?.kind !== 'variable' || !binding.reassigned) return false;
  const fn = enclosingFunction(binding.declared);
  const told = binding.writes.filter(write => write.parent?.type === 'AssignmentExpression');
  return fn !== undefined && told.length > 0 && told.every(write => enclosingFunction(write) !== fn);
}
