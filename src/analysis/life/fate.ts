import { calledName, enclosingFunction, isFunction, stringOf, type CallNode, type Node } from '../../ast.ts';
import { isExcused } from '../origin/argument.ts';
import { lastsOf, receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { areApart } from '../place/opposite.ts';
import { arrivalsOf } from './arrival.ts';
import { isFed } from './fed.ts';
import { keepingOf } from './field.ts';
import type { Arrival } from './holding.ts';
import { leaksOf, type Leak, type Start } from './life.ts';
import { failuresOf } from './made.ts';
import { partingsOf } from './parting.ts';
import { endsOf } from './states.ts';
import { heavyOf, isSlight, plainest } from './weight.ts';

/** What happens to an acquired resource that should not. */
export type Fate =
  /** Nobody keeps it; `by` is the call it is used for. Each is `certain` where it must have held something. */
  | { kind: 'dropped'; by: Node | undefined; certain: boolean }
  /** Acquired together with others. */
  | { kind: 'batch'; certain: boolean }
  /** Nothing gives it back. `certain` where it is known what everybody does with it. */
  | { kind: 'never'; start: Start; certain: boolean }
  /** Handed to a function that may give it back. */
  | { kind: 'handed' }
  /** Given back, but not on these ways out. */
  | { kind: 'leaks'; start: Start; leaks: readonly Leak[]; leak: Leak; certain: boolean }
  /** Kept in a field that the object's closing method forgets. */
  | { kind: 'forgotten'; field: string; closing: string }
  /** Kept in a field that another method has filled again while it is open. */
  | { kind: 'reopened'; field: string; by: string }
  /** Kept in a field of an object that cannot be closed. */
  | { kind: 'unclosed'; field: string };

/** What is wrong with the resources that a call hands out; nothing where all is well. */
export function fatesOf(use: Use<'acquires'>, origin: Origin): readonly Fate[] {
  const { acquires } = use.facts;
  if (isExcused(use.node, acquires, origin)) return [];
  const { only } = acquires;
  if (typeof only === 'object') return arrivalsOf(use, origin).flatMap(arrival => fateOfFed(arrival, only.fed, origin) ?? []);
  return arrivalsOf(use, origin).flatMap(arrival => fateOf(use, arrival, origin) ?? []);
}

function fateOf(use: Use<'acquires'>, arrival: Arrival, origin: Origin): Fate | undefined {
  switch (arrival.kind) {
    case 'moved':
      return undefined;
    case 'unknown':
      return { kind: 'handed' };
    case 'dropped':
      // What begins later begins at its first use.
      return use.facts.acquires.begins && !arrival.by ? undefined : { ...arrival, certain: !use.facts.acquires.light };
    case 'batch':
      return { ...arrival, certain: !use.facts.acquires.light };
    case 'held':
      return fateOfHeld(arrival.start, origin);
    case 'field': {
      const keeping = keepingOf(use, arrival.field, origin);
      if (keeping.kind === 'kept') return undefined;
      return keeping.kind === 'held' ? fateOfHeld(keeping.start, origin) : keeping;
    }
  }
}

/** One that feeds a client, and that nothing ends when the client has gone. */
function fateOfFed(arrival: Arrival, member: string, origin: Origin): Fate | undefined {
  if (arrival.kind !== 'held' || !isFed(arrival.start.resource, member, origin)) return undefined;
  const fate = fateOfHeld(arrival.start, origin);
  return fate?.kind === 'never' ? fate : undefined;
}

function fateOfHeld(start: Start, origin: Origin): Fate | undefined {
  const { conduct, resource } = start;
  if (conduct.releases.size === 0) {
    if (conduct.moves.size > 0 || conduct.captured) return fateOfMade(start, origin);
    if (resource.acquires.begins && !start.begun && conduct.begins.size === 0) return undefined;
    if (endsOf(resource.acquires).length > 0 && leaksOf(start, origin).length === 0) return undefined;
    if (lastsOf(resource.acquires).length > 0 && leaksOf(start, origin).length === 0) return undefined;
    return { kind: 'never', start, certain: !conduct.lentToUnknown && !resource.acquires.light };
  }
  const others = [...forgottenListeners(start, origin), ...forgottenDeadlines(start, origin), ...partingsOf(start, origin)];
  // What a callback hands on is no longer there when the function around comes to its end.
  const isHandedOn = [...conduct.moves].some(move => enclosingFunction(move) !== resource.owner);
  const ways = leaksOf(start, origin).filter(({ how, at }) => !isHandedOn || how !== 'exit' || at.type === 'ThrowStatement');
  const leaks = [...ways, ...others];
  const heavy = heavyOf(start, leaks, origin);
  const told = heavy.length > 0 ? heavy : leaks;
  const leak = plainest(told);
  return leak && { kind: 'leaks', start, leaks: told, leak, certain: heavy.length > 0 && !isSlight(start, leak) };
}

/** What is made for the caller, and lost where it does not come to that. */
function fateOfMade(start: Start, origin: Origin): Fate | undefined {
  const leaks = failuresOf(start, origin);
  const leak = plainest(leaks);
  return leak && { kind: 'leaks', start, leaks, leak, certain: !start.conduct.lentToUnknown };
}

/** Where `end` of something else gives back, `error` must too: no `end` follows it. */
function forgottenListeners({ resource, conduct }: Start, origin: Origin): Leak[] {
  const listeners = (origin.module.callsIn?.(resource.owner) ?? []).flatMap(call => {
    const event = /^(on|once)$/.test(calledName(call) ?? '') ? stringOf(call.arguments[0]) : undefined;
    const [, listener] = call.arguments;
    const receiver = receiverOf(call);
    if (event === undefined || !listener || !receiver || resource.words.it(receiver)) return [];
    const gives = isFunction(listener) ? conduct.carriers.has(listener) : conduct.moves.has(listener);
    return [{ call, event, gives, on: origin.module.sourceOf(receiver) }];
  });
  return listeners.filter(({ call, event, gives, on }) => {
    const siblings = listeners.filter(other => other.on === on && other.gives && !areApart(call, other.call));
    return event === 'error' && !gives && siblings.length > 0 && siblings.every(other => other.event === 'end' || other.event === 'finish');
  }).map(({ call }) => ({ how: 'exit', at: call }));
}

/** Where what announces its own end is no longer waited for, it works on: a `setTimeout()` that rejects must end it too. */
function forgottenDeadlines({ resource: { owner, acquires }, conduct }: Start, origin: Origin): Leak[] {
  if (!acquires.announces) return [];
  return (origin.module.callsIn?.(owner) ?? []).flatMap(call => {
    const [callback] = origin.factOfCall(call, 'starts')?.timer === 'once' ? call.arguments : [];
    const isForgotten = isFunction(callback) && !conduct.carriers.has(callback) && (origin.module.callsIn?.(callback) ?? []).some(settles);
    return isForgotten ? [{ how: 'exit' as const, at: call }] : [];
  });

  /** Whether a call is that of a parameter of the owner, which is an executor. */
  function settles({ callee }: CallNode): boolean {
    const binding = callee.type === 'Identifier' ? origin.module.bindings.of(callee) : undefined;
    return binding?.kind === 'parameter' && isFunction(owner) && owner.params.some(parameter => parameter === binding.declared);
  }
}
