import type { TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, children, contains, isFunction, propertyName, within, type Node, type VisitorKeys } from '../../ast.ts';
import type { Binding, Bindings } from './binding.ts';

/** Names of a file that is only parsed, found by walking up the tree. */
export class TreeBindings implements Bindings {
  readonly #keys: VisitorKeys;
  readonly #root: Node;
  readonly #scopes = new Map<Node, ReadonlyMap<string, Binding>>();
  #assignments: ReadonlyMap<string, readonly Node[]> | undefined;
  #mentions: ReadonlyMap<string, readonly T.Identifier[]> | undefined;

  constructor(root: Node, keys: VisitorKeys) {
    this.#root = root;
    this.#keys = keys;
  }

  of(identifier: T.Identifier): Binding | undefined {
    for (const at of ancestors(identifier)) {
      if (at.type !== 'Program' && at.type !== 'BlockStatement' && !isFunction(at)) continue;
      const found = this.#scope(at).get(identifier.name);
      if (found) return found;
    }
    return undefined;
  }

  #scope(node: Node): ReadonlyMap<string, Binding> {
    let names = this.#scopes.get(node);
    if (!names) this.#scopes.set(node, (names = new Map(this.#declared(node).map(binding => [binding.name, binding]))));
    return names;
  }

  #declared(scope: Node): Binding[] {
    if (isFunction(scope)) {
      return scope.params.flatMap(parameter => [...this.#names(parameter)].map(name => this.#binding('parameter', name, scope, scope)));
    }
    const statements: readonly Node[] = scope.type === 'Program' || scope.type === 'BlockStatement' ? scope.body : [];
    return statements.flatMap(statement => {
      const exported =
        statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration' ? statement.declaration : statement;
      return exported ? this.#declaredBy(exported, scope) : [];
    });
  }

  #declaredBy(declaration: Node, scope: Node): Binding[] {
    switch (declaration.type) {
      case 'VariableDeclaration':
        return declaration.declarations.flatMap(declarator =>
          [...this.#names(declarator.id)].map(name => this.#binding('variable', name, declarator, scope)),
        );
      case 'FunctionDeclaration':
        return declaration.id ? [this.#binding('function', declaration.id, declaration, scope)] : [];
      case 'ClassDeclaration':
        return declaration.id ? [this.#binding('class', declaration.id, declaration, scope)] : [];
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
        return [this.#binding('type', declaration.id, declaration, scope)];
      case 'ImportDeclaration':
        return declaration.specifiers.map(specifier => this.#binding('import', specifier.local, specifier, scope));
      case 'TSImportEqualsDeclaration':
        return [this.#binding('import', declaration.id, declaration, scope)];
      default:
        return [];
    }
  }

  #binding(kind: Binding['kind'], declared: T.Identifier, node: Node, scope: Node): Binding {
    const initial = node.type === 'VariableDeclarator' && node.init ? [node.init] : [];
    const assigned = (): Node[] => (this.#assigned().get(declared.name) ?? []).filter(value => contains(scope, value));
    const mentioned = (): T.Identifier[] =>
      (this.#identifiers().get(declared.name) ?? []).filter(at => at !== declared && contains(scope, at));
    return {
      kind,
      name: declared.name,
      declared,
      node,
      get references() {
        return mentioned();
      },
      get writes() {
        return [...initial, ...assigned()];
      },
      get reassigned() {
        return assigned().length > 0;
      },
    };
  }

  /** Every mention of a name, keys of members left out. */
  #identifiers(): ReadonlyMap<string, readonly T.Identifier[]> {
    if (!this.#mentions) {
      const found = new Map<string, T.Identifier[]>();
      for (const at of within(this.#root, this.#keys)) {
        if (at.type !== 'Identifier' || isKey(at)) continue;
        const same = found.get(at.name);
        if (same) same.push(at);
        else found.set(at.name, [at]);
      }
      this.#mentions = found;
    }
    return this.#mentions;
  }

  /** The values that are assigned to a name, anywhere in the file. */
  #assigned(): ReadonlyMap<string, readonly Node[]> {
    if (!this.#assignments) {
      const found = new Map<string, Node[]>();
      for (const at of within(this.#root, this.#keys)) {
        if (at.type !== 'AssignmentExpression' || at.left.type !== 'Identifier') continue;
        const values = found.get(at.left.name);
        if (values) values.push(at.right);
        else found.set(at.left.name, [at.right]);
      }
      this.#assignments = found;
    }
    return this.#assignments;
  }

  /** The names in a pattern. */
  *#names(pattern: Node): Generator<T.Identifier> {
    if (pattern.type === 'Identifier') yield pattern;
    else if (pattern.type === 'AssignmentPattern') yield* this.#names(pattern.left);
    else if (pattern.type === 'TSParameterProperty') yield* this.#names(pattern.parameter);
    else if (pattern.type === 'Property') yield* this.#names(pattern.value);
    else if (/Pattern$|^RestElement$/.test(pattern.type)) for (const part of children(pattern, this.#keys)) yield* this.#names(part);
  }
}

function isKey(identifier: T.Identifier): boolean {
  const { parent } = identifier;
  return (
    (parent.type === 'MemberExpression' && parent.property === identifier && !parent.computed) ||
    (parent.type === 'Property' && parent.key === identifier && !parent.shorthand)
  );
}

/** Gives every node its parent, as ESLint does for the file being linted. */
export function setParents(root: Node, keys: VisitorKeys): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    for (const child of children(node, keys)) {
      (child as { parent: Node }).parent = node;
      pending.push(child);
    }
  }
}

type Exported = { node: Node } | { from: string; name: string; isWhole?: boolean };

/** What a file may export under a name; `*` is the module, as `require` gives it. What it names goes before what others export. */
export function exportsOf(program: T.Program, name: string): readonly Exported[] {
  const found = program.body.flatMap(statement => exportedBy(statement, name) ?? []);
  const named = found.find(exported => !('isWhole' in exported));
  return named ? [named] : found;
}

function exportedBy(statement: Node, name: string): Exported | undefined {
  switch (statement.type) {
    case 'ExportDefaultDeclaration':
      return name === 'default' ? { node: statement.declaration } : undefined;
    case 'ExportAllDeclaration':
      return statement.exported === null && name !== 'default' ? { from: statement.source.value, name, isWhole: true } : undefined;
    case 'ExportNamedDeclaration': {
      const declared = statement.declaration;
      if (declared?.type === 'VariableDeclaration') {
        const declarator = declared.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
        return declarator && { node: declarator.id };
      }
      if ((declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration') && declared.id?.name === name)
        return { node: declared };
      const specifier = statement.specifiers.find(({ exported }) => propertyName(exported, false) === name);
      const local = specifier && propertyName(specifier.local, false);
      if (!specifier || local === undefined) return undefined;
      return statement.source ? { from: statement.source.value, name: local } : { node: specifier.local };
    }
    case 'ExpressionStatement':
      return statement.expression.type === 'AssignmentExpression' ? assignedExport(statement.expression, name) : undefined;
    default:
      return undefined;
  }
}

/** `module.exports = …`, `module.exports.pool = …`, `exports.pool = …` */
function assignedExport({ left, right }: T.AssignmentExpression, name: string): { node: Node } | undefined {
  if (left.type !== 'MemberExpression') return undefined;
  const property = propertyName(left.property, left.computed);
  const isModule = left.object.type === 'Identifier' && left.object.name === 'module' && property === 'exports';
  if (isModule) {
    if (name === '*' || name === 'default') return { node: right };
    if (right.type !== 'ObjectExpression') return undefined;
    const found = right.properties.find(each => each.type === 'Property' && propertyName(each.key, each.computed) === name);
    return found?.type === 'Property' ? { node: found.value } : undefined;
  }
  const { object } = left;
  const isExports =
    (object.type === 'Identifier' && object.name === 'exports') ||
    (object.type === 'MemberExpression' &&
      object.object.type === 'Identifier' &&
      object.object.name === 'module' &&
      propertyName(object.property, object.computed) === 'exports');
  return isExports && property === name ? { node: right } : undefined;
}
