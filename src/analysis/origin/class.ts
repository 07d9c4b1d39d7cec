import type { TSESTree as T } from '@typescript-eslint/utils';
import {
  ancestors, contains, enclosingClass, enclosingFunction, isCall, isFunction, memberName, propertyName, within, type CallNode,
  type ClassNode, type FunctionNode, type Node, type VisitorKeys,
} from '../../ast.ts';
import { prototypeMemberOf } from '../../prototype.ts';
import type { Bindings } from './binding.ts';

const values = new WeakMap<ClassNode, Map<string, readonly Node[]>>();

/** What a class puts under a name: methods, initial values, annotations, constructor properties, assignments to `this`. */
export function fieldValues(owner: ClassNode, name: string, keys: VisitorKeys): readonly Node[] {
  let byName = values.get(owner);
  if (!byName) values.set(owner, (byName = new Map<string, readonly Node[]>()));
  let found = byName.get(name);
  if (!found) byName.set(name, (found = [...valuesIn(owner, name, keys)]));
  return found;
}

function* valuesIn(owner: ClassNode, name: string, keys: VisitorKeys): Generator<Node> {
  for (const member of owner.body.body) {
    if (
      (member.type === 'PropertyDefinition' || member.type === 'MethodDefinition') &&
      propertyName(member.key, member.computed) === name
    ) {
      if (member.value) yield member.value;
      if (member.type === 'PropertyDefinition' && member.typeAnnotation) yield member.typeAnnotation;
    }
  }
  const property = parameterProperty(owner, name);
  if (property?.typeAnnotation) yield property.typeAnnotation;
  for (const mention of membersOfThis(owner, keys).get(name) ?? []) {
    const assignment = assignmentTo(mention, owner);
    if (assignment) yield assignment.right;
  }
}

/** Whether a class says that it has a field: `#bus`, `constructor(private bus)`. */
export function declaresField(owner: ClassNode, name: string): boolean {
  const isDeclared = owner.body.body.some(member =>
    member.type === 'PropertyDefinition' && propertyName(member.key, member.computed) === name);
  return isDeclared || parameterProperty(owner, name) !== undefined;
}

/** The parameter of the constructor that is a field as well: `constructor(private readonly make: () => Row)`. */
export function parameterProperty(owner: ClassNode, name: string): T.Identifier | undefined {
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor') continue;
    for (const parameter of member.value.params) {
      const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : undefined;
      const id = inner?.type === 'AssignmentPattern' ? inner.left : inner;
      if (id?.type === 'Identifier' && id.name === name) return id;
    }
  }
  return undefined;
}

type FieldAssignment = T.AssignmentExpression & { left: T.MemberExpression };

const assignments = new WeakMap<ClassNode, readonly FieldAssignment[]>();

/** Every `this.x = …` of a class. */
export function assignmentsToThis(owner: ClassNode, keys: VisitorKeys): readonly FieldAssignment[] {
  let found = assignments.get(owner);
  if (!found) {
    found = [...membersOfThis(owner, keys).values()].flatMap(mentions => mentions.flatMap(mention => assignmentTo(mention, owner) ?? []));
    assignments.set(owner, found);
  }
  return found;
}

function assignmentTo(mention: T.MemberExpression, owner: ClassNode): FieldAssignment | undefined {
  const { parent } = mention;
  const isOwn = parent.type === 'AssignmentExpression' && parent.left === mention
    && (mention.object.type === 'Identifier' || enclosingClass(mention) === owner);
  return isOwn ? (parent as FieldAssignment) : undefined;
}

const members = new WeakMap<ClassNode, ReadonlyMap<string, readonly T.MemberExpression[]>>();

/** Every `this.x` that stands in a class, by name, or `self.x` where `self` is `this`; in the classes in it too. */
export function membersOfThis(owner: ClassNode, keys: VisitorKeys): ReadonlyMap<string, readonly T.MemberExpression[]> {
  let found = members.get(owner);
  if (!found) {
    const byName = new Map<string, T.MemberExpression[]>();
    const nodes = within(owner.body, keys);
    const aliases = nodes.flatMap(at =>
      (at.type === 'VariableDeclarator' && at.init?.type === 'ThisExpression' && at.id.type === 'Identifier' ? [at.id] : []));
    const isThis = (at: Node): boolean => at.type === 'ThisExpression'
      || (at.type === 'Identifier' && aliases.some(({ name, parent }) => name === at.name && contains(scopeOf(parent), at)));
    for (const at of nodes) {
      const name = at.type === 'MemberExpression' && isThis(at.object) ? memberName(at) : undefined;
      if (at.type !== 'MemberExpression' || name === undefined) continue;
      const mentions = byName.get(name);
      if (mentions) mentions.push(at);
      else byName.set(name, [at]);
    }
    members.set(owner, found = byName);
  }
  return found;
}

const scopeOf = (declared: Node): Node => enclosingFunction(declared) ?? declared;

/** `this`, which a name may stand for: `const self = this`. */
export function thisOf(node: Node, bindings: Bindings): Node | undefined {
  if (node.type === 'ThisExpression') return node;
  const binding = node.type === 'Identifier' ? bindings.of(node) : undefined;
  const isWhole = binding?.kind === 'variable' && !(binding.node.type === 'VariableDeclarator' && binding.node.id !== binding.declared);
  const [value] = isWhole && !binding.reassigned ? binding.writes : [];
  return value?.type === 'ThisExpression' ? value : undefined;
}

/** The class whose objects `this` is, or a name that stands for it. */
export function classOfThis(node: Node, bindings: Bindings): ClassNode | undefined {
  const self = thisOf(node, bindings);
  return self && enclosingClass(self);
}

/** Whether a function is read as a field is, and not called. */
export const isGetter = ({ parent }: FunctionNode): boolean => parent.type === 'MethodDefinition' && parent.kind === 'get';

/** Every `this.method()` in a class. */
export function callsOnThis(owner: ClassNode, name: string, keys: VisitorKeys): readonly CallNode[] {
  return (membersOfThis(owner, keys).get(name) ?? []).flatMap(({ parent }, at, mentions) =>
    (isCall(parent) && parent.callee === mentions[at] ? [parent] : []));
}

export function isConstructor(fn: FunctionNode | undefined): boolean {
  const method = fn && methodOf(fn);
  return method?.type === 'MethodDefinition' && method.kind === 'constructor';
}

/** The member by which a class has a function. */
export function methodOf(fn: FunctionNode): T.MethodDefinition | T.PropertyDefinition | undefined {
  const around = fn.parent as Node | undefined;
  return around?.type === 'MethodDefinition' || around?.type === 'PropertyDefinition' ? around : prototypeMemberOf(fn);
}

/** The class whose objects are made with a node: that of a field's first value. */
export function initialisedIn(node: Node): ClassNode | undefined {
  for (const at of ancestors(node)) {
    if (isFunction(at)) return undefined;
    if (at.type === 'PropertyDefinition') return at.static ? undefined : enclosingClass(node);
  }
  return undefined;
}

/** The class that a function is a member of. */
export function memberOf(operation: FunctionNode): ClassNode | undefined {
  return methodOf(operation) && enclosingClass(operation.body);
}
