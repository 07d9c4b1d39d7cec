import {
  contains, enclosingClass, isCall, isCallNamed, isFunction, memberName, outermost, propertyName, unwrapped, within, type CallNode,
  type ClassNode, type FunctionNode, type Node,
} from '../../ast.ts';
import { list } from '../../catalogue.ts';
import { isModuleLevel } from '../origin/binding.ts';
import { thisOf } from '../origin/class.ts';
import type { Identities } from '../origin/identity.ts';
import type { Origin } from '../origin/origin.ts';
import type { Use } from '../origin/use.ts';

/** What becomes of the handle that a timer is stopped by. */
export interface Handle {
  /** Nobody keeps it; under a name of the function; in a field; under a name that outlives the function; somebody else's. */
  kept: 'nowhere' | 'here' | 'field' | 'outside' | 'away';
  /** As the code writes it: `timer`, `this.timer`. */
  name: string | undefined;
  /** The node that keeps it. */
  target: Node | undefined;
  /** The calls that stop it. */
  stops: readonly Node[];
  /** It does not keep the process alive: meant to go on as long as that does. */
  unref: boolean;
}

/** Where the handle of a timer goes, and which calls of the file stop it. */
export function handleOf(use: Use<'starts'>, operation: Node, identities: Identities, origin: Origin): Handle {
  const { kept, target } = keeperOf(outermost(use.node), operation, origin);
  let unref = isUnref(outermost(use.node));
  if (!target) return { kept, name: undefined, target, stops: [], unref };
  const scope = scopeOf(target, kept, operation);
  const said = target.type === 'PropertyDefinition' ? `this.${origin.module.sourceOf(target.key)}`
    // A declared name may have its type behind it.
    : target.type === 'Identifier' ? target.name : origin.module.sourceOf(target);
  const mentions = identities.mentionsOf(target, scope).filter(at => at !== target);
  const stopping = list(use.facts.starts.stop).flatMap(call => /^(\w+)\(it\)$/.exec(call)?.[1] ?? []);
  const stops: Node[] = [];
  for (const mention of mentions) {
    unref ||= isUnref(outermost(mention));
    const fate = fateOf(mention, stopping);
    if (fate === 'away') return { kept: 'away', name: said, target, stops: [], unref };
    if (fate) stops.push(fate);
  }
  if (kept === 'field') {
    const calls = stopping.flatMap(name => origin.module.callsNamed?.(name) ?? []);
    // `clearInterval(reporter.jobs.timer)`: who holds the object stops it too, or a method beside this one.
    const inside = new Set<Node>(calls.length > 0 ? within(scope, origin.module.keys) : []);
    const isStoppedOutside = calls.some(call => !inside.has(call) && stopsMember(call, target, origin));
    if (isStoppedOutside) return { kept: 'away', name: said, target, stops: [], unref };
    stops.push(...calls.filter(call => inside.has(call) && stopsAny(call, identities)));
  }
  return { kept, name: said, target, stops, unref };
}

