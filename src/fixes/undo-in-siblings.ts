import type { TSESLint } from '@typescript-eslint/utils';
import {
  contains, enclosingStatement, isCall, isCallNamed, isFunction, isStatementList, within, type FunctionNode, type Node,
} from '../ast.ts';
import { insert, type Edit } from '../edit.ts';
import { eolOf, firstStatement, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;
type Scope = TSESLint.Scope.Scope;

/** Undoes something first thing in each callback that settles the promise; nothing where one of them has no body to put it in. */
export function undoInSiblings(source: Source, ends: readonly (FunctionNode | undefined)[], undo: string): Edit[] | undefined {
  const edits: Edit[] = [];
  for (const end of new Set(ends)) {
    const edit = end && isInReach(source, end, undo) ? atStartOf(source, end, undo) : undefined;
    if (!edit) return undefined;
    edits.push(...edit);
  }
  return edits.length > 0 ? edits : undefined;
}

/** Whether what a text mentions means the same in a callback, and has been made when the callback runs. */
function isInReach(source: Source, end: FunctionNode, text: string): boolean {
  const names = text.replace(/(['"`]).*?\1/g, '').match(/(?<![.\w$])[A-Za-z_$][\w$]*/g) ?? [];
  return names.every(name => {
    for (let scope: Scope | null | undefined = source.getScope?.(end.body); scope; scope = scope.upper) {
      const variable = scope.set.get(name);
      if (!variable) continue;
      const [definition] = variable.defs;
      const isLater = definition?.type === 'Variable' && definition.parent.kind !== 'var' && definition.name.range[0] > end.range[1];
      return !contains(end, scope.block) && (!isLater || !mayRunBefore(source, end, definition.node));
    }
    // What another function declares is not there: `const timer` inside the next callback.
    return source.scopeManager?.scopes.every(({ set }) => !set.has(name)) !== false;
  });
}

/** Whether something between a callback and a declaration behind it may call that: all but what listens. */
function mayRunBefore(source: Source, end: FunctionNode, declared: Node): boolean {
  const [from, to] = [enclosingStatement(end), enclosingStatement(declared)];
  const list = from?.parent;
  if (!from || !to || !isStatementList(list)) return true;
  const statements: readonly Node[] = list.body;
  const between = statements.slice(statements.indexOf(from), statements.indexOf(to));
  const listening = /^(on|once|addListener|prependListener|addEventListener|off|removeListener)$/;
  return between.length === 0 || between.some(statement =>
    within(statement, source.visitorKeys, isFunction).some(at => isCall(at) && !isCallNamed(at, listening)));
}

function atStartOf(source: Source, { body }: FunctionNode, undo: string): Edit[] | undefined {
  if (body.type !== 'BlockStatement') return asBlock(source, body, undo);
  const first = firstStatement(body);
  if (!first) return undefined;
  if (first.loc.start.line === body.loc.start.line) return [insert(first.range[0], `${undo}; `)];
  return [insert(first.range[0], `${undo};${eolOf(source)}${indentOf(source, first)}`)];
}

/** `() => reject(error)` becomes `() => { undo(); reject(error); }`: what settles gives nothing that anybody reads. */
function asBlock(source: Source, body: Node, undo: string): Edit[] | undefined {
  // An object or a sequence stands in parentheses.
  if (source.getTokenAfter(body)?.value === ')' && source.getTokenBefore(body)?.value === '(') return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, body);
  const inner = `${eol}${indent}${unitOf(source)}`;
  return [insert(body.range[0], `{${inner}${undo};${inner}`), insert(body.range[1], `;${eol}${indent}}`)];
}
