import {
  ancestors, bare, calledName, contains, enclosingClass, enclosingFunction, isCall, isFunction, isNullish, stringOf, within,
  type CallNode, type Node,
} from '../../ast.ts';
import type { Limit } from '../../limits.ts';
import { closingsOf, keepingOf, type Keeping } from '../once/keeping.ts';
import { nameOf } from '../origin/callers.ts';
import { callsOnThis } from '../origin/class.ts';
import { constantOf, constantValue } from '../origin/number.ts';
import { optionOf, type Given } from '../origin/option.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { isNoBound, namesOf } from './limit.ts';

/** A limit that something is made without. */
export interface Limitless {
  limit: Limit;
  /** What says so; nothing where it is left out. */
  said?: Node;
  /** Somebody elsewhere may still give it, or need it so. */
  potential: boolean;
}

/** The limits that something is made without; none where the options are somebody else's. */
export function* limitlessOf(use: Use<'limits'>, origin: Origin): Generator<Limitless> {
  const { node, facts: { limits } } = use;
  if (isOfOneCall(use, origin)) return;
  for (const limit of limits) {
    const { option, or = [], argument = 0, given, unless, exempt } = limit;
    if (exempt !== undefined && origin.module.text.toLowerCase().includes(exempt)) continue;
    const of = (name: string): Given => optionIn(node, argument, name, limit, origin);
    if (given && !isSaid(of(given.option), given.is, origin)) continue;
    if (unless && isSaid(of(unless.option), unless.is, origin)) continue;
    const found = [option, ...or].map(of);
    if (found.some(each => each.how === 'unknown' || (each.how === 'given' && !isEndless(each.value, limit, origin)))) continue;
    const said = found.find(each => each.how === 'given')?.value;
    if (!said && isBounded(limit)) continue;
    const address = limit.inAddress ? addressOf(node.arguments[0], origin) : undefined;
    if (address !== undefined && [option, ...or].some(name => new RegExp(`[?&]${name}=(?!0\\b)`, 'i').test(address.text))) continue;
    // An address from elsewhere, where the options stand behind it.
    const isUnseen = limit.inAddress && address === undefined && argument > 0;
    const mayBeThere = (isUnseen === true || address?.whole === false) && !said && node.arguments.length < 2;
    const isForOthers = exempt !== undefined && !namesOf(node, origin).some(isAsked);
    const isForOne = limit.endless === 'sockets' && isMadeFor(use, origin);
    yield { limit, ...(said && { said }), potential: mayBeThere || isForOthers || isForOne };
  }
}

/** Whether a function gives one for what it is given, such as an address: who asks has as many as it asks for. */
function isMadeFor({ facts: { creates }, ...use }: Use<'limits'>, origin: Origin): boolean {
  const fn = enclosingFunction(use.node);
  if (!creates || !fn || keepingOf({ ...use, facts: { creates } }, origin) !== 'returned') return false;
  return use.node.arguments.some(argument => within(argument, origin.module.keys).some(at => {
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'parameter' && fn.params.some(parameter => contains(parameter, binding.declared));
  }));
}

/** Whether who makes it, or has it made, closes it again: nobody else waits for what it has. */
function isOfOneCall({ facts: { creates }, ...use }: Use<'limits'>, origin: Origin): boolean {
  if (!creates) return false;
  const creating = (node: CallNode): Use<'creates'> => ({ ...use, node, facts: { creates } });
  const keeping = (node: CallNode): Keeping => {
    const kept = keepingOf(creating(node), origin);
    return kept === 'closed' && closingsOf(creating(node), origin).some(closing => isLater(closing, node, origin)) ? 'stored' : kept;
  };
  const kept = keeping(use.node);
  const maker = kept === 'returned' ? enclosingFunction(use.node) : undefined;
  const owner = maker && enclosingClass(maker.body);
  const calls = owner ? callsOnThis(owner, nameOf(maker) ?? '', origin.module.keys) : [];
  return kept === 'closed' || (calls.length > 0 && calls.every(call => keeping(call) === 'closed'));
}

/** Whether it is closed when something else happens, as a hook of a server does, and not when what it was made for is done. */
function isLater(closing: Node, made: Node, origin: Origin): boolean {
  for (const at of ancestors(closing)) {
    if (contains(at, made)) return false;
    const call = isFunction(at) ? at.parent : undefined;
    const facts = isCall(call) ? origin.factsOfCall(call) : undefined;
    if (facts?.handles ?? facts?.listens) return true;
  }
  return false;
}

/** What a call says of an option, where the first argument may be an address in place of the options. */
function optionIn(call: CallNode, argument: number, name: string, { inAddress }: Limit, origin: Origin): Given {
  const given = call.arguments[argument];
  if (inAddress && argument === 0 && given && addressOf(given, origin)) return { how: 'absent' };
  if (given && given.type !== 'SpreadElement' && bare(given).type === 'Literal' && !isNullish(given)) return { how: 'absent' };
  return optionOf(call, argument, name, origin);
}

const isBounded = ({ default: value }: Limit): boolean => value !== null && value !== 0 && Number.isFinite(value);

/** Whether a value stands for no limit: `null`, `Infinity`, and 0 where that is the default. */
function isEndless(value: Node, limit: Limit, origin: Origin): boolean {
  if (!isBounded(limit)) return constantOf(value, origin) === 0 || isNoBound(value, origin);
  const constant = constantValue(bare(value), origin) ?? bare(value);
  return constant.type === 'Literal' ? constant.raw === 'null' : constant.type === 'Identifier' && constant.name === 'Infinity';
}

function isSaid(given: Given, is: string | boolean, origin: Origin): boolean {
  const value = given.how === 'given' ? constantValue(bare(given.value), origin) ?? bare(given.value) : undefined;
  return value !== undefined && (stringOf(value) === is || (value.type === 'Literal' && value.value === is));
}

/** An address, as far as its text shows, and whether that is all of it; nothing where it is none. */
function addressOf(argument: Node | undefined, origin: Origin): { text: string; whole: boolean } | undefined {
  if (!argument || argument.type === 'SpreadElement') return undefined;
  const given = bare(argument);
  const node = constantValue(given, origin) ?? given;
  const text = stringOf(node);
  if (text !== undefined) return { text, whole: true };
  switch (node.type) {
    case 'TemplateLiteral': {
      const last = node.quasis.at(-1)?.value.raw ?? '';
      // What stands in the middle is a host or a name; an end that is not seen may be the query.
      return { text: node.quasis.map(({ value }) => value.raw).join('#'), whole: last !== '' };
    }
    case 'LogicalExpression': {
      const [left, right] = [addressOf(node.left, origin), addressOf(node.right, origin)];
      if (!left && !right) return undefined;
      return { text: `${left?.text ?? ''} ${right?.text ?? ''}`, whole: left?.whole === true && right?.whole === true };
    }
    case 'BinaryExpression':
    case 'TSNonNullExpression':
      return { text: origin.module.sourceOf(node), whole: false };
    default:
      return /^:process\.env\b/.test(origin.of(node) ?? '') || /^process\.env\b/.test(origin.module.sourceOf(node))
        ? { text: '', whole: false }
        : undefined;
  }
}

/** What is done to any client that is made for others. */
const looksAfter = /^(on|once|off|connect|duplicate|ping|quit|disconnect|end)$/;

/** Whether a mention asks what it names for something. */
function isAsked({ parent }: Node): boolean {
  const call = parent?.type === 'MemberExpression' ? parent.parent : undefined;
  return call?.type === 'CallExpression' && call.callee === parent && !looksAfter.test(calledName(call) ?? '');
}
