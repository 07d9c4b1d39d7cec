import {
  ancestors, bare, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, unwrapped, within, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { voicesOf } from '../place/calling-back.ts';
import { executorOf, nameOf, type Executor } from '../place/operation.ts';
import { areApart } from '../place/opposite.ts';
import { tellingOf } from '../place/telling.ts';
import type { Leak, Start } from './life.ts';
import { endsOf } from './states.ts';

/** Names of functions that may end something without saying what. Only a reason for silence. */
const ending = /close|end|finish|done|clean|clear|release|dispose|destroy|quit|disconnect|kill|stop|abort|terminate|tear|exit|fail/i;

/**
 * The calls that settle a promise in a callback and leave what was acquired for it, where each of the others gives it back:
 * `client.query(sql, (error, rows) => { if (error) return reject(error); client.end(); resolve(rows); })`.
 */
export function partingsOf(start: Start, origin: Origin): Leak[] {
  const { resource: { owner, acquires }, conduct, acquired } = start;
  if (!isFunction(owner) || conduct.lentToUnknown || conduct.captured || (!acquired && conduct.releases.size > 0)) return [];
  // What ends by itself needs nobody.
  if (acquires.announces || acquires.choice || endsOf(acquires).length > 0) return [];
  if (conduct.releases.size === 0 && conduct.moves.size === 0) return [];
  const executor = executorOf(acquired ?? owner, undefined, origin) ?? callbackOf(conduct.moves, origin);
  if (!executor) return [];
  const settling = [executor.resolve, executor.reject].flatMap(binding => voicesOf(binding, origin))
    .filter(at => contains(owner, at) && enclosingFunction(at) !== owner);
  const calls = settling.flatMap(at => (isCall(at.parent) && at.parent.callee === at ? [at.parent] : []));
  if (![...conduct.releases].every(release => isPaired(release))) return [];
  const resolved = calls.filter(({ callee }) => executor.resolve?.references.some(reference => reference === callee));
  if (![...conduct.moves].every(move => resolved.some(call => contains(call, move)))) return [];
  return calls.filter(call => isParting(call)).map(at => ({ how: 'exit', at }));

  /** Whether a release stands where the promise is settled, too: what is closed some other day is not closed for it. */
  function isPaired(release: Node): boolean {
    const fn = enclosingFunction(release);
    if (!fn || fn === owner || isCallNamed(fn.parent, /^set(Timeout|Interval|Immediate)$/)) return false;
    return nameOf(fn, origin) !== undefined || settling.some(at => contains(fn, at));
  }

  function isParting(call: CallNode): boolean {
    const fn = enclosingFunction(call);
    if (!fn || !isCall(fn.parent) || fn.parent.callee === fn) return false;
    // A timer that was set before runs behind it all the same.
    if (call.range[0] < (acquired?.range[1] ?? 0) && !isCallNamed(fn.parent, /^setTimeout$/)) return false;
    if (isOfItself(call) || isOfOpening(call, fn) || isGivenOn(call)) return false;
    return ![...conduct.releases].some(release => isBeside(release, call)) && !mayEnd(call, fn);
  }

  /** Whether somebody else gets it: `resolve(client)`. */
  function isGivenOn(call: CallNode): boolean {
    const parts = [...call.arguments, ...testsAround(call)];
    return parts.some(part => within(part, origin.module.keys).some(at => start.resource.words.it(at)));
  }

  /** Whether it is the resource that tells of its own end, or of what went wrong with it. */
  function isOfItself(call: CallNode): boolean {
    return functionsAround(call).some(fn => {
      const telling = tellingOf(fn, origin);
      const on = telling && isCall(telling.call) ? receiverOf(telling.call) : undefined;
      return telling !== undefined && on !== undefined && start.resource.words.it(bare(rootOf(on)))
        && /^(error|close|end|exit|finish|disconnect|timeout|abort)/.test(telling.event) && !acquires.stays?.includes(telling.event);
    });
  }

  /** Whether it is only told that there is nothing to give back: `client.connect(error => error && reject(error))`. */
  function isOfOpening(call: CallNode, fn: FunctionNode): boolean {
    const opening = fn.parent;
    const on = isCall(opening) ? receiverOf(opening) : undefined;
    if (!on || !start.resource.words.it(bare(rootOf(on)))) return false;
    const [error] = fn.params;
    const binding = error?.type === 'Identifier' ? origin.module.bindings.of(error) : undefined;
    const isAsked = testsAround(call).some(test => binding?.references.some(reference => contains(test, reference)));
    return isCallNamed(opening, /connect|open|listen|bind|start|init|login|auth|catch/i) && (isAsked || isCallNamed(opening, /^catch$/));
  }

  function functionsAround(node: Node): FunctionNode[] {
    return [...ancestors(node)].filter(isFunction).filter(fn => fn !== owner && contains(owner, fn));
  }

  /** Whether a call gives it back on the same way as another one settles the promise. */
  function isBeside(release: Node, call: CallNode): boolean {
    const around = functionsAround(call);
    if (around.some(fn => contains(fn, release) && runsWith(release, call))) return true;
    return around.some(fn => isInSameChain(release, fn));
  }

  /** Whether a function may give it back where it settles the promise, under a name that says so. */
  function mayEnd(settles: CallNode, fn: FunctionNode): boolean {
    return within(fn.body, origin.module.keys).some(at =>
      isCall(at) && at !== settles && ending.test(calledName(at) ?? '') && runsWith(at, settles));
  }
}

/** The callback of whoever called, where what is acquired is given to that alone: `callback(null, connection)`. */
function callbackOf(moves: ReadonlySet<Node>, { module: { bindings } }: Origin): Pick<Executor, 'resolve' | 'reject'> | undefined {
  const called = [...moves].map(({ parent }) =>
    (isCall(parent) && parent.callee.type === 'Identifier' ? bindings.of(parent.callee) : undefined));
  const [resolve] = called;
  return resolve?.kind === 'parameter' && called.every(each => each === resolve) ? { resolve, reject: undefined } : undefined;
}

/** Whether two calls run together: not behind a `return`, nor in a callback that what was caught has kept from being handed over. */
function runsWith(release: Node, call: Node): boolean {
  let isLast = false;
  for (const at of ancestors(call)) {
    if (at.type === 'TryStatement' && at.finalizer && contains(at.finalizer, release)) return true;
    if (isFunction(at) && !contains(at, release)) isLast = false;
    if (at.type === 'ReturnStatement' && !contains(at, release)) isLast = true;
    if (isLast && contains(at, release)) return release.range[0] < call.range[0] && !areApart(release, call);
    if (contains(at, release)) {
      const isCaught = at.type === 'TryStatement' && contains(at.block, release) && at.handler !== null && contains(at.handler, call);
      return !isCaught && !areApart(call, release) && !areApart(release, call);
    }
  }
  return false;
}

/** Whether a later step of a chain gives it back, or an earlier one that runs whatever came before. */
function isInSameChain(release: Node, step: FunctionNode): boolean {
  let link: Node | undefined = step.parent;
  const isOfFailure = isCall(link) && (calledName(link) === 'catch' || link.arguments[1] === step);
  for (let at = isCall(link) ? unwrapped(link.callee) : undefined; at?.type === 'MemberExpression'; at = calleeOf(at.object)) {
    const call = unwrapped(at.object);
    const gives = isCall(call) && call.arguments.some(given => contains(given, release));
    if (gives && (!isOfFailure || isCallNamed(call, /^finally$/))) return true;
  }
  while (link?.parent?.type === 'MemberExpression' && isCall(link.parent.parent)) {
    link = link.parent.parent;
    if (calledName(link) !== 'catch' && link.arguments.some(given => contains(given, release))) return true;
  }
  return false;
}

const calleeOf = (node: Node): Node | undefined => {
  const call = unwrapped(node);
  return isCall(call) ? unwrapped(call.callee) : undefined;
};

/** What is found to be so before a node runs, in its own function. */
function testsAround(node: Node): Node[] {
  const tests: Node[] = [];
  for (const at of ancestors(node)) {
    if (isFunction(at)) break;
    if ((at.type === 'IfStatement' || at.type === 'ConditionalExpression') && contains(at.consequent, node)) tests.push(at.test);
    if (at.type === 'LogicalExpression') tests.push(at.left);
  }
  return tests;
}
