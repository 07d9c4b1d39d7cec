import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { enclosingStatement, isCall, isNamed, memberName, unwrapped, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import type { Bounding, Hoard } from '../file.ts';
import { importName } from './import-name.ts';
import { eolOf, indentLines, indentOf, losesComment, namesUsedOutside, quoteOf, removeStatement, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** How many entries a repair allows. */
const most = '1000';

/** Has what listens to an event listen to the last one of all, which always comes. */
export function deleteOnClose(source: Source, listening: Node): Edit[] | undefined {
  const [event] = isCall(listening) ? listening.arguments : [];
  return event?.type === 'Literal' ? [replace(event, `${quoteOf(source)}close${quoteOf(source)}`)] : undefined;
}

/** Takes the oldest entry out before one is put in where there are enough. */
export function dropOldest(source: Source, { node, store, inner: isInner }: Hoard): Edit[] | undefined {
  const call = unwrapped(node);
  const callee = isCall(call) ? unwrapped(call.callee) : undefined;
  const statement = enclosingStatement(node);
  if (isInner || callee?.type !== 'MemberExpression' || !statement || !isNamed(callee.object)) return undefined;
  const name = source.getText(callee.object);
  const own = call.parent?.type === 'ExpressionStatement' ? call.parent : statement;
  const eol = eolOf(source);
  const isBranch = own !== statement;
  const indent = isBranch ? `${indentOf(source, statement)}${unitOf(source)}` : indentOf(source, statement);
  const put = (lines: readonly string[]): Edit[] => {
    const text = lines.map(line => `${line}${eol}${indent}`).join('');
    if (!isBranch) return [insert(own.range[0], text)];
    return [insert(own.range[0], `{${eol}${indent}${text}`), insert(own.range[1], `${eol}${indentOf(source, statement)}}`)];
  };
  if (store.kind === 'array' && memberName(callee) === 'push') return put([`if (${name}.length >= ${most}) ${name}.shift();`]);
  if (store.kind !== 'map' && store.kind !== 'set') return undefined;
  const unit = unitOf(source);
  const inner = [`if (${name}.size < ${most}) break;`, `${name}.delete(oldest);`].map(line => unit + line);
  return source.text.includes('oldest') ? undefined : put([`for (const oldest of ${name}.keys()) {`, ...inner, '}']);
}

/** Makes a cache with a bound where a `Map` is made. */
export function makeBounded(source: Source, { store: { made } }: Hoard, bounding: Bounding, typed: boolean): Edit[] | undefined {
  const { module, name, write } = bounding;
  if (made.type !== 'NewExpression' || made.arguments.length > 0 || isAnnotated(made)) return undefined;
  const types = made.typeArguments?.params;
  if (typed && !types?.every(type => isNeverMissing(source, type))) return undefined;
  const imported = importName(source, module, name, []);
  const given = made.typeArguments ? source.getText(made.typeArguments) : '';
  return imported && [...imported.edits, replace(made, `new ${imported.name}${given}({ ${write} })`)];
}

/** Whether a type says that it is what it is now. */
function isAnnotated({ parent }: Node): boolean {
  if (parent?.type === 'VariableDeclarator') return parent.id.typeAnnotation !== undefined;
  return parent?.type === 'PropertyDefinition' && parent.typeAnnotation !== undefined;
}

/** Whether a type stands for no `null` or `undefined`, as far as its text tells. */
function isNeverMissing(source: Source, type: T.TypeNode): boolean {
  if (/\b(null|undefined|unknown|void)\b/.test(source.getText(type).replace(/[<{(].*/s, ''))) return false;
  if (type.type !== 'TSTypeReference') return true;
  return type.typeName.type === 'Identifier' && type.typeName.name.length > 1;
}

/** Takes an entry out whatever happens, where it was taken out at the end only. */
export function deleteInFinally(source: Source, { node, undoings }: Hoard): Edit[] | undefined {
  const [undoing] = undoings;
  const start = enclosingStatement(node);
  const end = undoing && enclosingStatement(undoing);
  const block = start?.parent;
  if (undoings.length > 1 || !start || end?.type !== 'ExpressionStatement' || unwrapped(end.expression) !== undoing) return undefined;
  if (block?.type !== 'BlockStatement' || end.parent !== block) return undefined;
  const from = block.body.indexOf(start) + 1;
  const to = block.body.indexOf(end);
  const inside = block.body.slice(from, to);
  const isUsedAfter = namesUsedOutside(source, inside, end.range[1]).length > 0;
  const wrapped = isUsedAfter ? block.body.slice(from) : inside;
  const removed = removeStatement(source, end);
  const [first, last] = [wrapped[0], wrapped.filter(statement => statement !== end).at(-1)];
  const isOwn = namesUsedOutside(source, wrapped, wrapped === inside ? end.range[1] : block.range[1]).length === 0;
  if (!first || !last || !isOwn || losesComment(source, removed) || from > to) return undefined;
  const eol = eolOf(source);
  const [indent, unit] = [indentOf(source, first), unitOf(source)];
  const opened = insert(first.range[0], `try {${eol}${indent}${unit}`);
  const closed = insert(last.range[1], `${eol}${indent}} finally {${eol}${indent}${unit}${source.getText(end)}${eol}${indent}}`);
  const isLeft = ({ range: [at] }: Edit): boolean => at < removed.range[0] || at >= removed.range[1];
  const moved = indentLines(source, [first.range[0], last.range[1]], unit).filter(isLeft);
  return [opened, ...moved, removed, closed];
}
