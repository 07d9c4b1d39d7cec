import type { TSESLint } from '@typescript-eslint/utils';
import type { Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { fatesOf, type Fate } from './fate.ts';
import { leakingOf, placeOfRelease, releaseOf, undoneOf, type Leaking } from './leaking.ts';
import { isSubscribed } from './working.ts';

/** What libraries hand out, and how it gets lost. */
export class Holdings {
  readonly #origin: Origin;
  readonly #source: TSESLint.SourceCode;

  constructor(origin: Origin, source: TSESLint.SourceCode) {
    this.#origin = origin;
    this.#source = source;
  }

  /** Where the resources of an acquiring call go, and how they get lost there. */
  fates(use: Use<'acquires'>): readonly Fate[] {
    return fatesOf(use, this.#origin);
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
