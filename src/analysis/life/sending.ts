import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, isCall, isCallNamed, isFunction, memberName, propertyNamed, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import { list, type FullPath } from '../../catalogue.ts';
import type { Queries } from '../../library.ts';
import { receiverOf } from '../origin/call.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { shownQuery } from '../origin/shown.ts';
import { changesBy, type Change } from '../origin/sql.ts';
import { statementOf } from '../origin/statement.ts';
import { isSurely } from './pooled.ts';

/** A call, or a template with a tag, that sends a statement. */
export type Sender = T.CallExpression | T.TaggedTemplateExpression;

/** A statement that belongs to one connection and is sent to whichever is free. */
export interface Stray {
  node: Sender;
  /** The name of what sends it. */
  at: Node;
  changes: readonly Change[];
  /** What it is sent through, where that is the pool itself, and the call that takes one connection out of it. */
  pool?: { receiver: Node; checkOut: string };
}

/** How one connection is taken out of a pool, what one would call it, and how it is given back, or given up. */
export interface Taken {
  method: string;
  name: string;
  release: string;
  discard: string | undefined;
}

/** What is known of a call that sends a statement. */
export function queriesOf(node: Sender, origin: Origin): Queries | undefined {
  if (node.type !== 'CallExpression') return queriesBy(node.tag, origin);
  const known = queriesBy(node.callee, origin);
  const path = known || origin.ofCall(node) !== undefined ? undefined : shownQuery(node, origin);
  return path === undefined ? known : origin.module.catalogue.get(path)?.queries;
}

function queriesBy(method: Node, origin: Origin): Queries | undefined {
  const callee = origin.of(method);
  return callee === undefined ? undefined : queriesAt(callee, origin);
}

const queriesAt = (callee: FullPath, { module: { catalogue } }: Origin): Queries | undefined =>
  catalogue.get(catalogue.step(callee, '()'))?.queries;

/** What is known of a method of something whose origin is known. */
export const queriesOn = (path: FullPath, method: string, origin: Origin): Queries | undefined =>
  queriesAt(origin.module.catalogue.step(path, `.${method}`), origin);

/** The text that a call sends. */
export function textSentBy(node: Sender, queries: Queries, origin: Origin): string | undefined {
  if (queries.says !== undefined) return queries.says;
  if (node.type === 'TaggedTemplateExpression') return statementOf(node.quasi, origin);
  return queries.text === undefined ? undefined : statementOf(node.arguments[queries.text], origin);
}

/** What a statement that is sent through a pool, or through a function which does that, changes of one connection. */
export function strayOf(node: Sender, origin: Origin): Stray | undefined {
  const sent = node.type === 'CallExpression' ? node.arguments.slice(0, 2) : [node.quasi];
  const index = sent.findIndex(each => isOfSession(each, origin));
  const argument = sent[index];
  if (!argument || isTogether(node)) return undefined;
  const queries = queriesOf(node, origin);
  if (!queries) {
    const pool = index === 0 && node.type === 'CallExpression' ? namedPool(node, origin) : undefined;
    if (pool) return { node, at: nameIn(node), changes: changesIn(argument, false, origin) };
    if (node.type === 'CallExpression' && isBoundToPool(node.callee, index, origin))
      return { node, at: nameIn(node), changes: changesIn(argument, false, origin) };
    const passes = node.type === 'CallExpression' && isPassedToPool(node, index, origin, 0);
    return passes ? { node, at: nameIn(node), changes: changesIn(argument, false, origin) } : undefined;
  }
  const receiver = poolIn(node);
  if (!queries.shared || (queries.text !== index && node.type === 'CallExpression') || !receiver) return undefined;
  const changes = changesIn(argument, queries.script === true, origin);
  if (changes.length === 0 || isHeld(node, queries) || !isSurely(receiver, origin)) return undefined;
  return { node, at: nameIn(node), changes, ...(queries.checkOut && { pool: { receiver, checkOut: queries.checkOut } }) };
}

/** The name of a method, on whichever line of a chain it stands. */
function nameIn(node: Sender): Node {
  const callee = unwrapped(node.type === 'CallExpression' ? node.callee : node.tag);
  return callee.type === 'MemberExpression' ? callee.property : node;
}

const isOfSession = (argument: Node, origin: Origin): boolean => {
  const text = statementOf(argument, origin);
  return text !== undefined && changesBy(text).length > 0;
};

/** Of a script that runs on one connection only the transaction or table counts that it leaves there, or the end of another's. */
function changesIn(argument: Node, isScript: boolean, origin: Origin): readonly Change[] {
  const text = statementOf(argument, origin) ?? '';
  const changes = changesBy(text);
  if (!isScript) return changes;
  const isWhole = /\bbegin\s+tran/i.test(text) && /\b(?:commit|rollback)\b/i.test(text);
  return isWhole ? [] : changes.filter(({ hold, does }) =>
    does !== 'within' && (hold === 'transaction' || (hold === 'table' && does === 'begins' && isTableLeft(text))));
}

