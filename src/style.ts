import type { TSESLint } from '@typescript-eslint/utils';
import { within } from './ast.ts';
import type { Edit } from './edit.ts';

/** What most statements of the file end with, where any could end otherwise. */
export function semicolonOf(source: Readonly<TSESLint.SourceCode>): string {
  let semicolon = semicolons.get(source);
  if (semicolon === undefined) {
    const ended = within(source.ast, source.visitorKeys).filter(({ type, parent }) =>
      /^(Expression|Return|Throw)Statement$|^ImportDeclaration$/.test(type)
      || (type === 'VariableDeclaration' && !/^For/.test(parent?.type ?? '')));
    const closed = ended.filter(each => source.getLastToken(each)?.value === ';').length;
    semicolons.set(source, semicolon = closed > 0 && 2 * closed >= ended.length ? ';' : '');
  }
  return semicolon;
}

const semicolons = new WeakMap<Readonly<TSESLint.SourceCode>, string>();

/**
 * Edits without the semicolons at the ends of their lines where the file has none. They stay where what follows would be read on, where
 * another edit follows at once, and in what may hold more than code.
 */
export function inStyle(source: Readonly<TSESLint.SourceCode>, edits: readonly Edit[]): readonly Edit[] {
  if (!edits.some(({ text }) => text.includes(';')) || semicolonOf(source)) return edits;
  return edits.map(edit => {
    const [, end] = edit.range;
    if (/`|\/[/*]/.test(edit.text) || edits.some(other => other !== edit && other.range[0] === end)) return edit;
    const behind = source.text.slice(end);
    const text = edit.text.replaceAll(/(?<=\S);/g, (semicolon, at: number) => {
      const next = edit.text.slice(at + 1) + behind;
      return /^[^\S\n]*(\n|$)/.test(next) && !/^\s*[([`<+\-/*]/.test(next) ? '' : semicolon;
    });
    return { ...edit, text };
  });
}
