import type { TSESLint } from '@typescript-eslint/utils';
import { isCall, unwrapped, type Node } from '../ast.ts';
import { after, before, replace, type Edit } from '../edit.ts';
import type { View } from '../file.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Makes copies of parts, so that nothing keeps the whole; nothing where one of them cannot be copied in place. */
export function copyParts(source: Source, views: readonly View[]): Edit[] | undefined {
  const edits = views.map(view => copyOf(source, view));
  return edits.every(each => each !== undefined) ? edits.flat() : undefined;
}

function copyOf(source: Source, { node, copy }: View): Edit[] | undefined {
  switch (copy) {
    case 'buffer':
      return [before(node, 'Buffer.from('), after(node, ')')];
    case 'slice':
      return sliceOf(node);
    case 'text':
      return [before(node, 'Buffer.from('), after(node, ').toString()')];
    case 'perhaps text': {
      const text = source.getText(node);
      const copied = `${text} && Buffer.from(${text}).toString()`;
      if (isShorthand(node)) return [replace(node, `${text}: ${copied}`)];
      return [replace(node, standsAlone(node) ? copied : `(${copied})`)];
    }
    default:
      return undefined;
  }
}

/** `slice()` copies what `subarray()` shares. */
function sliceOf(node: Node): Edit[] {
  const callee = isCall(node) && node.type === 'CallExpression' ? unwrapped(node.callee) : undefined;
  return callee?.type === 'MemberExpression' ? [replace(callee.property, 'slice')] : [after(node, '.slice()')];
}

/** `{ name }` */
const isShorthand = ({ parent }: Node): boolean => parent?.type === 'Property' && parent.shorthand;

/** Whether nothing beside an expression binds it. */
function standsAlone(node: Node): boolean {
  const { parent } = node;
  if (isCall(parent)) return parent.callee !== node;
  return parent?.type === 'Property' || parent?.type === 'ArrayExpression' || parent?.type === 'VariableDeclarator'
    || parent?.type === 'ReturnStatement' || parent?.type === 'AssignmentExpression';
}
