import type { TSESTree as T } from '@typescript-eslint/utils';
import { prototypeClassOf } from './prototype.ts';

export { isByPrototype } from './prototype.ts';

export type Node = T.Node;
export type FunctionNode = T.FunctionDeclaration | T.FunctionExpression | T.ArrowFunctionExpression;
export type LoopNode = T.ForStatement | T.ForInStatement | T.ForOfStatement | T.WhileStatement | T.DoWhileStatement;
export type CallNode = T.CallExpression | T.NewExpression;
export type ClassNode = T.ClassDeclaration | T.ClassExpression;
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return node?.type === 'FunctionDeclaration' || node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression';
}

export function isCall(node: Node | null | undefined): node is CallNode {
  return node?.type === 'CallExpression' || node?.type === 'NewExpression';
}

export function isClass(node: Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';
}

export function isLoop(node: Node | null | undefined): node is LoopNode {
  switch (node?.type) {
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return true;
    default:
      return false;
  }
}

/** A node that stands for itself in a list of statements. */
export function isStatementList(node: Node | undefined): node is T.BlockStatement | T.Program | T.StaticBlock {
  return node?.type === 'BlockStatement' || node?.type === 'Program' || node?.type === 'StaticBlock';
}

/** The nodes around a node, the nearest first. */
export function* ancestors(node: Node): Generator<Node> {
  for (let at = node.parent; at; at = at.parent) yield at;
}

/** Whether nothing leads to a node: it stands behind a statement of its block that always leaves. */
export function isDead(node: Node): boolean {
  let below = node;
  for (const at of ancestors(node)) {
    if (at.type === 'BlockStatement' && below.type !== 'FunctionDeclaration') {
      for (const statement of at.body) {
        if (statement === below) break;
        if (/^(Return|Throw|Break|Continue)Statement$/.test(statement.type)) return true;
      }
    }
    below = at;
  }
  return false;
}

/** The innermost function that a node runs in; what decorates a parameter runs where the class is declared. */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  let isDecorating = false;
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (at.type === 'Decorator') isDecorating = true;
    else if (isClass(at)) isDecorating = false;
    else if (at !== node && !isDecorating && isFunction(at)) return at;
  }
  return undefined;
}

export function outermostFunction(node: Node): FunctionNode | undefined {
  let outer: FunctionNode | undefined;
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) outer = at;
  return outer;
}

/** The class whose body, or prototype, holds the node, as `this` sees it: functions with a `this` of their own hide it. */
export function enclosingClass(node: Node): ClassNode | undefined {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'ClassBody') return at.parent;
    const ownThis = at.type === 'FunctionDeclaration' || at.type === 'FunctionExpression';
    if (ownThis && at.parent?.type !== 'MethodDefinition' && at.parent?.type !== 'PropertyDefinition') return prototypeClassOf(at);
  }
  return undefined;
}

/** The statement that holds the node and stands in a list of statements, with that list's node. */
export function enclosingStatement(node: Node): T.Statement | undefined {
  for (let at: Node | undefined = node; at; at = at.parent) {
    if (isStatementList(at.parent) || at.parent?.type === 'SwitchCase') return at as T.Statement;
    if (isFunction(at) && at !== node) return undefined;
  }
  return undefined;
}

