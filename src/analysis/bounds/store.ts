import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  contains, enclosingClass, enclosingFunction, isClass, memberName, outermost, propertyName, unwrapped, type ClassNode,
  type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';

/** A collection that is made empty and kept under a name. */
export interface Store {
  /** The expression that makes it first. */
  made: Node;
  kind: 'map' | 'set' | 'array' | 'object';
  /** As the code writes it: `cache`, `this.cache`, `state.sessions`. */
  name: string;
  home: Home;
  /** The members that lead from its home to it. */
  steps: readonly string[];
}

/** The name that keeps it. */
export type Home =
  | { in: 'variable'; binding: Binding }
  | { in: 'field'; owner: ClassNode; name: string; isStatic: boolean };

type Syntax = Pick<Nodes, 'each' | 'callsUnder'>;

/** Finds the collections of a file, and where they are mentioned. */
export class Stores {
  readonly #origin: Origin;
  readonly #syntax: Syntax;
  #named: Map<string, T.MemberExpression[]> | undefined;
  /** `const { rows, … } = this` */
  #takenApart: readonly { id: T.ObjectPattern; init: Node }[] | undefined;

  constructor(origin: Origin, syntax: Syntax) {
    this.#origin = origin;
    this.#syntax = syntax;
  }

  /** Each collection once, however often it is made anew. */
  *all(): Generator<Store> {
    const seen = new Set<string>();
    for (const { node, kind } of this.#made()) {
      const found = this.#homeOf(node);
      const identity = found && identityOf(found.home, found.steps);
      if (!found || identity === undefined || seen.has(identity)) continue;
      seen.add(identity);
      yield { made: node, kind, name: nameOf(found.home, found.steps), ...found };
    }
  }

  *#made(): Generator<{ node: Node; kind: Store['kind'] }> {
    for (const node of this.#syntax.each('NewExpression')) {
      const path = node.callee.type === 'Identifier' ? this.#origin.of(node.callee) : undefined;
      if (path === ':Map') yield { node, kind: 'map' };
      else if (path === ':Set') yield { node, kind: 'set' };
    }
    for (const node of this.#syntax.each('ObjectExpression')) if (isBare(node)) yield { node, kind: 'object' };
    for (const node of this.#syntax.each('ArrayExpression')) if (node.elements.length === 0) yield { node, kind: 'array' };
    for (const node of this.#syntax.callsUnder(['create'])) {
      if (this.#origin.ofCall(node) === ':Object.create()') yield { node, kind: 'object' };
    }
  }

  #homeOf(made: Node): Pick<Store, 'home' | 'steps'> | undefined {
    const steps: string[] = [];
    for (let at = outermost(made); ;) {
      const around = at.parent as Node;
      switch (around.type) {
        case 'LogicalExpression':
        case 'ConditionalExpression':
          if (around.type === 'LogicalExpression' && around.right !== at) return undefined;
          at = outermost(around);
          continue;
        case 'Property': {
          const name = propertyName(around.key, around.computed);
          if (name === undefined || around.value !== at || around.parent.type !== 'ObjectExpression') return undefined;
          // eslint-disable-next-line watertight/no-quadratic-accumulation -- a handful of steps
          steps.unshift(name);
          at = outermost(around.parent);
          continue;
        }
        case 'AssignmentExpression': {
          if (around.right !== at) return undefined;
          const home = this.#homeNamed(unwrapped(around.left));
          if (home) return { home, steps };
          at = outermost(around);
          continue;
        }
        case 'VariableDeclarator': {
          const binding = around.id.type === 'Identifier' ? this.#origin.module.bindings.of(around.id) : undefined;
          return binding && { home: { in: 'variable', binding }, steps };
        }
        case 'PropertyDefinition': {
          const name = propertyName(around.key, around.computed);
          const owner = around.parent.parent;
          if (name === undefined || around.value !== at) return undefined;
          return { home: { in: 'field', owner, name, isStatic: around.static }, steps };
        }
        default:
          return undefined;
      }
    }
  }

  /** The variable or field that an assignment sets. */
  #homeNamed(target: Node): Home | undefined {
    if (target.type === 'Identifier') {
      const binding = this.#origin.module.bindings.of(target);
      return binding && { in: 'variable', binding };
    }
    const name = target.type === 'MemberExpression' ? memberName(target) : undefined;
    if (target.type !== 'MemberExpression' || name === undefined) return undefined;
    const object = unwrapped(target.object);
    if (this.#isThis(object)) {
      const owner = enclosingClass(object);
      return owner && { in: 'field', owner, name, isStatic: false };
    }
    const owner = object.type === 'Identifier' ? this.#origin.module.bindings.of(object)?.node : undefined;
    return isClass(owner) ? { in: 'field', owner, name, isStatic: true } : undefined;
  }

