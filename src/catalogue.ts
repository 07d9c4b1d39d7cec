import { memberName, unwrapped, type CallNode } from './ast.ts';
import {
  exchangedBy, exchangesOf, shownCallsOf, shownQueriesOf, shownThingsOf, type Exchange, type ShownCall, type ShownQuery, type ShownThing,
} from './evidence.ts';
import type { Calls, Facts, Handles, Library, Path, Routes } from './library.ts';
import type { Limit, Staggers } from './limits.ts';
import * as shipped from './libraries/index.ts';
import { ofBoth, ofPages } from './libraries/pages.ts';
import { Mentions } from './mention.ts';

/** A path with its package in front: `pg:Pool().connect()`; globals have none: `:setTimeout()`. */
export type FullPath = string;
export type Fact = keyof Facts;

/** Facts that may be given once or as a list. */
type Listed = 'handles' | 'calls' | 'limits';

/** Facts as the engine reads them: what may be given once or as a list is a list. */
export interface Known extends Omit<Facts, Listed> {
  handles?: readonly Handles[];
  calls?: readonly Calls[];
  limits?: readonly Limit[];
}

/** An export of a package that can be used where something else is, which has no bound. */
export interface Bounding {
  module: string;
  name: string;
  uses: readonly string[];
  write: string;
}

/** A package whose one function runs a few at a time. */
export interface Staggering extends Staggers {
  module: string;
}

/** Every fact of every library, the shipped ones and the user's. */
export class Catalogue {
  readonly #facts = new Map<FullPath, Known>();
  readonly #aliases = new Map<FullPath, FullPath>();
  readonly #names = new Map<Fact, Set<string>>();
  /** Paths with `**`, which stands for any way from there. */
  readonly #deep: { start: string; name: string; whole: RegExp; facts: Known }[] = [];
  /** What the libraries know, by the text of a file alone. */
  readonly mentions: Mentions;
  readonly routes: readonly Routes[];
  /** Requests and responses that show what they are by the members used on them. */
  readonly exchanges: readonly Exchange[];
  /** All the members that show one. */
  readonly exchanged: ReadonlySet<string>;
  /** Calls that are known by what is done with what they give, by their names. */
  readonly shownCalls: ReadonlyMap<string, readonly ShownCall[]>;
  /** Calls that send a statement and are known by an option, by their names. */
  readonly shownQueries: ReadonlyMap<string, ShownQuery>;
  /** What is known by what it is asked and how it is closed, by the names of the calls that close it. */
  readonly shownThings: ReadonlyMap<string, readonly ShownThing[]>;
  /** The names of methods that write a piece. */
  readonly writing: ReadonlySet<string>;
  /** The packages of {@link exchanges}: they need not be imported to be met. */
  readonly met: readonly string[];
  /** The packages that make what is worth keeping, of the same always the same. */
  readonly making: ReadonlySet<string>;
  /** The packages of which something is known. */
  readonly packages: ReadonlySet<string>;
  /** The packages that only pages in a browser load. */
  readonly ofPages = ofPages;
  /** The packages that pages load as well as servers. */
  readonly ofBoth = ofBoth;

  /** What runs a few at a time where all would run at once. */
  readonly staggering: readonly Staggering[];
  /** A cache with a bound that can stand for a `Map`. */
  readonly boundedMap: Bounding | undefined;

