import {
  bare, calledName, contains, isCall, isCallNamed, isFunction, propertyName, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import { isExcused } from './argument.ts';
import type { Binding } from './binding.ts';
import { isPipedInto } from './call.ts';
import { givesValue } from './forwarded.ts';
import type { Origin } from './origin.ts';

/** What a function of the project acquires for its caller; in this property of what it returns, if any. */
export interface HandedOut {
  path: FullPath;
  property?: string;
}

/** Tells which functions of the project hand out what a library gives them. */
export class HandingOut {
  readonly #found = new Map<FunctionNode, HandedOut | undefined>();

  /** What a function acquires and returns, where nobody else keeps that. */
  by(fn: FunctionNode, origin: Origin): HandedOut | undefined {
    if (this.#found.has(fn)) return this.#found.get(fn);
    this.#found.set(fn, undefined);
    const values = origin.returned(fn);
    const fresh = values.map(value => this.#fresh(value, fn, origin)).find(handed => handed !== undefined);
    const found = fresh && !values.some(value => isOfOthers(value, fn, origin)) ? fresh : undefined;
    this.#found.set(fn, found);
    return found;
  }

  /** What is acquired in a function and returned by it. */
  #fresh(value: Node, fn: FunctionNode, origin: Origin, depth = 0): HandedOut | undefined {
    const node = behindSteps(value, origin);
    if (isCall(node)) {
      const path = origin.ofCall(node);
      const acquires = path === undefined ? undefined : origin.module.catalogue.get(path)?.acquires;
      if (path !== undefined && acquires) return givesValue(acquires, node) && !isExcused(node, acquires, origin) ? { path } : undefined;
      const definition = origin.definition(node.callee);
      return isFunction(definition?.node) && definition.node !== fn ? this.by(definition.node, definition.origin) : undefined;
    }
    if (node.type === 'Identifier') {
      const binding = origin.module.bindings.of(node);
      const local = binding?.kind === 'variable' && binding.declared.range[0] > fn.range[0] && binding.declared.range[1] < fn.range[1];
      // Names may be assigned to one another in a ring.
      if (!local || depth > 4 || binding.references.some(isPipedInto)) return undefined;
      return binding.writes.map(write => this.#fresh(write, fn, origin, depth + 1)).find(handed => handed !== undefined);
    }
    if (node.type === 'ObjectExpression') {
      for (const property of node.properties) {
        const name = property.type === 'Property' ? propertyName(property.key, property.computed) : undefined;
        const handed = property.type === 'Property' && name !== undefined ? this.#fresh(property.value, fn, origin, depth + 1) : undefined;
        if (handed && handed.property === undefined) return { path: handed.path, property: name as string };
      }
    }
    return undefined;
  }
}

/** What a step of a promise gives on as it came: `pool.connect().catch(…)`, `pool.connect().then(client => { …; return client; })`. */
export function passedOn(step: CallNode, origin: Origin): Node | undefined {
  const callee = unwrapped(step.callee);
  const object = callee.type === 'MemberExpression' ? callee.object : undefined;
  const called = calledName(step);
  if (called === 'catch' || called === 'finally') return object;
  const given = called === 'then' ? step.arguments[0] : undefined;
  const name = isFunction(given) && given.params[0]?.type === 'Identifier' ? given.params[0] : undefined;
  const binding = name && origin.module.bindings.of(name);
  const values = isFunction(given) && binding ? origin.returned(given) : [];
  const isSame = (value: Node): boolean => value.type === 'Identifier' && origin.module.bindings.of(value) === binding;
  return values.length > 0 && values.every(isSame) ? object : undefined;
}

/** What a chain of promises passes on to its end: `pool.connect()` of `await pool.connect().catch(…)`. */
export function behindSteps(value: Node, origin: Origin): Node {
  const node = bare(value);
  const before = isCall(node) ? passedOn(node, origin) : undefined;
  return before ? behindSteps(before, origin) : node;
}

/** Whether somebody else has what is returned: it was there before, was given to the function, or is kept for the next call. */
function isOfOthers(value: Node, fn: FunctionNode, { module: { bindings } }: Origin): boolean {
  const node = bare(value);
  if (node.type === 'MemberExpression') return true;
  const binding = node.type === 'Identifier' && node.name !== 'undefined' ? bindings.of(node) : undefined;
  if (!binding) return false;
  return binding.kind === 'parameter' || !isLocal(binding, fn) || binding.references.some(reference => {
    const { parent } = reference;
    if (isCallNamed(parent, /^(add|push|set|unshift)$/)) return parent.arguments.some(argument => argument === reference);
    if (parent.type !== 'AssignmentExpression' || parent.right !== reference) return false;
    const target = unwrapped(parent.left);
    const outer = target.type === 'Identifier' ? bindings.of(target) : undefined;
    return target.type === 'MemberExpression' || (outer !== undefined && !isLocal(outer, fn));
  });
}

const isLocal = ({ declared }: Binding, fn: FunctionNode): boolean => contains(fn, declared);
