import type { TSESLint } from '@typescript-eslint/utils';
import { enclosingFunction, isCall, isCallNamed, isFunction, outermost, unwrapped, within, type Node } from '../../ast.ts';
import { list } from '../../catalogue.ts';
import type { Acquires } from '../../library.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { shownCall } from '../origin/shown.ts';
import type { Use } from '../origin/use.ts';
import { executorOf } from '../place/operation.ts';
import type { Fate } from './fate.ts';
import { closesParent } from './lending.ts';
import type { Start } from './life.ts';
import { worksOn } from './working.ts';

/** A resource as a repair needs it. */
export interface Leaking {
  source: Readonly<TSESLint.SourceCode>;
  /** The expression that acquires it, its `await` included. */
  acquired: Node;
  /** As the code writes it; empty where it has no name: `await mutex.acquire()`. */
  name: string;
  mentions: readonly Node[];
  /** Mentions of what was obtained from it, and can do nothing without it: `page` of a browser. */
  dependants: readonly Node[];
  /** The calls that give it back now. */
  releases: readonly Node[];
  /** The call that gives it back, where there is none yet: `await client.end()`. */
  release: string;
  /** Whether somebody else takes it over, or may still use it later. */
  escapes: boolean;
  /** What it was obtained from, as the code writes it, where that is known: `pool`. */
  owner: string | undefined;
  /** Whether it is known by what is done with it alone: what else it can is not. */
  shown: boolean;
}

/** A resource as a repair needs it; nothing where the owner is handed it, or where the right release depends on the outcome. */
export function leakingOf(use: Use<'acquires'>, fate: Fate, source: Leaking['source'], origin: Origin): Leaking | undefined {
  if (!('start' in fate) || !fate.start.acquired || fate.start.conditional || use.facts.acquires.choice) return undefined;
  // What a function makes for its caller is given back only where it fails.
  if (fate.kind === 'leaks' && fate.start.conduct.releases.size === 0) return undefined;
  // What works on its own would be stopped at once.
  if (fate.kind === 'never' && use.facts.acquires.only) return undefined;
  const { acquired, resource, conduct } = fate.start;
  if (fate.kind === 'never' && (worksOn(resource, origin) || isInExecutor(fate.start, origin))) return undefined;
  // A function of the project that gives back may do more, or throw, which nobody wants on every path.
  if ([...conduct.releases].some(release => isCall(release) && isFunction(origin.definition(release.callee)?.node))) return undefined;
  const from = receiverOf(use.node);
  // What it came from gives back more than this one, and others may still use that.
  const isOfParent = (at: Node): boolean => isCall(at) && use.facts.acquires.withParent === true && closesParent(at, resource.words);
  const releases = [...conduct.releases].filter(release => !isOfParent(release));
  return {
    source,
    acquired: begunBehind(acquired, fate.start) ?? acquired,
    name: resource.name,
    // What has no name is there until it is given back.
    mentions: resource.name === '' ? releases : resource.mentions,
    dependants: dependantsOf(resource.mentions, origin),
    releases,
    release: callIn(use, resource.name, resource.acquires, origin),
    escapes: conduct.moves.size > 0 || conduct.captured,
    owner: from && !use.wrapped && origin.of(from) !== undefined ? origin.module.sourceOf(from) : undefined,
    shown: origin.of(use.node.callee) === undefined && shownCall(use.node, origin) === use.path,
  };
}

/** Mentions of what calls on some others give, where the library says that it goes with what it came from. */
function dependantsOf(mentions: readonly Node[], origin: Origin): readonly Node[] {
  const found = new Set<Node>();
  // What is found is looked at in turn.
  for (const source of [mentions, found]) {
    for (const { parent } of source) {
      const call = parent?.type === 'MemberExpression' ? parent.parent : undefined;
      const declarator = isCall(call) && origin.factsOfCall(call)?.acquires?.withParent ? outermost(call).parent : undefined;
      const name = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id : undefined;
      for (const reference of (name && origin.module.bindings.of(name)?.references) ?? []) found.add(reference);
    }
  }
  return [...found];
}

/** The statement by which a resource begins, next to that which makes it: before, there is nothing to give back. */
function begunBehind(acquired: Node, { conduct: { begins } }: Start): Node | undefined {
  const [begun, ...more] = begins;
  const declaration = outermost(acquired).parent?.parent;
  const isNext = begun?.type === 'AwaitExpression' && more.length === 0 && begun.parent.type === 'ExpressionStatement'
    && declaration?.type === 'VariableDeclaration' && begun.parent.parent === declaration.parent;
  return isNext ? begun : undefined;
}

