import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, enclosingFunction, isCall, isCallNamed, memberName, outermost, outermostFunction, type CallNode, type Node,
} from '../../ast.ts';
import type { Costs } from '../../library.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import type { Place } from '../place/place.ts';

/** Whether it pays in any function that is called again. */
export function isDear(call: CallNode, { dear }: Costs, origin: Origin): boolean {
  if (dear === undefined || dear === true) return dear === true;
  if ('arguments' in dear) return call.arguments.length >= dear.arguments;
  const [first] = call.arguments;
  const value = first?.type === 'Identifier' ? origin.module.bindings.of(first)?.writes[0] : first;
  return value?.type === 'ArrayExpression' && value.elements.length >= dear.entries;
}

/** Whether it costs so little where it stands that it matters only in hot code. */
export function isSlight({ pays }: Costs, isDear: boolean, { loop, runs }: Place): boolean {
  return pays === 'hardly' || (pays === 'in loops' && !isDear && (!loop || runs === 'once'));
}

/** Whether a function waits each time for something that takes far longer: it mails what it writes. */
export function isBesideWaiting(call: Node, { pays }: Costs, origin: Origin): boolean {
  if (pays !== 'unless waiting') return false;
  let fn = enclosingFunction(call);
  while (fn && isPerItem(fn, origin)) fn = enclosingFunction(fn);
  return fn?.async === true;
}

/** Whether a program runs, does what it is told at the command line, and ends. */
export const isCommand = ({ module: { text } }: Origin): boolean => /^#!|\bprocess\.argv\b/.test(text);

/** Whether the function gives others something to build with, such as a part of a schema: who calls it decides how often. */
export function isBuilding(call: CallNode, { uses }: Costs, made: string, origin: Origin): boolean {
  return uses !== undefined && isGivenOn(call, { uses, made, origin }, 0);
}

interface Making {
  /** What uses the thing in place of making more of it. */
  uses: readonly string[];
  made: string;
  origin: Origin;
}

/** How many names a part is followed through. */
const most = 3;

function isGivenOn(part: Node, making: Making, depth: number): boolean {
  const { uses, origin } = making;
  let at = outermost(part);
  for (let around = at.parent as Node; !isGiven(at); around = at.parent as Node) {
    if (around.type === 'VariableDeclarator') return isNamedAndGiven(around, making, depth);
    const isPart = /^(Property|ObjectExpression|ArrayExpression|SpreadElement)$/.test(around.type);
    if (!isPart && !isMaker(around, at, making)) return false;
    at = outermost(around);
  }
  const fn = enclosingFunction(at);
  const calls = fn && localCalls(fn, origin);
  return !calls?.some(each => {
    const { parent } = outermost(each);
    return parent?.type === 'MemberExpression' && uses.includes(memberName(parent) ?? '');
  });
}

/** `const parts = [z.date()]; if (isNull) parts.push(z.null()); return z.union(parts)` */
function isNamedAndGiven({ id }: T.VariableDeclarator, making: Making, depth: number): boolean {
  const mentions = id.type === 'Identifier' && depth < most ? making.origin.module.bindings.of(id)?.references : undefined;
  const given = mentions?.filter(({ parent }) => !isCallNamed(parent.parent, /^(push|unshift)$/)) ?? [];
  return given.length > 0 && given.every(mention => isGivenOn(mention, making, depth + 1));
}

const isGiven = ({ parent }: Node): boolean => parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression';

/** Whether more of it is made: it is given to its own library, or a method of it is called that does not use it. */
function isMaker(around: Node, at: Node, { uses, made, origin }: Making): boolean {
  if (around.type === 'MemberExpression') return around.object === at && !uses.includes(memberName(around) ?? '');
  if (!isCall(around)) return false;
  const path = around.callee === at ? made : origin.ofCall(around);
  return path?.startsWith(made.slice(0, made.indexOf(':') + 1)) === true && !uses.includes(calledName(around) ?? '');
}

/** Names of functions that look at what a program is told when it starts. Only a reason for silence. */
const configuring = /^(validate|parse|load|read|check|resolve|get|init|make|build)\w*(Config(uration)?|Env(ironment)?|Settings)$/;

/** Whether a function looks at what the program is told when it starts: `validateConfig(config)`. */
export function isOfConfiguration(call: Node): boolean {
  const fn = outermostFunction(call);
  const [first] = fn?.params ?? [];
  const name = (fn && nameOf(fn)) ?? '';
  const isOfSuch = first?.type === 'Identifier' && /^(config(uration)?|settings|env)$/i.test(first.name);
  return configuring.test(name) || (isOfSuch && /^(validate|check|parse)$/.test(name));
}

/** Whether a method is one of a package that nobody knows, which may keep what it makes: `DateTime.now().toLocaleString()`. */
export function isOfAnother({ callee, arguments: [first] }: CallNode, origin: Origin): boolean {
  // The language's own methods take a language first.
  if (first?.type === 'ObjectExpression') return true;
  const path = callee.type === 'MemberExpression' ? origin.of(callee.object) : undefined;
  const from = path?.slice(0, path.indexOf(':'));
  return from !== undefined && /^@?\w/.test(from) && !origin.module.catalogue.packages.has(from);
}
