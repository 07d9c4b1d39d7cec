import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isFunction, memberName, outermost, propertyName, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../ast.ts';
import { list } from '../catalogue.ts';
import { receiverOf } from './call.ts';
import { isPerItem } from './handed.ts';
import type { Handler, Place } from './place.ts';
import type { Origin } from './origin.ts';
import type { Use } from './use.ts';

/** Work that a statement starts and nobody waits for. */
export interface Floating {
  /** The call that starts it. */
  node: CallNode;
  /** The whole expression: the chain, the `void`. */
  whole: Node;
  /** Whether it is known to give a promise: `void` before a call alone only says that its author thinks so. */
  sure: boolean;
}

/** What a context is answered through. */
const answering = /^(body|json|text|html|send|redirect|render|status|type|res|response|respond|newResponse|throw|attachment|reply)$/;
/** Calls that end something, so that waiting for them would only be polite. */
const ending = /^(cancel|abort|close|destroy|release|dispose|end|terminate|kill|disconnect|quit|unsubscribe)$/;
const steps = /^(then|catch|finally)$/;

/** The call at the bottom of a promise chain. */
export function startOf(chain: Node): Node {
  let at = unwrapped(chain);
  while (at.type === 'CallExpression' && steps.test(calledName(at) ?? '')) at = receiverOf(at) ?? at;
  return at;
}

/** Answers whether work that is started in a handler ends with the request. */
export class Reach {
  readonly #origin: Origin;
  readonly #isPromise: ((node: Node) => boolean | undefined) | undefined;
  readonly #runners: ReadonlySet<string>;

  constructor(origin: Origin, runners: ReadonlySet<string>, isPromise: ((node: Node) => boolean | undefined) | undefined) {
    this.#origin = origin;
    this.#runners = runners;
    this.#isPromise = isPromise;
  }

  /** Whether a statement is no more than a call, a chain of calls, or `void` before one. */
  mayFloat(statement: Node): boolean {
    const expression = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
    return expression?.type === 'CallExpression' || (expression?.type === 'UnaryExpression' && expression.operator === 'void');
  }

