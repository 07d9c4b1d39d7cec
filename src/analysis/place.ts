import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, enclosingClass, isCall, isFunction, isLoop, memberName, outermost, propertyName, unwrapped, type FunctionNode, type Node } from '../ast.ts';
import type { Handles, Routes } from '../library.ts';
import { isExported, localCalls } from './callers.ts';
import { entryFor, handingsOf, isPerItem } from './handed.ts';
import type { Origin } from './origin.ts';
import { annotatedFunction, annotationOf, isShown } from './parameter.ts';

/** A function that runs once per request, message or job. */
export interface Handler {
  fn: FunctionNode;
  /** `request`, `job`, `message`, `connection` */
  what: string;
  /** There is no process to share things in. */
  isolate: boolean;
  /** Whether it is known by more than the way its parameters are used, and a response ends it. */
  sure: boolean;
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

type Found = Pick<Handles, 'what' | 'isolate' | 'open'> & { shown?: true };

/** Names that start-up code goes by, the one thing that a name may tell: that we stay silent. */
const startUp = /^(main|run|cli|up|down|seed|migrate|plugin|useFactory|boot(strap)?|start|init(iali[sz]e)?|setup|connect|configure|onModuleInit|onApplicationBootstrap|before(All|Each)?|create(App|Server|Application)|build(App|Server)?)$|^(start|init|setUp|setup|bootstrap|connect|configure|initiali[sz]e)[A-Z_]/;

/** Finds how often the code of one file runs. */
export class Places {
  readonly #origin: Origin;
  readonly #routes: readonly Routes[];
  readonly #handlers = new Map<FunctionNode, Handler | undefined>();
  readonly #frequencies = new Map<FunctionNode, Place['runs']>();

  constructor(origin: Origin, filename: string) {
    this.#origin = origin;
    const path = filename.replaceAll('\\', '/');
    this.#routes = origin.module.catalogue.routes.filter(({ file, mentions }) =>
      new RegExp(file).test(path) && (mentions === undefined || new RegExp(mentions).test(origin.module.text)));
  }

