import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, isNullish, memberName, outermost, unwrapped,
  within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { list, type FullPath } from '../../catalogue.ts';
import type { Binding } from '../origin/binding.ts';
import { isCallOf, receiverOf, type Words } from '../origin/call.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { shownThing } from '../origin/shown.ts';
import type { Place } from '../place/place.ts';
import { isAtTheEnd } from '../place/shutdown.ts';
import { whoseIs } from './whose.ts';

/** A call that closes what others go on using. */
export interface Closing {
  node: T.CallExpression;
  what: string;
  /** Whether it is known that the function does more than to close. */
  certain: boolean;
}

/** What a call closes that is not its function's own; nothing where it is time to close it. */
export function closingOf(node: T.CallExpression, placeOf: (node: Node) => Place, origin: Origin): Closing | undefined {
  const name = calledName(node) ?? '';
  const receiver = closers.test(name) ? receiverOf(node) ?? importedIn(node) : undefined;
  if (!receiver) return undefined;
  const fn = ownerOf(node);
  const what = fn && whatIsClosed(node, receiver, origin);
  const isServed = (at: Node): boolean => placeOf(at).handler !== undefined;
  if (!what || isAtTheEnd(node, isServed, at => asksFor(at, thingIn(receiver), origin), origin)) return undefined;
  const { handler, runs } = placeOf(node);
  if (!handler && isClosing(fn, receiver, node, origin)) return undefined;
  const whose = whoseIs(thingIn(receiver), handler && !isCalledBy(thingIn(receiver), fn, origin) ? fn : operationOf(fn), origin);
  if (whose === undefined || whose === 'own') return undefined;
  if (handler) return { node, what, certain: true };
  const asking = askingAround(fn, receiver, origin);
  if (runs !== 'call' || isCalledAtLoad(asking, origin) || isTold(node, fn, origin)) return undefined;
  // A command ends when its work is done.
  const isCommand = /^#!|\bprocess\.argv\b/.test(origin.module.text);
  const certain = !isCommand && (isUsed(receiver, node, asking, origin) || givesSomething(fn, node, origin));
  // A callback may be handed what was opened for it: `connect(url, (error, db) => { …; db.close(); })`.
  const isHanded = whose === 'caller' && isCall(fn.parent) && fn.parent.callee !== fn;
  const isSeen = receiver !== node.callee && !scripted.test(nameOf(asking) ?? '') && !isOpenedIn(receiver, asking, origin);
  return { node, what, certain: certain && !isHanded && isSeen };
}

/** A function by itself, which may close what its module keeps: `import { disconnect } from …`. */
const importedIn = ({ callee }: T.CallExpression): Node | undefined => (callee.type === 'Identifier' ? callee : undefined);

const closers = /^(end|close|destroy|quit|disconnect|terminate|shutdown|drain|clear|\$disconnect)$/;
/** Names of what is run by hand, and once. */
const scripted = /^(seed|migrate|import|export|backfill|populate|sync|drop|create\w*Tables?|reset|load|script|run|main|init)/i;

/** A word that tells to come to an end, alone or compared with what a function is given. */
const words = /^(\S+ === )?['"](close|stop|shut_?down|exit|quit|terminate|drain|end)['"]$/;

/** Whether whoever calls tells a function by a word to come to its end: `case 'close': await worker.close();`. */
function isTold(node: Node, fn: FunctionNode, { module: { sourceOf } }: Origin): boolean {
  for (const at of ancestors(node)) {
    if (at === fn) return false;
    const test = at.type === 'SwitchCase' || at.type === 'IfStatement' ? at.test : undefined;
    if (test && !contains(test, node) && words.test(sourceOf(test))) return true;
  }
  return false;
}

const named = /^[_#]*(close|release|shut_?[dD]own|disconnect|stop|dispose|destroy|quit|tear_?[dD]own|clean_?[uU]p|terminate|end)(?![a-z])/;

/** Whether a function is there to close, by its name: what it is handed, or what it asks for nothing else, `closeSearchIndex()`. */
function isClosing(fn: FunctionNode, receiver: Node, node: Node, origin: Origin): boolean {
  const thing = thingIn(receiver);
  const binding = thing.type === 'Identifier' ? origin.module.bindings.of(thing) : undefined;
  const isHanded = binding !== undefined && fn.params.some(parameter => parameter === binding.declared);
  return named.test(nameOf(fn) ?? '') && (isHanded || !isUsed(receiver, node, fn, origin));
}

/** Whether it is the thing itself that calls a function: `client.on('message', () => client.end())`. */
function isCalledBy(thing: Node, fn: FunctionNode, origin: Origin): boolean {
  const by = isCall(fn.parent) ? receiverOf(fn.parent) : undefined;
  return by !== undefined && origin.module.sourceOf(by) === origin.module.sourceOf(thing);
}

/** The function that a closing belongs to: a step of a promise chain, or what is put off for good, belongs to what is around it. */
function ownerOf(node: Node): FunctionNode | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at) && !(isCall(at.parent) && (isPutOff(at.parent) || isCallNamed(at.parent, /^(then|catch|finally)$/)))) return at;
  }
  return undefined;
}

