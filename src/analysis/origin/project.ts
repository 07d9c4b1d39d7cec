import type { TSESTree as T } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { isAbsolute } from 'node:path';
import type { VisitorKeys } from '../../ast.ts';
import type { Catalogue } from '../../catalogue.ts';
import type { PassedOn } from '../../mention.ts';
import type { Definition } from './definition.ts';
import { Destinations } from './destination.ts';
import { stateOf, textOf, trusted } from './disk.ts';
import type { Module } from './module.ts';
import { Origin } from './origin.ts';
import { isRelative } from './specifier.ts';
import { exportsOf, setParents, TreeBindings } from './tree.ts';

/** Turns text into a syntax tree, as the file being linted was. */
export type Parse = (text: string, filename: string) => T.Program;

/** How many files of the project are kept, and how many of them parsed; the one that was asked for longest ago goes first. */
const most = { read: 2000, parsed: 200 };

/** Whether what a file exports may have these facts. */
export type Passes = Readonly<Record<keyof PassedOn, boolean>>;

interface Known {
  /** When the file was last looked at. */
  seen: number;
  /** What tells one state of it from another. */
  changed: string | undefined;
  text: string;
  /** Where it calls what a known package hands out or makes. */
  calls: PassedOn;
  /** The modules whose exports it passes on. */
  from: readonly string[];
  /** The names that it exports itself, by its text. */
  names?: ReadonlySet<string>;
}

/** A file as it was parsed; nothing where that failed. */
type Parsed = { program: T.Program; origin: Origin } | undefined;

/** How far behind its name a function or variable may get what it gives, in characters. */
const reach = 3000;

/** Looks into the project's own files for what they export. */
export class Project {
  readonly #catalogue: Catalogue;
  readonly #keys: VisitorKeys;
  readonly #parse: Parse;
  readonly #files = new Map<string, Known>();
  readonly #modules = new Map<string, { of: Known; module: Parsed }>();
  readonly #destinations: Destinations;
  #depth = 0;

  constructor(catalogue: Catalogue, keys: VisitorKeys, parse: Parse) {
    this.#catalogue = catalogue;
    this.#keys = keys;
    this.#parse = parse;
    this.#destinations = new Destinations(catalogue.packages);
  }

  /** Whether a specifier leads to a file of the project. */
  isOwn(from: string, specifier: string): boolean {
    return isRelative(specifier) || this.#destinations.of(from, specifier) !== undefined;
  }

  /** What the file that a specifier leads to exports under a name; unless it is sought, nothing of files without a known package. */
  imported(from: string, specifier: string, name: string, isSought = false, isNamed = true): Definition | undefined {
    if (this.#depth > 3) return undefined;
    const file = this.#destinations.of(from, specifier);
    const known = file === undefined ? undefined : this.#read(file);
    if (file === undefined || !known) return undefined;
    const forwards = this.#forwards(file, known);
    // Of many files that are passed on whole, one has the name.
    if (isSought && !isNamed && !forwards && !(known.names ??= namesIn(known.text)).has(name)) return undefined;
    if (!(isSought && (forwards || name === '*' || known.text.includes(name))) && !mayGive(known, name, forwards)) return undefined;
    const module = this.#moduleOf(file, known);
    if (!module) return undefined;
    const ways = exportsOf(module.program, name);
    for (const exported of isSought ? ways : ways.slice(0, 1)) {
      if ('node' in exported) return { node: exported.node, origin: module.origin };
      this.#depth += 1;
      const further = this.imported(file, exported.from, exported.name, isSought, !exported.isWhole);
      this.#depth -= 1;
      if (further) return further;
    }
    return undefined;
  }

  /** Whether what another file exports may have an origin, as far as its text tells. */
  passes(from: string, specifier: string): Passes {
    const file = this.#destinations.of(from, specifier);
    if (file === undefined) return { acquires: false, creates: false };
    const known = this.#read(file);
    const { calls } = known;
    const forwards = this.#forwards(file, known);
    return { acquires: forwards || calls.acquires.length > 0, creates: forwards || calls.creates.length > 0 };
  }

  /** Whether it passes on what other files of the project export. */
  #forwards(file: string, { from }: Known): boolean {
    return from.some(specifier => this.isOwn(file, specifier));
  }

