import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, isCallNamed, isClass, isFunction, isNullish, memberName, propertyName, unwrapped, within, type CallNode,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { list, type Fact, type FullPath, type Known } from '../../catalogue.ts';
import { packageName } from '../../mention.ts';
import { pathOfAssertion, pathOfType } from './annotation.ts';
import { importedFrom, type Binding } from './binding.ts';
import { classOfThis, fieldValues, isGetter } from './class.ts';
import { Definitions, type Definition } from './definition.ts';
import { isItem, itemPathOfLoop } from './items.ts';
import type { Module } from './module.ts';
import { ofMember, pathOfParameter } from './parameter.ts';
import { stepsTo } from './pattern.ts';
import { shownCall, shownOwn } from './shown.ts';
import { importedName, isRequire, moduleOf } from './specifier.ts';

/**
 * Where the values of one file come from: a ladder of evidence, import before variable before annotation before checker.
 * A name alone is never evidence.
 */
export class Origin {
  readonly module: Module;
  readonly #paths = new Map<Node, FullPath | undefined>();
  readonly #definitions = new Definitions(this);
  readonly #returns = new Map<FunctionNode, readonly Node[]>();

  constructor(module: Module) {
    this.module = module;
  }

  /** The path of the value that an expression gives, once awaited: `pg:Pool().connect()`. */
  of(expression: Node): FullPath | undefined {
    const node = bare(expression);
    if (this.#paths.has(node)) return this.#paths.get(node);
    this.#paths.set(node, undefined); // a value defined by itself has no origin
    const path = this.#syntactic(node) ?? pathOfAssertion(expression, this) ?? this.typed(node);
    this.#paths.set(node, path);
    return path;
  }

  /** What the type checker knows, in the words of the libraries. */
  typed(node: Node): FullPath | undefined {
    const path = this.module.typed?.(node);
    return path === undefined ? undefined : this.module.catalogue.canonical(path);
  }

  /** The function, class or object literal that an expression names, in this file or another of the project. */
  definition(expression: Node): Definition | undefined {
    return this.#definitions.of(expression);
  }

  /** The expressions that a function may return; a generator returns none of its own. */
  returned(fn: FunctionNode): readonly Node[] {
    let found = this.#returns.get(fn);
    if (found) return found;
    if (fn.generator) found = [];
    else if (fn.body.type !== 'BlockStatement') found = [fn.body];
    else found = within(fn.body, this.module.keys, inner => isFunction(inner) || isClass(inner))
      .flatMap(at => (at.type === 'ReturnStatement' && at.argument ? [at.argument] : []));
    this.#returns.set(fn, found);
    return found;
  }

  /** Whether a function of the project gives a promise. */
  givesPromise(fn: FunctionNode): boolean {
    if (fn.generator) return false;
    if (fn.async) return true;
    return this.returned(fn).some(value => {
      const node = unwrapped(value);
      const callee = node.type === 'CallExpression' ? node.callee : undefined;
      return callee?.type === 'MemberExpression' && /^(then|catch|finally)$/.test(memberName(callee) ?? '');
    });
  }

  /** Whether a name holds the function that gives back what a call handed out: `const release = await mutex.acquire()`. */
  isReleaser(node: Node): boolean {
    return list(this.factsOf(node)?.acquires?.release).includes('it()');
  }

  /** What the libraries know of the value that an expression gives. */
  factsOf(expression: Node): Known | undefined {
    const path = this.of(expression);
    return path === undefined ? undefined : this.module.catalogue.get(path);
  }

  /** The path of a call by what is called, wrappers left out. */
  ofCall(node: CallNode): FullPath | undefined {
    const required = moduleOf(node, this.module.isOwn);
    if (required !== undefined || isRequire(node)) return required;
    const callee = this.of(node.callee);
    const promised = callee === 'util:promisify' && node.arguments[0] ? this.of(node.arguments[0]) : undefined;
    if (promised !== undefined) return this.module.catalogue.step(promised, '.__promisify__'); // as the types of Node call it
    const known = callee && this.module.catalogue.step(callee, '()');
    if (known && this.module.catalogue.packages.has(known.slice(0, known.indexOf(':')))) return known;
    const definition = this.definition(node.callee);
    if (!definition) return shownCall(node, this) ?? known;
    if (isFunction(definition.node)) return known ?? shownOwn(node, definition, this, this.#ofWrapper.bind(this));
    if (!isClass(definition.node) || !definition.node.superClass) return known;
    const parent = definition.origin.of(definition.node.superClass);
    return parent && this.module.catalogue.step(parent, '()');
  }

  /** What the libraries know of a call. What is known of any object counts only where its origin is not known. */
  factsOfCall(node: CallNode): Known | undefined {
    const path = this.ofCall(node);
    return (path === undefined ? undefined : this.module.catalogue.get(path)) ?? this.module.catalogue.ofAny(node);
  }

  /** One thing that the libraries know of a call. Names are compared first, for the origin of a call is dear. */
  factOfCall<Of extends Fact>(node: CallNode, fact: Of): Known[Of] | undefined {
    const callee = unwrapped(node.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    const names = this.module.catalogue.names(fact);
    return name === undefined || names.has(name) || names.has('*') ? this.factsOfCall(node)?.[fact] : undefined;
  }

  #syntactic(node: Node): FullPath | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#ofName(node);
      case 'ImportExpression':
        return moduleOf(node, this.module.isOwn);
      case 'CallExpression':
      case 'NewExpression':
        return this.#ofStep(node) ?? this.ofCall(node) ?? this.#ofWrapper(node);
      case 'MemberExpression':
        return this.#ofMember(node);
      case 'LogicalExpression':
        return this.of(node.right) ?? this.of(node.left);
      case 'ConditionalExpression':
        return this.of(node.consequent) ?? this.of(node.alternate);
      case 'AssignmentExpression':
        return this.of(node.right);
      case 'SequenceExpression':
        return this.of(node.expressions.at(-1) ?? node);
      default:
        return undefined;
    }
  }

  #ofName(node: T.Identifier): FullPath | undefined {
    const binding = this.module.bindings.of(node);
    if (!binding) return node.name === 'globalThis' ? ':' : this.module.catalogue.canonical(`:${node.name}`);
    switch (binding.kind) {
      case 'import':
        return this.#ofImport(binding);
      case 'parameter':
        return pathOfParameter(binding, this);
      case 'variable':
        return this.#ofVariable(binding);
      default:
        return undefined;
    }
  }

