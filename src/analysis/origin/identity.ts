import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, enclosingClass, enclosingFunction, isCall, memberName, outermost, propertyName, unwrapped, within, type ClassNode,
  type Node,
} from '../../ast.ts';
import { isModuleLevel, type Binding } from './binding.ts';
import { assignmentsToThis, isConstructor, methodOf } from './class.ts';
import { isPerItem } from './handed.ts';
import type { Origin } from './origin.ts';
import { stepsTo } from './pattern.ts';

/** Gives every expression a name that other expressions for the same thing have too, as far as that shows: `this.bus`, `req.socket`. */
export class Identities {
  readonly #origin: Origin;
  readonly #names = new Map<Node, string>();
  readonly #ofBindings = new Map<Binding, string>();
  readonly #mentions = new Map<Node, Map<string, Node[]>>();

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  /** Whether two expressions stand for the same thing. */
  isSame(one: Node, other: Node): boolean {
    return this.of(one) === this.of(other);
  }

  of(expression: Node): string {
    const node = bare(expression);
    const known = this.#names.get(node);
    if (known !== undefined) return known;
    const text = this.#origin.module.sourceOf(node);
    this.#names.set(node, text);
    const name = this.#name(node) ?? text;
    this.#names.set(node, name);
    return name;
  }

  /** The names and members in a piece of code that stand for the same thing as an expression. */
  mentionsOf(expression: Node, scope: Node): readonly Node[] {
    const binding = expression.type === 'Identifier' ? this.#origin.module.bindings.of(expression) : undefined;
    // A thing with a name of its own is mentioned by that name, and by those that it is given on to.
    if (binding && this.#ofBinding(binding) === ownNameOf(binding)) return this.#namesOf(binding).filter(at => contains(scope, at));
    return this.mentionsIn(scope, this.of(expression));
  }

  #namesOf(binding: Binding): readonly T.Identifier[] {
    const found = new Set<T.Identifier>(binding.references);
    for (const mention of found) {
      const given = outermost(mention).parent;
      const alias = given?.type === 'VariableDeclarator' && given.id.type === 'Identifier' && given.init && contains(given.init, mention)
        ? this.#origin.module.bindings.of(given.id)
        : undefined;
      if (alias && this.#ofBinding(alias) === this.#ofBinding(binding)) for (const other of alias.references) found.add(other);
    }
    return [...found].sort((one, other) => one.range[0] - other.range[0]);
  }

  /** The names and members in a piece of code that stand for the thing of this name. */
  mentionsIn(scope: Node, name: string): readonly Node[] {
    let byName = this.#mentions.get(scope);
    if (!byName) {
      byName = new Map<string, Node[]>();
      for (const at of within(scope, this.#origin.module.keys)) {
        if ((at.type !== 'Identifier' && at.type !== 'MemberExpression') || isPart(at)) continue;
        const mentions = byName.get(this.of(at));
        if (mentions) mentions.push(at);
        else byName.set(this.of(at), [at]);
      }
      this.#mentions.set(scope, byName);
    }
    return byName.get(name) ?? [];
  }

  #name(node: Node): string | undefined {
    switch (node.type) {
      case 'ThisExpression':
        return thisOf(node);
      case 'Identifier':
        return this.#nameOf(node);
      case 'PropertyDefinition':
        return `${thisOf(node) ?? ''}.${propertyName(node.key, node.computed) ?? ''}`;
      case 'MemberExpression': {
        const name = memberName(node);
        const object = this.of(node.object);
        return name === undefined ? `${object}[${this.of(node.property)}]` : `${object}.${name}`;
      }
      case 'CallExpression': {
        const callee = unwrapped(node.callee);
        // An emitter gives itself, so that calls can be chained.
        if (callee.type !== 'MemberExpression') return undefined;
        return /^(on|once|(add|prepend|remove)Listener|off)$/.test(memberName(callee) ?? '') ? this.of(callee.object) : undefined;
      }
      default:
        return undefined;
    }
  }

  #nameOf(node: T.Identifier): string | undefined {
    const binding = this.#origin.module.bindings.of(node);
    return binding && this.#ofBinding(binding);
  }

