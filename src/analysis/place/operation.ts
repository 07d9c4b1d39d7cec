import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, declaredName, enclosingFunction, isCall, isFunction, isLoop, memberName, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { makesPromise } from '../origin/call.ts';
import type { Origin } from '../origin/origin.ts';

/**
 * The function that carries out what a node is part of: callbacks, executors and functions of its own are but steps of it.
 * Where there is none, the module itself does.
 */
export function operationOf(node: Node, origin: Origin, isHandler: (fn: FunctionNode) => boolean): FunctionNode | undefined {
  let fn = isFunction(node) ? node : enclosingFunction(node);
  while (fn && !isHandler(fn) && isStep(fn, origin)) fn = enclosingFunction(fn);
  return fn;
}

/** Whether a function runs as part of the one around it. */
function isStep(fn: FunctionNode, origin: Origin): boolean {
  const around = fn.parent;
  // What a module wraps itself in runs as the module does.
  if (!enclosingFunction(fn)) return isCall(around) && around.callee === fn;
  if (isCall(around)) return true;
  if (around.type === 'TSAsExpression' || around.type === 'ConditionalExpression' || around.type === 'LogicalExpression') return true;
  // `socket.onclose = () => …`
  if (around.type === 'AssignmentExpression') {
    if (around.right !== fn || around.left.type !== 'MemberExpression') return true;
    return /^on[a-z]+$/.test(memberName(around.left) ?? '');
  }
  // The steps of `async.series([…])`.
  if (around.type === 'ArrayExpression') return isCall(around.parent) && around.parent.callee !== around;
  // Options of a call: `new Promise`-like callbacks under a name.
  if (around.type === 'Property') return isCall(around.parent.parent) && around.parent.parent.callee !== around.parent;
  const binding = nameOf(fn, origin);
  return binding !== undefined && !binding.references.some(reference => isExposed(reference));
}

/** The name under which a function is declared. */
export function nameOf(fn: FunctionNode, origin: Origin): Binding | undefined {
  const around = fn.parent;
  const name = declaredName(fn);
  if (name) return origin.module.bindings.of(name);
  return around.type === 'AssignmentExpression' && around.left.type === 'Identifier' && around.right === fn
    ? origin.module.bindings.of(around.left)
    : undefined;
}

/** Whether a value is handed to whoever called: returned, alone or in an object, or kept where others find it. */
export function isExposed(reference: Node): boolean {
  let at: Node = reference;
  for (const around of ancestors(reference)) {
    switch (around.type) {
      case 'ReturnStatement':
      case 'YieldExpression':
        return true;
      case 'ArrowFunctionExpression':
        return around.body === at;
      case 'AssignmentExpression':
        return around.right === at && around.left.type === 'MemberExpression';
      case 'Property':
        if (around.value !== at) return false;
        break;
      case 'ObjectExpression':
      case 'ArrayExpression':
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'ConditionalExpression':
      case 'LogicalExpression':
      case 'SpreadElement':
        break;
      default:
        return false;
    }
    at = around;
  }
  return false;
}

/** A promise that is made by hand around a node. */
export interface Executor {
  promise: T.NewExpression;
  fn: FunctionNode;
  resolve: Binding | undefined;
  reject: Binding | undefined;
}

/** The promise that a node helps to settle. */
export function executorOf(node: Node, within: Node | undefined, origin: Origin): Executor | undefined {
  for (const at of ancestors(node)) {
    if (at === within) return undefined;
    const promise = at.parent;
    if (!isFunction(at) || !makesPromise(promise, origin) || promise.arguments[0] !== at) continue;
    const { bindings } = origin.module;
    const [resolve, reject] = at.params.map(parameter => (parameter.type === 'Identifier' ? bindings.of(parameter) : undefined));
    return { promise, fn: at, resolve, reject };
  }
  return undefined;
}

/** The node as a part of an outer function: the call that the functions around it are handed to. */
export function liftedTo(node: Node, fn: Node): Node {
  let lifted = node;
  for (const at of ancestors(node)) {
    if (at === fn) break;
    if (isFunction(at)) lifted = isCall(at.parent) ? at.parent : at;
  }
  return lifted;
}

/** Where an outer function begins what a node does: at the first call of the function of its own that the node stands in. */
export function beginningIn(node: Node, fn: Node, origin: Origin): Node {
  const lifted = liftedTo(node, fn);
  const calls = isFunction(lifted) ? nameOf(lifted, origin)?.references.filter(({ parent, range }) =>
    isCall(parent) && parent.callee.range[0] === range[0] && enclosingFunction(parent) === fn) : undefined;
  return calls?.[0]?.parent ?? lifted;
}

/** Whether one node of a function may run after another one: it stands behind it, or in the same loop. */
export function mayFollow(later: Node, node: Node, fn: FunctionNode): boolean {
  return later.range[0] > node.range[0] || [...ancestors(node)].some(at => isLoop(at) && contains(at, later) && contains(fn, at));
}
