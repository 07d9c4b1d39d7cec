import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, calledName, contains, enclosingFunction, isCall, isFunction, isLoop, memberName, outermost, unwrapped, type CallNode,
  type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { conductOf } from '../life/conduct.ts';
import type { Conduct } from '../life/resource.ts';
import { isPutToWork } from '../life/working.ts';
import type { Binding } from '../origin/binding.ts';
import { hasOption } from '../origin/call.ts';
import { localCalls } from '../origin/callers.ts';
import { isPerItem } from '../origin/handed.ts';
import { callGiven, gathers, isMaking, isOfRequest } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import { isStrange } from '../origin/strange.ts';
import type { Use } from '../origin/use.ts';
import { givenBack, nameGiven } from '../place/calling-back.ts';
import { isFirstOnly } from '../place/first-only.ts';
import { givesBack, isForgotten, isInMemo, isMemoised, keptBy, placesIt, placing } from '../place/memo.ts';

/** What a function does with something that it makes. */
export type Keeping =
  /** Made only where it is not there yet: `pool ??= new Pool()`. */
  | 'memoised'
  /** Put where it outlives the call: a variable of the module, a field, a collection. */
  | 'stored'
  /** The caller's. */
  | 'returned'
  /** Closed again before the function ends. */
  | 'closed'
  /** Handed to a function of which nobody knows what it does. */
  | 'passed'
  /** Used here and forgotten. */
  | 'used'
  /** Made with an option with which it holds nothing. */
  | 'harmless';

/** What becomes of a thing that is made: whether a later call finds it again. */
export function keepingOf(use: Use<'creates'>, origin: Origin): Keeping {
  if (use.facts.creates.unless?.some(option => hasOption(use.node, option))) return 'harmless';
  if (isInMemo(use.node, origin)) return 'memoised';
  const keeping = climb(use, use.node, origin);
  if (keeping !== 'used') return keeping;
  const given = givenBack(use.node);
  const kept = given ? named(use, given, given.parent, origin) : 'used';
  return kept === 'used' || kept === 'passed' ? byParts(use, origin) : kept;
}

/** What becomes of the parts that are taken of a thing which is itself forgotten: `db = client.db('shop')`. */
function byParts(use: Use<'creates'>, origin: Origin): Keeping {
  const name = nameGiven(use.node);
  if (name && isPutToWork(name, origin)) return 'stored';
  for (const reference of (name && origin.module.bindings.of(name)?.references) ?? []) {
    const { parent } = reference;
    const call = parent.type === 'MemberExpression' && parent.object === reference ? parent.parent : undefined;
    if (!isCall(call) || call.callee !== parent || origin.factOfCall(call, 'starts')) continue;
    const keeping = climb(use, call, origin);
    if (keeping === 'stored' || keeping === 'memoised') return keeping;
    // What the libraries call by a name of its own is no answer to a question.
    const path = origin.of(call);
    const isPart = path === use.path || path?.startsWith(use.path) === false;
    if (keeping === 'returned' && isPart) return keeping;
  }
  return 'used';
}

function climb(use: Use<'creates'>, from: Node, origin: Origin): Keeping {
  const at = outermost(from);
  const around = at.parent as Node;
  switch (around.type) {
    case 'LogicalExpression':
      return around.operator === '&&' || around.left === at ? climb(use, around, origin) : 'memoised';
    case 'ConditionalExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
      return climb(use, around, origin);
    case 'AssignmentExpression':
      return around.operator === '=' ? assignedOrGiven(use, around, origin) : 'memoised';
    case 'VariableDeclarator':
      if (around.parent.kind === 'using' || around.parent.kind === 'await using') return 'closed';
      return around.id.type === 'Identifier' ? named(use, around.id, around, origin) : 'used';
    case 'ReturnStatement':
    case 'YieldExpression':
      return byCallers(use, at, origin);
    case 'ArrowFunctionExpression':
      return around.body === at ? byCallers(use, at, origin) : 'used';
    case 'Property':
      return climb(use, around.parent, origin);
    case 'PropertyDefinition':
      return 'stored';
    case 'NewExpression':
      return climb(use, around, origin);
    case 'CallExpression':
      if (around.callee === at) return 'used';
      return isMaking(around) || gathers(around, origin) ? climb(use, around, origin) : argued(use, at, around, origin);
    case 'MemberExpression':
      if (isCall(around.parent) && around.parent.callee === around && isStep(around)) return chained(use, around.parent, origin);
      // A method that gives the thing itself, as `connect()` often does, leaves it where the call leaves it.
      return isCall(around.parent) && around.parent.callee === around && origin.of(around.parent) === use.path
        ? climb(use, around.parent, origin)
        : 'used';
    default:
      return 'used';
  }
}

