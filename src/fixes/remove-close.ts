import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { calledName, isFunction, unwrapped, type Node } from '../ast.ts';
import { cut, type Edit } from '../edit.ts';
import { losesComment } from './layout.ts';
import { whole } from './parentheses.ts';
import { withoutReleases } from './without-release.ts';

/** Takes out a call that closes: its statement, or the step of a promise chain that does nothing else. */
export function removeClose(source: Readonly<TSESLint.SourceCode>, call: T.CallExpression): Edit[] | undefined {
  const edits = withoutStep(source, call) ?? withoutReleases(source, [call], call.arguments);
  return edits?.some(edit => losesComment(source, edit)) ? undefined : edits;
}

/** `.finally(() => pool.end())` */
function withoutStep(source: Readonly<TSESLint.SourceCode>, call: T.CallExpression): Edit[] | undefined {
  let at: Node = call;
  while (at.parent && /^(AwaitExpression|ChainExpression)$/.test(at.parent.type)) at = at.parent;
  const fn = at.parent;
  const step = isFunction(fn) && fn.body === at ? fn.parent : undefined;
  if (step?.type !== 'CallExpression' || calledName(step) !== 'finally') return undefined;
  const callee = unwrapped(step.callee);
  return callee.type === 'MemberExpression' ? [cut(whole(source, callee.object).range[1], step.range[1])] : undefined;
}
