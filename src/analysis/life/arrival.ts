import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, enclosingFunction, isCall, isFunction, memberName, outermost, propertyName, unwrapped, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { callsByOwner, callsOnMember, isCallOf, receiverOf, isMethodOf, lastsOf, type Words } from '../origin/call.ts';
import { isListening } from '../origin/emitting.ts';
import { passedOn } from '../origin/handing-out.ts';
import type { Origin } from '../origin/origin.ts';
import { stepsTo } from '../origin/pattern.ts';
import type { Use } from '../origin/use.ts';
import { isToldBack } from '../place/calling-back.ts';
import { isBatch, isFirstOf, isMappedBatch } from './batch.ts';
import { conductOf } from './conduct.ts';
import { held, packageOf, releaserBeside, wordsFor, type Arrival, type Way } from './holding.ts';
import { keeps } from './lending.ts';
import type { Resource } from './resource.ts';

const moved: Arrival = { kind: 'moved' };

/** Where the resource of an acquiring call goes first. */
export function arrivalsOf(use: Use<'acquires'>, origin: Origin): readonly Arrival[] {
  const gives = use.facts.acquires.gives ?? ['value'];
  const [callback] = use.node.arguments.slice(-1).map(unwrapped);
  const isAwaited = unwrapped(outermost(use.node)).type === 'AwaitExpression';
  for (const arrival of gives) {
    if (typeof arrival === 'object' && 'callback' in arrival && callback && !use.wrapped) {
      const definition = origin.definition(callback);
      const owner = isFunction(callback)
        ? callback
        : definition?.origin === origin && isFunction(definition.node)
          ? definition.node
          : undefined;
      if (owner) return [inCallback(use, owner, arrival.callback, arrival.release, origin)];
      if (isCallers(callback, origin) && !isAwaited) return [moved];
    }
  }
  const part = gives.find(arrival => typeof arrival === 'object' && 'element' in arrival);
  // What an older version of a library calls back with is nothing that the call gives.
  if ((isToldBack(callback) || !gives.includes('value')) && !part && !use.wrapped) return [moved];
  const step = part && typeof part === 'object' && 'element' in part ? part.element : use.wrapped?.property;
  return [asValue(use, use.node, { step, conditional: false, acquired: outermost(use.node) }, origin)];
}

/** Whether a callback is one that the function was given itself. */
const isCallers = (callback: Node, { module: { bindings } }: Origin): boolean =>
  callback.type === 'Identifier' && bindings.of(callback)?.kind === 'parameter';

function inCallback(use: Use<'acquires'>, owner: FunctionNode, index: number, release: number | undefined, origin: Origin): Arrival {
  const parameter = owner.params[index];
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  const releaser = release === undefined ? undefined : owner.params[release];
  if (!binding) return owner.params.length <= index ? { kind: 'dropped', by: undefined } : moved;
  const error = index > 0 && owner.params[0]?.type === 'Identifier' ? origin.module.bindings.of(owner.params[0]) : undefined;
  return held(
    use,
    binding,
    owner,
    undefined,
    releaser?.type === 'Identifier' ? origin.module.bindings.of(releaser) : undefined,
    error,
    origin,
  );
}

/** Climbs from the call to what takes its value. */
function asValue(use: Use<'acquires'>, from: Node, way: Way, origin: Origin): Arrival {
  const at = outermost(from);
  const around = at.parent as Node;
  switch (around.type) {
    case 'VariableDeclarator':
      return isUsing(around) ? moved : promised(use, around.id, at, way, origin) ?? inPattern(use, around.id, way, origin);
    case 'AssignmentExpression':
      if (around.operator === '??=' || around.operator === '||=') return moved;
      if (around.left.type === 'MemberExpression') return inMember(around.left);
      return inPattern(use, around.left, way, origin);
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return asValue(use, around, { ...way, conditional: true }, origin);
    case 'ExpressionStatement':
      return withoutName(use, way, origin);
    case 'UnaryExpression':
      return around.operator === 'void' ? { kind: 'dropped', by: undefined } : moved;
    case 'MemberExpression':
      if (around.object !== at) return moved;
      if (way.step !== undefined && memberName(around) === String(way.step))
        return asValue(use, around, { ...way, step: undefined, acquired: outermost(around) }, origin);
      return onItself(use, around, at !== from, way, origin);
    case 'CallExpression':
    case 'NewExpression':
      return asArgument(use, around, at, origin);
    case 'ArrayExpression':
      return isBatch(around, origin) && isFirstOf(around, at, use, origin) ? { kind: 'batch' } : moved;
    case 'ArrowFunctionExpression':
      if (around.body !== at) return moved;
      return isMappedBatch(around, origin) ? { kind: 'batch' } : throughThen(use, around, way, origin);
    case 'ReturnStatement':
      return throughThen(use, enclosingFunction(at), way, origin);
    default:
      return moved;
  }
}