  #ofBinding(binding: Binding): string {
    const known = this.#ofBindings.get(binding);
    if (known !== undefined) return known;
    const own = ownNameOf(binding);
    // Names may be assigned to one another in a ring.
    this.#ofBindings.set(binding, own);
    const name = this.#valueOf(binding, own);
    this.#ofBindings.set(binding, name);
    return name;
  }

  /** The name of what a name always stands for; its own where that does not show. */
  #valueOf(binding: Binding, own: string): string {
    if (binding.kind === 'parameter') return this.#ofParameter(binding) ?? own;
    if (binding.kind !== 'variable' || binding.node.type !== 'VariableDeclarator') return own;
    const steps = stepsTo(binding.declared, binding.node.id);
    if (!steps) return own;
    const member = steps.map(step => `.${String(step)}`).join('');
    const loop = binding.node.parent.parent;
    if ((loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') && loop.left === binding.node.parent)
      return `each ${this.of(loop.right)}${member}`;
    const [value] = binding.writes;
    if (binding.reassigned || !value) return own;
    const made = bare(value);
    if (steps.length > 0) return `${this.of(made)}${member}`;
    return made.type === 'Identifier' || made.type === 'MemberExpression' || made.type === 'ThisExpression' ? this.of(made) : own;
  }

  /** A parameter of a constructor that is kept in a field, and what a callback is given for each item. */
  #ofParameter(binding: Binding): string | undefined {
    const fn = enclosingFunction(binding.declared);
    const around = fn?.parent;
    if (!fn) return undefined;
    const owner = methodOf(fn)?.type === 'MethodDefinition' ? enclosingClass(fn.body) : undefined;
    if (owner && isConstructor(fn)) {
      const field = this.#fieldOf(binding, owner);
      return field === undefined ? undefined : `${thisOf(fn.body) ?? ''}.${field}`;
    }
    if (owner) {
      const assigned = assignmentsToThis(owner, this.#origin.module.keys).find(({ right }) => {
        const value = unwrapped(right);
        return contains(fn, value) && value.type === 'Identifier' && this.#origin.module.bindings.of(value) === binding;
      });
      return assigned && `${thisOf(fn.body) ?? ''}.${memberName(assigned.left) ?? ''}`;
    }
    if (!isCall(around) || !isPerItem(fn, this.#origin)) return undefined;
    const callee = unwrapped(around.callee);
    const steps = fn.params[0] && stepsTo(binding.declared, fn.params[0]);
    return callee.type === 'MemberExpression' && steps
      ? `each ${this.of(callee.object)}${steps.map(step => `.${String(step)}`).join('')}`
      : undefined;
  }

  #fieldOf(binding: Binding, owner: ClassNode): string | undefined {
    if (binding.declared.parent.type === 'TSParameterProperty') return binding.name;
    if (binding.declared.parent.parent?.type === 'TSParameterProperty') return binding.name;
    for (const assignment of assignmentsToThis(owner, this.#origin.module.keys)) {
      const value = unwrapped(assignment.right);
      if (value.type === 'Identifier' && this.#origin.module.bindings.of(value) === binding) return memberName(assignment.left);
    }
    return undefined;
  }
}

const ownNameOf = ({ name, declared }: Binding): string => `${name}@${String(declared.range[0])}`;

/** Whether an identifier is only the name of a member. */
function isPart(node: Node): boolean {
  if (node.type !== 'Identifier') return false;
  const { parent } = node;
  if (parent.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return parent.type === 'VariableDeclarator' && parent.id === node;
}

/** `this`, told apart by the class whose object it is. */
function thisOf(node: Node): string | undefined {
  const owner = enclosingClass(node);
  return owner && `this@${String(owner.range[0])}`;
}

/** The name that a chain of members begins with, or `this`. */
export function rootOf(expression: Node): Node {
  let at = bare(expression);
  for (;;) {
    if (at.type === 'MemberExpression') at = bare(at.object);
    else if (at.type === 'CallExpression' && unwrapped(at.callee).type === 'MemberExpression') at = unwrapped(at.callee);
    else return at;
  }
}

/** Whether a chain of members begins with a name that the module itself declares or imports. */
export function isOfModule(expression: Node | undefined, { module: { bindings } }: Origin): boolean {
  const root = expression && rootOf(expression);
  const binding = root?.type === 'Identifier' ? bindings.of(root) : undefined;
  return binding !== undefined && isModuleLevel(binding);
}