  of(node: Node): Place {
    let loop: Node | undefined;
    let below = node;
    for (const at of ancestors(node)) {
      if (isLoop(at) && repeats(at, below)) loop ??= at;
      if (isFunction(at)) {
        const handler = this.handlerOf(at);
        if (handler) return { fn: innermost(node), handler, loop, runs: 'call' };
        if (isPerItem(at, this.#origin)) loop ??= at;
      }
      below = at;
    }
    const fn = innermost(node);
    return { fn, handler: undefined, loop, runs: fn ? this.#runs(fn) : 'once' };
  }

  /** What makes a function a handler, if anything does. */
  handlerOf(fn: FunctionNode): Handler | undefined {
    if (this.#handlers.has(fn)) return this.#handlers.get(fn);
    this.#handlers.set(fn, undefined); // a function that only calls itself is no handler
    const found = this.#registered(fn) ?? this.#decorated(fn) ?? this.#inherited(fn) ?? this.#routed(fn) ?? this.#typed(fn);
    const handler = found
      ? { fn, what: found.what, isolate: found.isolate === true, sure: found.open !== true && found.shown !== true }
      : this.#onlyCalledByHandlers(fn);
    this.#handlers.set(fn, handler);
    return handler;
  }

  #registered(fn: FunctionNode): Found | undefined {
    const declared = annotatedFunction(fn, this.#origin);
    const typed = declared === undefined ? undefined : this.#origin.module.catalogue.get(declared)?.handles?.[0];
    if (typed) return typed;
    for (const handing of handingsOf(fn, this.#origin)) {
      const entry = entryFor(this.#origin.factsOfCall(handing.call)?.handles, handing);
      if (entry) return entry;
    }
    return undefined;
  }

  #decorated(fn: FunctionNode): Found | undefined {
    const method = fn.parent as Node | undefined;
    if (method?.type !== 'MethodDefinition') return undefined;
    for (const { expression } of method.decorators as T.Decorator[] | undefined ?? []) { // espree has none
      const entry = isCall(expression) ? this.#origin.factsOfCall(expression)?.handles?.[0] : undefined;
      if (entry) return entry;
    }
    return undefined;
  }

  /** A method that a class of a library calls: `process` of a `WorkerHost`. */
  #inherited(fn: FunctionNode): Found | undefined {
    const name = nameOf(fn);
    const parent = enclosingClass(fn)?.superClass;
    const path = parent && name !== undefined && fn.parent.type === 'MethodDefinition' ? this.#origin.of(parent) : undefined;
    return path === undefined ? undefined : this.#origin.module.catalogue.get(`${path}().${String(name)}`)?.handles?.[0];
  }

  /** Exported under a name that the framework calls in a file of this path. */
  #routed(fn: FunctionNode): Found | undefined {
    if (this.#routes.length === 0) return undefined;
    const names = exportedNames(fn, this.#origin);
    return this.#routes.find(({ exports }) => names.some(name => exports.includes(name)))?.handles;
  }

  /** A parameter is what handlers are given. */
  #typed(fn: FunctionNode): Found | undefined {
    if (fn.params.length > 4) return undefined;
    for (const parameter of fn.params) {
      const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      const path = name.type === 'Identifier' ? this.#origin.of(name) : annotationOf(name, this.#origin);
      const serves = path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.serves;
      if (serves) return name.type === 'Identifier' && isShown(name, this.#origin) ? { what: serves.what, shown: true } : serves;
    }
    return undefined;
  }

  #onlyCalledByHandlers(fn: FunctionNode): Handler | undefined {
    const calls = localCalls(fn, this.#origin);
    if (!calls?.length) return undefined;
    const handlers = calls.map(call => this.of(call).handler);
    return handlers.every(handler => handler !== undefined) ? { ...handlers[0], fn } as Handler : undefined;
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
    if (startUp.test(nameOf(fn) ?? '')) return 'once';
    for (const handing of handingsOf(fn, this.#origin)) {
      const entry = entryFor(this.#origin.factsOfCall(handing.call)?.calls, handing);
      if (entry && !entry.each) return this.of(handing.call).runs;
    }
    const calls = localCalls(fn, this.#origin);
    return calls?.length && calls.every(call => this.of(call).runs === 'once' && !this.of(call).loop) ? 'once' : 'call';
  }
}

/** Whether a part of a loop runs once a turn; the initialiser and the iterated expression run once. */
function repeats(loop: Node, part: Node): boolean {
  switch (loop.type) {
    case 'ForStatement':
      return part !== loop.init;
    case 'ForInStatement':
    case 'ForOfStatement':
      return part === loop.body;
    default:
      return true;
  }
}

function innermost(node: Node): FunctionNode | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return at;
  }
  return undefined;
}

/** The name by which a function is called, wherever it is written. */
export function nameOf(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const parent = fn.parent as Node | undefined;
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return propertyName(parent.key, parent.computed);
    case 'AssignmentExpression':
      return parent.left.type === 'MemberExpression' ? memberName(parent.left) : parent.left.type === 'Identifier' ? parent.left.name : undefined;
    default:
      return undefined;
  }
}

/** The names under which a function is exported: `export`, `export { a as b }`, `exports.a =`, `module.exports = { a }`. */
function exportedNames(fn: FunctionNode, origin: Origin): string[] {
  const name = nameOf(fn);
  const parent = fn.parent as Node | undefined;
  if (parent?.type === 'ExportDefaultDeclaration') return ['default'];
  if (parent?.type === 'Property' && name && isDefaultObject(parent.parent, origin)) return [`default.${name}`];
  if (isExported(fn) && name) return [name];
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression') {
    const object = origin.module.sourceOf(parent.left.object);
    const property = memberName(parent.left);
    if (object === 'module' && property === 'exports') return ['default'];
    if ((object === 'exports' || object === 'module.exports') && property) return [property];
  }
  const declared = fn.type === 'FunctionDeclaration' ? fn.id : parent?.type === 'VariableDeclarator' ? parent.id : undefined;
  const binding = declared?.type === 'Identifier' ? origin.module.bindings.of(declared) : undefined;
  return (binding?.references ?? []).flatMap(reference => {
    const at = reference.parent as Node;
    if (at.type === 'ExportSpecifier') return [propertyName(at.exported, false) ?? ''];
    if (at.type === 'ExportDefaultDeclaration') return ['default'];
    // `export default wrap(handler)`
    return [...ancestors(reference)].some(around => around.type === 'ExportDefaultDeclaration') && isCall(at) ? ['default'] : [];
  });
}

/** `export default { fetch() … }`, also through a name. */
function isDefaultObject(object: Node, origin: Origin): boolean {
  const around = outermost(object).parent as Node;
  if (around.type === 'ExportDefaultDeclaration') return true;
  const binding = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
  return binding?.references.some(({ parent }) => (parent as Node).type === 'ExportDefaultDeclaration') === true;
}
