import { ancestors, calledName, isFunction, outermost, within, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether work settles a promise that is made around it, so that whoever waits for that waits for the work. */
export function settlesAround(whole: Node, origin: Origin): boolean {
  for (const at of ancestors(whole)) {
    if (!isFunction(at) || at.parent.type !== 'NewExpression' || calledName(at.parent) !== 'Promise' || isDropped(at.parent)) continue;
    const [resolve] = at.params;
    const settling = at.params.filter(({ type }) => type === 'Identifier');
    return resolve !== undefined && within(whole, origin.module.keys).some(
      node => node.type === 'Identifier' && settling.some(parameter => origin.module.bindings.of(node)?.declared === parameter),
    );
  }
  return false;
}

function isDropped(promise: Node): boolean {
  const value = outermost(promise);
  const around = value.parent;
  return value.type !== 'AwaitExpression'
    && (around?.type === 'ExpressionStatement' || (around?.type === 'UnaryExpression' && around.operator === 'void'));
}