const isStep = (member: T.MemberExpression): boolean => /^(then|catch|finally)$/.test(memberName(member) ?? '');

/** What becomes of a promise of it: what is kept is the promise, or what a callback keeps of what it holds. */
function chained(use: Use<'creates'>, chain: CallNode, origin: Origin): Keeping {
  const kept = climb(use, chain, origin);
  const [callback] = chain.arguments;
  if (kept === 'memoised' || kept === 'stored' || calledName(chain) !== 'then' || !isFunction(callback)) return kept;
  const [parameter] = callback.params;
  return parameter?.type === 'Identifier' ? named(use, parameter, callback.body, origin) : 'used';
}

/** What the callers make of what a function of this file returns; a getter's are everywhere. */
function byCallers(use: Use<'creates'>, returned: Node, origin: Origin): Keeping {
  const fn = enclosingFunction(returned);
  const method = fn?.parent;
  if (method?.type === 'MethodDefinition' && method.kind === 'get') return 'used';
  if (fn && isMemoised(fn, origin)) return 'memoised';
  // What `map()` gathers is where the list goes.
  const isGathered = isCall(method) && /^(map|flatMap|from)$/.test(calledName(method) ?? '') && fn && isPerItem(fn, origin);
  // What a step returns is what the chain gives, and what a function returns that is called where it stands, the call.
  const isStepOrCalled = isCall(method) && (method.callee === fn || (method.callee.type === 'MemberExpression' && isStep(method.callee)));
  if (isGathered || isStepOrCalled) return climb(use, method, origin);
  const calls = fn && !seen.has(fn) ? localCalls(fn, origin) : undefined;
  if (!fn || !calls?.length) return 'returned';
  seen.add(fn);
  const keepings = calls.map(call => climb(use, call, origin));
  seen.delete(fn);
  return (['used', 'closed', 'passed', 'returned', 'stored'] as const).find(keeping => keepings.includes(keeping)) ?? 'memoised';
}

const seen = new Set<FunctionNode>();

function argued(use: Use<'creates'>, at: Node, call: CallNode, origin: Origin): Keeping {
  if (placing.test(calledName(call) ?? '') || placesIt(call, at, origin)) return keptBy(call, origin);
  // What is made of it may well hold it: `clients.set(region, DocumentClient.from(client))`.
  const kept = /^(Await|Expression)/.test(call.parent.type) ? undefined : climb(use, call, origin);
  if (kept === 'stored' || kept === 'memoised' || (kept === 'returned' && givesBack(call, at, origin))) return kept;
  return isStrange(call, origin) ? 'passed' : 'used';
}

/** An assignment gives what it assigns: `pools.set(name, pool = new Pool())`. */
function assignedOrGiven(use: Use<'creates'>, assignment: T.AssignmentExpression, origin: Origin): Keeping {
  const kept = assigned(use, assignment, origin);
  const given = assignment.parent.type === 'ExpressionStatement' ? kept : climb(use, assignment, origin);
  return kept === 'used' || given === 'memoised' ? given : kept;
}

function assigned(use: Use<'creates'>, assignment: T.AssignmentExpression, origin: Origin): Keeping {
  const target = unwrapped(assignment.left);
  const fn = enclosingFunction(assignment);
  if (target.type === 'Identifier') {
    const binding = origin.module.bindings.of(target);
    if (binding && fn && contains(fn, binding.declared)) return named(use, target, assignment, origin);
  }
  if (target.type === 'MemberExpression' && (isRequests(target, origin) || isOfCall(target, origin))) return 'used';
  if (!fn || isFirstOnly(assignment, fn, origin)) return 'memoised';
  // Written anew by a function that others of this file call for it: each call drops the one before.
  return target.type === 'Identifier' && localCalls(fn, origin)?.length ? 'used' : keptBy(assignment, origin);
}

