import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isCallNamed, isClass, isFunction, memberName, propertyName, within,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { assignmentsToThis, isConstructor, memberOf, membersOfThis } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { assignedTo, nameAssignedTo } from '../place/assigned.ts';
import { oppositeOf } from './opposite.ts';

/** Names of methods that end an object's life. */
const closing = new RegExp(
  [
    /^#?(close|stop|dispose|destroy|end|shut_?[dD]own|disconnect|release|terminate|quit|free|unload|detach|deactivate)(?![a-z])/,
    /^#?(tear_?[dD]own|clean_?[uU]p|onModuleDestroy|onApplicationShutdown|beforeApplicationShutdown|onClose|async[dD]ispose)/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** A method of an object, such as one that ends its life. */
export interface Closing {
  name: string;
  fn: FunctionNode;
}

/** What a name may say besides of how all is closed: `closeAll`, `stopGracefully`. */
const whole = /^(All|Async|Now|Gracefully|Sync|Internal)?$/;
/** Names that, with an object, tell of something that an object has or does: `cleanupOldLogs`, `detachPeers`, `closeConnections`. */
const partial = /^#?(clean_?[uU]p|release|detach|end|free|unload|deactivate)|[a-z][A-Z]\w*[a-rt-z]s$/;

/** The methods of a class by which it is closed; those that close a part of it count only where no other closes all. */
export function closingsOf(owner: ClassNode, origin: Origin): Closing[] {
  return closingsAmong(owner.body.body.flatMap(member => {
    if (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return [];
    // `get disconnect()` only gives something.
    if (member.type === 'MethodDefinition' && member.kind !== 'method') return [];
    return isFunction(member.value) && !member.static ? [{ name: nameOf(member.key, member.computed, origin), fn: member.value }] : [];
  }), origin);
}

/** The methods by which an object that a function returns is closed. */
export const returnedClosingsOf = (fn: FunctionNode, origin: Origin): Closing[] => closingsAmong(returnedMethodsOf(fn, origin), origin);

/** What the methods of an object stand in: its class, or the function that makes it; or the name that they are assigned to. */
export type Home = ClassNode | FunctionNode | T.Identifier;

/** The home of the object that a function is a method of. */
export function homeOf(operation: FunctionNode, origin: Origin): Home | undefined {
  const maker = enclosingFunction(operation);
  const isMethod = (): boolean => maker !== undefined && returnedMethodsOf(maker, origin).some(({ fn }) => fn === operation);
  return memberOf(operation) ?? (isMethod() ? maker : nameAssignedTo(operation, origin));
}

/**
 * What something is of that a function keeps under a name outside it: the object that the function is a method of; or, as the fields are of
 * a class, the one that is made where the name is declared: `let timer;` beside `return { close() { … } };`.
 */
export function homeOutside(operation: FunctionNode, name: Node | undefined, origin: Origin): Home | undefined {
  if (memberOf(operation)) return undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  const maker = binding && enclosingFunction(binding.declared);
  return homeOf(operation, origin) ?? (maker && returnedClosingsOf(maker, origin).length > 0 ? maker : undefined);
}

/** The methods by which an object is closed. */
export function closingsIn(home: Home, origin: Origin): Closing[] {
  if (isClass(home)) return closingsOf(home, origin);
  return home.type === 'Identifier' ? closingsAmong(assignedTo(home, origin), origin) : returnedClosingsOf(home, origin);
}

/**
 * The first method by which the object is closed that a function is a method of; or the function that a module exports as its opposite.
 * @param isMeant whether it may well go on as long as the process, which a module mostly does.
 * @param name what keeps it outside the function.
 */
export function closingOf(operation: FunctionNode, origin: Origin, isMeant = false, name?: Node): Closing | undefined {
  const home = memberOf(operation) ?? homeOutside(operation, name, origin);
  if (home) return closingsIn(home, origin).find(each => !endsPart(each, operation, origin));
  const opposite = isMeant ? undefined : oppositeOf(operation, origin);
  return opposite && !endsProcess(opposite.fn, origin) ? opposite : undefined;
}

/** Names of methods that hand out what `release()` takes back, one of many. Only a reason for silence. */
const handingOut = /^#?(acquire|borrow|take|lock|reserve|check_?[oO]ut|wait|enter)(?![a-z])/;

function closingsAmong(methods: readonly Closing[], origin: Origin): Closing[] {
  const lends = methods.some(({ name }) => handingOut.test(name));
  const found = methods.filter(({ name, fn }) => {
    if (lends && /^#?(release|free)(?![a-z])/.test(name)) return false;
    // `closeStream(stream)` closes what it is passed, `closeServer(done)` the server.
    const isOfAll = closing.test(name) && (!/^[A-Z]/.test(name.replace(closing, '')) || isForAll(fn, origin));
    return isOfAll && !closesOneOf(fn, origin) && !endsProcess(fn, origin);
  });
  const isWhole = ({ name }: Closing): boolean => whole.test(name.replace(closing, ''));
  return found.some(isWhole) ? found.filter(isWhole) : found.filter(({ name }) => !partial.test(name));
}

/** Whether a method is called with nothing that it closes: with nothing at all, or with what is to be called back. */
function isForAll({ params: [given] }: FunctionNode, { module: { bindings } }: Origin): boolean {
  const binding = given?.type === 'Identifier' ? bindings.of(given) : undefined;
  const isCallback = (at: T.Identifier): boolean => {
    const { parent } = at;
    return isCall(parent) && (parent.callee === at || closing.test(calledName(parent) ?? ''));
  };
  return !given || binding?.references.some(reference => isCallback(reference)) === true;
}

/**
 * Whether a method closes one of many that an object keeps, by its key: `disconnect(id) { this.sockets.get(id)?.close(); }`,
 * `end(id) { this.polls.find(poll => poll.id === id)?.end(); }`, `stop(room, id) { media.getElement(id).stop(); }`.
 */
function closesOneOf({ params }: FunctionNode, { module: { bindings } }: Origin): boolean {
  const keys = params.flatMap(key => (key.type === 'Identifier' && !key.optional ? bindings.of(key)?.references ?? [] : []));
  return keys.some(reference => {
    const around = reference.parent;
    if (around.type === 'MemberExpression') return around.computed && around.property === reference;
    if (around.type === 'BinaryExpression' && /^===?$/.test(around.operator))
      return isCallNamed(enclosingFunction(around)?.parent, /^(find|findIndex|filter|some)$/);
    const isAsked = isCallNamed(around, /^(get|delete)([A-Z]|$)/) && around.arguments[0] === reference;
    return isAsked && (around.callee.type === 'MemberExpression' || around.arguments.length === 1);
  });
}

/** Whether nothing outlasts a method, as the program does not: `shutdown() { this.server.close(() => process.exit(0)); }`. */
const endsProcess = (fn: FunctionNode, origin: Origin): boolean =>
  within(fn.body, origin.module.keys).some(at => isCallNamed(at, /^(exit|abort)$/) && origin.factsOfCall(at)?.ends === true);

/** Names that are said of an object, and seldom of a whole program. */
const ofObject = /^#?(close|stop|dispose|destroy|tear_?[dD]own|async[dD]ispose)/;
/** Names by which a framework ends the program. */
const ofProgram = /^(onModuleDestroy|onApplicationShutdown|beforeApplicationShutdown)$/;
const undoing = /^(off|removeListener|removeEventListener|removeAllListeners|unsubscribe)$/;

/** Whether a method is known to end an object while others live on: by its name, or since it undoes more than that. */
export function endsObject({ name, fn }: Closing, origin: Origin): boolean {
  if (takesAllOff(fn, origin)) return false;
  if (ofObject.test(name)) return true;
  const words = ofProgram.test(name) ? undoing : new RegExp(`${undoing.source}|^(clearInterval|clearTimeout|abort)$`);
  return within(fn.body, origin.module.keys).some(at => isCallNamed(at, words));
}

/** Names of methods that begin what another one ends. */
const starting = /^#?(start|open|begin|enable|connect|init|resume|play|run|attach|activate)/;

/** What begins again what a method has ended. */
const opposites: Readonly<Record<string, string>> = { disconnect: 'connect', stop: 'start', close: 'open', deactivate: 'activate' };

/**
 * Whether a method ends a part of an object that another one begins, as `stopIntercom` and `startIntercom` do, or `disconnect` and
 * `connect` of an object that calls both: what is not begun with it is no affair of its.
 */
export function endsPart({ name, fn }: Closing, begun: Node, origin: Origin): boolean {
  const part = name.replace(closing, '');
  const owner = memberOf(fn);
  if (!owner) return false;
  const whollyOpposite = whole.test(part) ? opposites[name] : undefined;
  if (whole.test(part) && whollyOpposite === undefined) return false;
  const isOpposite = (other: string): boolean =>
    (whollyOpposite === undefined ? starting.test(other) && other.replace(starting, '') === part : other === whollyOpposite);
  const ofThis = membersOfThis(owner, origin.module.keys);
  const mentions = ofThis.get(nameOfMethod(begun, owner, origin) ?? '') ?? [];
  const isWith = (maker: Node): boolean => contains(maker, begun) || mentions.some(mention => contains(maker, mention));
  const makers = owner.body.body.filter(member => member.type === 'MethodDefinition'
    && isOpposite(nameOf(member.key, member.computed, origin)));
  if (makers.length === 0 || makers.some(isWith)) return false;
  // `this.disconnect(); this.connect();`: the object goes on after the one, and begins the other anew.
  const isFollowed = (ending: Node): boolean => makers.some(maker => contains(maker, ending))
    || (ofThis.get(whollyOpposite ?? '') ?? []).some(again => again.range[0] > ending.range[0]
      && enclosingFunction(again) === enclosingFunction(ending));
  return whollyOpposite === undefined || (ofThis.get(name) ?? []).some(isFollowed);
}

/** The name of the method of a class that a node stands in. */
function nameOfMethod(node: Node, owner: ClassNode, origin: Origin): string | undefined {
  const member = owner.body.body.find(each => contains(each, node));
  return member?.type === 'MethodDefinition' ? nameOf(member.key, member.computed, origin) : undefined;
}

/** Whether a method is what an interval of the class calls with each turn: `setInterval(() => this.cleanup(), 60_000)`. */
export function isTurn({ name }: Closing, owner: ClassNode, origin: Origin): boolean {
  return membersOfThis(owner, origin.module.keys).get(name)?.some(mention => [...ancestors(mention)].some(at => {
    const [turn] = isCall(at) && origin.factOfCall(at, 'starts')?.timer === 'repeats' ? at.arguments : [];
    return turn !== undefined && contains(turn, mention);
  })) === true;
}

/** Whether a method takes all listeners off something, whatever that is called elsewhere; those of its own object are of that alone. */
const takesAllOff = (fn: FunctionNode, origin: Origin): boolean => within(fn.body, origin.module.keys).some(at =>
  isCallNamed(at, /^removeAllListeners$/) && at.arguments.length === 0 && receiverOf(at)?.type !== 'ThisExpression');

/** Whether an object goes on with what it was made with after a method, for it has one that is its opposite: `stop()`, `start()`. */
export function worksAgain({ name, fn }: Closing, maker: FunctionNode, origin: Origin): boolean {
  const owner = memberOf(fn);
  const begins = opposites[name];
  if (!owner || begins === undefined || !isOfMaking(maker, owner, origin)) return false;
  const opposite = new RegExp(`^(re)?${begins}$`, 'i');
  const flags = assignmentsToThis(owner, origin.module.keys);
  /** `this.opened = true;` in the one, `this.opened = false;` in the other */
  const takesBack = (other: Node): boolean => flags.some(reset => contains(fn, reset)
    && flags.some(set => contains(other, set) && memberName(set.left) === memberName(reset.left)));
  return owner.body.body.some(member => member.type === 'MethodDefinition'
    && opposite.test(propertyName(member.key, member.computed) ?? '') && (begins !== 'open' || takesBack(member)));
}

/** Whether a function runs when an object is made: its constructor, or a method that nobody but that calls, as far as the class tells. */
function isOfMaking(fn: FunctionNode, owner: ClassNode, origin: Origin): boolean {
  if (isConstructor(fn)) return true;
  const mentions = membersOfThis(owner, origin.module.keys).get(nameOfMethod(fn, owner, origin) ?? '') ?? [];
  return mentions.length > 0 && mentions.every(mention => {
    const caller = enclosingFunction(mention);
    return isFunction(caller) && isConstructor(caller);
  });
}

/** The methods of the objects that a function returns. */
function returnedMethodsOf(fn: FunctionNode, origin: Origin): Closing[] {
  return origin.returned(fn).flatMap(value => {
    const object = origin.definition(value)?.node ?? value;
    if (object.type !== 'ObjectExpression') return [];
    return object.properties.flatMap(property => {
      if (property.type !== 'Property') return [];
      const definition = origin.definition(property.value)?.node;
      return isFunction(definition) ? [{ name: nameOf(property.key, property.computed, origin), fn: definition }] : [];
    });
  });
}

/** `close`, `[Symbol.dispose]` */
function nameOf(key: Node, computed: boolean, origin: Origin): string {
  const name = propertyName(key, computed);
  if (name !== undefined) return name;
  return /^Symbol\.(?:asyncD|d)ispose$/.test(origin.module.sourceOf(key)) ? origin.module.sourceOf(key).replace('Symbol.', '') : '';
}
