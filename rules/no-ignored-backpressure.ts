import type { File, Flood } from '../src/file.ts';
import { pipeWhole, waitForDrain } from '../src/fixes/wait-for-drain.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that who writes to a stream again and again waits while its reader is slow',
  recommended: true,
  messages: {
    loop: 'Nobody asks what `{{write}}` gives, so when {{reader}} is slow, all of this loop piles up in memory. Wait for `drain`.',
    room: '`data` does not wait, and nobody asks for `desiredSize`: what the reader cannot take piles up. Use `Readable.toWeb()`.',
    data: '`data` does not wait, and nobody asks what `{{write}}` gives: what {{reader}} cannot take piles up. Use `pipeline`.',
  },
  suggestions: {
    drain: 'Wait for `drain`.',
    pipeline: 'Use `pipeline()`.',
  },
  needs: [['write', 'enqueue']],
  *check(file) {
    if (!file.mayStream) return;
    for (const flood of file.streams.floods) yield problemOf(file, flood);
  },
});

function problemOf(file: File, flood: Flood): Problem {
  const { node, written, outlet, certain } = flood;
  const handed = outlet.writes.room === undefined ? 'data' : 'room';
  const message = file.streams.isHandedOver(flood) ? handed : 'loop';
  const words = { write: `${file.excerpt(written.callee)}()`, reader: readerOf(outlet.writes.what) };
  return { node, message, words, potential: !certain, ...repairsOf(file, flood) };
}

function readerOf(what: string): string {
  return what === 'response' ? 'the client' : what === 'file' ? 'the disk' : 'its reader';
}

function repairsOf(file: File, flood: Flood): Pick<Problem, 'fix' | 'suggest'> {
  const drainings = file.streams.draining(flood);
  const [draining, ...others] = drainings;
  if (!draining) return {};
  const { signal, caught } = file.streams.wayOut(flood);
  const edits = waitForDrain(file.source, drainings, signal);
  // What is not watched may be over, and never drain.
  if (edits && draining.gone !== undefined && caught && drainings.every(each => each.waits)) return { fix: edits };
  const piping = others.length > 0 ? undefined : pipeWhole(file.source, draining);
  const suggest: Suggestion[] = [
    ...(edits ? [{ message: 'drain', edits }] : []),
    ...(piping ? [{ message: 'pipeline', edits: piping }] : []),
  ];
  return { suggest };
}
