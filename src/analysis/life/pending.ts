import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, enclosingStatement, isCall, isFunction, outermost, unwrapped, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { isListening } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import { isStep } from '../place/chain.ts';
import { givingBehind, givingInFinally, givingsOf } from './giving.ts';
import type { Start } from './life.ts';

/** A call that is still at work on a resource when it goes back, or a resource that leaves the function which gives it back. */
export interface Hasty {
  /** `pending`: nobody has waited for the call; `escapes`: the caller gets what has gone back. */
  how: 'pending' | 'escapes';
  at: Node;
  /** The call that gives back too early. */
  release: Node;
  certain: boolean;
  /** What an `await` in front of this would mend; not `sure` where a `catch` would then see more than before, or others stay at work. */
  mend?: { whole: Node; sure: boolean };
}

/** Where a resource goes back too early. */
export function hastyIn(start: Start, origin: Origin): readonly Hasty[] {
  return [...new Pending(start, origin).all()];
}

class Pending {
  readonly #start: Start;
  readonly #origin: Origin;
  readonly #givings: ReadonlySet<Node>;

  constructor(start: Start, origin: Origin) {
    this.#start = start;
    this.#origin = origin;
    this.#givings = givingsOf(start, origin);
  }

  * all(): Generator<Hasty> {
    if (this.#givings.size === 0) return;
    const seen = new Set<Node>();
    for (const mention of this.#start.resource.mentions) {
      const returned = this.#returned(mention) ?? this.#lent(mention);
      const release = returned && givingInFinally(returned, this.#givings);
      if (returned && release) yield { how: 'escapes', at: returned, release, certain: true };
      const call = this.#callOn(mention);
      if (!call || seen.has(call)) continue;
      seen.add(call);
      const each = this.#eachAround(call);
      const hasty = each ? this.#forEach(call, each) : this.#hasty(call);
      if (hasty) yield hasty;
    }
  }

  /** The `return` by which the resource itself leaves: `return client`, `return { client }`. */
  #returned(mention: Node): Node | undefined {
    let at = outermost(mention);
    let around = at.parent as Node;
    if (around.type === 'Property' && around.value === at && around.parent.type === 'ObjectExpression') {
      at = around.parent;
      around = at.parent;
    }
    return around.type === 'ReturnStatement' && around.argument === at ? around : undefined;
  }

  /** The `return` of a generator that asks the resource when somebody reads on: `return rowsOf(client)`. */
  #lent(mention: Node): Node | undefined {
    const call = mention.parent as Node;
    const definition = isCall(call) && call.callee !== mention ? this.#origin.definition(call.callee) : undefined;
    return isFunction(definition?.node) && definition.node.generator ? this.#returned(call) : undefined;
  }

