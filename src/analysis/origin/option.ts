import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, calledName, isCallNamed, isNullish, memberName, outermost, propertyName, type CallNode, type Node } from '../../ast.ts';
import type { Origin } from './origin.ts';

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

/** Names of functions that give something with the options that they are given: `axios.create({ httpsAgent })`. */
const making = /^(create|make|build|extend|instance)/;

/** Whether a call only gathers, or hands on, what it is given: `await Promise.all(clients)`, `Object.fromEntries(queues)`. */
export const gathers = (call: CallNode, origin: Origin): boolean =>
  /^:(Promise\.(all|allSettled)|Object\.(fromEntries|freeze|assign)|Array\.from)\(\)$/.test(origin.ofCall(call) ?? '');

/** Whether a call gives something with the options that it is given. */
export const isMaking = (call: CallNode): boolean => making.test(calledName(call) ?? '');

/** Whether it is an option of a request, which is done with it when it is over: `axios.get(url, { httpsAgent })`. */
export function isOfRequest(mention: Node, origin: Origin): boolean {
  const call = callGiven(mention);
  const path = call && !isMaking(call) ? origin.ofCall(call) : undefined;
  return path !== undefined && origin.module.catalogue.get(path)?.starts !== undefined;
}

/** The call that an expression is given to as an option. */
export function callGiven(mention: Node): CallNode | undefined {
  const at = outermost(mention).parent;
  return at?.type === 'Property' ? callAround(at) : undefined;
}

function callAround(property: Node): CallNode | undefined {
  let at: Node | undefined = property;
  while (at?.type === 'Property' || at?.type === 'ObjectExpression') at = at.parent;
  return at?.type === 'CallExpression' ? at : undefined;
}
