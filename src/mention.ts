import { escaped, lastName, type Fact } from './catalogue.ts';
import type { Facts, Library } from './library.ts';

/** The specifiers of `import`, `export … from` and `require`. */
const specifiers = /(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g;
/** Objects whose methods are called everywhere. */
const common: readonly object[] = [Array.prototype, String.prototype, Map.prototype];
/** The request of the web platform as a type, where nothing is imported. */
const annotated = /[:<(|]\s*Request\b/;
/** The first two of a list of parameters or arguments. */
const pair = /\(\s*([\w$]+)\s*(?::[^()]{0,120}?)?,\s*([\w$]+)\s*[:,)=?]/g;
/** Where a text names what a package that it imports hands out or makes: offsets in the text. */
export type PassedOn = Readonly<Record<'acquires' | 'creates', readonly number[]>>;

/** Tells by the text alone whether a file may hold what a library knows: what cannot be in it need not be looked for. */
export class Mentions {
  /** For each fact and package the names under which it is met; nothing where the module itself is called. */
  readonly #names = new Map<Fact, Map<string, RegExp | undefined>>();
  readonly #used = new Map<Fact, RegExp>();
  /** What each package says, by the last names of its paths. */
  readonly #given = new Map<string, Names>();
  /** The packages in whose words each package says something. */
  readonly #spoken = new Map<string, string[]>();
  /** Members that only requests have, and members that only responses have. */
  readonly #shown: readonly RegExp[];

  constructor(libraries: readonly Library[]) {
    const serving = libraries
      .flatMap(({ paths }) => Object.values(paths))
      .flatMap(facts => (typeof facts === 'object' && facts.serves?.shownBy ? [facts.serves] : []));
    this.#shown = ['request', 'response'].map(role => {
      const members = serving.flatMap(each => (each.role === role ? (each.shownBy ?? []) : []));
      return new RegExp(`\\.(?:${members.map(patternOf).join('|')})`, 'g');
    });
    for (const { package: name, paths, routes } of libraries) {
      const given = namesOf(paths, libraries);
      this.#given.set(name, merged(this.#given.get(name), given));
      const spoken = this.#spoken.get(name) ?? [];
      spoken.push(...packagesIn(paths), ...packagesIn(routes ?? []));
      this.#spoken.set(name, spoken);
      for (const [fact, found] of given) {
        let packages = this.#names.get(fact);
        if (!packages) this.#names.set(fact, (packages = new Map<string, RegExp | undefined>()));
        packages.set(name, found.has('') || found.has('*') ? undefined : new RegExp(`\\b(?:${[...found].map(escaped).join('|')})\\b`, 'g'));
      }
    }
  }

  /** Whether a file that imports these modules may hold something with a fact. */
  mayHave(fact: Fact, text: string, imported: readonly string[]): boolean {
    const packages = this.#names.get(fact);
    return ['', ...imported].some(name => packages?.has(name) && isIn(packages.get(name), text));
  }

  /** Whether a text may hold handlers: it imports a framework, or speaks of requests as only handlers do. */
  mayServe(text: string, imported: readonly string[]): boolean {
    return (
      annotated.test(text) ||
      this.mayHave('handles', text, imported) ||
      this.mayHave('serves', text, imported) ||
      this.#isShown(text)
    );
  }

  /** Whether members of a request are taken of a first parameter, and those of a response of the second. */
  #isShown(text: string): boolean {
    if (!this.#shown.every(members => text.search(members) >= 0)) return false;
    const [requests, responses] = this.#shown.map(
      members => new Set([...text.matchAll(members)].map(({ index }) => wordBefore(text, index))),
    );
    return [...text.matchAll(pair)].some(([, first = '', second = '']) => requests?.has(first) && responses?.has(second));
  }

  passedOn(text: string): PassedOn {
    const imported = importedBy(text);
    const calls = (fact: Fact): readonly number[] =>
      imported.flatMap(name => {
        const packages = this.#names.get(fact);
        if (!packages?.has(name)) return [];
        const names = packages.get(name);
        return names ? [...text.matchAll(names)].map(({ index }) => index) : [0];
      });
    return { acquires: calls('acquires'), creates: calls('creates') };
  }

  /** The names under which calls with a fact are made where these modules are imported; `*` where any name may be. */
  namesIn(fact: Fact, imported: readonly string[]): ReadonlySet<string> {
    const packages = new Set(['', ...imported]);
    // A set that grows while it is gone through is gone through to its end.
    for (const name of packages) for (const other of this.#spoken.get(name) ?? []) packages.add(other);
    return new Set([...packages].flatMap(name => [...(this.#given.get(name)?.get(fact) ?? [])]));
  }

  /** Whether a text may use something with a fact that another file of the project gives it. */
  mayBeGiven(fact: Fact, text: string): boolean {
    let used = this.#used.get(fact);
    if (!used) {
      const names = [...this.#given.values()].flatMap(each => [...(each.get(fact) ?? [])]);
      const own = names.filter(name => name !== '' && name !== '*' && !common.some(prototype => name in prototype));
      // What a function of the project hands out is waited for.
      const called = `\\b(?:${own.map(escaped).join('|')})\\s*[(<]`;
      this.#used.set(fact, (used = new RegExp(fact === 'acquires' ? `${called}|\\bawait\\b` : called)));
    }
    return used.test(text);
  }
}

/** The modules that a text imports, `node:` left out. */
export function importedBy(text: string): readonly string[] {
  return [...new Set([...text.matchAll(specifiers)].map(([, name = '']) => name.replace(/^node:/, '')))];
}

/** `status()` is called, `body` may be. */
const patternOf = (member: string): string => (member.endsWith(')') ? member.replace(/\(…?\)$/, '\\(') : `${member}\\b`);

function wordBefore(text: string, end: number): string {
  let start = end;
  while (/[\w$]/.test(text.charAt(start - 1))) start -= 1;
  return text.slice(start, end);
}

function isIn(names: RegExp | undefined, text: string): boolean {
  return names === undefined || text.search(names) >= 0;
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
  for (const [path, given] of Object.entries(paths)) {
    const facts = typeof given === 'string' ? targetOf(given, paths, libraries) : given;
    for (const fact of Object.keys(facts ?? {}) as Fact[]) {
      const found = names.get(fact);
      if (found) found.add(lastName(path));
      else names.set(fact, new Set([lastName(path)]));
    }
  }
  return names;
}

function targetOf(alias: string, paths: Library['paths'], libraries: readonly Library[]): Facts | undefined {
  const at = alias.indexOf(':');
  const target = at < 0 ? paths[alias] : libraries.find(library => library.package === alias.slice(0, at))?.paths[alias.slice(at + 1)];
  return typeof target === 'string' ? undefined : target;
}
