import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, isStatementList, memberName, outermost, unwrapped, within, type Node } from '../ast.ts';
import { cut, insert, replace, type Edit } from '../edit.ts';
import type { Whole } from '../file.ts';
import { importName } from './import-name.ts';
import { eolOf, indentLines, indentOf, unitOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A loop that writes something of each row to a client, and what ends the answer behind it. */
interface Writing {
  loop: T.ForOfStatement;
  end: Node;
  into: string;
  writes: readonly T.CallExpression[];
}

/**
 * `const found = await orders.find().toArray(); for (const order of found) res.write(…); res.end();` becomes a pipeline from the cursor
 * through a generator.
 */
export function streamRows(source: Source, { use, how }: Whole): Edit[] | undefined {
  const load = use?.node;
  if (how !== 'rows' || use?.facts.loads.streams !== true || load?.type !== 'CallExpression') return undefined;
  const value = outermost(load);
  const declarator = value.parent as Node;
  const callee = unwrapped(load.callee);
  const around = enclosingFunction(load);
  if (value.type !== 'AwaitExpression' || declarator.type !== 'VariableDeclarator' || callee.type !== 'MemberExpression') return undefined;
  if (callee.optional || load.arguments.length > 0 || !around?.async || around.generator) return undefined;
  const writing = writingOf(source, declarator);
  const pipeline = writing && importName(source, 'node:stream/promises', 'pipeline', ['streamPipeline', 'pipelineAsync']);
  if (!writing || !pipeline) return undefined;
  const { loop, end, into, writes } = writing;
  const name = source.getText(loop.right);
  const [eol, indent, unit] = [eolOf(source), indentOf(source, loop), unitOf(source)];
  return [
    ...pipeline.edits,
    replace(value, source.getText(callee.object)),
    insert(loop.range[0], `await ${pipeline.name}(${name}, async function* (${name}) {${eol}${indent}${unit}`),
    insert(loop.range[0] + 'for'.length, ' await'),
    ...indentLines(source, loop.range, unit),
    ...writes.map(write => replace(write, `yield ${source.getText(write.arguments[0])}`)),
    insert(loop.range[1], `${eol}${indent}}, ${into});`),
    cut(loop.range[1], end.range[1]),
  ];
}

/** The loop in which alone the rows are read, and which does nothing with the answer but to write to it. */
function writingOf(source: Source, declarator: T.VariableDeclarator): Writing | undefined {
  const [rows] = source.getDeclaredVariables?.(declarator) ?? [];
  const [read, ...others] = rows?.references.filter(({ init }) => !init) ?? [];
  const loop = read?.identifier.parent;
  const list = declarator.parent.parent;
  if (declarator.id.type !== 'Identifier' || declarator.id.typeAnnotation || declarator.parent.declarations.length > 1) return undefined;
  if (others.length > 0 || loop?.type !== 'ForOfStatement' || loop.right !== read?.identifier || loop.await) return undefined;
  if (loop.left.type !== 'VariableDeclaration' || !isStatementList(list) || loop.parent !== list) return undefined;
  const end = list.body[list.body.indexOf(loop) + 1];
  const ending = end?.type === 'ExpressionStatement' ? end.expression : undefined;
  const into = ending?.type === 'CallExpression' && ending.arguments.length === 0 ? calledOn(ending, 'end') : undefined;
  if (!end || !into || source.text.slice(loop.range[1], end.range[0]).trim() !== '') return undefined;
  const parts = within(loop.body, source.visitorKeys);
  const writes = parts.flatMap(at => (at.type === 'ExpressionStatement' && at.expression.type === 'CallExpression'
    && at.expression.arguments.length === 1 && calledOn(at.expression, 'write')?.name === into.name ? [at.expression] : []));
  const isPlain = parts.every(at => !isFunction(at) && !/^((Return|Labeled)Statement|(This|Yield)Expression)$/.test(at.type));
  const mentions = parts.filter(at => at.type === 'Identifier' && (at.name === into.name || at.name === 'arguments'));
  const isSpread = writes.some(({ arguments: [given] }) => given?.type === 'SpreadElement');
  return isPlain && !isSpread && writes.length > 0 && mentions.length === writes.length
    ? { loop, end, into: into.name, writes } : undefined;
}

/** The name on which a method is called. */
function calledOn({ callee, optional }: T.CallExpression, method: string): T.Identifier | undefined {
  const isMethod = callee.type === 'MemberExpression' && !callee.optional && !optional && memberName(callee) === method;
  return isMethod && callee.object.type === 'Identifier' ? callee.object : undefined;
}
