import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, contains, enclosingFunction, isCall, isFunction, isNullish, memberName, outermost, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../ast.ts';
import { list } from '../catalogue.ts';
import type { Binding } from './binding.ts';
import { isCallOf, isMethodOf, parentPath, sourcesOf, type Words } from './call.ts';
import { conductOf, type Resource } from './conduct.ts';
import type { Start } from './life.ts';
import { stepsTo, type Origin } from './origin.ts';
import type { Use } from './use.ts';

/** Where an acquired resource goes first. */
export type Arrival =
  /** Nobody keeps it; `by` is the call that it is used for, if any. */
  | { kind: 'dropped'; by: Node | undefined }
  /** One of several acquired at once: where one fails, the others stay out. */
  | { kind: 'batch' }
  /** Someone else's from the start. */
  | { kind: 'moved' }
  /** Handed straight to a function of which nobody knows what it does. */
  | { kind: 'unknown' }
  /** In a field of the object. */
  | { kind: 'field'; field: T.MemberExpression }
  /** Under a name in a function. */
  | { kind: 'held'; start: Start };

const moved: Arrival = { kind: 'moved' };

/** Where the resource of an acquiring call goes first. */
export function arrivalsOf(use: Use<'acquires'>, origin: Origin): readonly Arrival[] {
  const gives = use.facts.acquires.gives ?? ['value'];
  const callback = use.node.arguments.at(-1);
  for (const arrival of gives) {
    if (typeof arrival === 'object' && 'callback' in arrival && callback && !use.wrapped) {
      const definition = origin.definition(callback);
      const owner = isFunction(callback) ? callback : definition?.origin === origin && isFunction(definition.node) ? definition.node : undefined;
      if (owner) return [inCallback(use, owner, arrival.callback, arrival.release, origin)];
    }
  }
  const element = gives.find(arrival => typeof arrival === 'object' && 'element' in arrival);
  if (!gives.includes('value') && !element) return [moved];
  const step = element && typeof element === 'object' && 'element' in element ? element.element : use.wrapped?.property;
  return [asValue(use, use.node, step, false, origin)];
}

function inCallback(use: Use<'acquires'>, owner: FunctionNode, index: number, release: number | undefined, origin: Origin): Arrival {
  const parameter = owner.params[index];
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  const releaser = release === undefined ? undefined : owner.params[release];
  if (!binding) return owner.params.length <= index ? { kind: 'dropped', by: undefined } : moved;
  const error = index > 0 && owner.params[0]?.type === 'Identifier' ? origin.module.bindings.of(owner.params[0]) : undefined;
  return held(use, binding, owner, undefined, releaser?.type === 'Identifier' ? origin.module.bindings.of(releaser) : undefined, error, false, origin);
}

/** Climbs from the call to what takes its value. */
function asValue(use: Use<'acquires'>, from: Node, step: string | number | undefined, conditional: boolean, origin: Origin): Arrival {
  const at = outermost(from);
  const around = at.parent as Node;
  const awaited = at !== from && bare(at) === bare(from) && at.type === 'AwaitExpression';
  switch (around.type) {
    case 'VariableDeclarator':
      return isUsing(around) ? moved : inPattern(use, around.id, step, conditional, origin);
    case 'AssignmentExpression':
      if (around.operator === '??=' || around.operator === '||=') return moved;
      if (around.left.type === 'MemberExpression') return inMember(around.left);
      return inPattern(use, around.left, step, conditional, origin);
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return asValue(use, around, step, true, origin);
    case 'ExpressionStatement':
      return { kind: 'dropped', by: undefined };
    case 'UnaryExpression':
      return around.operator === 'void' ? { kind: 'dropped', by: undefined } : moved;
    case 'MemberExpression':
      return around.object === at ? onItself(use, around, awaited, origin) : moved;
    case 'CallExpression':
    case 'NewExpression':
      return asArgument(around, at, origin);
    case 'ForOfStatement':
      return moved;
    case 'ArrayExpression':
      return isBatch(around, origin) && isFirstOf(around, at, use, origin) ? { kind: 'batch' } : moved;
    case 'ArrowFunctionExpression':
      return around.body === at && isMappedBatch(around, origin) ? { kind: 'batch' } : moved;
    default:
      return moved;
  }
}

function isUsing(declarator: T.VariableDeclarator): boolean {
  return declarator.parent.kind === 'using' || declarator.parent.kind === 'await using';
}

function inMember(member: T.MemberExpression): Arrival {
  return unwrapped(member.object).type === 'ThisExpression' ? { kind: 'field', field: member } : moved;
}

function inPattern(use: Use<'acquires'>, pattern: Node, step: string | number | undefined, conditional: boolean, origin: Origin): Arrival {
  const owner = enclosingFunction(use.node);
  if (!owner) return moved;
  for (const name of namesIn(pattern, origin)) {
    const steps = stepsTo(name, pattern);
    if (!steps || String(steps[0] ?? '') !== String(step ?? '') || steps.length > 1) continue;
    const binding = origin.module.bindings.of(name);
    if (binding) return held(use, binding, owner, outermost(use.node), undefined, undefined, conditional, origin);
  }
  return step === undefined ? moved : { kind: 'dropped', by: undefined };
}

function namesIn(pattern: Node, origin: Origin): T.Identifier[] {
  return [...within(pattern, origin.module.keys)].filter(node => node.type === 'Identifier');
}

