import type { Asked, Crowd, File } from '../src/file.ts';
import { fewAtATime } from '../src/fixes/few-at-a-time.ts';
import { inBatches } from '../src/fixes/in-batches.ts';
import { staggered } from '../src/fixes/staggered.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Disallow beginning queries, requests or file operations for all items of a list at once, however long it is',
  recommended: false,
  messages: {
    queries: 'All of `{{items}}` query at once, however many there are: they fill the queue of the pool. Run a few at a time.',
    requests: 'All of `{{items}}` are requested at once, however many there are: sockets and memory run out. Run a few at a time.',
    files: 'All of `{{items}}` go to the disk at once, however many there are: files, memory or its threads run out. Run a few at a time.',
  },
  suggestions: {
    few: 'Run ten at a time, with `Readable.{{method}}()`.',
    batches: 'Run ten at a time, in batches.',
    staggered: 'Run a few at a time, with `{{name}}()` of `{{module}}`.',
  },
  needs: [['all', 'allSettled'], ['Promise']],
  *check(file) {
    const { asked } = file;
    if (!asked) return;
    for (const crowd of asked.crowds) yield problemOf(file, asked, crowd);
  },
});

function problemOf(file: File, asked: Asked, crowd: Crowd): Problem {
  const { node, items, ask, certain } = crowd;
  return {
    node,
    message: ask.of === 'service' ? 'requests' : ask.of === 'disk' ? 'files' : 'queries',
    words: { items: file.inline(items) },
    potential: !certain,
    suggest: [...repairs(file, asked, crowd)],
  };
}

/** First by a package that the file has, then by what Node.js has, then by a package that it might have. */
function* repairs(file: File, asked: Asked, crowd: Crowd): Generator<Suggestion> {
  const [by] = staggered(file.source, crowd, asked.staggering);
  const suggestion = by && { message: 'staggered', words: { name: by.name, module: by.module }, edits: by.edits };
  if (suggestion && by?.isThere) yield suggestion;
  const few = fewAtATime(file.source, crowd, asked.isUnread(crowd));
  const batches = few ? undefined : inBatches(file.source, crowd, file.isTypeScript);
  if (few) yield { message: 'few', words: { method: few.method }, edits: few.edits };
  if (batches) yield { message: 'batches', edits: batches };
  if (suggestion && !by?.isThere) yield suggestion;
}
