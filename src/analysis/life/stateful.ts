import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, enclosingClass, isCall, isClass, isFunction, memberName, outermost, propertyName, propertyNamed, unwrapped,
  type Node,
} from '../../ast.ts';
import type { Acquires } from '../../library.ts';
import { receiverOf } from '../origin/call.ts';
import { callsOnThis, parameterProperty } from '../origin/class.ts';
import type { Definition } from '../origin/definition.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';

/** What a pooled thing carries from one owner to the next, and the call that clears it. */
export interface Stateful {
  what: 'buffer' | 'list' | 'map' | 'object';
  /** Put behind its name: `.fill(0)`. */
  clear: string;
  /** Further methods of it that clear it, as a `build()` may. */
  clearing?: ReadonlySet<string>;
  /** Whether it is made by a function that the pool is given, so that only those who gave it know what they put back. */
  isGiven?: true;
}

const typedArrays = /^(Int8|Uint8|Uint8Clamped|Int16|Uint16|Int32|Uint32|Float32|Float64|BigInt64|BigUint64)Array$/;

/** What a value that a pool makes carries with it; nothing where that is not known. */
export function statefulBy(value: Node, origin: Origin): Stateful | undefined {
  const node = bare(value);
  if (node.type === 'ArrayExpression') return { what: 'list', clear: '.length = 0' };
  if (!isCall(node)) return undefined;
  const callee = unwrapped(node.callee);
  const name = calledName(node) ?? '';
  const [owner, first] = [callee.type === 'MemberExpression' ? callee.object : undefined, node.arguments[0]];
  if (owner && isNamed(owner, 'Promise') && name === 'resolve') return first && statefulBy(first, origin);
  if (owner && isNamed(owner, 'Buffer')) return { what: 'buffer', clear: '.fill(0)' };
  if (node.type === 'NewExpression' && typedArrays.test(name)) return { what: 'buffer', clear: '.fill(0)' };
  if (/^(Array)$/.test(name) && callee.type === 'Identifier') return { what: 'list', clear: '.length = 0' };
  if (node.type === 'NewExpression' && /^(Map|Set)$/.test(name)) return { what: 'map', clear: '.clear()' };
  return ofClass(node, origin) ?? ofMaker(node, origin);
}

/** An object of a class that can be cleared. */
function ofClass(node: Node, origin: Origin): Stateful | undefined {
  const definition = node.type === 'NewExpression' ? origin.definition(node.callee) : undefined;
  if (!definition || !isClass(definition.node)) return undefined;
  const { body: { body } } = definition.node;
  const methods = body.flatMap(member => (member.type === 'MethodDefinition' ? propertyName(member.key, member.computed) ?? [] : []));
  const clear = ['reset', 'clear'].find(method => methods.includes(method));
  if (clear === undefined) return undefined;
  const callers = callsOnThis(definition.node, clear, definition.origin.module.keys).flatMap(call => {
    const method = body.find(member => contains(member, call));
    return method?.type === 'MethodDefinition' ? propertyName(method.key, method.computed) ?? [] : [];
  });
  return { what: 'object', clear: `.${clear}()`, clearing: new Set(callers) };
}

/** What a function of the project makes. */
function ofMaker(node: Node, origin: Origin): Stateful | undefined {
  const definition = node.type === 'CallExpression' ? origin.definition(node.callee) : undefined;
  if (definition && isFunction(definition.node)) return madeBy(definition.node, definition.origin);
  const given = node.type === 'CallExpression' ? givenAs(node.callee, origin).map(value => madeByValue(value, origin)) : [];
  const [first] = given;
  return first && given.every(each => each?.clear === first.clear) ? { ...first, isGiven: true } : undefined;
}

const madeByValue = (value: Node, origin: Origin): Stateful | undefined => {
  const definition = origin.definition(value);
  return definition && madeBy(definition.node, definition.origin);
};

/** What a function is that a class is given where the file makes one: `this.make` of `new Pool(() => new Row())`. */
function givenAs(callee: Node, origin: Origin): readonly Node[] {
  const member = unwrapped(callee);
  const name = member.type === 'MemberExpression' && member.object.type === 'ThisExpression' ? memberName(member) : undefined;
  const owner = name === undefined ? undefined : enclosingClass(member);
  if (!owner || name === undefined) return [];
  const property = parameterProperty(owner, name);
  const named = property ? [property] : (valuesOf(member, origin) ?? []).map(value => value.node);
  return named.flatMap(value => (valuesOf(value, origin) ?? []).map(({ node }) => node));
}

let depth = 0;

