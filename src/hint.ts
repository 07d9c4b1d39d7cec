import type { TSESLint } from '@typescript-eslint/utils';
import type { Imports, Passes } from './analysis/origin/project.ts';
import { isRelative } from './analysis/origin/specifier.ts';
import type { Catalogue, Fact } from './catalogue.ts';
import { packagesShownIn } from './evidence.ts';
import { importedBy } from './mention.ts';
import { tokensOf, type Tokens } from './tokens.ts';

/** `(err, client) =>`, `function (error, client) {`: what waits without a promise. */
const errorFirst = /\(\s*_?(?:e|err|error|failure)\s*,\s*\w+[\w\s,]*\)\s*(?:=>|\{)/;

/** What a file may hold, by its text and its imports alone: what cannot be there is not looked for. */
export class Hints {
  readonly #text: string;
  readonly #tokens: Tokens;
  readonly #catalogue: Catalogue;
  readonly #imports: Imports | undefined;
  /** Whether a checker may know more than any text shows. */
  readonly #isTyped: boolean;
  readonly #isRouted: boolean;
  /** The names under which something is called. */
  readonly #called: () => Iterable<string>;
  #passedBy: ReadonlySet<Fact> | undefined;
  #passedByCalls: ReadonlySet<Fact> | undefined;
  #hasFiles: boolean | undefined;
  #modules: readonly string[] | undefined;
  #packages: readonly string[] | undefined;
  #told: readonly string[] | undefined;
  #serves: boolean | undefined;
  #isDeep: boolean | undefined;
  #passes: Passes | undefined;

  constructor(
    source: TSESLint.SourceCode,
    catalogue: Catalogue,
    imports: Imports | undefined,
    called: () => Iterable<string>,
    isTyped: boolean,
    isRouted: boolean,
  ) {
    this.#text = source.text;
    this.#tokens = tokensOf(source);
    this.#catalogue = catalogue;
    this.#imports = imports;
    this.#called = called;
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
    return this.#mayMention(fact) || this.mayBeGiven(fact);
  }

  /** Whether the file may hold calls with a fact. */
  mayCall(fact: Fact): boolean {
    return this.#mayMention(fact) || this.mayBeGivenToCall(fact);
  }

  #mayMention(fact: Fact): boolean {
    if (this.#isTyped || (fact === 'acquires' && this.mayShow)) return true;
    return this.#catalogue.mentions.mayHave(fact, this.#tokens, this.#speaking(fact));
  }

  /** Whether another file of the project, or the checker, may tell of something with a fact. */
  mayBeGiven(fact: Fact): boolean {
    return this.#isTyped || (this.#importsFiles && this.#passed.has(fact) && this.#passing(fact));
  }

  /** Whether another file of the project, or the checker, may tell of something that is called here and has a fact. */
  mayBeGivenToCall(fact: Fact): boolean {
    return this.#isTyped || (this.#importsFiles && this.#passedToCalls.has(fact) && this.#passing(fact));
  }

  /** The names under which calls with a fact are made in this file. */
  names(fact: Fact): ReadonlySet<string> {
    const { mentions, met } = this.#catalogue;
    const names = this.mayBeGivenToCall(fact)
      ? this.#catalogue.names(fact)
      : mentions.namesIn(fact, this.mayServe ? [...this.#speaking(fact), ...met] : this.#speaking(fact));
    this.#isDeep ??= this.#catalogue.isDeep(this.#text);
    return this.#isDeep ? new Set([...names, '*']) : names;
  }

  get #importsFiles(): boolean {
    return (this.#hasFiles ??= (this.#imported.some(isRelative) || this.#imported.some(name => this.#imports?.isOwn(name))));
  }

  get #passed(): ReadonlySet<Fact> {
    return (this.#passedBy ??= this.#catalogue.mentions.passedBy(this.#tokens, this.#tokens.has('await')));
  }

  get #passedToCalls(): ReadonlySet<Fact> {
    const isWaiting = (): boolean => this.#tokens.has('await') || errorFirst.test(this.#text);
    return (this.#passedByCalls ??= this.#catalogue.mentions.passedBy(this.#called(), isWaiting()));
  }

  /** What is made elsewhere may be asked here for all that it does; only what a call makes must have been made there. */
  #passing(fact: Fact): boolean {
    const { acquires, creates } = (this.#passes ??= this.#passesOfFiles());
    return fact === 'creates' ? creates : acquires || creates;
  }

  #passesOfFiles(): Passes {
    const passed = { acquires: false, creates: false };
    for (const name of this.#imported) {
      const passes = this.#imports?.passes(name);
      passed.acquires ||= passes?.acquires === true;
      passed.creates ||= passes?.creates === true;
      if (passed.acquires && passed.creates) break;
    }
    return passed;
  }

  /** Whether the file may hold what is known only by what is done with it. */
  get mayShow(): boolean {
    return this.#shown.length > 0;
  }

  get #shown(): readonly string[] {
    return (this.#packages ??= packagesShownIn(this.#tokens, this.#catalogue.shownCalls));
  }

  /** The modules whose words tell of a fact: those that it imports, and of what is handed out those of which it may show something. */
  #speaking(fact: Fact): readonly string[] {
    const isShown = (fact === 'acquires' || fact === 'queries') && this.mayShow;
    return isShown ? (this.#told ??= [...this.#imported, ...this.#shown]) : this.#imported;
  }

  get #imported(): readonly string[] {
    return (this.#modules ??= importedBy(this.#text));
  }
}
