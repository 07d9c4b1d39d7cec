import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Rule } from 'eslint';
import type { TSESTree as T } from '@typescript-eslint/utils';
import type { VisitorKeys } from '../ast.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Definition } from './definition.ts';
import { Origin } from './origin.ts';
import { exportOf, setParents, TreeBindings } from './tree.ts';

/** Turns text into a syntax tree, as the file being linted was. */
export type Parse = (text: string, filename: string) => T.Program;

const endings = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', '/index.ts', '/index.js'];
/** How many files of the project are kept parsed; the one that was asked for longest ago goes first. */
const most = 200;

interface Parsed {
  /** When the file was last changed, and how long it is. */
  stamp: string;
  program: T.Program | undefined;
  origin: Origin | undefined;
}

/** Looks into the project's own files for what they export. */
export class Project {
  readonly #catalogue: Catalogue;
  readonly #keys: VisitorKeys;
  readonly #parse: Parse;
  readonly #files = new Map<string, Parsed>();
  #depth = 0;

  constructor(catalogue: Catalogue, keys: VisitorKeys, parse: Parse) {
    this.#catalogue = catalogue;
    this.#keys = keys;
    this.#parse = parse;
  }

  /** What the file that a specifier leads to exports under a name; nothing for files that speak of no known package. */
  imported(from: string, specifier: string, name: string): Definition | undefined {
    if (this.#depth > 3) return undefined;
    const file = this.#resolve(from, specifier);
    const parsed = file === undefined ? undefined : this.#read(file);
    if (file === undefined || !parsed?.program || !parsed.origin) return undefined;
    const exported = exportOf(parsed.program, name);
    if (!exported) return undefined;
    if ('node' in exported) return { node: exported.node, origin: parsed.origin };
    this.#depth += 1;
    const further = this.imported(file, exported.from, exported.name);
    this.#depth -= 1;
    return further;
  }

  #resolve(from: string, specifier: string): string | undefined {
    const base = resolve(dirname(from), specifier);
    const source = base.replace(/\.([cm]?)js$/, '.$1ts');
    return [...endings.map(ending => base + ending), source].find(file => stampOf(file) !== undefined);
  }

  #read(file: string): Parsed | undefined {
    const stamp = stampOf(file) ?? '';
    let parsed = this.#files.get(file);
    this.#files.delete(file);
    if (parsed?.stamp !== stamp) parsed = this.#parsed(file, stamp);
    this.#files.set(file, parsed);
    const [oldest] = this.#files.keys();
    if (this.#files.size > most && oldest !== undefined) this.#files.delete(oldest);
    return parsed;
  }

  #parsed(file: string, stamp: string): Parsed {
    const unknown = { stamp, program: undefined, origin: undefined };
    try {
      const text = readFileSync(file, 'utf8');
      if (!this.#catalogue.mentionedIn(text)) return unknown;
      const program = this.#parse(text, file);
      setParents(program, this.#keys);
      const origin = new Origin({
        bindings: new TreeBindings(program, this.#keys),
        keys: this.#keys,
        catalogue: this.#catalogue,
        text,
        sourceOf: node => text.slice(node.range[0], node.range[1]),
        imported: (specifier, name) => this.imported(file, specifier, name),
      });
      return { stamp, program, origin };
    } catch {
      // A file that cannot be read or parsed says nothing; its own lint will tell.
      return unknown;
    }
  }
}

type Parser = Partial<Record<'parse', (text: string, options: object) => T.Program>
  & Record<'parseForESLint', (text: string, options: object) => { ast: T.Program }>>;

const projects = new WeakMap<object, WeakMap<Catalogue, Project>>();

/** Looks up imports of the file being linted, parsed as that file was; nothing where there is no parser or no file. */
export function importsOf(context: Rule.RuleContext, catalogue: Catalogue, keys: VisitorKeys): ((specifier: string, name: string) => Definition | undefined) | undefined {
  const { parser, parserOptions, ecmaVersion } = context.languageOptions as { parser?: Parser; parserOptions?: object; ecmaVersion?: number };
  const file = context.physicalFilename;
  if (!parser || !isAbsolute(file)) return undefined;
  let known = projects.get(parser);
  if (!known) projects.set(parser, known = new WeakMap());
  let project = known.get(catalogue);
  if (!project) {
    project = new Project(catalogue, keys, (text, filename) => {
      const sourceType = /^\s*(import|export)\s/m.test(text) ? 'module' : 'commonjs';
      const options = {
        ...parserOptions, ecmaVersion, sourceType: sourceType === 'commonjs' && parser.parseForESLint ? 'script' : sourceType, filePath: filename,
        range: true, loc: true, project: undefined, projectService: undefined, programs: undefined, jsx: /x$/.test(filename),
      };
      return parser.parseForESLint ? parser.parseForESLint(text, options).ast : parser.parse?.(text, options) as T.Program;
    });
    known.set(catalogue, project);
  }
  const found = project;
  return (specifier, name) => found.imported(file, specifier, name);
}

function stampOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? `${String(stats.mtimeMs)} ${String(stats.size)}` : undefined;
}
