import { calledName, enclosingFunction, isCall, isNothing, unwrapped, type CallNode, type Node } from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';
import type { Resource } from './resource.ts';

/** Whether a release gives the connection up, whatever has happened: `release(error)`, `destroy()`. */
export function isGivenUp(release: CallNode, { words }: Resource, origin: Origin): boolean {
  if (/^(destroy|end|close|terminate)$/.test(calledName(release) ?? '')) return true;
  return release.arguments.some(argument => !words.it(unwrapped(argument)) && !(argument.type === 'Literal' && !argument.value)
    && !failureOf(argument, origin));
}

/** The variable that says whether something has failed, and so whether a release gives up: `failure` of `release(failure)`. */
function failureOf(argument: Node, { module: { bindings } }: Origin): Binding | undefined {
  const binding = argument.type === 'Identifier' ? bindings.of(argument) : undefined;
  const isUnset = binding?.kind === 'variable' && binding.node.type === 'VariableDeclarator'
    && (binding.node.init === null || isNothing(binding.node.init));
  // When a callback writes it nobody knows.
  const isSetHere = binding?.writes.every(write => enclosingFunction(write) === enclosingFunction(argument));
  return isUnset && binding.reassigned && isSetHere ? binding : undefined;
}

/** What is written once something has failed, so that the release that comes gives the connection up: `failure = error`. */
export function failuresBefore(releases: Iterable<Node>, origin: Origin): ReadonlySet<Node> {
  const given = [...releases].filter(isCall).flatMap(release => release.arguments);
  const writes = given.flatMap(argument => failureOf(argument, origin)?.writes ?? []);
  return new Set(writes.flatMap(write => (write.parent?.type === 'AssignmentExpression' && !isNothing(write) ? write.parent : [])));
}
