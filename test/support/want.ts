import type { Tier } from './fixture.ts';
import type { Report } from './lint.ts';

/** What a comment says of its line: `// want onThrow "stays out" again potential`, `// missing onExit`, `// spurious never typed`. */
export interface Wish {
  line: number;
  /** A report that is due; one that is due but known not to come; one that is not due but known to come. */
  kind: 'want' | 'missing' | 'spurious';
  /** A message id, or words of the message where `quoted`. */
  words: string;
  quoted: boolean;
  /** Only where potential findings are asked for. */
  potential: boolean;
  /** Only with the type checker. */
  typed: boolean;
}

export function wishesOf(text: string): Wish[] {
  return text.split(/\r?\n/).flatMap((code, index) => {
    const [, kind, rest = ''] = /\/\/ (want|missing|spurious) (.+)$/.exec(code) ?? [];
    return kind === undefined ? [] : [...wishesIn(`${kind} ${rest}`, index + 1)];
  });
}

function* wishesIn(comment: string, line: number): Generator<Wish> {
  let kind: Wish['kind'] = 'want';
  let last: Wish | undefined;
  for (const [word] of comment.matchAll(/"[^"]*"|\S+/g)) {
    if (word === 'want' || word === 'missing' || word === 'spurious') kind = word;
    else if (last && (word === 'potential' || word === 'typed')) last[word] = true;
    else {
      if (last) yield last;
      const quoted = word.startsWith('"');
      last = { line, kind, words: quoted ? word.slice(1, -1) : word, quoted, potential: false, typed: false };
    }
  }
  if (last) yield last;
}

/** How a text was linted. */
export interface Way {
  tier: Tier;
  report: 'all' | 'certain';
  /** All that is wanted need only be found where potential findings are asked for. */
  strict: boolean;
}

/** Where the reports are not what the comments say. */
export function differences(wishes: readonly Wish[], reports: readonly Report[], way: Way): string[] {
  const unasked = new Set(reports);
  const found: string[] = [];
  for (const wish of wishes) {
    const due = isDue(wish, way);
    if (due === 'no') continue;
    const said = ({ id, text }: Report): boolean => (wish.quoted ? text.includes(wish.words) : id === wish.words);
    const report = [...unasked].find(each => each.line === wish.line && said(each));
    if (report) unasked.delete(report);
    const at = `line ${String(wish.line)}: \`${wish.words}\``;
    if (wish.kind === 'missing' && report) found.push(`${at} is found now, so make it a want`);
    if (wish.kind === 'want' && !report && due === 'yes') found.push(`${at} is not reported`);
    if (wish.kind === 'spurious' && !report && due === 'yes') found.push(`${at} is gone, so take the marker away`);
  }
  for (const { line, id, text } of unasked) found.push(`line ${String(line)}: \`${id}\` is reported unasked: ${text}`);
  return found;
}

function isDue({ potential, typed }: Wish, { tier, report, strict }: Way): 'yes' | 'no' | 'either' {
  if ((typed && tier === 'syntax') || (potential && report === 'certain')) return 'no';
  return strict && report === 'certain' ? 'either' : 'yes';
}