  /** The call that a mention is the receiver or an argument of. */
  #callOn(mention: Node): CallNode | undefined {
    const { words } = this.#start.resource;
    let at = mention;
    let around = at.parent as Node;
    if (around.type === 'TSNonNullExpression' || around.type === 'TSAsExpression') {
      at = around;
      around = at.parent;
    }
    if (around.type === 'MemberExpression' && around.object === at) {
      const call = around.parent;
      return isCall(call) && call.callee === around ? call : undefined;
    }
    if (around.type === 'Property' && around.value === at && around.parent.type === 'ObjectExpression') {
      at = around.parent;
      around = at.parent;
    }
    return isCall(around) && around.type === 'CallExpression' && !words.it(unwrapped(around)) ? around : undefined;
  }

  /** The call that runs the function around a call for each item, where that function gives a promise. */
  #eachAround(call: CallNode): T.CallExpression | undefined {
    const fn = enclosingFunction(call);
    const around = fn?.parent;
    if (!fn || fn === this.#start.resource.owner || around?.type !== 'CallExpression' || around.arguments[0] !== fn) return undefined;
    return /^(forEach|map|flatMap)$/.test(calledName(around) ?? '') && (fn.async || fn.body === call) ? around : undefined;
  }

  /** `ids.forEach(async id => { await client.query(…); })`: nobody can wait for that. */
  #forEach(call: CallNode, each: T.CallExpression): Hasty | undefined {
    if (calledName(each) === 'forEach') {
      const release = givingBehind(each, this.#givings) ?? givingInFinally(each, this.#givings);
      const isSure = release && (this.#isPromise(call) || outermost(call) !== call);
      return isSure ? { how: 'pending', at: call, release, certain: true } : undefined;
    }
    const hasty = this.#isPromise(call) || enclosingFunction(call)?.async ? this.#waited(each, each) : undefined;
    return hasty && { ...hasty, at: call };
  }

  #hasty(call: CallNode): Hasty | undefined {
    const { conduct, acquired } = this.#start;
    if (conduct.releases.has(call) || call === acquired || call.type === 'NewExpression' || this.#givings.has(call)) return undefined;
    // What calls back need not give a promise; what is handed an async function to run does.
    const callsBack = call.arguments.some(argument => isFunction(argument) && (!argument.async || isListening(call)));
    return callsBack || this.#origin.factOfCall(call, 'safe') ? undefined : this.#waited(call, call);
  }

  /** A call that works on it, or one that makes such calls, and whether somebody waits for that. */
  #waited(call: CallNode, work: CallNode): Hasty | undefined {
    const whole = this.#chained(work);
    if (!whole) return undefined;
    const around = whole.parent as Node;
    switch (around.type) {
      case 'ReturnStatement':
        return this.#left(call, whole, around);
      case 'VariableDeclarator':
        return around.id.type === 'Identifier' && around.init === whole ? this.#named(call, around.id, whole, around) : undefined;
      case 'UnaryExpression':
      case 'ExpressionStatement':
        return this.#dropped(call, around);
      default:
        return undefined;
    }
  }

  /** The promise that a call begins, with the steps behind it; nothing where it is awaited, or gives back by itself. */
  #chained(call: CallNode): Node | undefined {
    let at: Node = call;
    for (;;) {
      const around = at.parent as Node;
      if (/^(TSNonNull|TSAs|Chain)Expression$/.test(around.type)) at = around;
      else if (around.type === 'MemberExpression' && around.object === at && isCall(around.parent) && around.parent.callee === around) {
        if (around.parent.type !== 'CallExpression' || !isStep(around.parent)) return undefined;
        if ([...this.#givings].some(giving => contains(around.parent, giving))) return undefined;
        at = around.parent;
      } else if (around.type === 'ArrayExpression' && isCall(around.parent) && isGathering(around.parent)) at = around.parent;
      else if (isCall(around) && around.arguments[0] === at && isGathering(around)) at = around;
      else return around.type === 'AwaitExpression' ? undefined : at;
    }
  }

  /** `try { return run(client); } finally { client.release(); }` */
  #left(call: CallNode, whole: Node, statement: Node): Hasty | undefined {
    const release = givingInFinally(statement, this.#givings);
    const evidence = release && this.#evidence(call);
    return evidence && { how: 'pending', at: call, release, certain: evidence === 'sure', ...mend(whole) };
  }

  /** `const rows = run(client); client.release(); return rows;` */
  #named(call: CallNode, name: T.Identifier, whole: Node, declarator: Node): Hasty | undefined {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding || binding.reassigned) return undefined;
    const release = givingBehind(declarator, this.#givings) ?? givingInFinally(declarator, this.#givings);
    const end = release && (contains(enclosingStatement(release)?.parent ?? release, declarator) ? release.range[0] : endOfTry(declarator));
    if (!release || end === undefined) return undefined;
    const settled = binding.references.some(reference => reference.range[0] < end && !isReturned(reference));
    if (settled) return undefined;
    const later = binding.references;
    const isAwaited = later.some(reference => isAwaitedLater(reference));
    const known = this.#evidence(call);
    const evidence = isAwaited ? 'sure' : known;
    if (!evidence || later.length === 0) return later.length === 0 ? this.#dropped(call, declarator) : undefined;
    const onlyWaits = later.every(reference => isReturned(reference) || reference.parent.type === 'AwaitExpression');
    return { how: 'pending', at: call, release, certain: evidence === 'sure', ...(onlyWaits && mend(whole)) };
  }

  /** `client.query(…);` on its own. */
  #dropped(call: CallNode, around: Node): Hasty | undefined {
    const release = givingBehind(around, this.#givings) ?? givingInFinally(around, this.#givings);
    const isPromise = release && this.#isPromise(call);
    if (!isPromise) return undefined;
    const { mend: mended } = mend(call);
    return { how: 'pending', at: call, release, certain: true, ...(mended && { mend: { ...mended, sure: false } }) };
  }

  /** Whether a call is known, or likely, to go on after it has returned. */
  #evidence(call: CallNode): 'sure' | 'likely' | undefined {
    if (this.#isPromise(call)) return 'sure';
    if (this.#origin.definition(call.callee)) return undefined;
    const { acquires, words } = this.#start.resource;
    const receiver = call.callee.type === 'MemberExpression' ? unwrapped(call.callee.object) : undefined;
    // What can only be asked with an `await` does nothing at once; of the rest nobody knows.
    const isAsync = list(acquires.release).some(release => release.startsWith('await '));
    if (receiver && words.it(receiver)) return isAsync && !atOnce.test(calledName(call) ?? '') ? 'sure' : undefined;
    return acquires.oneShot || acquires.choice || acquires.begins ? 'sure' : 'likely';
  }

  #isPromise(call: CallNode): boolean {
    if (this.#origin.factOfCall(call, 'starts')) return true;
    const definition = this.#origin.definition(call.callee);
    return isFunction(definition?.node) && givesPromise(definition.node, definition.origin);
  }
}

/** Whether a function of the project is async, or returns what a library says is a promise. */
function givesPromise(fn: FunctionNode, origin: Origin): boolean {
  return origin.givesPromise(fn) || (!fn.generator && origin.returned(fn).some(value => {
    const node = unwrapped(value);
    return isCall(node) && origin.factOfCall(node, 'starts') !== undefined;
  }));
}

/** Whether an `await` is possible there, and whether it mends all and changes nothing else. */
function mend(whole: Node): Pick<Hasty, 'mend'> {
  const fn = enclosingFunction(whole);
  const isTyped = whole.parent?.type === 'VariableDeclarator' && whole.parent.id.typeAnnotation !== undefined;
  if (!fn?.async || fn.generator || isTyped) return {};
  const gathers = isCall(whole) && isGathering(whole) ? calledName(whole) : undefined;
  if (gathers === 'race' || gathers === 'any') return {};
  const isAround = (at: Node): boolean => at.type === 'TryStatement' && at.handler !== null && contains(at.block, whole);
  const isCaught = [...ancestors(whole)].some(at => isAround(at) && contains(fn, at));
  // Of several, one that fails leaves the others at work.
  return { mend: { whole, sure: !isCaught && gathers !== 'all' } };
}

/** Methods that give their value at once. */
const atOnce = /^(get|is|has|to|escape|format)(?![a-z])/;

const isGathering = (call: CallNode): boolean => /^(all|allSettled|race|any)$/.test(calledName(call) ?? '');

const isReturned = ({ parent }: Node): boolean => parent?.type === 'ReturnStatement';

/** `await rows`, `rows.then(…)`, `Promise.all([rows])` */
function isAwaitedLater(reference: Node): boolean {
  const around = reference.parent;
  if (around?.type === 'AwaitExpression') return true;
  if (around?.type === 'MemberExpression') return isCall(around.parent) && around.parent.type === 'CallExpression' && isStep(around.parent);
  return around?.type === 'ArrayExpression' && isCall(around.parent) && isGathering(around.parent);
}

/** The end of the innermost `try` block around a node that has a `finally`. */
function endOfTry(node: Node): number | undefined {
  const around = [...ancestors(node)].find(at => at.type === 'TryStatement' && at.finalizer);
  return around?.type === 'TryStatement' ? around.block.range[1] : undefined;
}
