import type { Linter } from 'eslint';

/** Whether the parser of a file, with the version of the language that it is told, reads a piece of code. */
export function reads(code: string, { parser, ecmaVersion }: Linter.LanguageOptions): boolean {
  if (!parser) return false;
  const options = { ecmaVersion, sourceType: 'module' };
  try {
    if ('parse' in parser) parser.parse(code, options);
    else parser.parseForESLint(code, options);
    return true;
  } catch {
    return false;
  }
}
