import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, stringOf, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isExposed, nameOf } from '../place/operation.ts';

/** Something that lasts until it is undone: a listener that was added, a timer that was started. */
export interface Doing {
  node: Node;
  /** The function that carries out what it is part of. */
  operation: FunctionNode;
  /** The calls of the file that undo it. */
  undoings: readonly Node[];
  /** The function that is called by it, where it stands in the file; or what else is handed over: `resolve`. */
  callback: Node;
  /** It is over once that function was called. */
  spent: boolean;
  /** The name that a test asks to know whether it is to be done: `if (signal) …`. */
  mentions: readonly Node[];
  /** What is there only once it was done: the handle of a timer. */
  it: (node: Node) => boolean;
}

/** The calls that undo something, and the functions in which they stand. */
export class Undoers {
  readonly #doing: Doing;
  readonly #origin: Origin;
  /** Functions of the operation in which it is undone when they run. */
  readonly carriers: Set<FunctionNode> = new Set<FunctionNode>();
  /** The calls that undo it, those of carriers too. */
  readonly releases: Set<Node> = new Set<Node>();
  /** Where a carrier is handed to somebody. */
  readonly moves: Set<Node> = new Set<Node>();

  constructor(doing: Doing, origin: Origin) {
    this.#doing = doing;
    this.#origin = origin;
    for (const undoing of doing.undoings) {
      if (contains(doing.operation, undoing)) this.#release(undoing);
      else for (const mention of mentionsIn(doing.operation, undoing, origin)) this.#reach(mention);
    }
  }