/** Options that one call is made with: `options.dispatcher = new Agent()`. */
function isOfCall(member: T.MemberExpression, { module: { bindings } }: Origin): boolean {
  const object = unwrapped(member.object);
  const binding = object.type === 'Identifier' && /^(dispatcher|agent|https?Agent)$/.test(memberName(member) ?? '')
    ? bindings.of(object) : undefined;
  return binding?.kind === 'parameter' && /^(options|opts|init|params|request)$/i.test(binding.name);
}

/** Whether a member belongs to what a handler is given: `req.db`, `res.locals.pool`. */
function isRequests(member: T.MemberExpression, origin: Origin): boolean {
  let root: Node = member;
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  return origin.factsOf(root)?.serves !== undefined;
}

/** Follows the local name of the thing. */
function named(use: Use<'creates'>, name: T.Identifier, maker: Node, origin: Origin): Keeping {
  const binding = origin.module.bindings.of(name);
  const conduct = binding && conductUnder(use, binding, maker, origin);
  if (!conduct) return binding && [...ancestors(binding.declared)].some(isLoop) ? 'used' : 'stored';
  const { releases, moves, captured, lentToUnknown } = conduct;
  if (releases.size > 0 || isClosedInParts(use, binding, origin)) return 'closed';
  const back = [...moves].find(isReturned);
  const put = [...moves].filter(move => !isReturned(move) && !isForgotten(move, origin));
  if (put.length > 0) return put.some(({ parent }) => parent && keptBy(parent, origin) === 'memoised') ? 'memoised' : 'stored';
  if (back) return byCallers(use, back, origin);
  if (captured) return 'stored';
  const built = binding.references.map(callGiven).find(call => call && isMaking(call));
  if (built && lentToUnknown) return climb(use, built, origin);
  return lentToUnknown ? 'passed' : 'used';
}

/** Whether it has nothing to close but what is made from it, and that is closed again: the producers of a broker's client. */
function isClosedInParts(use: Use<'creates'>, { references }: Binding, origin: Origin): boolean {
  if (use.facts.creates.close !== undefined) return false;
  const parts = references.flatMap(({ parent }) => {
    const call = parent.type === 'MemberExpression' ? parent.parent : parent;
    const path = isCall(call) ? origin.ofCall(call) : undefined;
    const facts = path === undefined ? undefined : origin.module.catalogue.get(path);
    return isCall(call) && path !== undefined && facts?.creates ? [{ node: call, path, facts } as Use<'creates'>] : [];
  });
  return parts.length > 0 && parts.every(part => keepingOf(part, origin) === 'closed');
}

/** What a function does with the thing under a local name; nothing at the top of the module. */
function conductUnder(use: Use<'creates'>, binding: Binding, maker: Node, origin: Origin): Conduct | undefined {
  const owner = enclosingFunction(maker);
  return (
    owner &&
    conductOf(
      {
        name: binding.name,
        owner,
        mentions: binding.references.filter(reference => !isOfRequest(reference, origin)),
        acquires: { what: use.facts.creates.what, release: list(use.facts.creates.close) },
        words: { it: node => isNameOf(node, binding, origin), from: () => false, package: use.path.slice(0, use.path.indexOf(':')) },
        releaser: undefined,
      },
      origin,
    )
  );
}

/** The calls that close a thing which was made under a local name. */
export function closingsOf(use: Use<'creates'>, origin: Origin): readonly Node[] {
  const around = use.node.parent;
  const name = around.type === 'VariableDeclarator' ? around.id : undefined;
  const binding = name?.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  return [...((binding && conductUnder(use, binding, use.node, origin)?.releases) ?? [])];
}

function isNameOf(node: Node, binding: Binding, origin: Origin): boolean {
  return node.type === 'Identifier' && origin.module.bindings.of(node) === binding;
}

function isReturned(move: Node): boolean {
  for (const at of ancestors(move)) {
    if (at.type === 'ReturnStatement') return true;
    if (isFunction(at)) return at.body === move;
  }
  return false;
}
