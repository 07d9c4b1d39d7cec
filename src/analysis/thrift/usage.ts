import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, isCall, isFunction, memberName, outermost, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isPerItem } from '../origin/handed.ts';
import { constantOf } from '../origin/number.ts';
import type { Origin } from '../origin/origin.ts';

/** What a step does with bytes: it writes all or some of them, looks at them from the start on, or may look at any. */
export type Step = 'all' | 'some' | 'start' | 'any';

/** Methods of bytes that keep nothing of them and give nothing that shares their memory. */
const harmless = new RegExp(`^(${[
  'read\\w+', 'write\\w*', 'get(Big)?(Int|Uint|Float)\\d+', 'set(Big)?(Int|Uint|Float)\\d+', 'set', 'copy', 'toString',
  'toLocaleString', 'toJSON', 'indexOf', 'lastIndexOf', 'includes', 'equals', 'compare', 'join', 'every', 'some', 'find',
  'findIndex', 'findLast', 'reduce', 'reduceRight', 'forEach', 'at', 'map', 'filter', 'keys', 'values',
  'entries', 'toSorted', 'toReversed', 'with', 'hasOwnProperty',
  'utf8Write', 'latin1Write', 'asciiWrite', 'hexWrite', 'base64Write',
].join('|')})$`);
/** Methods that give the very bytes. */
const same = /^(fill|sort|reverse|copyWithin|swap16|swap32|swap64|valueOf)$/;
/** Methods of other bytes that read these, or write to them. */
const comparing = /^(copy|equals|compare)$/;
const numbers = /^(length|byteLength|byteOffset|BYTES_PER_ELEMENT|maxByteLength)$/;

/** Follows the bytes that a function has made: whether it drops them before it ends. */
export class Usage {
  /** In the order of the text. */
  readonly steps: Step[] = [];
  /** Whether somebody is given them of whom it is only likely. */
  likely = false;
  readonly #origin: Origin;
  readonly #owner: FunctionNode | undefined;
  readonly #seen = new Set<Binding>();
  #depth = 0;

  constructor(origin: Origin, owner: FunctionNode | undefined) {
    this.#origin = origin;
    this.#owner = owner;
  }

  /** Whether nothing keeps what a name holds. */
  drops(binding: Binding, owner = this.#owner): boolean {
    if (this.#seen.has(binding)) return true;
    this.#seen.add(binding);
    if (this.#seen.size > 20 || binding.references.length === 0) return false;
    return binding.references.every(reference => this.#isWithin(reference, owner) && this.isDropped(reference));
  }

  /** Whether a mention stands in the function itself, or in a callback that runs at once. */
  #isWithin(reference: Node, owner: FunctionNode | undefined): boolean {
    for (const at of ancestors(reference)) {
      if (at === owner) return true;
      if (isFunction(at) && !(isPerItem(at, this.#origin) && isImmediate(at))) return false;
    }
    return owner === undefined;
  }

  /** Whether an expression that is the bytes, or shares their memory, goes nowhere. */
  isDropped(mention: Node): boolean {
    const at = outermost(mention);
    const around = at.parent as Node;
    switch (around.type) {
      case 'ExpressionStatement':
        return true;
      case 'MemberExpression':
        return around.object === at && this.#isMemberDropped(around);
      case 'VariableDeclarator': {
        const alias = around.id.type === 'Identifier' ? this.#origin.module.bindings.of(around.id) : undefined;
        return alias !== undefined && !alias.reassigned && this.drops(alias);
      }
      case 'CallExpression':
      case 'NewExpression':
        return around.callee !== at && this.#isPassedDropped(around, at);
      case 'ArrayExpression': {
        const call = around.parent;
        return isCall(call) && call.callee !== around && this.#step(call, 'any') && this.#isBorrowed(call);
      }
      case 'ForOfStatement':
        return around.right === at && this.#did('any');
      case 'SpreadElement':
      case 'TemplateLiteral':
        return this.#did('any');
      case 'BinaryExpression':
      case 'UnaryExpression':
        return true;
      default:
        return false;
    }
  }

  #did(step: Step): true {
    this.steps.push(step);
    return true;
  }

  #step(call: CallNode, step: Step): true {
    const fills = this.#origin.factsOfCall(call)?.borrows?.fills;
    return this.#did(fills ?? step);
  }

  #isMemberDropped(member: T.MemberExpression): boolean {
    const name = memberName(member);
    if (member.computed && typeof name !== 'string') return this.#did('any');
    if (member.computed || name === undefined) return this.#did('any');
    if (numbers.test(name)) return true;
    if (name === 'buffer' || name === 'parent') return this.isDropped(member);
    const call = outermost(member).parent as Node;
    if (!isCall(call) || bare(call.callee) !== member) return false;
    if (name === 'fill' && call.arguments.length < 2) return this.#did('all') && this.isDropped(call);
    if (same.test(name)) return this.#did('any') && this.isDropped(call);
    if (name === 'subarray' || name === 'slice') {
      this.#did(call.arguments.length > 1 && this.#isZero(call.arguments[0]) ? 'start' : 'any');
      return this.#isCopied(member, name) || this.isDropped(call);
    }
    if (name === 'toString' && call.arguments.length > 2) {
      return this.#did(this.#isZero(call.arguments[1]) ? 'start' : 'any');
    }
    return harmless.test(name) && this.#did('any');
  }

  #isZero(node: Node | undefined): boolean {
    return node !== undefined && constantOf(node, this.#origin) === 0;
  }

  /** `slice()` of all but a `Buffer` copies. */
  #isCopied(member: T.MemberExpression, name: string): boolean {
    const path = this.#origin.of(member.object);
    return name === 'slice' && path !== undefined && /^:\w+(Array|ArrayBuffer)\(\)$/.test(path);
  }

  /** What a function is given it may keep, unless that is known of it. */
  #isPassedDropped(call: CallNode, at: Node): boolean {
    const path = this.#origin.ofCall(call) ?? '';
    // Views of the same memory; of typed bytes these are copies.
    if (/^:DataView\(\)$|^:\w*Array\(\)$|^:Buffer\.from\(\)$/.test(path)) return this.isDropped(call);
    if (this.#isBorrowed(call)) {
      const first = call.arguments.find(each => unwrapped(each) === unwrapped(at)) === call.arguments[0];
      const fills = this.#origin.factsOfCall(call)?.borrows?.fills;
      const isWhole = fills !== 'all' || call.arguments.length === 1;
      this.#did(fills && isWhole && (first || fills === 'some') ? fills : 'any');
      // `getRandomValues()` gives what it was given.
      return fills !== 'all' || this.isDropped(call);
    }
    return this.#isLocalDropped(call, at) || this.#isFilledElsewhere(call, at);
  }

