import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, enclosingStatement, isCall, isCallNamed, isFunction, outermost, unwrapped,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { voicesOf } from '../place/calling-back.ts';
import { isStep, stepsOf } from '../place/chain.ts';
import { nameOf, type Executor } from '../place/operation.ts';
import { areExclusive } from '../place/opposite.ts';
import type { Doing, Undoers } from './undoer.ts';

/** A callback that settles a promise, or what is handed over to settle it; where in it. */
export interface End {
  at: Node;
  fn: FunctionNode | undefined;
  settles?: Node;
  /** The executor fails by itself here, behind what is done. */
  caught?: T.TryStatement;
}

/** What a function goes on to be done with, and what says that it is: mentions of `resolve` and `reject`, of a callback, `res.json`. */
export interface Settling {
  fn: FunctionNode;
  voices: readonly Node[];
}

/** The same of a promise that is made by hand. */
export const settlingOf = ({ fn, resolve, reject }: Executor, origin: Origin): Settling =>
  ({ fn, voices: [resolve, reject].flatMap(binding => voicesOf(binding, origin)) });

/** Finds where a promise is settled that something is done for. */
export class Ends {
  readonly #doing: Doing;
  readonly #origin: Origin;
  readonly #undoers: Undoers;

  constructor(doing: Doing, undoers: Undoers, origin: Origin) {
    this.#doing = doing;
    this.#origin = origin;
    this.#undoers = undoers;
  }

