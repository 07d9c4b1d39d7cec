import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, enclosingStatement, isCall, isCallNamed, isFunction, outermost, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { makesPromise } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { stepsTo } from '../origin/pattern.ts';
import { isNamed, memberNameOf } from '../place/chain.ts';

/** A promise that is settled by hand, and all that settles it. */
export interface Promised {
  node: CallNode;
  /** The function that is given what settles; nothing where that is kept in variables from the start. */
  executor: FunctionNode | undefined;
  /** Where its settling can be seen. */
  scope: Node;
  resolve: T.Identifier | undefined;
  reject: T.Identifier | undefined;
  /** Mentions of what settles: `resolve`, a variable that it is kept in, a function that calls it. */
  mentions: ReadonlySet<Node>;
  /** The functions that such a mention stands in. */
  settlers: ReadonlySet<FunctionNode>;
  /** Whether the executor can be read, so that nothing settles it unseen. */
  opaque: boolean;
}

/** Wrappers whose value settles when it is called. */
const wrapping = /^(once|bind|wrap\w*|callbackify|guard\w*|debounce|throttle)$/;

/** `new Promise(executor)`, or a call that gives a promise with what settles it. */
export function promisedBy(node: CallNode, origin: Origin): Promised | undefined {
  if (calledName(node) === 'withResolvers') return withResolvers(node, origin);
  if (!makesPromise(node, origin)) return undefined;
  const [given] = node.arguments;
  const executor = given && unwrapped(given);
  const definition = isFunction(executor) ? executor : given && origin.definition(given)?.node;
  if (!isFunction(definition)) return undefined;
  const [first, second] = definition.params;
  const opaque = definition.params.some(each => each.type !== 'Identifier');
  const resolve = first?.type === 'Identifier' ? first : undefined;
  const reject = second?.type === 'Identifier' ? second : undefined;
  return { node, executor: definition, resolve, reject, opaque, ...settlingOf([resolve, reject], definition, origin) };
}

function withResolvers(node: CallNode, origin: Origin): Promised | undefined {
  const declarator = node.parent;
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern') return undefined;
  const { id } = declarator;
  const named = (step: string): T.Identifier | undefined => id.properties.flatMap(each =>
    (each.type === 'Property' && each.value.type === 'Identifier' && stepsTo(each.value, id)?.[0] === step ? [each.value] : []))[0];
  const scope = enclosingFunction(node) ?? [...ancestors(node)].at(-1);
  const [resolve, reject] = [named('resolve'), named('reject')];
  return scope && { node, executor: undefined, resolve, reject, opaque: false, ...settlingOf([resolve, reject], scope, origin) };
}

/** Follows what settles through variables and functions. */
function settlingOf(
  names: readonly (T.Identifier | undefined)[],
  start: Node,
  origin: Origin,
): Pick<Promised, 'mentions' | 'settlers' | 'scope'> {
  const { bindings } = origin.module;
  const mentions = new Set<Node>();
  const settlers = new Set<FunctionNode>();
  const seen = new Set<Binding>();
  let scope = start;
  const pending = names.flatMap(name => (name && bindings.of(name)) ?? []);
  const follow = (name: Node | null | undefined): void => {
    const binding = name?.type === 'Identifier' ? bindings.of(name) : undefined;
    if (binding) pending.push(binding);
  };
  for (let binding = pending.pop(); binding; binding = pending.pop()) {
    if (seen.has(binding)) continue;
    seen.add(binding);
    if (!contains(scope, binding.declared)) scope = enclosingFunction(binding.declared) ?? [...ancestors(binding.declared)].at(-1) ?? scope;
    for (const reference of binding.references) {
      if (reference.parent.type === 'AssignmentExpression' && reference.parent.left === reference) continue;
      mentions.add(reference);
      follow(keptIn(reference));
      for (const around of ancestors(reference)) {
        if (!isFunction(around) || contains(around, start)) continue;
        settlers.add(around);
        if (isNamed(around)) follow(around.type === 'FunctionDeclaration' ? around.id : nameIn(around.parent));
      }
    }
  }
  for (const around of [...mentions].flatMap(mention => [...ancestors(mention)])) {
    if (isFunction(around) && contains(scope, around) && !contains(around, start) && around !== scope) settlers.add(around);
  }
  return { mentions, settlers, scope };
}

function nameIn(declarator: Node): Node | undefined {
  return declarator.type === 'VariableDeclarator' ? declarator.id : undefined;
}

