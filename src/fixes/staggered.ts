import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { calledName, enclosingFunction, enclosingStatement, type Node } from '../ast.ts';
import { cut, insert, replace, type Edit } from '../edit.ts';
import type { Crowd, Staggering } from '../file.ts';
import { importDefault } from './import-name.ts';
import { eolOf, indentOf } from './layout.ts';
import { freeIn } from './one-of-each.ts';
import { wholeText } from './parentheses.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** A repair with a package that runs a few at a time. */
export interface Staggered {
  module: string;
  /** What the file calls, and whether it had that before. */
  name: string;
  isThere: boolean;
  /** Whether it takes the place of the whole call. */
  isWhole: boolean;
  edits: readonly Edit[];
}

/** What can run a few at a time by a package, first by one that the file has. */
export function staggered(source: Source, crowd: Crowd, packages: readonly Staggering[]): Staggered[] {
  const found = packages.flatMap(each => (each.takes === 'list' ? mapped(source, crowd, each) : limited(source, crowd, each)) ?? []);
  return found.sort((one, other) => Number(other.isThere) - Number(one.isThere) || Number(other.isWhole) - Number(one.isWhole));
}

/** `Promise.all(urls.map(load))` becomes `pMap(urls, load, { concurrency: 10 })`. */
function mapped(source: Source, { node, items, mapping, takes }: Crowd, { module, name, write }: Staggering): Staggered | undefined {
  if (calledName(node) !== 'all' || node.arguments.length > 1 || !mapping || node.arguments[0] !== mapping || takes > 2) return undefined;
  if (node.typeArguments || mapping.typeArguments || node.optional || mapping.optional) return undefined;
  const { callee } = mapping;
  const isOfList = callee.type === 'MemberExpression' && callee.object === items && !callee.optional && calledName(mapping) === 'map';
  const given = isOfList && mapping.arguments.length === 1 ? mapping.arguments[0] : undefined;
  const imported = given && given.type !== 'SpreadElement' ? importDefault(source, module, name) : undefined;
  if (!given || !imported) return undefined;
  const made = `${imported.name}(${wholeText(source, items)}, ${wholeText(source, given)}, ${write})`;
  const edits = [...imported.edits, replace(node, made)];
  return { module, name: imported.name, isThere: imported.edits.length === 0, isWhole: true, edits };
}

/** `urls.map(url => load(url))` becomes `urls.map(url => limit(() => load(url)))`. */
function limited(source: Source, { node, fn, mapping }: Crowd, { module, name, write }: Staggering): Staggered | undefined {
  if (fn?.type !== 'ArrowFunctionExpression' || !mapping || fn.generator) return undefined;
  const imported = importDefault(source, module, name);
  const known = imported && limiterIn(source, imported.name);
  // Where what is called is known to take no turn of it by itself, which would wait for the one that it is in.
  const own = known !== undefined && /^(limit|throttle|semaphore)\w*$/i.test(known) ? known : undefined;
  const statement = enclosingStatement(node);
  const limiter = own ?? (enclosingFunction(node) && statement ? freeIn(source, ['limit', 'few', 'atMost']) : undefined);
  const arrow = source.getTokenBefore(fn.body, ({ value }) => value === '=>');
  if (!imported || limiter === undefined || !arrow) return undefined;
  const edits: Edit[] = [...imported.edits];
  if (own === undefined && statement) {
    const line = `const ${limiter} = ${imported.name}(${write});${eolOf(source)}${indentOf(source, statement)}`;
    edits.push(insert(statement.range[0], line));
  }
  const [first, second] = source.getFirstTokens(fn, 2);
  if (fn.async && first && second) edits.push(cut(first.range[0], second.range[0]));
  edits.push(insert(arrow.range[1], ` ${limiter}(${fn.async ? 'async ' : ''}() =>`), insert(fn.range[1], ')'));
  return { module, name: own ?? imported.name, isThere: imported.edits.length === 0, isWhole: false, edits };
}

/** The one constant of the module that lets so many run at a time: `const limit = pLimit(10);` */
function limiterIn(source: Source, maker: string): string | undefined {
  const found = source.ast.body.flatMap(at => {
    const declaration = at.type === 'ExportNamedDeclaration' ? at.declaration : at;
    const declared: readonly T.VariableDeclarator[] = declaration?.type === 'VariableDeclaration' && declaration.kind === 'const'
      ? declaration.declarations : [];
    return declared.flatMap(({ id, init }) => (id.type === 'Identifier' && isMadeBy(init, maker) ? [id.name] : []));
  });
  const [only, ...more] = found;
  const isOne = (name: string): boolean =>
    source.scopeManager?.scopes.filter(({ set }) => (set.get(name)?.defs.length ?? 0) > 0).length === 1;
  return only !== undefined && more.length === 0 && isOne(only) ? only : undefined;
}

const isMadeBy = (init: Node | null, maker: string): boolean =>
  init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === maker;
