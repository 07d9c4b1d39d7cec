import { bare, enclosingFunction, isCall, stringOf, type CallNode, type Node } from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';
import type { Intake } from './intake.ts';
import { fromRequest } from './variety.ts';

/** Methods that gather the whole body of an answer. */
const whole = ['arrayBuffer', 'blob', 'bytes', 'buffer', 'text', 'json', 'formData'];

/** The bodies that are read whole of addresses that a request named. */
export function* answers(syntax: Pick<Nodes, 'callsUnder'>, origin: Origin): Generator<Intake> {
  for (const call of syntax.callsUnder(whole)) {
    const answer = receiverOf(call);
    const asked = answer && askingOf(answer, origin);
    const [address] = asked?.arguments ?? [];
    if (address && isAddressOfRequest(address, origin)) yield { node: call, certain: true };
  }
}

/** The call that an answer comes from. */
function askingOf(answer: Node, origin: Origin): CallNode | undefined {
  const node = bare(answer);
  const values = node.type === 'Identifier' ? valuesOf(node, origin) : undefined;
  const made = isCall(node) ? node : values?.map(value => bare(value.node)).find(isCall);
  return made && origin.factsOfCall(made)?.waits ? made : undefined;
}

/** Whether a request names the whole address: `req.query.url`, but not `https://api.example/${id}` or `${config.api}/${id}`. */
function isAddressOfRequest(address: Node, origin: Origin): boolean {
  const node = bare(address);
  if (node.type === 'TemplateLiteral') {
    const [first] = node.expressions;
    return first !== undefined && node.quasis[0]?.value.raw === '' && isAddressOfRequest(first, origin);
  }
  if (node.type === 'BinaryExpression') return isAddressOfRequest(node.left, origin);
  // What is asked only chooses: `isLarge(req.body.model) ? large : small`.
  if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].some(each => isAddressOfRequest(each, origin));
  if (node.type === 'NewExpression' && node.arguments.length > 1) return false;
  if (node.type === 'CallExpression' && !isOnRequest(node, origin)) {
    // `urlOf('https://api.example/games', { id })`: what stands first is the address, the rest is its query.
    const [first, second] = node.arguments;
    if (first && (second ?? stringOf(first)) !== undefined) return first.type !== 'SpreadElement' && isAddressOfRequest(first, origin);
  }
  const values = node.type === 'Identifier' ? valuesOf(node, origin) : undefined;
  const [value] = values ?? [];
  const isNamed = value && value.steps.length === 0 && value.node !== node && enclosingFunction(value.node);
  if (isNamed) return isAddressOfRequest(value.node, value.origin);
  return fromRequest(node, origin);
}

/** `req.query.url.trim()` */
function isOnRequest(call: CallNode, origin: Origin): boolean {
  const receiver = receiverOf(call);
  return receiver !== undefined && fromRequest(receiver, origin);
}
