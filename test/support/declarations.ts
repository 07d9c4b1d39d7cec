import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { add, empty, type Place } from './place.ts';

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ESNext,
  lib: ['lib.esnext.full.d.ts'],
  experimentalDecorators: true,
  skipLibCheck: true,
  strict: true,
  types: ['node'],
};

/** The declarations of many packages, in one program whose only file imports them all. */
export class Declarations {
  readonly #checker: ts.TypeChecker;
  readonly #entry: ts.SourceFile;
  readonly #modules: ReadonlyMap<string, ts.Symbol>;
  readonly #declared: ReadonlyMap<string, ReadonlyMap<string, ts.Symbol>>;

  constructor(packages: readonly string[]) {
    const program = programOf(packages);
    this.#checker = program.checker;
    this.#entry = program.entry;
    this.#modules = new Map(program.entry.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier }) => {
      const symbol = this.#checker.getSymbolAtLocation(moduleSpecifier);
      return symbol && ts.isStringLiteral(moduleSpecifier) ? [[moduleSpecifier.text, symbol] as const] : [];
    }));
    this.#declared = this.#typesByPackage(program.files);
  }

  /** Whether there are types for the package; the globals, whose name is empty, always have them. */
  has(name: string): boolean {
    return name === '' || this.#modules.has(name);
  }

  /** The module itself. A default export is the same thing, and so is what `export =` gives. */
  root(name: string): Place {
    const place = empty();
    const module = this.#modules.get(name);
    if (!module) return place;
    this.#addSymbol(place, module);
    for (const key of [ts.InternalSymbolName.ExportEquals, ts.InternalSymbolName.Default]) {
      const symbol = module.exports?.get(key);
      if (symbol) this.#addSymbol(place, symbol);
    }
    // `exports.default = …` under `export =`, as CommonJS packages with a default write it
    for (const inner of this.step(place, 'default').symbols) this.#addSymbol(place, inner);
    return place;
  }

  /** The first step of a path: an export, a global, or a type that the package declares anywhere, as the checker names it. */
  first(name: string, word: string): Place {
    const place = name === '' ? this.#global(word) : this.step(this.root(name), word);
    const declared = this.#declared.get(name)?.get(word);
    if (declared) place.symbols.add(declared);
    return place;
  }

  /** One step further: `()` or the name of a member. */
  step(from: Place, word: string): Place {
    const place = empty();
    add(place, word === '()' ? this.#called(from) : this.#member(from, word));
    return place;
  }

  /** What the callback of a call is given at an index; the callback is its last argument. */
  callbackParameter(callee: Place, index: number): Place {
    const place = empty();
    for (const { parameters } of this.#signatures(callee)) {
      const callback = empty();
      if (parameters.length > 0) this.#addParameter(callback, parameters, parameters.length - 1);
      for (const signature of this.#signatures(callback)) this.#addParameter(place, signature.parameters, index);
    }
    return place;
  }

  /** The arguments that a call takes at an index, and what is in them where they are lists; every argument where no index is given. */
  argument(callee: Place, index?: number): Place {
    const place = empty();
    for (const { parameters } of this.#signatures(callee)) {
      for (const at of index === undefined ? parameters.keys() : [index]) this.#addParameter(place, parameters, at);
    }
    for (const type of [...place.types]) this.#addElements(place, type);
    return place;
  }

  /** Whether there is anything but `undefined`, `null`, `void` and `never`. */
  exists({ types, symbols }: Place): boolean {
    return symbols.size > 0 || [...types].some(type => !(type.flags & nothing));
  }

  /** Whether it can be called. */
  callable(place: Place): boolean {
    return this.#isAny(place) || this.#signatures(place).length > 0;
  }

  /** Whether what a call gives is a promise, or may be one where the call has several forms; nothing where nothing is known. */
  promised(place: Place): boolean | undefined {
    if (this.#isAny(place)) return undefined;
    return [...place.types].some(type => this.#checker.getPropertyOfType(this.#apparent(type), 'then') !== undefined);
  }

  /** Whether it has the member of a well-known symbol: `asyncDispose`, `iterator`. */
  hasSymbol(place: Place, name: string): boolean {
    return this.#isAny(place) || [...place.types].some(type =>
      this.#checker.getPropertiesOfType(this.#apparent(type)).some(({ escapedName }) => String(escapedName).startsWith(`__@${name}@`)));
  }

  #called(from: Place): Place {
    const place = empty();
    for (const signature of this.#signatures(from)) this.#addType(place, this.#checker.getReturnTypeOfSignature(signature));
    for (const symbol of from.symbols) {
      if (symbol.flags & typeFlags) this.#addType(place, this.#checker.getDeclaredTypeOfSymbol(symbol));
    }
    if (this.#isAny(from)) this.#addType(place, this.#checker.getAnyType());
    return place;
  }

  #member(from: Place, word: string): Place {
    const place = empty();
    for (const type of from.types) {
      const property = this.#checker.getPropertyOfType(this.#apparent(type), word);
      if (property) this.#addType(place, this.#checker.getTypeOfSymbol(property));
    }
    for (const symbol of from.symbols) {
      if (!(symbol.flags & (ts.SymbolFlags.Module | ts.SymbolFlags.Enum))) continue;
      const exported = this.#checker.getExportsOfModule(symbol).find(({ name }) => name === word);
      if (exported) this.#addSymbol(place, exported);
    }
    if (this.#isAny(from)) this.#addType(place, this.#checker.getAnyType());
    return place;
  }

  #global(word: string): Place {
    const place = empty();
    const flags = ts.SymbolFlags.Value | ts.SymbolFlags.Type | ts.SymbolFlags.Namespace;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-enum-assignment -- flags are summed
    for (const symbol of this.#checker.getSymbolsInScope(this.#entry, flags)) {
      if (symbol.name === word) this.#addSymbol(place, symbol);
    }
    return place;
  }

  #addSymbol(place: Place, exported: ts.Symbol): void {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(exported) : exported;
    place.symbols.add(symbol);
    if (symbol.flags & ts.SymbolFlags.Value) this.#addType(place, this.#checker.getTypeOfSymbol(symbol));
  }

  /** A promise is the value that it will hold, though what only can be awaited is a value too: a query. */
  #addType(place: Place, type: ts.Type): void {
    if (place.types.has(type)) return;
    if (type.isUnion()) {
      for (const part of type.types) this.#addType(place, part);
      return;
    }
    place.types.add(type);
    const awaited = this.#checker.getAwaitedType(type);
    if (awaited && awaited !== type) this.#addType(place, awaited);
  }

  #addParameter(place: Place, parameters: readonly ts.Symbol[], index: number): void {
    const rest = parameters.at(-1);
    const at = rest && isRest(rest) && index >= parameters.length - 1 ? rest : parameters[index];
    if (!at) return;
    const type = this.#checker.getTypeOfSymbol(at);
    if (at !== rest || !isRest(at)) {
      this.#addType(place, type);
      return;
    }
    for (const list of type.isUnion() ? type.types : [type]) {
      const item = this.#checker.getPropertyOfType(list, String(index - parameters.length + 1));
      if (item) this.#addType(place, this.#checker.getTypeOfSymbol(item));
      else this.#addElements(place, list);
    }
  }

  #addElements(place: Place, type: ts.Type): void {
    const element = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    if (element && !(type.flags & ts.TypeFlags.StringLike)) this.#addType(place, element);
  }

  #signatures({ types }: Place): ts.Signature[] {
    return [...types].map(type => this.#apparent(type)).flatMap(type => [...type.getCallSignatures(), ...type.getConstructSignatures()]);
  }

  #apparent(type: ts.Type): ts.Type {
    return this.#checker.getApparentType(this.#checker.getBaseConstraintOfType(type) ?? type);
  }

  /** Where nothing is known, everything goes. */
  #isAny({ types }: Place): boolean {
    const known = [...types].filter(type => !(type.flags & nothing));
    return known.length > 0 && known.every(type => type.flags & ts.TypeFlags.Any);
  }

  /** The checker tells a type by its own name, wherever in the package it is declared. */
  #typesByPackage(files: readonly ts.SourceFile[]): Map<string, Map<string, ts.Symbol>> {
    const found = new Map<string, Map<string, ts.Symbol>>();
    for (const file of files) {
      const name = packageOf(file.fileName);
      if (name === undefined) continue;
      const types = found.get(name) ?? new Map<string, ts.Symbol>();
      found.set(name, types);
      const visit = (node: ts.Node): void => {
        if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
          const symbol = node.name && this.#checker.getSymbolAtLocation(node.name);
          if (symbol) types.set(symbol.name, symbol);
        }
        else if (ts.isModuleDeclaration(node) || ts.isModuleBlock(node) || ts.isSourceFile(node)) ts.forEachChild(node, visit);
      };
      visit(file);
    }
    return found;
  }
}