/** A member of the acquired value itself: `(await pool.connect()).query(…)`, `pool.connect().then(client => …)`. */
function onItself(use: Use<'acquires'>, member: T.MemberExpression, awaited: boolean, origin: Origin): Arrival {
  const name = memberName(member);
  const call = member.parent as Node;
  const releases = list(use.facts.acquires.release);
  const words: Words = { it: node => bare(node) === use.node, from: () => false, package: packageOf(use) };
  if (!isCall(call) || call.callee !== member) return isChainTo(member, releases, words, origin) ? moved : name === undefined ? moved : { kind: 'dropped', by: member };
  if (!awaited && name === 'then') return inThen(use, call, origin);
  if (!awaited && (name === 'catch' || name === 'finally')) return asValue(use, call, undefined, false, origin);
  if (isCallOf(call, releases, words, origin)) return moved;
  // A method that gives the same thing again: `find().sort()`.
  if (origin.ofCall(call) === use.path) return moved;
  return { kind: 'dropped', by: call };
}

/** Whether a longer chain of members ends in a release: `(await fetch(url)).body.cancel()`. */
function isChainTo(member: Node, releases: readonly string[], words: Words, origin: Origin): boolean {
  for (let at: Node | undefined = member; at?.type === 'MemberExpression'; at = at.parent) {
    if (isMethodOf(at, releases, words)) return true;
    if (at.parent && isCallOf(at.parent, releases, words, origin)) return true;
  }
  return false;
}

function inThen(use: Use<'acquires'>, call: CallNode, origin: Origin): Arrival {
  const [first] = call.arguments;
  const parameter = isFunction(first) ? first.params[0] : undefined;
  if (!isFunction(first)) return first ? moved : { kind: 'dropped', by: undefined };
  if (!parameter) return { kind: 'dropped', by: undefined };
  const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  return binding ? held(use, binding, first, undefined, undefined, undefined, false, origin) : moved;
}

function asArgument(call: CallNode, argument: Node, origin: Origin): Arrival {
  if (call.callee === argument || call.type === 'NewExpression') return moved;
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (name === 'push' || name === 'add' || name === 'set' || name === 'resolve') return moved;
  const definition = origin.definition(call.callee);
  return definition ? moved : { kind: 'unknown' };
}

/** `Promise.all([…])` */
function isBatch(array: Node, origin: Origin): boolean {
  const call = array.parent as Node;
  return isCall(call) && origin.ofCall(call) === ':Promise.all()';
}

/** Whether an element is the first of several that are acquired in a list. */
function isFirstOf(array: T.ArrayExpression, element: Node, use: Use, origin: Origin): boolean {
  return array.elements.length > 1 && array.elements.find(each => each !== null && origin.of(each) === use.path) === element;
}

/** `Promise.all(ids.map(() => pool.connect()))` */
function isMappedBatch(fn: Node, origin: Origin): boolean {
  const call = fn.parent as Node;
  return isCall(call) && call.callee.type === 'MemberExpression' && memberName(call.callee) === 'map' && isBatch(outermost(call), origin);
}

const packageOf = (use: Use<'acquires'>): string => use.path.slice(0, use.path.indexOf(':'));

function held(
  use: Use<'acquires'>, binding: Binding, owner: FunctionNode, acquired: Node | undefined,
  releaser: Binding | undefined, error: Binding | undefined, conditional: boolean, origin: Origin,
): Arrival {
  const names = aliases(binding, owner, origin);
  const mentions = [...names].flatMap(name => [...name.references]).filter(reference => contains(owner, reference));
  const outside = !contains(owner, binding.declared);
  const resource: Resource = {
    name: binding.name,
    owner,
    mentions,
    acquires: use.facts.acquires,
    words: wordsFor(use, node => node.type === 'Identifier' && mentionsOf(node, names, origin), origin),
    releaser,
  };
  const conduct = conductOf(resource, origin);
  // A name of the world around is somebody else's affair, unless the same function gives back.
  if (outside && conduct.releases.size === 0) return moved;
  const others = binding.writes.some(write => !contains(write, use.node) && !isNullish(write) && origin.of(write) !== use.path);
  const shared = others || (binding.kind === 'parameter' && acquired !== undefined);
  return { kind: 'held', start: { resource, conduct, acquired, error, conditional: conditional || shared } };
}

function mentionsOf(node: T.Identifier, names: ReadonlySet<Binding>, origin: Origin): boolean {
  const binding = origin.module.bindings.of(node);
  return binding !== undefined && names.has(binding);
}

/** The words of the catalogue for a resource known by `it`. */
export function wordsFor(use: Use<'acquires'>, it: (node: Node) => boolean, origin: Origin): Words {
  const sources = use.wrapped ? [] : sourcesOf(use.node, origin);
  const parent = parentPath(use.path);
  const from = (node: Node): boolean => {
    if (sources.some(({ text }) => text === origin.module.sourceOf(node))) return true;
    const path = origin.of(node);
    return use.wrapped ? path === undefined || path === parent : path !== undefined && path === parent;
  };
  return { it, from, package: packageOf(use) };
}

/** The names of the same value: `const connection = client`. */
function aliases(binding: Binding, owner: FunctionNode, origin: Origin): Set<Binding> {
  const names = new Set([binding]);
  for (const name of names) {
    for (const reference of name.references) {
      const value = outermost(reference);
      const declarator = value.parent as Node;
      if (declarator.type !== 'VariableDeclarator' || declarator.init !== value || declarator.id.type !== 'Identifier') continue;
      const alias = origin.module.bindings.of(declarator.id);
      if (alias && contains(owner, alias.declared)) names.add(alias);
    }
  }
  return names;
}