/** The variable that a mention is put into: `done = resolve`, `const finish = once(resolve)`. */
function keptIn(mention: Node): Node | undefined {
  let value: Node = mention;
  const around = mention.parent as Node;
  if (isCall(around) && around.callee !== mention && wrapping.test(calledName(around) ?? '')) value = around;
  const bound = around.type === 'MemberExpression' && around.object === mention ? around.parent : undefined;
  if (isCall(bound) && calledName(bound) === 'bind') value = bound;
  const parent = value.parent as Node;
  if (parent.type === 'VariableDeclarator' && parent.init === value) return parent.id;
  return parent.type === 'AssignmentExpression' && parent.right === value ? parent.left : undefined;
}

const errorName = /^_?(e|er|err|error|exception|failure)\d?$|^err(or)?[A-Z]|[a-z](Err|Error)\d?$/;

/** Whether a callback is told of an error first. */
export function takesError({ params: [first] }: FunctionNode): boolean {
  return first?.type === 'Identifier' && errorName.test(first.name);
}

/** Whether a callback is told of a failure alone, while others settle by what comes: `socket.send(text, error => …)`. */
export function onlyTellsFailure(fn: FunctionNode, { executor, resolve }: Promised, { module: { bindings } }: Origin): boolean {
  const resolving = resolve ? bindings.of(resolve)?.references ?? [] : [];
  return fn.params.length === 1 && takesError(fn)
    && resolving.some(mention => enclosingFunction(mention) !== executor) && !resolving.some(mention => contains(fn, mention));
}

/** Whether a function calls what was made with something that settles: `parser.end()` of `new Parser({ onend: () => resolve(rows) })`. */
export function leadsOn(fn: FunctionNode, { mentions }: Promised, { module: { bindings, keys } }: Origin): boolean {
  return within(fn.body, keys).some(at => {
    const callee = isCall(at) ? unwrapped(at.callee) : undefined;
    const object = callee?.type === 'MemberExpression' ? unwrapped(callee.object) : undefined;
    const writes = object?.type === 'Identifier' ? bindings.of(object)?.writes ?? [] : [];
    return writes.some(write => isCall(unwrapped(write)) && [...mentions].some(mention => contains(write, mention)));
  });
}

/** An executor that only starts what is to run for ever: a timer that keeps the process alive. */
export function isKeepingAlive(executor: FunctionNode, origin: Origin): boolean {
  const { body } = executor;
  const [only, ...more] = body.type === 'BlockStatement' ? body.body : [body];
  const call = only && more.length === 0 ? unwrapped(only.type === 'ExpressionStatement' ? only.expression : only) : undefined;
  return isCall(call) && (origin.factsOfCall(call)?.starts?.timer !== undefined || memberNameOf(call.callee) === 'resume');
}

/** Whether a promise need not settle: an alarm, or one of many of which others are waited for as well. */
export const mayStayOpen = (promised: Promised, origin: Origin): boolean =>
  isAlarm(promised, origin) || isLegPerItem(promised.node, origin);

/** Whether it is made for each item of a list that goes into a race: `Promise.race(jobs.map(job => new Promise(…)))`. */
function isLegPerItem(node: Node, { module: { bindings } }: Origin): boolean {
  const fn = enclosingFunction(node);
  const isGiven = fn !== undefined && (unwrapped(fn.body) === node || node.parent?.type === 'ReturnStatement');
  const list = isGiven && isCallNamed(fn.parent, /^map$/) ? outermost(fn.parent) : undefined;
  const isRaced = (at: Node): boolean => isCallNamed(at.parent, /^(race|any)$/) && at.parent.callee !== at;
  const name = list?.parent?.type === 'VariableDeclarator' && list.parent.id.type === 'Identifier' ? list.parent.id : undefined;
  return list !== undefined && (isRaced(list) || (name && bindings.of(name)?.references.some(isRaced)) === true);
}

/** Whether a promise can only be rejected, by a timer, by whoever keeps what does so, or in a race: an alarm. */
function isAlarm({ node, resolve, reject }: Promised, origin: Origin): boolean {
  const { bindings } = origin.module;
  const [unused, kept] = [resolve, reject].map(name => (name ? bindings.of(name)?.references : undefined));
  const isLeft = ({ parent, range }: Node): boolean => parent?.type === 'AssignmentExpression' && parent.right.range[0] === range[0];
  const isOfTimer = (reference: Node): boolean => {
    const call = enclosingFunction(reference)?.parent;
    return isCall(call) && origin.factOfCall(call, 'starts')?.timer === 'once';
  };
  if (unused?.length !== 0 || !kept?.length) return false;
  return kept.every(isLeft) || kept.every(isOfTimer) || isOnlyRaced(node, origin);
}

