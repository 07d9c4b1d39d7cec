import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isFunction, isStatementList, unwrapped, type Node } from '../ast.ts';
import { cut, insert, type Edit } from '../edit.ts';
import { eolOf, fullRange, indentLines, indentOf, losesComment, namesUsedAfter, removeStatement, unitOf } from './layout.ts';

/** A resource as the repair needs it. */
export interface Leaking {
  source: Readonly<TSESLint.SourceCode>;
  /** The expression that acquires it, its `await` included. */
  acquired: Node;
  name: string;
  mentions: readonly Node[];
  /** The calls that give it back now. */
  releases: readonly Node[];
  /** The call that gives it back, where there is none yet: `await client.end()`. */
  release: string;
}

/**
 * Puts what follows the acquisition in a `try`, and the release in its `finally`.
 * On paths that did give back, nothing happens earlier, later or otherwise than before; nothing where that cannot be had.
 */
export function releaseInFinally(leaking: Leaking): Edit[] | undefined {
  const statement = statementOf(leaking.acquired);
  const block = statement?.parent as Node | undefined;
  if (!statement || !isStatementList(block) || block.type === 'Program') return undefined;
  const statements = leaking.releases.map(releaseStatement);
  if (!all(statements)) return undefined;
  const texts = new Set(statements.map(each => leaking.source.getText(each).replace(/;$/, '')));
  if (texts.size > 1) return undefined;
  const release = `${[...texts][0] ?? leaking.release};`;
  const edits = statement.type === 'ExpressionStatement' && block.parent.type === 'TryStatement' && block.parent.block === block && !isDeclaredIn(block, leaking)
    ? inItsTry(leaking, block.parent, statements, release)
    : afterIt(leaking, statement, block, statements, release);
  return edits && tidy(leaking.source, edits);
}

/** Without the indentation of lines that go; nothing where a comment would go with them. */
function tidy(source: Leaking['source'], edits: readonly Edit[]): Edit[] | undefined {
  const cuts = edits.filter(({ range }) => range[0] < range[1]);
  if (cuts.some(edit => losesComment(source, edit))) return undefined;
  return edits.filter(edit => edit.text.trim() !== '' || !cuts.some(({ range }) => edit.range[0] === edit.range[1] && range[0] <= edit.range[0] && edit.range[0] < range[1]));
}

const all = <Item>(items: readonly (Item | undefined)[]): items is readonly Item[] => items.every(item => item !== undefined);

/** The statement `const client = await pool.connect()` or `client = await pool.connect()`. */
function statementOf(acquired: Node): T.Statement | undefined {
  const around = acquired.parent as Node;
  if (around.type === 'VariableDeclarator' && around.parent.declarations.length === 1) return around.parent;
  return around.type === 'AssignmentExpression' && around.parent.type === 'ExpressionStatement' ? around.parent : undefined;
}

/** The statement that is nothing but a release. */
function releaseStatement(release: Node): T.ExpressionStatement | undefined {
  const around = release.parent as Node;
  const statement = (around.type === 'AwaitExpression' || around.type === 'ChainExpression' ? around.parent : around) as Node;
  const whole = statement.type === 'AwaitExpression' ? statement.parent as Node : statement;
  return whole.type === 'ExpressionStatement' ? whole : undefined;
}

function isDeclaredIn(block: Node, { mentions, name, source }: Leaking): boolean {
  const mention = mentions.find(each => each.type === 'Identifier' && each.name === name);
  const declared = mention && source.getScope?.(mention).references.find(({ identifier }) => identifier === mention)?.resolved?.defs[0]?.name;
  return declared === undefined || contains(block, declared as Node);
}

/** `try { client = await pool.connect(); … } catch { … }`, the variable declared before: the same `try` gets a `finally`. */
function inItsTry(leaking: Leaking, statement: T.TryStatement, releases: readonly Node[], release: string): Edit[] | undefined {
  const { source, name } = leaking;
  if (statement.finalizer || !releases.every(each => contains(statement, each) && isLast(each, statement))) return undefined;
  if (leaking.mentions.some(mention => mention.range[0] > statement.range[1])) return undefined;
  const optional = release.replace(`${name}.`, `${name}?.`);
  if (optional === release) return undefined;
  return [...releases.map(each => removeStatement(source, each)), ...finallyAfter(source, statement, optional)];
}

