import type { TSESLint } from '@typescript-eslint/utils';

/** The names, keywords and operators of a file, and a backtick for its templates: what is not among them is not in it. */
export type Tokens = ReadonlySet<string>;

/** Texts, in which no name or keyword stands. */
const silent: ReadonlySet<string> = new Set(['String', 'RegularExpression', 'JSXText']);
const known = new WeakMap<object, Tokens>();

export function tokensOf(source: Pick<TSESLint.SourceCode, 'ast'>): Tokens {
  let tokens = known.get(source);
  if (!tokens) {
    const found = new Set<string>();
    for (const { type, value } of source.ast.tokens) {
      if (type === 'Template') found.add('`');
      else if (!silent.has(type)) found.add(value);
    }
    known.set(source, tokens = found);
  }
  return tokens;
}

/** Whether there is one of each list. */
export const hasOneOfEach = (tokens: Tokens, lists: readonly (readonly string[])[]): boolean =>
  lists.every(some => some.some(token => tokens.has(token)));
