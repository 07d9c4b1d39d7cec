import type { TSESLint } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, isLoop, outermost, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { behindSteps } from '../origin/handing-out.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { isUsing } from './arrival.ts';
import { fatesOf, type Fate } from './fate.ts';
import { leakingOf, placeOfRelease, releaseOf, undoneOf, type Leaking } from './leaking.ts';
import { isSubscribed } from './working.ts';

/** What libraries hand out, and how it gets lost. */
export class Holdings {
  readonly #origin: Origin;
  readonly #source: TSESLint.SourceCode;
  readonly #acquiring: () => readonly Use<'acquires'>[];

  constructor(origin: Origin, source: TSESLint.SourceCode, acquiring: () => readonly Use<'acquires'>[]) {
    this.#origin = origin;
    this.#source = source;
    this.#acquiring = acquiring;
  }

  /** Where the resources of an acquiring call go, and how they get lost there. */
  fates(use: Use<'acquires'>): readonly Fate[] {
    const fates = fatesOf(use, this.#origin);
    const parent = fates.length > 0 ? this.#parentOf(use) : undefined;
    return parent && this.#coversBoth(parent, use) ? [] : fates;
  }

  /** The call of the same function that gave what this one was obtained from, where giving that back gives back both. */
  #parentOf({ node, facts }: Use<'acquires'>): Use<'acquires'> | undefined {
    const from = facts.acquires.withParent ? receiverOf(node) : undefined;
    const given = from && this.#origin.definition(from)?.node;
    const parent = given && this.#acquiring().find(use => use.node === behindSteps(given, this.#origin));
    return parent && enclosingFunction(parent.node) === enclosingFunction(node) ? parent : undefined;
  }

  /** Whether giving back what it came from is seen to already, or told of. With each turn of a loop there is one more to give back. */
  #coversBoth(parent: Use<'acquires'>, { node }: Use<'acquires'>): boolean {
    const declarator = outermost(parent.node).parent;
    if (declarator?.type === 'VariableDeclarator' && isUsing(declarator)) return true;
    const isPerTurn = [...ancestors(node)].some(at => isLoop(at) && !contains(at, parent.node));
    return !isPerTurn && this.fates(parent).some(({ kind }) => kind === 'leaks' || kind === 'never');
  }

  /** Whether what is never given back is there to call functions for as long as it lives. */
  isSubscribed(fate: Fate): boolean {
    return 'start' in fate && isSubscribed(fate.start.resource, this.#origin);
  }

  /** A resource as a repair needs it; nothing where the owner is handed it, or where the right release depends on the outcome. */
  leaking(use: Use<'acquires'>, fate: Fate): Leaking | undefined {
    return leakingOf(use, fate, this.#source, this.#origin);
  }

  /** What is undone on some paths only, as the repair that puts it in a `finally` needs it. */
  undone(acquired: Node, releases: readonly Node[], release: string): Leaking | undefined {
    return undoneOf(acquired, releases, release, this.#source, this.#origin);
  }

  /** The call that gives a resource back, in the names of the code: `client.release()`. */
  releaseOf(use: Use<'acquires'>, fate: Fate): string {
    return releaseOf(use, fate, this.#origin);
  }

  /** Where it belongs. */
  placeOfRelease(use: Use<'acquires'>, fate: Fate): 'finally' | 'catch' | 'callbacks' {
    return placeOfRelease(use, fate, this.#origin);
  }
}
