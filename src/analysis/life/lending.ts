import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, isCall, isCallNamed, isFunction, isNullish, outermost, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isCallOf, receiverOf, type Words } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { callsIn } from './nested.ts';
import type { Resource } from './resource.ts';

/** What a call does with a resource that it is passed, by its name, for its function cannot be read. */
export type Lending = 'given back' | 'moved' | 'unknown';

/** Names under which functions give back what they are passed; they only ever make us silent. */
const givesBack = new RegExp([
  'release|close|dispose|destroy|free|clean|end|quit|disconnect|rollback|abort|recycle|return|unlock|finish|teardown|termin|kill|stop',
  'remove|rimraf|purge|delete|unlink|^rm|^del',
].join('|'), 'i');
/** Names under which what a method is passed is looked after by its owner. */
export const keeps = /^(push|add|set|unshift|append|enqueue|put|register|track|resolve|use|adopt|send|pipe|emit|postMessage)$/;

/** Whether a call is known to use what it is passed and no more: one of the library's own, or a logger. */
export function isUsedOnly(call: CallNode, { words }: Resource, origin: Origin): boolean {
  const path = origin.ofCall(call);
  const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
  const name = calledName(call) ?? '';
  // Who waits for an event of it leaves it as it is; a pipe ends what it leads to, a collection of the language keeps what it is given.
  const isKept = words.package === '' ? keeps.test(name) : name === 'pipe';
  const isOwn = path?.startsWith(`${words.package}:`) === true && !isKept;
  if (isOwn || facts?.safe || facts?.starts?.endless) return true;
  return origin.factOfCall(call, 'safe') === true;
}

export function lendingOf(
  call: CallNode, argument: Node, { acquires }: Resource, releases: ReadonlySet<Node>, origin: Origin,
): Lending {
  const callee = unwrapped(call.callee);
  const name = calledName(call) ?? '';
  if (callee.type === 'Identifier' && isHandOver(call, callee, releases, origin)) return 'moved';
  if (callee.type === 'MemberExpression' && keeps.test(name)) return 'moved';
  if (givesBack.test(name) && argument.type !== 'ObjectExpression') return 'given back';
  if (call.type === 'NewExpression' || isMadeOf(call, releases, origin) || isOnlyDestroyed(releases)) return 'moved';
  // What reads it as it is read itself: `return events(response)`.
  if (acquires.exits === 'explicit' && call.parent.type !== 'AwaitExpression' && goesOut(call, origin)) return 'moved';
  // What ends with the other one is over with that: `tls.connect({ socket })`.
  const made = origin.factsOfCall(call)?.acquires;
  return made && !made.withParent ? 'moved' : 'unknown';
}

/** Whether a release stands in a `catch`. */
const isOfFailure = (release: Node): boolean =>
  [...ancestors(release)].find(at => at.type === 'CatchClause' || isFunction(at))?.type === 'CatchClause';

/** Whether only a failure destroys it, so that else whoever was given it is to bring it to its end: `target.destroy(error)`. */
const isOnlyDestroyed = (releases: ReadonlySet<Node>): boolean =>
  releases.size > 0 && [...releases].every(release =>
    isOfFailure(release) && isCallNamed(release, /^destroy$/) && release.arguments.length > 0);

/** Whether what is made of a resource is handed out, which only a failure gives back: `return createPeer(socket)`. */
function isMadeOf(call: CallNode, releases: ReadonlySet<Node>, origin: Origin): boolean {
  const isWaitedFor = call.parent.type === 'AwaitExpression';
  return !isWaitedFor && releases.size > 0 && [...releases].every(isOfFailure) && goesOut(call, origin);
}

