import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, isCall, isFunction, isKey, isStatementList, outermost, propertyNamed, unwrapped, within, type CallNode, type Node,
} from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { AskedAgain } from '../file.ts';
import { lookUpOf } from './look-up.ts';
import { countedItem, isList, mapped } from './one-of-each.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A call that does nothing else for each item, and whose answer nobody reads. */
interface Plain {
  source: Source;
  call: T.CallExpression;
  /** The statement that does it for all. */
  whole: Node;
  /** The item as it is declared, what the items are of, and the index by which they are taken. */
  item: string;
  items: string;
  index: string | undefined;
}

/** `for (const row of rows) await orders.insertOne(row);` becomes `if (rows.length > 0) await orders.insertMany(rows);` */
export function askOnce(source: Source, found: AskedAgain): Edit[] | undefined {
  const { node, ask, turn, through } = found;
  const plain = through || !isCall(node) ? undefined : plainOf(source, node, turn);
  if (!plain || source.getCommentsInside(plain.whole).length > 0) return undefined;
  const { list, under, expands } = ask.facts;
  const call = list === undefined ? withAny(plain, turn, expands !== undefined) : withList(plain, list, under);
  return call === undefined ? undefined : [replace(plain.whole, call)];
}

function plainOf(source: Source, node: CallNode, { items, repeater, index }: AskedAgain['turn']): Plain | undefined {
  const list = items && unwrapped(items);
  if (node.type !== 'CallExpression' || list?.type !== 'Identifier' || !isList(source, list)) return undefined;
  const value = outermost(node);
  const plain = { source, call: node, items: list.name, index: index?.name };
  if (repeater.type === 'ForOfStatement' || repeater.type === 'ForStatement') {
    const { body } = repeater;
    const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
    const isPlain = only?.type === 'ExpressionStatement' && only.expression === value && value.type === 'AwaitExpression';
    const counted = repeater.type === 'ForStatement' && index ? countedItem(source, repeater, list.name, index.name)?.item : undefined;
    const item = repeater.type === 'ForStatement' ? counted : headText(source, repeater);
    // An `else` behind it would be that of the `if` that it becomes.
    return isPlain && item !== undefined && isStatementList(repeater.parent) ? { ...plain, whole: repeater, item } : undefined;
  }
  if (!isFunction(repeater) || repeater.params.length !== 1 || bare(repeater.body) !== node) return undefined;
  const all = isCall(repeater.parent) ? repeater.parent.parent : undefined;
  const statement = isCall(all) && calledName(all) === 'all' ? outermost(all).parent as Node : undefined;
  const [item] = repeater.params;
  return statement?.type === 'ExpressionStatement' && item && isStatementList(statement.parent)
    ? { ...plain, whole: statement, item: source.getText(item) } : undefined;
}

function headText(source: Source, { await: isAwaited, left }: T.ForOfStatement): string | undefined {
  return isAwaited || left.type !== 'VariableDeclaration' ? undefined : source.getText(left.declarations[0].id);
}

/** A method that takes a list of what this one takes. */
function withList(plain: Plain, list: string, under: string | undefined): string | undefined {
  const { source, call, items } = plain;
  const [argument] = call.arguments;
  const callee = unwrapped(call.callee);
  if (!argument || call.arguments.length > 1 || callee.type !== 'MemberExpression' || argument.type === 'SpreadElement') return undefined;
  const given = under === undefined ? argument : onlyIn(argument, under);
  const many = given && listOf(plain, given);
  if (many === undefined) return undefined;
  const sent = under === undefined ? many : `{ ${under}: ${many} }`;
  return `if (${items}.length > 0) await ${source.getText(callee.object)}.${list}(${sent});`;
}

/** `{ data: row }`, and nothing else. */
function onlyIn(argument: Node, name: string): Node | undefined {
  const at = unwrapped(argument);
  return at.type === 'ObjectExpression' && at.properties.length === 1 ? propertyNamed(at, name)?.value : undefined;
}

/** What each item gives, for all of them. */
function listOf(plain: Plain, given: Node): string | undefined {
  const { source, index } = plain;
  const parts = within(given, source.visitorKeys);
  const isMoving = parts.some(({ type }) => /^(Await|Yield|This|Assignment|Update)Expression$/.test(type));
  const many = isMoving ? undefined : mapped(plain, given);
  return many !== undefined && index !== undefined && new RegExp(`\\b${index}\\b`).test(many) ? undefined : many;
}

/** `… WHERE id = $1` of each becomes `… WHERE id = ANY($1)` of all, or `… WHERE id IN (?)`. */
function withAny(plain: Plain, { names, index }: AskedAgain['turn'], expands: boolean): string | undefined {
  const { source, call, items } = plain;
  const own = new Set([...[...names].map(({ name }) => name), ...(index ? [index.name] : [])]);
  const isOwn = (part: Node): boolean =>
    within(part, source.visitorKeys).some(at => at.type === 'Identifier' && !isKey(at) && own.has(at.name));
  const lookUp = lookUpOf(source, call, isOwn, expands);
  const many = lookUp && listOf(plain, lookUp.key);
  if (many === undefined || /^.\s*select\b/i.test(lookUp?.write('') ?? '')) return undefined;
  // `IN ()` is no SQL.
  return `${expands ? `if (${items}.length > 0) ` : ''}await ${source.getText(call.callee)}(${lookUp?.write(many) ?? ''});`;
}
