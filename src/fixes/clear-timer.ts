import type { TSESLint } from '@typescript-eslint/utils';
import { enclosingFunction, enclosingStatement, isFunction, outermost, type FunctionNode, type Node } from '../ast.ts';
import { after, insert, replace, type Edit } from '../edit.ts';
import type { Limit, Raced } from '../file.ts';
import { semicolonOf } from '../style.ts';
import { claimName } from './free-name.ts';
import { endBefore, eolOf, indentOf, isParenthesized, losesComment, movedTo, moveLines, removeStatement, unitOf } from './layout.ts';
import { undoInSiblings } from './undo-in-siblings.ts';

type Source = Readonly<TSESLint.SourceCode>;

const names = ['timer', 'timeout', 'deadline', 'timer2', 'timer3', 'timer4'];

/** Clears the timer of a race when the race is over: `.finally(() => clearTimeout(timer))`. */
export function clearAfterRace({ timer, race, statement }: Raced, source: Source, typed: boolean): Edit[] | undefined {
  const name = claimName(source.text, statement, names, timer);
  const value = outermost(timer);
  const executor = value.parent;
  if (name === undefined) return undefined;
  const [eol, unit, end] = [eolOf(source), unitOf(source), semicolonOf(source)];
  const type = typed ? ': ReturnType<typeof setTimeout> | undefined' : '';
  const declared = `let ${name}${type}${endBefore(source, statement.range[0])}`;
  const edits: Edit[] = [after(race, `.finally(() => clearTimeout(${name}))`)];
  if (isFunction(executor)) {
    const [from, to] = isFunction(statement.parent) ? indentsOf(source, statement, statement.parent) : ['', ''];
    const indent = indentOf(source, executor).replace(from, to);
    if (isParenthesized(source, value)) return undefined;
    const text = movedTo(source, value, `${indent}${unit}`);
    const arrow = source.getTokenBefore(value);
    const block = ` {${eol}${indent}${unit}${name} = ${text}${end}${eol}${indent}}`;
    edits.push({ range: [arrow ? arrow.range[1] : value.range[0], value.range[1]], text: block });
  } else edits.push(insert(value.range[0], `${name} = `));
  if (isFunction(statement.parent)) return inBlock(source, statement, edits, declared);
  return [...edits, insert(statement.range[0], `${declared}${eol}${indentOf(source, statement)}`)];
}

/** The indentation of a body, and that of what a block in its place would hold. */
const indentsOf = (source: Source, body: Node, fn: Node): [string, string] =>
  [indentOf(source, body), indentOf(source, fn) + unitOf(source)];

/** The body with its edits made, moved into a block of its own. */
function inBlock(source: Source, body: Node, edits: readonly Edit[], declared: string): Edit[] | undefined {
  const fn = body.parent as FunctionNode;
  if (isParenthesized(source, body)) return undefined;
  const [eol, end] = [eolOf(source), semicolonOf(source)];
  const arrow = source.getTokenBefore(body);
  const [from, inner] = indentsOf(source, body, fn);
  const isLeft = ({ range: [at] }: Edit): boolean => edits.every(({ range }) => at < range[0] || at >= range[1]);
  let text = source.getText(body);
  for (const { range, text: put } of [...edits, ...moveLines(source, body.range, from, inner).filter(isLeft)]
    .sort((a, b) => b.range[0] - a.range[0]))
    text = text.slice(0, range[0] - body.range[0]) + put + text.slice(range[1] - body.range[0]);
  const block = ` {${eol}${inner}${declared}${eol}${inner}return ${text}${end}${eol}${indentOf(source, fn)}}`;
  const edit = { range: [arrow ? arrow.range[1] : body.range[0], body.range[1]] as const, text: block };
  return source.getAllComments().some(({ range }) => range[0] >= edit.range[0] && range[1] <= edit.range[1]) ? undefined : [edit];
}

/** A signal that aborts by itself, in place of a controller and a timer: `AbortSignal.timeout(ms)`. */
export function limitBySignal({ spare, signal, ms }: Limit, source: Source): Edit[] | undefined {
  const own = replace(signal, `AbortSignal.timeout(${source.getText(ms)})`);
  const edits = [...spare.map(statement => removeStatement(source, statement)), own];
  return edits.some(edit => losesComment(source, edit)) ? undefined : edits;
}

/** Undoes what an object has done when it is closed. */
export function undoOnClose(source: Source, end: FunctionNode | undefined, undo: string): Edit[] | undefined {
  return end && undoInSiblings(source, [end], undo);
}

/** Clears a timer that an object keeps when that is closed, and before a method starts it again. */
export function clearOnClose(source: Source, timer: Node, end: FunctionNode, clear: string): Edit[] | undefined {
  const method = enclosingFunction(timer)?.parent;
  const edits = undoOnClose(source, end, clear);
  if (!method || (method.type === 'MethodDefinition' && method.kind === 'constructor')) return edits;
  const statement = enclosingStatement(timer);
  // `this.timer ??= …` starts no second one.
  const isFirst = statement?.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
    && statement.expression.operator !== '=';
  if (isFirst || (statement && isWhereNone(source, statement))) return edits;
  const isOwn = statement?.type === 'ExpressionStatement' && enclosingFunction(timer) !== end && statement.parent.type !== 'SwitchCase';
  return isOwn && edits
    ? [...edits, insert(statement.range[0], `${clear}${semicolonOf(source)}${eolOf(source)}${indentOf(source, statement)}`)]
    : undefined;
}

/** Whether a timer is only started where the field is empty: `if (!this.timer) this.timer = setTimeout(…)`. */
function isWhereNone(source: Source, statement: Node): boolean {
  const kept = statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression' ? statement.expression.left
    : undefined;
  const block = statement.parent?.type === 'BlockStatement' ? statement.parent : statement;
  const branch = block.parent;
  if (!kept || branch?.type !== 'IfStatement' || branch.consequent !== block) return false;
  const [field, test] = [source.getText(kept), source.getText(branch.test)];
  return test === `!${field}` || ['null', 'undefined'].some(none => test === `${field} == ${none}` || test === `${field} === ${none}`);
}
