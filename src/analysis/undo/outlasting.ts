import {
  ancestors, contains, enclosingClass, enclosingFunction, isFunction, isLoop, outermost, within, type FunctionNode,
  type Node,
} from '../../ast.ts';
import { assignmentsToThis } from '../origin/class.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { executorOf } from '../place/operation.ts';
import { isRaced } from './deadline.ts';

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
  return executor !== undefined && (isRaced(executor.promise, origin) || isSecondChoice(executor.promise, origin));
}

/** Whether a promise is made first, and then waited for only where nothing else is found: `return (await take()) ?? next`. */
function isSecondChoice(promise: Node, origin: Origin): boolean {
  const declarator = outermost(promise).parent;
  const binding = declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier'
    ? origin.module.bindings.of(declarator.id) : undefined;
  if (!binding || binding.reassigned || binding.references.length === 0) return false;
  const owner = enclosingFunction(promise);
  return binding.references.every(reference => {
    let inner: Node = reference;
    for (const at of ancestors(reference)) {
      if (at === owner) return false;
      if (at.type === 'BlockStatement' && at.body.some(each => isReturn(each, promise, inner, origin))) return true;
      if (at.type === 'LogicalExpression' && at.right === inner && at.operator !== '&&') return true;
      if (at.type === 'ConditionalExpression' && at.test !== inner) return true;
      const other = at.type === 'IfStatement' && at.test !== inner ? (at.consequent === inner ? at.alternate : at.consequent) : undefined;
      if (other && givesBack(other, origin)) return true;
      inner = at;
    }
    return false;
  });
}

/** Whether something else is given back between two nodes, where there is such a thing: `if (job) return job;`. */
const isReturn = (statement: Node, before: Node, behind: Node, origin: Origin): boolean =>
  statement.type === 'IfStatement' && statement.range[0] > before.range[1] && statement.range[1] < behind.range[0]
    && givesBack(statement.consequent, origin);

const givesBack = (branch: Node, { module }: Origin): boolean =>
  within(branch, module.keys, isFunction).some(at => at.type === 'ReturnStatement' && at.argument !== null);

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
