import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, enclosingFunction, isStatementList, type Node } from '../ast.ts';
import { cut, insert, type Edit } from '../edit.ts';
import type { Leaking } from '../file.ts';
import { semicolonOf } from '../style.ts';
import { eolOf, fullRange, indentLines, indentOf, losesComment, namesUsedOutside, removeStatement, unitOf } from './layout.ts';
import { awaitReturns } from './awaiting.ts';
import { isCaughtAlone, isLast, isSimpleExit } from './leaving.ts';
import { areNamesThere, releaseStatement, spareOf } from './without-release.ts';

/**
 * Puts what follows the acquisition in a `try`, and the release in its `finally`.
 * On paths that did give back, nothing happens earlier, later or otherwise than before; nothing where that cannot be had.
 */
export function releaseInFinally(leaking: Leaking): Edit[] | undefined {
  const statement = statementOf(leaking.acquired);
  const block = statement?.parent;
  if (!statement || !isStatementList(block) || block.type === 'Program') return undefined;
  const statements = leaking.releases.map(releaseStatement);
  // Where it is all of a `try`, its failure is meant to be caught there.
  if (!all(statements) || statements.some(isCaughtAlone)) return undefined;
  if (!areNamesThere(leaking.source, statements, statement)) return undefined;
  const texts = new Set(statements.map(each => leaking.source.getText(each).replace(/\s*;$/, '')));
  if (texts.size > 1) return undefined;
  const release = `${[...texts][0] ?? leaking.release}${semicolonOf(leaking.source)}`;
  if (release.startsWith('await ') && !enclosingFunction(statement)?.async) return undefined;
  const around = block.parent;
  const isInTry = statement.type === 'ExpressionStatement' && around.type === 'TryStatement' && around.block === block;
  const edits = isInTry && !isDeclaredIn(block, leaking)
    ? inItsTry(leaking, around, statements, release)
    : afterIt(leaking, statement, block, statements, release);
  const awaits = awaitReturns(leaking, statement);
  return edits && awaits && tidy(leaking.source, [...edits, ...awaits]);
}

/** Without the indentation of lines that go; nothing where a comment would go with them. */
function tidy(source: Leaking['source'], edits: readonly Edit[]): Edit[] | undefined {
  const cuts = edits.filter(({ range }) => range[0] < range[1]);
  if (cuts.some(edit => losesComment(source, edit))) return undefined;
  const isCut = ({ range: [from, to] }: Edit): boolean => from === to && cuts.some(({ range }) => range[0] <= from && from < range[1]);
  return edits.filter(edit => edit.text.trim() !== '' || !isCut(edit));
}

type Releases = readonly T.ExpressionStatement[];

const all = <Item>(items: readonly (Item | undefined)[]): items is readonly Item[] => items.every(item => item !== undefined);

/** The statement `const client = await pool.connect()`, `client = await pool.connect()` or `await mutex.acquire()`. */
function statementOf(acquired: Node): T.Statement | undefined {
  const around = acquired.parent as Node;
  if (around.type === 'ExpressionStatement') return around;
  if (around.type === 'VariableDeclarator' && around.parent.declarations.length === 1) return around.parent;
  return around.type === 'AssignmentExpression' && around.parent.type === 'ExpressionStatement' ? around.parent : undefined;
}

/** The name of the resource where it is declared. */
function declared({ mentions, name, source }: Leaking): Node | undefined {
  const mention = mentions.find(each => each.type === 'Identifier' && each.name === name);
  const reference = mention && source.getScope(mention).references.find(({ identifier }) => identifier === mention);
  return reference?.resolved?.defs[0]?.name;
}

function isDeclaredIn(block: Node, leaking: Leaking): boolean {
  const name = declared(leaking);
  return name === undefined || contains(block, name);
}

/** Whether the compiler lets a variable be asked for that may not have been assigned. */
function mayBeUnset(leaking: Leaking): boolean {
  const name = declared(leaking);
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation : undefined;
  return !annotation || /\b(undefined|null|any|unknown)\b/.test(leaking.source.getText(annotation));
}

/** `try { client = await pool.connect(); … } catch { … }`, the variable declared before: the same `try` gets a `finally`. */
function inItsTry(leaking: Leaking, statement: T.TryStatement, releases: Releases, release: string): Edit[] | undefined {
  const { source, name } = leaking;
  if (statement.finalizer || !releases.every(each => contains(statement, each) && isLast(each, statement))) return undefined;
  if (leaking.mentions.some(mention => mention.range[0] > statement.range[1]) || !mayBeUnset(leaking)) return undefined;
  const optional = release.replace(`${name}.`, `${name}?.`).replace(`${name}(`, `${name}?.(`);
  if (optional === release) return undefined;
  const spare: readonly (Node | undefined)[] = releases.map(spareOf);
  return all(spare) ? [...spare.map(each => removeStatement(source, each)), ...finallyAfter(source, statement, optional)] : undefined;
}

