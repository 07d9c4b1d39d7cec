import { createHash } from 'node:crypto';
import type { ESLint } from 'eslint';
import { pathIn } from './path.ts';

/** GitLab's code quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlab(results: readonly ESLint.LintResult[], root: string): string {
  const seen = new Map<string, number>();
  const issues = results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, message, line, endLine }) => {
    const path = pathIn(root, filePath);
    // Without the line, so that a finding that only moved is not taken for another; the second of its kind is counted.
    const what = `${path} ${ruleId ?? ''} ${message}`;
    const before = seen.get(what) ?? 0;
    seen.set(what, before + 1);
    return {
      description: message,
      check_name: ruleId ?? 'watertight',
      fingerprint: createHash('sha256').update(`${what} ${String(before)}`).digest('hex'),
      severity: ruleId === null ? 'blocker' : 'major',
      location: { path, lines: { begin: Math.max(line, 1), end: Math.max(endLine ?? line, 1) } },
    };
  }));
  return JSON.stringify(issues, null, 2);
}
