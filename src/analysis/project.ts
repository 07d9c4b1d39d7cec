import { readFileSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import type { Rule } from 'eslint';
import type { TSESTree as T } from '@typescript-eslint/utils';
import type { VisitorKeys } from '../ast.ts';
import type { Catalogue } from '../catalogue.ts';
import type { PassedOn } from '../mention.ts';
import type { Definition } from './definition.ts';
import { Origin } from './origin.ts';
import { exportOf, setParents, TreeBindings } from './tree.ts';

/** Turns text into a syntax tree, as the file being linted was. */
export type Parse = (text: string, filename: string) => T.Program;

/** What a specifier may leave out. A folder may have the name of a file without an ending. */
const endings = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', ''];
/** What a folder stands for. */
const indexes = ['index.ts', 'index.js'];
/** How many files of the project are kept parsed; the one that was asked for longest ago goes first. */
const most = 200;

/** For how long the file system is taken to be as it was, in milliseconds: less than it takes to save a file and look at another. */
const trusted = 1000;

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
  /** Whether it passes on what other files export. */
  forwards: boolean;
  /** Parsed when first asked for; nothing where that fails. */
  module?: { program: T.Program; origin: Origin } | undefined;
}

/** How far behind its name a function or variable may get what it gives, in characters. */
const reach = 3000;

/** Looks into the project's own files for what they export. */
export class Project {
  readonly #catalogue: Catalogue;
  readonly #keys: VisitorKeys;
  readonly #parse: Parse;
  readonly #files = new Map<string, Known>();
  /** Where paths without an ending led to when last looked at. */
  readonly #led = new Map<string, { seen: number; file: string | undefined }>();
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
    const known = file === undefined ? undefined : this.#read(file);
    if (file === undefined || !known || !mayGive(known, name)) return undefined;
    if (!('module' in known)) known.module = this.#parsed(file, known.text);
    const { module } = known;
    if (!module) return undefined;
    const exported = exportOf(module.program, name);
    if (!exported) return undefined;
    if ('node' in exported) return { node: exported.node, origin: module.origin };
    this.#depth += 1;
    const further = this.imported(file, exported.from, exported.name);
    this.#depth -= 1;
    return further;
  }

  /** Whether what another file exports may have an origin, as far as its text tells. */
  passes(from: string, specifier: string): Passes {
    const file = this.#resolve(from, specifier);
    if (file === undefined) return { acquires: false, creates: false };
    const { calls, forwards } = this.#read(file);
    return { acquires: forwards || calls.acquires.length > 0, creates: forwards || calls.creates.length > 0 };
  }

  #resolve(from: string, specifier: string): string | undefined {
    const path = resolve(dirname(from), specifier);
    const known = this.#led.get(path);
    if (known && performance.now() - known.seen < trusted) return known.file;
    if (this.#led.size > 10 * most) this.#led.clear();
    const file = fileAt(path);
    this.#led.set(path, { seen: performance.now(), file });
    return file;
  }

  #read(file: string): Known {
    let known = this.#files.get(file);
    if (known && isCurrent(file, known)) return known;
    const [seen, changed] = [performance.now(), changeOf(file)];
    const text = textOf(file);
    known = { seen, changed, text, calls: this.#catalogue.mentions.passedOn(text), forwards: passesOn.test(text) };
    this.#files.delete(file);
    this.#files.set(file, known);
    const [oldest] = this.#files.keys();
    if (this.#files.size > most && oldest !== undefined) this.#files.delete(oldest);
    return known;
  }

  #parsed(file: string, text: string): Known['module'] {
    try {
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
      return { program, origin };
    } catch {
      // A file that cannot be parsed says nothing here; its own lint will tell.
      return undefined;
    }
  }
}

/** `export … from './other'` */
const passesOn = /export\s*(?:\*|\{[^}]*\})\s*from\s*['"]\./;

/** Whether parsing a file can be worth it: it passes the name on from elsewhere, or gets something close behind it. */
function mayGive({ text, forwards, calls: { acquires, creates } }: Known, name: string): boolean {
  const calls = [...acquires, ...creates];
  const forwarded = `export\\s*(?:\\*|\\{[^}]*\\b${name.replace(/\W/g, '')}\\b[^}]*\\})\\s*from\\s*['"]\\.`;
  if (forwards && new RegExp(forwarded).test(text)) return true;
  if (calls.length === 0) return false;
  if (!/^[\w$]+$/.test(name) || name === 'default') return true;
  // `module.exports = { conn: getConnection }`
  const meant = new RegExp(`\\b${name}\\s*[:=]\\s*(\\w+)\\s*[,;}\\n]`).exec(text)?.[1];
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

function stateOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** The file that a path leads to: its ending or its `index` may be left out, and compiled code has the ending of what it becomes. */
function fileAt(path: string): string | undefined {
  const source = path.replace(/\.([cm]?)js$/, '.$1ts');
  const paths = [...endings.map(ending => path + ending), source, ...indexes.map(index => `${path}/${index}`)];
  return paths.find(each => stateOf(each)?.isFile());
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

type Parser = Partial<
  Record<'parse', (text: string, options: object) => T.Program> &
    Record<'parseForESLint', (text: string, options: object) => { ast: T.Program }>
>;

const projects = new WeakMap<object, WeakMap<Catalogue, Project>>();

/** What the file being linted imports from the project. */
export interface Imports {
  imported(specifier: string, name: string): Definition | undefined;
  /** Whether what is imported from there may have an origin, as far as the text tells. */
  passes(specifier: string): Passes;
}

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
      const sourceType = /^\s*(import|export)\s/m.test(text) ? 'module' : 'commonjs';
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
    imported: (specifier, name) => found.imported(file, specifier, name),
    passes: specifier => found.passes(file, specifier),
  };
}