function finallyAfter(source: Leaking['source'], statement: T.TryStatement, release: string): Edit[] {
  const eol = eolOf(source);
  const indent = indentOf(source, statement);
  return [insert(statement.range[1], ` finally {${eol}${indent}${unitOf(source)}${release}${eol}${indent}}`)];
}

function afterIt(leaking: Leaking, statement: T.Statement, block: T.BlockStatement | T.StaticBlock, releases: readonly Node[], release: string): Edit[] | undefined {
  const { source, mentions } = leaking;
  const start = block.body.indexOf(statement) + 1;
  const last = block.body.findLastIndex(each => mentions.some(mention => contains(each, mention)));
  if (last < start) return undefined;
  const closing = releases.find(each => each === block.body[last]);
  const nested = releases.filter(each => each !== closing);
  const rest = block.body.slice(last + 1);
  const [first] = block.body.slice(start);
  if (!first) return undefined;

  if (nested.length === 1 && nested[0] && !closing) {
    const finalizer = finalizerOf(nested[0]);
    if (finalizer && finalizer.parent === block.body[last]) return aroundFinally(leaking, block, start, finalizer, nested[0], release);
  }
  const body = block.body.slice(start, closing ? last : last + 1);
  const final = body.at(-1);
  if (!final) return undefined;
  if (!nested.every(each => isLast(each, final, body))) return undefined;

  const onlyTry = body.length === 1 && final.type === 'TryStatement' && !final.finalizer;
  const removals = releases.map(each => removeStatement(source, each));
  if (onlyTry && !closing) return [...removals, ...finallyAfter(source, final, release)];

  const end = closing ? closing.range[1] : final.range[1];
  const leaving = namesUsedAfter(source, body, end);
  const extended = leaving.length > 0 && rest.length > 0 && (releases.length === 0 || isSimpleExit(rest)) ? rest.at(-1) ?? final : final;
  const lifted = leaving.length > 0 && extended === final ? lift(source, body, leaving) : { before: '', edits: [] };
  if (!lifted) return undefined;
  return [...removals, ...wrap(source, first, extended, lifted.before, [release]), ...lifted.edits];
}

/** The `finally` block in which a release stands directly. */
function finalizerOf(release: Node): T.BlockStatement | undefined {
  const block = release.parent as Node;
  return block.type === 'BlockStatement' && block.parent.type === 'TryStatement' && block.parent.finalizer === block ? block : undefined;
}

/** The release is in a `finally` already: what stands before the `try`, or before the release in the `finally`, joins it. */
function aroundFinally(leaking: Leaking, block: T.BlockStatement | T.StaticBlock, start: number, finalizer: T.BlockStatement, releasing: Node, release: string): Edit[] | undefined {
  const { source } = leaking;
  const statement = finalizer.parent as T.TryStatement;
  const index = finalizer.body.indexOf(releasing as T.Statement);
  const gap = block.body.slice(start, block.body.indexOf(statement));
  const [before] = finalizer.body;
  const inFinally = index > 0 && before
    ? [removeStatement(source, releasing), ...wrap(source, before, finalizer.body[index - 1] ?? before, '', [release])]
    : [];
  const [first] = gap;
  if (!first) return inFinally.length > 0 ? inFinally : undefined;
  const leaving = namesUsedAfter(source, gap, statement.range[1]);
  if (leaving.length > 0) return undefined;
  if (index > 0 || statement.handler || finalizer.body.length > 1 || namesUsedAfter(source, gap, finalizer.range[0]).length > 0) {
    // The `catch` must not see what it did not see before.
    if (finalizer.body.length > 1 && index !== finalizer.body.length - 1) return undefined;
    const alone = finalizer.body.length === 1;
    if (alone && !statement.handler) return undefined;
    const removal = alone ? cut((source.getTokenBefore(finalizer, 1) ?? finalizer).range[1], finalizer.range[1]) : removeStatement(source, releasing);
    return [removal, ...wrap(source, first, statement, '', [release])];
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
    insert(range[0], `try {${eol}${indent}${unit}`),
    ...indentLines(source, range, unit),
    cut(head.range[0], head.range[1] + tail),
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

/** `return rows;` – leaving without doing anything more. */
function isSimpleExit(statements: readonly Node[]): boolean {
  const [first] = statements;
  if (statements.length !== 1 || !first) return false;
  if (first.type === 'ReturnStatement' || first.type === 'ThrowStatement') return !first.argument || isSimple(first.argument);
  return first.type === 'BreakStatement' || first.type === 'ContinueStatement';
}

function isSimple(expression: Node): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return isSimple(node.object) && (!node.computed || isSimple(node.property));
    case 'ObjectExpression':
      return node.properties.every(property => property.type === 'Property' && !property.computed && isSimple(property.value));
    case 'ArrayExpression':
      return node.elements.every(element => element !== null && element.type !== 'SpreadElement' && isSimple(element));
    case 'UnaryExpression':
      return isSimple(node.argument);
    case 'BinaryExpression':
      return isSimple(node.left) && isSimple(node.right);
    case 'TemplateLiteral':
      return node.expressions.every(isSimple);
    default:
      return false;
  }
}

