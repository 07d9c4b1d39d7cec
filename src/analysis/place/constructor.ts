import { ancestors, memberName, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a value is `this` in a method of a prototype, also by a name: `Feed.prototype.open = function () { this.on(…); }`. */
export function isOfPrototype(value: Node, origin: Origin): boolean {
  const binding = value.type === 'Identifier' ? origin.module.bindings.of(value) : undefined;
  const self = binding?.kind === 'variable' && !binding.reassigned ? binding.writes[0] : value;
  const owner = self?.type === 'ThisExpression' ? [...ancestors(self)].find(at => /^Function/.test(at.type)) : undefined;
  const method = owner?.parent;
  const left = method?.type === 'AssignmentExpression' && method.right === owner ? method.left : undefined;
  return left?.type === 'MemberExpression' && left.object.type === 'MemberExpression' && memberName(left.object) === 'prototype';
}
