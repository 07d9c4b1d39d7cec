import type { TSESLint } from '@typescript-eslint/utils';
import { unwrapped } from '../ast.ts';
import { after, replace, type Edit } from '../edit.ts';
import type { Needless } from '../file.ts';
import { losesComment } from './layout.ts';
import { whole } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Does without the copy, or without the parts that nobody asks for. */
export function withoutCopy({ way, node, call, instead }: Needless, source: Source): Edit[] | undefined {
  if (way === 'split') {
    const separator = call?.arguments[0];
    return separator && [after(whole(source, separator), ', 1')];
  }
  // What may not be there at all can be copied, but not asked.
  if (!instead || instead.type === 'ChainExpression' || (way !== 'read' && way !== 'again')) return undefined;
  const text = source.getText(instead);
  const isPlain = /^(Identifier|MemberExpression|CallExpression|ArrayExpression)$/.test(unwrapped(instead).type);
  const space = isPlain && /[\w$]$/.test(source.text.slice(0, node.range[0])) && /^[\w$]/.test(text) ? ' ' : '';
  const edit = replace(node, isPlain ? `${space}${text}` : `(${text})`);
  const isAsked = source.getTokenBefore(instead)?.value === '(' && node.type !== 'CallExpression';
  const isLost = losesComment(source, { range: [node.range[0], instead.range[0]], text: '' })
    || losesComment(source, { range: [instead.range[1], node.range[1]], text: '' });
  return isLost || isAsked ? undefined : [edit];
}