  #ofImport(binding: Binding): FullPath | undefined {
    const specifier = binding.node;
    const from = importedFrom(binding);
    if (from === undefined) return undefined;
    if (this.module.isOwn(from)) {
      const exported = this.module.imported?.(from, importedName(specifier));
      return exported?.origin.of(exported.node);
    }
    const module = `${packageName(from)}:`;
    if (specifier.type !== 'ImportSpecifier') return module;
    const name = propertyName(specifier.imported, false) ?? '';
    return name === 'default' ? module : this.module.catalogue.step(module, `.${name}`);
  }

  #ofVariable(binding: Binding): FullPath | undefined {
    const annotation = binding.declared.typeAnnotation && pathOfType(binding.declared.typeAnnotation.typeAnnotation, this);
    if (annotation) return annotation;
    const { node } = binding;
    if (node.type === 'VariableDeclarator' && node.id.type !== 'Identifier')
      return node.init ? this.#destructured(binding.declared, node.id, node.init) : undefined;
    if (isItem(binding)) return itemPathOfLoop(binding, this);
    return this.#onlyOf(binding.writes.filter(write => !isNullish(write)));
  }

  /** The path of what a pattern takes out of a value. */
  #destructured(name: T.Identifier, pattern: Node, value: Node): FullPath | undefined {
    const steps = stepsTo(name, pattern);
    if (!steps) return undefined;
    const first = String(steps[0]);
    const listed = bare(value);
    const items = listed.type === 'CallExpression' && listed.arguments[0]?.type === 'ArrayExpression' ? listed.arguments[0] : listed;
    const item = items.type === 'ArrayExpression' && steps.length === 1 ? items.elements[Number(first)] : undefined;
    if (item) return this.of(item);
    const owner = classOfThis(listed, this.module.bindings);
    const [base, rest] = owner ? [this.field(owner, first), steps.slice(1)] : [this.of(value), steps];
    if (base !== undefined) return rest.reduce((path: FullPath, step) => this.module.catalogue.step(path, `.${step}`), base);
    const part = steps.length === 1 ? this.#definitions.partOf(unwrapped(value), first) : undefined;
    return part?.origin.of(part.node);
  }

  #ofMember(node: T.MemberExpression): FullPath | undefined {
    const name = memberName(node);
    if (name === undefined) return undefined;
    const object = unwrapped(node.object);
    const owner = classOfThis(object, this.module.bindings);
    if (owner) return this.field(owner, name);
    const exported = this.#definitions.exported(object, name);
    if (exported) return exported.origin.of(exported.node);
    const base = this.of(object);
    if (base !== undefined) return name === 'default' && base.endsWith(':') ? base : this.module.catalogue.step(base, `.${name}`);
    const part = this.#definitions.partOf(object, name);
    if (part) return part.origin.of(part.node);
    const definition = this.definition(object);
    if (definition?.node.type === 'ObjectExpression') return undefined;
    return isClass(definition?.node) ? definition.origin.field(definition.node, name) : ofMember(node, this);
  }

  /** The path of what a class keeps in a field. */
  field(owner: ClassNode, name: string): FullPath | undefined {
    for (const value of fieldValues(owner, name, this.module.keys)) {
      const isType = value.type === 'TSTypeAnnotation';
      if (isFunction(value) && !isGetter(value)) continue;
      const path = isFunction(value) ? this.#ofReturns(value) : isType ? pathOfType(value.typeAnnotation, this) : this.of(value);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  /** A step of a promise gives what its function returns, or what it is called on, for a promise is the value it will hold. */
  #ofStep(node: CallNode): FullPath | undefined {
    const callee = unwrapped(node.callee);
    if (callee.type === 'MemberExpression' && isCallNamed(node, /^(catch|finally)$/)) return this.of(callee.object);
    const [step] = isCallNamed(node, /^then$/) ? node.arguments : [];
    return isFunction(step) ? this.#ofReturns(step) : undefined;
  }

  /** A call of the project's own function gives what the function returns. */
  #ofWrapper(node: CallNode): FullPath | undefined {
    const definition = this.definition(node.callee);
    if (definition) return isFunction(definition.node) ? definition.origin.#ofReturns(definition.node) : undefined;
    return node.type === 'CallExpression' ? ofMember(node, this) : undefined;
  }

  #ofReturns(fn: FunctionNode): FullPath | undefined {
    return (fn.returnType && pathOfType(fn.returnType.typeAnnotation, this)) ?? this.#onlyOf(this.returned(fn));
  }

  /** The path of all values of which one is known. */
  #onlyOf(values: readonly Node[]): FullPath | undefined {
    const paths = new Set(values.map(value => this.of(value)).filter(path => path !== undefined));
    return paths.size === 1 ? [...paths][0] : undefined;
  }
}
