import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, isCallNamed, isNullish, outermost, propertyName, memberName, unwrapped, type CallNode, type Node } from '../ast.ts';
import { receiverOf } from './call.ts';
import { constantOf, constantValue } from './number.ts';
import type { Origin } from './origin.ts';
import { isUnderFixedKeys } from './sized.ts';
import type { Use } from './use.ts';
import { isOfFew } from './variety.ts';

/** What a call says of an option. */
export type Given =
  /** The expression that is its value. */
  | { how: 'given'; value: Node }
  /** It is left out. */
  | { how: 'absent' }
  /** Somebody else decides. */
  | { how: 'unknown' };

/** The value of an option in an argument of a call, dots for nesting: `limits.fileSize`. */
export function optionOf(call: CallNode, argument: number, option: string, origin: Origin): Given {
  if (call.arguments.slice(0, argument + 1).some(each => each.type === 'SpreadElement')) return { how: 'unknown' };
  const given = call.arguments[argument];
  return given ? memberOf(given, option.split('.'), origin) : { how: 'absent' };
}

function memberOf(expression: Node, [name, ...rest]: readonly string[], origin: Origin): Given {
  if (name === undefined) return { how: 'given', value: expression };
  const node = bare(expression);
  if (isNullish(node)) return { how: 'absent' };
  // `...(tls && { ssl: true })`: what stands there may be given or not.
  if (node.type === 'LogicalExpression' && node.operator === '&&') return maybe([node.right], [name, ...rest], origin);
  if (node.type === 'ConditionalExpression') return maybe([node.consequent, node.alternate], [name, ...rest], origin);
  const object = node.type === 'ObjectExpression' ? node : objectOf(node, origin);
  if (!object) return { how: 'unknown' };
  for (const property of [...object.properties].reverse()) {
    if (property.type === 'SpreadElement') {
      const inner = memberOf(property.argument, [name, ...rest], origin);
      if (inner.how !== 'absent') return inner;
    } else if (propertyName(property.key, property.computed) === name) return memberOf(property.value, rest, origin);
    else if (property.computed && propertyName(property.key, true) === undefined) return { how: 'unknown' };
  }
  return isSetLater(node, name, origin) ? { how: 'unknown' } : { how: 'absent' };
}

function maybe(choices: readonly Node[], names: readonly string[], origin: Origin): Given {
  return choices.every(choice => memberOf(choice, names, origin).how === 'absent') ? { how: 'absent' } : { how: 'unknown' };
}

/** The object literal that an expression names. */
export function objectOf(node: Node, origin: Origin): T.ObjectExpression | undefined {
  const definition = origin.definition(node);
  return definition?.node.type === 'ObjectExpression' ? definition.node : undefined;
}

/** `options.limit = …`, `Object.assign(options, given)` */
function isSetLater(node: Node, name: string, origin: Origin): boolean {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  return binding?.references.some(reference => {
    const around = reference.parent;
    if (around.type === 'MemberExpression') return memberName(around) === name && around.parent.type === 'AssignmentExpression';
    if (!isCallNamed(around, /^assign$/) || around.arguments[0] !== reference || origin.ofCall(around) !== ':Object.assign()') return false;
    return around.arguments.slice(1).some(given =>
      given.type === 'SpreadElement' || memberOf(given, [name], origin).how !== 'absent');
  }) ?? false;
}

/** Whether a value stands for no bound at all: `Infinity`, `undefined`, `false`, a plain `Map`. */
export function isNoBound(value: Node, origin: Origin): boolean {
  const node = bare(value);
  const constant = constantValue(node, origin) ?? node;
  if (isNullish(constant)) return true;
  const path = origin.of(constant);
  return path === ':Infinity' || path === ':Number.POSITIVE_INFINITY' || path === ':Number.MAX_SAFE_INTEGER' || path === ':Map()';
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
