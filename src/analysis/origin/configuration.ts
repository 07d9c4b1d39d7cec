import { createPathsMatcher, parseTsconfig, type TsConfigJsonResolved } from 'get-tsconfig';
import path from 'node:path';
import { isFile, isFolder, Seen } from './disk.ts';

const names = ['tsconfig.json', 'jsconfig.json'];

/** What the compiler's configuration says of imports. */
export interface Configuration {
  /** The paths that an import may stand for, by `paths` or `baseUrl`, the likeliest first. */
  pathsOf(specifier: string): readonly string[];
  /** The file that becomes a compiled one: `src/db.ts` for `dist/db.js`. */
  sourceOf(compiled: string): string | undefined;
  /** The conditions under which packages are entered, beside the usual ones. */
  conditions: readonly string[];
}

const none: Configuration = { pathsOf: () => [], sourceOf: () => undefined, conditions: [] };

/** Finds the configuration that a file is compiled with, or that an editor reads for JavaScript. */
export class Configurations {
  readonly #nearest = new Seen(folder => this.#find(folder));
  readonly #read = new Seen(file => configurationIn(file));

  /** The configuration for the files of a folder. */
  of(folder: string): Configuration {
    const file = this.#nearest.at(folder);
    return file === undefined ? none : this.#read.at(file);
  }

  #find(folder: string): string | undefined {
    // An installed package is not compiled with the project.
    if (path.basename(folder) === 'node_modules') return undefined;
    const here = names.map(name => path.join(folder, name)).find(isFile);
    const above = path.dirname(folder);
    return here ?? (above === folder ? undefined : this.#nearest.at(above));
  }
}

/** Where it cannot be read, or what it builds on is missing, it says nothing. */
function configurationIn(file: string, depth = 0): Configuration {
  try {
    const config = parseTsconfig(file);
    const folder = path.dirname(file);
    const { customConditions, paths, baseUrl } = config.compilerOptions ?? {};
    const matcher = createPathsMatcher({ path: file, config });
    // A file that only names the parts of the project: each part has a configuration.
    const isList = paths === undefined && baseUrl === undefined && depth === 0;
    const parts = (isList ? (config.references ?? []) : []).map(part => configurationIn(referenced(path.resolve(folder, part.path)), 1));
    return {
      pathsOf: specifier => matcher?.(specifier) ?? parts.flatMap(part => part.pathsOf(specifier)),
      sourceOf: compiled => sourceOf(compiled, folder, config),
      conditions: Array.isArray(customConditions) ? customConditions : [],
    };
  } catch {
    return none;
  }
}

const referenced = (at: string): string => (isFolder(at) ? path.join(at, 'tsconfig.json') : at);

function sourceOf(compiled: string, folder: string, { compilerOptions, include }: TsConfigJsonResolved): string | undefined {
  const { outDir, declarationDir, rootDir } = compilerOptions ?? {};
  const root = rootDir ?? (include?.length === 1 ? include[0]?.replace(/\/?(?:\*.*)?$/, '') : undefined);
  if (root === undefined) return undefined;
  for (const out of [outDir, declarationDir]) {
    const within = out === undefined ? '..' : path.relative(path.resolve(folder, out), compiled);
    if (within.startsWith('..') || path.isAbsolute(within)) continue;
    const source = path.resolve(folder, root, within.replace(/(?:\.d)?\.([cm]?)[jt]s$/, '.$1ts'));
    if (isFile(source)) return source;
  }
  return undefined;
}
