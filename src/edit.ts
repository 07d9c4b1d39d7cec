import type { Rule } from 'eslint';

/** A change to the text, as plain data, so that edits are put together before any of them is made. */
export interface Edit {
  /** Offsets in the file: from, to. */
  range: readonly [number, number];
  text: string;
}

/** A node, or what else has a place in the file. */
export type Ranged = Pick<Edit, 'range'>;

export const before = (node: Ranged, text: string): Edit => ({ range: [node.range[0], node.range[0]], text });
export const after = (node: Ranged, text: string): Edit => ({ range: [node.range[1], node.range[1]], text });
export const replace = (node: Ranged, text: string): Edit => ({ range: node.range, text });
export const insert = (at: number, text: string): Edit => ({ range: [at, at], text });
export const cut = (from: number, to: number): Edit => ({ range: [from, to], text: '' });

/** The edits as ESLint wants them, in the order of their places. */
export function toFix(edits: readonly Edit[]): Rule.ReportFixer {
  return fixer => edits.map(edit => fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text));
}

/** Whether no two edits change the same text. */
export function areApart(edits: readonly Edit[]): boolean {
  const inOrder = edits.map(({ range }) => range).sort(([one, end], [other, last]) => one - other || end - last);
  return inOrder.every(([from], at) => at === 0 || from >= (inOrder[at - 1]?.[1] ?? 0));
}

/** Whether every comment in what edits take out is in what they put in. */
export function keepsComments({ text, comments }: { text: string; comments: readonly Ranged[] }, edits: readonly Edit[]): boolean {
  const taken = comments.filter(({ range: [from, to] }) => edits.some(({ range }) => from < range[1] && to > range[0]));
  if (taken.length === 0) return true;
  const plain = (said: string): string => said.replaceAll(/\s+/g, ' ').trim();
  let put = plain(edits.map(edit => edit.text).join(' '));
  return taken.every(({ range }) => {
    const left = put.replace(plain(text.slice(...range)), () => '');
    const isThere = left !== put;
    put = left;
    return isThere;
  });
}
