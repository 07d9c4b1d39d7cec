import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, contains, enclosingFunction, isCall, isFunction, isNullish, memberName, outermost, propertyName, unwrapped,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { callsOf } from '../origin/outlet.ts';
import { nameAt } from '../origin/pattern.ts';
import { goesThrough, isPromiseStep, isWhole, type End, type Held } from '../place/held.ts';
import type { Handler } from '../place/place.ts';
import { fulfilledBy, isPipedOut, returned, sendsBy, toClient } from './delivering.ts';
import { isDescribing } from './describing.ts';

/** Follows a value to where it ends up. */
export class Following {
  readonly #answers: (fn: FunctionNode) => Handler['returns'] | undefined;
  /** Names of methods that a text goes through. */
  readonly #through: RegExp | undefined;
  readonly #seen = new Set<Node>();
  /** The functions that it was handed to, and by which call. */
  readonly #entered: Map<FunctionNode, Held>;

  constructor(answers: (fn: FunctionNode) => Handler['returns'] | undefined, through?: RegExp, entered = new Map<FunctionNode, Held>()) {
    this.#answers = answers;
    this.#through = through;
    this.#entered = entered;
  }

  /** The same, for something made of the value. */
  get anew(): Following {
    return new Following(this.#answers, this.#through, this.#entered);
  }

  /** Where what an expression gives ends up; `steps`: the members that lead to it. */
  *from(node: Node, origin: Origin, steps: readonly string[] = [], text = false): Generator<End> {
    yield* this.#expression({ node, origin, steps, text });
  }

  /** Where what a parameter or variable holds ends up. */
  *ofName(pattern: Node, origin: Origin, steps: readonly string[] = [], text = false): Generator<End> {
    const inner = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
    const name = nameAt(inner, steps);
    if (!name) return;
    const binding = origin.module.bindings.of(name.at);
    if (binding) yield* this.#references(binding, { node: name.at, origin, steps: name.rest, text });
  }

  *#references(binding: Binding, held: Held): Generator<End> {
    for (const reference of binding.references) {
      const { parent } = reference;
      const isWritten = parent.type === 'AssignmentExpression' && parent.left === reference;
      if (!isWritten) yield* this.#expression({ ...held, node: reference });
    }
  }

  *#expression(held: Held): Generator<End> {
    const node = outermost(held.node);
    if (this.#seen.has(node) || this.#seen.size > 200) return;
    this.#seen.add(node);
    const { origin } = held;
    const around = node.parent as Node;
    const used: End = { how: 'used', node, value: node, origin, text: held.text };
    const on = (next: Node, steps = held.steps): Generator<End> => this.#expression({ ...held, node: next, steps });
    switch (around.type) {
      case 'ExpressionStatement':
      case 'IfStatement':
        return;
      case 'UnaryExpression':
        if (around.operator !== '!') yield used;
        return;
      case 'VariableDeclarator':
        if (around.init === node) yield* this.ofName(around.id, origin, held.steps, held.text);
        return;
      case 'AssignmentExpression':
        yield* this.#assigned(around, node, held);
        return;
      case 'ReturnStatement':
      case 'ArrowFunctionExpression': {
        const fn = around.type === 'ReturnStatement' ? enclosingFunction(around) : around;
        if (fn) yield* this.#returned(fn, { ...held, node });
        return;
      }
      case 'ConditionalExpression':
        if (around.test !== node) yield* on(around);
        return;
      case 'LogicalExpression':
        if (around.operator !== '&&' || around.right === node) yield* on(around);
        return;
      case 'MemberExpression':
        if (around.object === node) yield* this.#member(around, { ...held, node });
        return;
      case 'Property': {
        const name = propertyName(around.key, around.computed);
        if (around.value !== node || around.parent.type !== 'ObjectExpression') return;
        if (name === undefined) yield used;
        else yield* on(around.parent, [name, ...held.steps]);
        return;
      }
      case 'ArrayExpression':
        yield* on(around, [String(around.elements.indexOf(node as never)), ...held.steps]);
        return;
      case 'CallExpression':
      case 'NewExpression':
        if (around.callee === node) yield used;
        else yield* this.#argument(around, { ...held, node });
        return;
      case 'BinaryExpression':
        if (around.operator === '+' && held.text) yield* on(around);
        else if (!isNullish(around.left) && !isNullish(around.right)) yield used;
        return;
      case 'TemplateLiteral':
        if (held.text || isWhole(around)) yield* on(around);
        else yield used;
        return;
      case 'SpreadElement':
        if (around.parent.type === 'ArrayExpression' && held.text) yield* on(around.parent);
        else yield { ...used, how: 'items' };
        return;
      case 'ForOfStatement':
        if (around.right === node) yield { ...used, how: 'items' };
        return;
      default:
        yield used;
    }
  }

