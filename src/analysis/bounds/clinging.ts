import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, contains, enclosingClass, enclosingFunction, isCallNamed, isFunction, memberName, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { isConstructor } from '../origin/class.ts';
import { rootOf } from '../origin/identity.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { Bulks } from './bulk.ts';
import { nothing } from './given.ts';
import type { Hoards, Kept } from './hoarding.ts';
import { isMadeHere } from './retaining.ts';
import { Views, type View } from './view.ts';

/** A part of something large that is kept where it outlives the call, and keeps all of it. */
export interface Clinging {
  node: Node;
  /** What keeps it, in the words of a message. */
  keeper: string;
  views: readonly [View, ...View[]];
  certain: boolean;
}

/** Finds the parts that are kept. */
export function* clingingsOf(hoards: Hoards, syntax: Pick<Nodes, 'each'>, origin: Origin): Generator<Clinging> {
  const finder = new Finder(origin);
  for (const kept of hoards.held()) yield* finder.inCollection(kept);
  for (const call of syntax.each('CallExpression')) yield* finder.inCache(call);
  for (const assignment of syntax.each('AssignmentExpression')) yield* finder.inVariable(assignment, hoards);
}

class Finder {
  readonly #origin: Origin;
  readonly #views: Views;

  constructor(origin: Origin) {
    this.#origin = origin;
    this.#views = new Views(origin, new Bulks(origin));
  }

  *inCollection({ node, store, values, key, dwelling, shrinks }: Kept): Generator<Clinging> {
    const fn = [...ancestors(node)].findLast(isFunction);
    const isDone = shrinks.some(({ how, node: at }) => {
      if (how === 'take' || (how === 'reset' && store.kind === 'array')) return true;
      return how === 'delete' && fn !== undefined && contains(fn, at) && !this.#isOfOldest(at);
    });
    // A key of an object is a copy.
    if (isDone) return;
    for (const clinging of this.#kept(node, `\`${store.name}\``, store.kind === 'map' && key ? [key, ...values] : values, true)) {
      const dwells = dwelling();
      if (dwells) yield { ...clinging, certain: clinging.certain && dwells === 'sure' };
    }
  }

  /** Whether an entry goes that the collection itself tells, so that another may come: `all.delete(all.keys().next().value)`. */
  #isOfOldest(shrink: Node): boolean {
    const key = shrink.type === 'CallExpression' ? shrink.arguments[0] : undefined;
    const { bindings, sourceOf } = this.#origin.module;
    const binding = key?.type === 'Identifier' ? bindings.of(key) : undefined;
    const declarator = binding?.node.type === 'VariableDeclarator' ? binding.node : undefined;
    return [key, declarator?.init].some(each => each && /\.(?:keys|entries|values)\(\)\s*\.next\(\)/.test(sourceOf(each)));
  }

  /** `cache.set(id, header)` of a library's cache; what a memoised function gives. */
  *inCache(call: CallNode): Generator<Clinging> {
    const keeps = this.#origin.factOfCall(call, 'keeps');
    const of = keeps?.function === undefined ? undefined : call.arguments[keeps.function];
    const fn = of && this.#origin.definition(of)?.node;
    if (isFunction(fn) && keeps) yield* this.#kept(call, `the ${keeps.what}`, this.#origin.returned(fn), true);
    const cache = isCallNamed(call, /^(set|put|add)$/) ? receiverOf(call) : undefined;
    const path = cache && this.#origin.of(cache);
    const { catalogue } = this.#origin.module;
    const isLasting = cache && path !== undefined && (catalogue.get(path)?.keeps || isImported(cache, path, this.#origin));
    if (isLasting && !isMadeHere(cache, call, this.#origin))
      yield* this.#kept(call, `\`${this.#origin.module.sourceOf(cache)}\``, call.arguments, true);
  }

  /** The last one stays: in a variable of the module, in a field; in an entry of a collection it stays with that. */
  *inVariable(node: T.AssignmentExpression, hoards: Hoards): Generator<Clinging> {
    const target = unwrapped(node.left);
    const fn = enclosingFunction(node);
    if (node.operator === '+=' || !fn) return;
    if (target.type === 'Identifier') {
      const binding = this.#origin.module.bindings.of(target);
      if (binding && isModuleLevel(binding)) yield* this.#kept(node, `\`${binding.name}\``, [node.right], false);
    } else if (target.type === 'MemberExpression') {
      const root = rootOf(target.object);
      const keeper = `\`${this.#origin.module.sourceOf(target.object)}\``;
      if (root.type === 'ThisExpression') {
        const isOwn = enclosingClass(root) !== undefined && !isConstructor(fn) && unwrapped(target.object).type === 'ThisExpression';
        const name = memberName(target);
        if (isOwn && name !== undefined) yield* this.#kept(node, `\`this.${name}\``, [node.right], false);
      } else if (root.type === 'Identifier') {
        const binding = this.#origin.module.bindings.of(root);
        const isEntry = binding?.writes.some(write => hoards.isEntry(bare(write)));
        if (isEntry) yield* this.#kept(node, keeper, [node.right], true);
      }
    }
  }

  *#kept(node: Node, keeper: string, values: readonly Node[], certain: boolean): Generator<Clinging> {
    const found = values.flatMap(value => this.#views.in(value, nothing)).filter(({ parent }) => !this.#stays(parent.node, values));
    const unique = [...new Map(found.map(view => [view.node, view])).values()];
    const [first, ...others] = unique.filter(view => unique.every(({ node: other }) => other === view.node || !contains(other, view.node)));
    if (first) yield { node, keeper, views: [first, ...others], certain: certain && first.certain };
  }

  /** Whether the whole is kept anyway: it lives in the module or in an object, or is stored beside the part. */
  #stays(parent: Node, values: readonly Node[]): boolean {
    const root = rootOf(parent);
    if (root.type === 'ThisExpression') return true;
    const binding = root.type === 'Identifier' ? this.#origin.module.bindings.of(root) : undefined;
    if (!binding || root !== bare(parent)) return false;
    if (isModuleLevel(binding)) return true;
    const isWhole = (part: Node): boolean => part.type === 'Identifier' && this.#origin.module.bindings.of(part) === binding;
    return values.some(value => this.#parts(value).some(isWhole));
  }

  #parts(value: Node, depth = 0): readonly Node[] {
    const node = unwrapped(value);
    if (depth > 3) return [];
    switch (node.type) {
      case 'ObjectExpression':
        return node.properties.flatMap(each => (each.type === 'Property' ? this.#parts(each.value, depth + 1) : []));
      case 'ArrayExpression':
        return node.elements.flatMap(each => (each ? this.#parts(each, depth + 1) : []));
      case 'Identifier': {
        const made = this.#origin.module.bindings.of(node)?.writes[0];
        return [node, ...made?.type === 'ObjectExpression' ? this.#parts(made, depth + 1) : []];
      }
      default:
        return [node];
    }
  }
}

/** A collection of another file of the project. */
function isImported(node: Node, path: string, origin: Origin): boolean {
  const binding = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  return binding?.kind === 'import' && /^:(Map|Set)\(\)$/.test(path);
}
