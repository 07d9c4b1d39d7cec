import type { TSESLint } from '@typescript-eslint/utils';
import { cut, insert, replace, type Edit } from '../edit.ts';
import type { Draining } from '../file.ts';
import { importName } from './import-name.ts';
import { eolOf, indentOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** `out.write(x);` becomes `if (!out.write(x)) await once(out, 'drain');`, with a way out where a client reads it. */
export function waitForDrain(source: Source, drainings: readonly Draining[], signal: string | undefined): Edit[] | undefined {
  const [first] = drainings;
  if (!first) return undefined;
  const { stream, gone, loop } = first;
  const imported = importName(source, 'node:events', 'once', ['onceOf', 'waitOnce']);
  if (!imported) return undefined;
  const waiting = (look: string, options: string): Edit[] => drainings.map(({ statement, write }) => {
    const text = `if (!${source.getText(write)}${look}) await ${imported.name}(${stream}, 'drain'${options});`;
    // An `else` behind it belongs to the `if` before it.
    return replace(statement, statement.parent.type === 'IfStatement' ? `{ ${text} }` : text);
  });
  if (drainings.some(({ statement, write }) => source.getCommentsInside(statement).length > source.getCommentsInside(write).length))
    return undefined;
  if (gone === undefined) return [...imported.edits, ...waiting('', '')];
  const free = ['gone', 'clientGone', 'left'].find(each => !new RegExp(`\\b${each}\\b`).test(source.text));
  const name = signal === undefined ? free : undefined;
  const given = signal ?? (name === undefined ? undefined : `${name}.signal`);
  if (given === undefined) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, loop);
  const told = [`const ${name ?? ''} = new AbortController();`, `${stream}.once('close', () => ${name ?? ''}.abort());`, ''];
  return [
    ...imported.edits,
    ...(name === undefined ? [] : [insert(loop.range[0], told.join(`${eol}${indent}`))]),
    ...waiting(` && !${gone}`, `, { signal: ${given} }`),
  ];
}

/** `for await (const row of rows) res.write(row);` becomes `await pipeline(Readable.from(rows), res);`. */
export function pipeWhole(source: Source, { whole, stream }: Draining): Edit[] | undefined {
  if (!whole?.end || source.getCommentsInside(whole.loop).length > 0) return undefined;
  const readable = importName(source, 'node:stream', 'Readable', ['ReadableStreamOf']);
  const pipeline = importName(source, 'node:stream/promises', 'pipeline', ['streamPipeline', 'pipelineAsync']);
  if (!readable || !pipeline) return undefined;
  const { loop, end } = whole;
  const between = source.text.slice(loop.range[1], end.range[0]);
  if (between.trim() !== '') return undefined;
  const piped = `await ${pipeline.name}(${readable.name}.from(${source.getText(whole.source)}), ${stream});`;
  return [...readable.edits, ...pipeline.edits, replace(loop, piped), cut(loop.range[1], end.range[1])];
}
