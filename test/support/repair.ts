import type { Report } from './lint.ts';

/** A text with one fix or one suggestion applied to it. */
export interface Repair {
  of: Report;
  /** `line 12: onThrow, fix` */
  name: string;
  text: string;
}

/** Each repair that is offered, applied alone. */
export function repairsOf(text: string, reports: readonly Report[]): Repair[] {
  return reports.flatMap(of => {
    const at = `line ${String(of.line)}: ${of.id}`;
    const suggested = of.suggestions.map(({ desc, fix }) => ({ of, name: `${at}, "${desc}"`, text: applied(text, fix) }));
    return of.fix ? [{ of, name: `${at}, fix`, text: applied(text, of.fix) }, ...suggested] : suggested;
  });
}

function applied(text: string, { range: [from, to], text: put }: NonNullable<Report['fix']>): string {
  return text.slice(0, from) + put + text.slice(to);
}

/** The lines in which a text differs from another, for a message. */
export function changed(from: string, to: string): string {
  const before = from.split('\n');
  const after = to.split('\n');
  let start = 0;
  while (start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return after.slice(start, after.length - end).map(line => `\n    | ${line}`).join('');
}

/** The items of a list that another has not, each as often as it has fewer of them. */
export function lost(from: readonly string[], to: readonly string[]): string[] {
  const left = [...to];
  return from.filter(item => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
