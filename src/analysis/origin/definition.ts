import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, enclosingClass, isClass, isFunction, memberName, propertyNamed, stringOf, unwrapped, type Node } from '../../ast.ts';
import { annotatedType } from './annotated.ts';
import { importedFrom } from './binding.ts';
import { fieldValues, thisOf } from './class.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';
import { importedName, moduleFile } from './specifier.ts';

/** A node and the file in which it stands. */
export interface Definition {
  node: Node;
  origin: Origin;
}

/** Finds the function, class or object literal that an expression names. */
export class Definitions {
  readonly #origin: Origin;
  readonly #found = new Map<Node, Definition | undefined>();
  readonly #isSought: boolean;

  /** @param isSought whether it is looked for in files that speak of no known package too, which is dear. */
  constructor(origin: Origin, isSought = false) {
    this.#origin = origin;
    this.#isSought = isSought;
  }

  of(expression: Node): Definition | undefined {
    const node = bare(expression);
    if (isFunction(node) || isClass(node) || node.type === 'ObjectExpression') return { node, origin: this.#origin };
    if (this.#found.has(node)) return this.#found.get(node);
    this.#found.set(node, undefined); // a name defined by itself names nothing
    const definition = this.#define(node);
    this.#found.set(node, definition);
    return definition;
  }

  #define(node: Node): Definition | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#defineName(node);
      case 'MemberExpression':
        return this.#defineMember(node);
      case 'NewExpression': {
        const made = this.of(node.callee);
        return isClass(made?.node) ? made : undefined;
      }
      case 'CallExpression':
        return this.#defineCall(node);
      default:
        return undefined;
    }
  }

  #defineName(node: T.Identifier): Definition | undefined {
    const { bindings, imported, isOwn } = this.#origin.module;
    const binding = bindings.of(node);
    if (!binding) return undefined;
    if (binding.kind === 'function' || binding.kind === 'class') return { node: binding.node, origin: this.#origin };
    if (binding.kind === 'import') {
      const from = importedFrom(binding) ?? '';
      return isOwn(from) ? resolved(imported?.(from, importedName(binding.node), this.#isSought)) : undefined;
    }
    if (binding.kind !== 'variable' || binding.reassigned || !binding.writes[0]) return undefined;
    const steps = binding.node.type === 'VariableDeclarator' ? stepsTo(binding.declared, binding.node.id) : undefined;
    const exported = steps?.length === 1 ? this.exported(unwrapped(binding.writes[0]), String(steps[0])) : undefined;
    if (exported) return resolved(exported);
    const value = this.of(binding.writes[0]);
    return value && steps?.length === 1
      ? memberOf(value, String(steps[0]))
      : steps?.length === 0
        ? (value ?? { node: bare(binding.writes[0]), origin: this.#origin })
        : undefined;
  }

  #defineMember(node: T.MemberExpression): Definition | undefined {
    const name = memberName(node);
    if (name === undefined) return undefined;
    const object = unwrapped(node.object);
    const exported = this.exported(object, name);
    if (exported) return resolved(exported);
    const self = thisOf(object, this.#origin.module.bindings);
    const owner = self && enclosingClass(self);
    const definition = owner ? { node: owner, origin: this.#origin } : this.of(object) ?? this.#annotated(object);
    return definition && memberOf(definition, name);
  }

  /** The class that an annotation names, of this file or of another one: `constructor(private readonly db: Database)`. */
  #annotated(object: Node): Definition | undefined {
    const type = annotatedType(object, this.#origin);
    if (isClass(type)) return { node: type, origin: this.#origin };
    const name = type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? type.typeName : undefined;
    const named = name && this.#defineName(name);
    return isClass(named?.node) ? named : undefined;
  }

  #defineCall(node: T.CallExpression): Definition | undefined {
    const required = stringOf(node.arguments[0]);
    if (node.callee.type === 'Identifier' && node.callee.name === 'require' && required && this.#origin.module.isOwn(required))
      return resolved(this.#origin.module.imported?.(required, '*', this.#isSought));
    return undefined;
  }

  /**
   * What a member of a file of the project, or of an object literal, is given: `const { pool } = require('./db')`,
   * `const { child } = start()` where `start` returns `{ child, ended }`.
   */
  partOf(object: Node, name: string): Definition | undefined {
    const exported = this.exported(object, name);
    if (exported) return exported;
    const made = this.#objectOf(this.of(object) ?? { node: bare(object), origin: this.#origin });
    const property = made && propertyNamed(made.node, name);
    return property && { node: property.value, origin: made.origin };
  }

  /** The object literal that something is, or that a function of the project always returns. */
  #objectOf({ node, origin }: Definition): (Definition & { node: T.ObjectExpression }) | undefined {
    if (node.type === 'ObjectExpression') return { node, origin };
    const called = node.type === 'CallExpression' ? origin.definition(node.callee) : undefined;
    const values = isFunction(called?.node) ? called.origin.returned(called.node).map(bare) : [];
    const [only] = values.length === 1 ? values : [];
    return called && only?.type === 'ObjectExpression' ? { node: only, origin: called.origin } : undefined;
  }

  /** A member of a file of the project. */
  exported(object: Node, name: string): Definition | undefined {
    const { imported, isOwn, bindings } = this.#origin.module;
    const file = imported && moduleFile(object, bindings);
    return file !== undefined && isOwn(file) ? imported?.(file, name, this.#isSought) : undefined;
  }
}

/** What a definition leads to, where it is a name. */
function resolved(definition: Definition | undefined): Definition | undefined {
  return definition && (definition.origin.definition(definition.node) ?? definition);
}

/** A member of an object literal or of a class, as a definition. */
function memberOf({ node, origin }: Definition, name: string): Definition | undefined {
  if (node.type === 'ObjectExpression') {
    const property = propertyNamed(node, name);
    return property && (origin.definition(property.value) ?? { node: property.value, origin });
  }
  if (!isClass(node)) return undefined;
  for (const value of fieldValues(node, name, origin.module.keys)) {
    const found = isFunction(value) ? { node: value, origin } : origin.definition(value);
    if (found) return found;
  }
  return undefined;
}