/** A promise that is kept under a name first: `const connecting = pool.connect(); const client = await connecting;`. */
function promised(use: Use<'acquires'>, name: Node, value: Node, way: Way, origin: Origin): Arrival | undefined {
  const binding = name.type === 'Identifier' && unwrapped(value).type !== 'AwaitExpression' ? origin.module.bindings.of(name) : undefined;
  const uses = binding?.references.filter(mention => mention !== name) ?? [];
  const stepOf = ({ parent }: Node): string | undefined =>
    (parent?.type === 'MemberExpression' && isCall(parent.parent) ? memberName(parent) : undefined);
  const awaits = uses.flatMap(({ parent }) => (parent.type === 'AwaitExpression' ? [parent] : []));
  const steps = uses.flatMap(mention => (stepOf(mention) === 'then' && isCall(mention.parent.parent) ? [mention.parent.parent] : []));
  if (awaits.length + steps.length === 0) return undefined;
  const others = uses.length - awaits.length - steps.length - uses.filter(mention => stepOf(mention) === 'catch').length;
  const [awaited, step] = [awaits[0], steps[0]];
  if (binding?.reassigned !== false || others > 0 || awaits.length + steps.length > 1) return moved;
  if (awaited) return asValue(use, awaited, { ...way, acquired: outermost(awaited) }, origin);
  return step ? inThen(use, step, origin) : moved;
}

/** What a callback of `then()` returns is what the chain gives. */
function throughThen(use: Use<'acquires'>, fn: FunctionNode | undefined, way: Way, origin: Origin): Arrival {
  const call = fn?.parent;
  const isThen = isCall(call) && call.arguments[0] === fn && calledName(call) === 'then' && call.callee.type === 'MemberExpression';
  return isThen ? asValue(use, call, { ...way, acquired: outermost(call) }, origin) : moved;
}

/** Whether the end of the block gives back what is declared so. */
export const isUsing = ({ parent: { kind } }: T.VariableDeclarator): boolean => kind === 'using' || kind === 'await using';

function inMember(member: T.MemberExpression): Arrival {
  return unwrapped(member.object).type === 'ThisExpression' ? { kind: 'field', field: member } : moved;
}

function inPattern(use: Use<'acquires'>, pattern: Node, way: Way, origin: Origin): Arrival {
  const owner = enclosingFunction(pattern);
  if (!owner) return moved;
  const { step } = way;
  for (const name of namesIn(pattern, origin)) {
    const binding = origin.module.bindings.of(name);
    const steps = stepsTo(name, pattern);
    if (!binding || !steps || steps.length > 1) continue;
    if (String(steps[0] ?? '') === String(step ?? ''))
      return held(use, binding, owner, way, use.wrapped ? releaserBeside(name, pattern, origin) : undefined, undefined, origin);
  }
  if (step !== undefined) return pattern.type === 'Identifier' ? moved : withoutName(use, way, origin);
  return pattern.type === 'ObjectPattern' ? ofMember(use, pattern, owner, way, origin) : moved;
}

/** `const { path, cleanup } = await file()`: the member that gives back stands for the resource. */
function ofMember(use: Use<'acquires'>, pattern: T.ObjectPattern, owner: FunctionNode, way: Way, origin: Origin): Arrival {
  if (pattern.properties.some(property => property.type === 'RestElement')) return moved;
  for (const property of pattern.properties) {
    const key = property.type === 'Property' ? propertyName(property.key, property.computed) : undefined;
    const value = property.type === 'Property' && property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const release = key === undefined ? [] : callsOnMember(list(use.facts.acquires.release), key);
    const binding = value?.type === 'Identifier' ? origin.module.bindings.of(value) : undefined;
    if (release.length === 0 || !binding) continue;
    const acquires = { ...use.facts.acquires, release };
    return held({ ...use, facts: { ...use.facts, acquires } }, binding, owner, way, undefined, undefined, origin);
  }
  return { kind: 'dropped', by: undefined };
}

