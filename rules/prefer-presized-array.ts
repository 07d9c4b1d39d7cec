import { rule, type Problem } from '../src/rule.ts';
import type { File, Filling } from '../src/file.ts';
import { presizeArray } from '../src/fixes/presize-array.ts';

export default rule({
  question: 'thrifty',
  description: 'Require an array whose length is known before it is filled to be made with that length',
  recommended: true,
  reports: 'all',
  messages: {
    push: 'Growing `{{array}}` copies it again and again, 3.5 times the bytes. Its length is known: make it with `new Array({{count}})`.',
    downwards:
      'Filled from its end, `{{array}}` becomes a hash table, over 10 times slower when large. Make it with `new Array({{count}})`.',
  },
  suggestions: {
    presize: 'Make `{{array}}` with its length.',
  },
  needs: [['push', '--', '-=', '-']],
  *check(file, { report }) {
    for (const filling of file.fillings('downwards')) yield problemOf(file, filling);
    if (report === 'certain') return;
    for (const filling of file.fillings('push')) yield { ...problemOf(file, filling), potential: true };
  },
});

function problemOf(file: File, filling: Filling): Problem {
  const { way, name, store, count, presized } = filling;
  const problem = { node: store, message: way, words: { array: name, count: count && count.length <= 40 ? count : 'n' } };
  const edits = presized === 'no' ? undefined : presizeArray(filling, file.source.text);
  if (!edits) return problem;
  return presized === 'same' ? { ...problem, fix: edits } : { ...problem, suggest: [{ message: 'presize', edits }] };
}
