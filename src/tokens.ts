import type { TSESLint } from '@typescript-eslint/utils';

/**
 * The names, keywords and operators of a file, those of types in its comments too, and a backtick for its templates: what is not among
 * them is not in it. Signs of one character are left out, for they are in every file, and half of it; `-` is not.
 */
export type Tokens = ReadonlySet<string>;

/** Texts and numbers, in which no name or keyword stands. */
const silent: ReadonlySet<string> = new Set(['String', 'RegularExpression', 'JSXText', 'Numeric']);
/** `@param {import('express').Request}` */
const written = /@(?:param|returns?|type)\s+\{([^}]+)\}/g;
const known = new WeakMap<object, Tokens>();

export function tokensOf(source: Pick<TSESLint.SourceCode, 'ast'>): Tokens {
  let tokens = known.get(source);
  if (!tokens) {
    const found = new Set<string>();
    for (const { type, value } of source.ast.tokens) {
      if (type === 'Template') found.add('`');
      else if (type === 'Punctuator' ? value.length > 1 || value === '-' : !silent.has(type)) found.add(value);
    }
    for (const { value } of source.ast.comments ?? []) {
      if (!value.includes('@')) continue;
      for (const [, type = ''] of value.matchAll(written)) for (const [name] of type.matchAll(/[\w$]+/g)) found.add(name);
    }
    known.set(source, tokens = found);
  }
  return tokens;
}

/** Whether there is one of each list. */
export const hasOneOfEach = (tokens: Tokens, lists: readonly (readonly string[])[]): boolean =>
  lists.every(some => some.some(token => tokens.has(token)));
