import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { Bounded } from './analysis/bounds/bounded.ts';
import { Streams } from './analysis/bounds/streams.ts';
import { Aftermath } from './analysis/life/aftermath.ts';
import type { Fate } from './analysis/life/fate.ts';
import { Holdings } from './analysis/life/holdings.ts';
import type { Leaking } from './analysis/life/leaking.ts';
import { constructionsIn, type Construction } from './analysis/once/construction.ts';
import { keepingOf, type Keeping } from './analysis/once/keeping.ts';
import { isPersonal } from './analysis/once/personal.ts';
import { sharingOf, type Sharing } from './analysis/once/sharing.ts';
import { ScopeBindings } from './analysis/origin/binding.ts';
import { commentBefore } from './analysis/origin/comment.ts';
import type { Module } from './analysis/origin/module.ts';
import { Nodes, type Kinds } from './analysis/origin/nodes.ts';
import { Origin } from './analysis/origin/origin.ts';
import { importing, importsOf, type Imports } from './analysis/origin/project.ts';
import { routesOf } from './analysis/origin/route.ts';
import { typesOf, typing, type Types } from './analysis/origin/types.ts';
import { Uses, type Use } from './analysis/origin/use.ts';
import { Places, type Handler, type Place } from './analysis/place/place.ts';
import { Reached } from './analysis/place/reached.ts';
import { Promises } from './analysis/reach/promises.ts';
import { promisingNames, Reach } from './analysis/reach/reach.ts';
import { Asked } from './analysis/thrift/asked.ts';
import { fillingsIn, type Filling } from './analysis/thrift/filling.ts';
import { Growths } from './analysis/thrift/growth.ts';
import { scratchesIn, type Scratch } from './analysis/thrift/scratch.ts';
import { unschemedOf, type Unschemed } from './analysis/thrift/serializing.ts';
import { Lasting } from './analysis/undo/lasting.ts';
import { contains, type FunctionNode, type Node, type VisitorKeys } from './ast.ts';
import { catalogueWith, type Catalogue, type Fact } from './catalogue.ts';
import { Hints } from './hint.ts';
import { faultIn, type Settings } from './settings.ts';
import { Text } from './text.ts';
import { tokensOf } from './tokens.ts';

/** All that a rule may ask about the file being linted. Made once per file, answers worked out when first asked. */
export class File extends Text {
  readonly keys: VisitorKeys;
  readonly catalogue: Catalogue;
  readonly origin: Origin;
  readonly bindings: ScopeBindings;
  readonly types: Types | undefined;
  /** Whether the file is TypeScript, by its name. */
  readonly isTypeScript: boolean;
  readonly #nodes: Nodes;
  readonly #places: Places;
  readonly #uses: Uses;
  readonly #runners: ReadonlySet<string>;
  readonly #hints: Hints;
  #startingNames: ReadonlySet<string> | undefined;
  #streams: Streams | undefined;
  #aftermath: Aftermath | undefined;
  #holdings: Holdings | undefined;
  #reach: Reach | undefined;
  #growths: Growths | undefined;
  #reached: Reached | undefined;
  #promises: Promises | undefined;
  #lasting: Lasting | undefined;
  #bounded: Bounded | undefined;
  #asked: Asked | undefined;