/** `setTimeout(() => …, 500);` that nobody can take back. */
const isPutOff = (call: CallNode): boolean =>
  isCallNamed(call, /^set(Timeout|Immediate)$/) && call.callee.type === 'Identifier' && call.parent.type === 'ExpressionStatement';

/** What a callback is part of: what is made before `setTimeout(() => …)` and closed in it is still that function's own. */
function operationOf(fn: FunctionNode): FunctionNode {
  const call = fn.parent as Node | undefined;
  const around = isCall(call) && call.callee !== fn ? enclosingFunction(call) : undefined;
  return around ? operationOf(around) : fn;
}

/** `pool` of `pool.end()`, `db` of `db.$pool.end()`. */
function thingIn(receiver: Node): Node {
  const node = unwrapped(receiver);
  return node.type === 'MemberExpression' && /^\$/.test(memberName(node) ?? '') ? unwrapped(node.object) : node;
}

/** The function that asks for something, where the closing stands in what is called with the answer: `pool.query(sql, done)`. */
function askingAround(fn: FunctionNode, receiver: Node, origin: Origin): FunctionNode {
  const isListener = isCallNamed(fn.parent, /^(on|once|addListener|prependListener|connect|listen)$/);
  const isAnswer = !isListener && isCalledBy(thingIn(receiver), fn, origin);
  const around = isAnswer ? enclosingFunction(fn.parent) : undefined;
  return around ? askingAround(around, receiver, origin) : fn;
}

function whatIsClosed(node: T.CallExpression, receiver: Node, origin: Origin): string | undefined {
  const { catalogue } = origin.module;
  const closes = catalogue.get(origin.ofCall(node) ?? '')?.closes;
  if (closes) return closes.what;
  const thing = thingIn(receiver);
  if (thing === node.callee) return undefined;
  const path = origin.of(thing);
  const facts = path === undefined ? undefined : catalogue.get(path);
  if (path === undefined || !facts) return byUse(node, thing, origin);
  if (facts.creates && isClose(node, thing, path, list(facts.creates.close), origin)) return facts.creates.what;
  // A connection that is opened when the module is loaded is everybody's as well.
  const isOpenedAtLoad = facts.acquires !== undefined && isOfModule(thing, origin);
  return isOpenedAtLoad && isClose(node, thing, path, list(facts.acquires?.release), origin) ? facts.acquires?.what : undefined;
}

function isClose(node: Node, thing: Node, path: FullPath, closes: readonly string[], origin: Origin): boolean {
  const words: Words = { it: at => at === thing, from: () => false, package: path.slice(0, path.indexOf(':')) };
  return isCallOf(node, closes, words, origin);
}

function isOfModule(thing: Node, origin: Origin): boolean {
  const binding = thing.type === 'Identifier' ? origin.module.bindings.of(thing) : undefined;
  return binding?.kind === 'variable' && !binding.reassigned && ![...ancestors(binding.declared)].some(isFunction);
}

/** What a thing of unknown origin is, that is imported or injected, by what it is asked. */
function byUse(node: T.CallExpression, thing: Node, origin: Origin): string | undefined {
  if (node.arguments.length > 0) return undefined;
  const binding = thing.type === 'Identifier' ? origin.module.bindings.of(thing) : undefined;
  if (binding && binding.node.type === 'ImportNamespaceSpecifier') return undefined;
  if (!binding && thing.type !== 'MemberExpression') return undefined;
  if (binding?.kind === 'variable' && !binding.writes.every(isRequired)) return undefined;
  return shownThing(node, thing, origin);
}

/** `require('./clients')`, and what is taken out of it. */
function isRequired(value: Node): boolean {
  const node = unwrapped(value);
  if (node.type === 'MemberExpression') return isRequired(node.object);
  return node.type === 'CallExpression' && calledName(node) === 'require';
}