/** Whether a call stops whichever timer of the object is named: `clearTimeout(this[name])`. */
const stopsAny = ({ arguments: [given] }: CallNode, identities: Identities): boolean =>
  given !== undefined && /^this@\d+\[/.test(identities.of(given));

/** Whether a call stops what some object keeps in a field of the same name; a class shares fields with the one that it extends alone. */
function stopsMember({ arguments: [given] }: CallNode, field: Node, { module: { bindings } }: Origin): boolean {
  const member = given ? unwrapped(given) : undefined;
  if (member?.type !== 'MemberExpression' || memberName(member) === undefined || memberName(member) !== fieldName(field)) return false;
  const self = thisOf(unwrapped(member.object), bindings);
  if (!self) return true;
  const [owner, other] = [enclosingClass(field), enclosingClass(self)];
  return owner && other ? isChildOf(owner, other) || isChildOf(other, owner) : !owner && !other;
}

/** Whether a class says that it extends another by its name. */
const isChildOf = ({ superClass }: ClassNode, { id }: ClassNode): boolean =>
  superClass?.type === 'Identifier' && superClass.name === id?.name;

const fieldName = (target: Node): string | undefined =>
  target.type === 'MemberExpression' ? memberName(target)
    : target.type === 'PropertyDefinition' ? propertyName(target.key, target.computed) : undefined;

const isUnref = ({ parent }: Node): boolean => parent?.type === 'MemberExpression' && memberName(parent) === 'unref';

function keeperOf(value: Node, operation: Node, origin: Origin): Pick<Handle, 'kept' | 'target'> {
  const around = value.parent as Node;
  switch (around.type) {
    case 'ExpressionStatement':
      return { kept: 'nowhere', target: undefined };
    case 'UnaryExpression':
      return { kept: around.operator === 'void' ? 'nowhere' : 'away', target: undefined };
    case 'ArrowFunctionExpression':
      // What a callback gives is nobody's: `new Promise(resolve => setTimeout(resolve, 100))`.
      return { kept: around.body === value && isCall(around.parent) && !isMapping(around.parent) ? 'nowhere' : 'away', target: undefined };
    case 'MemberExpression': {
      const call = around.parent;
      const isSame = around.object === value && /^(unref|ref|refresh)$/.test(memberName(around) ?? '') && isCall(call);
      return isSame ? keeperOf(outermost(call), operation, origin) : { kept: 'away', target: undefined };
    }
    case 'ConditionalExpression':
    case 'LogicalExpression':
      // Started where it is asked for: `ms ? setTimeout(abort, ms) : undefined`, `ms && setTimeout(abort, ms)`.
      if (around.parent.type === 'ExpressionStatement') return { kept: 'nowhere', target: undefined };
      return keeperOf(outermost(around), operation, origin);
    case 'VariableDeclarator':
      return around.id.type === 'Identifier' ? { kept: 'here', target: around.id } : { kept: 'away', target: undefined };
    case 'PropertyDefinition':
      return { kept: 'field', target: around };
    case 'AssignmentExpression':
      return assigned(unwrapped(around.left), operation, origin);
    default:
      return { kept: 'away', target: undefined };
  }
}

const isMapping = (call: Node): boolean => isCallNamed(call, /^(map|flatMap|from|reduce)$/);

function assigned(left: Node, operation: Node, origin: Origin): Pick<Handle, 'kept' | 'target'> {
  if (left.type === 'MemberExpression' && unwrapped(left.object).type === 'ThisExpression') return { kept: 'field', target: left };
  const binding = left.type === 'Identifier' ? origin.module.bindings.of(left) : undefined;
  if (!binding) return { kept: 'away', target: undefined };
  return { kept: contains(operation, binding.declared) && !isModuleLevel(binding) ? 'here' : 'outside', target: left };
}

/** Where the handle may be spoken of. */
function scopeOf(target: Node, kept: Handle['kept'], operation: Node): Node {
  if (kept === 'field') return enclosingClass(target) ?? operation;
  if (kept === 'here') return operation;
  let at = target;
  while (at.parent) at = at.parent;
  return at;
}

/** Whether a mention of a handle hands it to somebody, who may stop by it what it is of: `request.on('close', unsubscribe)`. */
export const isGivenAway = (mention: Node): boolean => fateOf(mention, []) === 'away';

/** What a mention of the handle does: the call that stops it, nothing of interest, or that it gets out of sight. */
function fateOf(mention: Node, stopping: readonly string[]): Node | 'away' | undefined {
  let at = outermost(mention);
  let around = at.parent as Node;
  while (around.type === 'LogicalExpression' && around.right === at) [at, around] = [around, around.parent];
  switch (around.type) {
    case 'CallExpression':
    case 'NewExpression':
      if (around.callee === at) return undefined;
      return isCallNamed(around, new RegExp(`^(${stopping.join('|')})$`)) || endsIt(around) ? around : 'away';
    case 'MemberExpression': {
      if (around.object !== at) return undefined;
      const name = memberName(around);
      if (name === undefined || /^(unref|ref|hasRef|refresh|_\w+)$/.test(name)) return undefined;
      return name === 'close' && isCall(around.parent) ? around.parent : undefined;
    }
    case 'VariableDeclarator':
      return around.init === at && around.id.type !== 'Identifier' ? 'away' : undefined;
    case 'AssignmentExpression':
      return around.right === at ? 'away' : undefined;
    case 'ReturnStatement':
    case 'YieldExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
    case 'ExportSpecifier':
      return 'away';
    case 'Property':
      return around.value === at && around.parent.type === 'ObjectExpression' ? 'away' : undefined;
    case 'ArrowFunctionExpression':
      return around.body === at ? 'away' : undefined;
    default:
      return undefined;
  }
}

/** A function of the project's own that is handed the handle to stop it. */
const endsIt = (call: CallNode): boolean => isCallNamed(call, /clear|stop|cancel/i);

/** The function that a timer calls, where it stands in the file. */
export function callbackOf({ node }: Use<'starts'>, origin: Origin): FunctionNode | undefined {
  const [given] = node.arguments;
  if (!given) return undefined;
  let callback = unwrapped(given);
  for (let steps = 0; steps < 2 && !isFunction(callback); steps++) {
    const bound = isCallNamed(callback, /^bind$/) ? unwrapped(callback.callee) : undefined;
    const definition = origin.definition(bound?.type === 'MemberExpression' ? bound.object : callback);
    if (definition?.origin !== origin) return undefined;
    callback = definition.node;
  }
  return isFunction(callback) ? callback : undefined;
}
