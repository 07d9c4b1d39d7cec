import {
  calledName, contains, enclosingFunction, isCall, memberName, outermost, stringOf, type CallNode, type Node,
} from '../../ast.ts';
import type { Costs } from '../../library.ts';
import type { Binding } from '../origin/binding.ts';
import { nameOf } from '../origin/callers.ts';
import { constancyOf, isSettled, type Constancy } from '../origin/constancy.ts';
import { isPerItem } from '../origin/handed.ts';
import type { Nodes } from '../origin/nodes.ts';
import { isNumber } from '../origin/numeric.ts';
import { optionOf } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import { isOfLanguage } from '../origin/strange.ts';
import { isText } from '../origin/text.ts';
import type { Use } from '../origin/use.ts';
import type { Place } from '../place/place.ts';
import { isExtended, isExtension, isGivenOthers, isOnlyAsked } from './extending.ts';
import { keepingOf } from './keeping.ts';
import { isBesideWaiting, isBuilding, isCommand, isDear, isOfAnother, isOfConfiguration, isSlight } from './noticing.ts';
import { firstPieces } from './piecemeal.ts';
import { isMatchedWhole, isRead } from './read-only.ts';

/** Something dear that is made of the same each time. */
export interface Construction {
  /** The whole expression: a schema with all that is chained to it. */
  node: CallNode;
  what: string;
  place: Place;
  /** The function may well keep it, or run but once. */
  potential: boolean;
  /** It costs so little that it matters only in hot code. */
  slight: boolean;
  /** How it can be made once: nothing changes for its users, it is likely so, or not at all. */
  hoist: 'sure' | 'likely' | undefined;
  /** What to make instead, where a method makes it by itself. */
  instead: Costs['instead'];
  /** Others of its kind are made of it. */
  part?: boolean;
}

interface Found {
  call: CallNode;
  costs: Costs;
  use?: Use<'costs'>;
}

/** How far a value is followed through names. */
const most = 3;
/** Methods of values that make a format or a collator by themselves. */
const formatting = ['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'];

/** The constructions of a file that could be made once, the outermost of those that stand in each other. */
export function constructionsIn(
  uses: readonly Use<'costs'>[],
  syntax: Pick<Nodes, 'callsUnder'>,
  origin: Origin,
  placeOf: (node: Node) => Place,
): Construction[] {
  const found: Found[] = uses.map(use => ({ call: whole(use, origin), costs: use.facts.costs, use }));
  for (const call of syntax.callsUnder(formatting)) {
    const costs = origin.module.catalogue.ofAny(call)?.costs;
    if (costs) found.push({ call, costs });
  }
  const outer: Found[] = [];
  for (const each of found.sort((a, b) => a.call.range[0] - b.call.range[0] || b.call.range[1] - a.call.range[1])) {
    const last = outer.at(-1);
    if (!last || !contains(last.call, each.call)) outer.push(each);
  }
  const all = outer.flatMap(each => constructionOf(each, origin, placeOf) ?? []);
  return firstPieces(all).map(({ first, more }) => (more ? { ...first, hoist: undefined } : first));
}

/** The expression with the calls that make more of it: `z.object({ … }).strict()`. */
function whole({ node, facts, path }: Use<'costs'>, origin: Origin): CallNode {
  const { uses } = facts.costs;
  let at = node;
  for (;;) {
    const member = at.parent;
    const call = member.type === 'MemberExpression' && member.object === at ? member.parent : undefined;
    if (member.type !== 'MemberExpression' || !isCall(call) || call.callee !== member) return at;
    const further = origin.ofCall(call);
    const costs = further === undefined || further === path ? undefined : origin.module.catalogue.get(further)?.costs;
    if (uses ? uses.includes(memberName(member) ?? '') : !costs) return at;
    at = call;
  }
}

