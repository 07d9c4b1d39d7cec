import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isCall, isFunction, isKey, within, type CallNode, type Node } from '../../ast.ts';
import { isModuleLevel, type Binding } from './binding.ts';
import type { Origin } from './origin.ts';

/** `module`: all that it is made of is there when the module is loaded; `call`: its function makes it of the same at each call. */
export type Constancy = 'module' | 'call' | undefined;

/** Calls that always give the same for the same. */
const pure =
  /^:(Number|String|Boolean|BigInt|Set|Map|RegExp|parseInt|parseFloat|Math\.(?!random)\w+|JSON\.\w+|Object\.\w+|String\.raw)\(\)$/;
/** Methods that change what they are called on. */
const changing = /^(push|pop|shift|unshift|splice|sort|reverse|fill|set|add|delete|clear|assign)$/;
/** What gives another value each time, or changes one. */
const moving = /^(AwaitExpression|YieldExpression|MetaProperty|ImportExpression|AssignmentExpression|UpdateExpression)$/;

/** Whether an expression has the same value whenever it is evaluated, and from where on. */
export function constancyOf(node: Node, origin: Origin, seen: ReadonlySet<Binding> = new Set()): Constancy {
  let found: Constancy = 'module';
  for (const at of within(node, origin.module.keys)) {
    const inner = isInner(at, node);
    if (/^(ThisExpression|Super)$/.test(at.type) || (!inner && moving.test(at.type))) return undefined;
    // A getter may give another value each time.
    if (!inner && at.type === 'Property' && at.kind !== 'init') return undefined;
    if (at.type === 'TaggedTemplateExpression' && origin.of(at.tag) !== ':String.raw') return undefined;
    if (!inner && isCall(at) && !isRepeatable(at, origin)) return undefined;
    if (at.type !== 'Identifier' || isKey(at)) continue;
    const mentioned = ofName(at, node, origin, seen);
    if (mentioned === undefined) return undefined;
    if (mentioned === 'call') found = 'call';
  }
  return found;
}

/** Whether it stands in a function that the expression holds: it runs later, if at all. */
function isInner(at: Node, node: Node): boolean {
  if (at === node) return false;
  for (const around of ancestors(at)) {
    if (isFunction(around)) return contains(node, around);
    if (around === node) return false;
  }
  return false;
}

/** Whether the same call gives the same again: it makes nothing but what the libraries know as worth keeping, or parts of that. */
function isRepeatable(call: CallNode, origin: Origin): boolean {
  const path = origin.ofCall(call);
  if (path === undefined) return false;
  if (pure.test(path)) return true;
  const { catalogue } = origin.module;
  if (catalogue.get(path)?.costs) return true;
  const name = path.slice(0, path.indexOf(':'));
  return name !== '' && catalogue.making.has(name);
}

function ofName(name: T.Identifier, node: Node, origin: Origin, seen: ReadonlySet<Binding>): Constancy {
  const binding = origin.module.bindings.of(name);
  // The environment may be read before somebody fills it.
  if (!binding) return name.name === 'arguments' ? undefined : name.name === 'process' ? 'call' : 'module';
  if (contains(node, binding.declared) || binding.kind === 'import') return 'module';
  if (binding.kind === 'parameter' || seen.has(binding)) return undefined;
  const isTop = isModuleLevel(binding);
  if (binding.kind !== 'variable') return isTop && binding.node.type !== 'CatchClause' ? 'module' : undefined;
  if (binding.reassigned || binding.references.some(isChanged)) return undefined;
  const { node: declarator } = binding;
  if (declarator.type !== 'VariableDeclarator' || !declarator.init) return undefined;
  if (isTop) return /^(Program|ExportNamedDeclaration)$/.test(declarator.parent.parent.type) ? 'module' : undefined;
  if (declarator.id.type !== 'Identifier') return undefined;
  return constancyOf(declarator.init, origin, new Set([...seen, binding])) && 'call';
}

/** What every program has from its first line on. */
const standard = new RegExp(`^(undefined|NaN|Infinity|${[
  'Array', 'Object', 'String', 'Number', 'Boolean', 'BigInt', 'Symbol', 'Math', 'JSON', 'Date', 'RegExp', 'Map', 'Set', 'WeakMap', 'Intl',
  'Buffer', 'URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Error', 'TypeError', 'RangeError', 'Promise', 'parseInt', 'parseFloat',
].join('|')})$`);

/**
 * Whether all that an expression names is there, and as it will be, while the module is loaded. A file of the project that is imported
 * may import this one and so be loaded after it; a browser's `document` is there but in a browser; an object may be changed by whoever
 * is given it.
 */
export function isSettled(node: Node, origin: Origin): boolean {
  const { bindings, catalogue } = origin.module;
  return within(node, origin.module.keys).every(at => {
    if (at.type !== 'Identifier' || isKey(at) || /^TS/.test(at.parent.type)) return true;
    const binding = bindings.of(at);
    if (!binding) return standard.test(at.name) || isInner(at, node);
    if (contains(node, binding.declared) || binding.kind === 'function') return true;
    const path = origin.of(at);
    if (binding.kind === 'import') return path !== undefined && catalogue.making.has(path.slice(0, path.indexOf(':')));
    if (path !== undefined && catalogue.making.has(path.slice(0, path.indexOf(':')))) return true;
    const init = binding.node.type === 'VariableDeclarator' ? binding.node.init : null;
    return init !== null && (isPrimitive(init) || binding.references.every(reference => isOnlyRead(reference, node)));
  });
}

const isPrimitive = (node: Node): boolean => (node.type === 'Literal' && !('regex' in node)) || node.type === 'TemplateLiteral';

/** Whether a mention leaves alone what the name stands for: a member is read, or it is given to what is made. */
function isOnlyRead(reference: Node, made: Node): boolean {
  const { parent } = reference;
  if (contains(made, reference) || parent?.type === 'VariableDeclarator') return true;
  return parent?.type === 'MemberExpression' && parent.object === reference && !isCall(parent.parent) && !isChanged(reference);
}

/** Whether a mention changes what the name stands for: `limits.rows = 5`, `list.push(item)`. */
function isChanged(reference: Node): boolean {
  let at = reference;
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  const around = at.parent as Node;
  if (around.type === 'UnaryExpression') return around.operator === 'delete';
  if (around.type === 'UpdateExpression') return true;
  if (around.type === 'AssignmentExpression') return around.left === at;
  if (!isCall(around) || at === reference || around.callee !== at || at.type !== 'MemberExpression') return false;
  return at.property.type === 'Identifier' && changing.test(at.property.name);
}
