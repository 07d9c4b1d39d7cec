import {
  bare, calledName, contains, enclosingFunction, isCall, isCallNamed, isFunction, memberName, propertyName, stringOf, within,
  type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Equips } from '../../limits.ts';
import { receiverOf } from '../origin/call.ts';
import { rootOf } from '../origin/identity.ts';
import type { Nodes } from '../origin/nodes.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { valuesOf } from '../origin/values.ts';
import { excessOf, isOn } from './intake.ts';

/** Middleware that the whole application has, though only some of its routes use what it gives. */
export interface Overreach {
  /** The call that mounts it, and what is mounted. */
  node: CallNode;
  mounted: Node;
  equips: Equips;
  /** How many bytes it takes in. */
  size: number | undefined;
  /** The routes that use what it gives, and how many there are in all. */
  routes: readonly Pick<Route, 'call' | 'named'>[];
  all: number;
  certain: boolean;
  /** Whether every route of the application is here, behind it, and tells what it uses. */
  known: boolean;
}

const verbs = /^(get|post|put|patch|delete|del|all|head|options)$/;
/** Routes that machines ask every few seconds. */
const probed = /^\/?(api\/)?(_?health\w*|ready\w*|live\w*|ping|metrics|status)\/?$/i;

/** A route of the file: whether its handlers use something of the request, where that can be told. */
interface Route {
  call: CallNode;
  path: string;
  /** The argument that is its path; nothing where a call before it in the chain was told. */
  named: Node | undefined;
  handlers: readonly FunctionNode[];
}

type Mounting = Use<'mounts'>;

export function* overreaches(mountings: readonly Mounting[], syntax: Pick<Nodes, 'each'>, origin: Origin): Generator<Overreach> {
  if (mountings.length === 0) return;
  const all = routesIn(syntax, origin);
  for (const { node } of mountings) {
    // With a path it has a scope.
    if (node.arguments[0] && isPath(node.arguments[0])) continue;
    for (const mounted of node.arguments) {
      const made = madeOf(mounted, origin);
      const facts = made && origin.factsOfCall(made);
      if (!made || !facts?.equips) continue;
      const whole = routersOf(node, origin);
      const routes = whole ? all.filter(({ call }) => contains(whole, call)) : all;
      const found = overreachOf(node, mounted, { node: made, path: '', facts }, facts.equips, routes, mountings, origin);
      if (found) yield found;
    }
  }
}

function overreachOf(
  node: CallNode, mounted: Node, made: Use, gives: Equips, routes: readonly Route[], mountings: readonly Mounting[], origin: Origin,
): Overreach | undefined {
  const { admits } = made.facts;
  // A parser of bodies that takes files too.
  const equips: Equips = admits && isOn(made.node, admits, origin) ? { ...gives, what: 'upload' } : gives;
  const size = admits ? excessOf({ ...made, facts: { ...made.facts, admits } }, admits.default ?? 0, origin)?.size : undefined;
  if (equips.what === 'body' && size === undefined) return undefined;
  if (isSparing(made.node, equips, origin)) return undefined;
  const uses = routes.map(route => ({ route, uses: equips.what === 'log' ? !probed.test(route.path) : usesOf(route, equips, origin) }));
  const using = uses.filter(each => each.uses === true);
  if (using.length === 0 || !uses.some(each => each.uses === false)) return undefined;
  const others = mountings.filter(other => other.node !== node).flatMap(other => other.node.arguments);
  const functions = others.flatMap(other => functionOf(other, origin) ?? []);
  if (functions.some(fn => mentions(fn, equips, origin))) return undefined;
  const isUnknown = (other: Node): boolean => !isPath(other) && !functionOf(other, origin) && !isKnown(other, origin);
  const isTold = uses.every(each => each.uses !== undefined && each.route.call.range[0] > node.range[1]);
  const known = isTold && others.every(other => !isUnknown(other));
  const certain = equips.what !== 'session' || !others.some(isUnknown);
  return { node, mounted, equips, size, routes: using.map(({ route }) => route), all: routes.length, certain, known };
}

/** The function that is handed the application: whoever hands it on adds routes elsewhere, but those in it are told by nobody else. */
function routersOf(mounting: CallNode, origin: Origin): FunctionNode | undefined {
  const app = receiverOf(mounting);
  const root = app && rootOf(app);
  const binding = root?.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  return binding?.kind === 'parameter' ? enclosingFunction(binding.declared) : undefined;
}

