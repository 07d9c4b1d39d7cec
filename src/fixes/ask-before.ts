import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { contains, isFunction, memberName, outermost, unwrapped, within, type Node } from '../ast.ts';
import { after, replace, type Edit } from '../edit.ts';
import type { AskedAgain } from '../file.ts';
import { isParenthesized, unitOf } from './layout.ts';
import { lookUpOf, type LookUp } from './look-up.ts';
import { ahead, changesOwn, freeIn, isGlobal, mapped, singleOf, type Single } from './one-of-each.ts';
import { isReserved } from './take-fields.ts';

type Source = Readonly<TSESLint.SourceCode>;
type Facts = AskedAgain['ask']['facts'];

/**
 * `const { rows } = await pool.query('… WHERE order_id = $1', [order.id])` and `await redis.get(key)`, once for each item, become one
 * question before the loop, in which only the answers are looked up.
 */
export function askBefore(source: Source, found: AskedAgain, typed: boolean): Edit[] | undefined {
  const single = singleOf(source, found);
  if (!single) return undefined;
  const { answers, expands } = found.ask.facts;
  return answers === undefined ? selected(single, expands, typed) : listed(single, answers);
}

/** Where the rows of an answer are read: what takes its place, and the names that hold them. */
interface Reading {
  place: Node;
  put(rows: string): string;
  names: readonly string[];
}

/** `… WHERE order_id = ANY($1)` or `… IN (?)`, by column. */
function selected(single: Single, expands: Facts['expands'], isTyped: boolean): Edit[] | undefined {
  const { source, call, items, repeater } = single;
  const lookUp = lookUpOf(source, call, part => single.isOwn(part), expands !== undefined);
  const reading = lookUp && readingOf(source, call, expands);
  if (!reading || !/^\s*.\s*select\b/i.test(lookUp.write('')) || !isGlobal(source, 'Map') || !isGlobal(source, 'String')) return undefined;
  // Texts are the same there whatever the case of their letters.
  if (expands && !/(?:^|_)id(?:_|$)|Id$/.test(lookUp.column)) return undefined;
  if (changesOwn(single, new Set(reading.names)) || writesTo(source, repeater, lookUp.table)) return undefined;
  const given = call.typeArguments ? source.getText(call.typeArguments) : '';
  const isKnown = given === '' ? !isTyped || expands === undefined : !lookUp.adds && hasColumn(source, given, lookUp.column, expands);
  const name = `By${lookUp.column.replace(/(?:^|_+)(\w)/g, (_, letter: string) => letter.toUpperCase())}`;
  const all = freeIn(source, ['allRows', 'foundRows']);
  const by = freeIn(source, [`rows${name}`, `found${name}`]);
  if (!isKnown || all === undefined || by === undefined) return undefined;
  const asked = `await ${source.getText(call.callee)}${given}(${lookUp.write(mapped(single, lookUp.key))})`;
  const gathered = { all, by, asked, given: isTyped ? given : undefined, isTyped, unit: unitOf(source), items, expands };
  return [
    ahead(single, linesOf(gathered, lookUp)),
    replace(reading.place, reading.put(`${by}.get(String(${source.getText(lookUp.key)})) ?? []`)),
  ];
}

interface Gathered {
  all: string;
  by: string;
  asked: string;
  given: string | undefined;
  isTyped: boolean;
  unit: string;
  items: string;
  expands: Facts['expands'];
}

function linesOf({ all, by, asked, given, isTyped, unit, items, expands }: Gathered, { column, adds }: LookUp): string[] {
  const isFirst = expands === 'first';
  const declared = isFirst ? `[${all}]` : expands ? all : `{ rows: ${all} }`;
  // `IN ()` is no SQL.
  const guarded = expands ? `${items}.length > 0 ? ${asked} : ${isFirst ? '[[]]' : '[]'}` : asked;
  // Some names stand for something else there, or cannot be had.
  const own = /^(?:key|rows?)$/.test(column) || isReserved(column) ? 'value' : column;
  const taken = own === column ? column : `${column}: ${own}`;
  const rowsOf = expands && given ? given.slice(1, -1) : `typeof ${all}`;
  return [
    `const ${declared} = ${guarded};`,
    `const ${by} = new Map${isTyped ? `<string, ${rowsOf}>` : ''}();`,
    `for (const ${adds ? `{ ${taken}, ...row }` : 'row'} of ${all}) {`,
    `${unit}const key = String(${adds ? own : `row.${column}`});`,
    `${unit}const rows = ${by}.get(key);`,
    `${unit}if (rows) rows.push(row);`,
    `${unit}else ${by}.set(key, [row]);`,
    '}',
  ];
}

