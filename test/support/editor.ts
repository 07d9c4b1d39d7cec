import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter, type MessageConnection } from 'vscode-jsonrpc/node.js';
import { root } from './fixture.ts';

interface Position {
  line: number;
  character: number;
}

interface Range {
  start: Position;
  end: Position;
}

interface TextEdit {
  range: Range;
  newText: string;
}

interface WorkspaceEdit {
  changes?: Record<string, TextEdit[]>;
  documentChanges?: { textDocument: { uri: string }; edits: TextEdit[] }[];
}

/** A squiggle. */
export interface Diagnostic {
  range: Range;
  message: string;
  severity: number;
  /** The rule; a syntax error has none. */
  code?: string;
  codeDescription?: { href: string };
  source: string;
}

/** What the light bulb offers. */
export interface Action {
  title: string;
  kind?: string;
  command?: { command: string; arguments: unknown[] };
  edit?: WorkspaceEdit;
}

interface Document {
  uri: string;
  version: number;
  text: string;
}

const server = path.join(root, 'node_modules/vscode-langservers-extracted/bin/vscode-eslint-language-server');

/** An editor with one folder open, beside the language server that VS Code's ESLint extension, Neovim, Helix and Zed run. */
export class Editor {
  readonly #folder: string;
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #documents = new Map<string, Document>();
  /** What the server complained about. */
  readonly complaints: unknown[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
    const child = spawn(process.execPath, [server, '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process = child;
    this.#connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
    this.#answer();
    this.#connection.listen();
  }

  static async open(folder: string): Promise<Editor> {
    const editor = new Editor(folder);
    await editor.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uriOf(folder),
      workspaceFolders: [workspaceFolder(folder)],
      capabilities: {
        workspace: { applyEdit: true, configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true } },
        textDocument: {
          diagnostic: {},
          codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
        },
      },
    });
    await editor.#connection.sendNotification('initialized', {});
    return editor;
  }

  /** Opens a file, which need not be on the disk, as it stands there or as its tab shows it. */
  async show(name: string, text: string): Promise<void> {
    const document = { uri: uriOf(path.join(this.#folder, name)), version: 1, text };
    this.#documents.set(name, document);
    const languageId = /tsx?$/.test(name) ? 'typescript' : 'javascript';
    await this.#connection.sendNotification('textDocument/didOpen', { textDocument: { ...document, languageId } });
  }

  /** Types: the tab holds this text now. */
  async type(name: string, text: string): Promise<void> {
    const document = this.#document(name);
    document.version += 1;
    document.text = text;
    const { uri, version } = document;
    await this.#connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  textOf(name: string): string {
    return this.#document(name).text;
  }

  async squiggles(name: string): Promise<Diagnostic[]> {
    const { uri } = this.#document(name);
    const report = await this.#connection.sendRequest<{ items: Diagnostic[] }>('textDocument/diagnostic', { textDocument: { uri } });
    return report.items;
  }

  /** The text under a squiggle. */
  under(name: string, { range }: Diagnostic): string {
    const { text } = this.#document(name);
    return text.slice(offsetOf(text, range.start), offsetOf(text, range.end));
  }

  /** What the light bulb at a squiggle offers, the repairs of this plugin only. */
  async repairs(name: string, squiggle: Diagnostic): Promise<Action[]> {
    const actions = await this.actions(name, squiggle);
    return actions.filter(({ command }) => /applySingleFix|applySuggestion/.test(command?.command ?? ''));
  }

  /** All that the light bulb at a squiggle offers. */
  async actions(name: string, squiggle: Diagnostic): Promise<Action[]> {
    return this.#actions(name, squiggle.range, [squiggle], 'quickfix');
  }

  /** Chooses what is offered. */
  async choose({ command, edit }: Action): Promise<void> {
    if (edit) await this.#apply(edit);
    if (command) await this.#connection.sendRequest('workspace/executeCommand', command);
  }

  /** What `"source.fixAll.eslint": "explicit"` does when the file is saved. */
  async save(name: string): Promise<void> {
    const start = { line: 0, character: 0 };
    for (const action of await this.#actions(name, { start, end: start }, [], 'source.fixAll.eslint')) await this.choose(action);
    await this.#connection.sendNotification('textDocument/didSave', { textDocument: { uri: this.#document(name).uri } });
  }

  async close(): Promise<void> {
    await this.#connection.sendRequest('shutdown');
    const gone = once(this.#process, 'exit');
    await this.#connection.sendNotification('exit');
    await gone;
    this.#connection.dispose();
  }

  async #actions(name: string, range: Range, diagnostics: readonly Diagnostic[], kind: string): Promise<Action[]> {
    const textDocument = { uri: this.#document(name).uri };
    const asked = { textDocument, range, context: { diagnostics, only: [kind], triggerKind: 1 } };
    return await this.#connection.sendRequest<Action[] | null>('textDocument/codeAction', asked) ?? [];
  }

  /** Answers what the server asks. */
  #answer(): void {
    const connection = this.#connection;
    connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => configurationOf(this.#folder)));
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/diagnostic/refresh', () => null);
    connection.onRequest('workspace/workspaceFolders', () => [workspaceFolder(this.#folder)]);
    connection.onRequest('workspace/applyEdit', async ({ edit }: { edit: WorkspaceEdit }) => {
      await this.#apply(edit);
      return { applied: true };
    });
    for (const complaint of ['eslint/noLibrary', 'eslint/noConfig', 'eslint/probeFailed']) {
      connection.onRequest(complaint, params => {
        this.complaints.push({ complaint, params });
        return {};
      });
    }
    connection.onNotification('window/showMessage', params => this.complaints.push(params));
    connection.onUnhandledNotification(() => {});
  }

  async #apply({ changes = {}, documentChanges = [] }: WorkspaceEdit): Promise<void> {
    const all = [...Object.entries(changes), ...documentChanges.map(({ textDocument, edits }) => [textDocument.uri, edits] as const)];
    for (const [name, { uri, text }] of this.#documents) {
      const edits = all.filter(([changed]) => changed === uri).flatMap(([, each]) => each);
      if (edits.length > 0) await this.type(name, applied(text, edits));
    }
  }

  #document(name: string): Document {
    const document = this.#documents.get(name);
    if (!document) throw new Error(`${name} is not open`);
    return document;
  }
}

const uriOf = (file: string): string => pathToFileURL(file).href;
const workspaceFolder = (folder: string) => ({ uri: uriOf(folder), name: path.basename(folder) });

/** The settings that the extension of VS Code has where the user has set none. */
function configurationOf(folder: string) {
  return {
    validate: 'on',
    packageManager: 'npm',
    useESLintClass: true,
    useRealpaths: false,
    experimental: {},
    codeAction: {
      disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' },
      showDocumentation: { enable: true },
    },
    codeActionOnSave: { enable: true, mode: 'all' },
    format: false,
    quiet: false,
    onIgnoredFiles: 'off',
    options: {},
    rulesCustomizations: [],
    run: 'onType',
    problems: { shortenToSingleLine: false },
    nodePath: null,
    workspaceFolder: workspaceFolder(folder),
    workingDirectory: { mode: 'location' },
  };
}

/** The text after edits, whose places are those before any of them. */
function applied(text: string, edits: readonly TextEdit[]): string {
  let after = text;
  for (const { range, newText } of edits.toSorted((a, b) => offsetOf(text, b.range.start) - offsetOf(text, a.range.start))) {
    after = after.slice(0, offsetOf(text, range.start)) + newText + after.slice(offsetOf(text, range.end));
  }
  return after;
}

function offsetOf(text: string, { line, character }: Position): number {
  let start = 0;
  for (let at = 0; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + character;
}
