import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { ScopeBindings } from './analysis/binding.ts';
import { receiverOf } from './analysis/call.ts';
import { fatesOf, type Fate } from './analysis/fate.ts';
import { downwardArrays, pushedArrays, type Filling } from './analysis/filling.ts';
import { Growths, type Growth } from './analysis/growth.ts';
import { keepingOf, variesPerCall, type Keeping } from './analysis/keeping.ts';
import { Origin, type Module } from './analysis/origin.ts';
import { importsOf } from './analysis/project.ts';
import { Places, type Handler, type Place } from './analysis/place.ts';
import { Reach } from './analysis/reach.ts';
import { routesOf } from './analysis/route.ts';
import { Types } from './analysis/types.ts';
import { Uses, type Use } from './analysis/use.ts';
import type { Leaking } from './fixes/release-in-finally.ts';
import { children, contains, isCall, memberName, type FunctionNode, type Node, type VisitorKeys } from './ast.ts';
import { catalogueWith, faultIn, list, type Catalogue, type Fact } from './catalogue.ts';
import type { Acquires, Library } from './library.ts';

type Kinds = { [Of in Node as `${Of['type']}`]: Of };

/** All that a rule may ask about the file being linted. Made once per file, answers worked out when first asked. */
export class File {
  readonly source: TSESLint.SourceCode;
  readonly keys: VisitorKeys;
  readonly catalogue: Catalogue;
  readonly origin: Origin;
  readonly bindings: ScopeBindings;
  readonly types: Types | undefined;
  /** Whether the file is TypeScript, by its name. */
  readonly isTypeScript: boolean;
  readonly #places: Places;
  readonly #uses: Uses;
  readonly #runners: ReadonlySet<string>;
  #reach: Reach | undefined;
  #growths: Growths | undefined;
  #kinds: Map<string, Node[]> | undefined;
  #members: Map<string, Node[]> | undefined;

  constructor(source: TSESLint.SourceCode, filename: string, catalogue: Catalogue, imported?: Module['imported'], runners: readonly string[] = []) {
    this.source = source;
    this.keys = source.visitorKeys;
    this.catalogue = catalogue;
    this.isTypeScript = /\.[cm]?tsx?$/.test(filename);
    this.#runners = new Set(runners);
    this.bindings = new ScopeBindings(source);
    const services = source.parserServices;
    this.types = services?.program && 'getTypeAtLocation' in services ? new Types(services as ConstructorParameters<typeof Types>[0]) : undefined;
    const module: Module = {
      bindings: this.bindings,
      keys: this.keys,
      catalogue,
      text: source.text,
      routes: routesOf(filename, source.text, catalogue),
      documented: fn => this.#documented(fn),
      sourceOf: node => this.text(node),
      callsIn: fn => [...this.each('CallExpression')].filter(call => contains(fn, call)),
      ...(imported && { imported }),
      membersNamed: name => this.#membersNamed(name),
      ...(this.types && { typed: (node: Node) => this.types?.pathOf(node) }),
    };
    this.origin = new Origin(module);
    this.#places = new Places(this.origin);
    this.#uses = new Uses(this.origin);
  }

  /** Every node of a kind, in the order of the text. */
  each<Kind extends keyof Kinds>(kind: Kind): readonly Kinds[Kind][] {
    this.#kinds ??= index(this.source);
    return (this.#kinds.get(kind) ?? []) as unknown as readonly Kinds[Kind][];
  }

  /** The calls of which the libraries know such a fact. */
  having<Of extends Fact>(fact: Of): readonly Use<Of>[] {
    return this.#uses.having(fact, [...this.each('CallExpression'), ...this.each('NewExpression')]);
  }

  /** How often a node runs, and in which handler. */
  place(node: Node): Place {
    return this.#places.of(node);
  }

  /** Where the resources of an acquiring call go, and how they get lost there. */
  fates(use: Use<'acquires'>): readonly Fate[] {
    return fatesOf(use, this.origin);
  }

  /** A resource as a repair needs it; nothing where the owner is handed it, or where the right release depends on the outcome. */
  leaking(use: Use<'acquires'>, fate: Fate): Leaking | undefined {
    if (!('start' in fate) || !fate.start.acquired || fate.start.conditional || use.facts.acquires.choice) return undefined;
    // What works on its own would be stopped at once.
    if (fate.kind === 'never' && use.facts.acquires.only) return undefined;
    const { acquired, resource, conduct } = fate.start;
    return {
      source: this.source,
      acquired,
      name: resource.name,
      mentions: resource.mentions,
      releases: [...conduct.releases],
      release: this.#releaseIn(use, resource.name, resource.acquires),
    };
  }

  /** Whether a thing that is made will be found again by a later call. */
  keeping(use: Use<'creates'>): Keeping {
    return keepingOf(use, this.origin);
  }

  /** Whether an expression depends on what its function is called with. */
  varies(node: Node): boolean {
    return variesPerCall(node, this.origin);
  }

  /** Whether work that is started in a handler ends with the request. */
  get reach(): Reach {
    return this.#reach ??= new Reach(this.origin, this.#runners, this.types && (node => this.types?.isPromise(node)));
  }

  /** The arrays that are made empty though their length is known when a loop begins to fill them. */
  fillings(way: Filling['way']): Iterable<Filling> {
    return way === 'push' ? pushedArrays(this.each('CallExpression'), this.origin, this.isTypeScript)
      : downwardArrays(this.each('AssignmentExpression'), this.origin, this.isTypeScript);
  }

  /** The strings that grow in loops. */
  get growths(): readonly Growth[] {
    this.#growths ??= new Growths(this.origin, this, this.types && (node => this.types?.isString(node) === true));
    return this.#growths.all;
  }

  handlerOf(fn: FunctionNode): Handler | undefined {
    return this.#places.handlerOf(fn);
  }

  /** The call that gives a resource back, in the names of the code: `client.release()`. */
  releaseOf(use: Use<'acquires'>, fate: Fate): string {
    const named = { name: 'field' in fate ? fate.field : nameFor(use.facts.acquires), acquires: use.facts.acquires };
    const { name, acquires } = 'start' in fate ? fate.start.resource : named;
    return this.#releaseIn(use, name, acquires).replace(/^await /, '');
  }

  #releaseIn(use: Use<'acquires'>, name: string, { release }: Acquires): string {
    const from = receiverOf(use.node);
    const call = list(release)[0] ?? '';
    return call.replace(/\b(it|from)\b/g, word => (word === 'it' ? name : from ? this.text(from) : 'pool'));
  }

