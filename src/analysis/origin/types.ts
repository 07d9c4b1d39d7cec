import type { ParserServices, ParserServicesWithTypeInformation } from '@typescript-eslint/utils';
import type ts from 'typescript';
import type { Node } from '../../ast.ts';
import type { FullPath } from '../../catalogue.ts';
import type { Module } from './module.ts';

/** The last package folder in a path: `pg` of `…/node_modules/@types/pg/index.d.ts`. */
const packageFolder = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)(?!.*[\\/]node_modules[\\/])/;
/** Types that stand for what is in them. */
const transparent = new Set(['Promise', 'PromiseLike']);

/** What the checker knows, where a parser offers one. */
export function typesOf(services: Partial<ParserServices> | undefined): Types | undefined {
  return services?.program && 'getTypeAtLocation' in services ? new Types(services as ParserServicesWithTypeInformation) : undefined;
}

/** What the type checker knows of expressions: the same answers as the syntax gives, more often. */
export class Types {
  readonly #services: ParserServicesWithTypeInformation;
  readonly #checker: ts.TypeChecker;
  readonly #paths = new Map<ts.Type, FullPath | undefined>();

  constructor(services: ParserServicesWithTypeInformation) {
    this.#services = services;
    this.#checker = services.program.getTypeChecker();
  }

  /** The path of a value by its type's name and package: `pg:PoolClient()`; nothing for the project's own types. */
  pathOf(node: Node): FullPath | undefined {
    return this.#ofType(this.#services.getTypeAtLocation(node));
  }

  /** Whether what the expression gives has a member of that name. */
  has(node: Node, member: string): boolean {
    return this.#services.getTypeAtLocation(node).getProperty(member) !== undefined;
  }

  /** Whether the expression gives a promise; nothing where the type is not known. */
  isPromise(node: Node): boolean | undefined {
    const type = this.#services.getTypeAtLocation(node);
    const parts = type.isUnion() ? type.types : [type];
    if (parts.some(part => part.flags & (anyFlag | unknownFlag))) return undefined;
    return parts.some(part => part.getProperty('then') !== undefined);
  }

  /** Whether the expression gives a string and nothing else. */
  isString(node: Node): boolean {
    const type = this.#services.getTypeAtLocation(node);
    return this.#checker.typeToString(this.#checker.getBaseTypeOfLiteralType(type)) === 'string';
  }

  #ofType(type: ts.Type, depth = 0): FullPath | undefined {
    if (this.#paths.has(type)) return this.#paths.get(type);
    const path = depth > 4 ? undefined : this.#read(type, depth);
    this.#paths.set(type, path);
    return path;
  }

  #read(type: ts.Type, depth: number): FullPath | undefined {
    if (type.isUnionOrIntersection()) return this.#first(type.types, depth);
    const symbol = type.getSymbol() ?? type.aliasSymbol;
    if (!symbol) return undefined;
    const from = this.#packageOf(symbol);
    if (from === '' && transparent.has(symbol.getName())) {
      const [held] = this.#checker.getTypeArguments(type as ts.TypeReference);
      return held && this.#ofType(held, depth + 1);
    }
    if (from !== undefined) return `${from}:${symbol.getName()}()`;
    return type.isClassOrInterface() ? this.#first(this.#checker.getBaseTypes(type), depth) : undefined;
  }

  #first(types: readonly ts.Type[], depth: number): FullPath | undefined {
    for (const type of types) {
      const path = this.#ofType(type, depth + 1);
      if (path !== undefined) return path;
    }
    return undefined;
  }

  /** The package that declares a symbol, empty for the language's own library, nothing for the project's code. */
  #packageOf(symbol: ts.Symbol): string | undefined {
    const declaration = symbol.declarations?.[0];
    if (!declaration) return undefined;
    for (let at = declaration.parent as ts.Node | undefined; at; at = at.parent) {
      // `declare module "fs/promises" { … }`, as Node's own types are written
      const name = 'name' in at ? at.name as { text?: string; kind: number } : undefined;
      if ('body' in at && name?.text !== undefined && /^(["'])/.test(source(name))) return name.text.replace(/^node:/, '');
    }
    const file = declaration.getSourceFile();
    if (this.#services.program.isSourceFileDefaultLibrary(file)) return '';
    const folder = packageFolder.exec(file.fileName)?.[1];
    if (folder === '@types/node') return '';
    return folder?.replaceAll('\\', '/').replace(/^@types\//, '').replace(/^(.+?)__(.+)$/, '@$1/$2');
  }
}

const source = (name: object): string => (name as ts.Node).getText();
const anyFlag = 1;
const unknownFlag = 2;

/** What the checker tells of expressions, as a module is asked for it. */
export const typing = (types: Types): Pick<Module, 'typed' | 'hasMember'> => ({
  typed: node => types.pathOf(node),
  hasMember: (node, name) => types.has(node, name),
});
