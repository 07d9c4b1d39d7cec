import { ancestors, contains, enclosingClass, enclosingFunction, isLoop, type FunctionNode, type Node } from '../ast.ts';
import { assignmentsToThis } from './class.ts';
import { isRaced } from './deadline.ts';
import { rootOf } from './identity.ts';
import { executorOf } from './operation.ts';
import type { Origin } from './origin.ts';

/** The loop in each turn of which a promise is waited for that a node helps to settle, while what it uses was there before. */
export function turnOf(node: Node, used: Node, operation: FunctionNode, origin: Origin): Node | undefined {
  const executor = executorOf(node, operation, origin);
  const loop = executor && loopAround(executor.promise);
  if (!loop || !contains(operation, loop)) return undefined;
  const root = rootOf(used);
  if (root.type === 'ThisExpression') return isRenewedIn(loop, used, origin) ? undefined : loop;
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const isOlder = binding !== undefined && !contains(loop, binding.declared) && !binding.writes.some(write => contains(loop, write));
  return isOlder ? loop : undefined;
}

/** Whether what a node helps to settle is waited for only until something else is: `Promise.race([heard, late])`. */
export function runsInRace(node: Node, operation: FunctionNode, origin: Origin): boolean {
  const executor = executorOf(node, operation, origin);
  return executor !== undefined && isRaced(executor.promise, origin);
}

function loopAround(node: Node): Node | undefined {
  const fn = enclosingFunction(node);
  for (const at of ancestors(node)) {
    if (at === fn) return undefined;
    if (isLoop(at)) return at;
  }
  return undefined;
}

/** Whether a field is given a new value in each turn. */
function isRenewedIn(loop: Node, field: Node, { module }: Origin): boolean {
  const owner = enclosingClass(field);
  const written = module.sourceOf(field);
  const assignments = owner ? assignmentsToThis(owner, module.keys) : [];
  return assignments.some(({ left }) => contains(loop, left) && written.startsWith(module.sourceOf(left)));
}
