import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  calledName, isCall, isCallNamed, isFunction, memberName, outermost, stringOf, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Exchange, ShownCall } from '../../evidence.ts';
import { receiverOf } from './call.ts';
import type { Definition } from './definition.ts';
import { handingsOf } from './handed.ts';
import type { Origin } from './origin.ts';
import { isRoute } from './under-path.ts';

/**
 * What a parameter is by how it and its neighbour are used: as only a request and its response are, `req.params` and `res.json()`, or as a
 * context that is both, `ctx.request.body` and `ctx.body = …`, or by what is passed on with `next()`. Where several fit, that of which
 * most is used.
 */
export function shown(fn: FunctionNode, index: number, origin: Origin): FullPath | undefined {
  if (origin.module.mayShow?.('parties') === false) return undefined;
  let paths = partiesOf.get(fn);
  if (!paths) partiesOf.set(fn, (paths = shownParties(fn, origin)));
  return paths[index];
}

/** What the first two parameters are; this is asked wherever one is mentioned. */
const partiesOf = new WeakMap<FunctionNode, readonly (FullPath | undefined)[]>();

function shownParties(fn: FunctionNode, origin: Origin): readonly (FullPath | undefined)[] {
  const { exchanges, exchanged } = origin.module.catalogue;
  const used = fn.params.slice(0, 2).map(parameter => [...membersOf(parameter, origin), ...membersBelow(parameter, origin)]);
  if (!used.some(names => names.some(name => exchanged.has(name))) || isOfEvent(fn, origin)) return [];
  let most = 0;
  let paths: FullPath[] = [];
  for (const exchange of exchanges) {
    const fits = fitOf(exchange, fn, used, origin);
    if (fits <= most) continue;
    most = fits;
    paths = isContext(exchange) ? [exchange.request.path] : [exchange.request.path, exchange.response.path];
  }
  const parties = exchanges.flatMap(({ request, response }) => [request, response]);
  return used.map((names, index) => parties.find(({ solely }) => names.some(name => solely.has(name)))?.path ?? paths[index]);
}

const isContext = ({ request, response }: Exchange): boolean => request.path === response.path;

/** How many members show an exchange; none where they do not. */
function fitOf(exchange: Exchange, fn: FunctionNode, [first = [], second = []]: readonly string[][], origin: Origin): number {
  const { request, response } = exchange;
  if (isContext(exchange) && fn.params.slice(1).some(parameter => !isNamedNext(parameter))) return 0;
  const answering = isContext(exchange) ? first : second;
  const asked = first.filter(name => request.names.has(name)).length;
  const answered = answering.filter(name => response.names.has(name)).length;
  if (answered > 0 && (asked > 0 || isRouted(fn, origin) || (!isContext(exchange) && callsNext(fn, 2, origin)))) return asked + answered;
  const isAlone = (names: readonly string[], { alone }: Exchange['request']): boolean => names.some(name => alone.has(name));
  if (isContext(exchange)) return isAlone(first, request) && callsNext(fn, 1, origin) ? 1 : 0;
  const isOne = second.length === 0 ? isAlone(first, request) : first.length === 0 && isAlone(second, response);
  return isOne && callsNext(fn, 2, origin) ? 1 : 0;
}

/** A name may keep us silent: what stands beside a context is called `next`. */
const isNamedNext = (parameter: Node): boolean => parameter.type === 'Identifier' && /^_?next$/.test(parameter.name);

/** Whether it is told of something else than a request: `proxied.on('upgrade', (res, socket) => …)`. */
const isOfEvent = (fn: FunctionNode, origin: Origin): boolean => [...handingsOf(fn, origin)].some(({ call }) =>
  /^(on|once|addListener)$/.test(calledName(call) ?? '') && /^(?!request$|check)/.test(stringOf(call.arguments[0]) ?? 'request'));

/** `app.get('/health', (_req, res) => …)` */
const isRouted = (fn: FunctionNode, origin: Origin): boolean => [...handingsOf(fn, origin)].some(({ call }) => isRoute(call));

/** `(req, res, next) => { …; next(); }`, `async (ctx, next) => { …; await next(); }` */
export function passesOn(fn: FunctionNode, origin: Origin): boolean {
  return [1, 2].some(index => callsNext(fn, index, origin, call => call.arguments.length === 0));
}

/** Whether the last parameter, which stands there, is a `next` that is called. */
function callsNext({ params }: FunctionNode, index: number, origin: Origin, how: (call: CallNode) => boolean = () => true): boolean {
  const next = params.length === index + 1 ? params[index] : undefined;
  const binding = next?.type === 'Identifier' && next.name === 'next' ? origin.module.bindings.of(next) : undefined;
  const mentions = binding?.references ?? [];
  return mentions.some(mention => isCall(mention.parent) && mention.parent.callee === mention && how(mention.parent));
}

