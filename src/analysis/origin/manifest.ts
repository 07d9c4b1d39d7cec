import path from 'node:path';
import { resolveExports, resolveImports } from 'resolve-pkg-maps';
import { entryOf, isFile, isFolder, Seen, targetOf, textOf } from './disk.ts';

/** The parts of a `package.json` that lead to files. */
interface Manifest {
  exports?: Parameters<typeof resolveExports>[0];
  imports?: Parameters<typeof resolveImports>[0];
  source?: unknown;
  types?: unknown;
  typings?: unknown;
  module?: unknown;
  main?: unknown;
}

/** The conditions that lead to sources, and those under which Node loads. */
const usual = ['source', 'development', 'import', 'require', 'node', 'default'];
/** `@acme/db/pool`: the package and what is taken of it. */
const named = /^(@[^/]+\/[^/]+|[^@/#.][^/]*)(?:\/(.+))?$/;

/** Where the project's own packages lead to. */
export class Manifests {
  readonly #read = new Seen(file => manifestIn(file));
  readonly #scope = new Seen(folder => this.#scopeOf(folder));
  readonly #hasModules = new Seen(folder => isFolder(path.join(folder, 'node_modules')));
  readonly #linked = new Seen(key => this.#link(key));

  /** The paths that `#db` may stand for in a folder, by the package in which it is. */
  imported(folder: string, specifier: string, conditions: readonly string[]): readonly string[] {
    const scope = this.#scope.at(folder);
    const { imports } = this.#manifest(scope) ?? {};
    if (scope === undefined || !imports) return [];
    return ways(conditions).flatMap(each => pathsIn(scope, () => resolveImports(imports, specifier, each)));
  }

  /** The paths that the name of a package of the project may stand for in a folder: one that is linked, not installed. */
  entered(folder: string, specifier: string, conditions: readonly string[]): readonly string[] {
    const [, name, within = ''] = named.exec(specifier) ?? [];
    const at = name === undefined ? undefined : this.#linked.at(`${folder}\n${name}`);
    if (at === undefined) return [];
    const manifest = this.#manifest(at) ?? {};
    const { exports, source, types, typings, module, main } = manifest;
    if (exports) return ways(conditions).flatMap(each => pathsIn(at, () => resolveExports(exports, within, each)));
    const entries = within === '' ? [source, types, typings, module, main, 'index'] : [within];
    return entries.flatMap(entry => (typeof entry === 'string' ? [path.resolve(at, entry)] : []));
  }

  #manifest(folder: string | undefined): Manifest | undefined {
    return folder === undefined ? undefined : this.#read.at(path.join(folder, 'package.json'));
  }

  #scopeOf(folder: string): string | undefined {
    if (isFile(path.join(folder, 'package.json'))) return folder;
    const above = path.dirname(folder);
    return above === folder || path.basename(folder) === 'node_modules' ? undefined : this.#scope.at(above);
  }

  /** The folder that the nearest package of a name is linked to, outside what is installed. */
  #link(key: string): string | undefined {
    const [folder = '', name = ''] = key.split('\n');
    const at = path.join(folder, 'node_modules', name);
    const entry = this.#hasModules.at(folder) ? entryOf(at) : undefined;
    if (entry) {
      const target = entry.isSymbolicLink() ? targetOf(at) : undefined;
      return target === undefined || /[\\/]node_modules[\\/]/.test(target) ? undefined : target;
    }
    const above = path.dirname(folder);
    return above === folder ? undefined : this.#linked.at(`${above}\n${name}`);
  }
}

/** What the types lead to may be a source; where it is none, what is run may. */
const ways = (conditions: readonly string[]): string[][] => [[...conditions, ...usual, 'types'], [...conditions, ...usual]];

function pathsIn(folder: string, resolve: () => readonly string[]): readonly string[] {
  try {
    return resolve().flatMap(target => (target.startsWith('./') ? [path.join(folder, target)] : []));
  } catch {
    // It leads nowhere.
    return [];
  }
}

function manifestIn(file: string): Manifest | undefined {
  try {
    const read: unknown = JSON.parse(textOf(file) ?? '');
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}
