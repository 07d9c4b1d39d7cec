import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, bare, calledName, contains, isCall, isFunction, isKey, isLoop, memberName, stringOf, unwrapped, within,
  type CallNode, type Node,
} from '../../ast.ts';
import { isChange, isTarget } from '../origin/change.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { repeatersOf } from '../place/repeat.ts';
import { supplyOf } from '../place/supply.ts';
import { bindingOf, duplicateOf, isOfList, readingsOf, type Duplicate } from './duplicate.ts';
import { isListed } from './listed.ts';
import { isUntouched } from './untouched.ts';

/** Work done for more than is used of it. */
export interface Needless {
  node: Node;
  /** All parts are made for the first; all items are tested or sorted for the first; a copy is only read, or is of a copy. */
  way: 'split' | 'find' | 'least' | 'read' | 'again' | 'turn';
  /** The call whose result is hardly used. */
  call: CallNode | undefined;
  /** What could be used in place of the copy. */
  instead: Node | undefined;
  /** Whether that is certainly the same. */
  same: boolean;
  /** A member may hold nothing at all, of which a copy can be made. */
  certain: boolean;
}

export interface Copies {
  callsUnder(names: Iterable<string>): readonly T.CallExpression[];
  each(kind: 'ArrayExpression'): readonly T.ArrayExpression[];
  each(kind: 'ObjectExpression'): readonly T.ObjectExpression[];
}

const copying = ['split', 'filter', 'sort', 'toSorted', 'slice', 'concat', 'structuredClone', 'from', 'assign', 'parse'];

/** The copies of a file that nobody needs, and the lists that are made for one item. */
export function* needlessIn(syntax: Copies, origin: Origin): Generator<Needless> {
  for (const node of [...syntax.callsUnder(copying), ...syntax.each('ArrayExpression'), ...syntax.each('ObjectExpression')]) {
    const found = node.type === 'CallExpression' ? firstOf(node, origin) : undefined;
    const duplicate = found ? undefined : duplicateOf(node, origin);
    const needless = found ?? (duplicate && ofDuplicate(duplicate, origin));
    if (needless) yield { ...needless, certain: needless.certain && !isAtLoad(node) };
  }
}

/** Whether it runs but once, when the module is loaded: in no function or loop, and in no field of an object. */
const isAtLoad = (node: Node): boolean => ![...ancestors(node)].some(at =>
  isFunction(at) || isLoop(at) || (at.type === 'PropertyDefinition' && !at.static && at.value !== null && contains(at.value, node)));

