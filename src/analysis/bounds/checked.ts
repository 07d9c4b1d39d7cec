import {
  ancestors, contains, enclosingFunction, isCall, isCallNamed, isFunction, unwrapped, within, type FunctionNode, type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import type { Origin } from '../origin/origin.ts';

/** Whether a key is looked for among constants first: `if (!KNOWN.has(type)) return`. */
export function isChecked(key: Node, at: Node, origin: Origin): boolean {
  if (key.type !== 'Identifier' && key.type !== 'MemberExpression') return false;
  const text = origin.module.sourceOf(key);
  const fn = outermostFunction(at);
  if (!fn) return false;
  if (isEqual(text, at, origin)) return true;
  return looksIn(fn, origin).some(({ asked, table }) => asked === text && (!table || isTable(table, origin)));
}

/** Something is looked for in a table, or switched by. */
interface Look {
  /** Its text. */
  asked: string;
  table: Node | undefined;
}

const looks = new WeakMap<FunctionNode, readonly Look[]>();

function looksIn(fn: FunctionNode, origin: Origin): readonly Look[] {
  let found = looks.get(fn);
  if (!found) looks.set(fn, (found = [...findLooks(fn, origin)]));
  return found;
}

function* findLooks(fn: FunctionNode, { module: { keys, sourceOf } }: Origin): Generator<Look> {
  for (const each of within(fn.body, keys)) {
    if (each.type === 'SwitchStatement') yield { asked: sourceOf(each.discriminant), table: undefined };
    let table: Node | undefined;
    let asked: Node | undefined;
    if (each.type === 'BinaryExpression' && each.operator === 'in') [asked, table] = [each.left, each.right];
    else if (each.type === 'MemberExpression' && each.computed) [asked, table] = [each.property, each.object];
    else if (isCallNamed(each, /^(has|includes|hasOwn|hasOwnProperty|indexOf)$/) && each.callee.type === 'MemberExpression') {
      asked = each.arguments.at(-1);
      table = each.arguments.length > 1 ? each.arguments[0] : each.callee.object;
    }
    if (asked && table) yield { asked: sourceOf(unwrapped(asked)), table: unwrapped(table) };
  }
}

/** Whether something is only done where the key is one that stands in the code: `if (kind === Kind.Support) …`. */
function isEqual(text: string, at: Node, origin: Origin): boolean {
  for (const around of ancestors(at)) {
    if (isFunction(around)) return false;
    const test = around.type === 'IfStatement' && contains(around.consequent, at) ? unwrapped(around.test) : undefined;
    if (test?.type !== 'BinaryExpression' || test.operator !== '===') continue;
    const [one, other] = [test.left, test.right];
    const constant = origin.module.sourceOf(one) === text ? other : origin.module.sourceOf(other) === text ? one : undefined;
    if (constant?.type === 'Literal' || (constant?.type === 'MemberExpression' && isNamed(constant.object, origin))) return true;
  }
  return false;
}

/** A constant with something in it. */
export function isTable(node: Node, origin: Origin): boolean {
  // `Object.values(Period)`
  if (isCall(node) && /^:Object\.(values|keys)\(\)$/.test(origin.ofCall(node) ?? '')) {
    const [of] = node.arguments;
    // A variable may be what is filled.
    const isVariable = of?.type === 'Identifier' && origin.module.bindings.of(of)?.kind === 'variable';
    return isVariable ? isTable(of, origin) : isNamed(of, origin);
  }
  const binding: Binding | undefined = node.type === 'Identifier' ? origin.module.bindings.of(node) : undefined;
  if (binding?.kind === 'import') return /^[A-Z\d_]+$/.test(binding.name);
  const constant = binding && !binding.reassigned && !enclosingFunction(binding.declared) ? binding.writes[0] : undefined;
  const value = node.type === 'ArrayExpression' ? node : constant;
  const made = value && unwrapped(value);
  const content = made && isCall(made) ? made.arguments[0] : made;
  if (content?.type === 'ObjectExpression') return content.properties.length > 0;
  return content?.type === 'ArrayExpression' && content.elements.length > 0;
}

/** What is named in the module itself: an enum, a table, what is imported. */
export function isNamed(node: Node | undefined, { module: { bindings } }: Origin): boolean {
  const binding = node?.type === 'Identifier' ? bindings.of(node) : undefined;
  return binding !== undefined && binding.kind !== 'parameter' && !binding.reassigned && !enclosingFunction(binding.declared);
}

function outermostFunction(node: Node): FunctionNode | undefined {
  return [...ancestors(node)].findLast(isFunction);
}
