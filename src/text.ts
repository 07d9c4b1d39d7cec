import type { TSESLint } from '@typescript-eslint/utils';
import { isCall, outermost, type CallNode, type Node } from './ast.ts';
import { hasOneOfEach, tokensOf } from './tokens.ts';

/** The text of a file, as messages and repairs quote it. */
export class Text {
  readonly source: TSESLint.SourceCode;

  constructor(source: TSESLint.SourceCode) {
    this.source = source;
  }

  text(node: Node): string {
    return this.source.getText(node);
  }

  /** The beginning of a node's text, for a message; of a call without the `await` in front. */
  excerpt(node: Node): string {
    const told = node.type === 'AwaitExpression' && isCall(node.argument) ? node.argument : node;
    const [first = '', ...more] = this.text(told).split('\n');
    // `connection` alone says nothing of `connection.query(…)`.
    const line = more[0] && /^\s*\??\./.test(more[0]) ? [first, ...more].map(each => each.trim()).join('') : first;
    return line.length > 40 ? `${line.slice(0, 39)}…` : line;
  }

  /** A node's text on one line, for a message. */
  inline(node: Node): string {
    const text = this.text(node).replaceAll(/\s+/g, ' ').replaceAll(/\s*(\.)/g, '$1');
    return text.length > 40 ? `${text.slice(0, 39)}…` : text;
  }

  /** What is called, for a message: `client.get()`. */
  called({ callee }: CallNode): string {
    const name = this.text(callee).replaceAll(/\s+/g, '');
    return `${name.length > 40 ? `…${name.slice(-39)}` : name}()`;
  }

  /** A string without its quotes, or the beginning of what else it is. */
  wordOf(node: Node): string {
    return this.excerpt(node).replace(/^(['"`])(.*)\1$/, '$2');
  }

  /** Whether one of each list of names is in the file. */
  mentions(...lists: readonly (readonly string[])[]): boolean {
    return hasOneOfEach(tokensOf(this.source), lists);
  }

  /** The expression that gives what a call gives, awaited or asserted. */
  valueOf(node: Node): Node {
    return outermost(node);
  }

  firstLine(node: Node): number {
    return node.loc.start.line;
  }

  lastLine(node: Node): number {
    return node.loc.end.line;
  }
}