function constructionOf({ call, costs, use }: Found, origin: Origin, placeOf: (node: Node) => Place): Construction | undefined {
  if (!isMadeOf(call, costs) || (!use && isOfAnother(call, origin))) return undefined;
  const constancy = constancyAt(call, costs, origin);
  if (!constancy || !isStateless(call, costs, origin)) return undefined;
  const place = placeOf(call);
  const { handler, loop, fn, runs } = place;
  const isRepeated = handler !== undefined || loop !== undefined;
  const isCostly = isDear(call, costs, origin);
  if (!isRepeated && (runs !== 'call' || !isCostly)) return undefined;
  const isUnnoticed = (!handler && isCommand(origin)) || (!isRepeated && (isBesideWaiting(call, costs, origin) || isOfConfiguration(call)));
  const { what, instead } = costs;
  if (!use) return { node: call, what, place, potential: isUnnoticed, slight: false, ...insteadOf(call, instead, constancy, origin) };
  const created = { node: call, path: use.path, facts: { creates: { what } } } as Use<'creates'>;
  const keeping = keepingOf(created, origin);
  if (keeping === 'memoised' || (keeping === 'stored' && !(isRepeated && isOnlyAsked(mentionsOf(call, origin))))) return undefined;
  const mentions = mentionsOf(call, origin);
  // What is replaced by more of the same is only a beginning.
  if (!mentions || (!isRepeated && isCaptured(call, origin))) return undefined;
  if (costs.gathers && mentions.some(mention => isGivenOthers(mention, origin))) return undefined;
  const isGiven = mentions.some(mention => isHandedOver(mention, use.path, origin));
  const isForgotten = keeping === 'used' || (keeping === 'passed' && !isGiven);
  const slight = isSlight(costs, isCostly, place);
  const isHanded = isGiven && handler === undefined;
  const isBuilt = !isForgotten || (fn !== undefined && nameOf(fn) === undefined) || isBuilding(call, costs, use.path, origin);
  const potential = slight || isHanded || isUnnoticed || (!isRepeated && isBuilt);
  const isMore = mentions.some(mention => isExtended(mention, use.path, origin));
  const hoist = isMore ? undefined : hoistOf(call, costs, constancy, origin);
  return { node: call, what, place, potential, slight, hoist, instead: undefined, part: !costs.pays && !costs.reads };
}

/** What to make in place of a method's own: surely the same for what is surely a text, or a number. */
function insteadOf(
  call: CallNode,
  instead: Costs['instead'],
  constancy: Constancy,
  origin: Origin,
): Pick<Construction, 'hoist' | 'instead'> {
  const on = call.callee.type === 'MemberExpression' ? call.callee.object : undefined;
  if (!on || constancy !== 'module') return { hoist: undefined, instead };
  const hoist = call.arguments.slice(instead ? 1 : 0).every(given => isSettled(given, origin)) ? 'sure' : 'likely';
  if (instead) return { hoist: isText(on, origin) ? hoist : 'likely', instead };
  const isOfNumber = calledName(call) === 'toLocaleString' && isNumber(on, origin);
  return isOfNumber ? { hoist, instead: { maker: 'new Intl.NumberFormat', method: 'format' } } : { hoist: undefined, instead };
}

function hoistOf(call: CallNode, costs: Costs, constancy: Constancy, origin: Origin): Construction['hoist'] {
  if (constancy !== 'module' || costs.gathers) return undefined;
  const around = call.parent;
  const isTyped = around.type === 'VariableDeclarator' && Boolean(around.id.typeAnnotation);
  const isPlain = !costs.reads || costs.continues !== undefined || isOfLiterals(call.arguments[0]);
  const isAmbient = costs.ambient !== undefined && optionOf(call, 1, costs.ambient, origin).how !== 'given';
  const isLikely = costs.written || isTyped || !isPlain || isAmbient || outermost(call) !== call || !isSettled(call, origin);
  return isLikely ? 'likely' : 'sure';
}

/** Whether a table holds nothing that could be changed: no objects, and no lists but those of a key and its value. */
function isOfLiterals(node: Node | null | undefined): boolean {
  const isLiteral = (item: Node | null): boolean => item?.type === 'Literal' && !('regex' in item);
  return node?.type === 'ArrayExpression' && node.elements.every(item =>
    isLiteral(item) || (item?.type === 'ArrayExpression' && item.elements.length === 2 && item.elements.every(isLiteral)));
}

