import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isFunction, isKey, isLoop, isNullish, memberName, propertyName, propertyNamed,
  unwrapped, within, type Node,
} from '../../ast.ts';
import { isChangedIn } from '../origin/change.ts';
import type { Origin } from '../origin/origin.ts';
import { argumentsOf, askedOf, textOf, type Ask } from './asking.ts';
import { leaves } from './repeat.ts';
import { carriedIn, namesIn, wordsOf, type Dependence, type Turn } from './turn.ts';

/** Names of what slows a loop down on purpose. Only a reason for silence. */
const pacing = /^(sleep|delay|wait|pause|throttle|backoff|snooze|rateLimit|consume|acquireToken|removeTokens|setTimeout)([A-Z]\w*)?$/;
/** Names of what holds a part of the items. Only a reason for silence. */
const parts = new RegExp([
  /(^|_)(batch|chunk|page|slice|partition|window)(es|s|ed)?(_|$)|[a-z](Batch|Chunk|Page|Slice|Partition|Window)(es|s|ed)?$/,
  /^(batch|chunk|paginate|slices)([A-Z_]|$)/,
].map(({ source }) => source).join('|'));

/** Whether a loop waits between its turns, so as not to ask too much at a time. */
export function isPaced({ repeater }: Turn, origin: Origin): boolean {
  return within(repeater.body, origin.module.keys, inner => inner.type === 'CatchClause').some(
    at => isCall(at) && pacing.test(calledName(at) ?? ''),
  );
}

/** Whether what the turns are for are parts of a list, each asked for as a whole. */
export function isForParts(ask: Ask, turn: Turn, origin: Origin): boolean {
  if (wordsOf(turn, origin).some(word => parts.test(word))) return true;
  const given = argumentsOf(ask);
  return [...turn.names].some(binding => {
    const isGiven = binding.references.some(reference => given.some(argument => contains(argument, reference)));
    return isGiven && binding.references.some(({ parent }) => {
      if (parent.type === 'ForOfStatement') return parent.right.type === 'Identifier' && parent.right.name === binding.name;
      return parent.type === 'MemberExpression' && parent.object.type === 'Identifier' && parent.object.name === binding.name
        && isCall(parent.parent) && /^(map|flatMap|forEach|filter|reduce|push)$/.test(memberName(parent) ?? '');
    });
  });
}

/** Whether a request goes wherever the item says, `fetch(link.url)`, not to one service that knows of many. */
export function isElsewhere({ node }: Ask, dependence: Dependence): boolean {
  const [address] = isCall(node) ? node.arguments : [];
  if (!address) return true;
  const at = unwrapped(address);
  if (at.type === 'ObjectExpression') {
    const url = ['url', 'uri', 'baseURL', 'hostname', 'host'].map(name => propertyNamed(at, name)).find(each => each !== undefined);
    return !url || isOwnAddress(url.value, dependence);
  }
  return isOwnAddress(at, dependence);
}

/** Whether the beginning of an address depends on the item. */
function isOwnAddress(address: Node, dependence: Dependence): boolean {
  const at = unwrapped(address);
  switch (at.type) {
    case 'TemplateLiteral':
      return at.quasis[0]?.value.raw === '' && at.expressions[0] !== undefined && isOwnAddress(at.expressions[0], dependence);
    case 'BinaryExpression':
      return isOwnAddress(at.left, dependence);
    case 'NewExpression':
      return at.arguments.some(argument => isOwnAddress(argument, dependence));
    default:
      return dependence.isIn(at);
  }
}

/** Whether a turn needs what the one before it found: a cursor, a list of what is still to be done, a parent. */
export function feedsNext(ask: Ask, turn: Turn, origin: Origin): boolean {
  if (turn.items && isChangedIn(turn.repeater.body, turn.items, origin) && turn.repeater.type !== 'WhileStatement') return true;
  if (turn.repeater.type === 'WhileStatement' && turn.items && isRefilled(turn, turn.items, origin)) return true;
  const carried = argumentsOf(ask).flatMap(argument => carriedIn(turn, argument, origin));
  return carried.some(binding => binding.references.some(reference => {
    const { parent } = reference;
    if (parent.type !== 'AssignmentExpression' || parent.left !== reference || !contains(turn.repeater, parent)) return false;
    return mentionsFound(parent.right, turn, origin);
  }));
}

function isRefilled({ repeater }: Turn, items: Node, origin: Origin): boolean {
  const text = origin.module.sourceOf(items);
  return within(repeater.body, origin.module.keys).some(at => {
    const callee = isCall(at) ? unwrapped(at.callee) : undefined;
    return callee?.type === 'MemberExpression' && /^(push|unshift)$/.test(memberName(callee) ?? '')
      && origin.module.sourceOf(callee.object) === text;
  });
}

/** Whether a value comes from something that a turn has waited for. */
function mentionsFound(value: Node, { repeater }: Turn, origin: Origin): boolean {
  return within(value, origin.module.keys).some(at => {
    if (at.type === 'AwaitExpression') return true;
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'variable' && contains(repeater, binding.declared)
      && binding.writes.some(write => within(write, origin.module.keys).some(({ type }) => type === 'AwaitExpression'));
  });
}

