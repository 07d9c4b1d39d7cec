import { ancestors, isFunction, type FunctionNode } from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';
import { exportsOf } from '../origin/tree.ts';
import type { Closing } from './closing.ts';

/** How functions are called that begin something, and those that end it, before what it is. */
const opposites: readonly (readonly [begins: RegExp, ends: readonly string[]])[] = [
  [/^(start|launch|begin|run|schedule)(?=$|[A-Z])/, ['stop', 'end', 'shutdown', 'cancel']],
  [/^(open|connect)(?=$|[A-Z])/, ['close', 'disconnect']],
  [/^(init|initialize|setup)(?=$|[A-Z])/, ['stop', 'close', 'shutdown', 'dispose', 'destroy', 'teardown', 'cleanup']],
  [/^(enable|activate|install|attach)(?=$|[A-Z])/, ['disable', 'deactivate', 'uninstall', 'detach']],
];

/** The function that a module exports to end what another function of it begins: `startPolling()`, `stopPolling()`. */
export function oppositeOf(operation: FunctionNode, origin: Origin): Closing | undefined {
  const name = nameOf(operation) ?? '';
  const [begins, ends = []] = opposites.find(([each]) => each.test(name)) ?? [];
  const program = begins && [...ancestors(operation)];
  const [top] = program?.slice(-1) ?? [];
  if (!begins || top?.type !== 'Program' || program?.some(isFunction)) return undefined;
  const of = name.replace(begins, '');
  for (const end of ends) {
    const [exported] = exportsOf(top, `${end}${of}`);
    const fn = exported && 'node' in exported ? origin.definition(exported.node)?.node : undefined;
    if (isFunction(fn)) return { name: `${end}${of}`, fn };
  }
  return undefined;
}
