import {
  ancestors, calledName, contains, isCall, isFunction, isLoop, outermost, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import { outletOf, writingsIn } from '../origin/outlet.ts';

/**
 * Whether what a call gives is read by code that writes it to a client, or is piped to one: then that code, and not the call, is where
 * the client's leaving is to be seen.
 */
export function isPumped(call: CallNode, origin: Origin): boolean {
  return isRead(call, call, origin)
    || [...namesFrom(call, origin)].some(({ references }) => references.some(reference => isRead(reference, call, origin)));
}

/** The variables that hold what a call gives, or what is made of it. */
function namesFrom(call: CallNode, origin: Origin): Set<Binding> {
  const found = new Set<Binding>();
  const pending: Node[] = [call];
  for (let at = pending.pop(); at && found.size < 8; at = pending.pop()) {
    for (let outer = outermost(at); outer.parent && !isFunction(outer); outer = outer.parent) {
      const around = outer.parent;
      if (around.type !== 'VariableDeclarator') continue;
      for (const name of within(around.id, origin.module.keys)) {
        const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
        if (!binding || binding.declared !== name || found.has(binding)) continue;
        found.add(binding);
        pending.push(...binding.references);
      }
      break;
    }
  }
  return found;
}

function isRead(reference: Node, call: CallNode, origin: Origin): boolean {
  for (const at of ancestors(reference)) {
    if (isCall(at) && calledName(at) === 'pipe') {
      const [destination] = at.arguments;
      if (destination && outletOf(unwrapped(destination), origin)?.client) return true;
    }
    const isPump = isFunction(at);
    // `const pump = () => reader.read().then(…)`
    if (isPump && contains(at, call)) return false;
    if (isPump || isLoop(at)) return [...writingsIn(at.body, origin)].some(({ outlet }) => outlet.client);
  }
  return false;
}
