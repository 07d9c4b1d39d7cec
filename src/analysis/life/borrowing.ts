import type { TSESTree as T } from '@typescript-eslint/utils';
import { isFunction, unwrapped, type FunctionNode, type Node } from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { callsOf } from './freelist.ts';

/** A function of the file to which another one lends what it holds: `using(async client => …)`. */
export interface Borrower {
  /** The call that lends: `work(client)`. */
  call: T.CallExpression;
  fn: FunctionNode;
  /** Whether an expression is what it borrows. */
  it: (node: Node) => boolean;
}

/** Those who are known to borrow what a function holds, which calls them by a parameter of its own. */
export function borrowersOf(owner: Node, it: (node: Node) => boolean, origin: Origin): readonly Borrower[] {
  if (!isFunction(owner)) return [];
  const lendings = (origin.module.callsIn?.(owner) ?? []).filter((call): call is T.CallExpression => call.type === 'CallExpression');
  return lendings.flatMap(call => {
    const at = call.arguments.findIndex(argument => it(unwrapped(argument)));
    const callee = at < 0 ? undefined : unwrapped(call.callee);
    const parameter = callee?.type === 'Identifier' ? origin.module.bindings.of(callee) : undefined;
    const index = parameter && !parameter.reassigned ? owner.params.indexOf(parameter.declared) : -1;
    if (index < 0) return [];
    return callsOf(owner, origin).flatMap(({ arguments: given }) => borrowerIn(call, given[index], at, origin) ?? []);
  });
}

function borrowerIn(call: T.CallExpression, given: Node | undefined, at: number, origin: Origin): Borrower | undefined {
  const definition = given && origin.definition(given);
  const fn = definition?.origin === origin && isFunction(definition.node) && definition.node.async ? definition.node : undefined;
  const parameter = fn?.params[at];
  const binding = parameter?.type === 'Identifier' ? origin.module.bindings.of(parameter) : undefined;
  return fn && binding && { call, fn, it: node => node.type === 'Identifier' && origin.module.bindings.of(node) === binding };
}
