import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isCall, memberName, outermost, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Handler } from '../place/place.ts';

/** A function that looks after work past the response. */
export interface Keeper {
  /** As the code calls it: `ctx.waitUntil`. */
  name: string;
  /** Whether it is given the promise, or a function that starts the work. */
  takes: 'promise' | 'function';
}

/** How a handler learns that the client is gone, and what keeps work alive past the response. */
export interface Offer {
  /** An expression that gives an abort signal. */
  signal?: string;
  /** An expression whose `close` event tells it. */
  closes?: string;
  keeper?: Keeper;
}

/** What a handler's parameters, and what its file has imported, offer at a place in it. */
export function offerOf(handler: Handler, at: Node, imported: readonly Node[], origin: Origin): Offer {
  const offer: Offer = {};
  let isDetached = false;
  for (const name of namesOf(handler)) {
    const serves = origin.factsOf(name)?.serves;
    if (!serves || isShadowed(name, at, handler, origin)) continue;
    const say = (words: string): string => words.replace(/\bit\b/, name.name);
    isDetached ||= serves.detaches !== undefined && isCalledOn(name, serves.detaches, origin);
    if (serves.signal && isThere(name, serves.signal, serves.since, origin)) offer.signal ??= say(serves.signal);
    if (serves.closes) offer.closes ??= say(serves.closes);
    if (serves.waitUntil) offer.keeper ??= { name: say(serves.waitUntil), takes: 'promise' };
  }
  const keeper = imported.map(specifier => keeperOf(specifier, origin)).find(found => found !== undefined);
  if (keeper) offer.keeper ??= keeper;
  if (isDetached) delete offer.signal;
  return offer;
}

/** Whether a signal is surely there: what only newer versions have must be known to the checker. */
function isThere(name: T.Identifier, signal: string, since: string | undefined, { module }: Origin): boolean {
  return since === undefined || module.hasMember?.(name, signal.replace(/^it\./, '')) === true;
}

function isCalledOn(name: T.Identifier, method: string, origin: Origin): boolean {
  return origin.module.bindings.of(name)?.references.some(mention => {
    const { parent } = outermost(mention);
    return parent?.type === 'MemberExpression' && memberName(parent) === method && isCall(parent.parent);
  }) === true;
}

/** The names that a handler's parameters have, those in patterns too. */
export function namesOf(handler: Handler): T.Identifier[] {
  return handler.fn.params.flatMap(parameter => {
    const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
    if (name.type === 'Identifier') return [name];
    return name.type === 'ObjectPattern'
      ? name.properties.flatMap(({ value }) => (value?.type === 'Identifier' ? [value] : []))
      : [];
  });
}

/** Whether a function, a block or a loop around the place has a name of its own that hides the handler's. */
function isShadowed(name: T.Identifier, at: Node, handler: Handler, origin: Origin): boolean {
  return within(handler.fn, origin.module.keys).some(inner => {
    if (inner.type !== 'Identifier' || inner.name !== name.name || inner.parent.type === 'MemberExpression') return false;
    const declared = origin.module.bindings.of(inner)?.declared;
    return declared !== undefined && declared !== name && contains(scopeOf(declared), at);
  });
}

/** The code in which a declared name is known, at most. */
function scopeOf(declared: T.Identifier): Node {
  const holds = ({ type }: Node): boolean => /Function|^(Block|For|ForOf|ForIn|Switch)Statement$|^CatchClause$/.test(type);
  return [...ancestors(declared)].find(around => holds(around) && !('id' in around && around.id === declared)) ?? declared;
}

function keeperOf(specifier: Node, origin: Origin): Keeper | undefined {
  if (specifier.type !== 'ImportSpecifier') return undefined;
  const path = origin.of(specifier.local);
  const takes = path === undefined ? undefined : origin.module.catalogue.get(origin.module.catalogue.step(path, '()'))?.awaits?.takes;
  return takes && { name: specifier.local.name, takes };
}
