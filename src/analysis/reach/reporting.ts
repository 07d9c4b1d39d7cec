import { ancestors, calledName, isFunction, unwrapped, type CallNode, type Node } from '../../ast.ts';
import { nameOf } from '../origin/callers.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a call tells somebody of an error that was caught, here or where the file calls the same: no answer waits for that. */
export function isReport(call: CallNode, origin: Origin): boolean {
  const { sourceOf, callsIn } = origin.module;
  if (isGivenError(call, origin)) return true;
  const callee = sourceOf(call.callee);
  const outermost = [...ancestors(call)].findLast(isFunction);
  if (!outermost) return false;
  return callsIn?.(outermost).some(other => sourceOf(other.callee) === callee && isGivenError(other, origin)) === true;
}

const isGivenError = ({ arguments: given }: CallNode, origin: Origin): boolean => given.some(argument => isError(argument, origin));

/** What a `catch` caught, or a parameter that is an `Error`. */
function isError(argument: Node, origin: Origin): boolean {
  const at = unwrapped(argument);
  const binding = at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
  if (!binding) return false;
  return binding.node.type === 'CatchClause' || (binding.kind === 'parameter' && origin.of(at) === ':Error()');
}

/** Names of what counts how a program is used, or tells others of what has happened. Only a reason for silence. */
const counting = /^track(?![a-z])|([aA]nalytics|[tT]elemetry|[mM]etrics|[uU]sage|[wW]eb_?[hH]ooks?|Notifications?)(?![a-z])/;

/** Whether a call only counts or tells, and its failure is looked after where it stands: no answer waits for that. */
export function isCount(call: CallNode, whole: Node): boolean {
  const isCaught = unwrapped(whole) !== call && calledName(unwrapped(whole) as CallNode) === 'catch';
  const around = [...ancestors(call)].find(isFunction);
  return isCaught && [calledName(call), around && nameOf(around)].some(name => counting.test(name ?? ''));
}
