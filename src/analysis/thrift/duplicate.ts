import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, enclosingFunction, isCall, isFunction, memberName, outermost, propertyNamed, unwrapped, type CallNode,
  type Node,
} from '../../ast.ts';
import type { Binding } from '../origin/binding.ts';
import { isTarget } from '../origin/change.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { valuesOf } from '../origin/values.ts';
import { handlingOf } from './escaping.ts';
import { isSettled, laterReads } from './settled.ts';

/** An expression that copies one value and adds nothing. */
export interface Duplicate {
  node: Node;
  of: Node;
  kind: 'array' | 'object' | 'clone' | 'json';
}

/** Methods that only arrays have, not sets or strings. */
const ofArrays = new Set([
  'map', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast', 'flatMap', 'flat', 'join', 'push', 'pop',
  'shift', 'unshift', 'splice', 'sort', 'reverse', 'toSorted', 'toReversed',
]);
/** Methods that look at an array and give something else. */
export const looking = new Set([
  'map', 'filter', 'forEach', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast', 'findLastIndex', 'flatMap', 'join',
  'includes', 'indexOf', 'lastIndexOf', 'at', 'slice', 'concat', 'toSorted', 'toReversed', 'flat', 'with', 'toSpliced',
]);
const changing = /^(push|pop|shift|unshift|splice|sort|reverse|set|add|delete|clear|fill)$/;

/** The value that an expression copies. */
export function duplicateOf(node: Node, origin: Origin): Duplicate | undefined {
  switch (node.type) {
    case 'ArrayExpression': {
      const [item, more] = node.elements;
      const isAlone = more === undefined && node.elements.length === 1;
      return item?.type === 'SpreadElement' && isAlone ? { node, of: item.argument, kind: 'array' } : undefined;
    }
    case 'ObjectExpression': {
      const [item, more] = node.properties;
      return item?.type === 'SpreadElement' && !more ? { node, of: item.argument, kind: 'object' } : undefined;
    }
    case 'CallExpression':
      return ofCall(node, origin);
    default:
      return undefined;
  }
}

