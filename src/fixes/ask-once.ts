import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, calledName, contains, isCall, isFunction, isStatementList, outermost, propertyNamed, stringOf, unwrapped, within, type CallNode,
  type Node,
} from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { AskedAgain } from '../file.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A call that does nothing else for each item, and whose answer nobody reads. */
interface Plain {
  call: T.CallExpression;
  /** The statement that does it for all. */
  whole: Node;
  /** The item's name as it is declared, and what the items are of. */
  item: Node;
  items: Node;
}

/** `for (const row of rows) await orders.insertOne(row);` becomes `if (rows.length > 0) await orders.insertMany(rows);` */
export function askOnce(source: Source, { node, ask, turn, through }: AskedAgain): Edit[] | undefined {
  const plain = through || !isCall(node) ? undefined : plainOf(node, turn);
  if (!plain || source.getCommentsInside(plain.whole).length > 0) return undefined;
  const call = ask.facts.list === undefined ? withAny(source, plain) : withList(source, plain, ask.facts.list, ask.facts.under);
  return call === undefined ? undefined : [replace(plain.whole, call)];
}

function plainOf(node: CallNode, { items, repeater }: AskedAgain['turn']): Plain | undefined {
  if (node.type !== 'CallExpression' || !items || unwrapped(items).type !== 'Identifier') return undefined;
  const value = outermost(node);
  if (repeater.type === 'ForOfStatement') {
    const { body, left } = repeater;
    const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : body;
    const isPlain = only?.type === 'ExpressionStatement' && only.expression === value && value.type === 'AwaitExpression';
    const item = left.type === 'VariableDeclaration' ? left.declarations[0].id : undefined;
    return isPlain && !repeater.await && item ? { call: node, whole: repeater, item, items } : undefined;
  }
  if (!isFunction(repeater) || repeater.params.length !== 1 || bare(repeater.body) !== node) return undefined;
  const all = isCall(repeater.parent) ? repeater.parent.parent : undefined;
  const statement = isCall(all) && calledName(all) === 'all' ? outermost(all).parent as Node : undefined;
  const [item] = repeater.params;
  return statement?.type === 'ExpressionStatement' && item && isStatementList(statement.parent)
    ? { call: node, whole: statement, item, items } : undefined;
}

/** A method that takes a list of what this one takes. */
function withList(source: Source, plain: Plain, list: string, under: string | undefined): string | undefined {
  const { call, items } = plain;
  const [argument] = call.arguments;
  const callee = unwrapped(call.callee);
  if (!argument || call.arguments.length > 1 || callee.type !== 'MemberExpression' || argument.type === 'SpreadElement') return undefined;
  const given = under === undefined ? argument : onlyIn(argument, under);
  const many = given && listOf(source, plain, given);
  if (many === undefined) return undefined;
  const sent = under === undefined ? many : `{ ${under}: ${many} }`;
  return `if (${source.getText(items)}.length > 0) await ${source.getText(callee.object)}.${list}(${sent});`;
}

/** `{ data: row }`, and nothing else. */
function onlyIn(argument: Node, name: string): Node | undefined {
  const at = unwrapped(argument);
  return at.type === 'ObjectExpression' && at.properties.length === 1 ? propertyNamed(at, name)?.value : undefined;
}

/** What each item gives, for all of them. */
function listOf(source: Source, { item, items }: Plain, given: Node): string | undefined {
  const text = source.getText(given);
  const isMoving = [...within(given, source.visitorKeys)].some(({ type }) => /^(Await|Yield|This|Assignment|Update)Expression$/.test(type));
  if (isMoving) return undefined;
  if (text === source.getText(item)) return source.getText(items);
  const made = unwrapped(given).type === 'ObjectExpression' ? `(${text})` : text;
  const name = item.type === 'Identifier' && !item.typeAnnotation ? item.name : `(${source.getText(item)})`;
  return `${source.getText(items)}.map(${name} => ${made})`;
}

/** `… WHERE id = $1` of each becomes `… WHERE id = ANY($1)` of all. */
function withAny(source: Source, plain: Plain): string | undefined {
  const { call } = plain;
  const [sent, values] = call.arguments;
  const text = sent && stringOf(sent);
  const own = values?.type === 'ArrayExpression' && values.elements.length === 1 ? values.elements[0] : undefined;
  if (!sent || !values || text === undefined || !own || own.type === 'SpreadElement' || call.arguments.length > 2) return undefined;
  const isOnly = (text.match(/\$\d/g) ?? []).length === 1 && /^\s*(?:update|delete)\b/i.test(text) && /[\w"] ?= ?\$1\s*$/.test(text);
  const many = isOnly && /\bwhere\b/i.test(text) && contains(call, own) ? listOf(source, plain, own) : undefined;
  if (many === undefined) return undefined;
  return `await ${source.getText(call.callee)}(${source.getText(sent).replace(/= ?\$1/, '= ANY($1)')}, [${many}]);`;
}
