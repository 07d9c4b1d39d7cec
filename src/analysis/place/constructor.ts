import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, isCallNamed, memberName, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { nameOf } from './operation.ts';

/** The calls by which the file makes objects of a function that is a class: it has a prototype of its own. Nothing where it is none. */
export function objectsOf(fn: FunctionNode, origin: Origin): readonly Node[] | undefined {
  if (fn.type === 'ArrowFunctionExpression') return undefined;
  const references = nameOf(fn, origin)?.references ?? [];
  const isInherited = references.some(({ parent }) => isCallNamed(parent, /^(inherits|setPrototypeOf)$/));
  if (!isInherited && !references.some(reference => prototypeOf(reference))) return undefined;
  return references.flatMap(({ parent }) => (parent?.type === 'NewExpression' ? [parent] : []));
}

/** `Feed.prototype.close`, each time that it is mentioned. */
export function prototypeMembersOf(fn: FunctionNode, origin: Origin): T.MemberExpression[] {
  return (nameOf(fn, origin)?.references ?? []).flatMap(reference => {
    const prototype = prototypeOf(reference);
    return prototype?.parent.type === 'MemberExpression' && prototype.parent.object === prototype ? [prototype.parent] : [];
  });
}

/** Whether a value is `this` in a method of a prototype, also by a name: `Feed.prototype.open = function () { this.on(…); }`. */
export function isOfPrototype(value: Node, origin: Origin): boolean {
  const binding = value.type === 'Identifier' ? origin.module.bindings.of(value) : undefined;
  const self = binding?.kind === 'variable' && !binding.reassigned ? binding.writes[0] : value;
  const owner = self?.type === 'ThisExpression' ? [...ancestors(self)].find(at => /^Function/.test(at.type)) : undefined;
  const method = owner?.parent;
  const left = method?.type === 'AssignmentExpression' && method.right === owner ? method.left : undefined;
  return left?.type === 'MemberExpression' && left.object.type === 'MemberExpression' && memberName(left.object) === 'prototype';
}

const prototypeOf = ({ parent }: Node): T.MemberExpression | undefined =>
  parent?.type === 'MemberExpression' && memberName(parent) === 'prototype' ? parent : undefined;
