import { createRequire } from 'node:module';
import * as parser from '@typescript-eslint/parser';
import type { Linter as Eslint } from 'eslint';
import type ts from 'typescript';
import plugin from '../../src/index.ts';
import { isTypeScript, root, type Fixture } from './fixture.ts';

/** ESLint itself; the variable `ESLINT` names another version of it: `eslint9`, or the folder that it stands in. */
const { Linter } = createRequire(import.meta.url)(process.env['ESLINT'] ?? 'eslint') as typeof import('eslint');
export const linter = new Linter({ cwd: root });
export const ruleNames = Object.keys(plugin.rules);

export interface Report {
  rule: string;
  id: string;
  text: string;
  line: number;
  /** What the squiggle stands under; a range of several lines is none. */
  under: string | undefined;
  fix: Eslint.LintMessage['fix'];
  suggestions: readonly Eslint.LintSuggestion[];
}

/** What every rule says of a text. */
export interface Findings {
  /** Why it could not be linted. */
  fault: string | undefined;
  /** With potential findings and without. */
  all: readonly Report[];
  certain: readonly Report[];
  comments: readonly string[];
}

type Origin = Pick<Fixture, 'folder' | 'options' | 'settings'>;

/** Lints with every rule, the one that the fixture is for with the fixture's options. */
export function lint(fixture: Origin, filename: string, text: string, program?: ts.Program): Findings {
  const config = { ...language(filename, text, program), ...rules(fixture, ['all', 'certain']), settings: { ...fixture.settings } };
  const messages = linter.verify(text, config, { filename });
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
  const reports = (level: string): Report[] => messages.flatMap(message => {
    const [from, rule] = message.ruleId?.split('/') ?? [];
    const { messageId: id = '', message: said, line, column, endLine, endColumn = column, fix, suggestions = [] } = message;
    const under = endLine === line ? lines[line - 1]?.slice(column - 1, endColumn - 1) : undefined;
    return from === level && rule ? [{ rule, id, text: said, line, under, fix, suggestions }] : [];
  });
  const fault = faultIn(messages);
  return {
    fault,
    all: reports('all'),
    certain: reports('certain'),
    comments: fault !== undefined ? [] : linter.getSourceCode().getAllComments().map(({ value }) => value.replace(/\s+/g, ' ').trim()),
  };
}

/** Why a text is no program, if it is none. */
export function parseFault(filename: string, text: string): string | undefined {
  return faultIn(linter.verify(text, language(filename, text), { filename }));
}

function faultIn(messages: readonly Eslint.LintMessage[]): string | undefined {
  const broken = messages.find(({ ruleId }) => ruleId === null);
  return broken && `line ${String(broken.line)}: ${broken.message}`;
}

/** What `eslint --fix` makes of a text when it is run until nothing changes, and the fixes that are still offered then. */
export function fixed(fixture: Origin, filename: string, text: string): { text: string; left: string[] } {
  const config = { ...language(filename, text), ...rules(fixture, ['all']), settings: { ...fixture.settings } };
  let made = text;
  for (let round = 0; round < 5; round++) {
    const { fixed: changed, output, messages } = linter.verifyAndFix(made, config, { filename });
    made = output;
    const left = messages.filter(({ fix }) => fix).map(({ messageId, line }) => `line ${String(line)}: ${messageId ?? ''}`);
    if (!changed) return { text: made, left };
  }
  return { text: made, left: ['it never ends'] };
}

export function language(filename: string, text: string, program?: ts.Program): Eslint.Config {
  const jsx = /\.[jt]sx$/.test(filename);
  const parserOptions = { ecmaFeatures: { jsx }, ...(program && { programs: [program] }) };
  const linterOptions = { reportUnusedDisableDirectives: 'off' } as const;
  if (isTypeScript(filename)) return { files: ['**/*.*'], languageOptions: { parser, parserOptions }, linterOptions };
  const isModule = filename.endsWith('.mjs') || (!filename.endsWith('.cjs') && /^(?:import|export)\b/m.test(text));
  return { files: ['**/*.*'], languageOptions: { sourceType: isModule ? 'module' : 'commonjs', parserOptions }, linterOptions };
}

/** Every rule, once for each level of reporting; the levels are the prefixes of their names. */
function rules({ folder, options }: Origin, levels: readonly ('all' | 'certain')[]): Pick<Eslint.Config, 'plugins' | 'rules'> {
  return {
    plugins: Object.fromEntries(levels.map(level => [level, plugin])),
    rules: Object.fromEntries(levels.flatMap(report =>
      ruleNames.map(name => [`${report}/${name}`, ['error', { ...(name === folder && options), report }] satisfies Eslint.RuleEntry]))),
  };
}
