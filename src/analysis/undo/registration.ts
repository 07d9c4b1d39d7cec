import { ancestors, calledName, isCall, outermost, type Node } from '../../ast.ts';
import type { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import { isGivenAway } from './handle.ts';
import type { Listening } from './listening.ts';

/** What becomes of what a call gives that adds a listener. */
export interface Registration {
  /** Whether anybody may take the listener off by it. */
  used: boolean;
  /** The name or member that keeps it: `unsubscribe`, `this.unsubscribe`. */
  keeper?: Node;
}

/** Nothing becomes of it, it is kept, or it is somebody else's. */
export function registrationOf({ node, known }: Listening): Registration {
  let value = outermost(node);
  // `bus.on(…).on(…)`
  while (value.parent?.type === 'MemberExpression' && isCall(value.parent.parent) && value.parent.parent.callee === value.parent) {
    const call = value.parent.parent;
    const isChain = /^(on|once|addListener|prependListener|off|setMaxListeners|unref)$/.test(calledName(call) ?? '');
    if (!isChain) return { used: known };
    value = outermost(call);
  }
  // `(bus.once('open', resolve), bus.open())`
  while (value.parent?.type === 'SequenceExpression') {
    if (value.parent.expressions.at(-1) !== value) return { used: false };
    value = outermost(value.parent);
  }
  const around = value.parent as Node;
  if (around.type === 'ExpressionStatement' || (around.type === 'UnaryExpression' && around.operator === 'void')) return { used: false };
  if (around.type === 'LogicalExpression' && around.parent.type === 'ExpressionStatement') return { used: false };
  if (around.type === 'ConditionalExpression' && around.parent.type === 'ExpressionStatement') return { used: false };
  if (around.type === 'VariableDeclarator' && around.id.type === 'Identifier') return { used: true, keeper: around.id };
  if (around.type === 'AssignmentExpression' && around.right === value) return { used: true, keeper: around.left };
  // The value of a callback is nobody's: `items.forEach(item => bus.on(item, …))`, `new Promise(resolve => bus.once('x', resolve))`.
  if (around.type === 'ArrowFunctionExpression' && around.body === value && isCall(around.parent)) return { used: false };
  return { used: true };
}

/** Whether what keeps it hands it to somebody: known to take the listener off, or, of an unknown call, used in any way. */
export function isHandedOn(keeper: Node, { known }: Listening, identities: Identities, { module: { bindings } }: Origin): boolean {
  const program = [...ancestors(keeper)].at(-1);
  if (known) return program !== undefined && identities.mentionsOf(keeper, program).some(isGivenAway);
  const isDeclared = keeper.type === 'Identifier' && keeper.parent.type === 'VariableDeclarator';
  return isDeclared && (bindings.of(keeper)?.references.length ?? 0) > 0;
}
