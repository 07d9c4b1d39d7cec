import {
  contains, enclosingFunction, isCall, memberName, propertyName, stringOf, unwrapped, type CallNode, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Calls } from '../../library.ts';
import { nameOf } from './callers.ts';
import type { Origin } from './origin.ts';

/** A function is handed to a call, at an argument or under a name in an options object. */
export interface Handing {
  call: CallNode;
  argument: number;
  /** `handler`, `options.handler` */
  option?: string;
}

/** The calls that a function is handed to, directly, by its name, or through a wrapper: `app.get(path, wrap(fn))`. */
export function* handingsOf(fn: FunctionNode, origin: Origin): Generator<Handing> {
  yield* upwards(fn, origin, new Set());
}

function* upwards(expression: Node, origin: Origin, seen: Set<Node>, options: readonly string[] = []): Generator<Handing> {
  if (seen.has(expression)) return;
  seen.add(expression);
  const parent = expression.parent;
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression': {
      const argument = parent.arguments.indexOf(expression as never);
      if (argument < 0) return;
      yield { call: parent, argument, ...(options.length > 0 && { option: options.join('.') }) };
      if (options.length === 0) yield* upwards(parent, origin, seen);
      return;
    }
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      yield* byMaker(parent.type === 'ReturnStatement' ? enclosingFunction(parent) : parent, origin, seen);
      return;
    case 'ArrayExpression':
    case 'AwaitExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      yield* upwards(parent, origin, seen, options);
      return;
    case 'MemberExpression':
      // `fn.bind(this)` is the function.
      if (parent.object === expression && memberName(parent) === 'bind' && isCall(parent.parent))
        yield* upwards(parent.parent, origin, seen, options);
      return;
    case 'Property': {
      const name = propertyName(parent.key, parent.computed);
      if (name !== undefined && parent.value === expression && parent.parent.type === 'ObjectExpression') {
        yield* upwards(parent.parent, origin, seen, [name, ...options]);
        yield* byMember(parent, name, origin, seen);
      }
      return;
    }
    case 'MethodDefinition':
    case 'PropertyDefinition': {
      const name = propertyName(parent.key, parent.computed);
      if (name !== undefined) yield* byMember(parent, name, origin, seen);
      return;
    }
    case 'VariableDeclarator':
      if (parent.id.type === 'Identifier') yield* byName(parent.id, origin, seen, options);
      return;
    default:
      if (expression.type === 'FunctionDeclaration' && expression.id) yield* byName(expression.id, origin, seen, options);
  }
}

function* byName(name: Node, origin: Origin, seen: Set<Node>, options: readonly string[]): Generator<Handing> {
  const binding = name.type === 'Identifier' ? origin.module.bindings.of(name) : undefined;
  if (!binding || binding.reassigned) return;
  for (const reference of binding.references) yield* upwards(reference, origin, seen, options);
}

/** What a function of the file gives is handed over by who calls it: `app.use(limit({ most: 4 }))`. */
function* byMaker(maker: FunctionNode | undefined, origin: Origin, seen: Set<Node>): Generator<Handing> {
  const name = maker && nameOf(maker);
  if (!maker || name === undefined) return;
  for (const call of origin.module.callsNamed?.(name) ?? []) {
    if (!contains(maker, call) && origin.definition(call.callee)?.node === maker) yield* upwards(call, origin, seen);
  }
}

/** A method is handed over as `controller.list` or `this.list`. */
function* byMember(member: Node, name: string, origin: Origin, seen: Set<Node>): Generator<Handing> {
  const fn = member.type === 'MethodDefinition' || member.type === 'PropertyDefinition' || member.type === 'Property' ? member.value : null;
  for (const mention of origin.module.membersNamed?.(name) ?? []) {
    if (fn && origin.definition(mention)?.node === unwrapped(fn)) yield* upwards(mention, origin, seen);
  }
}

/** Whether a function is a callback that runs at once for each item: that of `map` or `forEach`. */
export function isPerItem(fn: FunctionNode, origin: Origin): boolean {
  const call = fn.parent as Node | undefined;
  if (!isCall(call) || !call.arguments.includes(fn as never)) return false;
  return entryFor(origin.factOfCall(call, 'calls'), { call, argument: call.arguments.indexOf(fn as never) })?.each === true;
}

/** Among what a library says about functions handed to a call, that which holds for this one. */
export function entryFor<Entry extends Calls>(
  entries: readonly Entry[] | undefined,
  { call, argument, option }: Handing,
): Entry | undefined {
  return entries?.find(
    entry =>
      (entry.options ? option !== undefined && entry.options.includes(option) : option === undefined) &&
      (!entry.arguments || entry.arguments.includes(argument)) &&
      (!entry.when || entry.when.includes(stringOf(call.arguments[0]) ?? '')),
  );
}