  /** `this`, and `const self = this`. */
  #isThis(node: Node): boolean {
    if (node.type === 'ThisExpression') return true;
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    return binding?.kind === 'variable' && !binding.reassigned && binding.writes[0]?.type === 'ThisExpression';
  }

  /** Every expression of the file that is the collection. */
  mentionsOf({ home, steps }: Store): Node[] {
    const roots = home.in === 'variable' ? [...home.binding.references, ...this.#ofLiteral(home.binding, steps)] : this.#ofField(home);
    return roots.flatMap(root => this.#along(root, steps));
  }

  /** Where something that holds it is set to something else. */
  resetsOf({ home, steps }: Store): T.AssignmentExpression[] {
    if (steps.length === 0) return [];
    const roots = home.in === 'variable' ? home.binding.references : this.#ofField(home);
    return roots.flatMap(({ parent }, index) =>
      (parent?.type === 'AssignmentExpression' && parent.left === roots[index] && parent.operator === '=' ? [parent] : []));
  }

  /** The methods of an object literal call it `this`. */
  #ofLiteral({ node }: Binding, [first]: readonly string[]): Node[] {
    const literal = node.type === 'VariableDeclarator' && node.init ? unwrapped(node.init) : undefined;
    if (literal?.type !== 'ObjectExpression' || first === undefined) return [];
    return this.membersNamed(first).flatMap(({ object }) =>
      (object.type === 'ThisExpression' && contains(literal, object) && !enclosingClass(object) ? [object] : []));
  }

  #ofField({ owner, name, isStatic }: Extract<Home, { in: 'field' }>): Node[] {
    const members = this.membersNamed(name).filter(({ object }) => {
      const of = unwrapped(object);
      if (this.#isThis(of)) return enclosingClass(of) === owner;
      if (!isStatic) return this.#isInstance(of, owner);
      return of.type === 'Identifier' && this.#origin.module.bindings.of(of)?.node === owner;
    });
    this.#takenApart ??= this.#syntax.each('VariableDeclarator').flatMap(({ id, init }) =>
      (init && id.type === 'ObjectPattern' && this.#isThis(unwrapped(init)) ? [{ id, init }] : []));
    const taken = this.#takenApart.flatMap(({ id, init }) => (enclosingClass(init) === owner ? this.#taken(id, name) : []));
    return [...members, ...taken];
  }

  /** A name of an object of the class that this file makes: `const replay = new ReplayLog()`. */
  #isInstance(node: Node, owner: ClassNode): boolean {
    const binding = node.type === 'Identifier' ? this.#origin.module.bindings.of(node) : undefined;
    const [made] = binding?.kind === 'variable' && !binding.reassigned ? binding.writes : [];
    if (made?.type !== 'NewExpression' || made.callee.type !== 'Identifier') return false;
    return this.#origin.module.bindings.of(made.callee)?.node === owner;
  }

  /** The mentions of the name that a pattern gives a property. */
  #taken(pattern: T.ObjectPattern, name: string): Node[] {
    for (const property of pattern.properties) {
      if (property.type !== 'Property' || propertyName(property.key, property.computed) !== name) continue;
      const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
      return value.type === 'Identifier' ? [...(this.#origin.module.bindings.of(value)?.references ?? [])] : [];
    }
    return [];
  }

  #along(root: Node, steps: readonly string[]): Node[] {
    let at = root;
    for (const [index, step] of steps.entries()) {
      const outer = outermost(at);
      const around = outer.parent as Node;
      if (around.type === 'VariableDeclarator' && around.init === outer && around.id.type === 'ObjectPattern') {
        return this.#taken(around.id, step).flatMap(name => this.#along(name, steps.slice(index + 1)));
      }
      if (around.type !== 'MemberExpression' || around.object !== outer || memberName(around) !== step) return [];
      at = around;
    }
    return [at];
  }

  /** The member expressions of the file with a name. */
  membersNamed(name: string): readonly T.MemberExpression[] {
    if (!this.#named) {
      this.#named = new Map();
      for (const node of this.#syntax.each('MemberExpression')) {
        const own = memberName(node);
        if (own === undefined) continue;
        const found = this.#named.get(own);
        if (found) found.push(node);
        else this.#named.set(own, [node]);
      }
    }
    return this.#named.get(name) ?? [];
  }
}

/** `{}`, and `{ __proto__: null }`. */
function isBare({ properties }: T.ObjectExpression): boolean {
  return properties.every(property => property.type === 'Property' && propertyName(property.key, property.computed) === '__proto__');
}

const numbers = new WeakMap<object, number>();
let last = 0;

function identityOf(home: Home, steps: readonly string[]): string {
  const key = home.in === 'variable' ? home.binding : home.owner;
  let number = numbers.get(key);
  if (number === undefined) numbers.set(key, (number = last += 1));
  return [number, ...(home.in === 'field' ? [home.name] : []), ...steps].join('.');
}

function nameOf(home: Home, steps: readonly string[]): string {
  const start = home.in === 'variable' ? home.binding.name : `${home.isStatic ? (home.owner.id?.name ?? 'this') : 'this'}.${home.name}`;
  return [start, ...steps].join('.');
}

/** Whether a collection may outlive the call that makes it: one in a variable does not that only its own function mentions. */
export function mayOutlive({ home }: Store): boolean {
  if (home.in === 'field') return true;
  const fn = enclosingFunction(home.binding.declared);
  return !fn || home.binding.references.some(reference => enclosingFunction(reference) !== fn);
}
