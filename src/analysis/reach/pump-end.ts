import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, enclosingFunction, enclosingStatement, isCall, isFunction, isNamed, outermost, within, type FunctionNode, type LoopNode,
  type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf } from '../origin/outlet.ts';
import { isOfLanguage } from '../origin/strange.ts';
import type { Pump } from './pump.ts';

/** What a repair needs to have a pump end when its client goes. */
export interface Leave {
  /** `res.destroyed` */
  gone: string;
  /** Whether nothing but the end of the response comes after it. */
  alone: boolean;
  loop: LoopNode | undefined;
  /** What calls itself again. */
  fn: FunctionNode | undefined;
  /** The statement of a timer, and the name that it gives the timer. */
  timer: { statement: T.Statement; name: string | undefined } | undefined;
  /** What must be called on what is read before it is left. */
  first: string | undefined;
}

/** How a pump can be told that its client has gone; nothing where its stream has no name there or tells nothing. */
export function leaveOf({ node, kind, outlet, code }: Pump, origin: Origin): Leave | undefined {
  const { gone } = outlet.writes;
  if (gone === undefined || kind === 'drain' || !isNamed(outlet.node) || !isSeen(outlet.node, node, origin)) return undefined;
  const leave = {
    gone: gone.replace(/\bit\b/, origin.module.sourceOf(outlet.node)),
    alone: true,
    loop: undefined,
    fn: undefined,
    timer: undefined,
    first: undefined,
  };
  const alone = isAlone(code, origin) && !givesValues(code, origin) && (isForever(code, origin) || onlyReads(code, origin));
  if (kind === 'loop') return { ...leave, loop: code as LoopNode, alone, first: firstOf(code, origin) };
  if (kind === 'again') return isFunction(code) ? { ...leave, fn: code, alone: !code.returnType } : undefined;
  const value = outermost(node);
  const statement = enclosingStatement(node);
  const around = value.parent;
  if (!statement) return undefined;
  if (around === statement && statement.type === 'ExpressionStatement') return { ...leave, timer: { statement, name: undefined } };
  if (around?.type !== 'VariableDeclarator' || around.parent !== statement || around.id.type !== 'Identifier') return undefined;
  return { ...leave, timer: { statement, name: around.id.name } };
}

/** Whether a name, or the object that it is a member of, can be seen from a place. */
function isSeen(outlet: Node, at: Node, origin: Origin): boolean {
  let root = outlet;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type === 'ThisExpression') return enclosingFunction(outlet) === enclosingFunction(at);
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const owner = binding && enclosingFunction(binding.declared);
  return binding !== undefined && (!owner || contains(owner, at)) && binding.declared.range[1] <= at.range[0];
}

const isEndless = (loop: Node): boolean => (loop.type === 'ForStatement' ? !loop.test
  : (loop.type === 'WhileStatement' || loop.type === 'DoWhileStatement') && loop.test.type === 'Literal');

/** Whether nothing in a loop ever leaves it. */
const isForever = (loop: Node, { module: { keys } }: Origin): boolean =>
  isEndless(loop) && !within(loop, keys, isFunction).some(at => /^(Break|Return|Throw)Statement$/.test(at.type));

/** Whether an endless loop is the only way to what its function gives, so that behind it something would have to be given too. */
function givesValues(loop: Node, origin: Origin): boolean {
  const fn = enclosingFunction(loop);
  return isEndless(loop) && fn !== undefined && origin.returned(fn).some(value => contains(loop, value));
}

/** Whether a loop does no work but to read what it writes, so that nothing stays undone when it is left half-way. */
function onlyReads(loop: Node, origin: Origin): boolean {
  const isOf = (value: Node): boolean => {
    const facts = origin.factsOf(bare(value));
    return facts?.reads !== undefined || facts?.acquires !== undefined || facts?.queries !== undefined || facts?.starts !== undefined;
  };
  if (loop.type === 'ForOfStatement' && loop.await && !isOf(loop.right)) return false;
  return within(loop, origin.module.keys).every(at => {
    if (at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression') return false;
    if (!isCall(at) || (loop.type === 'ForOfStatement' && contains(loop.right, at))) return true;
    const path = origin.ofCall(at);
    if (path !== undefined && isOfLanguage(path)) return true;
    const facts = origin.factsOfCall(at);
    const receiver = receiverOf(at);
    if (facts?.safe === true || (receiver !== undefined && (outletOf(receiver, origin)?.client === true || isOf(receiver)))) return true;
    return facts?.reads !== undefined || facts?.starts?.timer !== undefined;
  });
}

/** Whether after a loop nothing is done but to end the response, to give back and to return. */
function isAlone(loop: Node, origin: Origin): boolean {
  for (let at: Node = loop; at.parent && !isFunction(at); at = at.parent) {
    const { parent } = at;
    if (parent.type !== 'BlockStatement') continue;
    const later = parent.body.slice(parent.body.indexOf(at as T.Statement) + 1);
    if (!later.every(statement => isEnding(statement, origin))) return false;
  }
  return true;
}

function isEnding(statement: Node, origin: Origin): boolean {
  if (statement.type === 'FunctionDeclaration' || (statement.type === 'ReturnStatement' && !statement.argument)) return true;
  const done = statement.type === 'ExpressionStatement' ? bare(statement.expression)
    : statement.type === 'ReturnStatement' ? statement.argument : null;
  if (done?.type === 'Identifier') return outletOf(done, origin) !== undefined || origin.of(done) !== undefined;
  if (done?.type !== 'CallExpression') return false;
  const receiver = receiverOf(done);
  return origin.factsOfCall(done)?.safe === true || (receiver !== undefined && outletOf(receiver, origin)?.client === true);
}

/** How a reader that a loop pumps is given back. */
function firstOf(loop: Node, origin: Origin): string | undefined {
  for (const at of within(loop, origin.module.keys)) {
    const asked = at.type === 'Identifier' ? outermost(at) : undefined;
    if (at.type !== 'Identifier' || asked?.parent?.type !== 'MemberExpression' || asked.parent.object !== asked) continue;
    const acquires = origin.factsOf(at)?.acquires;
    const cancel = list(acquires?.release).find(call => call.startsWith('await it.cancel'));
    if (cancel) return `${cancel.replace(/\bit\b/, at.name)};`;
  }
  return undefined;
}
