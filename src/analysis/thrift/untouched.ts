import { bare, contains, enclosingFunction, headOf, isCall, isCallNamed, memberName, unwrapped, within, type Node } from '../../ast.ts';
import { isModuleLevel, type Binding } from '../origin/binding.ts';
import { isTarget, isUnshared } from '../origin/change.ts';
import { measureOf } from '../origin/measure.ts';
import type { Origin } from '../origin/origin.ts';
import { isChangedBelow, looking, type Duplicate, type Reading } from './duplicate.ts';
import { handlingOf } from './escaping.ts';

/** Functions of the language that change nothing that they are given. */
const inert = new RegExp([
  '(Math|Number|String|Boolean|BigInt|JSON)(\\.\\w+)?', 'Object\\.(keys|values|entries|hasOwn)', 'parse(Int|Float)', 'is(NaN|Finite)',
  'Array\\.isArray', 'Date\\.now',
].join('|').replace(/.+/s, '^:(?:$&)\\(\\)$'));
/** Methods of strings, numbers and arrays that change nothing. */
const harmless = /^(to[A-Z]\w*|trim\w*|pad\w+|slice|substring|split|join|includes|\w+With|indexOf|at|charAt|get|has|replace|concat)$/;

/** Whether nothing can change the original before the copy has been read for the last time. */
export function isUntouched({ node, of }: Duplicate, { window }: Reading, origin: Origin): boolean {
  const original = bare(of);
  const head = headOf(original);
  const binding = head.type === 'Identifier' ? origin.module.bindings.of(head) : undefined;
  if (binding && isUnchanging(binding, origin)) return true;
  const mentions = binding?.references.filter(mention => window.some(part => contains(part, mention)) && !contains(node, mention)) ?? [];
  const isAtWork = (mention: Node): boolean => /^(changed|shortened|needed)$/.test(handlingOf(mention, origin).handling);
  if (mentions.some(mention => isTarget(mention) || isAtWork(mention) || isBelow(mention))) return false;
  const parts = window.flatMap(part => within(part, origin.module.keys));
  const fn = enclosingFunction(node);
  const isLocal = binding !== undefined && !isModuleLevel(binding) && fn !== undefined && contains(fn, binding.declared);
  // What was handed in, others have too, and what runs meanwhile may be theirs.
  const isMade = binding?.writes.every(write => bare(write).type === 'ObjectExpression') || measureOf(original, origin)?.fresh === true;
  const isWaiting = parts.some(({ type }) => /^(Await|Yield)Expression$/.test(type));
  const isOwn = (binding?.kind === 'variable' && isMade) || (!isWaiting && !window.some(isForEach));
  const isPlain = original.type === 'Identifier' && isOwn;
  if (binding && isLocal && isPlain && window[0] && isUnshared(binding, window.at(-1) ?? window[0])) return true;
  if (isWaiting) return false;
  const isIterated = window.some(part => part.type === 'ForOfStatement' || isCall(part));
  if (isLocal && !isIterated && binding.kind === 'parameter') return !parts.some(part => isLoudOn(part, original, origin));
  return !parts.some(part => isLoud(part, node, origin));
}

/** Whether something is done for each item, perhaps to what the items are of. */
const isForEach = (part: Node): boolean => part.type === 'ForOfStatement' || isCallNamed(part, /^forEach$/);

/** `order.items.push(x)` */
function isBelow(mention: Node): boolean {
  return mention.parent?.type === 'MemberExpression' && mention.parent.object === mention && isChangedBelow(mention.parent);
}

/** Whether a part calls something that may change whatever it likes. */
function isLoud(part: Node, copy: Node, origin: Origin): boolean {
  if (part.type === 'AssignmentExpression') return part.left.type === 'MemberExpression';
  if (!isCall(part)) return part.type === 'TaggedTemplateExpression';
  if (contains(copy, part)) return false;
  const callee = unwrapped(part.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) ?? '' : '';
  if (inert.test(origin.ofCall(part) ?? '') || origin.factOfCall(part, 'safe') === true || harmless.test(name)) return false;
  if (part.type === 'NewExpression') return !/^:(Set|Map|Date|Error)\(\)$/.test(origin.ofCall(part) ?? '');
  if (!looking.has(name) && !/^(push|add|set)$/.test(name)) return true;
  return part.arguments.some(argument => argument.type === 'Identifier' && name !== 'push');
}

/** Whether a call may reach the object that a parameter is, being handed it or called on it. */
function isLoudOn(part: Node, original: Node, origin: Origin): boolean {
  if (!isCall(part)) return false;
  const callee = unwrapped(part.callee);
  return callee.type === 'MemberExpression' && origin.module.sourceOf(callee.object) === origin.module.sourceOf(original)
    && !looking.has(memberName(callee) ?? '') && !harmless.test(memberName(callee) ?? '');
}

/** Whether a name always stands for the same object of the code, which nothing in the file changes or hands on. */
function isUnchanging(binding: Binding, origin: Origin): boolean {
  const { node, reassigned, references } = binding;
  if (binding.kind !== 'variable' || node.type !== 'VariableDeclarator' || reassigned || !node.init) return false;
  if ((node.parent.parent).type === 'ExportNamedDeclaration' || !/^(Object|Array)Expression$/.test(unwrapped(node.init).type)) return false;
  return references.every(mention => handlingOf(mention, origin).handling === 'read' && !isBelow(mention)
    && !/^Export/.test((mention.parent).type));
}
