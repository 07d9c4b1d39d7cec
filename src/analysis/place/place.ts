import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, enclosingFunction, isCall, isFunction, isLoop, stringOf, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Handles } from '../../library.ts';
import { localCalls, nameOf } from '../origin/callers.ts';
import { entryFor, handingsOf, isPerItem } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { annotatedFunction, annotationOf, inheritedPath, isShown } from '../origin/parameter.ts';
import { routeOf } from '../origin/route.ts';
import { passesOn } from '../origin/shown.ts';
import { isRouteHandler } from '../origin/under-path.ts';
import { isMounted } from './mounted.ts';
import { repeats } from './repeat.ts';
import { readiesPlugin, registers } from './routing.ts';

/** A function that runs once per request, message or job. */
export interface Handler {
  fn: FunctionNode;
  /** `request`, `job`, `message`, `connection` */
  what: string;
  /** There is no process to share things in. */
  isolate: boolean;
  /** Whether it is known by where it is registered or what it is given, and a response ends it. */
  sure: boolean;
  /** Whether what it returns is what the client is sent. */
  returns: Handles['returns'] | false;
}

/** How often a node runs. */
export interface Place {
  /** The innermost function. */
  fn: FunctionNode | undefined;
  /** The nearest handler that the node runs in. */
  handler: Handler | undefined;
  /** The nearest loop, or callback that runs per item, between the node and its handler or the module. */
  loop: Node | undefined;
  /** `once` for module level and what start-up calls; `instance` for a constructor; else `call`. */
  runs: 'once' | 'instance' | 'call';
}

/** A place in a function; each answer is worked out when first asked, for most are asked for the handler alone. */
class Within implements Place {
  readonly fn: FunctionNode;
  readonly #node: Node;
  readonly #origin: Origin;
  readonly #handlerOf: (fn: FunctionNode) => Handler | undefined;
  readonly #runsOf: (fn: FunctionNode) => Place['runs'];
  #handler: { found: Handler | undefined } | undefined;
  #loop: { found: Node | undefined } | undefined;

  constructor(
    node: Node,
    fn: FunctionNode,
    origin: Origin,
    handlerOf: (fn: FunctionNode) => Handler | undefined,
    runsOf: (fn: FunctionNode) => Place['runs'],
  ) {
    this.fn = fn;
    this.#node = node;
    this.#origin = origin;
    this.#handlerOf = handlerOf;
    this.#runsOf = runsOf;
  }

  get handler(): Handler | undefined {
    this.#handler ??= { found: this.#nearestHandler() };
    return this.#handler.found;
  }

  get loop(): Node | undefined {
    this.#loop ??= { found: loopAround(this.#node, this.handler?.fn, this.#origin) };
    return this.#loop.found;
  }

  get runs(): Place['runs'] {
    return this.handler ? 'call' : this.#runsOf(this.fn);
  }

  #nearestHandler(): Handler | undefined {
    for (let fn: FunctionNode | undefined = this.fn; fn; fn = enclosingFunction(fn)) {
      const handler = this.#handlerOf(fn);
      if (handler) return handler;
    }
    return undefined;
  }
}

/** The nearest loop, or callback that runs per item, around a node, as far as its handler. */
function loopAround(node: Node, handler: FunctionNode | undefined, origin: Origin): Node | undefined {
  let below = node;
  for (const at of ancestors(node)) {
    if (at === handler) return undefined;
    if ((isLoop(at) && repeats(at, below)) || (isFunction(at) && isPerItem(at, origin))) return at;
    below = at;
  }
  return undefined;
}

type Found = Pick<Handles, 'what' | 'isolate' | 'open' | 'returns'> & { shown?: true };

/** Names that start-up code goes by, the one thing that a name may tell: that we stay silent. */
const startUp = new RegExp([
  /^(main|run|cli|up|down|seed|migrate|plugin|useFactory|boot(strap)?|start|init(iali[sz]e)?|setup|connect|configure)$/,
  /^(onModuleInit|afterInit|onApplicationBootstrap|on(Startup|Boot)|before(All|Each)?|create(App|Server|Application)|build(App|Server)?)$/,
  /^(start|init|setUp|setup|bootstrap|connect|configure|initiali[sz]e)[A-Z_]/,
].map(({ source }) => source).join('|'));

/** Whether a function is taken for one that runs once by its name alone. */
export const isNamedStartUp = (fn: FunctionNode): boolean => isStartUp(nameOf(fn) ?? '');

/** `init`, `Init` */
const isStartUp = (name: string): boolean => startUp.test(name.replace(/^[A-Z]/, first => first.toLowerCase()));

/** Whether a node is only reached where something is so: `if (!client) connect();`. */
function isUnderTest(node: Node): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    if (/^(IfStatement|ConditionalExpression|LogicalExpression|SwitchCase|CatchClause)$/.test(at.type)) return true;
  }
  return false;
}

/** Finds how often the code of one file runs. */
export class Places {
  readonly #origin: Origin;
  readonly #mayServe: () => boolean;
  readonly #handlers = new Map<FunctionNode, Handler | undefined>();
  readonly #frequencies = new Map<FunctionNode, Place['runs']>();

  /** `mayServe` says whether the file may hold handlers at all. */
  constructor(origin: Origin, mayServe: () => boolean) {
    this.#origin = origin;
    this.#mayServe = mayServe;
  }

