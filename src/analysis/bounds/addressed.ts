import {
  bare, enclosingFunction, isCall, isFunction, isKey, memberName, stringOf, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import type { Nodes } from '../origin/nodes.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';
import type { Intake } from './intake.ts';
import { isGivenRequest, isRequest } from './variety.ts';

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
  return isOfClient(node, origin);
}

/** `req.query.url.trim()` */
function isOnRequest(call: CallNode, origin: Origin): boolean {
  const receiver = receiverOf(call);
  return receiver !== undefined && isOfClient(receiver, origin);
}

/** What a request has of the client, and not of the server: no `req.config.url`. */
const sent = new RegExp([
  /^(query|params?|body|headers?|cookies|signedCookies|session|path|hostname|host|get|files?|input|payload|data|rawBody)$/,
  /^(url|originalUrl|nextUrl|searchParams|formData|json|text|raw|req|request|event|message|valid|parseBody|queries)$/,
  /^(queryStringParameters|multiValueQueryStringParameters|pathParameters|rawPath|rawQueryString|args|arguments)$/,
].map(({ source }) => source).join('|'));

/** Whether the client sent what an expression holds, or what variables of its own do; it does not send what is looked up by it. */
function isOfClient(node: Node, origin: Origin, seen = new Set<Node>()): boolean {
  return within(node, origin.module.keys, isFunction).some(at => {
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    if (!binding || seen.has(binding.declared)) return false;
    if (isRequest(at, origin)) return at.parent?.type !== 'MemberExpression' || sent.test(memberName(at.parent) ?? '');
    seen.add(binding.declared);
    if (binding.kind === 'parameter') return isGivenRequest(binding, origin);
    return binding.kind === 'variable' && binding.writes.some(write => {
      const waited = write.type === 'AwaitExpression' ? unwrapped(write.argument) : undefined;
      const isLookedUp = isCall(waited) && !isOnRequest(waited, origin);
      return !isLookedUp && isOfClient(write, origin, seen);
    });
  });
}