  constructor(libraries: readonly Library[]) {
    for (const { package: name, paths } of libraries) {
      for (const [path, facts] of Object.entries(paths)) this.#add(name, path, facts);
    }
    for (const [path, target] of this.#aliases) this.#name(path, this.#facts.get(target));
    this.boundedMap = boundingOf(this.#facts);
    this.staggering = [...this.#facts].flatMap(([path, { staggers }]) =>
      (staggers ? { module: path.replace(/:.*/s, ''), ...staggers } : []));
    this.mentions = new Mentions(libraries);
    this.routes = libraries.flatMap(library => library.routes ?? []);
    this.exchanges = libraries.flatMap(library => exchangesOf(library));
    this.exchanged = exchangedBy(this.exchanges);
    this.shownCalls = shownCallsOf(libraries);
    this.shownQueries = shownQueriesOf(libraries);
    this.shownThings = shownThingsOf(libraries);
    this.writing = new Set(['write', ...[...this.#facts.values()].flatMap(({ writes }) => writes?.by ?? [])]);
    this.packages = new Set(libraries.map(({ package: name }) => name));
    const isMaking = ({ paths }: Library): boolean => Object.values(paths).some(facts => typeof facts === 'object' && facts.costs);
    this.making = new Set(libraries.filter(isMaking).map(({ package: name }) => name));
    this.met = libraries.flatMap(library => (library.routes || exchangesOf(library).length > 0 ? [library.package] : []));
  }

  #add(name: string, path: Path, facts: Facts | Path): void {
    const full = `${name}:${path}`;
    if (typeof facts === 'string') {
      this.#aliases.set(full, facts.includes(':') ? facts : `${name}:${facts}`);
      return;
    }
    const [start = '', rest] = full.split('**');
    if (rest === undefined) this.#facts.set(full, { ...this.#facts.get(full), ...known(facts) });
    else {
      const whole = new RegExp(`^.+${escaped(rest).replaceAll('\\*', '[\\w$]+')}$`);
      this.#deep.push({ start, name: lastName(start.slice(0, -1)), whole, facts: known(facts) });
    }
    this.#name(path, facts);
  }

  /** Calls with a fact are looked for by their last name, that of an alias too. */
  #name(path: Path, facts: Facts | Known | undefined): void {
    if (path.includes('**')) return;
    for (const fact of Object.keys(facts ?? {}) as Fact[]) {
      let names = this.#names.get(fact);
      if (!names) this.#names.set(fact, names = new Set());
      names.add(lastName(path));
    }
  }

  /** What is known of a value that was obtained so; `*` stands for any name. */
  get(path: FullPath): Known | undefined {
    const facts = this.#facts.get(path);
    if (facts || !path.endsWith('()')) return facts;
    return this.#facts.get(path.replace(/[\w$#]+\(\)$/, '*()')) ?? this.#facts.get(path.replace(/\.[\w$]+(\.[\w$]+\(\))$/, '.*$1'))
      ?? this.#deep.find(({ start, whole }) => path.startsWith(start) && whole.test(path.slice(start.length)))?.facts;
  }

  /** What is known of a call on any object, by its last names: `logger.info()`, `forEach()`. */
  ofAny(node: CallNode): Known | undefined {
    const callee = unwrapped(node.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    if (callee.type !== 'MemberExpression' || name === undefined) return undefined;
    const object = unwrapped(callee.object);
    const owner = object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : undefined;
    return (owner === undefined ? undefined : this.get(`*:${owner}.${name}()`)) ?? this.#facts.get(`*:${name}()`);
  }

  /** Whether a text names what calls of any name may be made below. */
  isDeep(text: string): boolean {
    return this.#deep.some(({ name }) => text.includes(name));
  }

  /** The path that the libraries use for it. */
  canonical(path: FullPath): FullPath {
    return this.#aliases.get(path) ?? path;
  }

  /** Whether a type's path stands for what only an acquiring call gives: `PoolClient` is what `connect()` hands out. */
  isHandedOut(path: FullPath): boolean {
    return /[^(:]\(\)\.[\w$]+\(\)$/.test(path);
  }

  /** One step further: `()` or `.name`. */
  step(path: FullPath, step: string): FullPath {
    const next = path.endsWith(':') && step.startsWith('.') ? path + step.slice(1) : path + step;
    return this.canonical(next);
  }

  /** The names under which calls with this fact are made: `connect`, `getConnection`; empty where the module itself is called. */
  names(fact: Fact): ReadonlySet<string> {
    return this.#names.get(fact) ?? none;
  }
}

function boundingOf(facts: ReadonlyMap<FullPath, Known>): Bounding | undefined {
  for (const [path, { keeps }] of facts) {
    const [, module, name] = /^([^:]+):(\w+)\(\)$/.exec(path) ?? [];
    if (keeps?.forMap && module !== undefined && name !== undefined) return { module, name, ...keeps.forMap };
  }
  return undefined;
}

/** A text as a regular expression that matches just it. */
export const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const none: ReadonlySet<string> = new Set();

function known({ handles, calls, limits, ...rest }: Facts): Known {
  return {
    ...rest,
    ...(handles && { handles: list(handles) }),
    ...(calls && { calls: list(calls) }),
    ...(limits && { limits: list(limits) }),
  };
}

/** What may be given once or as a list, as a list. */
export function list<Item>(items: Item | readonly Item[] | undefined): readonly Item[] {
  if (items === undefined) return [];
  return Array.isArray(items) ? items as readonly Item[] : [items as Item];
}

/** The last name of a path: `connect` of `Pool().connect()`. */
export function lastName(path: Path): string {
  return /([\w$*]*)(?:\(\))?$/.exec(path)?.[1] ?? '';
}

const libraries: readonly Library[] = Object.values(shipped);
const ours = new Catalogue(libraries);
const made = new WeakMap<readonly Library[], Catalogue>();

/** The catalogue with the user's libraries added; one catalogue a settings object. */
export function catalogueWith(extra: readonly Library[] | undefined): Catalogue {
  if (!extra?.length) return ours;
  let catalogue = made.get(extra);
  if (!catalogue) made.set(extra, catalogue = new Catalogue([...libraries, ...extra]));
  return catalogue;
}