const typeFlags = ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias;
const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void | ts.TypeFlags.Never;

function isRest({ valueDeclaration }: ts.Symbol): boolean {
  return valueDeclaration !== undefined && ts.isParameter(valueDeclaration) && valueDeclaration.dotDotDotToken !== undefined;
}

/** `pg` of `…/node_modules/@types/pg/index.d.ts`. */
function packageOf(file: string): string | undefined {
  const folder = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  return folder?.replace(/^@types\//, '').replace(/^(.+?)__(.+)$/, '@$1/$2');
}

function programOf(packages: readonly string[]): { checker: ts.TypeChecker; entry: ts.SourceFile; files: readonly ts.SourceFile[] } {
  const name = fileURLToPath(new URL('entry.ts', import.meta.url));
  const text = packages.filter(Boolean).map(from => `import '${from}';`).join('\n');
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = file => file === name || fileExists.call(host, file);
  host.getSourceFile = (file, version, ...rest) =>
    (file === name ? ts.createSourceFile(file, text, version) : getSourceFile.call(host, file, version, ...rest));
  const program = ts.createProgram([name], options, host);
  const entry = program.getSourceFile(name);
  if (!entry) throw new Error('The program has lost its entry.');
  return { checker: program.getTypeChecker(), entry, files: program.getSourceFiles() };
}