function namesIn(pattern: Node, origin: Origin): T.Identifier[] {
  return within(pattern, origin.module.keys).filter(node => node.type === 'Identifier');
}

/** A member of the acquired value itself: `(await pool.connect()).query(…)`, `pool.connect().then(client => …)`. */
function onItself(use: Use<'acquires'>, member: T.MemberExpression, awaited: boolean, way: Way, origin: Origin): Arrival {
  const name = memberName(member);
  const call = member.parent;
  const releases = list(use.facts.acquires.release);
  const words: Words = { it: node => bare(node) === use.node || origin.of(node) === use.path, from: () => false, package: packageOf(use) };
  // A member that is the thing itself: `pool.acquire().promise`.
  if (origin.of(member) === use.path) return asValue(use, member, { ...way, acquired: outermost(member) }, origin);
  // What begins later is only held where one of its beginnings is called.
  const lasts = lastsOf(use.facts.acquires);
  const begins = use.facts.acquires.begins?.filter(each => !lasts.includes(each.replace(/^await /, '')));
  const by = begins && !isChainTo(member, begins, words, origin) ? undefined : call;
  if (!isCall(call) || call.callee !== member)
    return isChainTo(member, releases, words, origin) ? moved : name === undefined ? moved : { kind: 'dropped', by: by && member };
  // Methods that give the same thing again: `connect().catch(…)`, `find().sort()`.
  if ((!awaited && passedOn(call, origin)) || origin.ofCall(call) === use.path)
    return asValue(use, call, { ...way, acquired: outermost(call) }, origin);
  if (!awaited && name === 'then') return inThen(use, call, origin);
  if (isCallOf(call, releases, words, origin)) return moved;
  // An emitter gives itself when something listens to it.
  if (isListening(call)) return asValue(use, call, { ...way, acquired: outermost(call) }, origin);
  return { kind: 'dropped', by };
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
  if (!parameter) return withoutName(use, { step: undefined, conditional: false, acquired: use.node }, origin);
  const binding = parameter.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  return binding ? held(use, binding, first, undefined, undefined, undefined, origin) : moved;
}

/** `await mutex.acquire()`: what its owner gives back needs no name. */
function withoutName(use: Use<'acquires'>, way: Way, origin: Origin): Arrival {
  const owner = enclosingFunction(use.node);
  const release = callsByOwner(list(use.facts.acquires.release));
  if (release.length === 0 || !owner) return { kind: 'dropped', by: undefined };
  const words = wordsFor(use, () => false, origin);
  const resource: Resource = { name: '', owner, mentions: [], acquires: { ...use.facts.acquires, release }, words, releaser: undefined };
  const conduct = conductOf(resource, origin);
  if (conduct.releases.size === 0) {
    const file = [...ancestors(owner)].at(-1) ?? owner;
    if (origin.module.callsIn?.(file).some(call => isCallOf(call, release, words, origin))) return moved;
    // Where others can reach the owner, they may give back.
    const from = receiverOf(use.node);
    const binding = from?.type === 'Identifier' ? origin.module.bindings.of(from) : undefined;
    if (binding?.kind !== 'variable') return { kind: 'unknown' };
  }
  return {
    kind: 'held',
    start: { resource, conduct, acquired: way.acquired, begun: false, error: undefined, conditional: way.conditional },
  };
}

function asArgument(use: Use<'acquires'>, call: CallNode, argument: Node, origin: Origin): Arrival {
  if (call.callee === argument || call.type === 'NewExpression') return moved;
  const words: Words = { it: node => bare(node) === use.node, from: () => false, package: packageOf(use) };
  if (isCallOf(call, list(use.facts.acquires.release), words, origin)) return moved;
  const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  if (name !== undefined && keeps.test(name)) return moved;
  const definition = origin.definition(call.callee);
  return definition ? moved : { kind: 'unknown' };
}
