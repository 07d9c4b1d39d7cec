import type { TSESLint } from '@typescript-eslint/utils';
import type { Imports, Passes } from './analysis/project.ts';
import { isRelative } from './analysis/specifier.ts';
import type { Catalogue, Fact } from './catalogue.ts';
import { importedBy } from './mention.ts';
import { tokensOf, type Tokens } from './tokens.ts';

/** What a file may hold, by its text and its imports alone: what cannot be there is not looked for. */
export class Hints {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #catalogue: Catalogue;
  readonly #imports: Imports | undefined;
  /** Whether a checker may know more than any text shows. */
  readonly #isTyped: boolean;
  readonly #isRouted: boolean;
  #passedBy: ReadonlySet<Fact> | undefined;
  readonly #given = new Map<Fact, boolean>();
  #modules: readonly string[] | undefined;
  #serves: boolean | undefined;
  #passes: Passes | undefined;

  constructor(source: TSESLint.SourceCode, catalogue: Catalogue, imports: Imports | undefined, isTyped: boolean, isRouted: boolean) {
    this.#text = source.text;
    this.#tokens = tokensOf(source);
    this.#catalogue = catalogue;
    this.#imports = imports;
    this.#isTyped = isTyped;
    this.#isRouted = isRouted;
  }

  /** Whether the file may hold handlers. */
  get mayServe(): boolean {
    return (this.#serves ??= this.#isRouted || this.#catalogue.mentions.mayServe(this.#text, this.#tokens, this.#imported));
  }

  /** Whether a name is in the file under which calls with a fact are made, whoever makes them. */
  mayName(fact: Fact): boolean {
    for (const name of this.#catalogue.names(fact)) if (this.#tokens.has(name)) return true;
    return false;
  }

  /** Whether the file may hold something with a fact. */
  mayHave(fact: Fact): boolean {
    return this.#isTyped || this.#catalogue.mentions.mayHave(fact, this.#tokens, this.#imported) || this.mayBeGiven(fact);
  }

  /** Whether another file of the project, or the checker, may tell of something with a fact. */
  mayBeGiven(fact: Fact): boolean {
    let may = this.#given.get(fact);
    if (may === undefined) {
      may = this.#isTyped || (this.#mayPass(fact) && this.#passing(fact));
      this.#given.set(fact, may);
    }
    return may;
  }

  /** The names under which calls with a fact are made in this file. */
  names(fact: Fact): ReadonlySet<string> {
    const { mentions, met } = this.#catalogue;
    const names = this.mayBeGiven(fact)
      ? this.#catalogue.names(fact)
      : mentions.namesIn(fact, this.mayServe ? [...this.#imported, ...met] : this.#imported);
    return this.#catalogue.isDeep(this.#text) ? new Set([...names, '*']) : names;
  }

  #mayPass(fact: Fact): boolean {
    this.#passedBy ??= this.#imported.some(isRelative) ? this.#catalogue.mentions.passedBy(this.#tokens) : new Set();
    return this.#passedBy.has(fact);
  }

  /** What is made elsewhere may be asked here for all that it does; only what a call makes must have been made there. */
  #passing(fact: Fact): boolean {
    const { acquires, creates } = (this.#passes ??= this.#passed());
    return fact === 'creates' ? creates : acquires || creates;
  }

  #passed(): Passes {
    const passed = { acquires: false, creates: false };
    for (const name of this.#imported) {
      const passes = isRelative(name) ? this.#imports?.passes(name) : undefined;
      passed.acquires ||= passes?.acquires === true;
      passed.creates ||= passes?.creates === true;
      if (passed.acquires && passed.creates) break;
    }
    return passed;
  }

  get #imported(): readonly string[] {
    return (this.#modules ??= importedBy(this.#text));
  }
}
