import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, calledName, isFunction, propertyNamed, stringOf, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { writingsIn } from '../origin/outlet.ts';
import { isRequest } from './departure.ts';
import { isTold, type OwnerOf, type Pump } from './pump.ts';

/** `new ReadableStream({ start(controller) { file.on('data', chunk => controller.enqueue(chunk)); } })`, where nothing cancels it. */
export function pumpOfListener(call: T.CallExpression, ownerOf: OwnerOf, origin: Origin): Pump | undefined {
  const [event, listener] = call.arguments;
  const receiver = receiverOf(call);
  if (!receiver || !listener || stringOf(event) !== 'data' || !isUncancelled(call)) return undefined;
  const fn = origin.definition(listener);
  if (!isFunction(fn?.node) || fn.origin !== origin || isRequest(receiver, origin)) return undefined;
  const code = fn.node;
  const writing = [...writingsIn(code.body, origin)].find(({ outlet }) => outlet.client && outlet.writes.by?.includes('enqueue'));
  if (!writing || isTold(call, { code, byLeaving: false }, [receiver], ownerOf(call), origin)) return undefined;
  return { node: call, kind: 'source', outlet: writing.outlet, code, finite: false };
}

/** Whether a node stands in what begins a stream that says nothing of being cancelled. */
function isUncancelled(node: Node): boolean {
  for (const at of ancestors(node)) {
    const made = at.type === 'ObjectExpression' ? at.parent : undefined;
    if (made?.type !== 'NewExpression' || calledName(made) !== 'ReadableStream' || made.arguments[0] !== at) continue;
    return at.type === 'ObjectExpression' && !propertyNamed(at, 'cancel') && at.properties.every(({ type }) => type === 'Property');
  }
  return false;
}
