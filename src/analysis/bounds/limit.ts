import {
  bare, calledName, isCall, isCallNamed, isNullish, memberName, outermost, propertyName, unwrapped,
  type CallNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { constantOf, constantValue } from '../origin/number.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { isUnderFixedKeys } from './sized.ts';
import { isOfFew } from './naming.ts';

/** Whether a value stands for no bound at all: `Infinity`, `undefined`, `false`, a plain `Map`. */
export function isNoBound(value: Node, origin: Origin): boolean {
  const node = bare(value);
  const constant = constantValue(node, origin) ?? node;
  if (isNullish(constant)) return true;
  const path = origin.of(constant);
  return path === ':Infinity' || path === ':Number.POSITIVE_INFINITY' || path === ':Number.MAX_SAFE_INTEGER' || path === ':Map()';
}

/** Whether a cache drops what it was given long ago, asked for or not. */
export function isExpiring({ node, facts }: Use<'keeps'>, origin: Origin): boolean {
  const { expires = [], lifetimes = {}, options = 0 } = facts.keeps;
  const ends = (value: Node): boolean => constantOf(value, origin) !== 0 && !isNoBound(value, origin);
  const isOfAll = expires.some(option => {
    const found = optionOf(node, options, option, origin);
    return found.how === 'given' && ends(found.value);
  });
  if (isOfAll) return true;
  const fillings = namesOf(node, origin).flatMap(callOn).filter(call => (calledName(call) ?? '') in lifetimes);
  return fillings.length > 0 && fillings.every(call => {
    const said = call.arguments[lifetimes[calledName(call) ?? ''] ?? 0];
    return said !== undefined && ends(said);
  });
}

/** The call of a method of what a mention names. */
function callOn({ parent }: Node): CallNode[] {
  const call = parent?.type === 'MemberExpression' ? parent.parent : undefined;
  return isCall(call) && call.callee === parent ? [call] : [];
}

/** Whether a cache that a library makes keeps all that it is ever given. */
export function isUnlimited({ node, facts: { keeps } }: Use<'keeps'>, origin: Origin): boolean {
  const { limits, options = 0, function: of, by = [] } = keeps;
  if (of !== undefined && (!hasParameters(node.arguments[of], origin) || isMaker(node))) return false;
  const given = node.arguments[options];
  // `new LRU(500)`, or options from elsewhere.
  if (given && limits.length > 0 && given.type !== 'SpreadElement' && constantOf(given, origin) !== undefined) return false;
  const isLimited = limits.some(option => {
    const found = optionOf(node, options, option, origin);
    return found.how === 'unknown' || (found.how === 'given' && !isNoBound(found.value, origin));
  });
  if (isLimited) return false;
  const names = namesOf(node, origin);
  if (of === undefined && isUnderFixedKeys(node, names, origin)) return false;
  return !names.some(({ parent }) => parent?.type === 'MemberExpression' && by.includes(memberName(parent) ?? ''));
}

/** The mentions of the variable, or of the field, that a call is kept in. */
export function namesOf(call: Node, origin: Origin): readonly Node[] {
  let around = outermost(call).parent as Node;
  // `global.pool ?? create()`
  while (around.type === 'LogicalExpression' || around.type === 'ConditionalExpression') around = outermost(around).parent as Node;
  const name = around.type === 'VariableDeclarator' ? around.id : around.type === 'AssignmentExpression' ? around.left : undefined;
  if (name?.type === 'Identifier') return origin.module.bindings.of(name)?.references ?? [];
  const field = around.type === 'PropertyDefinition' ? propertyName(around.key, around.computed)
    : around.type === 'AssignmentExpression' && around.left.type === 'MemberExpression' ? memberName(around.left) : undefined;
  return field === undefined ? [] : (origin.module.membersNamed?.(field) ?? []);
}

/** `const createLogger = memoize(…)`: what it makes is a part of the program. Only a reason for silence. */
function isMaker(call: Node): boolean {
  const around = outermost(call).parent;
  const name = around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? around.id.name : '';
  return /^(create|make|build|get)\w*(Logger|Client|Connection|Pool|Validator|Schema|Formatter|Config|Module)$/.test(name);
}

/** Whether a function is called with what there may be any number of; `true` where it stands in no file that can be seen. */
function hasParameters(given: Node | undefined, origin: Origin): boolean {
  const at = given && unwrapped(given);
  // `this.load.bind(this)`, `load.bind(null, settings)`: what is bound is the same at each call.
  const call = isCallNamed(at, /^bind$/) && at.arguments.every(({ type }) => type !== 'SpreadElement') ? at : undefined;
  const bound = call ? receiverOf(call) : at;
  const fn = bound && origin.definition(unwrapped(bound))?.node;
  if (!fn || !('params' in fn)) return true;
  const open = call ? fn.params.slice(Math.max(0, call.arguments.length - 1)) : fn.params;
  return open.some(parameter => parameter.type !== 'Identifier' || !isOfFew(parameter.name));
}
