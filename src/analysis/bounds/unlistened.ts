import {
  calledName, enclosingFunction, isCall, isFunction, memberName, outermost, stringOf, unwrapped, type CallNode, type Node,
} from '../../ast.ts';
import { localCalls } from '../origin/callers.ts';
import { registering } from '../origin/emitting.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';
import { namesOf } from './limit.ts';

const deepest = 3;

/** Whether an event that ends the process has a listener; `maybe` where what is not known is handed the emitter. */
export function hearingOf({ node, facts: { crashes: { event } } }: Use<'crashes'>, origin: Origin): 'yes' | 'maybe' | 'no' {
  const mentions: readonly Node[] = [node, ...namesOf(node, origin)];
  // What a function both makes and closes does not idle.
  const maker = enclosingFunction(node);
  if (maker && mentions.some(mention => isClosed(mention) && enclosingFunction(mention) === maker)) return 'yes';
  return strongest(mentions.map(mention => hearing(mention, event, origin, 0)));
}

type Hearing = 'yes' | 'maybe' | 'no';

const strongest = (all: readonly Hearing[]): Hearing => (all.includes('yes') ? 'yes' : all.includes('maybe') ? 'maybe' : 'no');

/** What one mention of an emitter does about the event. */
function hearing(mention: Node, event: string, origin: Origin, depth: number): Hearing {
  const at = outermost(mention);
  const around = at.parent;
  if (!around) return 'no';
  switch (around.type) {
    case 'MemberExpression': {
      const call = around.object === at ? outermost(around).parent : undefined;
      if (!isCall(call) || unwrapped(call.callee) !== around) return 'no';
      if (!registering.test(memberName(around) ?? '')) return 'no';
      const [of] = call.arguments;
      const name = stringOf(of);
      // `pool.on('connect', …).on('error', …)`
      return name === undefined || name === event ? 'yes' : hearing(call, event, origin, depth);
    }
    case 'CallExpression':
    case 'NewExpression':
      return around.arguments.includes(at as never) ? hearingOfCall(around, at, event, origin, depth) : 'no';
    case 'Property':
    case 'SpreadElement':
    case 'ArrayExpression':
    case 'ObjectExpression': {
      const whole = around.type === 'Property' ? around.parent : around;
      return isCall(whole.parent) ? hearing(whole, event, origin, depth) : 'no';
    }
    case 'AssignmentExpression':
      // Who keeps one that is made when first asked for may look after it elsewhere.
      return around.right === at && around.operator !== '=' ? 'maybe' : 'no';
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return hearingOfCallers(at, event, origin, depth);
    default:
      return 'no';
  }
}

/** What a call does that is handed an emitter. */
function hearingOfCall(call: CallNode, argument: Node, event: string, origin: Origin, depth: number): Hearing {
  const facts = origin.factsOfCall(call);
  if (facts?.safe) return 'no';
  const fn = origin.definition(unwrapped(call.callee))?.node;
  const parameter = isFunction(fn) ? fn.params[call.arguments.indexOf(argument as never)] : undefined;
  if (parameter?.type === 'Identifier' && depth < deepest) {
    const references = origin.module.bindings.of(parameter)?.references ?? [];
    return strongest(references.filter(each => each !== parameter).map(each => hearing(each, event, origin, depth + 1)));
  }
  if (isFunction(fn) && !parameter) return 'no';
  return 'maybe';
}

/** What the callers of a function do that makes an emitter and returns it. */
function hearingOfCallers(returned: Node, event: string, origin: Origin, depth: number): Hearing {
  const fn = enclosingFunction(returned);
  const binding = returned.type === 'Identifier' ? origin.module.bindings.of(returned) : undefined;
  if (!fn || returned.type === 'MemberExpression') return 'no';
  // What everybody may ask for, anybody may look after.
  if (binding && enclosingFunction(binding.declared) !== fn) return 'maybe';
  const calls = depth < deepest ? localCalls(fn, origin) : undefined;
  if (!calls) return 'maybe';
  return strongest(calls.flatMap(call => [call, ...namesOf(call, origin)].map(each => hearing(each, event, origin, depth + 1))));
}

/** `await pool.end()` */
export function isClosed({ parent }: Node): boolean {
  const call = parent?.type === 'MemberExpression' ? parent.parent : undefined;
  return call?.type === 'CallExpression' && call.callee === parent && /^(end|close|destroy)$/.test(calledName(call) ?? '');
}
