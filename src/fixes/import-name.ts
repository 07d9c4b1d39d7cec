import type { TSESLint, TSESTree as T } from '@typescript-eslint/utils';
import { headOf, isFunction, propertyName, stringOf, within, type Node } from '../ast.ts';
import { after, insert, type Edit } from '../edit.ts';
import { endBefore, eolOf, fullRange, quoteOf } from './layout.ts';

type Source = Readonly<TSESLint.SourceCode>;

/** An export of a module under the name that the file has, or is to have, for it. */
export interface Imported {
  name: string;
  edits: readonly Edit[];
}

/** Imports, or requires, a name from a module of Node, unless the file has done so; nothing where no name is free. */
export function importName(source: Source, module: string, exported: string, others: readonly string[]): Imported | undefined {
  const isSame = (from: unknown): boolean => typeof from === 'string' && from.replace(/^node:/, '') === module.replace(/^node:/, '');
  const imports = source.ast.body.filter((at): at is T.ImportDeclaration => at.type === 'ImportDeclaration');
  const start = source.ast.body.findIndex(at => !isQuiet(source, at));
  const required = source.ast.body.flatMap((at, index) => requiresIn(at).map(each => ({ ...each, isEarly: start < 0 || index < start })));
  const theirs = imports.filter(at => isSame(at.source.value) && at.importKind !== 'type');
  const pattern = required.find(({ from }) => isSame(from));
  const own = theirs.flatMap(({ specifiers }) => specifiers.flatMap(each => localOf(each, exported))).at(0)
    ?? pattern?.properties.flatMap(each => localOfProperty(each, exported)).at(0);
  const known = own !== undefined && isDeclaredOnce(source, own) ? own : undefined;
  if (known !== undefined) return { name: known, edits: [] };
  const name = [exported, ...others].find(each => !new RegExp(`\\b${each}\\b`).test(source.text));
  if (name === undefined) return undefined;
  const isModule = source.ast.body.some(at => /^(Import|Export|TSImportEquals|TSExportAssignment)/.test(at.type));
  const renamed = isModule ? `${exported} as ${name}` : `${exported}: ${name}`;
  const specifier = name === exported ? name : renamed;
  const last = theirs.map(({ specifiers }) => specifiers.at(-1)).find(each => each?.type === 'ImportSpecifier')
    ?? pattern?.properties.at(-1);
  if (last && last.type !== 'RestElement') return { name, edits: [after(last, `, ${specifier}`)] };
  const quoted = `${quoteOf(source)}${module}${quoteOf(source)}`;
  const statement = isModule ? `import { ${specifier} } from ${quoted}` : `const { ${specifier} } = require(${quoted})`;
  return { name, edits: [placed(source, statement, isModule ? imports.at(-1) : required.findLast(({ isEarly }) => isEarly)?.statement)] };
}

/** Imports what a package is, unless the file has done so: into a module only, for such packages may be nothing else. */
export function importDefault(source: Source, module: string, wanted: string): Imported | undefined {
  const own = source.ast.body.flatMap(at => {
    if (at.type === 'ImportDeclaration' && at.source.value === module && at.importKind !== 'type')
      return at.specifiers.flatMap(({ type, local }) => (type === 'ImportDefaultSpecifier' ? [local.name] : []));
    const [declared] = at.type === 'VariableDeclaration' ? at.declarations : [];
    const call = declared?.init?.type === 'MemberExpression' ? declared.init.object : declared?.init;
    const isRequired = call?.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'require';
    return isRequired && stringOf(call.arguments[0]) === module && declared?.id.type === 'Identifier' ? [declared.id.name] : [];
  }).at(0);
  if (own !== undefined) return isDeclaredOnce(source, own) ? { name: own, edits: [] } : undefined;
  const last = source.ast.body.findLast(at => at.type === 'ImportDeclaration');
  const isModule = source.ast.body.some(({ type }) => /^(Import|Export(Named|Default|All))Declaration$/.test(type));
  if (!isModule || new RegExp(`\\b${wanted}\\b`).test(source.text)) return undefined;
  const quote = quoteOf(source);
  return { name: wanted, edits: [placed(source, `import ${wanted} from ${quote}${module}${quote}`, last)] };
}

/** Whether a name means the same wherever the file speaks of it. */
const isDeclaredOnce = (source: Source, name: string): boolean =>
  source.scopeManager?.scopes.filter(({ set }) => (set.get(name)?.defs.length ?? 0) > 0).length === 1;

/** Behind the last of its kind, or in front of the first statement that is no directive. */
function placed(source: Source, statement: string, last: Node | undefined): Edit {
  const eol = eolOf(source);
  const directive = source.ast.body.filter(at => at.type === 'ExpressionStatement' && typeof at.directive === 'string').at(-1);
  const before = last ?? directive;
  const at = before ? fullRange(source, before)[1] : startOfFile(source);
  const ended = `${statement}${endBefore(source, at)}`;
  return insert(at, before ? `${eol}${ended}` : `${ended}${eol}${eol}`);
}

/** Before the first statement with the comments that belong to it, and behind those of the file and `#!`. */
function startOfFile(source: Source): number {
  const [first] = source.ast.body;
  let start = first?.range[0] ?? 0;
  let line = first?.loc.start.line ?? 1;
  for (const comment of first ? source.getCommentsBefore(first).reverse() : []) {
    if (comment.loc.end.line < line - 1 || (comment.type as string) === 'Shebang' || ofFile.test(comment.value)) break;
    start = comment.range[0];
    line = comment.loc.start.line;
  }
  return start;
}

/** What a comment says that speaks of the whole file. */
const ofFile = /^\s*(?:eslint|globals?\b|prettier|@ts-(?:no)?check)|@(?:file|module|author|jest|vitest|flow)|copyright|licen[sc]e/i;

function localOf(specifier: T.ImportClause, exported: string): string[] {
  return specifier.type === 'ImportSpecifier' && specifier.importKind !== 'type' && propertyName(specifier.imported, false) === exported
    ? [specifier.local.name]
    : [];
}

function localOfProperty(property: T.Property | T.RestElement, exported: string): string[] {
  return property.type === 'Property' && propertyName(property.key, property.computed) === exported && property.value.type === 'Identifier'
    ? [property.value.name]
    : [];
}

/** Whether a statement calls nothing but `require()`, so that whatever is called finds what is required behind it. */
function isQuiet(source: Source, statement: Node): boolean {
  return within(statement, source.visitorKeys, isFunction).every(at => {
    if (at.type === 'TaggedTemplateExpression' || at.type === 'NewExpression' || at.type === 'AwaitExpression') return false;
    const head = at.type === 'CallExpression' ? headOf(at.callee) : undefined;
    return !head || head.type === 'CallExpression' || (head.type === 'Identifier' && head.name === 'require');
  });
}

interface Required {
  statement: Node;
  properties: readonly (T.Property | T.RestElement)[];
  from: string | undefined;
}

/** `const { pipeline } = require('node:stream/promises');`, also where the module goes into one name. */
function requiresIn(statement: Node): Required[] {
  if (statement.type !== 'VariableDeclaration') return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const call = init?.type === 'MemberExpression' ? init.object : init;
    if (call?.type !== 'CallExpression' || call.callee.type !== 'Identifier' || call.callee.name !== 'require') return [];
    const properties = id.type === 'ObjectPattern' && call === init ? id.properties : undefined;
    return [{ statement, properties: properties ?? [], from: properties && stringOf(call.arguments[0]) }];
  });
}
