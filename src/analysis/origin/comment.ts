import type { TSESLint } from '@typescript-eslint/utils';
import type { FunctionNode, Node } from '../../ast.ts';

const documented = new WeakMap<object, boolean>();

/** Whether any comment of the file tells of types. */
function isDocumented(source: TSESLint.SourceCode): boolean {
  let is = documented.get(source);
  if (is === undefined) documented.set(source, is = /@(param|returns?|type)\b/.test(source.text));
  return is;
}

/** The comment before a function that documents its type, or what it takes and gives. */
export function commentBefore(fn: FunctionNode, source: TSESLint.SourceCode): string | undefined {
  if (!isDocumented(source)) return undefined;
  let at: Node = fn;
  while (at.parent && /^(Variable|Export|Method|Property|Assignment|Expression)/.test(at.parent.type)) at = at.parent;
  const comment = source.getCommentsBefore(at).at(-1);
  return comment?.type === 'Block' ? comment.value : undefined;
}
