import { bare, isCall, isCallNamed, type Node } from '../../ast.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { receiverOf } from '../origin/call.ts';
import { rootOf } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether an expression makes something new. */
export function isMaking(node: Node): boolean {
  return isCall(node) || (node.type === 'LogicalExpression' && isMaking(bare(node.right)));
}

/** Whether a value was made just before: `const socket = connect(); this.socket = socket`. */
export function isMade(node: Node, { module: { bindings } }: Origin): boolean {
  if (isMaking(node)) return !isAsked(node, bindings);
  // What is taken out of something is made with it, `this.child = sandbox.child`, unless that was there before: `this.bus = getApp().bus`.
  const isPart = node.type === 'MemberExpression';
  const root = isPart ? rootOf(node) : node;
  const binding = root.type === 'Identifier' ? bindings.of(root) : undefined;
  return binding?.kind === 'variable' && !isModuleLevel(binding)
    && binding.writes.some(write => isMaking(bare(write)) && !(isPart && isCallNamed(bare(write), getting)));
}

/** Names of functions that give what there is already. */
const getting = /^(get|use|inject|resolve|instance|current|shared|lookup|find)(?![a-z])/;

/** Whether what the caller has passed is asked for something that it has: `config.getEventManager()`. */
function isAsked(node: Node, bindings: Origin['module']['bindings']): boolean {
  const receiver = node.type === 'CallExpression' && node.arguments.length === 0 ? receiverOf(node) : undefined;
  const binding = receiver?.type === 'Identifier' ? bindings.of(receiver) : undefined;
  return binding?.kind === 'parameter' && isCallNamed(node, /^get[A-Z]/) && node.parent?.type !== 'AwaitExpression';
}