/** `const { rows } = …`, `(await …).rows`, `const result = …` of which only `result.rows` is read; `[0]`, or the answer itself. */
function readingOf(source: Source, call: T.CallExpression, expands: Facts['expands']): Reading | undefined {
  const value = outermost(call);
  const around = value.parent as Node;
  const at = expands === undefined ? 'rows' : expands === 'first' ? '0' : undefined;
  if (around.type === 'MemberExpression' && at !== undefined && memberName(around) === at && around.object === value) {
    const next = around.parent;
    const used = next.type === 'MemberExpression' ? memberName(next) ?? '' : '';
    const isHeld = next.type === 'VariableDeclarator' && next.id.type === 'Identifier' && next.init === around;
    if (/^(push|pop|shift|unshift|splice|sort|reverse|fill)$/.test(used)) return undefined;
    return { place: around, put: rows => (isHeld ? rows : `(${rows})`), names: isHeld ? [source.getText(next.id)] : [] };
  }
  if (around.type !== 'VariableDeclarator' || around.parent.declarations.length > 1 || around.id.typeAnnotation) return undefined;
  const names = (source.getDeclaredVariables?.(around) ?? []).map(({ name }) => name);
  if (around.id.type === 'Identifier') {
    const isOnly = (source.getDeclaredVariables?.(around) ?? []).every(({ references }) => references.every(({ identifier }) => {
      const { parent } = identifier as T.Identifier;
      if (identifier === around.id) return true;
      const member = parent.type === 'MemberExpression' && parent.object === identifier ? memberName(parent) : undefined;
      return at === undefined ? !/^(meta|affectedRows|insertId)$/.test(member ?? '') : member === at;
    }));
    const put = at === undefined ? (rows: string) => rows : (rows: string) => (at === 'rows' ? `{ rows: ${rows} }` : `[${rows}]`);
    return isOnly && around.init ? { place: around.init, put, names } : undefined;
  }
  const rows = at === undefined ? around.id : rowsIn(around.id, at);
  const name = rows && source.getText(rows);
  return name === undefined ? undefined : { place: around, put: found => `${name} = ${found}`, names };
}

/** What of a pattern stands for the rows, where nothing else is taken. */
function rowsIn(pattern: T.BindingName, at: string): Node | undefined {
  const isList = pattern.type === 'ArrayPattern';
  if (isList) return at === '0' && pattern.elements.length === 1 && isPlain(pattern.elements[0]) ? pattern.elements[0] : undefined;
  const only = pattern.type === 'ObjectPattern' && pattern.properties.length === 1 ? pattern.properties[0] : undefined;
  if (only?.type !== 'Property' || unwrapped(only.key).type !== 'Identifier' || at !== 'rows') return undefined;
  return (only.key as T.Identifier).name === at && isPlain(only.value) ? only.value : undefined;
}

const isPlain = (node: Node | null | undefined): node is Node => node?.type === 'Identifier' || node?.type === 'ArrayPattern';

/** Whether a turn writes to the table that it reads. */
const writesTo = (source: Source, repeater: Node, table: string): boolean => within(repeater, source.visitorKeys).some(at => {
  const text = at.type === 'Literal' ? String(at.value) : at.type === 'TemplateElement' ? at.value.raw : '';
  return /\b(?:insert|update|delete|replace|merge|truncate)\b/i.test(text) && new RegExp(String.raw`\b${table}\b`, 'i').test(text);
});

/** Whether the rows of a type that is written there have a column, as far as the file tells. */
function hasColumn(source: Source, given: string, column: string, expands: Facts['expands']): boolean {
  // Its rows are declared to have any.
  if (expands) return true;
  if (new RegExp(String.raw`\b${column}\b`).test(given)) return true;
  const name = /^<(\w+)>$/.exec(given)?.[1];
  return source.ast.body.some(statement => {
    const at = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (at?.type !== 'TSInterfaceDeclaration' && at?.type !== 'TSTypeAliasDeclaration') return false;
    const literal = at.type === 'TSTypeAliasDeclaration' && at.typeAnnotation.type === 'TSTypeLiteral' ? at.typeAnnotation.members : [];
    const members = at.type === 'TSInterfaceDeclaration' ? at.body.body : literal;
    return at.id.name === name && members.some(member =>
      member.type === 'TSPropertySignature' && member.key.type === 'Identifier' && member.key.name === column);
  });
}

/** `const values = await redis.mget(ids.map(id => …))`, by index. */
function listed(single: Single, answers: string): Edit[] | undefined {
  const { source, call, item, items, repeater } = single;
  const [key, ...more] = call.arguments;
  const callee = unwrapped(call.callee);
  if (!key || key.type === 'SpreadElement' || more.length > 0 || callee.type !== 'MemberExpression') return undefined;
  if (asksOtherwise(single, callee)) return undefined;
  const all = freeIn(source, ['values', 'found', 'answers']);
  const index = single.index ?? freeIn(source, ['index', 'at', 'position']);
  if (all === undefined || index === undefined) return undefined;
  // An empty list is no question.
  const asked = `await ${source.getText(callee.object)}.${answers}(${mapped(single, key)})`;
  const around = outermost(call).parent as Node;
  const isAlone = /^(VariableDeclarator|ReturnStatement|ArrowFunctionExpression|CallExpression)$/.test(around.type)
    || isParenthesized(source, outermost(call));
  const answer = replace(outermost(call), isAlone ? `${all}[${index}] ?? null` : `(${all}[${index}] ?? null)`);
  const edits = [ahead(single, [`const ${all} = ${items}.length > 0 ? ${asked} : [];`]), answer];
  if (single.index !== undefined) return edits;
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

/** Whether a turn does anything else with what it asks, which could be seen by a later one. */
const asksOtherwise = ({ source, repeater, call }: Single, { object, property }: T.MemberExpression): boolean =>
  within(repeater, source.visitorKeys).some(at => {
    const callee = at.type === 'CallExpression' && !contains(at, call) ? unwrapped(at.callee) : undefined;
    return callee?.type === 'MemberExpression' && source.getText(callee.object) === source.getText(object)
      && source.getText(callee.property) !== source.getText(property);
  });
