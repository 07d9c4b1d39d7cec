import { escaped, lastName, type Fact } from './catalogue.ts';
import type { Facts, Library } from './library.ts';
import type { Tokens } from './tokens.ts';

/** The specifiers of `import`, `export … from` and `require`. */
const specifiers = /(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g;
/** Whether it is no name, or that of a method which is called everywhere. */
const isCommon = (name: string): boolean =>
  name === '' || name === '*' || [Array.prototype, String.prototype, Map.prototype].some(prototype => name in prototype);
/** The request of the web platform as a type, where nothing is imported. */
const annotated = /[:<(|]\s*Request\b/;
/** The first two of a list of parameters or arguments. */
const pair = /\(\s*([\w$]+)\s*(?::[^()]{0,120}?)?,\s*([\w$]+)\s*[:,)=?]/g;
/** What is in front is passed on. */
const passing = /(?<![.\w$])next\(/;
/** A function is put under a path: `app.get('/health', …)`. */
const routed = /\.(?:get|post|put|patch|delete|del|head|options|all)\(\s*['"`]?[/*]/;
/** A path that an object puts a function under: `{ method: 'GET', path: '/health', handler }`. */
const placed = /\b(?:path|url)['"]?\s*:\s*['"`]\//;
/** Where a text names what a package that it imports hands out or makes: offsets in the text. */
export type PassedOn = Readonly<Record<'acquires' | 'creates', readonly number[]>>;

/** Tells by the text alone whether a file may hold what a library knows: what cannot be in it need not be looked for. */
export class Mentions {
  /** For each fact and package the names under which it is met; nothing where the module itself is called. */
  readonly #names = new Map<Fact, Map<string, Met | undefined>>();
  /** The facts that what another file of the project makes may have, by the name of a method of it. */
  readonly #passed = new Map<string, Fact[]>();
  /** What each package says, by the last names of its paths. */
  readonly #given = new Map<string, Names>();
  /** The packages in whose words each package says something. */
  readonly #spoken = new Map<string, string[]>();
  /** The sets of packages that files import, of which there are few, and the names of a fact where they do. */
  readonly #packages = new Map<string, Set<string>>();
  readonly #ofModules = new WeakMap<readonly string[], Set<string>>();
  readonly #found = new Map<ReadonlySet<string>, Map<Fact, ReadonlySet<string>>>();
  /** Members that only requests have, and members that only responses have. */
  readonly #shown: readonly Met[];
  /** Members that nothing else has. */
  readonly #sole: Met;
  /** Members that only contexts have, and those by which they answer. */
  readonly #contexts: readonly Met[];
  /** Members that show a request where the rest only passes it on. */
  readonly #alone: Met;

  constructor(libraries: readonly Library[]) {
    const serving = libraries
      .flatMap(({ paths }) => Object.values(paths))
      .flatMap(facts => (typeof facts === 'object' && facts.serves?.shownBy ? [facts.serves] : []));
    this.#shown = ['request', 'response'].map(role =>
      membersMet(serving.flatMap(each => (each.role === role ? (each.shownBy ?? []) : []))));
    this.#sole = membersMet(serving.flatMap(each => each.shownSolelyBy ?? []));
    const contexts = serving.filter(({ role }) => role === 'context');
    this.#contexts = (['shownBy', 'answeredBy'] as const).map(how => membersMet(contexts.flatMap(each => each[how] ?? [])));
    this.#alone = membersMet(serving.flatMap(each => each.shownAloneBy ?? []));
    for (const { package: name, paths, routes } of libraries) {
      const given = namesOf(paths, libraries);
      for (const [path, facts] of factsIn(paths, libraries)) this.#pass(path, facts);
      this.#given.set(name, merged(this.#given.get(name), given));
      const spoken = this.#spoken.get(name) ?? [];
      spoken.push(...packagesIn(paths), ...packagesIn(routes ?? []));
      this.#spoken.set(name, spoken);
      for (const [fact, found] of given) {
        let packages = this.#names.get(fact);
        if (!packages) this.#names.set(fact, (packages = new Map<string, Met | undefined>()));
        packages.set(name, found.has('') || found.has('*') ? undefined : { names: [...found], pattern: patternOfAny([...found]) });
      }
    }
  }

  /** What is made in another file is asked here for what it does; what it is made by counts where it is made. */
  #pass(path: string, facts: readonly Fact[]): void {
    const name = lastName(path);
    if (isCommon(name)) return;
    const isOfMade = path.includes('().');
    const passed = facts.filter(fact => isOfMade || fact === 'acquires' || fact === 'creates');
    this.#passed.set(name, [...new Set([...(this.#passed.get(name) ?? []), ...passed])]);
  }

  /** Whether a file that imports these modules may hold something with a fact. */
  mayHave(fact: Fact, tokens: Tokens, imported: readonly string[]): boolean {
    for (const name of this.namesIn(fact, imported)) if (name === '' || name === '*' || tokens.has(name)) return true;
    return false;
  }

  /** Whether a text may hold handlers: it imports a framework, or speaks of requests as only handlers do. */
  mayServe(text: string, tokens: Tokens, imported: readonly string[]): boolean {
    return (
      (tokens.has('Request') && annotated.test(text)) ||
      this.mayHave('handles', tokens, imported) ||
      this.mayHave('serves', tokens, imported) ||
      (tokens.has('handler') && tokens.has('method') && placed.test(text)) ||
      this.#isShown(text, tokens)
    );
  }

  /** Whether members are taken of parameters as only those of a request and its response are, or of one that is both. */
  #isShown(text: string, tokens: Tokens): boolean {
    if (tokens.has('next') && isIn(this.#alone, tokens) && passing.test(text) && text.search(this.#alone.pattern) >= 0) return true;
    if (isIn(this.#sole, tokens) && text.search(this.#sole.pattern) >= 0) return true;
    const isRouted = routed.test(text);
    return this.#isExchange(text, tokens, isRouted) || this.#isContext(text, tokens, isRouted);
  }

  /** Whether members of a request are taken of a first parameter, or it is that of a route, and those of a response of the second. */
  #isExchange(text: string, tokens: Tokens, isRouted: boolean): boolean {
    if (!(isRouted ? this.#shown.slice(1) : this.#shown).every(met => isIn(met, tokens))) return false;
    const [requests, responses] = this.#shown.map(met => ownersIn(text, met));
    return [...text.matchAll(pair)].some(([, first = '', second = '']) => (isRouted || requests?.has(first)) && responses?.has(second));
  }

  #isContext(text: string, tokens: Tokens, isRouted: boolean): boolean {
    if (!(isRouted ? this.#contexts.slice(1) : this.#contexts).every(met => isIn(met, tokens))) return false;
    const [asked, answered] = this.#contexts.map(met => ownersIn(text, met));
    return [...(answered ?? [])].some(name => isRouted || asked?.has(name));
  }

  passedOn(text: string): PassedOn {
    const imported = importedBy(text);
    const calls = (fact: Fact): readonly number[] =>
      imported.flatMap(name => {
        const packages = this.#names.get(fact);
        if (!packages?.has(name)) return [];
        const names = packages.get(name);
        return names ? [...text.matchAll(names.pattern)].map(({ index }) => index) : [0];
      });
    return { acquires: calls('acquires'), creates: calls('creates') };
  }

  /** The names under which calls with a fact are made where these modules are imported; `*` where any name may be. */
  namesIn(fact: Fact, imported: readonly string[]): ReadonlySet<string> {
    const packages = this.#spokenOf(imported);
    let found = this.#found.get(packages);
    if (!found) this.#found.set(packages, (found = new Map<Fact, ReadonlySet<string>>()));
    let names = found.get(fact);
    if (!names) found.set(fact, (names = new Set([...packages].flatMap(name => [...(this.#given.get(name)?.get(fact) ?? [])]))));
    return names;
  }

  /** The packages that are known of these modules, and those that they speak of; `''` for what needs no import. */
  #spokenOf(imported: readonly string[]): ReadonlySet<string> {
    let packages = this.#ofModules.get(imported);
    if (packages) return packages;
    const known = imported.filter(name => this.#given.has(name));
    const key = known.join(' ');
    packages = this.#packages.get(key);
    if (!packages) {
      packages = new Set(['', ...known]);
      // A set that grows while it is gone through is gone through to its end.
      for (const name of packages) for (const other of this.#spoken.get(name) ?? []) packages.add(other);
      this.#packages.set(key, packages);
    }
    this.#ofModules.set(imported, packages);
    return packages;
  }

  /** What calls of these names may have, if another file of the project made what they are called on. */
  passedBy(names: Iterable<string>, isWaiting: boolean): ReadonlySet<Fact> {
    const facts = new Set<Fact>();
    for (const name of names) {
      const passed = this.#passed.get(name);
      if (passed) for (const fact of passed) facts.add(fact);
    }
    // What a function of the project hands out is waited for.
    return isWaiting ? facts.add('acquires') : facts;
  }
}

interface Met {
  names: readonly string[];
  pattern: RegExp;
}

/** Members, as the catalogue writes them, of whatever it is. */
function membersMet(members: readonly string[]): Met {
  const pattern = new RegExp(`\\.(?:${members.map(patternOf).join('|')})`, 'g');
  return { names: members.map(member => nameOf(member).replace(/^.*\./, '')), pattern };
}

const isIn = ({ names }: Met, tokens: Tokens): boolean => names.some(name => tokens.has(name));

/** What such members are taken of. */
function ownersIn(text: string, { pattern }: Met): ReadonlySet<string> {
  return new Set([...text.matchAll(pattern)].map(({ index }) => wordBefore(text, index)));
}

/** A member without what tells how it is used. */
const nameOf = (member: string): string => member.replace(/\(…?\)$|=$/, '');

const patternOfAny = (names: readonly string[]): RegExp => new RegExp(`\\b(?:${names.map(escaped).join('|')})\\b`, 'g');

/** The modules that a text imports, as libraries have their names. */
export function importedBy(text: string): readonly string[] {
  return [...new Set([...text.matchAll(specifiers)].map(([, name = '']) => packageName(name)))];
}

/** The name of a package, as libraries have it: `mysql2/promise` of `mysql2/promise.js`, but `tesseract.js`. */
export const packageName = (specifier: string): string =>
  specifier.replace(/^node:/, '').replace(/^((?:@[^/]+\/)?[^./@#][^/]*\/.+)\.js$/, '$1');

/** `status()` is called, `body=` is assigned, `body` may be. */
function patternOf(member: string): string {
  const after = member.endsWith(')') ? '\\(' : member.endsWith('=') ? '\\s*=(?![=>])' : '\\b';
  return `${escaped(nameOf(member))}${after}`;
}

function wordBefore(text: string, end: number): string {
  let start = end;
  while (/[\w$]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

type Names = ReadonlyMap<Fact, ReadonlySet<string>>;

function merged(one: Names | undefined, other: Names): Names {
  const both = new Map(other);
  for (const [fact, names] of one ?? []) both.set(fact, union(names, both.get(fact)));
  return both;
}

const union = (one: ReadonlySet<string>, other: ReadonlySet<string> = new Set()): ReadonlySet<string> => new Set([...one, ...other]);

/** The packages that data names in front of paths: `http:IncomingMessage()`. */
function packagesIn(data: object): string[] {
  return [...JSON.stringify(data).matchAll(/"([^":\s]+):[\w(*]/g)].map(([, name = '']) => name);
}

/** The last names of the paths with each fact, those of aliases too. */
function namesOf(paths: Library['paths'], libraries: readonly Library[]): Map<Fact, Set<string>> {
  const names = new Map<Fact, Set<string>>();
  for (const [path, facts] of factsIn(paths, libraries)) {
    for (const fact of facts) names.set(fact, (names.get(fact) ?? new Set<string>()).add(lastName(path)));
  }
  return names;
}

/** The facts of each path, those of what an alias stands for too. */
function* factsIn(paths: Library['paths'], libraries: readonly Library[]): Generator<[path: string, facts: readonly Fact[]]> {
  for (const [path, given] of Object.entries(paths)) {
    const facts = typeof given === 'string' ? targetOf(given, paths, libraries) : given;
    yield [path, Object.keys(facts ?? {}) as Fact[]];
  }
}

function targetOf(alias: string, paths: Library['paths'], libraries: readonly Library[]): Facts | undefined {
  const at = alias.indexOf(':');
  const target = at < 0 ? paths[alias] : libraries.find(library => library.package === alias.slice(0, at))?.paths[alias.slice(at + 1)];
  return typeof target === 'string' ? undefined : target;
}
