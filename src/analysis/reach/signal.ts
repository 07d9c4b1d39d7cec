import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  bare, enclosingFunction, isCall, isFunction, isNullish, memberName, outermost, stringOf, unwrapped, type CallNode, type FunctionNode,
  type Node,
} from '../../ast.ts';
import { receiverOf } from '../origin/call.ts';
import { localCalls } from '../origin/callers.ts';
import { handingsOf } from '../origin/handed.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';

/** What ends a wait: a time, somebody elsewhere who is not known, the client going away, or nothing. */
export type Bound = 'bounded' | 'unknown' | 'client' | 'none';

const strength: readonly Bound[] = ['none', 'client', 'unknown', 'bounded'];

/** Of bounds that all hold, the one that counts. */
export function strongest(bounds: readonly Bound[]): Bound {
  return strength[Math.max(0, ...bounds.map(bound => strength.indexOf(bound)))] ?? 'none';
}

/** Of bounds of which one holds, nobody knows which. */
export function either(bounds: readonly Bound[]): Bound {
  const [first = 'none'] = bounds;
  if (bounds.every(bound => bound === first)) return first;
  return bounds.some(bound => bound === 'unknown' || bound === 'bounded') ? 'unknown' : 'client';
}

const deepest = 6;

/** What aborts a signal. */
export function boundOfSignal(expression: Node, origin: Origin, depth = 0): Bound {
  const node = bare(expression);
  if (depth > deepest) return 'unknown';
  const of = (inner: Node, where = origin): Bound => boundOfSignal(inner, where, depth + 1);
  if (isNullish(node)) return 'none';
  switch (node.type) {
    case 'ConditionalExpression':
      return either([of(node.consequent), of(node.alternate)]);
    case 'LogicalExpression':
      return node.operator === '&&' ? of(node.right) : either([of(node.left), of(node.right)]);
    case 'CallExpression':
      return boundOfCall(node, origin, of);
    case 'MemberExpression':
      if (memberName(node) === 'signal') {
        const bound = boundOfOwner(node.object, '.signal', origin);
        if (bound) return bound;
      }
      break;
    case 'Identifier':
      break;
    default:
      return 'unknown';
  }
  const values = valuesOf(node, origin);
  return values
    ? either(values.map(({ node: value, origin: where, steps }) => {
      if (steps.length === 0) return of(value, where);
      return boundOfOwner(value, steps.map(step => `.${step}`).join(''), where) ?? 'unknown';
    }))
    : 'unknown';
}

function boundOfCall(call: T.CallExpression, origin: Origin, of: (inner: Node, where?: Origin) => Bound): Bound {
  const path = origin.ofCall(call);
  if (path === ':AbortSignal.timeout()') return 'bounded';
  const [list] = call.arguments;
  if (path === ':AbortSignal.any()')
    return list?.type === 'ArrayExpression' ? strongest(list.elements.map(each => (each ? of(each) : 'none'))) : 'unknown';
  const made = origin.definition(call.callee);
  return isFunction(made?.node) ? either(made.origin.returned(made.node).map(value => of(value, made.origin))) : 'unknown';
}

/** What aborts a signal that is a member of something: of a controller, or of what a handler is given. */
function boundOfOwner(owner: Node, members: string, origin: Origin): Bound | undefined {
  const node = unwrapped(owner);
  if (isClientSignal(node, members, origin)) return 'client';
  if (members !== '.signal' || origin.of(node) !== ':AbortController()') return undefined;
  if (node.type === 'NewExpression') return 'none';
  return node.type === 'Identifier' ? boundOfController(node, origin) : 'unknown';
}

/** `request.signal`, `c.req.raw.signal` */
function isClientSignal(owner: Node, members: string, origin: Origin): boolean {
  const serves = origin.factsOf(owner)?.serves;
  if (serves?.signal === `it${members}`) return true;
  return owner.type === 'MemberExpression' && isClientSignal(unwrapped(owner.object), `.${memberName(owner) ?? ''}${members}`, origin);
}

/** Who calls `abort()`. */
function boundOfController(name: T.Identifier, origin: Origin): Bound {
  const binding = origin.module.bindings.of(name);
  if (binding?.kind !== 'variable') return 'unknown';
  const owner = enclosingFunction(binding.declared);
  return strongest(binding.references.map(reference => {
    const member = reference.parent;
    if (binding.writes.some(write => write.parent === member)) return 'none';
    if (member.type !== 'MemberExpression' || member.object !== reference) return isTakenApart(member, reference) ? 'none' : 'unknown';
    return memberName(member) === 'abort' ? boundOfAbort(member, owner, origin) : 'none';
  }));
}

/** `const { signal } = controller` */
function isTakenApart(declarator: Node, value: Node): boolean {
  return declarator.type === 'VariableDeclarator' && declarator.init === value && declarator.id.type === 'ObjectPattern';
}

function boundOfAbort(member: Node, owner: FunctionNode | undefined, origin: Origin): Bound {
  const call = member.parent as Node;
  if (isCall(call) && call.callee === member) {
    const fn = enclosingFunction(call);
    return !fn || fn === owner ? 'none' : boundOfCaller(fn, owner, origin, 0);
  }
  // `controller.abort.bind(controller)`
  const bound = call.type === 'MemberExpression' && isCall(call.parent) ? call.parent : member;
  const taker = outermost(bound).parent;
  return isCall(taker) ? boundOfRegistration(taker, origin) : 'unknown';
}

/** When a function runs that aborts: after a time, or when the client goes away. */
function boundOfCaller(fn: FunctionNode, owner: FunctionNode | undefined, origin: Origin, depth: number): Bound {
  const handings = [...handingsOf(fn, origin)];
  if (handings.length > 0) return strongest(handings.map(({ call }) => boundOfRegistration(call, origin)));
  const calls = depth < deepest ? localCalls(fn, origin) : undefined;
  if (!calls?.length) return 'unknown';
  return strongest(calls.map(call => {
    const around = enclosingFunction(call);
    return !around || around === owner ? 'none' : boundOfCaller(around, owner, origin, depth + 1);
  }));
}

function boundOfRegistration(call: CallNode, origin: Origin): Bound {
  if (origin.factsOfCall(call)?.starts?.timer) return 'bounded';
  const receiver = receiverOf(call);
  if (!receiver || stringOf(call.arguments[0]) === undefined) return 'unknown';
  let root = receiver;
  while (root.type === 'MemberExpression') root = unwrapped(root.object);
  const path = origin.of(root);
  if (path === ':process') return 'none';
  return path !== undefined && origin.module.catalogue.get(path)?.serves ? 'client' : 'unknown';
}