/** What a method is called on differs each time; what it makes a format of must not. */
function constancyAt(call: CallNode, costs: Costs, origin: Origin): Constancy {
  const isOwn = costs.instead !== undefined || formatting.includes(calledName(call) ?? '');
  if (!isOwn) return constancyOf(call, origin);
  const parts = call.arguments.slice(costs.instead ? 1 : 0).map(argument => constancyOf(argument, origin));
  return parts.includes(undefined) ? undefined : parts.includes('call') ? 'call' : 'module';
}

/** Whether it is made of enough, and in place where it must be. */
function isMadeOf(call: CallNode, costs: Costs): boolean {
  if (call.arguments.length < (costs.arguments ?? 0)) return false;
  const [first] = call.arguments;
  if (costs.written) return first?.type === 'ObjectExpression';
  return !(first?.type === 'ArrayExpression' && first.elements.length === 0) && !(first?.type === 'Literal' && first.value === null);
}

/** Whether a thing that is used by all calls would be found by each as it was made. */
function isStateless(call: CallNode, costs: Costs, origin: Origin): boolean {
  if (costs.flags && call.arguments.length > 1) {
    const flags = stringOf(call.arguments[1]);
    if (flags === undefined) return false;
    if (/[gy]/.test(flags)) return mentionsOf(call, origin)?.every(isMatchedWhole) === true;
  }
  const { reads, continues } = costs;
  if (!reads) return true;
  return mentionsOf(call, origin)?.every(mention => isRead(mention, reads, continues)) === true;
}

/** Where the value is used: under its name, or where it is made; nothing where that cannot be seen. */
function mentionsOf(call: Node, origin: Origin): readonly Node[] | undefined {
  let at = outermost(call);
  while (/^(Conditional|Logical)Expression$/.test(at.parent?.type ?? '')) at = outermost(at.parent as Node);
  const around = at.parent as Node;
  if (around.type !== 'VariableDeclarator' || around.init !== at) return [call];
  if (around.id.type === 'ObjectPattern' || around.id.type === 'ArrayPattern') return [at];
  const binding: Binding | undefined = around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
  return binding && !binding.reassigned ? binding.references.filter(({ parent }) => !/^TSType/.test(parent.type)) : undefined;
}

/** Whether somebody else gets it, who may well keep it: a function that registers a route. Its own library only uses it. */
function isHandedOver(mention: Node, made: string, origin: Origin, depth = 0): boolean {
  if (depth > most) return false;
  let at = outermost(mention);
  while (/^(Property|ObjectExpression|ArrayExpression|SpreadElement)$/.test(at.parent?.type ?? '')) at = outermost(at.parent as Node);
  const call = at.parent;
  const named = call?.type === 'VariableDeclarator' && at !== outermost(mention) && depth < most ? mentionsOf(at, origin) : undefined;
  if (named) return named.some(each => each !== at && isHandedOver(each, made, origin, depth + 1));
  if (!isCall(call) || call.callee === at || isMatchedWhole(at)) return false;
  const path = origin.ofCall(call);
  // `Object.freeze({ id })` gives what it is given.
  const isSame = path !== undefined && /^:Object\.(freeze|seal|preventExtensions)\(\)$/.test(path);
  if (isSame) return (mentionsOf(call, origin) ?? []).some(each => isHandedOver(each, made, origin, depth + 1));
  return path === undefined || !(isOfLanguage(path) || path.startsWith(made.slice(0, made.indexOf(':') + 1)) || isExtension(path, made));
}

/** Whether a function that outlives the call has it: what a factory gives makes it once for all its own calls. */
function isCaptured(call: CallNode, origin: Origin): boolean {
  const own = enclosingFunction(call);
  return (mentionsOf(call, origin) ?? []).some(mention => {
    let fn = enclosingFunction(mention);
    while (fn && fn !== own && isPerItem(fn, origin)) fn = enclosingFunction(fn);
    return fn !== own;
  });
}
