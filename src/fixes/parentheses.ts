import type { TSESLint } from '@typescript-eslint/utils';
import { isCall, type Node } from '../ast.ts';
import type { Ranged } from '../edit.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A node with the parentheses that stand around it alone: the inner ones of `f((x))`. */
export function whole(source: Source, node: Node): Ranged {
  const own = parenthesisOf(source, node);
  let { range: [from, to] } = node;
  let [first, last] = [source.getTokenBefore(node), source.getTokenAfter(node)];
  while (first?.value === '(' && last?.value === ')' && first.range[0] !== own) {
    [from, to] = [first.range[0], last.range[1]];
    [first, last] = [source.getTokenBefore(first), source.getTokenAfter(last)];
  }
  return { range: [from, to] };
}

/** The text of a node with its parentheses. */
export const wholeText = (source: Source, node: Node): string => source.text.slice(...whole(source, node).range);

/** Where the parenthesis opens that what stands around a node needs itself. */
function parenthesisOf(source: Source, { parent, range }: Node): number | undefined {
  if (!parent) return undefined;
  const isOpen = { filter: (token: { value: string }): boolean => token.value === '(' };
  if (isCall(parent)) {
    const head = parent.typeArguments ?? parent.callee;
    return range[0] < head.range[1] ? undefined : source.getTokenAfter(head, isOpen)?.range[0];
  }
  if (parent.type === 'DoWhileStatement') return source.getTokenAfter(parent.body, isOpen)?.range[0];
  return /^(If|While|For|ForIn|ForOf|Switch|With)Statement$|^ImportExpression$/.test(parent.type)
    ? source.getFirstToken(parent, isOpen)?.range[0] : undefined;
}
