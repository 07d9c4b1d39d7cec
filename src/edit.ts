import type { Rule } from 'eslint';
import type { Node } from './ast.ts';

/** A change to the text, as plain data, so that edits are put together before any of them is made. */
export interface Edit {
  /** Offsets in the file: from, to. */
  range: readonly [number, number];
  text: string;
}

export const before = (node: Node, text: string): Edit => ({ range: [node.range[0], node.range[0]], text });
export const after = (node: Node, text: string): Edit => ({ range: [node.range[1], node.range[1]], text });
export const replace = (node: Node, text: string): Edit => ({ range: node.range, text });
export const insert = (at: number, text: string): Edit => ({ range: [at, at], text });
export const cut = (from: number, to: number): Edit => ({ range: [from, to], text: '' });

/** The edits as ESLint wants them, in the order of their places. */
export function toFix(edits: readonly Edit[]): Rule.ReportFixer {
  return fixer => edits.map(edit => fixer.replaceTextRange([edit.range[0], edit.range[1]], edit.text));
}
