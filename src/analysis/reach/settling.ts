import {
  ancestors, calledName, contains, enclosingFunction, enclosingStatement, isCall, isCallNamed, isFunction, isLoop, memberName, unwrapped,
  within, type CallNode, type FunctionNode, type Node, type VisitorKeys,
} from '../../ast.ts';
import type { Flow, Mask } from '../life/flow.ts';
import { Interpreter } from '../life/interpreter.ts';
import type { Semantics } from '../life/semantics.ts';
import { makesPromise, receiverOf } from '../origin/call.ts';
import { listeningOf } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isNamed, isQuiet, memberNameOf } from '../place/chain.ts';
import { areOpposite, isAskedAround } from '../place/opposite.ts';
import { isCaughtInside, pausing } from '../place/unfailing.ts';
import type { Promised } from './promise.ts';

/** Nobody has been told to settle the promise yet; somebody has. */
const open: Mask = 1;
const settled: Mask = 2;

/** What a function leaves undone: where control leaves it, or what throws, with the promise still open. */
export interface Undone {
  leaves?: Node;
  throws?: Node;
}

/** Members that tell that something is over already. */
const over = new RegExp([
  /^(aborted|destroyed|closed|completed?|ended|done|finished|settled|writable(Ended|Finished)|readableEnded|cancell?ed|timedOut|killed)$/,
  /^[_#]?(is)?([sS]topped|[sS]topping|[sS]topInProgress|[sS]huttingDown|[cC]losing|[dD]isposed)$/,
].map(({ source }) => source).join('|'));

/** Runs the code that settles a promise. */
export class Settling implements Semantics {
  readonly keys: VisitorKeys;
  readonly mode = 'settling';
  readonly #promised: Promised;
  readonly #origin: Origin;
  readonly #flow = new Interpreter(this);

  constructor(promised: Promised, origin: Origin) {
    this.#promised = promised;
    this.#origin = origin;
    this.keys = origin.module.keys;
  }

  /** Whether an executor settles in a statement of its own, whatever its callbacks do: `resolve(server)` behind `listen(…)`. */
  isSettledBy({ params, body }: FunctionNode): boolean {
    return body.type === 'BlockStatement' && body.body.some(statement => {
      const call = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
      const binding = isCall(call) && call.callee.type === 'Identifier' ? this.#origin.module.bindings.of(call.callee) : undefined;
      return params.some(parameter => parameter === binding?.declared);
    });
  }

  /** Whether a chain is one that the executor itself begins, in any case. */
  isOwn(chain: CallNode): boolean {
    return chain.parent.type === 'ExpressionStatement' && chain.parent.parent === this.#promised.executor?.body;
  }

  /** Whether such a chain settles however it ends: `late.finally(() => resolve(found))`. */
  isSettledAfter(chain: CallNode): boolean {
    const last = memberNameOf(chain.callee) === 'finally' ? unwrapped(chain.arguments[0] ?? chain) : undefined;
    return this.isOwn(chain) && isFunction(last) && this.isMentioned(last) && !this.undone(last).leaves;
  }

  /** Whether somebody who settles is mentioned in a node. */
  isMentioned(node: Node): boolean {
    return [...this.#promised.mentions].some(mention => contains(node, mention));
  }

  /** What a function leaves undone. */
  undone(fn: FunctionNode): Undone {
    const { next, jumps } = this.#flow.run(fn.body, open);
    const returned = jumps.find(({ how, mask }) => how === 'return' && mask & open)?.at;
    // Between them, those that settle are there for all cases, unless it was left before.
    const isDivided = (): boolean => areOpposite(this.#promised.mentions, this.#promised.scope, this.#origin);
    const left = returned ?? (next & open && !isDivided() ? fn.body : undefined);
    const thrown = jumps.find(({ how, mask, at }) => how === 'throw' && mask & open && !isCall(at))?.at;
    return { ...(left && { leaves: left }), ...(thrown && { throws: thrown }) };
  }

  /** The ways in which a chain of promises ends with the promise still open: rejected, or through a step that does not settle. */
  undoneBy(base: Node, steps: readonly CallNode[], mayFail: boolean): { rejected: boolean; left: Node | undefined } {
    let fulfilled = this.isMentioned(base) ? settled : open;
    let rejected = mayFail ? open : 0;
    let left: Node | undefined;
    const run = (step: Node | undefined, mask: Mask): Mask => {
      const fn = step && unwrapped(step);
      if (!fn || !(mask & open)) return mask;
      if (!isFunction(fn)) return this.isMentioned(fn) ? settled : mask;
      const { leaves } = this.undone(fn);
      if (leaves && (this.isMentioned(fn) || mask === rejected)) left = leaves;
      return leaves ? mask : settled;
    };
    for (const { callee, arguments: [one, other] } of steps) {
      const name = memberNameOf(callee);
      if (name === 'finally') {
        fulfilled = run(one, fulfilled);
        rejected = run(one, rejected);
      } else {
        const [onward, back] = name === 'catch' ? [undefined, one] : [one, other];
        const caught = back && !this.#throwsAlways(back) ? run(back, rejected) : 0;
        fulfilled = (onward ? run(onward, fulfilled) : fulfilled) | caught;
        if (back && !(rejected & open && this.#throwsAlways(back))) rejected = 0;
      }
    }
    return { rejected: (rejected & open) !== 0, left: fulfilled & open ? left ?? steps.at(-1) : undefined };
  }

  /** Whether a step only makes another error of the one that it is given: `.catch(toHttpError.bind(req))`. */
  #throwsAlways(step: Node): boolean {
    const given = unwrapped(step);
    const bound = isCall(given) && calledName(given) === 'bind' ? receiverOf(given) : given;
    const fn = isFunction(bound) ? bound : bound && this.#origin.definition(bound)?.node;
    if (!isFunction(fn) || fn.async) return false;
    const { next, jumps } = this.#flow.run(fn.body, open);
    return next === 0 && jumps.length > 0 && jumps.every(({ how }) => how === 'throw');
  }

  effect(node: Node, mask: Mask): Mask {
    if (isTakenOff(node)) return mask;
    if (this.#promised.mentions.has(node) || this.#isTold(node)) return settled;
    if (isFunction(node) && node.type !== 'FunctionDeclaration' && !isNamed(node) && this.#promised.settlers.has(node)) return settled;
    // Where there is nothing to go through, the rest of the code knows.
    if (node.type === 'ForOfStatement' && this.#settlesEachTurn(node.body)) return settled;
    return mask;
  }

  /** A function that gives a promise or calls back: `callback(null, user)` tells somebody who does not await. */
  #isTold(node: Node): boolean {
    const isTelling = node.type === 'CallExpression' && node.arguments.length > 0 && node.parent.type !== 'AwaitExpression';
    const callee = isTelling ? unwrapped(node.callee) : undefined;
    const binding = callee?.type === 'Identifier' ? this.#origin.module.bindings.of(callee) : undefined;
    if (binding?.kind !== 'parameter' || contains(this.#promised.node, binding.declared)) return false;
    // `reject(error)` of the promise around it, whose failure makes this one needless.
    const around = enclosingFunction(binding.declared);
    const isOuter = around && contains(around, this.#promised.node) && isCallNamed(around.parent, /^Promise$/);
    return isOuter === true || /^(cb|callback|done|next)$/.test(binding.name);
  }

  #settlesEachTurn(body: Node): boolean {
    return this.isMentioned(body) && !(this.#flow.run(body, open).next & open);
  }

  throws(node: Node): boolean {
    if (node.type === 'AwaitExpression') {
      const waited = unwrapped(node.argument);
      if (!isCall(waited)) return true;
      if (pausing.test(calledName(waited) ?? '') || this.#origin.factsOfCall(waited)?.safe) return false;
      return !isPlainWait(waited, this.#origin) && !isQuiet(waited, this.keys) && !isCaughtInside(waited, this.#origin);
    }
    if (node.type === 'ForOfStatement') return node.await;
    return isCall(node) && isCaught(node) && !this.#origin.factsOfCall(node)?.safe;
  }

  ends(node: Node): boolean {
    return isCall(node) && this.#origin.factsOfCall(node)?.ends === true;
  }

  /** A flag that is set elsewhere tells that somebody has settled already. */
  split(test: Node, mask: Mask): readonly [Mask, Mask] | undefined {
    if (!(mask & open)) return undefined;
    const node = unwrapped(test);
    // What stands before `?.` is there, or nobody would wait.
    if (isOptional(node) || isAskedAround(node, this.#promised.executor, this.#origin)) return [mask, 0];
    const around = test.parent;
    if (around && 'test' in around && around.test === test && isLoop(around) && this.#settlesEachTurn(around.body)) return [mask, settled];
    if (this.#isFlag(node)) return [settled, mask];
    // `error` never comes without one.
    if (isErrorOfEvent(node, this.#origin)) return [mask, 0];
    // `--pending === 0`, `received < total`: another turn will settle.
    const counts = within(node, this.keys, isFunction).some(at =>
      at.type === 'UpdateExpression' || (node.type === 'BinaryExpression' && at.type === 'Identifier' && this.#isWrittenElsewhere(at)));
    return counts ? [settled, settled] : undefined;
  }

  #isFlag(node: Node): boolean {
    return node.type === 'MemberExpression' ? over.test(memberName(node) ?? '') : this.#isWrittenElsewhere(node) || this.#tells(node);
  }

  /** Whether a flag is only set where the promise is settled too: `done = true; resolve();`. */
  #tells(node: Node): boolean {
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    const sets = binding?.kind === 'variable' ? binding.writes.filter(write => !(write.type === 'Literal' && !write.value)) : [];
    return sets.length > 0 && sets.every(write => {
      const block = write.type === 'Literal' ? enclosingStatement(write)?.parent : undefined;
      const near = [...this.#promised.mentions].filter(mention => enclosingFunction(mention) === enclosingFunction(write));
      return /^(BlockStatement|SwitchCase)$/.test(block?.type ?? '') && near.some(mention => block && contains(block, mention));
    });
  }

  #isWrittenElsewhere(node: Node): boolean {
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    if (binding?.kind !== 'variable' || !binding.reassigned) return false;
    const inner = [...ancestors(node)].find(isFunction);
    return inner !== undefined && !contains(inner, binding.declared);
  }

  skips(): boolean {
    return false;
  }

  leave(_block: Node, mask: Mask): Mask {
    return mask;
  }

  /** What `resolve(work())` is given comes first. */
  special(node: Node, mask: Mask, flow: Interpreter): Flow | undefined {
    if (!isCall(node) || !this.#promised.mentions.has(node.callee)) return undefined;
    const { next, jumps } = flow.sequence(node.arguments, mask);
    return { next: next ? settled : 0, jumps };
  }
}

/** Whether a function is mentioned only to be called no more: `worker.off('exit', onExit)`. */
export const isTakenOff = (mention: Node): boolean =>
  isCallNamed(mention.parent, /^(off|removeListener|removeEventListener)$/) && mention.parent.arguments.includes(mention as never);

/** Whether a name is what a listener for `error` is given. */
function isErrorOfEvent(node: Node, origin: Origin): boolean {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  const fn = binding?.kind === 'parameter' ? binding.declared.parent : undefined;
  const call = isFunction(fn) && fn.params[0] === binding?.declared ? fn.parent : undefined;
  return isCall(call) && listeningOf(call, origin)?.event === 'error';
}

/** Whether an expression is what `?.` looks at. */
function isOptional(node: Node): boolean {
  const around = node.parent;
  return ((around?.type === 'MemberExpression' && around.object === node) || (around?.type === 'CallExpression' && around.callee === node))
    && around.optional;
}

/** Whether a `try` with a `catch` holds the node, in the same function. */
function isCaught(node: Node): boolean {
  let below = node;
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    if (at.type === 'TryStatement' && at.block === below && at.handler) return true;
    below = at;
  }
  return false;
}

/** `await new Promise(resolve => …)` of one that knows no failure. */
function isPlainWait(node: Node, origin: Origin): boolean {
  const [executor] = makesPromise(node, origin) ? node.arguments : [];
  return isFunction(executor) && executor.params.length < 2;
}
