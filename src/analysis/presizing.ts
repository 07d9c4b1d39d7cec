import type { TSESTree as T } from '@typescript-eslint/utils';
import { contains, isCall, unwrapped, within, type Node } from '../ast.ts';
import { globalType } from './annotated.ts';
import type { Binding } from './binding.ts';
import { isHoisted, isNamed, isQuiet, isUnshared, isWritten } from './change.ts';
import type { Origin } from './origin.ts';
import type { Turns } from './turns.ts';

/** Where an array is made and where it is filled. */
interface Course {
  way: 'push' | 'downwards';
  declaration: T.VariableDeclaration | T.ExpressionStatement;
  loop: T.Statement;
  store: Node;
}

/** Where the count can be written: where the array is made, or only in front of the loop; nothing where nowhere. */
export function placeOf({ count, of, fixed, measure }: Turns, { declaration, loop }: Course, origin: Origin): 'declaration' | 'loop' | undefined {
  if (count === undefined) return undefined;
  const list = siblings(declaration);
  const filled = list.findIndex(statement => contains(statement, loop));
  const between = list.slice(list.indexOf(declaration) + 1, filled);
  const bindings = namesIn(of, origin).map(name => origin.module.bindings.of(name));
  const isThere = bindings.every(binding => !binding || binding.declared.range[0] < declaration.range[0]);
  const isFixed = fixed || (measure?.fresh === true && bindings.every(binding => binding !== undefined && isUnshared(binding, loop)));
  if (isThere && (isFixed || between.every(statement => isQuiet(statement, origin) && !bindings.some(binding => binding?.references.some(name => contains(statement, name) && isWritten(name)))))) {
    return 'declaration';
  }
  const isMovable = list.includes(declaration) && isLoopOrLabelled(list[filled], loop);
  return isMovable && (declaration.type === 'ExpressionStatement' || (declaration.kind !== 'var' && declaration.declarations.length === 1)) ? 'loop' : undefined;
}

function isLoopOrLabelled(statement: Node | undefined, loop: Node): boolean {
  return statement === loop || (statement?.type === 'LabeledStatement' && isLoopOrLabelled(statement.body, loop));
}

const siblings = ({ parent }: Node): Node[] => (parent && 'body' in parent && Array.isArray(parent.body) ? parent.body as Node[] : parent?.type === 'SwitchCase' ? parent.consequent : []);

const namesIn = (node: Node, origin: Origin): T.Identifier[] =>
  [...within(node, origin.module.keys)].filter((at): at is T.Identifier => at.type === 'Identifier' && !(at.parent.type === 'MemberExpression' && at.parent.property === at && !at.parent.computed));

/**
 * Whether an array made with its length is the same, wherever it can be seen, as one that is filled: the length is a
 * whole number, it stays what it is until the loop has ended, and nothing sees the array before.
 */
export function presizedBy(turns: Turns, course: Course, array: { binding: Binding; others: readonly Node[] }, origin: Origin): 'same' | 'likely' | 'no' {
  const { of, constant } = turns;
  const { declaration, loop, way, store } = course;
  if (array.others.some(other => isHoisted(other, loop) || other.range[0] < loop.range[0])) return 'no';
  if (way === 'downwards' && array.others.some(other => contains(loop, other) && !isItemRead(other))) return 'no';
  if (constant === undefined ? !isNamed(of) : !turns.whole) return 'no';
  const isSeen = declaration.type === 'ExpressionStatement' || declaration.kind === 'var' || array.others.some(({ parent }) => parent?.type === 'ExportSpecifier') || (declaration.parent as Node).type === 'ExportNamedDeclaration';
  return turns.whole && !isSeen && (constant !== undefined || isSteady(turns, loop, store, origin)) ? 'same' : 'likely';
}

/** Whether the count is the same when the loop ends as when the array is made. */
function isSteady({ of, measure, fixed }: Turns, loop: Node, store: Node, origin: Origin): boolean {
  const names = namesIn(of, origin).map(name => origin.module.bindings.of(name));
  if (names.some(binding => !binding || binding.reassigned)) return false;
  if (fixed) return true;
  const holder = measure && unwrapped(measure.holder);
  const binding = holder?.type === 'Identifier' ? origin.module.bindings.of(holder) : undefined;
  if (!measure?.exact || !binding) return false;
  if (measure.kind === 'text' || measure.kind === 'bytes') return true;
  return (measure.fresh && isUnshared(binding, loop)) || isQuietLoop(loop, store, origin);
}

function isQuietLoop(loop: Node, store: Node, origin: Origin): boolean {
  const quiet = (part: Node | null): boolean => !part || isQuiet(part, origin, store);
  if (loop.type === 'ForStatement') return quiet(loop.init) && quiet(loop.test) && quiet(loop.update) && quiet(loop.body);
  return loop.type === 'ForOfStatement' && quiet(loop.body) && ![...within(loop.left, origin.module.keys)].some(isCall);
}

/** `items[i + 1]`, not called and not assigned. */
function isItemRead(mention: Node): boolean {
  const parent = mention.parent as Node;
  if (parent.type !== 'MemberExpression' || parent.object !== mention || !parent.computed || isWritten(parent)) return false;
  const around = parent.parent as Node;
  return !(isCall(around) && around.callee === parent) && !(around.type === 'UnaryExpression' && around.operator === 'delete');
}

/** The type of an array's items as the code has it; nothing where it does not say. */
export function itemsOf({ declared }: Binding, made: Node, origin: Origin): string | undefined {
  const written = declared.typeAnnotation?.typeAnnotation ?? (made.type === 'TSAsExpression' || made.type === 'TSTypeAssertion' ? made.typeAnnotation : undefined);
  if (written?.type === 'TSArrayType') return origin.module.sourceOf(written.elementType);
  const parameters = written ? globalType(written, origin) === 'Array' && written.type === 'TSTypeReference' ? written.typeArguments : undefined
    : made.type === 'NewExpression' || made.type === 'CallExpression' ? made.typeArguments : undefined;
  const [items] = parameters?.params ?? [];
  return items && origin.module.sourceOf(items);
}
