import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingFunction, enclosingStatement, isFunction, isKey, isStatementList, outermost, stringOf, unwrapped, within,
  type Node,
} from '../ast.ts';
import { after, insert, replace, type Edit } from '../edit.ts';
import type { AskedAgain } from '../file.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** One question for each item, in a statement of its own. */
interface Single {
  source: Source;
  call: T.CallExpression;
  /** What stands in front of which all can be asked. */
  statement: Node;
  /** The item as it is declared, and the list, as texts. */
  item: string;
  items: string;
  repeater: AskedAgain['turn']['repeater'];
}

/**
 * `const { rows } = await pool.query('… WHERE order_id = $1', [order.id])` and `await redis.get(key)`, once for each item, become one
 * question before the loop, in which only the answers are looked up.
 */
export function askBefore(source: Source, found: AskedAgain, typed: boolean): Edit[] | undefined {
  const single = singleOf(source, found);
  if (!single) return undefined;
  return found.ask.facts.answers === undefined ? selected(single, typed) : listed(single, found.ask.facts.answers);
}

function singleOf(source: Source, { node, turn, through }: AskedAgain): Single | undefined {
  const { repeater, items, names } = turn;
  if (through || node.type !== 'CallExpression' || items?.type !== 'Identifier') return undefined;
  if (outermost(node).type !== 'AwaitExpression' || !isOfEachTurn(node, repeater)) return undefined;
  const head = headOf(repeater);
  const statement = head && (isFunction(repeater) ? enclosingStatement(repeater) : repeater);
  const around = statement && enclosingFunction(statement);
  if (!statement || !isStatementList(statement.parent) || around !== enclosingFunction(repeater)) return undefined;
  if (around && !(around.async && !around.generator)) return undefined;
  const item = source.getText(head);
  const single = { source, call: node, statement, item, items: items.name, repeater };
  const own = new Set([...names].map(({ name }) => name));
  return [node.callee, ...node.arguments].every(part => isKnownBefore(single, part, own)) ? single : undefined;
}

/** Whether every turn asks, and asks first: not in a branch, and not in a statement further in. */
function isOfEachTurn(node: Node, repeater: Single['repeater']): boolean {
  for (const at of ancestors(node)) {
    if (/^(Conditional|Logical)Expression$|Statement$/.test(at.type) && !/^(Expression|Return)Statement$/.test(at.type)) {
      return at.type === 'BlockStatement' && at.parent === repeater;
    }
    if (isFunction(at)) return at === repeater;
  }
  return false;
}

/** How an item is declared: by a loop, or as the one parameter of a function that is called for each. */
function headOf(repeater: Single['repeater']): Node | undefined {
  if (repeater.type === 'ForOfStatement') {
    const declarator = repeater.left.type === 'VariableDeclaration' ? repeater.left.declarations[0] : undefined;
    return repeater.await ? undefined : declarator?.id;
  }
  if (repeater.type !== 'ArrowFunctionExpression') return undefined;
  const [item, ...more] = repeater.params;
  return more.length === 0 && item?.type !== 'RestElement' && item?.type !== 'AssignmentPattern' ? item : undefined;
}

/** Whether a part of the question is made of the item, and of what is there before the loop. */
function isKnownBefore({ source, repeater }: Single, part: Node, own: ReadonlySet<string>): boolean {
  return [...within(part, source.visitorKeys)].every(at => {
    if (/^(Await|Yield|Assignment|Update|Sequence)Expression$/.test(at.type) || isFunction(at)) return false;
    if (at.type !== 'Identifier' || isKey(at) || own.has(at.name)) return true;
    const declaredIn = source.scopeManager?.scopes.some(scope =>
      contains(repeater, scope.block) && scope.variables.some(({ name, defs }) => name === at.name && defs.length > 0));
    return declaredIn !== true;
  });
}

/** What selects rows of one table by one column: its columns, and that one. */
const simple = new RegExp(
  String.raw`^\s*select\s+([\w\s.,"*]+?)\s+from\s+[\w."]+(?:\s+(?:as\s+)?\w+)?\s+where\s+(?:\w+\.)?"?(\w+)"?\s*=\s*\$1`
    + String.raw`(?:\s+order\s+by\s+[\w\s.,"]+?)?\s*;?\s*$`,
  'i',
);

