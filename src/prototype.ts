import type { TSESTree as T } from '@typescript-eslint/utils';

type Node = T.Node;
type Made = T.FunctionDeclaration | T.FunctionExpression;
type List = T.BlockStatement | T.Program;
type Member = T.MethodDefinition | T.PropertyDefinition;

const found = new WeakMap<List, ReadonlyMap<Made, T.ClassDeclaration>>();

/**
 * The class that a function is the constructor or a method of by its prototype: `function Feed() {}`,
 * `Feed.prototype.close = function () {}`. It is a node as that of a class is, its members among them, but stands nowhere in the tree.
 */
export function prototypeClassOf(fn: Node): T.ClassDeclaration | undefined {
  if (fn.type !== 'FunctionDeclaration' && fn.type !== 'FunctionExpression') return undefined;
  const list = listAround(fn);
  if (!list) return undefined;
  let classes = found.get(list);
  if (!classes) found.set(list, (classes = classesIn(list)));
  return classes.get(fn);
}

/** The member by which such a class has a function. */
export const prototypeMemberOf = (fn: Node): Member | undefined => prototypeClassOf(fn)?.body.body.find((member): member is Member =>
  (member.type === 'MethodDefinition' || member.type === 'PropertyDefinition') && member.value === fn);

/** Whether a class is made of functions that stand apart, so that nothing can be written into its body. */
export const isByPrototype = ({ body }: T.ClassDeclaration | T.ClassExpression): boolean =>
  body.body.some(member => 'value' in member && member.value !== null && member.value.parent !== member);

const through =
  /^(AssignmentExpression|VariableDeclarat(or|ion)|Property|ObjectExpression|CallExpression|Export\w+|ExpressionStatement)$/;

function listAround(fn: Made): List | undefined {
  let at: Node | undefined = fn.parent;
  while (at && through.test(at.type)) at = at.parent;
  return at?.type === 'Program' || at?.type === 'BlockStatement' ? at : undefined;
}

/** A function that is a class, as the statements beside it tell. */
interface Draft {
  fn: Made;
  id: T.Identifier;
  members: { key: T.Expression; computed: boolean; kind: 'method' | 'get' | 'set'; value: Node }[];
  parent?: T.LeftHandSideExpression;
}

function classesIn({ body }: List): ReadonlyMap<Made, T.ClassDeclaration> {
  const drafts = new Map<string, Draft>();
  const statements = body.map(statement => ('declaration' in statement && statement.declaration) || statement);
  for (const statement of statements) for (const { lefts, value } of assignmentsIn(statement)) declare(lefts, value, drafts);
  const prototypes = new Map<string, Draft>();
  if (drafts.size > 0) for (const statement of statements) read(statement, drafts, prototypes);
  const classes = new Map<Made, T.ClassDeclaration>();
  for (const draft of drafts.values()) {
    if (draft.members.length === 0 && !draft.parent) continue;
    const made = classOf(draft);
    for (const member of made.body.body) if ('value' in member && isMade(member.value)) classes.set(member.value, made);
  }
  return classes;
}

/** `a = b = value`, and what declares it. */
interface Assigned {
  lefts: Node[];
  value: Node;
}

function assignmentsIn(statement: Node): Assigned[] {
  switch (statement.type) {
    case 'FunctionDeclaration':
      return statement.id ? [{ lefts: [statement.id], value: statement }] : [];
    case 'VariableDeclaration':
      return statement.declarations.flatMap(({ id, init }) => (init ? [assigned([id], init)] : []));
    case 'ExpressionStatement':
      return [assigned([], statement.expression)];
    default:
      return [];
  }
}

function assigned(lefts: Node[], value: Node): Assigned {
  return value.type === 'AssignmentExpression' ? assigned([...lefts, value.left], value.right) : { lefts, value };
}

const isMade = (node: Node | null | undefined): node is Made => node?.type === 'FunctionDeclaration' || node?.type === 'FunctionExpression';

function declare(lefts: readonly Node[], value: Node, drafts: Map<string, Draft>): void {
  const id = lefts.find(left => left.type === 'Identifier');
  if (isMade(value) && id) drafts.set(id.name, { fn: value, id, members: [] });
}

