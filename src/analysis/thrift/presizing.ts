import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, isNamed, within, type Node } from '../../ast.ts';
import { globalType } from '../origin/annotated.ts';
import type { Binding } from '../origin/binding.ts';
import { isHoisted, isQuiet, isTarget, isUnshared } from '../origin/change.ts';
import type { Origin } from '../origin/origin.ts';
import type { Turns } from '../place/turns.ts';

/** Where an array is made and where it is filled. */
interface Course {
  way: 'push' | 'downwards';
  declaration: T.VariableDeclaration | T.ExpressionStatement;
  loop: T.Statement;
  store: Node;
}

/** Where the count can be written: where the array is made, or only in front of the loop; nothing where nowhere. */
export function placeOf({ count, of, fixed, measure }: Turns, course: Course, origin: Origin): 'declaration' | 'loop' | undefined {
  if (count === undefined) return undefined;
  const { declaration, loop } = course;
  const list = siblings(declaration);
  const filled = list.findIndex(statement => contains(statement, loop));
  const between = list.slice(list.indexOf(declaration) + 1, filled);
  const bindings = namesIn(of, origin).map(name => origin.module.bindings.of(name));
  const isThere = bindings.every(binding => !binding || binding.declared.range[0] < declaration.range[0]);
  const isOwn = measure?.fresh === true && bindings.every(binding => binding && isUnshared(binding, loop));
  const isLeft = (statement: Node): boolean =>
    isQuiet(statement, origin) && !bindings.some(binding => binding?.references.some(name => contains(statement, name) && isTarget(name)));
  if (isThere && (fixed || isOwn || between.every(isLeft))) return 'declaration';
  const isAlone = declaration.type === 'ExpressionStatement' || (declaration.kind !== 'var' && declaration.declarations.length === 1);
  return isAlone && list.includes(declaration) && isLoopOrLabelled(list[filled], loop) ? 'loop' : undefined;
}

function isLoopOrLabelled(statement: Node | undefined, loop: Node): boolean {
  return statement === loop || (statement?.type === 'LabeledStatement' && isLoopOrLabelled(statement.body, loop));
}

/** The statements of the list in which one stands. */
function siblings({ parent }: Node): Node[] {
  if (parent?.type === 'SwitchCase') return parent.consequent;
  return parent && 'body' in parent && Array.isArray(parent.body) ? parent.body : [];
}

function namesIn(node: Node, origin: Origin): T.Identifier[] {
  const isProperty = (at: Node): boolean => at.parent?.type === 'MemberExpression' && at.parent.property === at && !at.parent.computed;
  return within(node, origin.module.keys).filter((at): at is T.Identifier => at.type === 'Identifier' && !isProperty(at));
}

/**
 * Whether an array made with its length is the same, wherever it can be seen, as one that is filled: the length is a
 * whole number, it stays what it is until the loop has ended, and nothing sees the array before.
 */
export function presizedBy(turns: Turns, course: Course, others: readonly Node[], origin: Origin): 'same' | 'likely' | 'no' {
  const { of, constant, whole } = turns;
  const { declaration, loop, way } = course;
  if (others.some(other => isHoisted(other, loop) || other.range[0] < loop.range[0])) return 'no';
  if (way === 'downwards' && others.some(other => contains(loop, other) && !isItemRead(other))) return 'no';
  if (constant === undefined ? !isNamed(of) : !whole) return 'no';
  const isBlockScoped = declaration.type === 'VariableDeclaration' && declaration.kind !== 'var';
  const isExported = [declaration, ...others].some(({ parent }) => /^Export(Named|Specifier)/.test(parent?.type ?? ''));
  const isSure = whole && isBlockScoped && !isExported;
  return isSure && (constant !== undefined || isSteady(turns, course, origin)) ? 'same' : 'likely';
}

/** Whether the count is the same when the loop ends as when the array is made. */
function isSteady({ of, measure, fixed }: Turns, { loop, store }: Course, origin: Origin): boolean {
  const names = namesIn(of, origin).map(name => origin.module.bindings.of(name));
  if (names.some(binding => !binding || binding.reassigned)) return false;
  if (fixed) return true;
  const holder = measure?.holder;
  const binding = holder?.type === 'Identifier' ? origin.module.bindings.of(holder) : undefined;
  if (!measure?.exact || !binding) return false;
  if (measure.kind === 'text' || measure.kind === 'bytes') return true;
  return (measure.fresh && isUnshared(binding, loop)) || isQuietLoop(loop, store, origin);
}

function isQuietLoop(loop: Node, store: Node, origin: Origin): boolean {
  const isStill = (part: Node | null): boolean => !part || isQuiet(part, origin, store);
  switch (loop.type) {
    case 'ForStatement':
      return isStill(loop.init) && isStill(loop.test) && isStill(loop.update) && isStill(loop.body);
    case 'WhileStatement':
      return isStill(loop.test) && isStill(loop.body);
    case 'ForOfStatement':
      return isStill(loop.body) && !within(loop.left, origin.module.keys).some(isCall);
    default:
      return false;
  }
}

/** `items[i + 1]`, not called and not assigned. */
function isItemRead(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (parent.type !== 'MemberExpression' || parent.object !== mention || !parent.computed || isTarget(parent)) return false;
  const around = parent.parent;
  return !(isCall(around) && around.callee === parent) && !(around.type === 'UnaryExpression' && around.operator === 'delete');
}

/** The type of an array's items as the code has it; nothing where it does not say. */
export function itemsOf({ declared }: Binding, made: Node, origin: Origin): string | undefined {
  const items = itemTypeOf(declared, made, origin);
  const text = items && origin.module.sourceOf(items);
  // Where the annotation says it already, a long type need not be said again.
  return text?.includes('\n') && declared.typeAnnotation ? '' : text;
}

function itemTypeOf(declared: T.Identifier, made: Node, origin: Origin): Node | undefined {
  const asserted = made.type === 'TSAsExpression' || made.type === 'TSTypeAssertion' ? made.typeAnnotation : undefined;
  const written = declared.typeAnnotation?.typeAnnotation ?? asserted;
  if (written?.type === 'TSArrayType') return written.elementType;
  if (written) return globalType(written, origin) === 'Array' ? (written as T.TSTypeReference).typeArguments?.params[0] : undefined;
  return isCall(made) ? made.typeArguments?.params[0] : undefined;
}

/** Whether the name of a binding means it everywhere in a node. */
export function isVisible(binding: Binding, node: Node, origin: Origin): boolean {
  const { bindings, keys } = origin.module;
  const isOther = (at: Node): boolean =>
    at.type === 'Identifier' && at.name === binding.name && !isProperty(at) && bindings.of(at) !== binding;
  return !within(node, keys).some(isOther);
}

/** Whether an identifier is the name of a member. */
function isProperty(node: Node): boolean {
  const { parent } = node;
  if (parent?.type === 'MemberExpression') return !parent.computed && parent.property === node;
  return parent?.type === 'Property' && !parent.shorthand && !parent.computed && parent.key === node;
}