/** Whether a promise is nothing but a leg of races, by itself or by its name. */
function isOnlyRaced(node: Node, { module: { bindings } }: Origin): boolean {
  const isLeg = (at: Node): boolean => at.parent?.type === 'ArrayExpression' && isCallNamed(at.parent.parent, /^race$/);
  // `late.catch(() => {})`, so that its failure is not one that nobody handles.
  const isHushed = ({ parent }: Node): boolean => parent?.type === 'MemberExpression' && isCallNamed(parent.parent, /^catch$/)
    && parent.parent.parent.type === 'ExpressionStatement';
  const name = node.parent?.type === 'VariableDeclarator' ? node.parent.id : undefined;
  const uses = name?.type === 'Identifier' ? bindings.of(name)?.references ?? [] : [];
  return isLeg(node) || (uses.some(isLeg) && uses.every(use => isLeg(use) || isHushed(use)));
}

/**
 * Whether a callback adds to what another of its branches settles with, so that it is called more than once:
 * `if (page) rows.push(...page); else resolve(rows);`
 */
export function gathers(fn: FunctionNode, { mentions }: Promised, { module: { bindings, keys } }: Origin): boolean {
  const given = [...mentions].flatMap(({ parent }) => (isCall(parent) && contains(fn, parent) ? parent.arguments : []));
  return given.some(argument => {
    const binding = argument.type === 'Identifier' ? bindings.of(argument) : undefined;
    if (binding?.kind !== 'variable' || contains(fn, binding.declared)) return false;
    return binding.references.some(reference => {
      const { parent } = reference;
      const isAdded = parent.type === 'AssignmentExpression' ? parent.left === reference
        : parent.type === 'MemberExpression' && isCallNamed(parent.parent, /^(push|unshift|set|add|concat)$/);
      const block = isAdded && contains(fn, reference) ? enclosingStatement(reference)?.parent : undefined;
      return block !== undefined && block !== fn.body && !within(block, keys).some(at => mentions.has(at));
    });
  });
}

/** Whether a callback rejects where it was given no value, as it is where something failed: `if (!stdout) reject();` */
export function rejectsByValue(fn: FunctionNode, { reject }: Promised, { module: { bindings } }: Origin): boolean {
  const { params: [, ...values], body } = fn;
  const mentionsOf = (name: Node | undefined): readonly Node[] => (name?.type === 'Identifier' ? bindings.of(name)?.references ?? [] : []);
  const given = values.flatMap(mentionsOf);
  return mentionsOf(reject).some(at => contains(body, at) && [...ancestors(at)].some(around =>
    around.type === 'IfStatement' && contains(body, around) && given.some(reference => contains(around.test, reference))));
}

/** Whether a callback asks whether it was given a value, and goes on without: `(error, text) => resolve(text || 'unknown')`. */
export const asksForValue = ({ params: [, value] }: FunctionNode, { module: { bindings } }: Origin): boolean =>
  value?.type === 'Identifier' && bindings.of(value)?.references.some(({ parent }) => (parent.type === 'MemberExpression' ? parent.optional
    : /^(ConditionalExpression|IfStatement|LogicalExpression)$/.test(parent.type))) === true;

/** Whether somebody else was given what resolves, so that a chain is there to reject alone: `link.send(question).catch(reject)`. */
export function knowsFailureOnly(chain: Node, promised: Promised, origin: Origin): boolean {
  const { resolve, executor, scope } = promised;
  const resolving = resolve ? origin.module.bindings.of(resolve)?.references ?? [] : [];
  return !resolving.some(at => contains(chain, at))
    && (isKept(promised, origin) || resolving.some(at => contains(scope, at) && enclosingFunction(at) !== executor));
}

/** Whether what resolves is kept where others find it: `this.settle = resolve`, `waiting.push({ resolve })`. */
export function isKept({ resolve, executor }: Promised, { module: { bindings } }: Origin): boolean {
  const mentions = resolve ? bindings.of(resolve)?.references ?? [] : [];
  return mentions.some(at => {
    const around = at.parent;
    if (!executor || !contains(executor, at)) return false;
    if (around.type === 'AssignmentExpression') return around.right === at && around.left.type === 'MemberExpression';
    return (around.type === 'Property' && around.value === at) || isCallNamed(around, /^(push|unshift|set|add)$/);
  });
}
