import {
  bare, enclosingClass, headOf, isCall, isFunction, isNullish, memberName, unwrapped, type ClassNode, type Node,
} from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Binding } from '../origin/binding.ts';
import { fieldValues } from '../origin/class.ts';
import type { Origin } from '../origin/origin.ts';
import { stepsTo } from '../origin/pattern.ts';
import { valuesOf } from '../origin/values.ts';

/** Whether what a call is made on is the pool, whoever calls: not a client that may have been passed in its place. */
export function isSurely(receiver: Node, origin: Origin, path = origin.of(receiver), depth = 0): boolean {
  const node = unwrapped(receiver);
  if (depth > 4) return false;
  switch (node.type) {
    case 'LogicalExpression':
      return [node.left, node.right].every(side => isNullish(side) || isSurely(side, origin, path, depth + 1) || isGlobal(side));
    case 'ConditionalExpression':
      return isSurely(node.consequent, origin, path, depth + 1) && isSurely(node.alternate, origin, path, depth + 1);
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding?.declared.typeAnnotation && isEither(binding.declared.typeAnnotation.typeAnnotation)) return false;
      if (binding?.kind === 'parameter') {
        const around = binding.declared.parent;
        const isAny = around.type === 'AssignmentPattern' && !binding.declared.typeAnnotation && !isLeftOut(node, around.right, origin);
        return !isAny && !binding.reassigned;
      }
      if (binding?.kind !== 'variable') return true;
      const field = fieldTakenBy(binding);
      if (field) return isSurelyField(field.owner, field.name, origin, path, depth);
      return binding.writes.every(write => isNullish(write) || isSurely(bare(write), origin, path, depth + 1));
    }
    case 'MemberExpression': {
      const owner = unwrapped(node.object).type === 'ThisExpression' ? enclosingClass(node) : undefined;
      return owner ? isSurelyField(owner, memberName(node) ?? '', origin, path, depth) : origin.of(node) === path;
    }
    default:
      return isCall(node) || isNullish(node);
  }
}

function isSurelyField(owner: ClassNode, name: string, origin: Origin, path: FullPath | undefined, depth: number): boolean {
  return fieldValues(owner, name, origin.module.keys).every(value => {
    if (value.type === 'TSTypeAnnotation') return !isEither(value.typeAnnotation);
    return isFunction(value) || isSurely(value, origin, path, depth + 1);
  });
}

/** The field that a name is taken out of: `const { pool } = this`. */
function fieldTakenBy({ declared, node, writes: [value, more] }: Binding): { owner: ClassNode; name: string } | undefined {
  const owner = value?.type === 'ThisExpression' && !more ? enclosingClass(value) : undefined;
  const [name, ...rest] = (owner && node.type === 'VariableDeclarator' && stepsTo(declared, node.id)) || [];
  return owner && name !== undefined && rest.length === 0 ? { owner, name: String(name) } : undefined;
}

/** Whether all callers, which the file knows, leave a parameter to its default. */
function isLeftOut(parameter: Node, byDefault: Node, origin: Origin): boolean {
  const values = valuesOf(parameter, origin);
  return values !== undefined && values.length > 0 && values.every(({ node }) => node === byDefault);
}

/** `globalThis.pool`, where what outlives a reload is kept. */
function isGlobal(node: Node): boolean {
  const head = headOf(node);
  return head.type === 'Identifier' && /^global/.test(head.name);
}

/** `Pool | PoolClient` */
function isEither(type: Node): boolean {
  return type.type === 'TSUnionType' && type.types.filter(each => each.type === 'TSTypeReference').length > 1;
}
