import { memberName, stringOf, unwrapped, type CallNode, type Node } from '../../ast.ts';

/** Methods of routers. */
export const verbs = /^(get|post|put|patch|delete|del|head|options|all)$/;

/** Whether a call puts functions under a path: `app.post('/orders', create)`, `router.get(/^\/files/, list)`. */
export function isRoute({ callee, arguments: [path] }: CallNode): boolean {
  const called = unwrapped(callee);
  const name = called.type === 'MemberExpression' ? memberName(called) : undefined;
  return verbs.test(name ?? '') && (isPattern(path) || /^[/*]/.test(stringOf(path) ?? ''));
}

const isPattern = (node: Node | undefined): boolean => node?.type === 'Literal' && 'regex' in node;
