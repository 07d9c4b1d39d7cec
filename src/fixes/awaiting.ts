import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, enclosingFunction, isCall, unwrapped, within, type Node } from '../ast.ts';
import { after, before, type Edit } from '../edit.ts';
import type { Leaking } from '../file.ts';

/**
 * `return client.query(…)` becomes `return await client.query(…)`, lest the client goes back before the answer has come.
 * Nothing where the answer may come later than anybody can wait for.
 */
export function awaitReturns(leaking: Leaking, from: Node): Edit[] | undefined {
  const owner = enclosingFunction(from);
  if (!owner || owner.body.type !== 'BlockStatement') return undefined;
  const edits: Edit[] = [];
  for (const node of within(owner.body, leaking.source.visitorKeys)) {
    if (node.range[0] < from.range[1] || enclosingFunction(node) !== owner) continue;
    if (node.type === 'VariableDeclarator' && leaking.releases.length === 0 && node.init && isPending(leaking, node.init, owner))
      return undefined;
    if (node.type !== 'ReturnStatement' || !node.argument || !isPending(leaking, node.argument, owner)) continue;
    // A `catch` would see what it has not seen before; and where it goes back too early already, that is to be mended first.
    if (!owner.async || isCaught(node, owner) || isGivenBackAround(leaking, node)) return undefined;
    edits.push(...awaited(node.argument));
  }
  return edits;
}

/** `await` in front of an expression, the whole of it: a type that it is said to be is that of the promise. */
export function awaited(node: Node): Edit[] {
  const isWhole = isCall(unwrapped(node)) && node.type !== 'TSAsExpression' && node.type !== 'TSSatisfiesExpression';
  return isWhole ? [before(node, 'await ')] : [before(node, 'await ('), after(node, ')')];
}

/** Whether an expression may give a promise of what the resource is still to do. */
function isPending({ mentions, dependants }: Leaking, expression: Node, owner: Node): boolean {
  const node = unwrapped(expression);
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'SequenceExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return [...mentions, ...dependants].some(mention => contains(node, mention) && !isAwaited(mention, node, owner));
    default:
      return false;
  }
}

function isAwaited(mention: Node, whole: Node, owner: Node): boolean {
  for (const around of ancestors(mention)) {
    if (around.type === 'AwaitExpression' && enclosingFunction(around) === owner) return true;
    if (around === whole) return false;
  }
  return false;
}

/** Whether a `finally` around it gives back already. */
function isGivenBackAround({ releases }: Leaking, node: Node): boolean {
  return [...ancestors(node)].some(around => {
    const finalizer = around.type === 'TryStatement' ? around.finalizer : null;
    return finalizer !== null && !contains(finalizer, node) && releases.some(release => contains(finalizer, release));
  });
}

function isCaught(node: Node, owner: Node): boolean {
  for (const around of ancestors(node)) {
    if (around === owner) return false;
    if (isTryWithCatch(around) && contains(around.block, node)) return true;
  }
  return false;
}

const isTryWithCatch = (node: Node): node is T.TryStatement => node.type === 'TryStatement' && node.handler !== null;
