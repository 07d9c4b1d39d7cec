import type { Imports, Passes } from './analysis/project.ts';
import { isRelative } from './analysis/specifier.ts';
import type { Catalogue, Fact } from './catalogue.ts';
import { importedBy } from './mention.ts';

/** What a file may hold, by its text and its imports alone: what cannot be there is not looked for. */
export class Hints {
  readonly #text: string;
  readonly #catalogue: Catalogue;
  readonly #imports: Imports | undefined;
  /** Whether a checker may know more than any text shows. */
  readonly #isTyped: boolean;
  readonly #isRouted: boolean;
  readonly #given = new Map<Fact, boolean>();
  #modules: readonly string[] | undefined;
  #serves: boolean | undefined;
  #passes: Passes | undefined;

  constructor(text: string, catalogue: Catalogue, imports: Imports | undefined, isTyped: boolean, isRouted: boolean) {
    this.#text = text;
    this.#catalogue = catalogue;
    this.#imports = imports;
    this.#isTyped = isTyped;
    this.#isRouted = isRouted;
  }

  /** Whether the file may hold handlers. */
  get mayServe(): boolean {
    return (this.#serves ??= this.#isRouted || this.#catalogue.mentions.mayServe(this.#text, this.#imported));
  }

  /** Whether the file may hold something with a fact. */
  mayHave(fact: Fact): boolean {
    return this.#isTyped || this.#catalogue.mentions.mayHave(fact, this.#text, this.#imported) || this.mayBeGiven(fact);
  }

  /** Whether another file of the project, or the checker, may tell of something with a fact. */
  mayBeGiven(fact: Fact): boolean {
    let may = this.#given.get(fact);
    if (may === undefined) {
      const mayUse = (): boolean => this.#imported.some(isRelative) && this.#catalogue.mentions.mayBeGiven(fact, this.#text);
      may = this.#isTyped || (mayUse() && this.#passing(fact));
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

  /** What is made elsewhere may be asked here for all that it does; only what a call makes must have been made there. */
  #passing(fact: Fact): boolean {
    if (!this.#passes) {
      const each = this.#imported.flatMap(name => (isRelative(name) && this.#imports?.passes(name)) || []);
      this.#passes = { acquires: each.some(({ acquires }) => acquires), creates: each.some(({ creates }) => creates) };
    }
    const { acquires, creates } = this.#passes;
    return fact === 'creates' ? creates : acquires || creates;
  }

  get #imported(): readonly string[] {
    return (this.#modules ??= importedBy(this.#text));
  }
}
