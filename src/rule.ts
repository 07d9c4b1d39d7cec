import type { TSESLint } from '@typescript-eslint/utils';
import type { Rule } from 'eslint';
import { areApart, keepsComments, toFix, type Edit, type Ranged } from './edit.ts';
import { fileOf, type File } from './file.ts';
import { faultIn } from './settings.ts';
import { isCall, isDead, type Node } from './ast.ts';
import { inStyle } from './style.ts';
import { reads } from './syntax.ts';
import { hasOneOfEach, tokensOf } from './tokens.ts';

/** The five questions, in the order of the docs. */
export const questions = ['given back', 'stops', 'made once', 'bounded', 'thrifty'] as const;
export type Question = (typeof questions)[number];

/** Words for the `{{holes}}` of a message. */
export type Words = Readonly<Record<string, string | number | undefined>>;

export interface Suggestion {
  message: string;
  words?: Words;
  edits: readonly Edit[];
  /** A piece of code in the syntax that the repair writes, where not every parser reads that. */
  syntax?: string | undefined;
}

/** Something a rule found. */
export interface Problem {
  /** Where the squiggle stands; small: a call or an operator. */
  node: Node;
  /** A key of the rule's messages. */
  message: string;
  words?: Words;
  /** Reported only where potential findings are asked for. */
  potential?: boolean;
  /** A repair that cannot change what a correct program does. */
  fix?: readonly Edit[] | undefined;
  /** Repairs that a person chooses. */
  suggest?: readonly Suggestion[] | undefined;
}

/** What every rule can be asked for. */
export interface Reporting {
  /** `certain`: only what holds whatever the code elsewhere does; `all`: potential findings too. */
  report: 'certain' | 'all';
}

export interface Definition<Options extends object = object> {
  question: Question;
  /** What the rule is for, as it reads after the rule's name: "Require that …". */
  description: string;
  /** In the preset `recommended`, with its certain findings. */
  recommended: boolean;
  /** Each says what, why it hurts in production, what to do. */
  messages: Readonly<Record<string, string>>;
  /** What a suggestion says it would do. */
  suggestions?: Readonly<Record<string, string>>;
  /** JSON schemas of the rule's own options and their values where none are given. */
  options?: { properties: Readonly<Record<string, object>>; defaults: Options };
  /** What is reported where the user does not say; `certain` if not given. */
  reports?: Reporting['report'];
  /** Without a match in its text, or one token of each list, a file holds nothing for this rule. */
  needs?: RegExp | readonly (readonly string[])[];
  check(file: File, options: Options & Reporting): Iterable<Problem>;
}

/** A rule is a description and a function from a file to its problems. */
export function rule<Options extends object = object>(definition: Definition<Options>): Definition<Options> {
  return definition;
}

export const homepage = 'https://github.com/watertight-js/eslint-plugin-watertight';

/** The rule as ESLint wants it. */
export function toEslint<Options extends object>(name: string, definition: Definition<Options>): Rule.RuleModule {
  const { description, recommended, messages, suggestions, options, reports = 'certain', needs } = definition;
  const defaults = { report: reports, ...options?.defaults } as Options & Reporting;
  return {
    meta: {
      type: 'problem',
      docs: { description, recommended, url: `${homepage}/blob/main/docs/rules/${name}.md` },
      messages: {
        ...messages,
        ...suggestions,
        invalidSettings: '{{fault}}',
        failed: 'The rule could not read this file: {{fault}}. Nothing else is lost; please report it.',
      },
      schema: [
        {
          type: 'object',
          properties: { report: { enum: ['certain', 'all'], description: 'Which findings are reported.' }, ...options?.properties },
          additionalProperties: false,
        },
      ],
      defaultOptions: [defaults],
      fixable: 'code',
      hasSuggestions: true,
    },
    create(context) {
      if (isMinified(context.sourceCode) || (needs && !isMet(needs, context.sourceCode))) return {};
      const { report, ...own } = { ...defaults, ...(context.options[0] as Partial<Options> | undefined) };
      return {
        Program(node) {
          const fault = faultOnce(context);
          if (fault) context.report({ node, loc: { line: 1, column: 0 }, messageId: 'invalidSettings', data: { fault } });
          try {
            const file = fileOf(context);
            for (const problem of definition.check(file, { report, ...own } as Options & Reporting)) {
              if (isDead(problem.node)) continue;
              // What a browser runs serves one user, and is gone with the page.
              const isCertain = !problem.potential && !file.lasting.endsWithPage;
              if (isCertain || report === 'all') context.report(toReport(problem, context));
            }
          } catch (error) {
            // Half-typed code must not cost the user the findings of all other rules and files.
            context.report({
              node,
              loc: { line: 1, column: 0 },
              messageId: 'failed',
              data: { fault: error instanceof Error ? error.message : String(error) },
            });
          }
        },
      };
    },
  };
}

/** Code that a tool has written in few long lines is nobody's to mend. */
const isMinified = ({ text, lines }: Rule.RuleContext['sourceCode']): boolean => text.length > 20_000 && text.length > 300 * lines.length;

function isMet(needs: NonNullable<Definition['needs']>, source: Rule.RuleContext['sourceCode']): boolean {
  return needs instanceof RegExp ? needs.test(source.text) : hasOneOfEach(tokensOf(source as unknown as TSESLint.SourceCode), needs);
}

function toReport({ node, message, words, fix, suggest }: Problem, context: Rule.RuleContext): Rule.ReportDescriptor {
  const { sourceCode: source, languageOptions } = context;
  const isWhole = (edits: readonly Edit[]): boolean =>
    areApart(edits) && keepsComments({ text: source.text, comments: commentsOf(source) }, edits);
  const fixOf = (edits: readonly Edit[]): Rule.ReportFixer => toFix(inStyle(source as unknown as TSESLint.SourceCode, edits));
  const isRead = (syntax: string | undefined): boolean => syntax === undefined || reads(syntax, languageOptions);
  return {
    node,
    loc: shown(node, source.lines),
    messageId: message,
    ...(words && { data: dataOf(words) }),
    ...(fix?.length && isWhole(fix) && { fix: fixOf(fix) }),
    suggest: (suggest ?? []).filter(({ edits, syntax }) => isWhole(edits) && isRead(syntax)).map(suggestion => ({
      messageId: suggestion.message,
      data: dataOf({ ...words, ...suggestion.words }),
      fix: fixOf(suggestion.edits),
    })),
  };
}

const commentsOf = (source: Rule.RuleContext['sourceCode']): Ranged[] =>
  source.getAllComments().flatMap(({ range }) => (range ? [{ range }] : []));

/** Where the squiggle stands: what runs over several lines is shown by what is called, or by its first line. */
function shown(node: Node, lines: readonly string[]): Node['loc'] {
  const { start, end } = node.loc;
  if (start.line === end.line) return { start, end };
  const callee = isCall(node) && node.callee.loc.end.line === start.line ? node.callee.loc.end : undefined;
  return { start, end: callee ?? { line: start.line, column: lines[start.line - 1]?.trimEnd().length ?? start.column + 1 } };
}

const dataOf = (words: Words): Record<string, string> =>
  Object.fromEntries(Object.entries(words).map(([hole, word]) => [hole, String(word ?? '')]));

const told = new WeakSet<object>();

/** What is wrong with the settings, said once a file. */
function faultOnce({ sourceCode, settings }: Rule.RuleContext): string | undefined {
  if (told.has(sourceCode)) return undefined;
  told.add(sourceCode);
  return faultIn(settings['watertight']);
}