function finallyAfter(source: Leaking['source'], statement: T.TryStatement, release: string): Edit[] {
  const [eol, indent] = [eolOf(source), indentOf(source, statement)];
  return [insert(statement.range[1], ` finally {${eol}${indent}${unitOf(source)}${release}${eol}${indent}}`)];
}

type Block = T.BlockStatement | T.StaticBlock;

/** What follows the acquisition, up to the last use or to the release at the end. */
function afterIt(leaking: Leaking, statement: T.Statement, block: Block, releases: Releases, release: string): Edit[] | undefined {
  const { source, mentions } = leaking;
  const start = block.body.indexOf(statement) + 1;
  const last = block.body.findLastIndex(each => mentions.some(mention => contains(each, mention)));
  if (last < start) return undefined;
  const closing = releases.find(each => spareOf(each) === block.body[last]);
  const nested = releases.filter(each => each !== closing);
  const rest = block.body.slice(last + 1);
  const [first] = block.body.slice(start);
  if (!first) return undefined;

  if (nested.length === 1 && nested[0] && !closing) {
    const around = block.body[last];
    const isInFinally = around?.type === 'TryStatement' && around.finalizer !== null && around.finalizer === nested[0].parent;
    if (isInFinally) return aroundFinally(leaking, block, start, nested[0], release);
  }
  const body = block.body.slice(start, closing ? last : last + 1);
  const final = body.at(-1);
  if (!final) return undefined;
  if (!nested.every(each => isLast(each, final, body))) return undefined;

  const spare: readonly (Node | undefined)[] = releases.map(spareOf);
  if (!all(spare)) return undefined;
  const removals = spare.map(each => removeStatement(source, each));
  const onlyTry = body.length === 1 && final.type === 'TryStatement' && !final.finalizer;
  if (onlyTry && !closing) return [...removals, ...finallyAfter(source, final, release)];

  const end = (closing ? spareOf(closing) ?? closing : final).range[1];
  const leaving = namesUsedOutside(source, body, end);
  const isOwn = namesUsedOutside(source, block.body.slice(start), block.range[1]).length === 0;
  const mayExtend = leaving.length > 0 && rest.length > 0 && isOwn && (releases.length === 0 || isSimpleExit(rest));
  const extended = mayExtend ? rest.at(-1) ?? final : final;
  const lifted = leaving.length > 0 && extended === final ? lift(source, body, leaving) : { before: '', edits: [] };
  if (!lifted) return undefined;
  return [...removals, ...lifted.edits, ...wrap(source, first, extended, lifted.before, [release])];
}

/** The release is in a `finally` already: what stands before the `try`, or before the release in the `finally`, joins it. */
function aroundFinally({ source }: Leaking, block: Block, start: number, releasing: Node, release: string): Edit[] | undefined {
  const finalizer = releasing.parent as T.BlockStatement;
  const statement = finalizer.parent as T.TryStatement;
  const index = finalizer.body.indexOf(releasing as T.Statement);
  const gap = block.body.slice(start, block.body.indexOf(statement));
  const [before] = finalizer.body;
  const inFinally = index > 0 && before
    ? [removeStatement(source, releasing), ...wrap(source, before, finalizer.body[index - 1] ?? before, '', [release])]
    : [];
  const [first] = gap;
  if (!first) return inFinally.length > 0 ? inFinally : undefined;
  const leaving = namesUsedOutside(source, gap, statement.range[1]);
  const lifted = leaving.length > 0 ? lift(source, gap, leaving) : { before: '', edits: [] };
  if (!lifted) return undefined;
  const isUsedInFinally = namesUsedOutside(source, gap, finalizer.range[0]).length > 0;
  if (index > 0 || statement.handler || finalizer.body.length > 1 || isUsedInFinally) {
    // The `catch` must not see what it did not see before.
    if (finalizer.body.length > 1 && index !== finalizer.body.length - 1) return undefined;
    const alone = finalizer.body.length === 1;
    if (alone && !statement.handler) return undefined;
    const [, from] = (source.getTokenBefore(finalizer, 1) ?? finalizer).range;
    const removal = alone ? cut(from, finalizer.range[1]) : removeStatement(source, releasing);
    return [removal, ...lifted.edits, ...wrap(source, first, statement, lifted.before, [release])];
  }
  // The `try` begins where the gap does.
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  const range = fullRange(source, first, gap.at(-1));
  const head = cut(source.getIndexFromLoc({ line: statement.loc.start.line, column: 0 }), statement.block.range[0] + 1);
  const tail = /^[ \t]*\r?\n/.exec(source.text.slice(head.range[1]))?.[0].length ?? 0;
  if (source.text.slice(head.range[0], statement.range[0]).trim() !== '' || tail === 0) return undefined;
  const unit = unitOf(source);
  return [
    insert(range[0], `${lifted.before}try {${eol}${indent}${unit}`),
    ...indentLines(source, range, unit),
    cut(head.range[0], head.range[1] + tail),
    ...lifted.edits,
  ];
}

