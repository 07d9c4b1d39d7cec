import type { TSESLint } from '@typescript-eslint/utils';
import { contains, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Streaming } from '../file.ts';
import { importName } from './import-name.ts';
import { eolOf, indentOf, unitOf } from './layout.ts';
import { wholeText } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What is sent is a stream: of the answer that came, or of the file, opened first where it can be waited for. */
export function sendStream(source: Source, streaming: Streaming, typed: boolean): Edit[] | undefined {
  const { load, call, into, offered, waits } = streaming;
  if (source.getCommentsInside(load).length > 0) return undefined;
  if (offered !== undefined) {
    const made = offeredText(source, streaming);
    if (!call || !into) return given(source, streaming, [], made);
    return waits ? awaited(source, streaming, [], made, typed) : called(source, streaming, [], made, typed);
  }
  const [path] = load.arguments;
  if (!path || path.type === 'SpreadElement') return undefined;
  if (!call || !into) {
    const maker = makerOf(source, streaming);
    return maker && given(source, streaming, maker.edits, `${maker.name}(${wholeText(source, path)})`);
  }
  if (waits) {
    const opener = openerOf(source, streaming);
    const made = opener && `(await ${opener.name}(${wholeText(source, path)})).createReadStream()`;
    return made === undefined ? undefined : awaited(source, streaming, opener?.edits ?? [], made, false);
  }
  const maker = makerOf(source, streaming);
  return maker && called(source, streaming, maker.edits, `${maker.name}(${wholeText(source, path)})`, false);
}

/** `await pipeline(stream, res)` */
function awaited(source: Source, streaming: Streaming, edits: readonly Edit[], made: string, typed: boolean): Edit[] | undefined {
  const pipeline = importName(source, 'node:stream/promises', 'pipeline', ['streamPipeline', 'pipelineAsync']);
  const kind = typed ? importName(source, 'node:stream', 'Readable', ['NodeReadable', 'ReadableStreamOf']) : undefined;
  const { into } = streaming;
  if (!pipeline || !into || (typed && !kind)) return undefined;
  const text = (stream: string): string => `await ${pipeline.name}(${stream}${kind ? ` as ${kind.name}` : ''}, ${source.getText(into)})`;
  return piped(source, streaming, [...edits, ...pipeline.edits, ...kind?.edits ?? []], made, text);
}

/** `pipeline(stream, res, error => { … })` */
function called(source: Source, streaming: Streaming, edits: readonly Edit[], made: string, typed: boolean): Edit[] | undefined {
  const pipeline = importName(source, 'node:stream', 'pipeline', ['streamPipeline', 'pipelineOf']);
  const { call, into } = streaming;
  // Two names of one module would be imported by two statements.
  if (!pipeline || !call || !into || typed) return undefined;
  const eol = eolOf(source);
  const indent = indentOf(source, call);
  const told = `${eol}${indent}${unitOf(source)}if (error) console.error(error);${eol}${indent}`;
  const text = (stream: string): string => `${pipeline.name}(${stream}, ${source.getText(into)}, error => {${told}})`;
  return piped(source, streaming, [...edits, ...pipeline.edits], made, text);
}

/** The stream takes the place of what was read. */
function given(source: Source, { value, sent }: Streaming, edits: readonly Edit[], made: string): Edit[] {
  if (contains(sent, value)) return [...edits, replace(sent, made)];
  const name = nameOf(source, value);
  return [...edits, replace(value, made), ...(source.getText(sent) === name ? [] : [replace(sent, name)])];
}

/** … and a pipeline that of the call. */
function piped(
  source: Source, { value, sent, call }: Streaming, edits: readonly Edit[], made: string, text: (stream: string) => string,
): Edit[] | undefined {
  if (!call || source.getCommentsInside(call).length > 0) return undefined;
  if (contains(sent, value)) return [...edits, replace(call, text(made))];
  return [...edits, replace(value, made), replace(call, text(nameOf(source, value)))];
}

/** The constant that holds a value. */
function nameOf(source: Source, value: Node): string {
  return value.parent?.type === 'VariableDeclarator' ? source.getText(value.parent.id) : '';
}

function offeredText(source: Source, { load, offered = '' }: Streaming): string {
  const { callee } = load;
  const receiver = callee.type === 'MemberExpression' ? source.getText(callee.object) : '';
  return offered.replace(/^it/, receiver.replaceAll('$', '$$$$'));
}

function makerOf(source: Source, { module, maker }: Streaming): { name: string; edits: readonly Edit[] } | undefined {
  if (!maker) return undefined;
  if (module) return { name: `${source.getText(module)}.${maker.name}`, edits: [] };
  return importName(source, maker.module === 'fs' ? 'node:fs' : maker.module, maker.name, ['streamOf', 'openStream']);
}

function openerOf(source: Source, { promises }: Streaming): { name: string; edits: readonly Edit[] } | undefined {
  if (promises) return { name: `${source.getText(promises)}.open`, edits: [] };
  return importName(source, 'node:fs/promises', 'open', ['openFile', 'openHandle']);
}