  /** The beginning of a node's text, for a message. */
  excerpt(node: Node): string {
    const [line = ''] = this.text(node).split('\n');
    return line.length > 40 ? `${line.slice(0, 39)}…` : line;
  }

  lastLine(node: Node): number {
    return node.loc.end.line;
  }

  text(node: Node): string {
    return this.source.getText(node as T.Node);
  }

  #documented(fn: FunctionNode): string | undefined {
    if (!this.source.text.includes('@param')) return undefined;
    let at: Node = fn;
    while (at.parent && /^(Variable|Export|Method|Property|Assignment|Expression)/.test(at.parent.type)) at = at.parent;
    const comment = this.source.getCommentsBefore(at as T.Node).at(-1);
    return comment?.type === 'Block' ? comment.value : undefined;
  }

  /** The member expressions of a name that stand where a function may be handed over. */
  #membersNamed(name: string): readonly Node[] {
    if (!this.#members) {
      this.#members = new Map();
      for (const node of this.each('MemberExpression')) {
        const member = memberName(node);
        if (member === undefined || (isCall(node.parent) && node.parent.callee === node)) continue;
        const found = this.#members.get(member);
        if (found) found.push(node);
        else this.#members.set(member, [node]);
      }
    }
    return this.#members.get(name) ?? [];
  }
}

/** What one would call such a resource: `client` for a pooled client, `release` for the function that gives back. */
function nameFor({ what, release }: Acquires): string {
  const call = list(release)[0] ?? '';
  if (/^(await )?it\(\)$/.test(call)) return 'release';
  const names = what.toLowerCase().split(/\W+/);
  const last = names.pop() ?? '';
  // `response.body.cancel()` for a response body
  return (new RegExp(`it\\.${last}\\b`).test(call) && names.pop()) || last;
}

/** Nodes by kind. ESLint's own walk is reused where there is one. */
function index(source: TSESLint.SourceCode): Map<string, Node[]> {
  const kinds = new Map<string, Node[]>();
  const add = (node: Node): void => {
    const found = kinds.get(node.type);
    if (found) found.push(node);
    else kinds.set(node.type, [node]);
  };
  const { traverse } = source as unknown as { traverse?: () => Iterable<{ kind: number; phase: number; target: Node }> };
  if (traverse) {
    for (const { kind, phase, target } of traverse.call(source)) {
      if (kind === 1 && phase === 1) add(target);
    }
    return kinds;
  }
  const pending: Node[] = [source.ast as unknown as Node];
  for (let node = pending.pop(); node; node = pending.pop()) {
    add(node);
    pending.push(...children(node, source.visitorKeys).reverse());
  }
  return kinds;
}

/** `settings.watertight` in the user's configuration. */
export interface Settings {
  /** Libraries of the user's own. */
  libraries?: Library[];
  /** Functions that look after work which outlives a request: `runInBackground`, `jobs.enqueue`. */
  runners?: string[];
}

const files = new WeakMap<object, File>();

/** The file that a rule is run on: one for all rules. */
export function fileOf(context: Rule.RuleContext): File {
  const { sourceCode, filename, settings } = context;
  let file = files.get(sourceCode);
  if (!file) {
    const { libraries, runners } = (settings['watertight'] ?? {}) as Settings;
    const catalogue = catalogueWith(faultIn(libraries) === undefined ? libraries : undefined);
    const source = sourceCode as unknown as TSESLint.SourceCode;
    file = new File(source, filename, catalogue, importsOf(context, catalogue, source.visitorKeys), Array.isArray(runners) ? runners : []);
    files.set(sourceCode, file);
  }
  return file;
}

export type { Fate, Growth, Filling, Handler, Keeping, Place, Use };
