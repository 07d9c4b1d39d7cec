import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { root } from './fixture.ts';

/** A module of the repository. */
export interface Code {
  /** `src/analysis/origin/origin.ts` */
  name: string;
  text: string;
  source: ts.SourceFile;
  /** The text without its comments. */
  bare: string;
  imports: readonly { from: string; typeOnly: boolean }[];
}

/** The TypeScript files below a folder, or only those directly in it. */
export function codeIn(folder: string, recursive = true): Code[] {
  return readdirSync(path.join(root, folder), { recursive, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
    .sort()
    .map(read);
}

function read(name: string): Code {
  const text = readFileSync(path.join(root, name), 'utf8');
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const imports = source.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const specifier = statement.moduleSpecifier;
    if (!specifier || !ts.isStringLiteral(specifier)) return [];
    const clause = ts.isImportDeclaration(statement) ? statement.importClause : undefined;
    const isTypeImport = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    const typeOnly = isTypeImport || (ts.isExportDeclaration(statement) && statement.isTypeOnly);
    const { text: from } = specifier;
    return [{ from: from.startsWith('.') ? path.posix.join(path.posix.dirname(name), from) : from, typeOnly }];
  });
  return { name, text, source, bare: withoutComments(source), imports };
}

function withoutComments(source: ts.SourceFile): string {
  const parts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(source) === 0) parts.push(node.getText(source));
    else for (const child of node.getChildren(source)) if (!ts.isJSDoc(child)) visit(child);
  };
  visit(source);
  return parts.join(' ');
}

/** Every node of a module. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, child => {
    children.push(child);
  });
  for (const child of children) yield* nodesOf(child);
}
