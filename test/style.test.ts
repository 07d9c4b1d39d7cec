import type { TSESLint } from '@typescript-eslint/utils';
import { expect, test } from 'vitest';
import { insert } from '../src/edit.ts';
import { inStyle } from '../src/style.ts';
import { language, linter } from './support/lint.ts';

const text = 'let text: unknown\n<string>text\n;[text].flat()\nconsole.log(text)\n';

/** What is left of a statement that is put in front of what the text says. */
function putBefore(place: string, statement = 'begin();\n'): string | undefined {
  linter.verify(text, language('subject.ts', text), { filename: 'subject.ts' });
  const source = linter.getSourceCode() as unknown as TSESLint.SourceCode;
  return inStyle(source, [insert(text.indexOf(place), statement)])[0]?.text;
}

test('a file without semicolons gets none', () => {
  expect(putBefore('console')).toBe('begin()\n');
  expect(putBefore('console', 'if (ready) {\n  begin();\n}\n')).toBe('if (ready) {\n  begin()\n}\n');
});

test('what follows is not read on', () => {
  expect(putBefore('<string>')).toBe('begin();\n');
  expect(putBefore('[text]')).toBe('begin();\n');
  expect(putBefore('console', 'begin();\n(end)();\n')).toBe('begin();\n(end)()\n');
});

test('what is no end of a line, or may be no code, stays', () => {
  expect(putBefore('console', 'for (;;) begin(); ')).toBe('for (;;) begin(); ');
  expect(putBefore('console', 'begin(`;\n`);\n')).toBe('begin(`;\n`);\n');
});
