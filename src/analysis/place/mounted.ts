import { isCall, memberName, unwrapped, type CallNode, type FunctionNode } from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { makerOf } from '../origin/parameter.ts';
import { isRoute } from '../origin/under-path.ts';

/** Whether a function, or what its maker gives, is put under a path or in front of all: `app.post('/orders', create)`. */
export function isMounted(fn: FunctionNode, origin: Origin): boolean {
  if ([...handingsOf(fn, origin)].some(({ call }) => mounts(call))) return true;
  const maker = makerOf(fn);
  const name = maker && nameOf(maker);
  if (name === undefined) return false;
  const made = origin.module.callsNamed?.(name) ?? [];
  return made.some(call => isCall(call.parent) && mounts(call.parent) && origin.definition(call.callee)?.node === maker);
}

function mounts(call: CallNode): boolean {
  const callee = unwrapped(call.callee);
  return (callee.type === 'MemberExpression' && memberName(callee) === 'use') || isRoute(call);
}
