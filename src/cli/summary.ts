import { styleText } from 'node:util';
import type { ESLint } from 'eslint';
import * as definitions from '../../rules/index.ts';
import { questions, type Definition, type Question } from '../rule.ts';

const questionOf = new Map<string, Question>(
  Object.entries(definitions as unknown as Record<string, Definition>).map(([name, { question }]) => [name, question]),
);

/** What the findings add up to, by rule and by question, for a person to read. */
export function summaryOf(results: readonly ESLint.LintResult[]): string {
  const files = plural(results.length, 'file');
  const repaired = results.filter(({ output }) => output !== undefined).length;
  const lines = repaired > 0 ? [`Repaired ${plural(repaired, 'file')}.`] : [];
  const messages = results.flatMap(result => result.messages);
  const rules = messages.flatMap(({ ruleId }) => ruleId?.replace(/^watertight\//, '') ?? []);
  if (messages.length === 0) {
    lines.push(styleText('green', `No leaks found in ${files}.`));
  } else {
    const leaky = results.filter(result => result.messages.length > 0).length;
    lines.push(`Looked at ${files}, findings in ${String(leaky)}.`);
  }
  if (rules.length > 0) {
    const asked = rules.flatMap(name => questionOf.get(name) ?? []);
    lines.push(`${styleText('bold', 'By question')}  ${countsOf(asked, questions)}`);
    lines.push(`${styleText('bold', 'By rule')}      ${countsOf(rules, [...questionOf.keys()])}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How often each name occurs, in the order given; what does not occur is left out. */
function countsOf(names: readonly string[], order: readonly string[]): string {
  const counts = order.map(name => ({ name, count: names.filter(other => other === name).length }));
  return counts.filter(({ count }) => count > 0).map(({ name, count }) => `${name} ${String(count)}`).join(', ');
}

const plural = (count: number, what: string): string => `${String(count)} ${what}${count === 1 ? '' : 's'}`;

/** Every rule with what it is for, by question; a star marks those of the preset `recommended`. */
export function rulesByQuestion(): string {
  const rules = Object.entries(definitions as unknown as Record<string, Definition>);
  const groups = questions.flatMap(question => {
    const asked = rules.filter(([, rule]) => rule.question === question);
    const lines = asked.map(([name, { description, recommended }]) => `  ${recommended ? '*' : ' '} ${name.padEnd(30)} ${description}`);
    return lines.length > 0 ? [[styleText('bold', question), ...lines].join('\n')] : [];
  });
  return `${groups.join('\n\n')}\n`;
}