/**
 * The path of a call on something unknown, by what is done with what it gives: `const client = await db.connect()`, where that is asked
 * `client.query()` and given back by `client.release()`. Who gives it back on one path means to do so on all.
 */
export function shownCall(node: CallNode, origin: Origin): FullPath | undefined {
  if (origin.module.mayShow?.('calls') === false) return undefined;
  const { shownCalls } = origin.module.catalogue;
  const name = calledName(node) ?? '';
  const isMember = unwrapped(node.callee).type === 'MemberExpression';
  const named = isMember ? shownCalls.get(name)?.find(call => isShownBy(call, call.names, node, origin)) : undefined;
  if (named) return named.path;
  // What is looked up is whose it was before.
  if (!isAwaited(node) || /^(get|find|at|pop|shift)$/.test(name)) return undefined;
  return shownCalls.get('*')?.find(call => isShownBy(call, call.anywhere, node, origin))?.path;
}

/** The same of a method that always gives one thing, of which its own code does not tell: `const runner = this.createRunner()`. */
export function shownOwn(
  node: CallNode, { node: fn, origin: own }: Definition, origin: Origin, told: (node: CallNode) => unknown,
): FullPath | undefined {
  const callee = unwrapped(node.callee);
  const isOwn = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  const shown = isOwn && isFunction(fn) && own.returned(fn).length === 1 ? shownCall(node, origin) : undefined;
  return shown !== undefined && told(node) === undefined ? shown : undefined;
}

const isAwaited = (node: CallNode): boolean => unwrapped(outermost(node)).type === 'AwaitExpression';

function isShownBy(call: ShownCall, names: ShownCall['names'], node: CallNode, origin: Origin): boolean {
  if (call.awaited && !isAwaited(node)) return false;
  return call.gives.some(arrival => {
    const given = givenAs(arrival, node, origin);
    const members = given ? [...membersOf(given, origin), ...membersBelow(given, origin)] : [];
    if (names === call.names && members.some(member => call.alone.has(member))) return true;
    if (names.size > 0 && !members.some(member => names.has(member))) return false;
    return members.some(member => call.releases.has(member)) || isReleaserCalled(arrival, node, origin)
      || (given !== undefined && (isReturned(given, call.returns, node, origin) || (call.isReleaser && isReleaser(given, origin))));
  });
}

/** The path of a call that sends a statement, by an option that only one package has: `db.query(sql, { type: QueryTypes.SELECT })`. */
export function shownQuery(node: CallNode, origin: Origin): FullPath | undefined {
  const query = node.callee.type === 'MemberExpression' ? origin.module.catalogue.shownQueries.get(calledName(node) ?? '') : undefined;
  const isGiven = query && node.arguments.slice(1).some(argument =>
    argument.type === 'ObjectExpression' && argument.properties.some(property =>
      property.type === 'Property' && property.value.type === 'MemberExpression' && origin.of(property.value.object) === query.option));
  return isGiven ? query.path : undefined;
}

/** The name under which what a call hands out arrives. */
function givenAs(arrival: ShownCall['gives'][number], node: CallNode, origin: Origin): T.Identifier | undefined {
  if (typeof arrival === 'object' && 'element' in arrival) return undefined;
  if (typeof arrival === 'object') return parameterOf(node.arguments.at(-1), arrival.callback);
  const value = outermost(node);
  const around = value.parent as Node;
  switch (around.type) {
    case 'VariableDeclarator':
      return around.id.type === 'Identifier' ? steppedFrom(around.id, origin) ?? around.id : undefined;
    case 'AssignmentExpression':
      return around.right === value && around.left.type === 'Identifier' ? around.left : undefined;
    case 'MemberExpression':
      return stepOf(around);
    default:
      return undefined;
  }
}

/** `pool.connect().then(client => …)` */
const stepOf = (member: T.MemberExpression): T.Identifier | undefined =>
  memberName(member) === 'then' && isCall(member.parent) ? parameterOf(member.parent.arguments[0], 0) : undefined;

/** `const connecting = pool.connect(); return connecting.then(client => …);` */
function steppedFrom(name: T.Identifier, origin: Origin): T.Identifier | undefined {
  const [use, ...more] = origin.module.bindings.of(name)?.references.filter(mention => mention !== name) ?? [];
  return use?.parent.type === 'MemberExpression' && more.length === 0 ? stepOf(use.parent) : undefined;
}