/** `… WHERE order_id = ANY($1)`, by column. */
function selected(single: Single, isTyped: boolean): Edit[] | undefined {
  const { source, call, item, items } = single;
  const declared = outermost(call).parent;
  if (declared?.type !== 'VariableDeclarator' || declared.parent.declarations.length > 1 || declared.id.typeAnnotation) return undefined;
  const [sent, values, ...more] = call.arguments;
  const [, columns = '', column = ''] = simple.exec((sent && stringOf(sent)) ?? '') ?? [];
  const key = values?.type === 'ArrayExpression' && values.elements.length === 1 ? values.elements[0] : undefined;
  const rows = declared.id.type === 'ObjectPattern' && declared.id.properties.length === 1 ? declared.id.properties[0] : undefined;
  if (!sent || !key || key.type === 'SpreadElement' || more.length > 0 || column === '') return undefined;
  if (rows?.type !== 'Property' || unwrapped(rows.key).type !== 'Identifier' || source.getText(rows.key) !== 'rows') return undefined;
  const isGiven = columns.split(',').some(each => new RegExp(`^\\s*(?:\\w+\\.)?(?:\\*|"?${column}"?)\\s*$`, 'i').test(each));
  const value = rows.value;
  if (!isGiven || /\bdistinct\b/i.test(columns) || value.type === 'AssignmentPattern') return undefined;
  const name = `By${column.replace(/(?:^|_+)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  const all = freeName(source, ['allRows', 'foundRows']);
  const by = freeName(source, [`rows${name}`, `found${name}`]);
  if (all === undefined || by === undefined) return undefined;
  const given = call.typeArguments ? source.getText(call.typeArguments) : '';
  if (given !== '' && !new RegExp(`\\b${column}\\b`).test(given)) return undefined;
  const text = source.getText(sent).replace(/=\s*\$1/, '= ANY($1)');
  const unit = unitOf(source);
  const lines = [
    `const { rows: ${all} } = await ${source.getText(call.callee)}${given}(${text}, [${mapped(items, item, source.getText(key))}]);`,
    `const ${by} = new Map${isTyped ? `<string, typeof ${all}>` : ''}();`,
    `for (const row of ${all}) {`,
    `${unit}const key = String(row.${column});`,
    `${unit}const rows = ${by}.get(key);`,
    `${unit}if (rows) rows.push(row);`,
    `${unit}else ${by}.set(key, [row]);`,
    '}',
  ];
  const answer = replace(declared, `${source.getText(value)} = ${by}.get(String(${source.getText(key)})) ?? []`);
  return [before(single, lines), answer];
}

/** `const values = await redis.mget(ids.map(id => …))`, by index. */
function listed(single: Single, answers: string): Edit[] | undefined {
  const { source, call, item, items, repeater } = single;
  const [key, ...more] = call.arguments;
  const callee = unwrapped(call.callee);
  if (!key || key.type === 'SpreadElement' || more.length > 0 || callee.type !== 'MemberExpression') return undefined;
  const all = freeName(source, ['values', 'found', 'answers']);
  const index = freeName(source, ['index', 'at', 'position']);
  if (all === undefined || index === undefined) return undefined;
  // An empty list is no question.
  const asked = `await ${source.getText(callee.object)}.${answers}(${mapped(items, item, source.getText(key))})`;
  const around = outermost(call).parent as Node;
  const isAlone = /^(VariableDeclarator|ReturnStatement|ArrowFunctionExpression|CallExpression)$/.test(around.type);
  const answer = replace(outermost(call), isAlone ? `${all}[${index}] ?? null` : `(${all}[${index}] ?? null)`);
  const edits = [before(single, [`const ${all} = ${items}.length > 0 ? ${asked} : [];`]), answer];
  if (!isFunction(repeater)) {
    const head = (repeater as T.ForOfStatement).left as T.VariableDeclaration;
    const entries = replace((repeater as T.ForOfStatement).right, `${items}.entries()`);
    return [...edits, replace(head.declarations[0], `[${index}, ${item}]`), entries];
  }
  const [parameter] = repeater.params;
  if (!parameter) return undefined;
  const isBare = source.getTokenBefore(parameter)?.value !== '(';
  return [...edits, isBare ? replace(parameter, `(${item}, ${index})`) : after(parameter, `, ${index}`)];
}

function mapped(items: string, item: string, made: string): string {
  if (made === item) return items;
  return `${items}.map(${/^\w+$/.test(item) ? item : `(${item})`} => ${made.startsWith('{') ? `(${made})` : made})`;
}

function before({ source, statement }: Single, lines: readonly string[]): Edit {
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  return insert(statement.range[0], lines.map((line, at) => `${at > 0 ? indent : ''}${line}${eol}`).join('') + indent);
}

const freeName = (source: Source, names: readonly string[]): string | undefined =>
  names.find(name => !new RegExp(`\\b${name}\\b`).test(source.text));