  /** `const length = decode(packet, scratch)` of another file, which gives how much there is to be read of it then: most likely. */
  #isFilledElsewhere(call: CallNode, at: Node): boolean {
    const name = unwrapped(at);
    const { bindings } = this.#origin.module;
    const binding = name.type === 'Identifier' ? bindings.of(name) : undefined;
    const { callee } = call;
    const isUnknown = callee.type === 'Identifier' && bindings.of(callee) !== undefined && !this.#origin.definition(callee);
    const around = outermost(call).parent as Node;
    const isRead = binding?.references.some(({ parent, range }) => parent.type === 'MemberExpression' && range[0] > call.range[1]);
    if (!isUnknown || !isRead || around.type !== 'VariableDeclarator' || around.id.type !== 'Identifier') return false;
    this.likely = true;
    return this.#did('any');
  }

  #isBorrowed(call: CallNode): boolean {
    const facts = this.#origin.factsOfCall(call);
    if (facts?.borrows?.settles && !isAwaited(call)) return false;
    return facts?.borrows !== undefined || facts?.safe === true || isCallOf(call, comparing);
  }

  /** A function of this file that drops it too. */
  #isLocalDropped(call: CallNode, at: Node): boolean {
    const definition = this.#origin.definition(call.callee);
    const fn = definition?.origin === this.#origin && isFunction(definition.node) ? definition.node : undefined;
    const parameter = fn?.params[call.arguments.findIndex(each => unwrapped(each) === unwrapped(at))];
    const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
    const binding = name?.type === 'Identifier' ? this.#origin.module.bindings.of(name) : undefined;
    if (!fn || !binding || fn.generator || this.#depth > 3 || (fn.async && !isAwaited(call))) return false;
    this.#depth += 1;
    try {
      this.#did('any');
      return binding.references.length === 0 || (!binding.reassigned && this.drops(binding, fn));
    } finally {
      this.#depth -= 1;
    }
  }
}

const isAwaited = (call: CallNode): boolean => outermost(call).type === 'AwaitExpression';

/** Whether a callback has nothing to wait for. */
const isImmediate = (fn: FunctionNode): boolean => !fn.async && !fn.generator && !isCallOf(fn.parent, /^(on|once|addListener)$/);

function isCallOf(node: Node, names: RegExp): boolean {
  const callee = isCall(node) ? unwrapped(node.callee) : undefined;
  return callee?.type === 'MemberExpression' && names.test(memberName(callee) ?? '');
}