  #read(file: string): Known {
    let known = this.#files.get(file);
    if (known && isCurrent(file, known)) return known;
    const [seen, changed] = [performance.now(), changeOf(file)];
    const text = textOf(file) ?? '';
    const from = [...text.matchAll(passesOn)].map(([, specifier = '']) => specifier);
    known = { seen, changed, text, calls: this.#catalogue.mentions.passedOn(text), from };
    keep(this.#files, file, known, most.read);
    return known;
  }

  #moduleOf(file: string, known: Known): Parsed {
    const kept = this.#modules.get(file);
    const module = kept?.of === known ? kept.module : this.#parsed(file, known.text);
    keep(this.#modules, file, { of: known, module }, most.parsed);
    return module;
  }

  #parsed(file: string, text: string): Parsed {
    try {
      const program = this.#parse(text, file);
      setParents(program, this.#keys);
      const origin = new Origin({
        bindings: new TreeBindings(program, this.#keys),
        keys: this.#keys,
        catalogue: this.#catalogue,
        text,
        sourceOf: node => text.slice(node.range[0], node.range[1]),
        isOwn: specifier => this.isOwn(file, specifier),
        imported: (specifier, name, isSought) => this.imported(file, specifier, name, isSought),
      });
      return { program, origin };
    } catch {
      // A file that cannot be parsed says nothing here; its own lint will tell.
      return undefined;
    }
  }
}

/** Puts something last in a map that holds so many at most. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value, size: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > size && oldest !== undefined) map.delete(oldest);
}

/** `export class Pool`, `export { open, close as end }` */
const named = /\bexport\s+(?:(?:declare|abstract|async)\s+)*(?:(?:function\s*\*?|class|const|let|var)\s*([\w$]+)|(?:type\s*)?\{([^}]*)\})/g;

/** The names that a text exports; those of CommonJS are passed on whole by nobody. */
function namesIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(named)].flatMap(([, name, names]) => names?.match(/[\w$]+/g) ?? name ?? []));
}

/** `export … from './other'` */
const passesOn = /export\s*(?:\*|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]/g;

/** Whether parsing a file can be worth it: it passes the name on from elsewhere, or gets something close behind it. */
function mayGive({ text, calls: { acquires, creates } }: Known, name: string, forwards: boolean): boolean {
  const calls = [...acquires, ...creates];
  const forwarded = `export\\s*(?:\\*|\\{[^}]*\\b${name.replace(/\W/g, '')}\\b[^}]*\\})\\s*from\\s*['"]`;
  if (forwards && new RegExp(forwarded).test(text)) return true;
  if (calls.length === 0) return false;
  if (!/^[\w$]+$/.test(name) || name === 'default') return true;
  // `module.exports = { conn: getConnection }`, `export const db = new Database()`
  const meant = new RegExp(`\\b${name}\\s*[:=]\\s*(?:new\\s+)?(\\w+)\\s*[(,;}\\n]`).exec(text)?.[1];
  const names = meant === undefined ? name : `(?:${name}|${meant})`;
  return [...text.matchAll(new RegExp(`(class\\s+)?\\b${names}\\b`, 'g'))].some(({ index, 1: isClass }) =>
    calls.some(call => call >= index && (isClass !== undefined || call - index < reach)),
  );
}

/** Whether a file is as it was. */
function isCurrent(path: string, known: Known): boolean {
  const now = performance.now();
  if (now - known.seen < trusted) return true;
  if (known.changed === undefined || changeOf(path) !== known.changed) return false;
  known.seen = now;
  return true;
}

function changeOf(path: string): string | undefined {
  const state = stateOf(path);
  return state && `${String(state.mtimeMs)} ${String(state.size)}`;
}

type Parser = Partial<
  Record<'parse', (text: string, options: object) => T.Program> &
    Record<'parseForESLint', (text: string, options: object) => { ast: T.Program }>
>;

const projects = new WeakMap<object, WeakMap<Catalogue, Project>>();

/** What the file being linted imports from the project. */
export interface Imports {
  /** Whether a specifier leads to a file of the project. */
  isOwn(specifier: string): boolean;
  imported(specifier: string, name: string, isSought?: boolean): Definition | undefined;
  /** Whether what is imported from there may have an origin, as far as the text tells. */
  passes(specifier: string): Passes;
}

/** What is known of imports, as a module is asked for it: where nothing can be looked up, only paths lead to files. */
export const importing = (imports: Imports | undefined): Pick<Module, 'isOwn' | 'imported'> => ({ isOwn: isRelative, ...imports });

/** Looks up imports of the file being linted, parsed as that file was; nothing where there is no parser or no file. */
export function importsOf(context: Rule.RuleContext, catalogue: Catalogue, keys: VisitorKeys): Imports | undefined {
  const { parser, parserOptions, ecmaVersion } = context.languageOptions as {
    parser?: Parser;
    parserOptions?: object;
    ecmaVersion?: number;
  };
  const file = context.physicalFilename;
  if (!parser || !isAbsolute(file)) return undefined;
  let known = projects.get(parser);
  if (!known) projects.set(parser, (known = new WeakMap()));
  let project = known.get(catalogue);
  if (!project) {
    project = new Project(catalogue, keys, (text, filename) => {
      const sourceType = /^[^\S\n]*(import|export)\s/m.test(text) ? 'module' : 'commonjs';
      const options = {
        ...parserOptions,
        ecmaVersion,
        sourceType: sourceType === 'commonjs' && parser.parseForESLint ? 'script' : sourceType,
        filePath: filename,
        range: true,
        loc: true,
        project: undefined,
        projectService: undefined,
        programs: undefined,
        jsx: /x$/.test(filename),
      };
      return parser.parseForESLint ? parser.parseForESLint(text, options).ast : (parser.parse?.(text, options) as T.Program);
    });
    known.set(catalogue, project);
  }
  const found = project;
  return {
    isOwn: specifier => found.isOwn(file, specifier),
    imported: (specifier, name, isSought) => found.imported(file, specifier, name, isSought),
    passes: specifier => found.passes(file, specifier),
  };
}
