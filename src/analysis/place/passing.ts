import { contains, enclosingFunction, isCall, isCallNamed, outermost, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import { makesPromise } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/**
 * Whether what is made belongs to what one call does: the function, which is given something, holds it under a name of its own, asks it,
 * and keeps and hands it to nobody.
 */
export function isOfOperation(made: Node, origin: Origin): boolean {
  const fn = enclosingFunction(made);
  const around = outermost(made).parent;
  if (!fn || fn.params.length === 0 || around?.type !== 'VariableDeclarator' || around.id.type !== 'Identifier') return false;
  const mentions = origin.module.bindings.of(around.id)?.references.filter(mention => mention !== around.id) ?? [];
  return mentions.length > 0 && mentions.every(mention => {
    const { parent } = outermost(mention);
    return parent?.type === 'MemberExpression' && unwrapped(parent.object) === mention
      && isDuring(mention, fn, origin) && !isHandedOn(parent);
  });
}

/** Whether what a method of it gives is registered with something that outlives the call: `app.use(watch.middleware())`. */
function isHandedOn(member: Node): boolean {
  const call = member.parent;
  const taker = isCall(call) && call.callee === member ? outermost(call).parent : undefined;
  return isCallNamed(taker, /^(use|on|once|all|get|post|put|patch|delete|add\w*|register\w*|subscribe|route)$/) && taker.callee !== call;
}

/** Whether it stands in a function itself, or in the promise that this returns. */
function isDuring(mention: Node, fn: FunctionNode, origin: Origin): boolean {
  let own = enclosingFunction(mention);
  while (own && own !== fn && contains(fn, own)) {
    const call = own.parent;
    // What is told of the end of it.
    if (!makesPromise(call, origin) && !isCallNamed(call, /^(then|catch|finally|on|once)$/)) return false;
    own = enclosingFunction(call);
  }
  return own === fn;
}
