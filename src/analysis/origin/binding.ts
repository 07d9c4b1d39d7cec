import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { ancestors, contains, isFunction, stringOf, type Node } from '../../ast.ts';

/** What a name stands for, wherever the name was found. */
export interface Binding {
  kind: 'import' | 'parameter' | 'variable' | 'function' | 'class' | 'type' | 'other';
  name: string;
  /** The identifier that declares it. */
  declared: T.Identifier;
  /** The declaring node: import specifier, function, declarator, class, type alias. */
  node: Node;
  /** Where it is mentioned, the declaration itself left out. */
  references: readonly T.Identifier[];
  /** The values that are assigned to it, the initial one included. */
  writes: readonly Node[];
  /** Whether it is ever written after its declaration. */
  reassigned: boolean;
}

/** Finds what a name stands for in one file. */
export interface Bindings {
  of(identifier: T.Identifier): Binding | undefined;
  /** A name of the file's top level, as a comment mentions it. */
  atTop?(name: string): Binding | undefined;
}

const kinds: Readonly<Record<string, Binding['kind']>> = {
  ImportBinding: 'import',
  Parameter: 'parameter',
  Variable: 'variable',
  FunctionName: 'function',
  ClassName: 'class',
  Type: 'type',
};

/** The names of a file that ESLint has analysed. */
export class ScopeBindings implements Bindings {
  readonly #source: TSESLint.SourceCode;
  readonly #bindings = new Map<TSESLint.Scope.Variable, Binding | undefined>();
  readonly #found = new Map<T.Identifier, Binding | undefined>();

  constructor(source: TSESLint.SourceCode) {
    this.#source = source;
  }

  of(identifier: T.Identifier): Binding | undefined {
    const found = this.#found.get(identifier);
    if (found || this.#found.has(identifier)) return found;
    const binding = this.#lookUp(identifier);
    this.#found.set(identifier, binding);
    return binding;
  }

  atTop(name: string): Binding | undefined {
    for (const scope of this.#source.scopeManager?.scopes ?? []) {
      const variable = scope.block.type === 'Program' ? scope.set.get(name) : undefined;
      if (variable && variable.defs.length > 0) return this.#wrap(variable);
    }
    return undefined;
  }

  #lookUp(identifier: T.Identifier): Binding | undefined {
    for (let scope: TSESLint.Scope.Scope | null = this.#scopeOf(identifier); scope; scope = scope.upper) {
      const variable = scope.set.get(identifier.name);
      if (variable && variable.defs.length > 0) return this.#wrap(variable);
    }
    return undefined;
  }

  #scopeOf(identifier: T.Identifier): TSESLint.Scope.Scope | null {
    const parent = identifier.parent as Node | undefined;
    // The name of a declared function or class belongs to the scope around it.
    const declares = parent?.type === 'FunctionDeclaration' || parent?.type === 'ClassDeclaration';
    if (declares && parent.id === identifier) return this.#source.getScope?.(parent).upper ?? null;
    return this.#source.getScope?.(identifier) ?? null;
  }

  #wrap(variable: TSESLint.Scope.Variable): Binding | undefined {
    if (this.#bindings.has(variable)) return this.#bindings.get(variable);
    const definition = variable.defs[0];
    const declared = definition?.name as T.Identifier | undefined;
    if (!definition || declared?.type !== 'Identifier') return undefined;
    const references: T.Identifier[] = [];
    const writes: Node[] = [];
    let reassigned = false;
    for (const reference of variable.references) {
      if (reference.identifier !== declared) references.push(reference.identifier as T.Identifier);
      if (!reference.isWrite()) continue;
      if (reference.writeExpr) writes.push(reference.writeExpr);
      if (!reference.init) reassigned = true;
    }
    const kind = kinds[definition.type] ?? 'other';
    const binding: Binding = { kind, name: variable.name, declared, node: definition.node, references, writes, reassigned };
    this.#bindings.set(variable, binding);
    return binding;
  }
}

/** The module that an import takes a name from: `import http from 'http'`, `import http = require('http')`. */
export function importedFrom({ node }: Binding): string | undefined {
  if (node.type === 'TSImportEqualsDeclaration')
    return node.moduleReference.type === 'TSExternalModuleReference' ? stringOf(node.moduleReference.expression) : undefined;
  return node.parent?.type === 'ImportDeclaration' ? node.parent.source.value : undefined;
}

/** Whether the name is declared at the top level of its file. */
export function isModuleLevel(binding: Binding): boolean {
  if (binding.kind === 'import') return true;
  for (const at of ancestors(binding.declared)) {
    if (isFunction(at) && at !== binding.node) return false;
    if (at.type === 'ClassBody' || at.type === 'BlockStatement' || at.type === 'CatchClause') return false;
    if (isFunction(at) && !(at.type === 'FunctionDeclaration' && at.id === binding.declared)) return false;
  }
  return true;
}

/** Whether a reference of the name stands in the node. */
export function mentions(node: Node, binding: Binding): boolean {
  return binding.references.some(reference => contains(node, reference));
}
