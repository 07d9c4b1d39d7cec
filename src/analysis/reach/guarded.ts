import {
  calledName, contains, enclosingFunction, isCall, isFunction, outermost, propertyName, stringOf, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import type { Waits } from '../../library.ts';
import { makesPromise } from '../origin/call.ts';
import { localCalls } from '../origin/callers.ts';
import { handingsOf } from '../origin/handed.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';

const timed = /race|time-?out|deadline|abortable|cancell?able/i;
const limits = /time-?out|deadline|milliseconds/i;
/** Names of what ends something. Only a reason for silence. */
const ending = /abort|cancel|destroy|close|kill|clean_?up|tear_?down|dispose/i;
const steps = /^(then|catch|finally)$/;

/**
 * Whether something else ends the wait of a call: a race against a timer, a wrapper, or a method of what the call gives.
 * @param mayTell whether an event may tell that its time is over.
 */
export function isGuarded(call: CallNode, waits: Waits, mayTell: boolean, origin: Origin): boolean {
  return isRaced(call, origin, 0) || (waits.by !== undefined && isBoundedLater(call, waits, mayTell, origin));
}

/** Whether a promise is handed to what gives up waiting for it. */
export function isRaced(promise: Node, origin: Origin, depth: number): boolean {
  if (depth > 3) return false;
  let at = unawaited(promise);
  for (let next = stepAfter(at); next; next = stepAfter(at)) at = unawaited(next);
  const around = at.parent;
  if (isCall(around) && around.callee !== at && givesUp(around)) return true;
  if (around?.type === 'ArrayExpression' && isCall(around.parent) && /^(race|any)$/.test(calledName(around.parent) ?? '')) return true;
  if (around?.type === 'VariableDeclarator' && around.id.type === 'Identifier') {
    const references = origin.module.bindings.of(around.id)?.references ?? [];
    if (references.some(reference => isRaced(reference, origin, depth + 1))) return true;
  }
  const fn = enclosingFunction(promise);
  return fn !== undefined && isRacedAsWhole(fn, origin, depth);
}

/** Whether all that a function does is done under a time limit. */
function isRacedAsWhole(fn: FunctionNode, origin: Origin, depth: number): boolean {
  const made = fn.parent;
  if (makesPromise(made, origin)) {
    const hasTimer = within(fn.body, origin.module.keys).some(at => isCall(at) && origin.factsOfCall(at)?.starts?.timer);
    return hasTimer || isRaced(made, origin, depth + 1);
  }
  if ([...handingsOf(fn, origin)].some(({ call }) => givesUp(call))) return true;
  const calls = localCalls(fn, origin);
  return calls !== undefined && calls.length > 0 && calls.every(call => isRaced(call, origin, depth + 1));
}

/** A wrapper that ends a wait, by its name or by the options it is given: `pTimeout(work, { milliseconds })`. */
function givesUp(call: CallNode): boolean {
  return timed.test(calledName(call) ?? '') || call.arguments.some(argument => argument.type === 'ObjectExpression'
    && argument.properties.some(each => each.type === 'Property' && limits.test(propertyName(each.key, each.computed) ?? '')));
}

/** The expression with the wrappers that the compiler alone sees. */
function unawaited(node: Node): Node {
  let at = node;
  while (at.parent && at.parent !== node && at.parent.type !== 'AwaitExpression' && unwrapped(at.parent) === unwrapped(at)) at = at.parent;
  return at;
}

/** The next call of a promise chain. */
function stepAfter(at: Node): Node | undefined {
  const member = at.parent;
  const call = member?.parent;
  return member?.type === 'MemberExpression' && member.object === at && call?.type === 'CallExpression' && call.callee === member
    && steps.test(calledName(call) ?? '') ? call : undefined;
}

/** Whether what a call gives is bounded by a method of its own, or handed to somebody who may do that. */
function isBoundedLater(call: CallNode, { by = [], events = [], tells }: Waits, mayTell: boolean, origin: Origin): boolean {
  const methods = by.map(each => /\.([\w$]+)\(/.exec(each)?.[1]);
  const stops = list(origin.factsOfCall(call)?.starts?.stop).map(each => /\.([\w$]+)\(/.exec(each)?.[1]);
  const seen = new Set<Node>();
  const visit = (node: Node): boolean => {
    const at = outermost(node);
    if (seen.has(at)) return false;
    seen.add(at);
    const around = at.parent;
    switch (around?.type) {
      case 'MemberExpression': {
        const next = around.parent;
        if (around.object !== at || !isCall(next) || next.callee !== around) return false;
        const name = calledName(next) ?? '';
        const event = /^(on|once|addListener)$/.test(name) ? stringOf(next.arguments[0]) : undefined;
        const isMere = tells !== undefined && (event === tells.event || methods.includes(name));
        const isHeard = event === undefined || mayTell;
        if (isMere && isHeard && isEndedBy(next.arguments[1], stops, origin)) return true;
        if (!isMere && (events.includes(event ?? '') || methods.includes(name))) return true;
        // What is ended here is handed to nobody.
        if (stops.includes(name) || ending.test(name)) return isTimed(next, origin);
        return !/^then$/.test(name) && visit(next);
      }
      case 'VariableDeclarator':
        return around.id.type === 'Identifier' && (origin.module.bindings.of(around.id)?.references ?? []).some(visit);
      case 'AssignmentExpression':
        if (around.left.type !== 'Identifier') return around.right === at;
        return around.right === at && (origin.module.bindings.of(around.left)?.references ?? []).some(visit);
      case 'ReturnStatement':
      case 'Property':
      case 'ArrowFunctionExpression':
        return at.type !== 'AwaitExpression' && !isResult(at) && !isAnswered(at);
      case 'CallExpression':
      case 'NewExpression':
        // What was awaited is over: nobody who is handed it can set a bound any more.
        if (at.type === 'AwaitExpression') return false;
        return around.callee !== at && !/^pipe(line)?$/.test(calledName(around) ?? '') && !origin.factsOfCall(around)?.safe;
      default:
        return false;
    }
  };
  return visit(call);
}

/** Whether who is told that the time is over ends the call: itself, or by a function of the file; nobody knows of one that is not seen. */
function isEndedBy(listener: Node | undefined, stops: readonly (string | undefined)[], origin: Origin): boolean {
  const bodyOf = (node: Node): Node | undefined => {
    const fn = origin.definition(node)?.node;
    return isFunction(fn) ? fn.body : undefined;
  };
  const isEnd = (at: Node): boolean => isCall(at) && (stops.includes(calledName(at)) || ending.test(calledName(at) ?? ''));
  const body = listener && bodyOf(listener);
  if (!body) return listener !== undefined;
  // What a function makes for itself is another call: `resolve(this.attempt())`.
  const isForeign = (at: Node, around: Node): boolean => {
    const root = isCall(at) ? rootOf(at.callee) : at;
    const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
    return !(binding?.kind === 'variable' && contains(around, binding.declared));
  };
  return within(body, origin.module.keys).some(at => {
    const called = isCall(at) ? bodyOf(at.callee) : undefined;
    return isEnd(at) || (called && within(called, origin.module.keys).some(inner => isEnd(inner) && isForeign(inner, called)));
  });
}

/** Whether a callback is told how a call ends, so that nobody waits for what it gives: `return request(url, (error, response) => …)`. */
function isAnswered(at: Node): boolean {
  const callback = isCall(at) ? at.arguments.at(-1) : undefined;
  const [error] = isFunction(callback) ? callback.params : [];
  return error?.type === 'Identifier' && /^_?(e|err|error|failure)$/i.test(error.name);
}

/** A chain that ends in a promise gives its value, on which no bound can be set any more. */
function isResult(at: Node): boolean {
  return at.type === 'CallExpression' && steps.test(calledName(at) ?? '');
}

/** Whether a call stands in what a timer calls. */
function isTimed(call: CallNode, origin: Origin): boolean {
  const fn = enclosingFunction(call);
  return isFunction(fn) && [...handingsOf(fn, origin)].some(handing => origin.factsOfCall(handing.call)?.starts?.timer);
}
