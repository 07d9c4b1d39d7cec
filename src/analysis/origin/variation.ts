import { enclosingFunction, isCall, isFunction, isKey, unwrapped, within, type Node } from '../../ast.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';

/** Whether an expression may have another value at each call: it depends on a parameter, however indirectly. */
export function variesPerCall(node: Node, origin: Origin, seen = new Set<Binding>()): boolean {
  for (const at of within(node, origin.module.keys, isFunction)) {
    if (at.type !== 'Identifier') continue;
    const binding = isKey(at) ? undefined : origin.module.bindings.of(at);
    if (!binding || seen.has(binding)) continue;
    seen.add(binding);
    if (binding.kind === 'parameter' || binding.kind === 'other') return true;
    const isLocal = binding.kind === 'variable' && enclosingFunction(binding.declared);
    if (isLocal && binding.writes.some(write => variesPerCall(write, origin, seen))) return true;
    const loop = binding.node.type === 'VariableDeclarator' ? binding.node.parent.parent : undefined;
    if (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') return true;
  }
  return false;
}

/** Whether a value is made for the call: `randomUUID()`, `nextId++`. */
export function isMadePerCall(node: Node, origin: Origin): boolean {
  return within(node, origin.module.keys, isFunction).some(at => {
    if (isCall(at) || at.type === 'UpdateExpression') return true;
    const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
    return binding?.kind === 'variable' && enclosingFunction(binding.declared) !== undefined
      && binding.writes.some(write => isCall(unwrapped(write)) || unwrapped(write).type === 'UpdateExpression');
  });
}