/** Whether a script makes a table of its connection's own and does nothing with it: `CREATE TABLE #wanted (id int)`. */
function isTableLeft(text: string): boolean {
  const name = /\bcreate\s+table\s+(#\w+)/i.exec(text)?.[1];
  return name !== undefined && text.split(name).length === 2;
}

/** What a call is made on, the request of a pool left out: `pool.request().query()`. */
function poolIn(node: Sender): Node | undefined {
  if (node.type === 'TaggedTemplateExpression') {
    const tag = unwrapped(node.tag);
    return tag.type === 'MemberExpression' ? unwrapped(tag.object) : tag;
  }
  let at = receiverOf(node);
  while (at?.type === 'CallExpression') at = receiverOf(at);
  return at;
}

/** Names of pools. */
const pooling = /^(_?p|\w+P)ool$/;

/** What a query is sent through that is imported, or kept, under the name of a pool: `import { pool } from './db.js'`. */
function namedPool(node: CallNode, origin: Origin): Node | undefined {
  const receiver = isCallNamed(node, /^(query|execute)$/) ? receiverOf(node) : undefined;
  const isMember = receiver?.type === 'MemberExpression' && pooling.test(memberName(receiver) ?? '');
  const binding = receiver?.type === 'Identifier' && pooling.test(receiver.name) ? origin.module.bindings.of(receiver) : undefined;
  const made = binding?.kind === 'variable' && !binding.reassigned ? binding.writes[0] : undefined;
  const isImported = binding?.kind === 'import' || isCallNamed(made && rootOf(made), /^require$/);
  // What can be read goes by what it is.
  const isUnknown = receiver && (isMember || isImported) && origin.of(receiver) === undefined && !origin.definition(receiver);
  return isUnknown ? receiver : undefined;
}

/** Whether an option, or a further call, says on which connection it runs. */
function isHeld(node: Sender, { unless }: Queries): boolean {
  const options = node.type === 'CallExpression' ? node.arguments.slice(1) : [];
  if (unless !== undefined && options.some(option => option.type !== 'ObjectExpression' || propertyNamed(option, unless)
    || option.properties.some(({ type }) => type === 'SpreadElement'))) return true;
  const member = node.parent;
  return member.type === 'MemberExpression' && member.object === node && /^(transacting|connection)$/.test(memberName(member) ?? '');
}

/** Whether several are sent together on one connection: `prisma.$transaction([…])`. */
function isTogether(node: Node): boolean {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return false;
    if (at.type === 'ArrayExpression' && isCall(at.parent) && /transaction|batch/i.test(calledName(at.parent) ?? '')) return true;
  }
  return false;
}

/** Whether a call of the project's own function sends one of its arguments through a pool: `query('BEGIN')`. */
function isPassedToPool(node: T.CallExpression, index: number, origin: Origin, depth: number): boolean {
  const callee = unwrapped(node.callee);
  if (callee.type !== 'Identifier' && callee.type !== 'MemberExpression') return false;
  const definition = origin.definition(callee);
  const fn = definition?.node;
  if (!isFunction(fn) || depth > 2) return false;
  const parameter = fn.params[index];
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter;
  const binding = name?.type === 'Identifier' ? definition?.origin.module.bindings.of(name) : undefined;
  if (!definition || !binding) return false;
  const inner = definition.origin;
  return within(fn.body, inner.module.keys).some(call => {
    if (call.type !== 'CallExpression') return false;
    const at = call.arguments.findIndex(argument => isNamed(argument, binding.name));
    if (at < 0) return false;
    const queries = queriesOf(call, inner);
    if (!queries) return isPassedToPool(call, at, inner, depth + 1);
    const receiver = poolIn(call);
    return queries.shared === true && queries.text === at && !isHeld(call, queries) && receiver !== undefined && isSurely(receiver, inner);
  });
}

/** Whether a name is that of a pool's own method: `const query = promisify(pool.query).bind(pool)`. */
function isBoundToPool(callee: Node, index: number, origin: Origin): boolean {
  const definition = origin.definition(callee);
  let method = definition && bare(definition.node);
  while (method?.type === 'CallExpression') {
    const name = calledName(method);
    const inner: Node | undefined = name === 'bind' ? receiverOf(method) : name === 'promisify' ? method.arguments[0] : undefined;
    method = inner && unwrapped(inner);
  }
  if (!definition || method?.type !== 'MemberExpression') return false;
  const queries = queriesBy(method, definition.origin);
  return queries?.shared === true && queries.text === index && isSurely(method.object, definition.origin);
}

/** The name itself, or an object that has it for its text: `{ text, values }`. */
function isNamed(argument: Node, name: string): boolean {
  if (argument.type === 'Identifier') return argument.name === name;
  if (argument.type !== 'ObjectExpression') return false;
  const value = (propertyNamed(argument, 'text') ?? propertyNamed(argument, 'sql'))?.value;
  return value?.type === 'Identifier' && value.name === name;
}

export function takenOut({ receiver, checkOut }: NonNullable<Stray['pool']>, origin: Origin): Taken | undefined {
  const method = /^from\.(\w+)\(\)$/.exec(checkOut)?.[1];
  const path = origin.of(receiver);
  if (method === undefined || path === undefined) return undefined;
  const { catalogue } = origin.module;
  const acquires = catalogue.get(catalogue.step(catalogue.step(path, `.${method}`), '()'))?.acquires;
  const release = list(acquires?.release)[0];
  const name = acquires?.what.split(' ').at(-1);
  return release === undefined || name === undefined ? undefined : { method, name, release, discard: acquires?.discard };
}