const isPath = (node: Node): boolean =>
  stringOf(node) !== undefined || /^(TemplateLiteral|ArrayExpression)$/.test(node.type) || (node.type === 'Literal' && 'regex' in node);

/** The call that made what is mounted: `express.json({ … })`, or the name that holds what it gave. */
function madeOf(mounted: Node, origin: Origin): CallNode | undefined {
  const node = bare(mounted);
  if (isCall(node)) return node;
  const [value, ...others] = node.type === 'Identifier' ? valuesOf(node, origin) ?? [] : [];
  const made = value && others.length === 0 && value.steps.length === 0 ? bare(value.node) : undefined;
  return isCall(made) ? made : undefined;
}

/** Whether a library makes it, which says nothing of using what another one gives. */
function isKnown(mounted: Node, origin: Origin): boolean {
  const made = madeOf(mounted, origin);
  const { admits, equips } = (made && origin.factsOfCall(made)) ?? {};
  return (admits ?? equips) !== undefined || isCallNamed(made, /^(helmet|cors|compression|static|morgan|cookieParser|rateLimit)$/);
}

/** Whether it is told to leave some requests out. */
function isSparing(made: CallNode, { spares = [] }: Equips, origin: Origin): boolean {
  return spares.some(option => made.arguments.some((_, index) => optionOf(made, index, option, origin).how === 'given'));
}

function functionOf(node: Node, origin: Origin): FunctionNode | undefined {
  const definition = origin.definition(node)?.node;
  return isFunction(definition) ? definition : undefined;
}

function routesIn(syntax: Pick<Nodes, 'each'>, origin: Origin): Route[] {
  return syntax.each('CallExpression').flatMap(call => {
    const [first, ...others] = call.arguments;
    const own = first && stringOf(first);
    const chained = own === undefined ? pathOfChain(call) : undefined;
    // A path that is not written there is one all the same.
    const path = own ?? chained ?? (others.length > 0 && !isFunction(first) ? '' : undefined);
    const rest = chained === undefined ? others : call.arguments;
    if (path === undefined || rest.length === 0 || !verbs.test(calledName(call) ?? '') || !origin.factOfCall(call, 'handles')) return [];
    // `wrap(handler)`
    const given = rest.flatMap(each => (isCall(each) && !functionOf(each, origin) ? [...each.arguments] : [each]));
    const handlers = given.flatMap(each => functionOf(each, origin) ?? []);
    return [{ call, path, named: chained === undefined ? first : undefined, handlers }];
  });
}

/** `app.route('/notes').get(list).post(save)` */
function pathOfChain(call: CallNode): string | undefined {
  for (let at = receiverOf(call); isCall(at); at = receiverOf(at)) {
    const [path] = calledName(at) === 'route' ? at.arguments : [];
    if (path) return stringOf(path) ?? '';
  }
  return undefined;
}

/** Whether a route uses what a middleware gives; nothing where that cannot be told. */
function usesOf({ handlers }: Route, equips: Equips, origin: Origin): boolean | undefined {
  const said = handlers.map(fn => mentions(fn, equips, origin) ? true : (handsOn(fn, origin) ? undefined : false));
  if (said.includes(true)) return true;
  return handlers.length === 0 || said.includes(undefined) ? undefined : false;
}

/** Whether a function speaks of something that a middleware gives. */
function mentions(fn: FunctionNode, { gives }: Equips, origin: Origin): boolean {
  return within(fn, origin.module.keys).some(at => {
    const name = at.type === 'MemberExpression' ? origin.factsOf(at)?.sends ? undefined : memberName(at)
      : at.type === 'Property' && at.parent.type === 'ObjectPattern' ? propertyName(at.key, at.computed) : undefined;
    return name !== undefined && gives.includes(name);
  });
}

/** Whether it hands the whole request to somebody else. */
function handsOn(fn: FunctionNode, origin: Origin): boolean {
  const [request] = fn.params;
  const binding = request?.type === 'Identifier' ? origin.module.bindings.of(request) : undefined;
  return binding?.references.some(({ parent }) => parent.type !== 'MemberExpression') ?? false;
}
