import type { TSESLint } from '@typescript-eslint/utils';
import { calledName, isFunction, outermost, within, type FunctionNode, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Crowd } from '../file.ts';
import { importName } from './import-name.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** `await Promise.all(urls.map(load))` becomes `await Readable.from(urls).forEach(load, { concurrency: 10 })`. */
export function fewAtATime(source: Source, { node, items, fn, mapping, ask }: Crowd, isUnread: boolean):
{ method: string; edits: readonly Edit[] } | undefined {
  const value = outermost(node);
  if (!mapping || !fn || value.type !== 'AwaitExpression' || value.argument !== node || node.arguments[0] !== mapping) return undefined;
  if (calledName(node) !== 'all' || calledName(mapping) !== 'map') return undefined;
  if (mapping.arguments.length !== 1 || fn.params.length > 1) return undefined;
  // A stream ends at `null`.
  if (!isUnread && givesNull(source, fn)) return undefined;
  const between = source.getCommentsInside(node).some(({ range: [from, to] }) => from < fn.range[0] || to > fn.range[1]);
  const imported = between ? undefined : importName(source, 'node:stream', 'Readable', ['NodeReadable', 'ReadableStreamOf']);
  if (!imported) return undefined;
  const method = isUnread ? 'forEach' : 'map';
  // The answer of a request must not be dropped unread.
  const isDropped = ask.of === 'service' && fn.body.type !== 'BlockStatement';
  const work = isUnread ? (isDropped ? undefined : withoutValue(source, fn)) : source.getText(fn);
  if (work === undefined) return undefined;
  const made = `${imported.name}.from(${source.getText(items)}).${method}(${work}, { concurrency: 10 })`;
  return { method, edits: [...imported.edits, replace(node, isUnread ? made : `${made}.toArray()`)] };
}

/** A function that does the same and gives nothing. */
function withoutValue(source: Source, fn: FunctionNode): string | undefined {
  if (fn.body.type !== 'BlockStatement') {
    const head = source.text.slice(fn.range[0], source.getTokenBefore(fn.body, token => token.value === '=>')?.range[1]);
    const body = source.getText(fn.body);
    const isPlain = !/^[({]/.test(body) && source.text.slice(fn.body.range[1], fn.range[1]) === '';
    return isPlain ? `${fn.async ? '' : 'async '}${head} { ${fn.body.type === 'AwaitExpression' ? '' : 'await '}${body}; }` : undefined;
  }
  const gives = within(fn.body, source.visitorKeys, isFunction).some(at => at.type === 'ReturnStatement' && at.argument);
  return gives ? undefined : source.getText(fn);
}

const givesNull = (source: Source, fn: Node): boolean =>
  within(fn, source.visitorKeys, inner => inner !== fn && isFunction(inner)).some(at => at.type === 'Literal' && at.value === null);
