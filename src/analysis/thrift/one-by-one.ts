import {
  ancestors, calledName, contains, isCall, isFunction, isKey, isLoop, outermost, propertyNamed, stringOf, within, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { statementOf } from '../origin/statement.ts';
import { askedOf, type Ask } from '../place/asking.ts';
import { answerOf } from '../place/deliberate.ts';
import { wordsOf, type Turn } from '../place/turn.ts';

/** Names of lists of which a programme has a handful, by how it is set up. Only a reason for silence. */
const ofProgram = new RegExp([
  /^(plugin|hook|listener|provider|replica|shard|pool|queue|strateg|adapter|locale|language|environment|migration|connector)(s|y|ies)?$/,
  /^(plugin|hook|listener|provider|replica|shard|pool|queue|strategy|adapter|locale|buffer|migration|connector)(Id|Name|Key|Code)s$/,
  /By(Plugin|Provider|Replica|Shard|Queue|Strategy|Adapter|Locale|Language|Environment|Connector)s?$/,
].map(({ source }) => source).join('|'));

const clock = /^(?:(?::|perf_hooks:)performance\.now|:process\.hrtime(?:\.bigint)?|:Date\.now)\(\)$/;

/** Whether what the turns are for are parts of the programme, by their name. */
export const isOfProgram = (turn: Turn, origin: Origin): boolean =>
  wordsOf({ ...turn, names: new Set() }, origin).some(word => ofProgram.test(word));

/** Whether the time of each request is taken: those that run beside one another would be measured too. */
export function isTimed({ of, facts, node }: Ask, { repeater }: Turn, origin: Origin): boolean {
  if (of !== 'service' || facts.instead !== undefined) return false;
  return within(repeater.body, origin.module.keys, isFunction).some(at =>
    at.range[1] <= node.range[0] && isCall(at) && clock.test(origin.ofCall(at) ?? ''));
}

/** Whether what comes of the answer is decided and done on the same connection, by functions that are handed it: read, decide, write. */
export function decides(ask: Ask, { repeater }: Turn, origin: Origin): boolean {
  const names = answerOf(ask, origin);
  const on = askedOf(ask);
  if (names.size === 0 || on?.type !== 'Identifier') return false;
  const mentions = (node: Node, of: ReadonlySet<string>): boolean =>
    within(node, origin.module.keys).some(at => at.type === 'Identifier' && !isKey(at) && of.has(at.name));
  const nodes = within(repeater.body, origin.module.keys, isFunction);
  const isWriting = (at: Node): boolean => isCall(at) && !contains(at, ask.node) && outermost(at).type === 'AwaitExpression'
    && at.arguments.some(argument => mentions(argument, new Set([on.name])));
  return nodes.some(at => at.type === 'IfStatement' && mentions(at.test, names)) && nodes.some(isWriting);
}

/** Whether a request tells a service something: few take many at a time, and who tells one after the other may mean to. */
export function isTelling({ node, of, facts }: Ask): boolean {
  if (of !== 'service' || facts.instead !== undefined || !isCall(node)) return false;
  if (/^(post|put|patch|delete|del)$/i.test(calledName(node) ?? '')) return true;
  return node.arguments.some(argument => {
    const method = argument.type === 'ObjectExpression' ? propertyNamed(argument, 'method')?.value : undefined;
    return method !== undefined && !/^(GET|HEAD)$/i.test(stringOf(method) ?? '');
  });
}

/** Whether the first that answers ends the loop, and the next is asked only where one fails: `try { …; return } catch { … }`. */
export function isTried({ whole }: Ask, { repeater }: Turn, origin: Origin): boolean {
  if (!isLoop(repeater)) return false;
  const tries = [...ancestors(whole)].filter(at => at.type === 'TryStatement' && contains(repeater, at) && contains(at.block, whole));
  return tries.some(at => at.type === 'TryStatement' && at.handler !== null
    && /^(Return|Break)Statement$/.test(at.block.body.at(-1)?.type ?? '')
    && !within(at.handler.body, origin.module.keys, isFunction).some(({ type }) => type === 'ReturnStatement'));
}

/** Whether each turn is a transaction of its own, so that one which fails takes nothing else with it: a migration. */
export const isOfOwnTransaction = ({ repeater }: Turn, origin: Origin): boolean =>
  within(repeater.body, origin.module.keys, isFunction).some(at =>
    isCall(at) && /^\s*(begin|start\s+transaction|commit)\b/i.test(statementOf(at.arguments[0], origin) ?? ''));