  *#assigned(around: T.AssignmentExpression, node: Node, held: Held): Generator<End> {
    const { origin } = held;
    const used: End = { how: 'used', node, value: node, origin, text: held.text };
    if (around.right !== node) return;
    const left = unwrapped(around.left);
    if (left.type === 'MemberExpression') {
      const sends = origin.factsOf(left)?.sends;
      yield sends && held.steps.length === 0 ? { ...used, how: 'sent', node: around, sends } : used;
      return;
    }
    const binding = left.type === 'Identifier' ? origin.module.bindings.of(left) : undefined;
    const fn = enclosingFunction(around);
    // What a variable from outside is given, or one that has it only once, is kept.
    const isOwn = binding && fn && contains(fn, binding.declared) && (around.operator === '=' || around.operator === '+=');
    if (!isOwn) yield used;
    else yield* this.#references(binding, held);
  }

  /** What is returned is what the calls of the function give, or the client is sent. */
  *#returned(fn: FunctionNode, held: Held): Generator<End> {
    const { node, origin, steps, text } = held;
    const call = fn.parent;
    if (isCall(call) && (call.callee === fn || (isPromiseStep(call) && call.arguments.includes(fn as never)))) {
      yield* this.#expression({ ...held, node: call });
      return;
    }
    const answers = steps.length === 0 && this.#answers(fn);
    if (answers) {
      yield { how: 'sent', node, value: node, origin, sends: answers === 'value' ? toClient : returned, text };
      return;
    }
    const from = this.#entered.get(fn);
    if (from) {
      yield* this.#expression({ ...from, steps, text });
      return;
    }
    const calls = callsOf(fn, origin);
    if (calls.length === 0) yield { how: 'used', node, value: node, origin, text };
    for (const each of calls) yield* this.#expression({ ...held, node: each });
  }

  *#member(member: T.MemberExpression, held: Held): Generator<End> {
    const { node, origin, steps, text } = held;
    const used: End = { how: 'used', node, value: node, origin, text };
    const name = memberName(member);
    const call = outermost(member).parent as Node;
    const isCalled = isCall(call) && unwrapped(call.callee) === unwrapped(member);
    if (isCalled && isPromiseStep(call)) {
      const [then] = call.arguments;
      const definition = name === 'then' && then ? origin.definition(then) : undefined;
      if (isFunction(definition?.node) && definition.node.params[0])
        yield* this.ofName(definition.node.params[0], definition.origin, steps, text);
      else if (name === 'then' && then) yield used;
      if (name !== 'then') yield* this.#expression({ ...held, node: call });
      return;
    }
    // A method that gives what it is called on: `find().lean()`.
    const path = isCalled ? origin.ofCall(call) : undefined;
    if (isCalled && path !== undefined && path === origin.of(node)) {
      yield* this.#expression({ ...held, node: call });
      return;
    }
    const [step, ...rest] = steps;
    if (step !== undefined) {
      if (name === step) yield* this.#expression({ ...held, node: member, steps: rest });
      return;
    }
    if (isCalled && isPipedOut(call, origin)) yield { ...used, how: 'sent', node: call, sends: returned };
    else if (isCalled && goesThrough(name, call, this.#through)) yield* this.#expression({ ...held, node: call });
    else if (name === 'buffer' && !isCalled) yield* this.#expression({ ...held, node: member });
    else if (isCalled && /^(map|filter|flatMap|forEach|reduce|join|entries|values|sort|reverse)$/.test(name ?? ''))
      yield { ...used, how: 'items' };
    else if (!/^(length|byteLength|size)$/.test(name ?? '') || !isDescribing(member, origin)) yield used;
  }

  *#argument(call: CallNode, held: Held): Generator<End> {
    const { node, origin, steps, text } = held;
    const used: End = { how: 'used', node, value: node, origin, text };
    const index = call.arguments.indexOf(node as never);
    const name = calledName(call) ?? '';
    if (name === 'all' && origin.ofCall(call) === ':Promise.all()') {
      yield* this.#expression({ ...held, node: call });
      return;
    }
    const facts = origin.factsOfCall(call);
    const { passes } = facts ?? {};
    const sends = sendsBy(call, index, steps, origin);
    const fulfilled = steps.length === 0 || index === 0 ? fulfilledBy(call, origin) : undefined;
    if (fulfilled) {
      yield* this.#expression({ ...held, node: fulfilled });
      return;
    }
    if (passes && !passes.items && index === (passes.argument ?? 0)) {
      const last = passes.callback === undefined ? undefined : call.arguments.at(-1);
      const fn = last && origin.definition(last);
      if (isFunction(fn?.node) && fn.node.params[passes.callback ?? 0]) {
        yield* this.ofName(fn.node.params[passes.callback ?? 0] as Node, fn.origin, [], text || passes.text === true);
        return;
      }
      const inner = steps[0] !== undefined && /^\d+$/.test(steps[0]) ? steps.slice(1) : steps;
      yield* this.#expression({ ...held, node: call, steps: inner, text: text || passes.text === true });
      return;
    }
    if (sends) {
      yield { ...used, how: 'sent', node: call, sends };
      return;
    }
    if (facts?.safe) return;
    const definition = origin.definition(call.callee);
    const parameter = isFunction(definition?.node) ? definition.node.params[index] : undefined;
    if (definition && parameter && isFunction(definition.node)) {
      this.#entered.set(definition.node, { ...held, node: call });
      yield* this.ofName(parameter, definition.origin, steps, text);
    } else if (steps.length === 0 || !isOther(call, origin)) yield used;
  }
}

/** Whether a call surely does no more with an object than a known library does. */
const isOther = (call: CallNode, origin: Origin): boolean => origin.ofCall(call) !== undefined && receiverOf(call) === undefined;
