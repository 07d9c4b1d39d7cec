import type { TSESTree as T } from '@typescript-eslint/utils';
import { bare, contains, isCall, isCallNamed, memberName, type FunctionNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';
import { isMade } from '../place/making.ts';
import type { Listening, Listenings } from './listening.ts';

const starts = /^(start|listen|connect|open|bind|publish|launch|login|init|initialize|run)$/;

/**
 * Whether an operation also starts what it listens to, which is done once for each:
 * `this.server.on('error', …); this.server.listen(port)`. What is started again and again shows where it ends.
 */
export function startsTarget({ target }: Listening, operation: FunctionNode, { identities }: Listenings, origin: Origin): boolean {
  const names = target ? [target, ...givenIn(operation, target, origin)].flatMap(node => identities.of(node) ?? []) : [];
  if (names.length === 0) return false;
  return (origin.module.callsIn?.(operation) ?? []).some(call => {
    const receiver = isCallNamed(call, starts) ? receiverOf(call) : undefined;
    const started = receiver && receiver.type !== 'ThisExpression' ? identities.of(receiver) : undefined;
    return started !== undefined && names.some(name => name === started || name.startsWith(`${started}.`));
  });
}

/** What an operation writes into a variable: `db = mongoose.connection`. */
function givenIn(operation: FunctionNode, target: Node, { module: { bindings } }: Origin): readonly Node[] {
  const binding = target.type === 'Identifier' ? bindings.of(target) : undefined;
  return binding?.kind === 'variable' ? binding.writes.filter(write => contains(operation, write)) : [];
}

/** Whether a value is taken out of what a call gave in the operation itself: `launched.data`. */
export function isOfCall(value: Node, operation: FunctionNode, origin: Origin): boolean {
  const root = value.type === 'MemberExpression' ? bare(value.object) : value;
  const binding = root.type === 'Identifier' ? origin.module.bindings.of(root) : undefined;
  const [write, ...more] = binding?.writes ?? [];
  const isAlone = binding?.kind === 'variable' && more.length === 0 && contains(operation, binding.declared);
  return isAlone && write !== undefined && isCall(bare(write));
}

/** Whether a member is made by the very function that uses it, in front of that: `server.registrar = new Registrar(server)`. */
export function isMadeAnew(member: T.MemberExpression, operation: FunctionNode, origin: Origin): boolean {
  const { membersNamed, sourceOf } = origin.module;
  return (membersNamed?.(memberName(member) ?? '') ?? []).some(other => {
    const { parent: write } = other;
    return write?.type === 'AssignmentExpression' && write.left === other && write.range[1] < member.range[0]
      && isMade(bare(write.right), origin) && sourceOf(other) === sourceOf(member) && contains(operation, write);
  });
}

/** Whether a function is one of a list that is handed over, of which each is called once: `waterfall([find, (user, next) => …])`. */
export const isInList = ({ parent }: FunctionNode): boolean =>
  parent.type === 'ArrayExpression' && isCall(parent.parent) && parent.parent.arguments.includes(parent);
