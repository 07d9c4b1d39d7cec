import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, enclosingClass, isCall, isFunction, memberName, unwrapped, type Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Binding } from './binding.ts';
import { fieldValues, membersOfThis } from './class.ts';
import type { Origin } from './origin.ts';

/** Methods that give some of the items of a list. */
const selecting = /^(filter|slice|reverse|sort|concat|toSorted|toReversed|values)$/;

/** What every item of a list is, where the file itself puts them in: `[new Pool()]`, `urls.map(url => new Pool(url))`, `pools.push(it)`. */
export function itemPathOf(list: Node, origin: Origin, depth = 0): FullPath | undefined {
  const node = unwrapped(list);
  if (depth > 4) return undefined;
  switch (node.type) {
    case 'AwaitExpression':
      return itemPathOf(node.argument, origin, depth + 1);
    case 'ArrayExpression':
      return node.elements.some(item => item?.type === 'SpreadElement') ? undefined : commonOf(node.elements, origin);
    case 'CallExpression':
      return itemPathOfCall(node, origin, depth);
    case 'Identifier': {
      const binding = origin.module.bindings.of(node);
      if (binding?.kind !== 'variable' || binding.reassigned) return undefined;
      return itemPathIn(binding.writes, binding.references, origin, depth);
    }
    case 'MemberExpression': {
      const owner = node.object.type === 'ThisExpression' ? enclosingClass(node) : undefined;
      const name = memberName(node);
      if (!owner || name === undefined) return undefined;
      const values = fieldValues(owner, name, origin.module.keys);
      return itemPathIn(values, membersOfThis(owner, origin.module.keys).get(name) ?? [], origin, depth);
    }
    default:
      return undefined;
  }
}

/** The path of a name that a loop gives each item to: `for (const pool of pools)`. */
export function itemPathOfLoop({ node }: Binding, origin: Origin): FullPath | undefined {
  const loop = node.parent?.parent;
  return loop?.type === 'ForOfStatement' ? itemPathOf(loop.right, origin) : undefined;
}

/** Whether a loop gives a name each item: `for (const pool of pools)`. */
export function isItem({ node }: Binding): boolean {
  const loop = node.type === 'VariableDeclarator' && node.id.type === 'Identifier' ? node.parent.parent : undefined;
  return loop?.type === 'ForOfStatement' && loop.left === node.parent;
}

function itemPathOfCall(call: T.CallExpression, origin: Origin, depth: number): FullPath | undefined {
  const name = calledName(call) ?? '';
  const [first] = call.arguments;
  const object = call.callee.type === 'MemberExpression' ? call.callee.object : undefined;
  if (object && name === 'map' && isFunction(first)) return commonOf(origin.returned(first), origin);
  if (object && selecting.test(name)) return itemPathOf(object, origin, depth + 1);
  return first && origin.ofCall(call) === ':Promise.all()' ? itemPathOf(first, origin, depth + 1) : undefined;
}

/** What a list is filled with: as it is written, and by `push()`. */
function itemPathIn(writes: readonly Node[], mentions: readonly Node[], origin: Origin, depth: number): FullPath | undefined {
  const pushed = mentions.flatMap(({ parent }) => {
    const call = parent?.type === 'MemberExpression' && memberName(parent) === 'push' ? parent.parent : undefined;
    return isCall(call) ? call.arguments : [];
  });
  const isEmpty = (value: Node): boolean => value.type === 'ArrayExpression' && value.elements.length === 0;
  const written = writes.filter(value => !isEmpty(value) && value.type !== 'TSTypeAnnotation');
  const paths = new Set([...written.map(value => itemPathOf(value, origin, depth + 1)), ...pushed.map(value => origin.of(value))]);
  return paths.size === 1 ? [...paths][0] : undefined;
}

function commonOf(values: readonly (Node | null)[], origin: Origin): FullPath | undefined {
  const paths = new Set(values.map(value => value && origin.of(value)));
  const [path] = paths;
  return paths.size === 1 ? path ?? undefined : undefined;
}