/** The call that gives a resource back, in the names of the code: `client.release()`. */
export function releaseOf(use: Use<'acquires'>, fate: Fate, origin: Origin): string {
  const named = { name: 'field' in fate ? fate.field : nameFor(use.facts.acquires), acquires: use.facts.acquires };
  const { name, acquires } = 'start' in fate ? fate.start.resource : named;
  const handed = 'start' in fate ? handedRelease(fate.start, origin) : undefined;
  return handed === undefined ? callIn(use, name, acquires, origin).replace(/^await /, '') : `${handed}()`;
}

/** The parameter by which alone the code gives it back: `pool.connect((error, client, done) => { …; done(); })`. */
function handedRelease({ conduct }: Start, { module: { bindings } }: Origin): string | undefined {
  const names = new Set([...conduct.releases].map(release => {
    const callee = isCall(release) && release.callee.type === 'Identifier' ? release.callee : undefined;
    return callee && bindings.of(callee)?.kind === 'parameter' ? callee.name : undefined;
  }));
  return names.size === 1 ? [...names][0] : undefined;
}

/** Where the release belongs. In callbacks no `try` is possible, and a transaction ends in one of two ways. */
export function placeOfRelease(use: Use<'acquires'>, fate: Fate, origin: Origin): 'finally' | 'catch' | 'callbacks' {
  if (fate.kind === 'never' && worksOn(fate.start.resource, origin)) return 'callbacks';
  if ('start' in fate && fate.start.conduct.releases.size === 0) {
    if (isInExecutor(fate.start, origin)) return 'callbacks';
    if (fate.kind === 'leaks') return fate.start.acquired ? 'catch' : 'callbacks';
  }
  const owner = 'start' in fate ? fate.start.resource.owner : undefined;
  const releases = fate.kind === 'leaks' && fate.start.acquired ? [...fate.start.conduct.releases] : [];
  if (releases.length > 0 && releases.every(release => isInCallback(release, owner))) return 'callbacks';
  if (isFunction(owner) && !owner.async && owner.parent === use.node) return 'callbacks';
  return use.facts.acquires.choice ? 'catch' : 'finally';
}

/** Whether it is acquired in a promise that is made by hand, which goes on when its executor has come to its end. */
const isInExecutor = ({ acquired, resource }: Start, origin: Origin): boolean =>
  acquired !== undefined && executorOf(acquired, undefined, origin)?.fn === resource.owner;

function isInCallback(release: Node, owner: Node | undefined): boolean {
  const fn = enclosingFunction(release);
  return fn !== undefined && fn !== owner && !isCallNamed(fn.parent, /^(then|catch|finally)$/);
}

function callIn(use: Use<'acquires'>, name: string, { release }: Acquires, origin: Origin): string {
  const from = receiverOf(use.node);
  const call = list(release)[0] ?? '';
  return call.replace(/\b(it|from)\b/g, word => (word === 'it' ? name : from ? origin.module.sourceOf(from) : 'pool'));
}

/** What one would call such a resource: `client` for a pooled client, `release` for the function that gives back. */
function nameFor({ what, release }: Acquires): string {
  const call = list(release)[0] ?? '';
  if (/^(await )?it\(\)$/.test(call)) return 'release';
  const names = what.toLowerCase().split(/\W+/);
  const last = names.pop() ?? '';
  // `response.body.cancel()` for a response body
  return (new RegExp(`it\\.${last}\\b`).test(call) && names.pop()) || last;
}

/** What is undone in some other way than a resource is given back, as a repair needs it: a listener, a timer. */
export function undoneOf(
  acquired: Node,
  releases: readonly Node[],
  release: string,
  source: Leaking['source'],
  origin: Origin,
): Leaking | undefined {
  const owner = enclosingFunction(acquired);
  // What is returned without being waited for would go on without it.
  const isPending =
    owner?.body.type !== 'BlockStatement' ||
    within(owner.body, origin.module.keys, isFunction).some(
      at => at.type === 'ReturnStatement' && at.argument && isCall(unwrapped(at.argument)) && at.range[0] > acquired.range[1],
    );
  if (isPending) return undefined;
  return {
    source, acquired, name: '', mentions: releases, dependants: [], releases, release, escapes: false, owner: undefined, shown: false,
  };
}
