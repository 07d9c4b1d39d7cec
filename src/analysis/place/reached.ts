import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, declaredName, enclosingClass, isCall, isClass, isFunction, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { fieldValues } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import type { Handler, Place } from './place.ts';

/** Finds the handler that code is reached from, through the functions of its file. */
export class Reached {
  readonly #origin: Origin;
  readonly #placeOf: (node: Node) => Place;
  readonly #callsNamed: (name: string) => readonly CallNode[];
  readonly #found = new Map<FunctionNode, Handler | undefined>();

  constructor(origin: Origin, placeOf: (node: Node) => Place, callsNamed: (name: string) => readonly CallNode[]) {
    this.#origin = origin;
    this.#placeOf = placeOf;
    this.#callsNamed = callsNamed;
  }

  from(node: Node): Handler | undefined {
    const { handler } = this.#placeOf(node);
    if (handler) return handler;
    for (const fn of ancestors(node)) {
      const found = isFunction(fn) ? this.#ofFunction(fn) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  #ofFunction(fn: FunctionNode): Handler | undefined {
    if (this.#found.has(fn)) return this.#found.get(fn);
    this.#found.set(fn, undefined); // a function that only calls itself is reached from nowhere
    let found: Handler | undefined;
    for (const mention of this.#mentionsOf(fn)) {
      found = this.from(mention);
      if (found) break;
    }
    this.#found.set(fn, found);
    return found;
  }

  /** Where a function is called, or handed to somebody who calls it. */
  *#mentionsOf(fn: FunctionNode): Generator<Node> {
    const around = fn.parent;
    const declared = declaredName(fn);
    if (declared) yield* this.#origin.module.bindings.of(declared)?.references ?? [];
    // `const load = memoize(async () => …)`
    const wrapper = isCall(around) && around.callee !== fn ? around.parent : undefined;
    if (wrapper?.type === 'VariableDeclarator' && wrapper.id.type === 'Identifier')
      yield* this.#origin.module.bindings.of(wrapper.id)?.references ?? [];
    const name = /^(MethodDefinition|PropertyDefinition|Property)$/.test(around.type) ? nameOf(fn) : undefined;
    if (name === undefined) return;
    for (const call of this.#callsNamed(name)) {
      if (this.#calls(call, fn)) yield call;
    }
  }

  #calls(call: CallNode, fn: FunctionNode): boolean {
    const definition = this.#origin.definition(call.callee);
    if (definition) return definition.node === fn;
    const callee = unwrapped(call.callee);
    const owner = enclosingClass(fn);
    return owner !== undefined && callee.type === 'MemberExpression' && this.#classOf(unwrapped(callee.object)) === owner;
  }

  /** The class that a name or field is an instance of by its annotation, where the file holds it. */
  #classOf(node: Node): Node | undefined {
    if (node.type === 'Identifier') {
      const annotation = this.#origin.module.bindings.of(node)?.declared.typeAnnotation;
      return annotation && this.#named(annotation);
    }
    const owner = node.type === 'MemberExpression' && unwrapped(node.object).type === 'ThisExpression' ? enclosingClass(node) : undefined;
    const name = node.type === 'MemberExpression' && node.property.type !== 'Literal' ? this.#origin.module.sourceOf(node.property) : '';
    for (const value of owner ? fieldValues(owner, name, this.#origin.module.keys) : []) {
      const found = value.type === 'TSTypeAnnotation' ? this.#named(value) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  #named({ typeAnnotation: type }: T.TSTypeAnnotation): Node | undefined {
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
    const binding = this.#origin.module.bindings.of(type.typeName);
    return isClass(binding?.node) ? binding.node : undefined;
  }
}