/** Whether the text of `inner` lies in that of `outer`; a node contains itself. */
export function contains(outer: Node, inner: Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

type Wrapper =
  | T.ChainExpression | T.TSAsExpression | T.TSInstantiationExpression | T.TSNonNullExpression | T.TSSatisfiesExpression
  | T.TSTypeAssertion;

const wrappers: ReadonlySet<string> = new Set<`${Wrapper['type']}`>([
  'ChainExpression', 'TSAsExpression', 'TSInstantiationExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSTypeAssertion',
]);

/** Whether an expression changes neither value nor time of the one inside: `x as T`, `x!`. */
export const isWrapper = (node: Node): node is Wrapper => wrappers.has(node.type);

/** The expression inside the wrappers that change neither value nor time. */
export function unwrapped(node: Node): Node {
  let at = node;
  while (isWrapper(at)) at = at.expression;
  return at;
}

/** The expression whose value this one gives, once awaited. */
export function bare(node: Node): Node {
  let at = unwrapped(node);
  while (at.type === 'AwaitExpression') at = unwrapped(at.argument);
  return at;
}

/** The outermost expression that gives just the value of this one: `(await x)!`. */
export function outermost(node: Node): Node {
  let at = node;
  while (at.parent && (isWrapper(at.parent) ? at.parent.expression === at : at.parent.type === 'AwaitExpression')) at = at.parent;
  return at;
}

/** What a chain of members begins with: `a` in `a.b.c`. */
export function headOf(node: Node): Node {
  let at = bare(node);
  while (at.type === 'MemberExpression') at = bare(at.object);
  return at;
}

/** `rows`, `this.rows`, `input.rows`: can be written again without doing anything again. */
export function isNamed(node: Node): boolean {
  const at = unwrapped(node);
  if (at.type === 'Identifier' || at.type === 'ThisExpression') return true;
  return at.type === 'MemberExpression' && !at.computed && isNamed(at.object);
}

/** The name that a function is declared by: `function run() {}`, `const run = () => {}`. */
export function declaredName(fn: FunctionNode): T.Identifier | undefined {
  const around = fn.parent as Node | undefined;
  const name = fn.type === 'FunctionDeclaration' ? fn.id : around?.type === 'VariableDeclarator' ? around.id : undefined;
  return name?.type === 'Identifier' ? name : undefined;
}

/** The name of a property that is known without running the code. */
export function propertyName(key: Node, computed: boolean): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  if (computed) return undefined;
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return undefined;
}

/** Whether a name is no mention of a variable but the name of a member or property. */
export function isKey(name: T.Identifier): boolean {
  const around = name.parent;
  if (around.type === 'MemberExpression') return around.property === name && !around.computed;
  return around.type === 'Property' && around.key === name && !around.computed && !around.shorthand;
}

export function memberName(node: T.MemberExpression): string | undefined {
  return propertyName(node.property, node.computed);
}

/** The name under which a call is made: `connect` in `pool.connect()`, `Pool` in `new pg.Pool()`. */
export function calledName(node: CallNode): string | undefined {
  const callee = unwrapped(node.callee);
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' ? memberName(callee) : undefined;
}

/** Whether a node is a call under a name that fits. */
export function isCallNamed(node: Node | null | undefined, names: RegExp): node is CallNode {
  return isCall(node) && names.test(calledName(node) ?? '');
}

export function propertyNamed(object: T.ObjectExpression, name: string): T.Property | undefined {
  for (const property of object.properties) {
    if (property.type === 'Property' && propertyName(property.key, property.computed) === name) return property;
  }
  return undefined;
}

export function stringOf(node: Node | null | undefined): string | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

export function isNullish(node: Node): boolean {
  return (node.type === 'Literal' && node.value === null && node.raw === 'null')
    || (node.type === 'Identifier' && node.name === 'undefined')
    || (node.type === 'UnaryExpression' && node.operator === 'void');
}

/** Whether a value says that there is none, or not yet: `null`, `undefined`, `false`. */
export const isNothing = (node: Node): boolean => isNullish(node) || (node.type === 'Literal' && node.value === false);

type Parts = Node | readonly (Node | null)[] | null | undefined;

const partsOf = (node: Node, key: string): Parts => (node as unknown as Record<string, Parts>)[key];

/** The parts of a node that run, in the order in which they run. */
export function children(node: Node, keys: VisitorKeys): Node[] {
  const found: Node[] = [];
  for (const key of keys[node.type] ?? []) {
    const value = partsOf(node, key);
    if (Array.isArray(value)) {
      for (const item of value as readonly (Node | null)[]) if (item) found.push(item);
    } else if (value) {
      found.push(value as Node);
    }
  }
  return found;
}

/** The node and everything in it, in the order of the text, functions inside too, unless `skip` says not to go in. */
export function within(node: Node, keys: VisitorKeys, skip?: (inner: Node) => boolean): Node[] {
  const found: Node[] = [];
  const pending = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    found.push(at);
    // The last goes first on the heap, so that the first is taken next; this is where most of the walking is done.
    const names = keys[at.type] ?? [];
    for (let index = names.length - 1; index >= 0; index--) {
      const value = partsOf(at, names[index] as string);
      if (Array.isArray(value)) {
        for (let last = value.length - 1; last >= 0; last--) {
          const child = (value as readonly (Node | null)[])[last];
          if (child && !skip?.(child)) pending.push(child);
        }
      } else if (value && !skip?.(value as Node)) {
        pending.push(value as Node);
      }
    }
  }
  return found;
}