  /** What the end of a call that undoes means for the functions around it. */
  #release(call: Node): void {
    if (this.releases.has(call)) return;
    this.releases.add(call);
    for (const at of ancestors(call)) {
      if (at === this.#doing.operation) return;
      if (!isFunction(at) || this.carriers.has(at)) continue;
      // What holds the whole operation carries nothing by itself.
      if (contains(at, this.#doing.node) && !this.#isCallback(at)) return;
      this.carriers.add(at);
      for (const reference of nameOf(at, this.#origin)?.references ?? []) {
        if (contains(at, reference) || !contains(this.#doing.operation, reference)) continue;
        this.#reach(reference);
      }
    }
  }

  /** The name of a function that undoes it: called there, or handed over. */
  #reach(reference: Node): void {
    const { parent } = reference;
    if (isCall(parent) && parent.callee === reference) this.#release(parent);
    else if (parent?.type !== 'AssignmentExpression' || parent.left !== reference) this.moves.add(reference);
  }

  #isCallback(fn: Node): boolean {
    return unwrapped(this.#doing.callback) === fn;
  }

  /** Whether the caller gets what undoes it. */
  areHandedOver(): boolean {
    const own = (fn: FunctionNode): boolean => fn === this.#doing.callback;
    if ([...this.carriers].some(fn => !own(fn) && isExposed(fn))) return true;
    return [...this.moves].some(move => {
      if (isExposed(move)) return true;
      const call = move.parent;
      return call !== this.#doing.node && isCallNamed(call, /^(push|add|set|unshift|defer|use|register\w*|onCleanup|addDisposer)$/);
    });
  }

  /** Whether an event that is sure to come undoes it: `close`, `$destroy`. */
  areLeftToEvent(): boolean {
    return [...this.carriers, ...this.moves].some(each => {
      const call = each.parent;
      if (!isCall(call) || call === this.#doing.node || each === this.#doing.callback) return false;
      const event = /^\$?(on|once|addListener|addEventListener)$/.test(calledName(call) ?? '') ? stringOf(call.arguments[0]) : undefined;
      return event !== undefined && /close|destroy|disconnect|exit|dispose|abort/i.test(event) && !this.#isTakenFor(each, call);
    });
  }

  /**
   * Whether a listener leaves before it undoes anything, where another one of the same emitter came first, which only says so:
   * `if (done) return; clearTimeout(timer);` for `exit`, and `done = true; callback(error);` for `error`.
   */
  #isTakenFor(each: Node, call: CallNode): boolean {
    const { bindings, sourceOf } = this.#origin.module;
    const fn = isFunction(each) ? each : [...this.carriers].find(carrier => this.#isNamedBy(each, carrier));
    if (fn?.body.type !== 'BlockStatement') return false;
    const undone = [...this.releases].filter(release => contains(fn, release)).map(({ range: [start] }) => start);
    const flags = fn.body.body.flatMap(at => {
      const leaves = at.type === 'IfStatement' && !at.alternate && at.range[1] < Math.min(...undone) && isReturn(at.consequent);
      const asked = leaves ? unwrapped(at.test) : undefined;
      return asked?.type === 'Identifier' ? bindings.of(asked) ?? [] : [];
    });
    const emitter = receiverOf(call);
    return emitter !== undefined && flags.some(({ writes }) => writes.some(write => {
      const setter = isTrue(write) ? enclosingFunction(write) : undefined;
      if (!setter || this.areIn(setter)) return false;
      const handed = [setter, ...(nameOf(setter, this.#origin)?.references ?? [])];
      return handed.some(({ parent: other }) =>
        isListening(other) && other !== call && sourceOf(receiverOf(other) ?? other) === sourceOf(emitter));
    }));
  }

  #isNamedBy(reference: Node, fn: FunctionNode): boolean {
    return nameOf(fn, this.#origin)?.references.some(each => each === reference) === true;
  }

  /** Whether it is undone in a function, on the path that settles the promise there. */
  areIn(fn: FunctionNode, settles?: Node): boolean {
    return [...this.releases].some(release => contains(fn, release)
      && (!settles || (contains(this.#reachOf(release, fn, settles), settles) && !leavesBefore(release, settles, fn))));
  }

  /** Whether a timer of an executor undoes it in any case, since nobody stops that: its handle is dropped. */
  areInTime(executor: FunctionNode): boolean {
    return [...this.carriers].some(fn => {
      const call = fn.parent;
      const isTimer = isCall(call) && call.arguments[0] === fn && this.#origin.factOfCall(call, 'starts')?.timer === 'once';
      if (!isTimer || call.parent.type !== 'ExpressionStatement' || call.parent.parent !== executor.body) return false;
      return [...this.releases].some(release => enclosingFunction(release) === fn && !isBranched(release, fn));
    });
  }

  /** Whether a test asks whether there is anything to undo: `if (signal) …`, `if (listener) …`. */
  #isWhetherDone(test: Node): boolean {
    const asked = unwrapped(test);
    return this.#doing.it(asked) || this.#doing.mentions.some(mention => contains(test, mention));
  }

  #waitsBefore(release: Node, block: Node): boolean {
    return within(block, this.#origin.module.keys, isFunction).some(at => at.type === 'AwaitExpression' && at.range[1] < release.range[0]);
  }

  /** What runs together with a call: its block, and what is around where only the thing itself is asked for. */
  #reachOf(release: Node, fn: FunctionNode, settles: Node): Node {
    let inner = release;
    for (const at of ancestors(release)) {
      if (at === fn) return fn;
      if (at.type === 'CatchClause' || at.type === 'SwitchCase') return at;
      // What is waited for before it may fail.
      const isFailure = at.type === 'TryStatement' && at.block === inner && at.handler && contains(at.handler, settles);
      if (isFailure && this.#waitsBefore(release, inner)) return inner;
      // `error ? reject(error) : (clearTimeout(timer), resolve(row))`
      const isBranch = at.type === 'IfStatement' || (at.type === 'ConditionalExpression' && contains(at, settles));
      if (isBranch && at.test !== inner && !this.#isWhetherDone(at.test)) return inner;
      // `isLast && (clearTimeout(timer), resolve())`
      const isAll = at.type === 'LogicalExpression' && at.right === inner && inner.type === 'SequenceExpression';
      if (isAll && !this.#isWhetherDone(at.left)) return inner;
      inner = at;
    }
    return fn;
  }
}

/** Whether an operation comes to a call: it holds that, or speaks of the function that does. */
export const isReachedBy = (operation: FunctionNode, call: Node, origin: Origin): boolean =>
  contains(operation, call) || mentionsIn(operation, call, origin).length > 0;

/** Where an operation speaks of the function that a call stands in. */
function mentionsIn(operation: FunctionNode, call: Node, origin: Origin): readonly Node[] {
  const fn = enclosingFunction(call);
  return fn && !contains(fn, operation) ? nameOf(fn, origin)?.references.filter(each => contains(operation, each)) ?? [] : [];
}

/** Whether control leaves a function where the promise is settled, before it gets to a call: `if (failed) { reject(error); return; }`. */
function leavesBefore(call: Node, settles: Node, fn: FunctionNode): boolean {
  if (call.range[0] < settles.range[1]) return false;
  let leaves = false;
  for (const at of ancestors(settles)) {
    if (isFunction(at)) return leaves && at === fn;
    if (at.type === 'TryStatement' && at.finalizer && contains(at.finalizer, call)) return false;
    if (contains(at, call)) continue;
    const last = at.type === 'BlockStatement' ? at.body.at(-1) : at;
    leaves ||= last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
  }
  return false;
}

const isTrue = (node: Node): boolean => node.type === 'Literal' && node.value === true;

const isReturn = (statement: Node): boolean => statement.type === 'ReturnStatement'
  || (statement.type === 'BlockStatement' && statement.body.length === 1 && statement.body[0]?.type === 'ReturnStatement');

/** Whether a node stands in a branch of a function. */
const isBranched = (node: Node, fn: FunctionNode): boolean =>
  [...ancestors(node)].some(at => /^(IfStatement|ConditionalExpression|LogicalExpression|SwitchCase)$/.test(at.type) && contains(fn, at));
