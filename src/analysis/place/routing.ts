import {
  calledName, isCall, isFunction, propertyNamed, stringOf, unwrapped, within, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Origin } from '../origin/origin.ts';
import { verbs } from '../origin/under-path.ts';

const further = /^(use|all|route|addHook|on)$/;

/**
 * Whether a function itself puts handlers under paths: `router.get('/orders', list)`. It runs when the program starts, once for each
 * router, whatever its name is.
 */
export function registers(fn: FunctionNode, origin: Origin): boolean {
  return within(fn.body, origin.module.keys, isFunction).some(at => isCall(at) && isRegistering(at, origin));
}

function isRegistering(call: CallNode, origin: Origin): boolean {
  const name = calledName(call) ?? '';
  if (unwrapped(call.callee).type !== 'MemberExpression' || !(verbs.test(name) || further.test(name))) return false;
  const isKnown = [origin.factOfCall(call, 'handles') ?? []].flat().some(({ what }) => what === 'request');
  const last = call.arguments.at(-1);
  if (isKnown) return last !== undefined && (name === 'route' || isUnder(call, origin) || isHandler(last, origin));
  const mayBe = verbs.test(name) && call.arguments.length > 1 && last !== undefined && isHandler(last, origin) && isUnder(call, origin);
  // What asks another service is known by where it comes from.
  return mayBe && origin.factOfCall(call, 'waits') === undefined;
}

/** Whether the first argument is a path, written there or in a variable. */
function isUnder({ arguments: [path] }: CallNode, origin: Origin): boolean {
  const value = path && (origin.definition(path)?.node ?? path);
  const text = value && (stringOf(value) ?? beginningOf(value));
  return text !== undefined && /^[/*]/.test(text);
}

/** `${prefix}/orders`: nothing is known of what comes before. */
function beginningOf(node: Node): string | undefined {
  if (node.type !== 'TemplateLiteral') return undefined;
  const [first, second] = node.quasis;
  return first?.value.raw === '' ? second?.value.raw : first?.value.raw;
}

const isHandler = (argument: Node, origin: Origin): boolean => isFunction(origin.definition(argument)?.node ?? unwrapped(argument));

/** Whether a function readies a plugin, once for each server: `{ name: 'db', version: '1', register(server) { … } }`. */
export function readiesPlugin({ parent, params: [server] }: FunctionNode): boolean {
  if (server?.type !== 'Identifier' || !/server|^srv$/i.test(server.name)) return false;
  const object = parent.parent;
  if (parent.type !== 'Property' || object?.type !== 'ObjectExpression' || propertyNamed(object, 'register') !== parent) return false;
  const has = (name: string): boolean => propertyNamed(object, name) !== undefined;
  return has('pkg') || (has('name') && has('version'));
}