/** Whether nothing happens between a release and the end of the region that a `finally` is put behind. */
function isLast(release: Node, region: Node, body: readonly Node[] = [region]): boolean {
  let at = release;
  for (const around of ancestors(release)) {
    if (isFunction(around)) return false;
    if (isStatementList(around) || around.type === 'SwitchCase') {
      const list: readonly Node[] = around.type === 'SwitchCase' ? around.consequent : around.body;
      const following = list.slice(list.indexOf(at) + 1);
      if (body.includes(at)) return following.length === 0 || at === body.at(-1);
      if (following.length > 0) return isSimpleExit(following) && !hasFinally(around, body);
    }
    if (around.type === 'TryStatement' && around.finalizer) return false;
    if (isFunction(around) || /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(around.type)) return false;
    if (around === region && around.type === 'TryStatement') return true;
    at = around;
    if (body.includes(at)) return at === body.at(-1);
  }
  return false;
}

function hasFinally(from: Node, body: readonly Node[]): boolean {
  for (const around of ancestors(from)) {
    if (body.includes(around)) return around.type === 'TryStatement' && around.finalizer !== null;
    if (around.type === 'TryStatement' && around.finalizer) return true;
  }
  return false;
}

/** Declares names before the `try` that are used behind it. */
function lift(source: Leaking['source'], statements: readonly Node[], names: readonly string[]): { before: string; edits: Edit[] } | undefined {
  const edits: Edit[] = [];
  const declarations: string[] = [];
  for (const statement of statements) {
    if (statement.type !== 'VariableDeclaration') {
      if (source.getDeclaredVariables?.(statement).some(({ name }) => names.includes(name))) return undefined;
      continue;
    }
    const [declarator] = statement.declarations;
    const declared = (source.getDeclaredVariables?.(statement) ?? []).map(({ name }) => name);
    if (!declared.some(name => names.includes(name))) continue;
    if (statement.declarations.length !== 1 || !declarator?.init) return undefined;
    const { id } = declarator;
    if (id.type !== 'Identifier') {
      // An object pattern at the start of a statement would be a block.
      const [open, close] = id.type === 'ObjectPattern' ? ['(', ')'] : ['', ''];
      if (id.typeAnnotation) return undefined;
      declarations.push(`let ${declared.join(', ')};`);
      edits.push({ range: [statement.range[0], id.range[0]], text: open }, insert(declarator.range[1], close));
      continue;
    }
    const annotation = id.typeAnnotation;
    declarations.push(`let ${id.name}${annotation ? source.getText(annotation) : ''};`);
    edits.push(cut(statement.range[0], id.range[0]));
    if (annotation) edits.push(cut(annotation.range[0], annotation.range[1]));
  }
  const [first] = statements;
  const indent = first ? indentOf(source, first) : '';
  return { before: declarations.map(line => `${line}${eolOf(source)}${indent}`).join(''), edits };
}
