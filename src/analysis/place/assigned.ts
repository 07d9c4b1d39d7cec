import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, isCallNamed, isFunction, memberName, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** The name of an object made in the file that a function is assigned to as a method: `const api = {}; api.stop = () => …;` */
export function nameAssignedTo({ parent }: FunctionNode, { module: { bindings } }: Origin): T.Identifier | undefined {
  const left = parent.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' ? parent.left : undefined;
  const binding = left?.object.type === 'Identifier' && memberName(left) !== undefined ? bindings.of(left.object) : undefined;
  const [made, ...more] = binding?.kind === 'variable' ? binding.writes : [];
  return binding && made && more.length === 0 && isObject(bare(made)) ? binding.declared : undefined;
}

const isObject = (made: Node): boolean => /^(Object|New)Expression$/.test(made.type) || isCallNamed(made, /^create$/);

/** A function that is assigned to a member of an object. */
interface Assigned {
  name: string;
  fn: FunctionNode;
}

/** The functions that are assigned to an object as its methods. */
export function assignedTo(name: T.Identifier, origin: Origin): readonly Assigned[] {
  return (origin.module.bindings.of(name)?.references ?? []).flatMap(({ parent: member }) => {
    const given = member.type === 'MemberExpression' && member.parent.type === 'AssignmentExpression' && member.parent.left === member
      ? origin.definition(member.parent.right)?.node : undefined;
    return member.type === 'MemberExpression' && isFunction(given) ? [{ name: memberName(member) ?? '', fn: given }] : [];
  });
}

/** Where a method is mentioned by which it is assigned to an object: `api.stop()`. */
export function mentionsOfAssigned(fn: FunctionNode, origin: Origin): readonly Node[] {
  const object = nameAssignedTo(fn, origin);
  const own = object && fn.parent.type === 'AssignmentExpression' ? fn.parent.left : undefined;
  const name = own?.type === 'MemberExpression' ? memberName(own) : undefined;
  const references = (object && origin.module.bindings.of(object)?.references) ?? [];
  return references.flatMap(({ parent }) =>
    (parent.type === 'MemberExpression' && parent !== own && memberName(parent) === name ? [parent] : []));
}
