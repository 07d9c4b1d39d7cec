import type { TSESLint } from '@typescript-eslint/utils';
import { after, replace, type Edit, type Ranged } from '../edit.ts';
import type { Pipelining } from '../file.ts';
import { importName } from './import-name.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';
import { wholeText } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** `a.pipe(b).pipe(res)` becomes `await pipeline(a, b, res)`. */
export function awaitPipeline(source: Source, { piping, keepsOpen }: Pipelining): Edit[] | undefined {
  const imported = importName(source, 'node:stream/promises', 'pipeline', ['streamPipeline', 'pipelineAsync']);
  if (!imported || losesComment(source, piping)) return undefined;
  const given = [...piping.streams, ...(keepsOpen ? [keepsOpen] : [])].map(each => wholeText(source, each));
  return [...imported.edits, replace(piping.node, `await ${imported.name}(${given.join(', ')})`)];
}

/** … becomes `pipeline(a, b, res, error => { … })`, which waits for nothing. */
export function callPipeline(source: Source, { piping, next, keepsOpen }: Pipelining): Edit[] | undefined {
  const imported = keepsOpen ? undefined : importName(source, 'node:stream', 'pipeline', ['streamPipeline', 'pipelineOf']);
  if (!imported || losesComment(source, piping)) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, piping.node);
  const given = piping.streams.map(each => wholeText(source, each)).join(', ');
  const told = `${eol}${indent}${unitOf(source)}if (error) ${next ?? 'console.error'}(error);${eol}${indent}`;
  return [...imported.edits, replace(piping.node, `${imported.name}(${given}, error => {${told}})`)];
}

/** `createReadStream(path).pipe(parser)` becomes `createReadStream(path).on('error', reject).pipe(parser)`. */
export function hearFirst(source: Source, { streams: [first] }: Pipelining['piping'], hearer: Ranged): Edit[] | undefined {
  const dot = first && source.getTokenAfter(first);
  if (!dot || !first || source.commentsExistBetween(first, dot)) return undefined;
  const between = source.text.slice(first.range[1], dot.range[0]);
  return [after(first, `${between}.on('error', ${source.text.slice(...hearer.range)})`)];
}

/** Whether a comment stands between the calls of the chain, not in one of its streams. */
function losesComment(source: Source, { node, streams }: Pipelining['piping']): boolean {
  return source.getCommentsInside(node).some(({ range: [from, to] }) =>
    !streams.some(each => each.range[0] <= from && to <= each.range[1]));
}