function ofCall(node: T.CallExpression, origin: Origin): Duplicate | undefined {
  const [first, second, third] = node.arguments;
  const callee = unwrapped(node.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : undefined;
  if (callee.type === 'MemberExpression' && !node.optional && !callee.optional) {
    const isWhole = name === 'slice' ? !first || (first.type === 'Literal' && first.value === 0 && !second) : name === 'concat' && !first;
    if (isWhole) return { node, of: callee.object, kind: 'array' };
  }
  if (!first || first.type === 'SpreadElement') return undefined;
  switch (name) {
    case 'structuredClone':
      return !second && origin.ofCall(node) === ':structuredClone()' ? { node, of: first, kind: 'clone' } : undefined;
    case 'from':
      return !second && origin.ofCall(node) === ':Array.from()' ? { node, of: first, kind: 'array' } : undefined;
    case 'assign': {
      const isOwn = first.type === 'ObjectExpression' && first.properties.length === 0 && !third && second?.type !== 'SpreadElement';
      return isOwn && second && origin.ofCall(node) === ':Object.assign()' ? { node, of: second, kind: 'object' } : undefined;
    }
    case 'parse': {
      const inner = unwrapped(first);
      const [of, replacer] = inner.type === 'CallExpression' ? inner.arguments : [];
      const isBoth = !second && of && !replacer && isCall(inner) && origin.ofCall(inner) === ':JSON.stringify()';
      return isBoth && of.type !== 'SpreadElement' && origin.ofCall(node) === ':JSON.parse()' ? { node, of, kind: 'json' } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether what is copied as a list is one, so that the copy is not made to have one: not a set, a string, an iterator. */
export function isOfList({ of, node }: Duplicate, origin: Origin): boolean {
  const measure = measureOf(of, origin);
  if (measure) return measure.kind === 'array';
  const binding = bindingOf(of, origin);
  const isAsked = ({ parent: member }: Node): boolean => member?.type === 'MemberExpression' && isCall(member.parent)
    && member.parent.callee === member && ofArrays.has(memberName(member) ?? '');
  if (binding && !binding.reassigned && binding.references.some(isAsked)) return true;
  if (isRows(of, origin)) return true;
  const isByMethod = isCall(node) && unwrapped(node.callee).type === 'MemberExpression' && !/^:Array/.test(origin.ofCall(node) ?? '');
  if (!isByMethod) return false;
  // `list.slice().map(…)`; `const lines = list.slice()`, of which `lines.map(…)`, or an item is taken apart.
  const around = outermost(node).parent as Node;
  const copy = around.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? origin.module.bindings.of(around.id) : undefined;
  return [node, ...copy?.references ?? []].some(mention => isAsked(mention) || isTakenApart(mention));
}

/** `for (const { id } of copy)`: neither a text nor bytes have such items. */
function isTakenApart({ parent }: Node): boolean {
  const item = parent?.type === 'ForOfStatement' && parent.left.type === 'VariableDeclaration' ? parent.left.declarations[0] : undefined;
  return item?.id.type === 'ObjectPattern';
}

/** The rows that a query gave: `const { rows } = await pool.query(…)`. */
function isRows(list: Node, origin: Origin): boolean {
  const at = bare(list);
  const name = at.type === 'MemberExpression' ? memberName(at) : undefined;
  const [value, ...others] = at.type === 'MemberExpression' && name !== undefined
    ? (valuesOf(at.object, origin) ?? [{ node: at.object, origin, steps: [] }]).map(each => ({ ...each, steps: [...each.steps, name] }))
    : valuesOf(at, origin) ?? [];
  const call = value && others.length === 0 ? bare(value.node) : undefined;
  const loads = value && isCall(call) ? value.origin.factOfCall(call, 'loads') : undefined;
  const isGiven = !loads?.gives || loads.gives.includes('value');
  return isGiven && loads?.what === 'rows' && (loads.at ?? []).join('.') === value?.steps.join('.');
}

/** The place from which a copy is read for the last time. */
export interface Reading {
  reads: readonly Node[];
  /** All that runs between the copy and the last look at it. */
  window: readonly Node[];
}

/** How a copy is only read and never leaves; nothing where it is changed, or goes on. */
export function readingsOf(duplicate: Duplicate, origin: Origin): Reading | undefined {
  const { node, kind } = duplicate;
  const isDeep = kind === 'clone' || kind === 'json';
  let value = node;
  while (/^TS/.test((value.parent as Node).type)) value = value.parent as Node;
  const around = value.parent as Node;
  if (around.type === 'VariableDeclarator' && around.init === value && around.id.type === 'Identifier') {
    const binding = origin.module.bindings.of(around.id);
    const list = around.parent.parent;
    if (!binding || binding.reassigned || binding.references.length === 0 || list.type === 'ExportNamedDeclaration') return undefined;
    const owner = enclosingFunction(around);
    const isFine = (mention: Node): boolean => owner !== undefined && isRunIn(mention, owner) && isRead(mention, kind, isDeep, origin);
    if (!binding.references.every(isFine)) return undefined;
    const reads = isDeep ? laterReads(binding.references, origin) : binding.references;
    return reads.every(read => isRunIn(read, owner as Node)) ? { reads, window: betweenOf(around, reads, list) } : undefined;
  }
  return isRead(node, kind, isDeep, origin) ? { reads: [node], window: [outerOf(node)] } : undefined;
}

/** Whether a mention runs with its function, or in a callback of an array method there. */
function isRunIn(mention: Node, owner: Node): boolean {
  for (const at of ancestors(mention)) {
    if (at === owner) return true;
    if (!isFunction(at)) continue;
    const call = at.parent;
    const callee = isCall(call) ? unwrapped(call.callee) : undefined;
    if (callee?.type !== 'MemberExpression' || !looking.has(memberName(callee) ?? '')) return false;
  }
  return false;
}

/** Whether a mention only looks into a copy. */
function isRead(mention: Node, kind: Duplicate['kind'], isDeep: boolean, origin: Origin): boolean {
  const parent = mention.parent as Node;
  switch (parent.type) {
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return isRead(parent, kind, isDeep, origin);
    case 'MemberExpression': {
      if (parent.object !== mention || isTarget(parent) || handlingOf(mention, origin).handling !== 'read') return false;
      const call = parent.parent;
      const name = memberName(parent);
      if (isCall(call) && call.callee === parent) {
        // A method of the object itself may do anything with it.
        if (kind === 'object' || name === undefined || !looking.has(name)) return false;
        return isDeep ? isSettled(call, origin) : call.arguments.every(argument => !isFunction(argument) || argument.params.length < 3);
      }
      return isDeep ? isSettled(parent, origin) || isConstant(parent, mention, origin) : !isChangedBelow(parent);
    }
    case 'ForOfStatement':
      return parent.right === mention && !isDeep;
    case 'VariableDeclarator':
      return parent.init === mention && parent.id.type !== 'Identifier' && !isDeep && !hasRest(parent.id);
    case 'SpreadElement':
      return !isDeep && isIn(parent.parent);
    case 'CallExpression':
    case 'NewExpression':
      return !isDeep && takes(parent, mention, kind, origin);
    default:
      return false;
  }
}

/** Whether a member of a deep copy is a number or a text that stands in the code. */
function isConstant(member: T.MemberExpression, copy: Node, origin: Origin): boolean {
  const value = bindingOf(copy, origin)?.writes[0] ?? copy;
  const of = duplicateOf(bare(value), origin)?.of;
  const object = of && origin.definition(of)?.node;
  const name = memberName(member);
  const property = object?.type === 'ObjectExpression' && name !== undefined ? propertyNamed(object, name) : undefined;
  return property?.value.type === 'Literal' && !isTarget(member);
}

const isIn = (list: Node): boolean => list.type === 'ArrayExpression' || list.type === 'ObjectExpression';
const hasRest = (pattern: Node): boolean =>
  (pattern.type === 'ObjectPattern' ? pattern.properties : pattern.type === 'ArrayPattern' ? pattern.elements : [])
    .some(item => item?.type === 'RestElement');

/** `new Set([...list])`, `Object.keys({ ...o })`: what goes through it at once. */
function takes(call: CallNode, mention: Node, kind: Duplicate['kind'], origin: Origin): boolean {
  if (call.arguments[0] !== mention || call.arguments.length > 1) return false;
  const path = origin.ofCall(call) ?? '';
  if (kind === 'array') return /^:(Set|Map|Array\.from|Promise\.(all|allSettled|race|any)|Object\.fromEntries)\(\)$/.test(path);
  return /^:Object\.(keys|values|entries)\(\)$/.test(path);
}

/** Whether something in a value taken from a copy is changed: `copy.items.push(x)`. */
export function isChangedBelow(member: Node): boolean {
  let at = member;
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = at.parent;
  const around = at.parent as Node;
  if (isTarget(at) || (around.type === 'UnaryExpression' && around.operator === 'delete')) return true;
  const name = at.type === 'MemberExpression' ? memberName(at) : undefined;
  return at !== member && isCall(around) && around.callee === at && changing.test(name ?? '');
}

/** The statements from a declaration to the last mention, with all that they hold. */
function betweenOf(declarator: Node, reads: readonly Node[], list: Node): Node[] {
  const last = Math.max(...reads.map(({ range }) => range[0]));
  const body: readonly Node[] = list.type === 'BlockStatement' || list.type === 'Program' || list.type === 'StaticBlock' ? list.body
    : list.type === 'SwitchCase' ? list.consequent : [list];
  return body.filter(statement => statement.range[1] > declarator.range[1] && statement.range[0] <= last);
}

/** The expression in which a temporary copy is used up: the call on it, or the loop over it. */
function outerOf(node: Node): Node {
  const parent = node.parent as Node;
  if (parent.type === 'ForOfStatement') return parent;
  return parent.type === 'MemberExpression' && isCall(parent.parent) ? parent.parent : parent;
}

export function bindingOf(node: Node, origin: Origin): Binding | undefined {
  const at = bare(node);
  return at.type === 'Identifier' ? origin.module.bindings.of(at) : undefined;
}