function wrap(source: Leaking['source'], first: Node, last: Node, before: string, release: readonly string[]): Edit[] {
  const eol = eolOf(source);
  const indent = indentOf(source, first);
  const unit = unitOf(source);
  const range = fullRange(source, first, last);
  return [
    insert(range[0], `${before}try {${eol}${indent}${unit}`),
    ...indentLines(source, range, unit),
    insert(range[1], `${eol}${indent}} finally {${eol}${release.map(line => `${indent}${unit}${line}${eol}`).join('')}${indent}}`),
  ];
}

const isTypeScript = ({ parserServices }: Leaking['source']): boolean => parserServices?.esTreeNodeToTSNodeMap !== undefined;

/** Whether a value may have a type of its own that a variable which is assigned later would not keep: a literal, a member of an enum. */
function mayWiden(value: T.Expression): boolean {
  switch (value.type) {
    case 'Literal':
      return value.value !== null;
    case 'TemplateLiteral':
      return value.expressions.length === 0;
    case 'UnaryExpression':
      return mayWiden(value.argument);
    case 'ConditionalExpression':
      return mayWiden(value.consequent) || mayWiden(value.alternate);
    case 'LogicalExpression':
      return mayWiden(value.left) || mayWiden(value.right);
    case 'MemberExpression':
      return value.object.type === 'Identifier' && /^[A-Z]/.test(value.object.name);
    default:
      return false;
  }
}

/** Whether a nested function speaks of a variable. */
function isCaptured(source: Leaking['source'], declaration: T.VariableDeclaration): boolean {
  const variables = source.getDeclaredVariables(declaration);
  return variables.some(({ scope, references }) => references.some(({ from }) => from.variableScope !== scope.variableScope));
}

interface Lifted {
  before: string;
  edits: Edit[];
}

/** Declares names before the `try` that are used behind it. */
function lift(source: Leaking['source'], statements: readonly Node[], names: readonly string[]): Lifted | undefined {
  const edits: Edit[] = [];
  const declarations: string[] = [];
  for (const statement of statements) {
    if (statement.type !== 'VariableDeclaration') {
      if (source.getDeclaredVariables(statement).some(({ name }) => names.includes(name))) return undefined;
      continue;
    }
    const [declarator] = statement.declarations;
    const declared = source.getDeclaredVariables(statement).map(({ name }) => name);
    if (!declared.some(name => names.includes(name))) continue;
    if (statement.declarations.length !== 1 || !declarator.init) return undefined;
    const { id } = declarator;
    // Without its type the compiler could not tell what a nested function finds in it, and `'fast'` would be any text.
    const isUntyped = !id.typeAnnotation && isTypeScript(source);
    if (isUntyped && (isCaptured(source, statement) || (statement.kind === 'const' && mayWiden(declarator.init)))) return undefined;
    if (id.type !== 'Identifier') {
      // An object pattern at the start of a statement would be a block.
      const [open, close] = id.type === 'ObjectPattern' ? ['(', ')'] : ['', ''];
      if (id.typeAnnotation || (statement !== statements[0] && source.getTokenBefore(statement)?.value !== ';')) return undefined;
      declarations.push(`let ${declared.join(', ')}${semicolonOf(source)}`);
      edits.push({ range: [statement.range[0], id.range[0]], text: open }, insert(declarator.range[1], close));
      continue;
    }
    const annotation = id.typeAnnotation;
    declarations.push(`let ${id.name}${annotation ? source.getText(annotation) : ''}${semicolonOf(source)}`);
    edits.push(cut(statement.range[0], id.range[0]));
    if (annotation) edits.push(cut(annotation.range[0], annotation.range[1]));
  }
  const [first] = statements;
  const indent = first ? indentOf(source, first) : '';
  return { before: declarations.map(line => `${line}${eolOf(source)}${indent}`).join(''), edits };
}
