import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, isFunction, stringOf, within, type Node } from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import type { Chunked, File, Gathering } from '../file.ts';
import { claimed } from './free-name.ts';
import { isParenthesized, losesComment } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/**
 * Gathers the pieces of a string in an array and joins them where it is read. `+=` turns what it adds into a string, by `valueOf()`
 * first, and throws where that cannot be done; `'' + x` does just the same at the same time, so it is written wherever a piece may be
 * something else than a string.
 */
export function collectPieces(file: File, { declarator, appends, reads }: Gathering): Edit[] | undefined {
  const { source } = file;
  const name = freeName(source, declarator, 'parts', 'Parts');
  if (name === undefined) return undefined;
  const edits = declared(file, declarator, name, 'string');
  for (const { node, form, first } of appends) {
    const made = form === 'concat' ? concatenated(source, node, name)
      : form === 'template' ? templated(source, node, name)
        : added(file, node, first, name);
    if (!made) return undefined;
    edits.push(...made, insert(node.range[1], ')'));
  }
  edits.push(...reads.map(read => readAs(read, `${name}.join('')`)));
  return edits.some(edit => losesComment(source, edit)) ? undefined : edits;
}

/** Gathers the chunks of a stream and decodes them together where the text is read. */
export function collectChunks(file: File, { declarator, append, chunk, reads }: Chunked): Edit[] | undefined {
  const { source } = file;
  const name = freeName(source, declarator, 'chunks', 'Chunks');
  if (name === undefined) return undefined;
  const edits = [...declared(file, declarator, name, 'Buffer'), replace(append, `${name}.push(${chunk.name})`)];
  edits.push(...reads.map(read => readAs(read, `Buffer.concat(${name}).toString()`)));
  return edits.some(edit => losesComment(source, edit)) ? undefined : edits;
}

/** `let s = ''` as `const parts = []`. */
function declared({ source, isTypeScript }: File, { id, init, parent }: Gathering['declarator'], name: string, type: string): Edit[] {
  const keyword = source.getFirstToken(parent);
  const isConst = keyword && parent.kind === 'let' && parent.declarations.length === 1;
  const items = stringOf(init) === '' ? [replace(init, '[]')] : [insert(init.range[0], '['), insert(init.range[1], ']')];
  const named = { range: id.range, text: isTypeScript ? `${name}: ${type}[]` : name };
  return [...(isConst ? [{ range: keyword.range, text: 'const' }] : []), named, ...items];
}

/** `s += x` and `s = s + x`: everything up to `x`. */
function added(file: File, node: T.AssignmentExpression, first: Node, name: string): Edit[] | undefined {
  const { source } = file;
  const isSum = node.operator === '=';
  const equals = source.getTokenAfter(node.left);
  const start = isSum ? equals && source.getTokenAfter(equals) : source.getFirstToken(node);
  const operator = start && source.getTokenAfter(start);
  const next = operator && source.getTokenAfter(operator);
  if (!next || operator.value !== (isSum ? '+' : '+=')) return undefined;
  const begin = { range: [node.range[0], next.range[0]] as const, text: `${name}.push(` };
  if (file.growths.texts.has(first)) return [begin];
  if (isSum || bindsTighter(first) || isParenthesized(source, first)) return [{ ...begin, text: `${begin.text}'' + ` }];
  return [{ ...begin, text: `${begin.text}'' + (` }, insert(node.range[1], ')')];
}

/** `s = s.concat(x)` as `''.concat(x)`. */
function concatenated(source: Source, { left, right }: T.AssignmentExpression, name: string): Edit[] | undefined {
  const object = right.type === 'CallExpression' && right.callee.type === 'MemberExpression' ? right.callee.object : undefined;
  const equals = source.getTokenAfter(left);
  if (!object || !equals || source.getTokenAfter(equals)?.range[0] !== object.range[0]) return undefined;
  return [{ range: [left.range[0], object.range[1]], text: `${name}.push(''` }];
}

/** `` s = `${s}x` `` as `` `x` ``. */
function templated(source: Source, { left, right }: T.AssignmentExpression, name: string): Edit[] | undefined {
  const mention = right.type === 'TemplateLiteral' ? right.expressions[0] : undefined;
  const opening = mention && source.getTokenBefore(mention);
  const closing = mention && source.getTokenAfter(mention);
  const equals = source.getTokenAfter(left);
  if (!closing?.value.startsWith('}') || opening?.value !== '`${' || !equals || source.getTokenAfter(equals) !== opening) return undefined;
  return [{ range: [left.range[0], closing.range[0] + 1], text: `${name}.push(\`` }];
}

/** The value in place of the name; a property that is only named gets its name. */
export function readAs(read: T.Identifier, value: string): Edit {
  const { parent } = read;
  return parent.type === 'Property' && parent.shorthand ? replace(parent, `${read.name}: ${value}`) : replace(read, value);
}

/** Whether an expression stays whole behind `'' +`. */
function bindsTighter(node: Node): boolean {
  switch (node.type) {
    case 'BinaryExpression':
      return /^[*/%]$|^\*\*$/.test(node.operator);
    case 'ArrowFunctionExpression':
    case 'AssignmentExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'SequenceExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'YieldExpression':
      return false;
    default:
      return true;
  }
}

/** A name that nothing in the function goes by; one made of the variable's own where another string may be gathered there too. */
export function freeName(source: Source, declarator: Gathering['declarator'], short: string, long: string): string | undefined {
  let scope: Node = declarator;
  for (const at of ancestors(declarator)) {
    scope = at;
    if (isFunction(at)) break;
  }
  const { scopeManager } = source;
  const isGlobal = scope.type === 'Program' && scopeManager?.isModule() !== true && scopeManager?.isGlobalReturn() !== true;
  if (isGlobal || /\beval\b|\bwith\s*\(/.test(source.text)) return undefined;
  const taken = new Set<string>();
  let alone = true;
  for (const node of within(scope, source.visitorKeys)) {
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') taken.add(node.name);
    const isOther = node.type === 'VariableDeclarator' && node !== declarator && node.parent.kind !== 'const';
    if (isOther && stringOf(node.init) !== undefined) alone = false;
  }
  const names = [...(alone ? [short] : []), `${declarator.id.name}${long}`, `${declarator.id.name}All${long}`];
  return claimed(scope, names.filter(name => !taken.has(name)), declarator);
}
