import { ancestors, isFunction, isLoop, isStatementList, unwrapped, type Node } from '../ast.ts';

/** `return rows;` – leaving without doing anything more. */
export function isSimpleExit(statements: readonly Node[]): boolean {
  const [first] = statements;
  if (statements.length !== 1 || !first) return false;
  if (first.type === 'ReturnStatement' || first.type === 'ThrowStatement') return !first.argument || isSimple(first.argument);
  return first.type === 'BreakStatement' || first.type === 'ContinueStatement';
}

/** Whether working out a value does nothing else. */
export function isSimple(expression: Node): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
      return true;
    case 'MemberExpression':
      return isSimple(node.object) && (!node.computed || isSimple(node.property));
    case 'ObjectExpression':
      return node.properties.every(property => property.type === 'Property' && !property.computed && isSimple(property.value));
    case 'ArrayExpression':
      return node.elements.every(element => element !== null && element.type !== 'SpreadElement' && isSimple(element));
    case 'UnaryExpression':
      return isSimple(node.argument);
    case 'BinaryExpression':
      return isSimple(node.left) && isSimple(node.right);
    case 'TemplateLiteral':
      return node.expressions.every(isSimple);
    default:
      return false;
  }
}

/** Whether nothing happens between a release and the end of the region that a `finally` is put behind. */
export function isLast(release: Node, region: Node, body: readonly Node[] = [region]): boolean {
  let at = release;
  for (const around of ancestors(release)) {
    if (isFunction(around)) return false;
    if (isStatementList(around) || around.type === 'SwitchCase') {
      const list: readonly Node[] = around.type === 'SwitchCase' ? around.consequent : around.body;
      const following = list.slice(list.indexOf(at) + 1);
      if (body.includes(at)) return following.length === 0 || at === body.at(-1);
      if (following.length > 0) return isSimpleExit(following) && !hasFinally(around, body);
    }
    if (around.type === 'TryStatement' && around.finalizer) return false;
    if (isLoop(around)) return false;
    if (around === region && around.type === 'TryStatement') return true;
    at = around;
    if (body.includes(at)) return at === body.at(-1);
  }
  return false;
}

function hasFinally(from: Node, body: readonly Node[]): boolean {
  for (const around of ancestors(from)) {
    if (body.includes(around)) return around.type === 'TryStatement' && around.finalizer !== null;
    if (around.type === 'TryStatement' && around.finalizer) return true;
  }
  return false;
}

/** Whether a statement is all that a `try` with a `catch` holds: `try { client.release(); } catch { … }`. */
export function isCaughtAlone({ parent }: Node): boolean {
  return parent?.type === 'BlockStatement' && parent.body.length === 1
    && parent.parent.type === 'TryStatement' && parent.parent.block === parent && parent.parent.handler !== null;
}
