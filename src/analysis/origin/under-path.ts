import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  declaredName, memberName, propertyName, propertyNamed, stringOf, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Origin } from './origin.ts';

/** Methods of routers. */
export const verbs = /^(get|post|put|patch|delete|del|head|options|all)$/;

/** Whether a call puts functions under a path: `app.post('/orders', create)`, `router.get(/^\/files/, list)`. */
export function isRoute({ callee, arguments: [path] }: CallNode): boolean {
  const called = unwrapped(callee);
  const name = called.type === 'MemberExpression' ? memberName(called) : undefined;
  return verbs.test(name ?? '') && (isPattern(path) || /^[/*]/.test(stringOf(path) ?? ''));
}

const isPattern = (node: Node | undefined): boolean => node?.type === 'Literal' && 'regex' in node;

/** What an object says of its route: `method: 'POST'`. */
const methods = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*)$/i;

/** Whether a function answers under a path, as an object tells: `{ method: 'POST', path: '/orders', handler: create }`. */
export function isRouteHandler(fn: FunctionNode, { module: { bindings } }: Origin): boolean {
  const name = declaredName(fn);
  const mentions: readonly Node[] = [fn, ...((name && bindings.of(name)?.references) ?? [])];
  return mentions.some(mention => {
    const { parent } = mention;
    const isGiven = parent?.type === 'Property' && parent.value === mention && propertyName(parent.key, parent.computed) === 'handler';
    return isGiven && parent.parent.type === 'ObjectExpression' && isOfRoute(parent.parent);
  });
}

function isOfRoute(object: T.ObjectExpression): boolean {
  const textOf = (name: string): string => {
    const value = propertyNamed(object, name)?.value;
    return (value && stringOf(unwrapped(value))) ?? '';
  };
  return methods.test(textOf('method')) && (textOf('path') || textOf('url')).startsWith('/');
}