  constructor(source: TSESLint.SourceCode, filename: string, catalogue: Catalogue, imports?: Imports, runners: readonly string[] = []) {
    super(source);
    this.keys = source.visitorKeys;
    this.#nodes = new Nodes(source);
    this.catalogue = catalogue;
    this.isTypeScript = /\.[cm]?tsx?$/.test(filename);
    this.#runners = new Set(runners);
    this.bindings = new ScopeBindings(source);
    this.types = typesOf(source.parserServices);
    const routes = routesOf(filename, source.text, tokensOf(source), catalogue);
    this.#hints = new Hints(source, catalogue, imports, () => this.#nodes.calledNames, this.types !== undefined, routes.length > 0);
    const module: Module = {
      bindings: this.bindings,
      keys: this.keys,
      catalogue,
      text: source.text,
      filename,
      mayShow: what => (what === 'calls' ? this.#hints.mayShow : this.#hints.mayServe),
      routes,
      documented: fn => commentBefore(fn, source),
      sourceOf: node => this.text(node),
      callsIn: fn => this.each('CallExpression').filter(call => contains(fn, call)),
      ...importing(imports),
      membersNamed: name => this.#nodes.membersNamed(name),
      callsNamed: name => this.#nodes.callsNamed(name),
      ...(this.types && typing(this.types)),
    };
    this.origin = new Origin(module);
    this.#places = new Places(this.origin, () => this.#hints.mayServe || this.#hints.mayBeGiven('handles'));
    this.#uses = new Uses(this.origin, this.#nodes, this.#hints);
  }

  /** Every node of a kind, in the order of the text. */
  each<Kind extends keyof Kinds>(kind: Kind): readonly Kinds[Kind][] {
    return this.#nodes.each(kind);
  }

  /** The calls made under one of these names, in the order of the text. */
  callsUnder(names: Iterable<string>): readonly Kinds['CallExpression'][] {
    return this.#nodes.callsUnder(names);
  }

  /** The calls of which the libraries know such a fact. */
  having<Of extends Fact>(fact: Of): readonly Use<Of>[] {
    return this.#uses.having(fact);
  }

  /** Whether a name is in the file under which calls with a fact are made. */
  mayName(fact: Fact): boolean {
    return this.#hints.mayName(fact);
  }

  /** Whether the file may hold handlers, by its text alone. */
  get mayServe(): boolean {
    return this.#hints.mayServe;
  }

  /** The names under which work may be started; nothing where another file of the project or the checker may know more. */
  get #starting(): ReadonlySet<string> | undefined {
    if (this.#hints.mayBeGiven('starts') || this.#hints.mayBeGiven('acquires')) return undefined;
    const { functions } = this.#nodes;
    return (this.#startingNames ??= new Set([...this.#hints.names('starts'), ...promisingNames(functions, kind => this.each(kind))]));
  }

  /** How often a node runs, and in which handler. */
  place(node: Node): Place {
    return this.#places.of(node);
  }

  /** The handler that a node runs in or is reached from, through the functions of the file. */
  handlerReaching(node: Node): Handler | undefined {
    this.#reached ??= new Reached(this.origin, at => this.place(at), name => this.#nodes.callsNamed(name));
    return this.#reached.from(node);
  }

  /** Whether somebody may wait for a promise for ever. */
  get promises(): Promises {
    return (this.#promises ??= new Promises(this.origin, node => this.place(node)));
  }

  /** What becomes of what is given back, and of what everybody shares. */
  get aftermath(): Aftermath {
    return (this.#aftermath ??= new Aftermath(this.origin, node => this.place(node)));
  }

  /** What is handed out, and how it gets lost. */
  get holdings(): Holdings {
    return (this.#holdings ??= new Holdings(this.origin, this.source, () => this.having('acquires')));
  }

  /** Whether a thing that is made will be found again by a later call. */
  keeping(use: Use<'creates'>): Keeping {
    return keepingOf(use, this.origin);
  }

  /** Whether the calls that each make such a thing could share one. */
  sharing(use: Use<'creates'>): Sharing {
    return sharingOf(use, this.origin);
  }

  /** What is dear to make and is made of the same again and again. */
  get constructions(): readonly Construction[] {
    return constructionsIn(this.having('costs'), this, this.origin, node => this.place(node));
  }

  /** What a route sends, of which it says nothing beforehand. */
  unschemed(use: Use<'serializes'>): Unschemed | undefined {
    return unschemedOf(use, this.origin);
  }

  /** The buffers that are made and dropped again each time. */
  get scratches(): Iterable<Scratch> {
    return scratchesIn(this.#nodes.calls.all, this.origin, node => this.place(node));
  }

  /** Whether each call makes such a thing with what only it has. */
  isPersonal(use: Use<'creates'>): boolean {
    return isPersonal(use, this.place(use.node), this.origin);
  }

  /** Whether work that is started in a handler ends with the request. */
  get reach(): Reach {
    const isPromise = this.types && ((node: Node): boolean => this.types?.isPromise(node) === true);
    return (this.#reach ??= new Reach(this.origin, this.#runners, this.isTypeScript, () => this.#starting, isPromise));
  }

  /** The arrays that are made empty though their length is known when a loop begins to fill them. */
  fillings(way: Filling['way']): Iterable<Filling> {
    return fillingsIn(way, this.#nodes, this.origin, this.isTypeScript);
  }

  /** The listeners and timers that stay behind. */
  get lasting(): Lasting {
    return (this.#lasting ??= new Lasting(this.origin, this, node => this.place(node), fn => this.handlerOf(fn) !== undefined));
  }

  /** Whether what the file takes in and keeps has a bound. */
  get bounded(): Bounded {
    return (this.#bounded ??= new Bounded(this));
  }

  /** What is asked of somebody else, and how often; nothing where the file asks nobody, by its text alone. */
  get asked(): Asked | undefined {
    if (!this.#hints.mayCall('asks') && !this.#hints.mayCall('waits')) return undefined;
    return (this.#asked ??= new Asked(this, this.origin, name => this.#nodes.callsNamed(name)));
  }

  /** The strings that grow in loops. */
  get growths(): Growths {
    return (this.#growths ??= new Growths(this.origin, this, this.types && (node => this.types?.isString(node) === true)));
  }

  /** What is written to streams, and what they are led into. */
  get streams(): Streams {
    return (this.#streams ??= new Streams(this, this.origin));
  }

  /** Whether the file may write to a client piece by piece, by its text alone. */
  get mayStream(): boolean {
    return this.mayServe || this.#hints.mayHave('writes') || this.#hints.mayHave('reads');
  }

  handlerOf(fn: FunctionNode): Handler | undefined {
    return this.#places.handlerOf(fn);
  }
}

const files = new WeakMap<object, File>();

/** The file that a rule is run on: one for all rules. */
export function fileOf(context: Rule.RuleContext): File {
  const { sourceCode, filename, settings, cwd } = context;
  const known = files.get(sourceCode);
  if (known) return known;
  const own = settings['watertight'];
  const { libraries, runners } = (faultIn(own) === undefined ? (own ?? {}) : {}) as Settings;
  const catalogue = catalogueWith(libraries);
  const source = sourceCode as unknown as TSESLint.SourceCode;
  const pathInProject = filename.startsWith(cwd) ? filename.slice(cwd.length) : filename;
  const file = new File(source, pathInProject, catalogue, importsOf(context, catalogue, source.visitorKeys), runners);
  files.set(sourceCode, file);
  return file;
}

export type * from './findings.ts';
export type { Fate, Filling, Handler, Keeping, Leaking, Node, Place, Sharing, Use };
