import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import {
  contains, enclosingClass, enclosingStatement, isByPrototype, isCallNamed, isFunction, memberName, unwrapped, within, type ClassNode,
  type Node,
} from '../ast.ts';
import { insert, replace, type Edit } from '../edit.ts';
import { claimed, scopeOf } from './free-name.ts';
import { eolOf, indentOf, losesComment } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** What is added and what is taken off, as the repair needs them. */
export interface Pair {
  source: Source;
  added: Node;
  removed: Node;
  /** The name of the event. */
  event: string | undefined;
  /** Whether a parameter without a type is an error where nothing gives it one. */
  typed: boolean;
}

/** Keeps the function in one place: a field where it is a method that is bound, a variable where both stand in one block. */
export function keepListener(pair: Pair): Edit[] | undefined {
  return inField(pair) ?? inVariable(pair);
}

/** Adds a function itself in place of one that only gives it back. */
export function addItself(source: Source, idle: Node, itself: string): Edit[] | undefined {
  const edit = replace(idle, itself);
  return losesComment(source, edit) ? undefined : [edit];
}

/** `on('data', this.read.bind(this))` and `off('data', this.read.bind(this))` become `this.boundRead`. */
function inField({ source, added, removed, typed }: Pair): Edit[] | undefined {
  const method = boundMethod(added);
  const owner = enclosingClass(added);
  if (method === undefined || !owner || enclosingClass(removed) !== owner || isByPrototype(owner)) return undefined;
  if (boundMethod(removed) !== method && source.getText(removed) !== `this.${method}`) return undefined;
  const declared = owner.body.body.find(
    member => member.type === 'MethodDefinition' && member.kind === 'method' && source.getText(member.key) === method && !member.static,
  );
  if ([added, removed].some(node => isStatic(node, owner)) || isStandIn(source, owner, method)) return undefined;
  const [first] = owner.body.body;
  const name = `bound${method.charAt(0).toUpperCase()}${method.slice(1)}`;
  if (!declared || !first || new RegExp(`\\b${name}\\b`).test(source.text) || !/^[\w$]+$/.test(method)) return undefined;
  const start = 'decorators' in first && first.decorators[0] ? first.decorators[0] : first;
  const comments = source.getCommentsBefore(start).filter(comment => comment.range[0] > owner.body.range[0]);
  const at = comments[0]?.range[0] ?? start.range[0];
  const field = `${typed ? 'private readonly ' : ''}${name} = this.${method}.bind(this);`;
  return [
    insert(at, `${field}${eolOf(source)}${indentOf(source, start)}`),
    replace(added, `this.${name}`),
    replace(removed, `this.${name}`),
  ];
}

/** Whether `this` is the class there. */
function isStatic(node: Node, owner: ClassNode): boolean {
  return owner.body.body.some(member => 'static' in member && member.static && contains(member, node));
}

/** Whether `this.read` may be something else than the method, or be asked for before the fields of the class are made. */
function isStandIn({ visitorKeys }: Source, owner: ClassNode, method: string): boolean {
  const isOther = (node: Node): boolean => node.type === 'MemberExpression' && memberName(node) === method
    && node.parent.type === 'AssignmentExpression' && node.parent.left === node;
  return owner.superClass !== null || within(owner.body, visitorKeys).some(isOther);
}

/** The method that is bound to `this` and nothing more. */
function boundMethod(node: Node): string | undefined {
  if (!isCallNamed(node, /^bind$/) || node.arguments.length !== 1 || node.arguments[0]?.type !== 'ThisExpression') return undefined;
  const callee = unwrapped(node.callee);
  const bound = callee.type === 'MemberExpression' ? unwrapped(callee.object) : undefined;
  return bound?.type === 'MemberExpression' && bound.object.type === 'ThisExpression' ? memberName(bound) : undefined;
}

/** The same text twice in one block becomes a variable in front of the first. */
function inVariable({ source, added, removed, event, typed }: Pair): Edit[] | undefined {
  const statement = enclosingStatement(added);
  const block = statement?.parent;
  const text = source.getText(added);
  if (!statement || !block || text !== source.getText(removed)) return undefined;
  if (!contains(block, removed) || contains(statement, removed)) return undefined;
  if (removed.range[0] < added.range[0] || !isTyped(added, typed)) return undefined;
  const name = claimed(scopeOf(statement), nameFor(source, event), added);
  if (name === undefined) return undefined;
  const made = `const ${name} = ${text};${eolOf(source)}${indentOf(source, statement)}`;
  return [insert(statement.range[0], made), replace(added, name), replace(removed, name)];
}

/** Whether a function needs nobody to tell the types of its parameters. */
function isTyped(node: Node, typed: boolean): boolean {
  const names: readonly T.Parameter[] = isFunction(node) ? node.params : [];
  return !typed || names.every(parameter => 'typeAnnotation' in parameter && parameter.typeAnnotation);
}

/** `onData`, `onData2` … */
function nameFor(source: Source, event: string | undefined): string[] {
  const words = (event ?? 'event').split(/\W+/).filter(Boolean);
  const wanted = `on${words.map(word => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join('') || 'Event'}`;
  return ['', '2', '3', '4', '5', '6'].map(count => wanted + count).filter(name => !source.text.includes(name));
}
