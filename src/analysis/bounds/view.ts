import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, isCallNamed, isClass, isFunction, isNamed, memberName, propertyName, unwrapped, type CallNode,
  type ClassNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { assignmentsToThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { laterValues } from '../origin/values.ts';
import type { Bulks, Large } from './bulk.ts';
import { isShort, isSmall } from './extent.ts';
import { enter, nothing, passing, type Given } from './given.ts';
import { Pieces } from './pieces.ts';

/** How many expressions are looked at for one answer: functions that call each other would be gone through again and again. */
const most = 100;

/** A part of something large, which keeps all of it in memory. */
export interface View {
  node: Node;
  parent: Large;
  certain: boolean;
  isText: boolean;
  /** How a copy of it is written: around a `Buffer`, by `slice()`, around a text; a text that may be missing. */
  copy: 'buffer' | 'slice' | 'text' | 'perhaps text' | undefined;
}

/** Tells which parts of something large a value holds. */
export class Views {
  readonly #origin: Origin;
  readonly #bulks: Bulks;
  readonly #pieces: Pieces;
  #depth = 0;
  #steps = 0;

  constructor(origin: Origin, bulks: Bulks) {
    this.#origin = origin;
    this.#bulks = bulks;
    this.#pieces = new Pieces(origin, bulks, (node, given) => this.in(node, given));
  }

  /** The views that a value is, holds, or resolves to. */
  in(expression: Node, given: Given = nothing): readonly View[] {
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth > 12 || this.#steps > most) return [];
    this.#depth += 1;
    this.#steps += 1;
    try {
      return this.#in(bare(expression), given);
    } finally {
      this.#depth -= 1;
    }
  }

  #in(node: Node, given: Given): readonly View[] {
    const all = (parts: readonly (Node | null)[]): readonly View[] => parts.flatMap(part => (part ? this.in(part, given) : []));
    switch (node.type) {
      case 'ObjectExpression':
        return all(node.properties.map(property => (property.type === 'Property' ? property.value : property.argument)));
      case 'ArrayExpression':
        return all(node.elements);
      case 'SpreadElement':
        return this.#pieces.of(node.argument, given)?.all ? [] : all([node.argument]);
      case 'LogicalExpression':
        return all(node.operator === '&&' ? [node.right] : [node.left, node.right]);
      case 'ConditionalExpression':
        return all([node.consequent, node.alternate]);
      case 'TemplateLiteral':
        return node.quasis.every(({ value }) => value.raw === '') ? all(node.expressions) : [];
      case 'Identifier':
        return this.#ofName(node, given);
      case 'MemberExpression':
        return this.#ofMember(node, given);
      case 'CallExpression':
        return this.#ofCall(node, given);
      case 'NewExpression':
        return this.#ofNew(node, given);
      default:
        return [];
    }
  }

  #ofName(name: T.Identifier, given: Given): readonly View[] {
    const binding = this.#origin.module.bindings.of(name);
    const passed = binding && given.get(binding);
    if (passed && !passed.item) return this.in(passed.node, passed.given);
    const piece = this.#pieces.named(name, given);
    if (piece) return piece.whole ? [] : [partOf(name, piece.parent, 'perhaps text')];
    if (binding?.kind !== 'variable' || binding.node.type !== 'VariableDeclarator') return [];
    const { id, init } = binding.node;
    if (id.type === 'ObjectPattern') {
      const property = id.properties.find(each => each.type === 'Property' && contains(each.value, binding.declared));
      const key = property?.type === 'Property' ? propertyName(property.key, property.computed) : undefined;
      return init && key !== undefined ? this.#member(init, key, given) : [];
    }
    if (id.type !== 'Identifier') return [];
    const found = binding.writes.filter(write => !contains(write, name)).flatMap(write => this.in(write, given));
    return [...found, ...[...laterValues(name, this.#origin)].flatMap(({ value }) => this.in(value, given))];
  }

  #ofMember(node: T.MemberExpression, given: Given): readonly View[] {
    const piece = this.#pieces.element(node, given);
    if (piece) return [partOf(node, piece.parent, isFirst(node) ? 'text' : isNamed(node.object) ? 'perhaps text' : undefined)];
    const name = memberName(node);
    return name === undefined ? [] : this.#member(node.object, name, given);
  }

  /** What an object has under a name. */
  #member(object: Node, name: string, given: Given): readonly View[] {
    const node = bare(object);
    if (this.#depth > 12) return [];
    switch (node.type) {
      case 'ObjectExpression': {
        const property = node.properties.find(each => each.type === 'Property' && propertyName(each.key, each.computed) === name);
        return property?.type === 'Property' ? this.in(property.value, given) : [];
      }
      case 'Identifier': {
        const binding = this.#origin.module.bindings.of(node);
        const passed = binding && given.get(binding);
        if (passed) return passed.item ? [] : this.#member(passed.node, name, passed.given);
        if (binding?.kind !== 'variable' || binding.node.type !== 'VariableDeclarator' || binding.node.id.type !== 'Identifier') return [];
        return binding.writes.filter(write => !contains(write, node) && unwrapped(write).type !== 'Identifier')
          .flatMap(write => this.#member(write, name, given));
      }
      case 'CallExpression': {
        const inner = enter(node, given, this.#origin);
        const values = inner && this.#depth < 8 ? this.#origin.returned(inner.fn) : [];
        this.#depth += 1;
        const found = values.flatMap(value => this.#member(value, name, inner?.given ?? given));
        this.#depth -= 1;
        return found;
      }
      default:
        return [];
    }
  }

  #ofCall(call: CallNode, given: Given): readonly View[] {
    const cut = this.#cut(call, given);
    if (cut) return cut;
    const list = this.#pieces.of(call, given);
    if (list) return list.all ? [] : [partOf(call, list.parent)];
    const receiver = receiverOf(call);
    const name = calledName(call) ?? '';
    const taken = receiver && /^(at|pop|shift|find|findLast)$/.test(name) ? this.#pieces.of(receiver, given) : undefined;
    if (taken) return [partOf(call, taken.parent)];
    const [fn] = call.arguments;
    if (name === 'then' && isFunction(fn)) {
      const params = receiver ? passing(fn, [receiver], given, this.#origin) : given;
      return this.#origin.returned(fn).flatMap(value => this.in(value, new Map([...given, ...params])));
    }
    const path = this.#origin.ofCall(call) ?? '';
    if (/^:(Object\.(freeze|seal|assign|fromEntries)|Promise\.(resolve|all))\(\)$/.test(path))
      return call.arguments.flatMap(each => this.in(each, given));
    const inner = enter(call, given, this.#origin);
    return inner ? this.#origin.returned(inner.fn).flatMap(value => this.in(value, inner.given)) : [];
  }

  /** A part that a method cuts out, if the call is one of such a method. */
  #cut(call: CallNode, given: Given): readonly View[] | undefined {
    const path = this.#origin.ofCall(call) ?? '';
    if (/^:(Buffer\.from|Uint8Array|DataView)\(\)$/.test(path)) return this.#ofMemory(call, path, given);
    const receiver = receiverOf(call);
    const name = calledName(call) ?? '';
    if (!receiver || !/^(subarray|slice|substring|substr|trim|trimStart|trimEnd|toString)$/.test(name)) return undefined;
    // One of all lines, of which but a part is kept.
    const piece = /^s/.test(name) && receiver.type === 'Identifier' ? this.#pieces.named(receiver, given) : undefined;
    if (!piece && this.#pieces.of(receiver, given)) return undefined;
    const parts = this.in(receiver, given).filter(({ copy }) => name !== 'toString' || copy !== 'buffer');
    if (parts.length > 0 && isShort(call, this.#origin)) return [];
    if (parts.length > 0) return parts.map(part => ({ ...part, node: call, copy: narrowed(part, name) }));
    const parent = this.#bulks.of(receiver, given) ?? piece?.parent;
    if (!parent || !/^s/.test(name)) return undefined;
    const as = name === 'subarray' && parent.as !== 'copied bytes' ? 'bytes' : /^substr/.test(name) ? 'text' : parent.as;
    if ((as === 'copied bytes' && name === 'slice') || !isSmall(call, parent, this.#origin)) return [];
    if (as !== 'bytes' && as !== 'copied bytes' && isShort(call, this.#origin)) return [];
    const copy = as === 'bytes' ? 'buffer' : as === 'copied bytes' ? 'slice' : as === 'text' ? 'text' : undefined;
    const isText = as === 'text' || as === 'any';
    const isThere = !this.#origin.module.sourceOf(call).includes('?.');
    return [{ node: call, parent, certain: parent.certain && as !== 'any', isText, copy: isThere ? copy : undefined }];
  }

  /** `Buffer.from(bytes.buffer, offset, length)`, `new Uint8Array(buffer, 0, 16)`; of other bytes both make a copy. */
  #ofMemory(call: CallNode, path: string, given: Given): readonly View[] {
    const [memory, ...range] = call.arguments;
    const parent = memory && range.length > 1 ? this.#bulks.of(memory, given) : undefined;
    if (parent?.as !== 'copied bytes') return [];
    const copy = path.startsWith(':Buffer') ? 'buffer' : path === ':Uint8Array()' ? 'slice' : undefined;
    return [{ node: call, parent, certain: parent.certain, isText: false, copy }];
  }

  /** An object of a class of this file that keeps what it is given. */
  #ofNew(call: CallNode, given: Given): readonly View[] {
    const path = this.#origin.ofCall(call) ?? '';
    if (/^:(Map|Set|Array)\(\)$/.test(path)) return call.arguments.flatMap(each => this.in(each, given));
    if (/^:(Uint8Array|DataView)\(\)$/.test(path)) return this.#ofMemory(call, path, given);
    const definition = this.#origin.definition(call.callee);
    return isClass(definition?.node) && definition.origin === this.#origin ? this.#ofClass(definition.node, call, given) : [];
  }

  #ofClass(owner: ClassNode, call: CallNode, given: Given): readonly View[] {
    const method = owner.body.body.find(each => each.type === 'MethodDefinition' && each.kind === 'constructor');
    const fn = method?.type === 'MethodDefinition' && isFunction(method.value) ? method.value : undefined;
    if (!fn) return [];
    const params = passing(fn, call.arguments, given, this.#origin);
    const assigned = assignmentsToThis(owner, this.#origin.module.keys).filter(at => contains(fn, at));
    const kept = fn.params.flatMap((parameter, index) => {
      const argument = parameter.type === 'TSParameterProperty' ? call.arguments[index] : undefined;
      return argument ? this.in(argument, given) : [];
    });
    return [...kept, ...assigned.flatMap(({ right }) => this.in(right, params))];
  }
}

const partOf = (node: Node, parent: Large, copy?: View['copy']): View => ({ node, parent, certain: parent.certain, isText: true, copy });

/** `text.split('\n')[0]` is always there. */
const isFirst = ({ object, property }: T.MemberExpression): boolean =>
  property.type === 'Literal' && property.value === 0 && isCallNamed(unwrapped(object), /^split$/);

/** A part of a part is copied as that is; a text of bytes that are named is a copy already. */
const narrowed = ({ copy }: View, name: string): View['copy'] =>
  copy === 'perhaps text' ? 'text' : copy === 'slice' && name !== 'subarray' ? undefined : copy;
