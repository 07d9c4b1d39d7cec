import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isCallNamed, isFunction, isNullish, memberName, stringOf, unwrapped, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import type { Bulk } from '../../limits.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';
import { enter, nothing, type Given } from './given.ts';

/** Something large that is held whole in memory. */
export interface Large {
  node: Node;
  as: Bulk['as'];
  certain: boolean;
}

/** How many expressions are looked at for one answer: functions that call each other would be gone through again and again. */
const most = 100;
/** From how many bytes on a buffer is large. */
const many = 4096;
/** Methods of a text that give as much of it. */
const same = /^(toLowerCase|toUpperCase|replace|replaceAll|normalize|trim|trimStart|trimEnd|concat|valueOf|toWellFormed)$/;
const typed = /^:((?:Big)?U?[Ii]nt|Float)(8|16|32|64)(Clamped)?Array\(\)$/;
/** What of a request is its body, or a file that came with it. */
const body = /^(\.(req|request|raw))?\.(body|rawBody)(\.[\w$]+)*$|\.files?\b.*\.buffer$/;

/** Tells which expressions give something large: bytes or a text read whole. */
export class Bulks {
  readonly #origin: Origin;
  #depth = 0;
  #steps = 0;

  constructor(origin: Origin) {
    this.#origin = origin;
  }

  of(expression: Node, given: Given = nothing): Large | undefined {
    if (this.#depth === 0) this.#steps = 0;
    if (this.#depth > 12 || this.#steps > most) return undefined;
    this.#depth += 1;
    this.#steps += 1;
    try {
      return this.#of(bare(expression), given);
    } finally {
      this.#depth -= 1;
    }
  }

  #of(node: Node, given: Given): Large | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#ofName(node, given);
      case 'MemberExpression':
        return this.#ofMember(node, given);
      case 'CallExpression':
      case 'NewExpression':
        return this.#ofCall(node, given);
      case 'LogicalExpression':
        return this.of(node.right, given) ?? this.of(node.left, given);
      case 'ConditionalExpression':
        return this.of(node.consequent, given) ?? this.of(node.alternate, given);
      case 'AssignmentExpression':
        return this.of(node.right, given);
      case 'BinaryExpression': {
        const large = node.operator === '+' ? this.of(node.left, given) ?? this.of(node.right, given) : undefined;
        return large && { ...large, as: 'text' };
      }
      default:
        return undefined;
    }
  }

