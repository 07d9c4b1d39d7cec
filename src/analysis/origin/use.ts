import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, enclosingFunction, headOf, isFunction, outermost, stringOf, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import type { Fact, FullPath, Known } from '../../catalogue.ts';
import { pathOfType } from './annotation.ts';
import { importedFrom } from './binding.ts';
import { nameOf } from './callers.ts';
import { forwardedBy } from './forwarded.ts';
import { HandingOut, type HandedOut } from './handing-out.ts';
import type { Nodes } from './nodes.ts';
import type { Origin } from './origin.ts';
import { ofMember } from './parameter.ts';
import { shownCall } from './shown.ts';
import { isRequire } from './specifier.ts';

/** A call of which a library knows something. */
export interface Use<Of extends Fact = never> {
  node: CallNode;
  path: FullPath;
  facts: Known & { [Key in Of]: NonNullable<Known[Key]> };
  /** Through a function of the project that hands on what the library gives; in this property of what it returns, if any. */
  wrapped?: { property?: string };
}

/** What the text of the file tells of calls with a fact. */
export interface Hinting {
  mayCall(fact: Fact): boolean;
  /** Whether another file of the project may give what is called. */
  mayBeGivenToCall(fact: Fact): boolean;
  /** The names under which they are made; `*` where any name may be. */
  names(fact: Fact): ReadonlySet<string>;
  /** Whether the file may hold what is known only by what is done with it. */
  readonly mayShow: boolean;
}

/** Finds the calls with a fact. Names are compared first, for the origin of a call is dear. */
export class Uses {
  readonly #origin: Origin;
  readonly #nodes: Pick<Nodes, 'calls'>;
  readonly #hints: Hinting;
  readonly #found = new Map<Fact, readonly Use[]>();
  #renamed: ReadonlyMap<CallNode, Use> | undefined;
  #renamedElsewhere: ReadonlyMap<CallNode, Use> | undefined;
  readonly #handingOut = new HandingOut();

  constructor(origin: Origin, nodes: Pick<Nodes, 'calls'>, hints: Hinting) {
    this.#origin = origin;
    this.#nodes = nodes;
    this.#hints = hints;
  }

  /** The calls with a fact. */
  having<Of extends Fact>(fact: Of): readonly Use<Of>[] {
    let found = this.#found.get(fact);
    if (!found) this.#found.set(fact, (found = this.#hints.mayCall(fact) ? this.#having(fact) : []));
    return found as readonly Use<Of>[];
  }

