import type { ESLint, Linter } from 'eslint';
import { pathIn } from './path.ts';

/** One suite a file and one case a finding, as test reports of CI servers read it: https://github.com/testmoapp/junitxml */
export function junit(results: readonly ESLint.LintResult[], root: string): string {
  const suites = results.map(({ filePath, messages }) => suiteOf(pathIn(root, filePath), messages));
  const failures = results.reduce((sum, { messages }) => sum + messages.length, 0);
  const tests = results.reduce((sum, { messages }) => sum + Math.max(messages.length, 1), 0);
  const open = `<testsuites name="watertight" tests="${String(tests)}" failures="${String(failures)}">`;
  return ['<?xml version="1.0" encoding="utf-8"?>', open, ...suites, '</testsuites>'].join('\n');
}

function suiteOf(file: string, messages: readonly Linter.LintMessage[]): string {
  const count = String(Math.max(messages.length, 1));
  const clean = `    <testcase name="no leaks" classname="${escaped(file)}"/>`;
  const cases = messages.length > 0 ? messages.map(message => caseOf(file, message)) : [clean];
  return [
    `  <testsuite name="${escaped(file)}" tests="${count}" failures="${String(messages.length)}" errors="0">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function caseOf(file: string, { ruleId, message, line, column }: Linter.LintMessage): string {
  const name = escaped(ruleId ?? 'watertight');
  const at = `${file}:${String(line)}:${String(column)}`;
  return [
    `    <testcase name="${name}" classname="${escaped(file)}">`,
    `      <failure type="${name}" message="${escaped(message)}">${escaped(at)}</failure>`,
    '    </testcase>',
  ].join('\n');
}

const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&apos;' };

/** Text in XML; what XML cannot hold at all is left out. */
function escaped(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replaceAll(/[&<>"']/g, sign => names[sign] ?? '');
}