  /** The promise that a statement starts and drops, if it does. */
  floating(statement: Node): Floating | undefined {
    const expression = statement.type === 'ExpressionStatement' ? unwrapped(statement.expression) : undefined;
    const isVoid = expression?.type === 'UnaryExpression' && expression.operator === 'void';
    const whole = isVoid ? unwrapped(expression.argument) : expression;
    if (whole?.type !== 'CallExpression') return undefined;
    const sure = this.#givesPromise(whole);
    if (!sure && (!isVoid || this.#givesNothing(whole))) return undefined;
    const start = startOf(whole);
    if (start.type === 'Identifier') return this.#dropped(start, whole);
    return { node: isCall(start) ? start : whole, whole: expression ?? whole, sure };
  }

  /** A promise kept in a variable only to catch its error: `const saved = save(order); saved.catch(log);` */
  #dropped(name: T.Identifier, whole: Node): Floating | undefined {
    const binding = this.#origin.module.bindings.of(name);
    const made = binding?.kind === 'variable' && binding.writes.length === 1 && binding.writes[0] ? unwrapped(binding.writes[0]) : undefined;
    if (!binding || made?.type !== 'CallExpression' || !binding.references.every(reference => contains(whole, reference))) return undefined;
    return { node: made, whole: made, sure: true };
  }

  #givesPromise(call: T.CallExpression): boolean {
    const name = calledName(call) ?? '';
    if (steps.test(name) && call.arguments.length > 0) return isCall(receiverOf(call)) || receiverOf(call)?.type === 'Identifier' || this.#isPromise?.(call) === true;
    const [first] = call.arguments;
    if (isFunction(first) && first.async && isPerItem(first, this.#origin)) return true;
    const facts = this.#factsOf(call);
    if (facts?.starts && !facts.starts.timer && !facts.starts.stop && !this.#takesCallback(call)) return true;
    const definition = this.#origin.definition(call.callee);
    if (isFunction(definition?.node)) return definition.origin.givesPromise(definition.node);
    return this.#isPromise?.(call) === true;
  }

  /** Whether a call is known to give no promise. */
  #givesNothing(call: T.CallExpression): boolean {
    if (this.#isPromise?.(call) === false) return true;
    const definition = this.#origin.definition(call.callee);
    if (!isFunction(definition?.node) || definition.node.async) return false;
    return definition.node.returnType?.typeAnnotation.type === 'TSVoidKeyword' || definition.origin.returned(definition.node).length === 0;
  }

  /** Whether a call tells its end to a function that it is given, so that it gives no promise. */
  #takesCallback(call: CallNode): boolean {
    return call.arguments.some(argument => isFunction(argument) || isFunction(this.#origin.definition(argument)?.node))
      || /^(cb|callback|done|next)$/.test(this.#origin.module.sourceOf(call.arguments.at(-1) ?? call));
  }

  /** Facts of a call by its origin alone. */
  #factsOf(call: CallNode): ReturnType<Origin['factsOfCall']> {
    const path = this.#origin.ofCall(call);
    return path === undefined ? undefined : this.#origin.module.catalogue.get(path);
  }

  /** Whether somebody looks after the work: a queue, `waitUntil`, a runner of the user's, or a signal that tells it to end. */
  isLookedAfter({ node, whole }: Floating): boolean {
    const named = [node.callee, whole].some(each => this.#runners.has(this.#origin.module.sourceOf(each)) || (isCall(each) && this.#runners.has(calledName(each) ?? '')));
    if (ending.test(calledName(node) ?? '')) return true;
    if (named || this.#runners.has(calledName(node) ?? '')) return true;
    return [...within(whole, this.#origin.module.keys, isFunction)].some(at => isCall(at) && this.#factsOf(at)?.awaits) || this.hasSignal(whole);
  }

  /** Whether an abort signal is given to a call in the expression. */
  hasSignal(whole: Node): boolean {
    for (const at of within(whole, this.#origin.module.keys, isFunction)) {
      if (at.type === 'Property' && /^(signal|abortSignal|cancelToken)$/.test(propertyName(at.key, at.computed) ?? '')) return true;
      if (at.type === 'Identifier' && /signal$/i.test(at.name)) return true;
      if (at.type === 'MemberExpression' && memberName(at) === 'signal') return true;
    }
    return false;
  }

  /** Whether the work answers the request itself, or passes it on: `fetch(url).then(r => res.json(r)).catch(next)`. */
  answers(whole: Node): boolean {
    for (const at of within(whole, this.#origin.module.keys)) {
      if (at.type !== 'Identifier') continue;
      const call = at.parent;
      if (!this.#isResponse(at)) {
        if (isCall(call) && calledName(call) === 'then' && call.callee !== at && this.#answersLater(at)) return true;
        continue;
      }
      // The error of work that nobody waits for comes too late to answer with.
      if (isCall(call) && calledName(call) === 'catch') continue;
      const passed = isCall(call) && call.callee !== at ? this.#origin.definition(call.callee) : undefined;
      if (!isFunction(passed?.node) || !isCall(call)) return true;
      const parameter = passed.node.params[call.arguments.indexOf(at)];
      const binding = parameter?.type === 'Identifier' ? passed.origin.module.bindings.of(parameter) : undefined;
      if (binding?.references.some(({ parent }) => parent.type !== 'MemberExpression' || isCalledOrSet(parent))) return true;
    }
    return false;
  }

  /** Whether a function of the same file that a promise is handed to answers: `fetch(url).then(answer)`. */
  #answersLater(name: T.Identifier): boolean {
    const definition = this.#origin.definition(name);
    return isFunction(definition?.node) && definition.origin === this.#origin && this.answers(definition.node.body);
  }

  /** A response, a context that is answered through, or the function that passes a request on. */
  #isResponse(name: T.Identifier): boolean {
    const { bindings, catalogue } = this.#origin.module;
    const binding = bindings.of(name);
    if (binding?.kind !== 'parameter' || binding.declared === name) return false;
    const path = this.#origin.of(name);
    if (path === undefined) return /^(next|reply|done|callback|cb)$/.test(name.name);
    const serves = catalogue.get(path)?.serves;
    if (serves?.role === 'context') return name.parent.type === 'MemberExpression' && isCalledOrSet(name.parent) && answering.test(memberName(name.parent) ?? '');
    return serves?.role === 'response' || /:Next(Function)?\(\)$/.test(path);
  }

  /** Whether a node runs as part of the handler itself, and not when some later event tells it to. */
  isDirect(node: Node, handler: Handler): boolean {
    for (const at of ancestors(node)) {
      if (at === handler.fn) return true;
      if (!isFunction(at)) continue;
      const call = at.parent as Node;
      if (!isCall(call)) return false;
      const name = calledName(call) ?? '';
      const now = call.callee === at || steps.test(name) || (call.type === 'NewExpression' && name === 'Promise')
        || isPerItem(at, this.#origin);
      if (!now) return false;
    }
    return false;
  }

  /** What a handler's parameters offer to tell that the client is gone. */
  offered(handler: Handler): Offer {
    const offer: Offer = {};
    for (const parameter of handler.fn.params) {
      const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      if (name.type !== 'Identifier') {
        for (const inner of name.type === 'ObjectPattern' ? name.properties : []) {
          if (inner.type === 'Property' && inner.value.type === 'Identifier') this.#offer(inner.value, offer);
        }
        continue;
      }
      this.#offer(name, offer);
    }
    return offer;
  }

  #offer(name: T.Identifier, offer: Offer): void {
    const path = this.#origin.of(name);
    const serves = path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.serves;
    const say = (words: string): string => words.replace(/\bit\b/, name.name);
    if (serves?.signal) offer.signal ??= say(serves.signal);
    if (serves?.closes) offer.closes ??= say(serves.closes);
    if (serves?.waitUntil) offer.waitUntil ??= say(serves.waitUntil);
  }

  /** Whether a handler listens for the client going away. */
  watchesClient(handler: Handler): boolean {
    return [...within(handler.fn, this.#origin.module.keys)].some(at =>
      isCall(at) && /^(on|once|addListener|addEventListener)$/.test(calledName(at) ?? '') && isLiteral(at.arguments[0], /^(close|aborted|abort|disconnect)$/));
  }

  /** Whether what a call gives is passed on to the client piece by piece, so that it lasts as long as the client reads. */
  isStreamed(node: CallNode): boolean {
    if (node.arguments.some(argument => argument.type === 'ObjectExpression' && argument.properties.some(isStreamOption))) return true;
    const declarator = outermost(node).parent;
    const name = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier' ? declarator.id : undefined;
    const binding = name && this.#origin.module.bindings.of(name);
    return binding?.references.some(reference => this.#flowsOut(reference)) === true;
  }

  #flowsOut(reference: Node): boolean {
    let at = outermost(reference);
    const first = at.parent;
    if (first?.type === 'MemberExpression' && first.object === at && /^(body|data|stream|textStream|fullStream)$/.test(memberName(first) ?? '')) at = outermost(first);
    const around = at.parent as Node;
    if (around.type === 'ForOfStatement' && around.right === at) return true;
    if (around.type === 'MemberExpression' && /^(pipe|pipeTo|pipeThrough|getReader|to\w*(Stream|Response)\w*)$/.test(memberName(around) ?? '')) return true;
    if (!isCall(around) || around.callee === at || at === reference) return isCall(around) && this.#isPipeline(around);
    return this.#isPipeline(around) || calledName(around) === 'Response' || /^(send|body|fromWeb|from|stream)$/.test(calledName(around) ?? '');
  }

  #isPipeline(call: CallNode): boolean {
    return calledName(call) === 'pipeline';
  }

  /** Work that is undone only when the response was finished, which never happens when the client goes away first. */
  undoneOnFinish(call: CallNode, placeOf: () => Place): boolean {
    const [event, listener] = call.arguments;
    const receiver = isLiteral(event, /^finish$/) ? receiverOf(call) : undefined;
    if (!listener || receiver?.type !== 'Identifier') return false;
    const path = this.#origin.of(receiver);
    const role = path === undefined ? undefined : this.#origin.module.catalogue.get(path)?.serves?.role;
    const { handler } = role === 'response' ? placeOf() : {};
    return handler !== undefined && !this.watchesClient(handler) && this.#undoes(listener);
  }

  /** Whether somebody stops a timer, or its callback does no more than end a wait. */
  isStopped({ node, facts: { starts } }: Use<'starts'>): boolean {
    const [callback] = node.arguments;
    if (!isFunction(callback)) return true;
    const kept = outermost(node).parent;
    const stops = list(starts.stop).map(call => /^(\w+)\(/.exec(call)?.[1]).filter(name => name !== undefined);
    if (kept?.type === 'VariableDeclarator' || kept?.type === 'AssignmentExpression') {
      const name = this.#origin.module.sourceOf(kept.type === 'VariableDeclarator' ? kept.id : kept.left);
      const owner = enclosingFunction(node);
      const stopped = owner && [...within(owner, this.#origin.module.keys)].some(at =>
        isCall(at) && stops.includes(calledName(at) ?? '') && at.arguments.some(argument => this.#origin.module.sourceOf(argument) === name));
      if (stopped !== false || kept.type === 'AssignmentExpression') return true;
    } else if (kept?.type !== 'ExpressionStatement') {
      return kept?.type !== 'MemberExpression';
    }
    return this.#endsWait(callback);
  }

  /** A callback that settles a promise, aborts or cuts something off: a sleep or a guard, and no work of its own. */
  #endsWait(callback: FunctionNode): boolean {
    return [...within(callback.body, this.#origin.module.keys)].some(at => {
      if (!isCall(at)) return false;
      const callee = unwrapped(at.callee);
      const binding = callee.type === 'Identifier' ? this.#origin.module.bindings.of(callee) : undefined;
      return binding?.kind === 'parameter' || /^(abort|reject|resolve|destroy|kill|close|end|terminate|emit)$/.test(calledName(at) ?? '');
    });
  }

  /** Whether a function gives something back: a slot, a file, a lock. */
  #undoes(listener: Node): boolean {
    const definition = this.#origin.definition(listener);
    const body = isFunction(definition?.node) ? definition.node.body : undefined;
    const undoing = /^(release|close|unlink|unlinkSync|rm|rmSync|rmdir|destroy|unlock|free|dispose|delete|kill|terminate|clearInterval|clearTimeout|disconnect|quit|unsubscribe)$/;
    if (!body) return listener.type === 'Identifier' && (undoing.test(listener.name) || this.#origin.isReleaser(listener));
    return [...within(body, this.#origin.module.keys)].some(at => isCall(at) && undoing.test(calledName(at) ?? ''));
  }
}

/** How a handler learns that the client is gone. */
export interface Offer {
  /** An expression that gives an abort signal. */
  signal?: string;
  /** An expression whose `close` event tells it. */
  closes?: string;
  /** A function that keeps a promise alive. */
  waitUntil?: string;
}

function isCalledOrSet(member: Node): boolean {
  let at = member;
  while (at.parent?.type === 'MemberExpression') at = at.parent;
  const around = at.parent as Node;
  return (isCall(around) && around.callee === at) || (around.type === 'AssignmentExpression' && around.left === at);
}

function isLiteral(node: Node | undefined, value: RegExp): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string' && value.test(node.value);
}

function isStreamOption(property: Node): boolean {
  return property.type === 'Property' && propertyName(property.key, property.computed) === 'stream' && property.value.type === 'Literal' && property.value.value === true;
}