/** Whether a function is called where the module is loaded, whoever else calls it. */
function isCalledAtLoad(fn: FunctionNode, origin: Origin): boolean {
  const declared = fn.id ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id : undefined);
  const binding = declared?.type === 'Identifier' ? origin.module.bindings.of(declared) : undefined;
  return binding?.references.some(({ parent }) => isCall(parent) && ![...ancestors(parent)].some(isFunction)) === true;
}

/** Whether a function asks it something before it closes it, or what comes of it. */
function isUsed(receiver: Node, closing: Node, fn: FunctionNode, origin: Origin): boolean {
  const text = origin.module.sourceOf(receiver);
  const isItself = within(fn.body, origin.module.keys).some(
    at => at.type === receiver.type && !contains(closing, at) && origin.module.sourceOf(at) === text && !isAsked(at) && !isClosedBy(at)
      && !isLookedAt(at),
  );
  return isItself || [...comingOf(receiver, origin)].some(({ references }) => references.some(at => contains(fn.body, at)));
}

/** The names of what comes of a thing: `const users = client.db().collection('users')`, `const User = sequelize.define(…)`. */
function* comingOf(thing: Node, origin: Origin, depth = 0): Generator<Binding> {
  const binding = thing.type === 'Identifier' && depth < 3 ? origin.module.bindings.of(thing) : undefined;
  for (const mention of binding?.references ?? []) {
    let at: Node = mention;
    while (at.parent?.type === 'MemberExpression' || (isCall(at.parent) && at.parent.callee === at)) at = at.parent;
    const { parent } = outermost(at);
    const name = at !== mention && parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : undefined;
    const given = name && origin.module.bindings.of(name);
    if (!name || !given || given === binding || isClosedBy(mention) || isAsked(mention)) continue;
    yield given;
    yield* comingOf(name, origin, depth + 1);
  }
}

/** Whether it is only looked for, named, or forgotten: `if (pool)`, `const last = pool`, `pool = null`. */
function isLookedAt(thing: Node): boolean {
  const around = thing.parent as Node;
  switch (around.type) {
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    case 'LogicalExpression':
      return around.left === thing;
    case 'AssignmentExpression':
      return around.left === thing && isNullish(around.right);
    case 'VariableDeclarator':
      return around.id === thing;
    default:
      return false;
  }
}

function isClosedBy(thing: Node): boolean {
  const member = thing.parent;
  return member?.type === 'MemberExpression' && member.object === thing && closers.test(memberName(member) ?? '');
}

/** Parameters that say why or how it is to end. */
const ofEnd = /^_|^(signal|sig|code|reason|err(or)?|event|force|timeout\w*|ms|options|opts|done|cb|callback|next)$/;

/** Whether a method asks the thing for what its caller names, whatever it is called: `destroy(id) { await this.redis.del(id); … }`. */
function asksFor(fn: FunctionNode, thing: Node, origin: Origin): boolean {
  const text = origin.module.sourceOf(thing);
  const names = fn.params.flatMap(parameter => (parameter.type === 'Identifier' && !ofEnd.test(parameter.name) ? parameter.name : []));
  if (names.length === 0) return false;
  return (origin.module.callsIn?.(fn) ?? []).some(call => {
    const receiver = receiverOf(call);
    if (!receiver || origin.module.sourceOf(receiver) !== text) return false;
    return call.arguments.some(argument => within(argument, origin.module.keys).some(at =>
      at.type === 'Identifier' && names.includes(at.name)));
  });
}

/** A question about it, or a listener on it, is no use of it. */
function isAsked(thing: Node): boolean {
  const member = thing.parent;
  return member?.type === 'MemberExpression' && member.object === thing && /^(is|on|once|off)([A-Z]|$)/.test(memberName(member) ?? '');
}

/** Whether a function opens it for itself as well: `await client.connect()`. */
function isOpenedIn(receiver: Node, fn: FunctionNode, origin: Origin): boolean {
  const text = origin.module.sourceOf(receiver);
  return within(fn.body, origin.module.keys).some(at => {
    const opened = isCall(at) && /^(connect|open|initiali[sz]e|authenticate)$/.test(calledName(at) ?? '') ? receiverOf(at) : undefined;
    return opened !== undefined && origin.module.sourceOf(opened) === text;
  });
}

/** Whether a function gives a value of its own. */
function givesSomething(fn: FunctionNode, closing: Node, origin: Origin): boolean {
  return origin.returned(fn).some(value => !contains(value, closing) && !contains(closing, value));
}
