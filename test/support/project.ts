import path from 'node:path';
import ts from 'typescript';
import { root } from './fixture.ts';

/** One TypeScript program over many files, which need not be on the disk. */
export class Project {
  readonly #options: ts.CompilerOptions;
  readonly #host: ts.CompilerHost;
  readonly #texts = new Map<string, string>();
  readonly #sources = new Map<string, ts.SourceFile | undefined>();
  #program: ts.Program | undefined;

  constructor(config: string) {
    const file = path.join(root, config);
    const read = ts.readConfigFile(file, name => ts.sys.readFile(name));
    this.#options = ts.parseJsonConfigFileContent(read.config, ts.sys, path.dirname(file)).options;
    const host = ts.createCompilerHost(this.#options, true);
    const cache = ts.createModuleResolutionCache(root, name => name, this.#options);
    this.#host = {
      ...host,
      fileExists: name => this.#texts.has(name) || host.fileExists(name),
      readFile: name => this.#texts.get(name) ?? host.readFile(name),
      getSourceFile: (name, ...rest) => {
        if (!this.#sources.has(name)) this.#sources.set(name, this.#parse(name) ?? host.getSourceFile(name, ...rest));
        return this.#sources.get(name);
      },
      getModuleResolutionCache: () => cache,
    };
  }

  /** Puts files in, all before the first question if it can be: each time makes another program. */
  add(files: Iterable<readonly [filename: string, text: string]>): void {
    for (const [filename, text] of files) {
      this.#texts.set(filename, text);
      this.#sources.delete(filename);
    }
    this.#program = undefined;
  }

  get program(): ts.Program {
    this.#program ??= ts.createProgram([...this.#texts.keys()], this.#options, this.#host);
    return this.#program;
  }

  /** What the compiler has against a file. */
  faultsIn(filename: string): string[] {
    const source = this.program.getSourceFile(filename);
    const faults = [...this.program.getSyntacticDiagnostics(source), ...this.program.getSemanticDiagnostics(source)];
    return faults.map(({ messageText, start = 0 }) => {
      const line = (source?.getLineAndCharacterOfPosition(start).line ?? -1) + 1;
      return `line ${String(line)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  }

  #parse(name: string): ts.SourceFile | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    const impliedNodeFormat = ts.getImpliedNodeFormatForFile(name, undefined, this.#host, this.#options);
    const format = { languageVersion: ts.ScriptTarget.ES2023, ...(impliedNodeFormat && { impliedNodeFormat }) };
    return ts.createSourceFile(name, text, { ...format, setExternalModuleIndicator: forceModule }, true);
  }
}

/** Every file is a module, so that no two of them share their names. */
function forceModule(file: ts.SourceFile): void {
  (file as { externalModuleIndicator?: unknown }).externalModuleIndicator ??= true;
}