  of(node: Node): Place {
    const fn = enclosingFunction(node);
    if (!fn) return { fn, handler: undefined, loop: loopAround(node, undefined, this.#origin), runs: 'once' };
    return new Within(node, fn, this.#origin, at => this.handlerOf(at), at => this.#runs(at));
  }

  /** What makes a function a handler, if anything does. */
  handlerOf(fn: FunctionNode): Handler | undefined {
    if (!this.#mayServe()) return undefined;
    if (this.#handlers.has(fn)) return this.#handlers.get(fn);
    this.#handlers.set(fn, undefined); // a function that only calls itself is no handler
    const found: Found | undefined =
      this.#registered(fn) ?? this.#decorated(fn) ?? this.#inherited(fn) ?? routeOf(fn, this.#origin)?.handles ?? this.#typed(fn)
      ?? (isRouteHandler(fn, this.#origin) ? { what: 'request', returns: true } : undefined);
    const handler = found
      ? { fn, what: found.what, isolate: found.isolate === true, sure: this.#isSure(fn, found), returns: found.returns ?? false }
      : this.#onlyCalledByHandlers(fn);
    this.#handlers.set(fn, handler);
    return handler;
  }

  #isSure(fn: FunctionNode, { open, shown }: Found): boolean {
    return open !== true && (shown !== true || isMounted(fn, this.#origin) || passesOn(fn, this.#origin));
  }

  #registered(fn: FunctionNode): Found | undefined {
    const declared = annotatedFunction(fn, this.#origin);
    const typed = declared === undefined ? undefined : this.#origin.module.catalogue.get(declared)?.handles?.[0];
    if (typed) return typed;
    for (const handing of handingsOf(fn, this.#origin)) {
      const entry = entryFor(this.#origin.factOfCall(handing.call, 'handles'), handing);
      if (entry) return entry;
    }
    return undefined;
  }

  #decorated(fn: FunctionNode): Found | undefined {
    const method = fn.parent as Node | undefined;
    if (method?.type !== 'MethodDefinition') return undefined;
    for (const { expression } of (method.decorators as T.Decorator[] | undefined) ?? []) {
      // espree has none
      const entry = isCall(expression) ? this.#origin.factOfCall(expression, 'handles')?.[0] : undefined;
      if (entry) return entry;
    }
    return undefined;
  }

  /** A method that a library calls, since its class extends or implements one of the library's. */
  #inherited(fn: FunctionNode): Found | undefined {
    const path = inheritedPath(fn, this.#origin);
    return path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.handles?.[0];
  }

  /** A parameter is what handlers are given. */
  #typed(fn: FunctionNode): Found | undefined {
    if (fn.params.length > 4 || this.#isAnswered(fn)) return undefined;
    for (const parameter of fn.params) {
      const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      const path = name.type === 'Identifier' ? this.#origin.of(name) : annotationOf(name, this.#origin);
      const serves = path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.serves;
      if (serves) return name.type === 'Identifier' && isShown(name, this.#origin) ? { what: serves.what, shown: true } : serves;
    }
    return undefined;
  }

  /** Whether it is given the answer to a request that is sent here: `https.get(url, res => …)`, `req.on('response', res => …)`. */
  #isAnswered(fn: FunctionNode): boolean {
    return [...handingsOf(fn, this.#origin)].some(({ call }) =>
      stringOf(call.arguments[0]) === 'response' || this.#origin.factOfCall(call, 'starts')?.what === 'request');
  }

  #onlyCalledByHandlers(fn: FunctionNode): Handler | undefined {
    const calls = localCalls(fn, this.#origin);
    if (!calls?.length) return undefined;
    const handlers = calls.map(call => this.of(call).handler);
    return handlers.every(handler => handler !== undefined) ? ({ ...handlers[0], fn, returns: false } as Handler) : undefined;
  }

  #runs(fn: FunctionNode): Place['runs'] {
    const known = this.#frequencies.get(fn);
    if (known) return known;
    this.#frequencies.set(fn, 'call');
    const runs = this.#frequency(fn);
    this.#frequencies.set(fn, runs);
    return runs;
  }

  #frequency(fn: FunctionNode): Place['runs'] {
    const parent = fn.parent as Node | undefined;
    if (parent?.type === 'MethodDefinition' && parent.kind === 'constructor') return 'instance';
    if (parent?.type === 'PropertyDefinition' && !isFunction(parent.value)) return 'instance';
    if (isCall(parent) && unwrapped(parent.callee) === fn) return this.of(parent).runs;
    const declared = annotatedFunction(fn, this.#origin);
    if (declared !== undefined && this.#origin.module.catalogue.get(declared)?.calls) return 'once';
    const calls = localCalls(fn, this.#origin) ?? [];
    if (this.#isNamedAndRunOnce(fn, calls)) return 'once';
    for (const handing of handingsOf(fn, this.#origin)) {
      const entry = entryFor(this.#origin.factOfCall(handing.call, 'calls'), handing);
      if (entry && !entry.each) return this.of(handing.call).runs;
    }
    if (registers(fn, this.#origin) || readiesPlugin(fn)) return 'once';
    return calls.length > 0 && calls.every(call => this.of(call).runs === 'once' && !this.of(call).loop) ? 'once' : 'call';
  }

  /** Whether a function goes by a name of start-up, unless all who call it here do so each time. */
  #isNamedAndRunOnce(fn: FunctionNode, calls: readonly CallNode[]): boolean {
    const name = nameOf(fn) ?? '';
    // A method that builds what its caller names is none that makes the application.
    const isBuilder = name === 'build' && fn.parent.type === 'MethodDefinition' && fn.params.length > 0;
    if (isBuilder || !isStartUp(name)) return false;
    return calls.length === 0 || calls.some(call => isUnderTest(call) || this.of(call).runs !== 'call');
  }
}
