import type { TSESLint } from '@typescript-eslint/utils';
import { isFunction, propertyNamed, unwrapped, type Node } from '../ast.ts';
import { replace, type Edit } from '../edit.ts';
import type { Excess, Use } from '../file.ts';
import { addLimit } from './add-limit.ts';
import { addTo } from './bound-wait.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** Sets a limit to how many bytes a call takes in, in place of one that is none or too high. */
export function limitBytes(source: Source, { node }: Use<'admits'>, { said, admits }: Excess): Edit[] | undefined {
  const { limits: [limit], options = 0, of, write } = admits;
  if (limit === undefined || write === undefined) return undefined;
  if (said) return [replace(lastOf(said), write)];
  const given = node.arguments[options];
  if (isFunction(given) || (of !== undefined && given && given.type !== 'ObjectExpression')) return undefined;
  const [outer = '', inner] = limit.split('.');
  if (inner === undefined) return addLimit(source, node, options, `${outer}: ${write}`);
  const object = given?.type === 'ObjectExpression' ? propertyNamed(given, outer)?.value : undefined;
  if (object) return object.type === 'ObjectExpression' ? addTo(source, object, `${inner}: ${write}`) : undefined;
  return addLimit(source, node, options, `${outer}: { ${inner}: ${write} }`);
}

/** `process.env.LIMIT || '50mb'`: what holds where the first says nothing. */
function lastOf(said: Node): Node {
  const node = unwrapped(said);
  return node.type === 'LogicalExpression' ? lastOf(node.right) : node;
}