  /** What a path of the libraries says; the fields of a body may be of any kind. */
  #ofPath(node: Node): Large | undefined {
    const path = this.#origin.of(node);
    if (path === undefined) return undefined;
    const { catalogue } = this.#origin.module;
    const bulk = catalogue.get(path)?.bulk;
    if (bulk) return { node, as: bulk.as, certain: true };
    for (let end = path.indexOf(')'); end >= 0; end = path.indexOf(')', end + 1)) {
      const role = catalogue.get(path.slice(0, end + 1))?.serves?.role;
      if (role && role !== 'response' && body.test(path.slice(end + 1))) return { node, as: 'any', certain: true };
    }
    return undefined;
  }

  #ofName(name: T.Identifier, given: Given): Large | undefined {
    const binding = this.#origin.module.bindings.of(name);
    if (!binding) return undefined;
    const passed = given.get(binding);
    if (passed) return passed.item ? undefined : named(this.of(passed.node, passed.given), name);
    if (binding.kind === 'parameter') return named(this.#ofParameter(binding), name);
    if (binding.kind !== 'variable' || binding.node.type !== 'VariableDeclarator') return undefined;
    const loop = binding.node.parent.parent;
    if (loop.type === 'ForOfStatement') {
      const path = loop.await ? this.#origin.of(loop.right) : undefined;
      return path !== undefined && this.#reads(path) ? { node: name, as: 'any', certain: true } : undefined;
    }
    if (binding.node.id.type !== 'Identifier') return this.#ofPath(name);
    const large = named(first(binding.writes, write => (contains(write, name) ? undefined : this.of(write, given))), name);
    return large && binding.references.some(isAppendedTo) ? { ...large, as: 'text' } : large;
  }

  #reads(path: string): boolean {
    const facts = this.#origin.module.catalogue.get(path);
    return facts?.reads !== undefined || facts?.serves?.role === 'request';
  }

  #ofParameter(binding: Binding): Large | undefined {
    const fn = [...ancestors(binding.declared)].find(isFunction);
    const index = fn?.params.indexOf(binding.declared) ?? -1;
    const call = fn?.parent;
    if (!fn || index < 0) return this.#ofPath(binding.declared);
    if (isCall(call) && call.arguments.includes(fn as never)) return this.#ofCallback(call, index, fn, binding);
    const values = valuesOf(binding.declared, this.#origin) ?? [];
    const found = first(values, ({ node, steps }) => (steps.length === 0 ? this.of(node) : undefined));
    return found ?? this.#ofPath(binding.declared) ?? this.#ofType(binding.declared);
  }

  /** Bytes of which only the type is known may be few. */
  #ofType(name: T.Identifier): Large | undefined {
    const path = this.#origin.of(name);
    return path === ':Buffer()' ? { node: name, as: 'bytes', certain: false } : undefined;
  }

  /** `stream.on('data', chunk => …)`, `readFile(path, (error, bytes) => …)`, `.then(text => …)` */
  #ofCallback(call: CallNode, index: number, fn: FunctionNode, { declared }: Binding): Large | undefined {
    const receiver = receiverOf(call);
    if (receiver && index === 0 && isCallNamed(call, /^(on|once|addListener)$/) && stringOf(call.arguments[0]) === 'data')
      return { node: declared, as: this.#isDecoded(receiver) ? 'text' : 'any', certain: true };
    if (receiver && index === 0 && isCallNamed(call, /^then$/) && call.arguments[0] === fn) return this.of(receiver);
    const bulk = this.#origin.factsOfCall(call)?.bulk;
    if (bulk?.when && !bulk.when.includes(stringOf(call.arguments[0]) ?? '')) return undefined;
    return bulk?.callback === index && call.arguments.at(-1) === fn ? { node: declared, as: asOf(call, bulk), certain: true } : undefined;
  }

  /** `stream.setEncoding('utf8')` */
  #isDecoded(stream: Node): boolean {
    if (isCallNamed(stream, /^setEncoding$/)) return true;
    const binding = stream.type === 'Identifier' ? this.#origin.module.bindings.of(stream) : undefined;
    return binding?.references.some(({ parent }) => parent.type === 'MemberExpression' && memberName(parent) === 'setEncoding') ?? false;
  }

  #ofMember(node: T.MemberExpression, given: Given): Large | undefined {
    if (memberName(node) === 'buffer') {
      const view = this.of(node.object, given);
      if (view) return { ...view, as: 'copied bytes' };
    }
    return this.#ofPath(node);
  }

  #ofCall(call: CallNode, given: Given): Large | undefined {
    const path = this.#origin.ofCall(call);
    const bulk = this.#origin.factsOfCall(call)?.bulk;
    if (bulk) return isFunction(call.arguments.at(-1)) ? undefined : { node: call, as: asOf(call, bulk), certain: true };
    const [source] = call.arguments;
    const inner = source && source.type !== 'SpreadElement' ? this.of(source, given) : undefined;
    if (path !== undefined && (typed.test(path) || path.startsWith(':Buffer.'))) return this.#ofBytes(call, path, inner);
    if (path === ':String()' || calledName(call) === 'decode') return inner && { ...inner, node: call, as: 'text' };
    return this.#ofMethod(call, given) ?? this.#ofPromised(call) ?? this.#ofFunction(call, given);
  }

  /** `Buffer.concat(chunks)`, `Buffer.from(text)`, `Buffer.alloc(65_536)`, `new Uint8Array(buffer)` */
  #ofBytes(call: CallNode, path: string, inner: Large | undefined): Large | undefined {
    const [source] = call.arguments;
    const as = typed.test(path) ? 'copied bytes' : 'bytes';
    if (path === ':Buffer.concat()')
      return source && source.type !== 'ArrayExpression' ? { node: call, as, certain: true } : undefined;
    if (inner) return { ...inner, node: call, as };
    const count = source && source.type !== 'SpreadElement' ? constantOf(source, this.#origin) : undefined;
    const size = Number(typed.exec(path)?.[2] ?? 8) / 8;
    const isMade = as === 'copied bytes' || /^:Buffer\.alloc/.test(path);
    return isMade && count !== undefined && count * size >= many ? { node: call, as, certain: true } : undefined;
  }

  #ofMethod(call: CallNode, given: Given): Large | undefined {
    const receiver = receiverOf(call);
    const name = calledName(call) ?? '';
    if (!receiver) return undefined;
    if (name === 'then') {
      const fn = call.arguments[0];
      return isFunction(fn) ? first(this.#origin.returned(fn), value => this.of(value, given)) : undefined;
    }
    const isRest = /^(subarray|slice|substring)$/.test(name) && call.arguments.length < 2;
    if (name !== 'toString' && !same.test(name) && !isRest) return undefined;
    const large = this.of(receiver, given);
    if (!large || (name === 'toString' && call.arguments.length > 1)) return undefined;
    if (isRest) return isPart(call) ? undefined : large;
    return { ...large, node: call, as: 'text' };
  }

  /** `const read = promisify(fs.readFile)` */
  #ofPromised(call: CallNode): Large | undefined {
    const binding = call.callee.type === 'Identifier' ? this.#origin.module.bindings.of(call.callee) : undefined;
    const [made] = binding?.writes ?? [];
    const promised = isCallNamed(made, /^promisify$/) ? made.arguments[0] : undefined;
    const path = promised && this.#origin.of(promised);
    const bulk = path === undefined ? undefined : this.#origin.module.catalogue.get(`${path}()`)?.bulk;
    return bulk && { node: call, as: asOf(call, bulk), certain: true };
  }

  #ofFunction(call: CallNode, given: Given): Large | undefined {
    const inner = enter(call, given, this.#origin);
    if (!inner) return undefined;
    const values = this.#origin.returned(inner.fn).filter(value => !isNullish(value));
    const found = values.flatMap(value => this.of(value, inner.given) ?? []);
    return found.length === values.length ? named(first(found, each => each), call) : undefined;
  }
}

/** The first that something is found for; what is certain before what is not. */
function first<Item>(items: readonly Item[], find: (item: Item) => Large | undefined): Large | undefined {
  const found = items.flatMap(item => find(item) ?? []);
  return found.find(({ certain }) => certain) ?? found[0];
}

/** `body += chunk` */
const isAppendedTo = (name: Node): boolean =>
  name.parent?.type === 'AssignmentExpression' && name.parent.left === name && name.parent.operator === '+=';

/** A message speaks of the name. */
const named = (large: Large | undefined, node: Node): Large | undefined => large && { ...large, node };

function asOf(call: CallNode, { as, encoding }: Bulk): Bulk['as'] {
  const given = encoding === undefined ? undefined : call.arguments[encoding];
  if (!given || isFunction(given)) return as;
  const node = unwrapped(given);
  if (node.type !== 'ObjectExpression') return 'text';
  return node.properties.some(property => property.type !== 'Property' || /^(encoding)$/.test(nameOf(property))) ? 'text' : as;
}

const nameOf = ({ key }: T.Property): string => (key.type === 'Identifier' ? key.name : '');

/** `slice(-8)` */
const isPart = ({ arguments: [start] }: CallNode): boolean => start?.type === 'UnaryExpression' && start.operator === '-';