  /** The callbacks that settle a promise, and what is handed over to settle it. */
  *of({ fn, voices }: Settling): Generator<End> {
    const seen = new Set<Node>();
    const pending = voices.filter(at => contains(fn, at));
    for (let at = pending.shift(); at; at = pending.shift()) {
      const call = at.parent as Node;
      const caught = isCall(call) && call.callee === at ? this.#failureOf(call, fn) : undefined;
      if (caught) yield { at: call, fn: undefined, caught };
      if (this.#isInstead(at)) continue;
      if (!isCall(call) || call.callee !== at) {
        // Handed over: `socket.once('error', reject)`. An alias or a list is nobody's end; `settle(resolve)` may undo it.
        const alias = isCall(call) ? this.#settlerOf(call) : undefined;
        if (alias) {
          if (!seen.has(alias.declared)) pending.push(...references(alias, fn));
          seen.add(alias.declared);
          continue;
        }
        const isUndone = (): boolean => this.#undoers.releases.has(call) || this.#followsUndoing(call) || this.#isBehindUndoing(call, fn);
        if (isCall(call) && !isUndone()) yield { at, fn: undefined };
        continue;
      }
      const around = enclosingFunction(call);
      if (!around || around === fn) continue;
      const name = nameOf(around, this.#origin);
      if (!name) {
        if (!this.#isUndoneBehind(around.parent) && !this.#isBehindUndoing(around, fn)) yield { at: around, fn: around, settles: call };
        continue;
      }
      if (seen.has(around)) continue;
      seen.add(around);
      const mentions = references(name, fn).filter(reference => !contains(around, reference));
      // Undone there, it is for all who call it.
      if (this.#undoers.areIn(around, call)) {
        for (const mention of mentions) if (mention === this.#doing.callback) yield { at: mention, fn: around };
        continue;
      }
      for (const mention of mentions) {
        const outer = mention.parent as Node;
        const isHanded = isCall(outer) && outer.callee !== mention && !this.#undoers.releases.has(outer);
        if (isHanded && !this.#isBehindUndoing(mention, fn)) yield { at: mention, fn: around };
        else if (!isHanded && isCall(outer) && outer.callee === mention && !this.#isAsked(outer, call)) pending.push(mention);
      }
    }
  }

  /** The name of a function that settles, made of those that do: `const done = callbackOf(resolve, reject); … done(error);`. */
  #settlerOf(call: CallNode): Binding | undefined {
    const around = outermost(call).parent;
    const name = around?.type === 'VariableDeclarator' ? around.id : undefined;
    const binding = name?.type === 'Identifier' ? this.#origin.module.bindings.of(name) : undefined;
    const isTold = binding?.references.some(reference => {
      const { parent: told } = reference;
      return isCall(told) && told.callee === reference && told.arguments.length > 0;
    });
    return isTold === true ? binding : undefined;
  }

  /** Whether who calls a function is told that it has settled, and undoes it then: `if (check()) clearInterval(timer)`. */
  #isAsked(call: Node, settles: Node): boolean {
    const test = call.parent;
    const asks = test?.type === 'IfStatement' && test.test === call ? test : undefined;
    const isUndone = asks !== undefined && [...this.#undoers.releases].some(release => contains(asks.consequent, release));
    const step = isUndone ? enclosingStatement(settles) : undefined;
    const list = step?.parent.type === 'BlockStatement' ? step.parent.body : [];
    const told = list.find(({ range }) => step && range[0] > step.range[0]);
    return told?.type === 'ReturnStatement' && told.argument?.type === 'Literal' && told.argument.value === true;
  }

  /** Whether it settles in place of what is done: in the same callback before it, or in a later step of the same chain. */
  #isInstead(at: Node): boolean {
    if (areExclusive(at, this.#doing.node)) return true;
    for (const around of ancestors(at)) {
      if (isCallNamed(around, /^(then|catch|finally)$/) && contains(around.callee, this.#doing.node)) return true;
      if (!isFunction(around) || !contains(around, this.#doing.node)) continue;
      return around.parent.type !== 'NewExpression' && at.range[0] < this.#doing.node.range[0] && enclosingFunction(at) === around;
    }
    return false;
  }

  /** Whether a step of a promise chain comes after one that undoes it: `work().finally(cleanUp).then(resolve, reject)`. */
  #followsUndoing(call: Node): boolean {
    const receiver = isCall(call) ? receiverOf(call) : undefined;
    const { carriers, moves } = this.#undoers;
    return (receiver && [...moves, ...carriers].some(each => contains(receiver, each))) === true || this.#isUndoneBehind(call);
  }

  /** `work().then(resolve, reject).finally(cleanUp)` */
  #isUndoneBehind(call: Node): boolean {
    for (let at = call.parent; at?.type === 'MemberExpression' && isCall(at.parent); at = at.parent.parent) {
      const { arguments: [step] } = at.parent;
      const undoes = step && [...this.#undoers.moves, ...this.#undoers.carriers].some(each => contains(step, each));
      if (isCallNamed(at.parent, /^finally$/) && undoes) return true;
    }
    return false;
  }

  /** Whether a function that settles is run within one that has undone it. */
  #isNestedEnd(end: Node, executor: FunctionNode): boolean {
    const around = [end, ...ancestors(end)].filter(at => isFunction(at) && at !== executor && contains(executor, at));
    const isUndoneIn = (fn: Node): boolean => [...this.#undoers.releases].some(release =>
      enclosingFunction(release) === fn && release.range[0] < end.range[0]);
    return around.some(at => isUndoneIn(at) || this.#earlierSteps(at).some(isUndoneIn));
  }

  /** The steps of a chain that have run before a function which is a later one: `flush().then(cleanUp).then(() => resolve())`. */
  #earlierSteps(step: Node): readonly Node[] {
    const { parent } = step;
    if (parent?.type !== 'CallExpression' || !isStep(parent)) return [];
    let hasWorked = isCallNamed(parent, /^then$/) && parent.arguments[0] === step;
    return stepsOf(unwrapped(parent.callee.object)).steps.toReversed().flatMap(each => {
      const isFinal = calledName(each) === 'finally';
      // Behind what takes a failure, the steps before may have been left out.
      hasWorked &&= isFinal || (calledName(each) === 'then' && each.arguments.length === 1);
      return isFinal || hasWorked ? each.arguments[0] ?? [] : [];
    });
  }

  /** Whether a node runs only where it has been undone, or has run out: in a function that is called there alone, too. */
  #isBehindUndoing(node: Node, executor: FunctionNode, depth = 0): boolean {
    if (this.#isNestedEnd(node, executor)) return true;
    const around = enclosingFunction(node);
    const name = around && around !== executor && depth < 3 ? nameOf(around, this.#origin) : undefined;
    const mentions = references(name, executor);
    const { callback, spent } = this.#doing;
    return mentions.length > 0 && mentions.every(mention =>
      (spent && contains(callback, mention)) || areExclusive(mention, this.#doing.node)
        || this.#isBehindUndoing(mention, executor, depth + 1));
  }

  /** The `try` whose `catch` settles the promise in the executor itself, where something may throw behind what is done in it. */
  #failureOf(call: Node, executor: FunctionNode): T.TryStatement | undefined {
    const { node } = this.#doing;
    if (enclosingFunction(call) !== executor || enclosingFunction(node) !== executor) return undefined;
    for (const at of ancestors(call)) {
      if (at === executor) return undefined;
      if (at.type !== 'CatchClause' || !contains(at.parent.block, node)) continue;
      const { callsIn } = this.#origin.module;
      return callsIn?.(at.parent.block).some(({ range }) => range[0] > node.range[1]) ? at.parent : undefined;
    }
    return undefined;
  }

  /** Whether a `catch`, or what runs behind it, undoes it. */
  isUndoneAfter({ handler, finalizer }: T.TryStatement): boolean {
    return [handler, finalizer].some(part => part && [...this.#undoers.releases].some(release => contains(part, release)));
  }
}

const references = (binding: Binding | undefined, scope: Node): Node[] =>
  (binding?.references ?? []).filter(reference => contains(scope, reference));