/** `pool.connect((error, client, release) => { …; release(); })` */
function isReleaserCalled(arrival: ShownCall['gives'][number], node: CallNode, origin: Origin): boolean {
  const index = typeof arrival === 'object' && 'callback' in arrival ? arrival.release : undefined;
  const releaser = index === undefined ? undefined : parameterOf(node.arguments.at(-1), index);
  return releaser !== undefined && membersOf(releaser, origin).includes('()');
}

/** Whether a name is good for nothing but to be called, with nothing and for nothing: `release();`, `work().finally(release)`. */
function isReleaser(given: T.Identifier, origin: Origin): boolean {
  const uses = (origin.module.bindings.of(given)?.references ?? []).filter(mention => mention !== given);
  return uses.length > 0 && uses.every(({ parent }, at) => {
    if (!isCall(parent) || parent.callee !== uses[at]) return isCallNamed(parent, /^(then|finally)$/);
    return parent.arguments.length === 0 && /^(ExpressionStatement|ArrowFunctionExpression)$/.test(outermost(parent).parent?.type ?? '');
  });
}

function parameterOf(fn: Node | undefined, index: number): T.Identifier | undefined {
  const parameter = isFunction(fn) ? fn.params[index] : undefined;
  return parameter?.type === 'Identifier' ? parameter : undefined;
}

/** Whether what it came from takes it back: `pool.release(worker)`. */
function isReturned(given: T.Identifier, returns: ShownCall['returns'], node: CallNode, origin: Origin): boolean {
  const from = receiverOf(node);
  const text = from && origin.module.sourceOf(from);
  return returns.size > 0 && (origin.module.bindings.of(given)?.references ?? []).some(mention => {
    const call = mention.parent;
    const receiver = isCall(call) && call.arguments[0] === mention && returns.has(calledName(call) ?? '') ? receiverOf(call) : undefined;
    return receiver !== undefined && origin.module.sourceOf(receiver) === text;
  });
}

/** What a thing is that a call closes, by what it is asked anywhere in the file: `redis.incr()` where `redis.quit()` closes it. */
export function shownThing(closing: CallNode, thing: Node, origin: Origin): string | undefined {
  const things = origin.module.catalogue.shownThings.get(calledName(closing) ?? '');
  if (!things) return undefined;
  const members = membersOf(thing, origin);
  return things.find(({ names }) => names.size === 0 || members.some(member => names.has(member)))?.what;
}

/**
 * The members that are used on a name, or on a member, as the catalogue writes them: `body`, `json(…)`, `body=`, `raw.write()`; `()` is
 * its call, `().where()` what is called on what that gives.
 */
function membersOf(thing: Node, origin: Origin): string[] {
  return mentionsOf(thing, origin).flatMap(mention => [...spellings(mention, '')]);
}

function mentionsOf(thing: Node, { module: { bindings, membersNamed, sourceOf } }: Origin): readonly Node[] {
  if (thing.type === 'Identifier') return bindings.of(thing)?.references ?? [];
  const name = thing.type === 'MemberExpression' ? memberName(thing) : undefined;
  const text = sourceOf(thing);
  return name === undefined ? [] : (membersNamed?.(name) ?? []).filter(mention => sourceOf(mention) === text);
}

/** Those that functions of the file use on it which are handed it: `send(res, row)`. */
function membersBelow(parameter: Node, origin: Origin): string[] {
  const { bindings } = origin.module;
  return ((parameter.type === 'Identifier' && bindings.of(parameter)?.references) || []).flatMap(mention => {
    const call = mention.parent;
    const index = isCall(call) ? call.arguments.indexOf(mention) : -1;
    const callee = isCall(call) && call.callee.type === 'Identifier' ? bindings.of(call.callee) : undefined;
    const taken = index >= 0 && callee?.kind === 'function' && isFunction(callee.node) ? callee.node.params[index] : undefined;
    return taken ? membersOf(taken, origin) : [];
  });
}

function* spellings(of: Node, before: string): Generator<string> {
  const member = of.parent as Node;
  if (isCall(member) && member.callee === of && before === '') {
    yield '()';
    yield* spellings(member, '().');
  }
  const last = member.type === 'MemberExpression' && member.object === of ? memberName(member) : undefined;
  if (last === undefined) return;
  const name = `${before}${last}`;
  yield name;
  const around = member.parent as Node;
  if (isCall(around) && around.callee === member) {
    yield `${name}()`;
    if (around.arguments.length > 0) yield `${name}(…)`;
  } else if (around.type === 'AssignmentExpression' && around.left === member) {
    yield `${name}=`;
  } else if (before === '') {
    yield* spellings(member, `${name}.`);
  }
}
