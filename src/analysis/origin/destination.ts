import { isBuiltin } from 'node:module';
import path from 'node:path';
import { packageName } from '../../mention.ts';
import { Configurations } from './configuration.ts';
import { isFile, namesIn, Seen } from './disk.ts';
import { Manifests } from './manifest.ts';
import { isRelative } from './specifier.ts';

/** What a specifier may leave out. A folder may have the name of a file without an ending. */
const endings = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', ''];
/** What a folder stands for. */
const indexes = ['index.ts', 'index.js'];
/** Declarations hold no code, and what is installed is not the project's. */
const foreign = /\.d\.[cm]?ts$|[\\/]node_modules[\\/]/;

/** Which file of the project an import leads to: a path, an alias of one, or a package of the project. */
export class Destinations {
  readonly #packages: ReadonlySet<string>;
  readonly #configurations = new Configurations();
  readonly #manifests = new Manifests();
  readonly #files = new Seen(fileAt);
  readonly #folders = new Seen(folder => new Set(namesIn(folder).flatMap(name => [name, stem(name)])));
  readonly #named = new Seen(key => this.#find(key));
  readonly #isKnown = new Map<string, boolean>();

  /** @param packages those of which something is known: their names are no aliases. */
  constructor(packages: ReadonlySet<string>) {
    this.#packages = packages;
  }

  of(from: string, specifier: string): string | undefined {
    if (isRelative(specifier)) return this.#files.at(path.resolve(path.dirname(from), specifier));
    return this.#mayLead(specifier) ? this.#named.at(`${path.dirname(from)}\n${specifier}`) : undefined;
  }

  #mayLead(specifier: string): boolean {
    let isKnown = this.#isKnown.get(specifier);
    if (isKnown === undefined) {
      if (this.#isKnown.size > 5000) this.#isKnown.clear();
      isKnown = specifier === '' || /^\w[\w.+-]*:/.test(specifier) || isBuiltin(specifier) || this.#packages.has(packageName(specifier));
      this.#isKnown.set(specifier, isKnown);
    }
    return !isKnown;
  }

  #find(key: string): string | undefined {
    const [folder = '', specifier = ''] = key.split('\n');
    const configuration = this.#configurations.of(folder);
    const alias = this.#first(configuration.pathsOf(specifier));
    if (alias !== undefined) return alias;
    const { conditions } = configuration;
    if (specifier.startsWith('#')) return this.#first(this.#manifests.imported(folder, specifier, conditions));
    return this.#first(this.#manifests.entered(folder, specifier, conditions));
  }

  /** The first source that a path leads to, or from which it is compiled. */
  #first(paths: readonly string[]): string | undefined {
    for (const each of paths) {
      const file = this.#configurations.of(path.dirname(each)).sourceOf(each) ?? (this.#mayBe(each) ? this.#files.at(each) : undefined);
      if (file !== undefined && !foreign.test(file)) return file;
    }
    return undefined;
  }

  /** Whether there is something of that name: of most packages there is nothing in the folder that `baseUrl` names. */
  #mayBe(at: string): boolean {
    const names = this.#folders.at(path.dirname(at));
    const name = path.basename(at);
    return names.has(name) || names.has(stem(name));
  }
}

const stem = (name: string): string => name.replace(/\.\w+$/, '');

/** The file that a path leads to: its ending or its `index` may be left out, and compiled code has the ending of what it becomes. */
function fileAt(at: string): string | undefined {
  const source = at.replace(/\.([cm]?)js$/, '.$1ts');
  const paths = [...endings.map(ending => at + ending), source, ...indexes.map(index => `${at}/${index}`)];
  return paths.find(isFile);
}