/** What a function makes that a pool calls for a new one. */
function madeBy(fn: Node, origin: Origin): Stateful | undefined {
  if (!isFunction(fn) || depth > 3) return undefined;
  depth += 1;
  try {
    return origin.returned(fn).map(value => statefulBy(valueOf(value, origin), origin)).find(found => found !== undefined);
  } finally {
    depth -= 1;
  }
}

/** What a local name was given. */
function valueOf(value: Node, origin: Origin): Node {
  const node = bare(value);
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  return binding?.kind === 'variable' && binding.writes.length === 1 && binding.writes[0] ? binding.writes[0] : value;
}

/** What a pool of a library lends, by the function with which it was told to make one. */
export function lentBy(pool: Node, origin: Origin): Stateful | undefined {
  const made = isCall(bare(pool)) ? [{ node: pool, origin }] : valuesOf(pool, origin) ?? [];
  return made.map(value => lentByMade(bare(value.node), value.origin)).find(found => found !== undefined);
}

/** Whether a pool itself clears what it lends, by the function that checks each one before the next owner gets it. */
export function isClearedBy(pool: Node, { by, option }: NonNullable<Acquires['checked']>, lent: Stateful, origin: Origin): boolean {
  const made = isCall(bare(pool)) ? [{ node: pool, origin }] : valuesOf(pool, origin) ?? [];
  return made.some(({ node, origin: own }) => {
    const call = bare(node);
    const given = isCall(call) ? call.arguments.flatMap(argument => own.definition(argument) ?? []) : [];
    const isAsked = given.some(each => {
      const value = each.node.type === 'ObjectExpression' ? propertyNamed(each.node, option)?.value : undefined;
      return value !== undefined && !(value.type === 'Literal' && !value.value);
    });
    const [check] = isAsked ? given.flatMap(each => definedIn(each, by) ?? []) : [];
    const parameter = isFunction(check?.node) ? check.node.params[0] : undefined;
    const binding = parameter?.type === 'Identifier' ? check?.origin.module.bindings.of(parameter) : undefined;
    return binding !== undefined && isCleared(binding.references, lent);
  });
}

function lentByMade(made: Node, origin: Origin): Stateful | undefined {
  if (!isCall(made) || depth > 3) return undefined;
  for (const argument of made.arguments) {
    const options = origin.definition(argument);
    const create = options && definedIn(options, 'create');
    const found = create && madeBy(create.node, create.origin);
    if (found) return found;
  }
  // `this.frames = framePool(64)`
  const maker = made.type === 'CallExpression' ? origin.definition(made.callee) : undefined;
  if (!maker || !isFunction(maker.node)) return undefined;
  depth += 1;
  try {
    return maker.origin.returned(maker.node).map(value => lentBy(value, maker.origin)).find(found => found !== undefined);
  } finally {
    depth -= 1;
  }
}

/** A function of an object, or of what a class makes. */
function definedIn({ node, origin }: Definition, name: string): Definition | undefined {
  if (isClass(node)) {
    const method = node.body.body.find(member => member.type === 'MethodDefinition' && propertyName(member.key, member.computed) === name);
    return method?.type === 'MethodDefinition' ? { node: method.value, origin } : undefined;
  }
  const value = node.type === 'ObjectExpression' ? propertyNamed(node, name)?.value : undefined;
  return value && (isFunction(value) ? { node: value, origin } : origin.definition(value));
}

/** Names of functions that clear what they are handed, or what they are called on. */
const clearing = /^(fill|reset|clear|wipe|zero|scrub|clean|erase|empty|sanitize|truncate)/i;

/** Whether one of the mentions of a thing clears it. */
export function isCleared(mentions: readonly Node[], { clearing: own, isGiven }: Partial<Stateful> = {}): boolean {
  return mentions.some(mention => {
    const at = outermost(mention);
    const around = at.parent;
    if (around?.type === 'MemberExpression' && around.object === at) {
      const member = memberName(around) ?? '';
      const call = around.parent;
      if (member === 'length') return call.type === 'AssignmentExpression' && call.left === around;
      if (!isCall(call) || call.callee !== around) return false;
      return clearing.test(member) || own?.has(member) || member === 'recycle' || (member === 'splice' && call.arguments.length < 3);
    }
    if (!isCall(around) || around.callee === at) return false;
    // A pool that is told how things are made may be told how they are cleared as well.
    return clearing.test(calledName(around) ?? '') || (isGiven === true && receiverOf(around)?.type === 'ThisExpression');
  });
}

const isNamed = (node: Node, name: string): node is T.Identifier => node.type === 'Identifier' && node.name === name;