/** The names that the answer goes into. */
export function answerOf({ whole }: Ask, origin: Origin): ReadonlySet<string> {
  for (const at of ancestors(whole)) {
    if (at.type === 'VariableDeclarator') return new Set([...namesIn(at.id, origin)].map(({ name }) => name));
    if (at.type === 'AssignmentExpression' && at.left.type === 'Identifier') return new Set([at.left.name]);
    if (isFunction(at) || /Statement$/.test(at.type)) break;
  }
  return new Set();
}

/** Whether a loop asks one after the other until somebody has it: `if (found) return found`. */
export function isSearch(ask: Ask, { repeater }: Turn, origin: Origin): boolean {
  if (!isLoop(repeater)) return false;
  const names = answerOf(ask, origin);
  return within(repeater.body, origin.module.keys, isFunction).some(at => {
    if (at.type !== 'IfStatement' || !isLeaving(at.consequent)) return false;
    if (contains(at.test, ask.node)) return !isNegated(at.test);
    return isFound(at.test, names);
  });
}

/** Whether a statement ends by leaving the loop other than by an error, or by telling that there is one. */
function isLeaving(statement: T.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (!leaves(last) || last?.type === 'ThrowStatement') return false;
  const value = last?.type === 'ReturnStatement' && last.argument ? bare(last.argument) : undefined;
  return !isCall(value) || !/^(json|send|status|sendStatus|end|next|reject|fail|error|code)$/.test(calledName(value) ?? '');
}

const isNegated = (test: Node): boolean => test.type === 'UnaryExpression' && test.operator === '!';

/** `found`, `found !== null`, `rows.length > 0`, `res.ok`. */
function isFound(test: Node, names: ReadonlySet<string>): boolean {
  const at = unwrapped(test);
  switch (at.type) {
    case 'Identifier':
      return names.has(at.name);
    case 'MemberExpression':
      return isFound(at.object, names);
    case 'LogicalExpression':
      return isFound(at.left, names) || isFound(at.right, names);
    case 'BinaryExpression': {
      const isNothing = isNullish(at.right) || (at.right.type === 'Literal' && at.right.value === 0);
      return isNothing && /^(!==?|>|>=)$/.test(at.operator) && isFound(at.left, names);
    }
    default:
      return false;
  }
}

/** Words that a connection in a transaction goes by. Only a reason for silence. */
const transactional = /^(tx|trx|transaction|transacting|session|queryRunner|qr|t)$/i;

/** Whether an ask is part of a transaction, by how it is asked or by what is around it. */
export function isInTransaction(ask: Ask, origin: Origin): boolean {
  const root = askedOf(ask);
  if (root?.type === 'Identifier' && transactional.test(root.name)) return true;
  const isOption = (node: Node): boolean => node.type === 'ObjectExpression' && node.properties.some(property =>
    property.type === 'Property' && transactional.test(propertyName(property.key, property.computed) ?? ''));
  if (argumentsOf(ask).some(isOption)) return true;
  for (const at of ancestors(ask.node)) {
    if (!isFunction(at)) continue;
    const call = at.parent;
    if (isCall(call) && /transaction|^tx$|^begin$/i.test(calledName(call) ?? '')) return true;
    const text = origin.module.sourceOf(at.body);
    if (/['"`]\s*(BEGIN|START TRANSACTION)\b|\.beginTransaction\(|\.startTransaction\(|\.begin\(/i.test(text)) return true;
  }
  return false;
}

const changing = /^(update|upsert|delete|merge|increment|decrement|destroy|remove|save|findOneAnd|findByIdAnd)/i;

/** Whether an ask changes what is there. */
function isChanging({ node, facts }: Ask, text: string | undefined): boolean {
  if (facts.text !== undefined) return text !== undefined && changing.test(text.trim());
  return isCall(node) && changing.test(calledName(node) ?? '');
}

/** Whether one of several asks of a turn depends on what another found, or changes on what another changed: read, decide, write. */
export function isOrdered(asks: readonly Ask[], { repeater }: Turn, origin: Origin): boolean {
  if (asks.length < 2) return false;
  if (asks.filter(ask => isChanging(ask, textOf(ask, origin))).length > 1) return true;
  return asks.some(ask => {
    const names = answerOf(ask, origin);
    const isMention = (node: Node): boolean => within(node, origin.module.keys).some(
      at => at.type === 'Identifier' && !isKey(at) && names.has(at.name));
    if (names.size === 0) return false;
    return asks.some(other => other !== ask && argumentsOf(other).some(isMention))
      || within(repeater.body, origin.module.keys).some(at => at.type === 'IfStatement' && isMention(at.test));
  });
}

/** Names of what keeps answers. Only a reason for silence. */
const keeping = /cache|memo|seen|known|loaded|visited|lru|store|inflight|pending|lookup|map$|by[A-Z]/i;

/** Whether a look at what is there already stands in front: `if (cache.has(id)) continue`, `cache.get(id) ?? await load(id)`. */
export function isCached({ node }: Pick<Ask, 'node'>, body: Node, origin: Origin): boolean {
  const isLook = (at: Node): boolean => isCall(at) && /^(has|get|peek|getItem|fetch|hget|getJSON)$/.test(calledName(at) ?? '')
    && at.callee.type === 'MemberExpression' && !contains(at, node)
    && keeping.test(origin.module.sourceOf(at.callee.object));
  return within(body, origin.module.keys).some(at => at.range[0] < node.range[0] && isLook(at));
}
