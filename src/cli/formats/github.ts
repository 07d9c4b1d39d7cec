import type { ESLint } from 'eslint';
import { pathIn } from './path.ts';

/**
 * One workflow command a finding, which GitHub shows in the diff:
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function github(results: readonly ESLint.LintResult[], root: string): string {
  return results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, severity, message, line, column, endLine, endColumn }) => {
    const properties = {
      file: pathIn(root, filePath),
      line, endLine: endLine ?? line, col: column, endColumn: endColumn ?? column,
      title: ruleId ?? 'watertight',
    };
    const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`).join(',');
    return `::${severity === 2 ? 'error' : 'warning'} ${listed}::${data(message)}`;
  })).join('\n');
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