/** What one statement tells of the prototypes of such functions, and of names for them. */
function read(statement: Node, drafts: ReadonlyMap<string, Draft>, prototypes: Map<string, Draft>): void {
  const draftOf = (node: Node | undefined): Draft | undefined => {
    if (node?.type === 'Identifier') return prototypes.get(node.name);
    const isPrototype = node?.type === 'MemberExpression' && nameOf(node) === 'prototype' && node.object.type === 'Identifier';
    return isPrototype ? drafts.get((node.object as T.Identifier).name) : undefined;
  };
  for (const { lefts, value } of assignmentsIn(statement)) {
    const whole = [...lefts, value].map(draftOf).find(draft => draft !== undefined);
    for (const left of lefts) {
      if (whole && left.type === 'Identifier') prototypes.set(left.name, whole);
      if (left.type !== 'MemberExpression') continue;
      if (draftOf(left) && value.type !== 'MemberExpression') fill(draftOf(left), value, drafts);
      const draft = draftOf(left.object);
      if (draft && nameOf(left) === '__proto__') draft.parent = parentOf(value);
      else if (draft && nameOf(left) !== 'constructor') add(draft, left.property as T.Expression, left.computed, 'method', value, drafts);
    }
    if (value.type !== 'CallExpression') continue;
    const [first, ...others] = value.arguments;
    const isHeir = first?.type === 'Identifier' && /^_*(inherits?|extends?)$/i.test(calledName(value));
    const inherited = isHeir ? drafts.get(first.name) : undefined;
    if (inherited && others[0]) inherited.parent = parentOf(others[0]);
    for (const other of others) fill(draftOf(first), other, drafts);
  }
}

const nameOf = ({ property, computed }: T.MemberExpression): string | undefined =>
  (!computed && property.type === 'Identifier' ? property.name : undefined);

function calledName({ callee }: T.CallExpression): string {
  return (callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? nameOf(callee) : undefined) ?? '';
}

/** What a prototype is, or is given besides: an object with methods; or what it gets those of. */
function fill(draft: Draft | undefined, given: Node, drafts: ReadonlyMap<string, Draft>): void {
  if (!draft) return;
  if (given.type !== 'ObjectExpression') {
    draft.parent = parentOf(given);
    return;
  }
  for (const property of given.properties) {
    if (property.type === 'SpreadElement') draft.parent ??= parentOf(property.argument);
    else if (property.key.type !== 'Identifier' || property.key.name !== 'constructor')
      add(draft, property.key, property.computed, property.kind === 'init' ? 'method' : property.kind, property.value, drafts);
  }
}

/** `Emitter`, in `Object.create(Emitter.prototype)` and `new Emitter()`. */
function parentOf(given: Node): T.LeftHandSideExpression {
  if (given.type === 'NewExpression') return given.callee as T.LeftHandSideExpression;
  const [of] = given.type === 'CallExpression' && calledName(given) === 'create' ? given.arguments : [given];
  return (of?.type === 'MemberExpression' && nameOf(of) === 'prototype' ? of.object : of ?? given) as T.LeftHandSideExpression;
}

function add(
  draft: Draft, key: T.Expression, computed: boolean, kind: 'method' | 'get' | 'set', given: Node, drafts: ReadonlyMap<string, Draft>,
): void {
  const value = given.type === 'Identifier' ? drafts.get(given.name)?.fn ?? given : given;
  draft.members.push({ key, computed, kind, value });
}

function classOf({ fn, id, members, parent }: Draft): T.ClassDeclaration {
  const all = [{ key: id, computed: false, kind: 'constructor' as const, value: fn as Node }, ...members];
  const range = [Math.min(...all.map(each => each.value.range[0])), Math.max(...all.map(each => each.value.range[1]))];
  const place = { range, loc: fn.loc };
  const body = { type: 'ClassBody', body: [] as unknown[], ...place };
  const made = {
    type: 'ClassDeclaration', id, superClass: parent ?? null, body, decorators: [], implements: [], parent: fn.parent, ...place,
  };
  body.body = all.map(({ key, computed, kind, value }) => ({
    type: isMade(value) ? 'MethodDefinition' : 'PropertyDefinition',
    key, computed, kind, value, static: false, decorators: [], parent: body,
    // `_step` is called by its own class alone.
    accessibility: key.type === 'Identifier' && key.name.startsWith('_') ? 'private' : undefined, range: value.range, loc: value.loc,
  }));
  return Object.assign(made, { body: Object.assign(body, { parent: made }) }) as unknown as T.ClassDeclaration;
}
