import type { TSESTree as T } from '@typescript-eslint/utils';
import { calledName, contains, isCall, outermost, unwrapped, within, type ClassNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import type { Place } from './place.ts';

/** Decorators of classes of which a container makes one. */
const single = /^(Injectable|Service|Singleton|singleton|Controller|Module|WebSocketGateway|Processor|Global|Resolver)$/;

/** Whether the file makes one object of a class, or a container does. */
export function isSingle(owner: ClassNode, placeOf: (node: Node) => Place, origin: Origin): boolean {
  const decorators = (owner.decorators as T.Decorator[] | undefined) ?? []; // espree has none
  const isManaged = decorators.some(({ expression }) => {
    const callee = isCall(expression) ? unwrapped(expression.callee) : expression;
    return callee.type === 'Identifier' && single.test(callee.name);
  });
  return isManaged || isMadeOnce(owner, placeOf, origin);
}

/** Whether the file itself makes one object of a class, which is there as long as the program. */
export function isMadeOnce(owner: ClassNode, placeOf: (node: Node) => Place, origin: Origin): boolean {
  if (keepsFirst(owner, origin)) return true;
  const binding = owner.id ? origin.module.bindings.of(owner.id) : undefined;
  const made = (binding?.references ?? []).flatMap(({ parent }) => (parent.type === 'NewExpression' ? [parent] : []));
  const isOwn = (at: Node): boolean => at.type === 'NewExpression' && calledName(at) === owner.id?.name;
  const isPrivate = owner.body.body.some(
    member => member.type === 'MethodDefinition' && member.kind === 'constructor' && member.accessibility === 'private',
  );
  const isOnce = made.length > 0 && made.every(call => placeOf(call).runs === 'once' || contains(owner, call));
  return (isPrivate || isOnce) && !within(owner.body, origin.module.keys).some(at => isOwn(at) && isHandedOut(at, origin));
}

/** Whether a constructor keeps the first object outside of the class, and gives that to all: `instance ??= this; return instance;`. */
function keepsFirst(owner: ClassNode, { module: { bindings, keys } }: Origin): boolean {
  const constructor = owner.body.body.find(member => member.type === 'MethodDefinition' && member.kind === 'constructor');
  const parts = constructor ? within(constructor, keys) : [];
  const keepers = parts.flatMap(at => (at.type === 'AssignmentExpression' && at.right.type === 'ThisExpression' ? [at.left] : []));
  return parts.some(at => at.type === 'ReturnStatement' && at.argument?.type === 'Identifier'
    && keepers.some(keeper => keeper.type === 'Identifier' && bindings.of(keeper) === bindings.of(at.argument as T.Identifier)));
}

/** Whether a method gives a new object each time, `static open()`, or a part of it, and keeps none, as `static instance()` does. */
function isHandedOut(call: Node, { module: { bindings } }: Origin): boolean {
  let value = outermost(call);
  // `return new Call(options).promise;`
  while (value.parent?.type === 'MemberExpression' && value.parent.object === value) value = outermost(value.parent);
  const around = value.parent;
  if (around?.type === 'ReturnStatement') return true;
  const binding = around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? bindings.of(around.id) : undefined;
  const values = binding?.references.map(reference => outermost(reference)) ?? [];
  return values.some(({ parent }) => parent?.type === 'ReturnStatement')
    && !values.some(value => value.parent?.type === 'AssignmentExpression' && value.parent.right === value);
}
