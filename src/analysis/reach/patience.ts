import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, isCall, isFunction, isNullish, propertyName, unwrapped, type CallNode, type Node } from '../../ast.ts';
import type { Bounds, Waits } from '../../library.ts';
import { isAddress, isCallback } from '../origin/argument.ts';
import { receiverOf } from '../origin/call.ts';
import { objectOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { laterValues, valuesOf } from '../origin/values.ts';
import { isGuarded } from './guarded.ts';
import { boundOfSignal, either, strongest, type Bound } from './signal.ts';

const deepest = 8;
/** The longest default that counts as a timeout: two minutes. */
const longest = 120_000;

/**
 * For how long a call waits for an answer, and how many milliseconds where only the library says. `told`: there is a timeout, which
 * only tells, and nobody ends the call by it.
 */
export interface Patience {
  bound: Bound | 'told';
  default?: number;
}

export function patienceOf({ node, facts: { waits } }: Use<'waits'>, origin: Origin): Patience {
  const isShort = waits.default !== undefined && waits.default <= longest;
  if (isShort && !makersOf(node, origin).some(call => isSwitchedOff(call, origin))) return { bound: 'bounded' };
  const { globally } = waits;
  if (globally !== undefined && origin.module.text.includes(globally)) return { bound: 'unknown' };
  const bound = strongest([boundsIn(node, waits, origin, 0), boundOfMaker(node, waits.later ?? [], waits, origin)]);
  if (bound === 'bounded' || bound === 'unknown') return { bound };
  const mayTell = mayBeTold(node, waits, origin);
  if (isGuarded(node, waits, mayTell, origin)) return { bound: 'bounded' };
  if (waits.tells && mayTell && isTold(node, waits, waits.tells.options, origin)) return { bound: 'told' };
  return waits.default === undefined || isShort ? { bound } : { bound, default: waits.default };
}

/** Whether a call that nothing ends is at least told that its time is over. */
function isTold(call: CallNode, { tells, ...waits }: Waits, timeouts: readonly string[], origin: Origin): boolean {
  return tells !== undefined && (isGuarded(call, waits, false, origin) || boundsIn(call, { ...waits, timeouts }, origin, 0) === 'bounded');
}

/** Whether a time may be set after which a call tells that it is over: without one, it never does. */
function mayBeTold(call: CallNode, { tells, ...waits }: Waits, origin: Origin): boolean {
  const isSetLater = origin.module.callsNamed?.('setTimeout').some(receiverOf) === true;
  return isSetLater || (tells !== undefined && boundsIn(call, { ...waits, timeouts: tells.options }, origin, 0) !== 'none');
}

/** A call, and the calls that made what it is made on: `create()`, `extend()`. */
function makersOf(call: CallNode, origin: Origin): CallNode[] {
  const found = [call];
  for (let at: CallNode | undefined = call; at && found.length < deepest;) {
    const callee = unwrapped(at.callee);
    const owner = bare(callee.type === 'MemberExpression' ? callee.object : callee);
    const made = isCall(owner) ? owner : valuesOf(owner, origin)?.map(value => bare(value.node)).find(isCall);
    at = made && !found.includes(made) ? made : undefined;
    if (at) found.push(at);
  }
  return found;
}

/** Whether a timeout that the library has of its own is taken away: `timeout: false`. */
function isSwitchedOff(call: CallNode, origin: Origin): boolean {
  const facts = origin.factsOfCall(call);
  const { options = [], timeouts = [] } = facts?.waits ?? facts?.bounds ?? {};
  return options.some(index => {
    const argument = call.arguments[index];
    const value = argument && argument.type !== 'SpreadElement' ? objectOf(argument, origin) : undefined;
    const given = value?.properties.filter(property => property.type === 'Property').find(({ key, computed }) =>
      timeouts.includes(propertyName(key, computed) ?? ''));
    return given !== undefined && isOff(given.value) && !isNullish(given.value);
  });
}

/** What the arguments of a call say. */
function boundsIn(call: CallNode, bounds: Bounds, origin: Origin, depth: number): Bound {
  if (call.arguments.some(argument => argument.type === 'SpreadElement')) return 'unknown';
  const wrapped = bounds.wraps === undefined ? undefined : call.arguments[bounds.wraps];
  const found: Bound[] = wrapped ? [boundOfWrapped(wrapped, (bounds.options ?? []).length > 0, origin, depth)] : [];
  for (const index of bounds.options ?? []) {
    const given = call.arguments[index];
    if (!given || given.type === 'SpreadElement' || isCallback(given, origin) || isAddress(given, origin)) continue;
    found.push(boundOfOptions(given, bounds, origin, depth + 1));
    break;
  }
  return strongest(found);
}

/** What is said by something that was made before: a request, or the client inside this one. */
function boundOfWrapped(given: Node, mayBeAddress: boolean, origin: Origin, depth: number): Bound {
  const path = origin.of(given);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  if (facts?.bounds) {
    const bound = boundOfHeld(given, origin, depth + 1);
    return bound === 'unknown' && facts.serves?.signal ? 'client' : bound;
  }
  if (path !== undefined || !mayBeAddress) return path === undefined ? 'unknown' : 'none';
  const name = bare(given);
  return name.type === 'Identifier' && /^(re?q(uest)?|input|info|resource|init)$/i.test(name.name) ? 'unknown' : 'none';
}

/** What an object says that has bounds of its own: the call that made it is looked for. */
function boundOfHeld(expression: Node, origin: Origin, depth: number): Bound {
  const node = bare(expression);
  if (depth > deepest) return 'unknown';
  if (isNullish(node) || node.type === 'ObjectExpression') return 'none';
  if (isCall(node)) {
    const path = origin.ofCall(node);
    const bounds = path === undefined ? undefined : origin.module.catalogue.get(path)?.bounds;
    if (bounds) return strongest([boundsIn(node, bounds, origin, depth), boundOfReceiver(receiverOf(node), origin, depth)]);
    if (path !== undefined) return boundOfReceiver(receiverOf(node), origin, depth);
    const made = origin.definition(node.callee);
    return isFunction(made?.node)
      ? either(made.origin.returned(made.node).map(value => boundOfHeld(value, made.origin, depth + 1)))
      : 'unknown';
  }
  if (node.type === 'LogicalExpression') return either([boundOfHeld(node.right, origin, depth + 1)]);
  const values = valuesOf(node, origin)?.filter(({ node: value }) => !isNullish(value));
  if (!values?.length) return 'unknown';
  return either(values.map(value => (value.steps.length > 0 ? boundOfReceiver : boundOfHeld)(value.node, value.origin, depth + 1)));
}

/** What the object says on which a call is made: the instance, or what was made of it. */
function boundOfMaker(call: CallNode, later: readonly string[], bounds: Bounds, origin: Origin): Bound {
  const callee = unwrapped(call.callee);
  const receiver = callee.type === 'MemberExpression' ? unwrapped(callee.object) : callee;
  return strongest([boundOfReceiver(receiver, origin, 0), ...later.map(member => boundLater(receiver, member, bounds, origin))]);
}

function boundOfReceiver(receiver: Node | undefined, origin: Origin, depth: number): Bound {
  const node = receiver && bare(receiver);
  if (!node || depth > deepest) return 'none';
  const path = origin.of(node);
  // The module itself, or a global.
  if (path?.endsWith(':')) return 'none';
  if (node.type === 'MemberExpression' && unwrapped(node.object).type !== 'ThisExpression' && !origin.definition(node)) {
    return boundOfReceiver(node.object, origin, depth + 1);
  }
  if (path !== undefined && !path.includes('()')) return 'none';
  return boundOfHeld(node, origin, depth + 1);
}

/** What is said later, for all calls on an object: `axios.defaults.timeout = 5000`. */
function boundLater(receiver: Node, member: string, { timeouts = [], signals = [] }: Bounds, origin: Origin): Bound {
  const { membersNamed, sourceOf } = origin.module;
  const owner = sourceOf(receiver);
  return strongest((membersNamed?.(member) ?? []).map(mention => {
    if (mention.type !== 'MemberExpression' || sourceOf(mention.object) !== owner) return 'none';
    let whole: Node = mention;
    while (whole.parent && /Expression$/.test(whole.parent.type) && !isFunction(whole.parent)) whole = whole.parent;
    if ([...timeouts, ...signals].some(name => new RegExp(`\\b${name.replace(/\..*/, '')}\\b`).test(sourceOf(whole)))) return 'bounded';
    const [hook] = isCall(whole) ? whole.arguments : [];
    return hook && !isNullish(hook) && !isFunction(hook) ? 'unknown' : 'none';
  }));
}

/** What an options object says. */
function boundOfOptions(expression: Node, bounds: Bounds, origin: Origin, depth: number, steps: readonly (string | number)[] = []): Bound {
  const node = bare(expression);
  if (depth > deepest) return 'unknown';
  const of = (inner: Node, where = origin, on = steps): Bound => boundOfOptions(inner, bounds, where, depth + 1, on);
  if (isNullish(node)) return 'none';
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return 'none';
    case 'ObjectExpression':
      if (steps.length > 0) return ofStep(node, steps, of);
      return strongest(node.properties.map(each => boundOfProperty(each, bounds, origin, depth)));
    case 'ConditionalExpression':
      return either([of(node.consequent), of(node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&' ? of(node.right) : either([of(node.left), of(node.right)]);
    case 'CallExpression':
    case 'NewExpression':
      return boundOfMade(node, origin, of);
    case 'Identifier':
    case 'MemberExpression': {
      const values = valuesOf(node, origin);
      if (!values) return 'unknown';
      const later = node.type === 'Identifier' ? [...laterValues(node, origin)] : [];
      const put = later.map(({ key, value }) => boundOfOption(key, value, bounds, origin, depth));
      const held = either(values.map(value => of(value.node, value.origin, [...value.steps, ...steps])));
      return strongest([held, ...put, ...node.type === 'Identifier' && isFilledElsewhere(node, origin) ? ['unknown' as const] : []]);
    }
    default:
      return 'unknown';
  }
}

function ofStep(
  object: T.ObjectExpression,
  [step, ...rest]: readonly (string | number)[],
  of: (inner: Node, where?: Origin, on?: readonly (string | number)[]) => Bound,
): Bound {
  const property = object.properties.find(each => each.type === 'Property' && propertyName(each.key, each.computed) === step);
  if (property?.type === 'Property') return of(property.value, undefined, rest);
  return object.properties.some(each => each.type === 'SpreadElement') ? 'unknown' : 'none';
}

/** An object that a call gives: of the language, of the project, or one of a library's, which holds no options. */
function boundOfMade(call: CallNode, origin: Origin, of: (inner: Node, where?: Origin) => Bound): Bound {
  const path = origin.ofCall(call);
  if (path === ':Object.assign()') return strongest(call.arguments.map(argument => of(argument)));
  if (path === ':Object.freeze()' || path === ':structuredClone()') return call.arguments[0] ? of(call.arguments[0]) : 'none';
  if (path !== undefined) return call.type === 'NewExpression' ? 'none' : 'unknown';
  const made = origin.definition(call.callee);
  return isFunction(made?.node) ? either(made.origin.returned(made.node).map(value => of(value, made.origin))) : 'unknown';
}

function boundOfProperty(property: T.ObjectLiteralElement, bounds: Bounds, origin: Origin, depth: number): Bound {
  if (property.type === 'SpreadElement') return boundOfOptions(property.argument, bounds, origin, depth + 1);
  const name = propertyName(property.key, property.computed);
  return name === undefined ? 'unknown' : boundOfOption(name, property.value, bounds, origin, depth);
}

function boundOfOption(name: string, value: Node, bounds: Bounds, origin: Origin, depth: number): Bound {
  const { timeouts = [], signals = [], through = [] } = bounds;
  const found: Bound[] = [];
  if (signals.includes(name)) found.push(boundOfSignal(value, origin));
  if (timeouts.includes(name) && !isOff(value)) found.push('bounded');
  const inner = timeouts.flatMap(each => (each.startsWith(`${name}.`) ? [each.slice(name.length + 1)] : []));
  const held = bare(value);
  if (through.includes(name) && held.type !== 'ObjectExpression') found.push(boundOfHeld(value, origin, depth + 1));
  else if (inner.length > 0) found.push(boundOfOptions(value, { timeouts: inner }, origin, depth + 1));
  return strongest(found);
}

/** A value that stands for no timeout at all. */
function isOff(value: Node): boolean {
  const node = bare(value);
  if (node.type === 'ObjectExpression') return node.properties.every(each => each.type === 'Property' && isOff(each.value));
  return isNullish(node) || (node.type === 'Literal' && !node.value) || (node.type === 'Identifier' && node.name === 'Infinity');
}

/** Whether a function that is not known is handed an options object, which it may put something into. */
function isFilledElsewhere(name: T.Identifier, origin: Origin): boolean {
  return origin.module.bindings.of(name)?.references.some(reference => {
    const call = reference.parent;
    if (reference === name || !isCall(call) || call.callee === reference) return false;
    const path = origin.ofCall(call) ?? '';
    if (path === ':Object.assign()') return call.arguments[0] === reference;
    return !/^:(JSON|Object|String|Array|structuredClone)\b/.test(path) && !origin.factsOfCall(call);
  }) === true;
}
