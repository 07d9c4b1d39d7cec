import type { TSESLint } from '@typescript-eslint/utils';
import { calledName, enclosingFunction, isStatementList, outermost, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Crowd } from '../file.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** `await Promise.allSettled(urls.map(load))` becomes a loop that waits for ten at a time. */
export function inBatches(source: Source, { node, items, fn, mapping }: Crowd, typed: boolean): Edit[] | undefined {
  const value = outermost(node);
  if (!mapping || !fn || fn.params.length > 1 || items.type !== 'Identifier' || calledName(node) !== 'allSettled') return undefined;
  if (calledName(mapping) !== 'map' || mapping.arguments.length !== 1 || node.arguments[0] !== mapping) return undefined;
  if (value.type !== 'AwaitExpression' || value.argument !== node) return undefined;
  const around = value.parent;
  const name = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' && !around.id.typeAnnotation ? around.id : undefined;
  const statement = name ? around.parent : around;
  const isDeclared = statement?.type === 'VariableDeclaration' && statement.kind === 'const' && statement.declarations.length === 1;
  const isAlone = name ? isDeclared : around.type === 'ExpressionStatement';
  if (!statement || !isAlone || !isStatementList(statement.parent)) return undefined;
  if (name && typed && !isOfOneFunction(source, statement)) return undefined;
  const isCommented = source.getCommentsInside(statement).some(({ range: [from, to] }) => from < fn.range[0] || to > fn.range[1]);
  const start = ['start', 'from', 'begin'].find(each => !new RegExp(`\\b${each}\\b`).test(source.text));
  if (isCommented || start === undefined) return undefined;
  const list = items.name;
  const settled = `await Promise.allSettled(${list}.slice(${start}, ${start} + 10).map(${source.getText(fn)}))`;
  const [eol, indent] = [eolOf(source), indentOf(source, statement)];
  const lines = [
    ...(name ? [`const ${name.name} = [];`] : []),
    `for (let ${start} = 0; ${start} < ${list}.length; ${start} += 10) {`,
    `${unitOf(source)}${name ? `${name.name}.push(...(${settled}))` : settled};`,
    '}',
  ];
  return [replace(statement, lines.join(`${eol}${indent}`))];
}

/** Whether the compiler can tell what a list that begins empty holds: where no other function mentions it. */
function isOfOneFunction(source: Source, statement: Node): boolean {
  const own = enclosingFunction(statement);
  return (source.getDeclaredVariables?.(statement) ?? []).every(({ references }) =>
    references.every(({ identifier }) => enclosingFunction(identifier) === own));
}
