import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { ESLint, Linter as Core } from 'eslint';
import { homepage } from '../rule.ts';
import { engineOf, isOwn, optionsOf, type Settings, type SourceType } from './engine.ts';
import { Fault, reasonOf } from './fault.ts';
import { isTypescript } from './files.ts';
import { ours } from './formats/index.ts';

/** The ESLint that stands beside the plugin. */
export async function loadEslint(): Promise<typeof ESLint> {
  const found = await import('eslint').catch(() => undefined);
  if (!found) throw new Fault('ESLint is not installed: npm i -D eslint');
  const [major = 0, minor = 0] = found.ESLint.version.split('.').map(Number);
  if (major < 9 || (major === 9 && minor < 15)) throw new Fault(`ESLint ${found.ESLint.version} is too old: npm i -D eslint`);
  return found.ESLint;
}

/** Lints files, whatever ESLint configuration stands around them. */
export class Linter {
  readonly #Engine: typeof ESLint;
  readonly #settings: Settings;
  readonly #engines = new Map<string, ESLint>();
  readonly #types = new Map<string, SourceType | undefined>();

  constructor(Engine: typeof ESLint, settings: Settings) {
    this.#Engine = Engine;
    this.#settings = settings;
  }

  /** What is found in a file. What keeps it from being linted is a finding too. */
  async lint(file: string): Promise<ESLint.LintResult> {
    try {
      const bytes = readFileSync(file);
      // Text in another encoding would not survive being written.
      return await this.#lintText(file, bytes.toString('utf8'), this.#settings.fix && isUtf8(bytes));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const ours = `cannot be linted, which is a mistake in watertight (${homepage}/issues): ${reasonOf(error)}`;
      return unlinted(file, code === undefined ? ours : `cannot be read: ${reasonOf(error)}`);
    }
  }

  /** What is found in many files, by ESLint's own cache and threads. */
  async lintTogether(files: readonly string[]): Promise<ESLint.LintResult[]> {
    const found = new Map<string, ESLint.LintResult>();
    for (const sourceType of ['module', 'commonjs'] as const) {
      const alike = files.filter(file => this.#likelyType(file) === sourceType);
      if (alike.length === 0) continue;
      const engine = await engineOf(this.#Engine, this.#settings, sourceType);
      for (const result of await engine.lintFiles(alike)) {
        if (!result.messages.some(isSyntax)) found.set(result.filePath, own(result));
      }
    }
    const results: ESLint.LintResult[] = [];
    // What cannot be read, or is not the kind of code that it was taken for, is looked at by itself.
    for (const file of files) results.push(found.get(file) ?? await this.lint(file));
    return results;
  }

  /** What is found in a text, as if it stood in a file. */
  async lintText(file: string, text: string): Promise<ESLint.LintResult> {
    return this.#lintText(file, text, this.#settings.fix);
  }

  /** The ESLint configuration that a file is linted with. */
  async configFor(file: string): Promise<unknown> {
    return this.#engine(this.#sourceTypes(file, '')[0] ?? 'module', false).calculateConfigForFile(file);
  }

  /** The findings as text, in one of our formats or of ESLint's own. */
  async format(results: ESLint.LintResult[], name: string): Promise<string> {
    if (name in ours) return ours[name as keyof typeof ours](results, process.cwd());
    const formatter = await this.#engine('module', false).loadFormatter(name);
    return formatter.format(results, {});
  }

  async #lintText(file: string, text: string, fix: boolean): Promise<ESLint.LintResult> {
    let first: ESLint.LintResult | undefined;
    for (const sourceType of this.#sourceTypes(file, text)) {
      const [result] = await this.#engine(sourceType, fix).lintText(text, { filePath: file });
      if (!result) break;
      if (!result.messages.some(isSyntax)) return own(result);
      first ??= own(result);
    }
    return first ?? unlinted(file, 'cannot be linted: ESLint gave no answer');
  }

  /** What a file on the disk is most likely to be, if it can be linted together with others. */
  #likelyType(file: string): SourceType | undefined {
    try {
      const bytes = readFileSync(file);
      return isUtf8(bytes) ? this.#sourceTypes(file, bytes.toString('utf8'))[0] : undefined;
    } catch {
      return undefined;
    }
  }

  /** What a file is most likely to be, and what to try where it turns out not to be that. */
  #sourceTypes(file: string, text: string): SourceType[] {
    const extension = extname(file);
    if (isTypescript(file)) return ['module'];
    if (extension === '.mjs') return ['module', 'commonjs'];
    const likely = extension === '.cjs' ? 'commonjs' : this.#typeOfFolder(dirname(file)) ?? typeOfText(text);
    return likely === 'module' ? ['module', 'commonjs'] : ['commonjs', 'module'];
  }

  /** What the nearest `package.json` says. */
  #typeOfFolder(folder: string): SourceType | undefined {
    if (this.#types.has(folder)) return this.#types.get(folder);
    const parent = dirname(folder);
    const stated = typeIn(join(folder, 'package.json'));
    const type = stated === 'none' ? undefined : stated ?? (parent === folder ? undefined : this.#typeOfFolder(parent));
    this.#types.set(folder, type);
    return type;
  }

  #engine(sourceType: SourceType, fix: boolean): ESLint {
    const key = `${sourceType} ${String(fix)}`;
    let engine = this.#engines.get(key);
    if (!engine) {
      engine = new this.#Engine(optionsOf({ ...this.#settings, fix }, sourceType));
      this.#engines.set(key, engine);
    }
    return engine;
  }
}

function typeIn(manifest: string): SourceType | 'none' | undefined {
  try {
    const { type } = JSON.parse(readFileSync(manifest, 'utf8')) as { type?: unknown };
    return type === 'module' || type === 'commonjs' ? type : 'none';
  } catch {
    return undefined;
  }
}

const moduleSyntax = /^\s*(?:import\b(?!\s*\()|export\b)/m;
const scriptSyntax = /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/;
const typeOfText = (text: string): SourceType => (!moduleSyntax.test(text) && scriptSyntax.test(text) ? 'commonjs' : 'module');

const syntax = /^Parsing error: /;
/** ESLint calls fatal also what it does not like in comments, and lints the file all the same. */
const isSyntax = ({ fatal, message }: Core.LintMessage): boolean => fatal === true && syntax.test(message);

/** The result with the findings of this plugin only: comments in a file can turn on other rules. */
function own(result: ESLint.LintResult): ESLint.LintResult {
  const messages = result.messages.filter(message => isOwn(message) || isSyntax(message)).map(message =>
    ({ ...message, message: message.message.replace(syntax, 'cannot be parsed: ') }));
  return { ...result, messages, suppressedMessages: result.suppressedMessages.filter(isOwn), ...countsOf(messages) };
}

function unlinted(filePath: string, message: string): ESLint.LintResult {
  const messages: Core.LintMessage[] = [{ ruleId: null, fatal: true, severity: 2, message, line: 1, column: 1 }];
  return { filePath, messages, suppressedMessages: [], usedDeprecatedRules: [], ...countsOf(messages) };
}

function countsOf(messages: readonly Core.LintMessage[]) {
  const errors = messages.filter(({ severity }) => severity === 2);
  const warnings = messages.filter(({ severity }) => severity === 1);
  return {
    errorCount: errors.length,
    warningCount: warnings.length,
    fatalErrorCount: errors.filter(({ fatal }) => fatal).length,
    fixableErrorCount: errors.filter(({ fix }) => fix).length,
    fixableWarningCount: warnings.filter(({ fix }) => fix).length,
  };
}