/** `line.split(',')[0]`, `users.filter(isAdmin)[0]`, `[...prices].sort()[0]` */
function firstOf(call: T.CallExpression, origin: Origin): Needless | undefined {
  const callee = unwrapped(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  if (callee.type !== 'MemberExpression' || !/^(split|filter|sort|toSorted)$/.test(name ?? '')) return undefined;
  const [first, ...more] = call.arguments;
  const taken = takenOf(call);
  const found = { node: call, call, instead: undefined, same: false, certain: true };
  if (name === 'split' && first && more.length === 0) {
    const isText = first.type !== 'SpreadElement' && !isFunction(first);
    if (taken !== 'first' || !isText || isOfDay(callee.object)) return undefined;
    return { ...found, way: 'split', same: true, certain: isListed(first, callee.object, origin) };
  }
  if (name === 'filter' && first && more.length === 0 && taken === 'first') {
    const test = origin.definition(first)?.node ?? first;
    const isTest = isFunction(test) ? !test.async && !test.generator : first.type === 'Identifier' && first.name === 'Boolean';
    return isTest ? { ...found, way: 'find', same: false, certain: !isPath(callee.object) } : undefined;
  }
  if ((name === 'sort' || name === 'toSorted') && (taken === 'first' || taken === 'last')) {
    const on = duplicateOf(unwrapped(callee.object), origin);
    if (name === 'sort' && !on) return undefined;
    return { ...found, way: 'least', certain: supplyOf(on ? on.of : callee.object, origin) !== 'code' };
  }
  return undefined;
}

const isOfDay = (text: Node): boolean => isCall(text) && calledName(text) === 'toISOString';

/** `pathname.split('/')`: a path has a few parts. */
const isPath = (list: Node): boolean =>
  isCall(list) && calledName(list) === 'split' && /^[./]/.test(stringOf(list.arguments[0]) ?? '');

/** Which one item of a list is used, where that is all. */
function takenOf(call: T.CallExpression): 'first' | 'last' | undefined {
  let at: Node = call;
  while (/^(TS\w+|ChainExpression)$/.test((at.parent as Node).type)) at = at.parent as Node;
  const parent = at.parent as Node;
  if (parent.type === 'VariableDeclarator' && parent.init === at && parent.id.type === 'ArrayPattern') {
    const { elements } = parent.id;
    return elements.length === 1 && elements[0] && elements[0].type !== 'RestElement' ? 'first' : undefined;
  }
  if (parent.type !== 'MemberExpression' || parent.object !== at) return undefined;
  if (isTarget(parent)) return undefined;
  const name = memberName(parent);
  const around = parent.parent;
  if (parent.computed) return name === '0' ? 'first' : undefined;
  if (!isCall(around) || around.callee !== parent) return undefined;
  const [index] = around.arguments;
  if (name === 'shift') return 'first';
  if (name === 'pop') return 'last';
  if (name !== 'at' || !index) return undefined;
  if (index.type === 'Literal' && index.value === 0) return 'first';
  return index.type === 'UnaryExpression' && index.operator === '-' ? 'last' : undefined;
}

function ofDuplicate(duplicate: Duplicate, origin: Origin): Needless | undefined {
  const { node, of, kind } = duplicate;
  const isMember = kind === 'object' && bare(of).type === 'MemberExpression';
  const found = { node, call: undefined, instead: of, same: false, certain: !isMember };
  const again = isAgain(duplicate, origin);
  if (again) return { ...found, way: 'again', same: again === 'same' };
  if (node.type === 'ArrayExpression' && isGoneThrough(node, origin)) {
    const measure = measureOf(of, origin);
    return { ...found, way: 'read', same: measure?.kind === 'array' && measure.exact };
  }
  if (!/^(Identifier|MemberExpression)$/.test(bare(of).type) || isTaken(of)) return undefined;
  if (kind === 'array' && !isOfList(duplicate, origin)) return undefined;
  const sorted = kind === 'array' ? sortedCopy(duplicate, origin) : undefined;
  if (sorted) return { ...found, way: 'turn' };
  const readings = readingsOf(duplicate, origin);
  if (!readings || !isUntouched(duplicate, readings, origin)) return undefined;
  return { ...found, way: 'read' };
}

/** `req.body ?? {}` and an item of a list may be nothing at all. */
const isTaken = (of: Node): boolean => unwrapped(of).type === 'AwaitExpression';

/** `new Set([...list])`: whatever can be spread can be gone through. */
function isGoneThrough(node: Node, origin: Origin): boolean {
  const parent = node.parent as Node;
  if (parent.type === 'SpreadElement') return parent.parent.type === 'ArrayExpression';
  return isCall(parent) && parent.arguments[0] === node && parent.arguments.length === 1
    && /^:(Set|Map|Array\.from)\(\)$/.test(origin.ofCall(parent) ?? '');
}

const making = /^:(Object\.(keys|values|entries)|Array\.from|Promise\.(all|allSettled))\(\)$/;

/** Whether a copy is made of what was made just for it: `[...names.filter(isShort)]`. */
function isAgain({ of, kind, node }: Duplicate, origin: Origin): 'same' | 'likely' | undefined {
  if (kind !== 'array') return undefined;
  const made = bare(of);
  if (!isCall(made)) return made.type === 'ArrayExpression' && node.type === 'ArrayExpression' && isSpread(made) ? 'likely' : undefined;
  if (made.type === 'NewExpression') return undefined;
  if (making.test(origin.ofCall(made) ?? '')) return 'same';
  const callee = unwrapped(made.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
  const measure = measureOf(made, origin);
  if (callee.type !== 'MemberExpression' || measure?.kind !== 'array' || !measure.exact || !measure.fresh) return undefined;
  if (name === 'split' || name === 'filter' || name === 'flatMap') return 'same';
  return /^(map|slice|concat|flat|toSorted|toReversed)$/.test(name ?? '') ? 'likely' : undefined;
}

const isSpread = (list: T.ArrayExpression): boolean => list.elements.some(item => item?.type === 'SpreadElement');

/** A sorted copy, made anew in each turn, of what no turn changes, and only read. */
function sortedCopy(duplicate: Duplicate, origin: Origin): Duplicate | undefined {
  const { node, of } = duplicate;
  const member = node.parent as Node;
  const call = member.parent as Node;
  if (member.type !== 'MemberExpression' || !isCall(call) || call.callee !== member) return undefined;
  if (!/^(sort|reverse)$/.test(memberName(member) ?? '')) return undefined;
  const binding = bindingOf(of, origin);
  const repeater = binding && [...repeatersOf(node, origin)].find(each => !contains(each, binding.declared));
  if (!binding || !repeater) return undefined;
  if (binding.references.some(mention => contains(repeater, mention) && (isTarget(mention) || isChange(mention)))) return undefined;
  const inside = call.arguments.some(argument => depends(argument, repeater, origin));
  const readings = inside ? undefined : readingsOf({ ...duplicate, node: call }, origin);
  return readings ? duplicate : undefined;
}

/** Whether an argument speaks of what a turn makes. */
function depends(argument: Node, repeater: Node, origin: Origin): boolean {
  return within(argument, origin.module.keys).some(at => {
    const binding = at.type === 'Identifier' && !isKey(at) ? origin.module.bindings.of(at) : undefined;
    return binding !== undefined && contains(repeater, binding.declared) && !contains(argument, binding.declared);
  });
}