/** `callback(null, client)`, `resolve(client)`, or a callback after which nothing gives back: the caller's from now on. */
function isHandOver(call: CallNode, callee: T.Identifier, releases: ReadonlySet<Node>, origin: Origin): boolean {
  const binding = origin.module.bindings.of(callee);
  if (binding?.kind === 'variable' && binding.name === 'resolve' && isOfResolvers(binding)) return true;
  if (binding?.kind !== 'parameter') return false;
  const executor = [...ancestors(binding.declared)].find(isFunction)?.parent;
  const [first] = call.arguments;
  if (executor?.type === 'NewExpression' || (call.arguments.length > 1 && first !== undefined && isNullish(first))) return true;
  const last = Math.max(...[...releases].map(release => release.range[0]), 0);
  return last < call.range[0];
}

/** `const { promise, resolve, reject } = Promise.withResolvers()` */
const isOfResolvers = ({ node }: Binding): boolean =>
  node.type === 'VariableDeclarator' && node.init !== null && isCallNamed(bare(node.init), /^withResolvers$/);

/** Whether a call closes what the resource came from. */
export function closesParent(call: CallNode, words: Words): boolean {
  const receiver = receiverOf(call);
  if (!receiver || !(words.from(receiver) || isFurtherUp(receiver, words))) return false;
  return /^(close|end|quit|disconnect|destroy|release|terminate)$/.test(calledName(call) ?? '');
}

/** Whether what a resource came from is asked for what that came from itself: `context.browser()`. */
function isFurtherUp(node: Node, words: Words): boolean {
  const asked = bare(node);
  const parent = isCall(asked) && asked.arguments.length === 0 ? receiverOf(asked) : undefined;
  return parent !== undefined && words.from(parent);
}

/** Whether what a call makes of a resource, and which ends with that, is handed out: who has it may end both by it. */
export function isHandedOut(call: CallNode, origin: Origin): boolean {
  return origin.factsOfCall(call)?.acquires?.withParent === true && goesOut(call, origin);
}

/** Whether the value of a call is returned. */
function goesOut(call: CallNode, origin: Origin): boolean {
  const value = outermost(call);
  const around = value.parent;
  const name = around?.type === 'VariableDeclarator' && around.init === value ? around.id : undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return [value, ...binding?.references ?? []].some(mention => {
    const given = outermost(mention);
    return given.parent?.type === 'ReturnStatement' || (isFunction(given.parent) && given.parent.body === given);
  });
}

/** The calls in a function that give back what the resource came from. */
export const parentClosingsIn = (fn: Node, words: Words, origin: Origin): readonly CallNode[] => callsIn(fn, origin).filter(call =>
  closesParent(call, words) || handsParentToEnd(call, words, origin));

/** Whether a call hands what the resource came from to a function of the project that closes it: `fail(error, connection)`. */
function handsParentToEnd(call: CallNode, words: Words, origin: Origin): boolean {
  const index = call.arguments.findIndex(argument => words.from(unwrapped(argument)));
  const definition = index < 0 ? undefined : origin.definition(call.callee);
  const parameter = isFunction(definition?.node) ? definition.node.params[index] : undefined;
  const binding = parameter?.type === 'Identifier' ? definition?.origin.module.bindings.of(parameter) : undefined;
  if (!definition || !binding) return false;
  const from = (node: Node): boolean => binding.references.some(reference => reference === node);
  return callsIn(definition.node, definition.origin).some(each => closesParent(each, { ...words, from }));
}

/** Whether a resource may have ended by itself at such an event. */
export function mayEnd(event: string, { acquires: { announces, endsAt }, mentions, words }: Resource, origin: Origin): boolean {
  if (announces?.includes(event)) return true;
  return endsAt?.event === event && !mentions.some(({ parent }) =>
    parent?.parent !== undefined && isCallOf(parent.parent, [endsAt.unless], words, origin));
}

/** Whether a member that stands for the resource itself is returned: `return await task.promise`. */
export function isReturnedAs(member: T.MemberExpression, origin: Origin): boolean {
  const value = outermost(member);
  const isReturned = value.parent?.type === 'ReturnStatement' || (isFunction(value.parent) && value.parent.body === value);
  const path = isReturned ? origin.of(member) : undefined;
  return path !== undefined && path === origin.of(member.object);
}
