import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, enclosingFunction, isCallNamed, isFunction, isLoop, memberName, propertyNamed, stringOf, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf } from '../origin/outlet.ts';
import { scopesOf } from './departure.ts';
import { isErrorSeen, type Piping } from './piping.ts';

/** How a chain can become a `pipeline()`. */
export interface Pipelining {
  piping: Piping;
  /** The statement that is no more than the chain, and its list of statements. */
  statement: T.ExpressionStatement | T.ReturnStatement;
  /** Whether its function may wait, and nothing is left to do when all has been sent. */
  waits: boolean;
  /** Whether a pipeline that fails does no harm there. */
  caught: boolean;
  /** Whether somebody listens for an error of the source, and may well answer it. */
  answered: boolean;
  /** The name of the function that passes an error on. */
  next: string | undefined;
  /** `{ end: false }` as it stands. */
  keepsOpen: Node | undefined;
}

export function pipeliningOf(piping: Piping, catches: boolean, origin: Origin): Pipelining | undefined {
  const { node, options, listeners, staged } = piping;
  const statement = node.parent;
  if (!isWhole(statement)) return undefined;
  if (staged || listeners.length > 0 || (options && !isEndOption(options))) return undefined;
  const fn = enclosingFunction(node);
  const waits = fn?.async === true && !fn.generator && isLast(statement, fn);
  return {
    piping,
    statement,
    waits,
    caught: waits && (catches || isCaught(statement, fn, origin)),
    answered: isErrorSeen(piping, scopesOf(node, undefined, origin), origin),
    next: fn && nextOf(fn, origin),
    keepsOpen: options,
  };
}

/** What hears the errors of the last stream of a chain, which could hear those of the first one too; nothing where that is not a name. */
export function hearerOf({ node, outlet }: Piping, origin: Origin): T.Identifier | undefined {
  for (let at: Node = node; ;) {
    const member: Node | undefined = at.parent;
    const next: Node | undefined = member?.type === 'MemberExpression' && member.object === at ? member.parent : undefined;
    if (next?.type !== 'CallExpression' || next.callee !== member) break;
    if (hears(next)) return namedIn(next);
    at = next;
  }
  const text = origin.module.sourceOf(outlet.node);
  const fn = enclosingFunction(node);
  const calls = fn && outlet.node.type === 'Identifier' ? origin.module.callsIn?.(fn) ?? [] : [];
  const call = calls.find(each => hears(each) && origin.module.sourceOf(receiverOf(each) ?? each) === text);
  return call && namedIn(call);
}

const hears = (call: CallNode): boolean => isCallNamed(call, /^(on|once)$/) && stringOf(call.arguments[0]) === 'error';

const namedIn = ({ arguments: [, listener] }: CallNode): T.Identifier | undefined =>
  (listener?.type === 'Identifier' ? listener : undefined);

const isWhole = (statement: Node): statement is Pipelining['statement'] =>
  statement.type === 'ExpressionStatement' || statement.type === 'ReturnStatement';

function isEndOption(options: Node): boolean {
  const end = options.type === 'ObjectExpression' && options.properties.length === 1 ? propertyNamed(options, 'end') : undefined;
  return end?.value.type === 'Literal';
}

/** Whether a function is over when a statement of it is. */
export function isLast(statement: Node, fn: FunctionNode): boolean {
  if (statement.type === 'ReturnStatement') return !isInLoop(statement, fn);
  let below: Node = statement;
  for (const at of ancestors(statement)) {
    if (at === fn) return true;
    if (at.type === 'BlockStatement' && at.body.at(-1) !== below) {
      const next = at.body[at.body.indexOf(below as never) + 1];
      return next?.type === 'ReturnStatement' && next.argument === null && !isInLoop(at, fn);
    }
    if (isLoop(at) || isFunction(at) || at.type === 'SwitchCase') return false;
    if (at.type === 'TryStatement' && at.finalizer) return false;
    below = at;
  }
  return false;
}

const isInLoop = (node: Node, fn: FunctionNode): boolean => [...ancestors(node)].some(at => isLoop(at) && enclosingFunction(at) === fn);

/** Whether a `catch` around a statement does nothing that could fail once the response has begun. */
export function isCaught(statement: Node, fn: FunctionNode, origin: Origin): boolean {
  let below = statement;
  for (const at of ancestors(statement)) {
    if (at === fn) return false;
    if (at.type === 'TryStatement' && at.block === below && at.handler)
      return isHarmless(at.handler.body, origin);
    below = at;
  }
  return false;
}

function isHarmless(body: Node, origin: Origin): boolean {
  const parts = within(body, origin.module.keys);
  if (parts.some(at => at.type === 'ThrowStatement')) return false;
  if (parts.some(at => at.type === 'MemberExpression' && memberName(at) === 'headersSent')) return true;
  return parts.every(at => {
    if (at.type !== 'CallExpression') return true;
    // Whoever is given the response may answer it.
    if (at.arguments.some(argument => isOfClient(argument, origin))) return false;
    const receiver = receiverOf(at);
    return !receiver || !isOfClient(receiver, origin) || /^(end|destroy)$/.test(calledName(at) ?? '');
  });
}

function isOfClient(receiver: Node, origin: Origin): boolean {
  let at = bare(receiver);
  while (at.type === 'CallExpression') at = bare(receiverOf(at) ?? at.callee);
  return outletOf(at, origin)?.client === true;
}

/** What passes an error on, among a function's parameters. */
function nextOf(fn: FunctionNode, origin: Origin): string | undefined {
  const name = fn.params.find(parameter => parameter.type === 'Identifier' && /:Next(Function)?\(\)$/.test(origin.of(parameter) ?? ''));
  return name?.type === 'Identifier' ? name.name : undefined;
}
