import type { TSESLint } from '@typescript-eslint/utils';
import { isFunction, type Node } from '../ast.ts';

/** A name that stands nowhere in the file: the wanted one, or that with a number. */
export function freeName(source: Readonly<TSESLint.SourceCode>, wanted: string, given: readonly string[] = []): string {
  const isTaken = (name: string): boolean => source.text.includes(name) || given.includes(name);
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted}${String(count)}`;
  return name;
}

/** Who is given which name in a function, or in the file. */
const claims = new WeakMap<Node, Map<string, Node>>();

/** The first of some names that no other repair of the same function is given: several are made in one go. */
export function claimed(scope: Node, names: readonly string[], by: Node): string | undefined {
  const own = claims.get(scope) ?? new Map<string, Node>();
  claims.set(scope, own);
  const name = names.find(each => (own.get(each) ?? by) === by);
  if (name !== undefined) own.set(name, by);
  return name;
}

/** The same of those that the function around a place, or the file, does not speak of. */
export function claimName(text: string, at: Node, names: readonly string[], by: Node = at): string | undefined {
  const scope = scopeOf(at);
  const code = text.slice(...scope.range);
  return claimed(scope, names.filter(name => !new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(code)), by);
}

/** The function around a place, or the file. */
export function scopeOf(node: Node): Node {
  let at = node;
  while (at.parent && (at === node || !isFunction(at))) at = at.parent;
  return at;
}

/** The constant of the module, so far up, in which a repair has put the same already. */
export function madeBefore(source: Readonly<TSESLint.SourceCode>, text: string, at: number): string | undefined {
  const declarators = source.ast.body.flatMap(each =>
    (each.type === 'VariableDeclaration' && each.kind === 'const' && each.range[1] <= at ? each.declarations : []));
  const found = declarators.find(({ id, init }) => id.type === 'Identifier' && /^shared[A-Z]/.test(id.name) && init
    && source.getText(init) === text);
  return found?.id.type === 'Identifier' ? found.id.name : undefined;
}