  #having(fact: Fact): readonly Use[] {
    const names = this.#hints.names(fact);
    const elsewhere = this.#hints.mayBeGivenToCall(fact);
    if (fact === 'acquires') return this.#acquiring(names, elsewhere);
    return this.#called(names, elsewhere).flatMap(call => this.#direct(call, fact, names, elsewhere) ?? []);
  }

  /** The calls under one of these names, and those under names of the file's own, which may stand for any. */
  #called(names: ReadonlySet<string>, elsewhere: boolean): readonly CallNode[] {
    if (names.has('*')) return this.#nodes.calls.all;
    const found = new Set(this.#under(elsewhere).keys());
    for (const [name, calls] of this.#nodes.calls.byName) if (names.has(name)) for (const call of calls) found.add(call);
    return [...found].sort((one, other) => one.range[0] - other.range[0]);
  }

  /** What the libraries know of the calls under names of the file's own; under those that another file gives only where it may matter. */
  #under(elsewhere: boolean): ReadonlyMap<CallNode, Use> {
    this.#renamed ??= this.#known(callee => this.#isRenamed(callee) && !this.#isGiven(callee));
    if (!elsewhere) return this.#renamed;
    return (this.#renamedElsewhere ??= this.#known(callee => this.#isRenamed(callee)));
  }

  #known(isWanted: (callee: T.Identifier) => boolean): ReadonlyMap<CallNode, Use> {
    const found = new Map<CallNode, Use>();
    for (const node of this.#nodes.calls.all) {
      const callee = unwrapped(node.callee);
      const path = callee.type === 'Identifier' && isWanted(callee) ? this.#origin.ofCall(node) : undefined;
      const facts = path === undefined ? undefined : this.#origin.module.catalogue.get(path);
      if (path !== undefined && facts) found.set(node, { node, path, facts });
    }
    return found;
  }

  #acquiring(names: ReadonlySet<string>, elsewhere: boolean): readonly Use[] {
    const wrappers = this.#wrappersOf(names);
    const mayWrap = (call: CallNode): boolean => {
      const value = outermost(call);
      return wrappers.has(calledName(call) ?? '') || (elsewhere && value !== call) || this.#annotated(value) !== undefined ||
        (value.type === 'AwaitExpression' && ofMember(call, this.#origin) !== undefined);
    };
    const mayForward = (call: CallNode): boolean =>
      isFunction(call.arguments.at(-1)) && (elsewhere || wrappers.has(calledName(call) ?? ''));
    const shown = (call: CallNode): Use | undefined =>
      (this.#hints.mayShow && shownCall(call, this.#origin) !== undefined ? this.#ofPath(call, 'acquires') : undefined);
    const wrapped = (call: CallNode): Use | undefined =>
      (mayWrap(call) ? this.#wrapped(call) : undefined) ?? (mayForward(call) ? this.#forwarded(call) : undefined);
    return this.#nodes.calls.all.flatMap(call => this.#direct(call, 'acquires', names, elsewhere) ?? wrapped(call) ?? shown(call) ?? []);
  }

  #wrapped(node: CallNode): Use | undefined {
    const handed = this.#wrapper(node);
    const facts = handed && this.#origin.module.catalogue.get(handed.path);
    return handed && facts?.acquires
      ? ({ node, path: handed.path, facts, wrapped: handed.property === undefined ? {} : { property: handed.property } })
      : undefined;
  }

  /** `getClient((error, client) => …)`, where a function of the project has the library call the callback. */
  #forwarded(node: CallNode): Use | undefined {
    const callee = unwrapped(node.callee);
    const isNamed = node.type === 'CallExpression' && (callee.type === 'Identifier' || callee.type === 'MemberExpression');
    const definition = isNamed ? this.#origin.definition(callee) : undefined;
    const path = isFunction(definition?.node) ? forwardedBy(definition.node, definition.origin) : undefined;
    const facts = path === undefined ? undefined : this.#origin.module.catalogue.get(path);
    return path !== undefined && facts?.acquires ? { node, path, facts } : undefined;
  }

  /** The names of the functions of this file in which something is called that may hand out: themselves, they may too. */
  #wrappersOf(names: ReadonlySet<string>): ReadonlySet<string> {
    if (!names.has('*') && ![...names].some(name => this.#nodes.calls.byName.has(name))) return new Set();
    const around = new Map<string, string[]>();
    for (const call of this.#nodes.calls.all) {
      const name = calledName(call);
      const wrapper = name === undefined ? undefined : enclosingName(call);
      if (name === undefined || wrapper === undefined) continue;
      const found = around.get(name);
      if (found) found.push(wrapper);
      else around.set(name, [wrapper]);
    }
    const wrappers = new Set<string>();
    for (const [name, by] of around) if (names.has(name) || names.has('*')) for (const wrapper of by) wrappers.add(wrapper);
    for (const name of wrappers) for (const wrapper of around.get(name) ?? []) wrappers.add(wrapper);
    return wrappers;
  }

  #direct(node: CallNode, fact: Fact, names: ReadonlySet<string>, elsewhere: boolean): Use | undefined {
    const callee = unwrapped(node.callee);
    const name = calledName(node);
    if (name === undefined || !names.has(name)) {
      const renamed = this.#under(elsewhere).get(node);
      if (callee.type === 'Identifier' || !names.has('*')) return renamed?.facts[fact] && renamed;
    }
    return this.#ofPath(node, fact);
  }

  #ofPath(node: CallNode, fact: Fact): Use | undefined {
    const callee = unwrapped(node.callee);
    const path = this.#origin.ofCall(node);
    // A method that gives what it is called on makes nothing: `client.connect()`, `find().sort()`.
    if (path !== undefined && callee.type === 'MemberExpression' && this.#origin.of(callee.object) === path) return undefined;
    const facts = path === undefined ? undefined : this.#origin.module.catalogue.get(path);
    return path !== undefined && facts?.[fact] ? { node, path, facts } : undefined;
  }

  /** Whether a local name may stand for an export of another name. */
  #isRenamed(callee: T.Identifier): boolean {
    const binding = this.#origin.module.bindings.of(callee);
    const from = binding?.kind === 'import' ? importedFrom(binding) : undefined;
    if (from !== undefined) return !this.#origin.module.isOwn(from);
    return binding?.kind === 'class' || (binding?.kind === 'variable' && !isFunction(binding.writes[0]));
  }

  /** Whether a local name is what another file of the project gives: `const open = require('./open')`. */
  #isGiven(callee: T.Identifier): boolean {
    const declarator = this.#origin.module.bindings.of(callee)?.node;
    const required = declarator?.type === 'VariableDeclarator' && declarator.init ? headOf(declarator.init) : undefined;
    return required !== undefined && isRequire(required) && this.#origin.module.isOwn(stringOf(required.arguments[0]) ?? '');
  }

  /** What a call of the project's own function hands out. */
  #wrapper(node: CallNode): HandedOut | undefined {
    if (node.type === 'NewExpression') return undefined;
    const callee = unwrapped(node.callee);
    // Looking into another file is dear, and what is handed out by one is waited for.
    if (outermost(node) === node && this.#isElsewhere(callee)) return undefined;
    const definition = callee.type === 'Identifier' || callee.type === 'MemberExpression' ? this.#origin.definition(callee) : undefined;
    if (definition) return isFunction(definition.node) ? this.#handingOut.by(definition.node, definition.origin) : undefined;
    return this.#typed(node);
  }

  #isElsewhere(callee: Node): boolean {
    const root = headOf(callee);
    const binding = root.type === 'Identifier' ? this.#origin.module.bindings.of(root) : undefined;
    return binding?.kind === 'import' || binding?.kind === 'variable';
  }

  /** A call whose type is that of a resource which only an acquiring call gives: `getClient(): Promise<PoolClient>`. */
  #typed(node: CallNode): HandedOut | undefined {
    // What is not awaited may well be kept by its owner.
    const value = outermost(node);
    if (value === node || value.type !== 'AwaitExpression') return undefined;
    const path = this.#annotated(value) ?? ofMember(node, this.#origin) ?? this.#origin.typed(node);
    return path !== undefined && this.#origin.module.catalogue.isHandedOut(path) ? { path } : undefined;
  }

  #annotated(value: Node): FullPath | undefined {
    const id = value.parent?.type === 'VariableDeclarator' ? value.parent.id : undefined;
    return id?.type === 'Identifier' && id.typeAnnotation ? pathOfType(id.typeAnnotation.typeAnnotation, this.#origin) : undefined;
  }
}

/** The name of the function that a node stands in. */
function enclosingName(node: Node): string | undefined {
  const fn = enclosingFunction(node);
  return fn && nameOf(fn);
}
