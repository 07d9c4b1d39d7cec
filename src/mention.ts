import { escaped, lastName, type Fact } from './catalogue.ts';
import type { Facts, Library } from './library.ts';

/** The specifiers of `import`, `export … from` and `require`. */
const specifiers = /(?:from|require\(|import\(|import)\s*['"]([^'"]+)['"]/g;
/** How requests and their responses are spoken of where nothing is imported. */
const spoken = /\bRequest\b|\bexports\.handler\b|\b(?:GET|POST|PUT|PATCH|DELETE)\b/;
/** Facts of values that one file of the project may get from another. */
const passedOn: readonly Fact[] = ['acquires', 'creates'];

/** Tells by the text alone whether a file may hold what a library knows: what cannot be in it need not be looked for. */
export class Mentions {
  /** For each fact and package the names under which it is met; nothing where the module itself is called. */
  readonly #names = new Map<Fact, Map<string, RegExp | undefined>>();

  /** Members that only requests have, and members that only responses have. */
  readonly #shown: readonly RegExp[];

  constructor(libraries: readonly Library[]) {
    const serving = libraries
      .flatMap(({ paths }) => Object.values(paths))
      .flatMap(facts => (typeof facts === 'object' && facts.serves?.shownBy ? [facts.serves] : []));
    this.#shown = ['request', 'response'].map(
      role => new RegExp(`\\.(?:${serving.flatMap(each => (each.role === role ? (each.shownBy ?? []) : [])).join('|')})\\b`),
    );
    for (const { package: name, paths } of libraries) {
      for (const [fact, found] of namesOf(paths, libraries)) {
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
      spoken.test(text) ||
      this.#shown.every(members => members.test(text)) ||
      this.mayHave('handles', text, imported) ||
      this.mayHave('serves', text, imported)
    );
  }

  /** Where a text names what a package that it imports hands out or makes: offsets in the text. */
  passedOn(text: string): readonly number[] {
    const imported = importedBy(text);
    return passedOn.flatMap(fact =>
      imported.flatMap(name => {
        const packages = this.#names.get(fact);
        if (!packages?.has(name)) return [];
        const names = packages.get(name);
        return names ? [...text.matchAll(names)].map(({ index }) => index) : [0];
      }),
    );
  }
}

/** The modules that a text imports, `node:` left out. */
export function importedBy(text: string): readonly string[] {
  return [...new Set([...text.matchAll(specifiers)].map(([, name = '']) => name.replace(/^node:/, '')))];
}

function isIn(names: RegExp | undefined, text: string): boolean {
  return names === undefined || text.search(names) >= 0;
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
