import {
  ancestors, contains, isCall, isCallNamed, isFunction, isLoop, memberName, unwrapped, within, type CallNode, type Node,
} from '../../ast.ts';
import type { Binding } from './binding.ts';
import type { Origin } from './origin.ts';

const changing = new Set(['push', 'unshift', 'splice', 'pop', 'shift', 'add', 'set', 'delete', 'clear']);
const reading = new Set([
  'map', 'filter', 'forEach', 'slice', 'join', 'includes', 'indexOf', 'some', 'every', 'find', 'findIndex', 'reduce', 'has', 'get',
  'keys', 'values', 'entries', 'concat', 'at',
]);
/** Functions of the language that run none of the program's code. */
const inert = new RegExp([
  'Math\\.(?!random)\\w+', 'Number(\\.\\w+)?', 'String', 'Boolean', 'BigInt', 'parseInt', 'parseFloat', 'isNaN', 'isFinite',
  'Date\\.now', 'Set', 'Map', 'WeakMap', 'WeakSet', 'Array\\.isArray',
].join('|').replace(/.+/s, '^:(?:$&)\\(\\)$'));

/** Whether a mention of a collection changes how much it holds. */
export function isChange(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (parent.type !== 'MemberExpression' || parent.object !== mention) return false;
  const around = parent.parent;
  const name = memberName(parent);
  if (around.type === 'AssignmentExpression' && around.left === parent) return parent.computed || name === 'length';
  return isCall(around) && around.callee === parent && name !== undefined && changing.has(name);
}

/** Whether a mention of an object gives it other members: `entry.key = key`, `Object.assign(entry, query)`. */
export function isAssignedInto(mention: Node): boolean {
  const { parent } = mention;
  if (isCallNamed(parent, /^assign$/)) return parent.arguments[0] === mention;
  const around = parent?.parent;
  return parent?.type === 'MemberExpression' && parent.object === mention
    && around?.type === 'AssignmentExpression' && around.left === parent;
}

/** Whether a loop visibly adds to a collection, takes from it or replaces it. */
export function isChangedIn(loop: Node, holder: Node, origin: Origin): boolean {
  const at = unwrapped(holder);
  const { bindings, keys, sourceOf } = origin.module;
  const changes = (mention: Node): boolean => isChange(mention) || isTarget(mention);
  const binding = at.type === 'Identifier' ? bindings.of(at) : undefined;
  if (binding) return binding.references.some(reference => contains(loop, reference) && changes(reference));
  if (at.type !== 'MemberExpression') return false;
  const text = sourceOf(at);
  return within(loop, keys).some(node => node.type === 'MemberExpression' && changes(node) && sourceOf(node) === text);
}

/** Whether a node gives a name another value. */
export const isWrittenIn = (node: Node, binding: Binding): boolean =>
  binding.references.some(reference => contains(node, reference) && isTarget(reference));

/** Whether a mention assigns: `i++`, `i = 1`, `[i] = pair`, `for (i of list)`. */
export function isTarget(mention: Node): boolean {
  const parent = mention.parent as Node;
  switch (parent.type) {
    case 'UpdateExpression':
    case 'RestElement':
    case 'ArrayPattern':
      return true;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.left === mention;
    case 'Property':
      return (parent.parent as Node).type === 'ObjectPattern' && parent.value === mention;
    default:
      return false;
  }
}

/** What a variable is declared with, whatever it is set to later. */
export function initialOf({ kind, node, declared }: Binding): Node | undefined {
  return kind === 'variable' && node.type === 'VariableDeclarator' && node.id === declared ? node.init ?? undefined : undefined;
}

/**
 * Whether code, one node of it aside, can be seen to call nothing of the program's own and to change no object.
 * Getters and conversions do not count.
 */
export function isQuiet(node: Node, origin: Origin, besides?: Node): boolean {
  const skip = (inner: Node): boolean => isFunction(inner) || inner.type === 'TSTypeAnnotation';
  for (const at of within(node, origin.module.keys, skip)) {
    if (at !== besides && isLoud(at, origin)) return false;
  }
  return true;
}

function isLoud(node: Node, origin: Origin): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return !inert.test(origin.ofCall(node) ?? '') || node.arguments.some(isFunction);
    case 'AssignmentExpression':
      return node.left.type !== 'Identifier';
    case 'UpdateExpression':
      return node.argument.type !== 'Identifier';
    case 'UnaryExpression':
      return node.operator === 'delete';
    case 'SpreadElement':
      return (node.parent as Node).type !== 'ObjectExpression';
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'TaggedTemplateExpression':
    case 'ImportExpression':
    case 'JSXElement':
    case 'JSXFragment':
    case 'ArrayPattern':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return true;
    default:
      return false;
  }
}

/** Whether nothing but the code in sight can reach a collection before a place has run, and that code only reads it. */
export function isUnshared(binding: Binding, until: Node): boolean {
  const isLater = (mention: Node): boolean =>
    mention.range[0] > until.range[1] && !isRepeated(until, binding) && !isHoisted(mention, until);
  return !binding.reassigned && binding.references.every(reference => isReading(reference) || isLater(reference));
}

/** Whether a mention of a collection only reads it and hands it to nobody. */
function isReading(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (parent.type === 'ForOfStatement') return parent.right === mention;
  if (parent.type === 'SpreadElement') return true;
  if (parent.type !== 'MemberExpression' || parent.object !== mention) return false;
  const around = parent.parent;
  const name = memberName(parent);
  if (isCall(around) && around.callee === parent) return name !== undefined && reading.has(name) && around.arguments.every(isHarmless);
  if (isTarget(parent) || (around.type === 'UnaryExpression' && around.operator === 'delete')) return false;
  return parent.computed || name === 'length' || name === 'size';
}

/** An argument to which a method cannot hand the collection: a constant, or a function that takes the item and the index. */
function isHarmless(argument: CallNode['arguments'][number]): boolean {
  if (!isFunction(argument)) return /^(Literal|TemplateLiteral|UnaryExpression)$/.test(argument.type);
  return argument.params.length < 3 && !argument.params.some(({ type }) => type === 'RestElement');
}

/** Whether a loop or a function that can be called again stands around a node and has not made the binding itself. */
function isRepeated(node: Node, binding: Binding): boolean {
  for (let at = node.parent; at && !contains(at, binding.declared); at = at.parent) {
    if (isLoop(at) || isFunction(at)) return true;
  }
  return false;
}

/** Whether a mention stands in a function that can be called before the place where it is written. */
export function isHoisted(mention: Node, until: Node): boolean {
  return [...ancestors(mention)].some(at => at.type === 'FunctionDeclaration' && !contains(at, until));
}
