import type { File, Whole } from '../src/file.ts';
import { makeAtLoad } from '../src/fixes/make-once.ts';
import { sendStream } from '../src/fixes/send-stream.ts';
import { streamRows } from '../src/fixes/stream-rows.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that what is read only to be sent on is sent as it is read, not held in memory whole',
  recommended: true,
  messages: {
    file: 'Every request holds this whole file in memory until its client has taken it. Send a stream of it: `createReadStream()`.',
    waiting: 'While this file is read, all other requests wait, and each then holds it whole. Send a stream of it: `createReadStream()`.',
    again: 'Every request reads the same file anew, and all others wait meanwhile. Read it once, when the module is loaded.',
    object: 'The whole {{what}} is held in memory before its first byte is sent on, once for each request. Pass its stream on.',
    upload: 'The whole {{what}} is held in memory only to be handed on. Pass a stream of it on.',
    rows: 'All rows are held in memory, and then again as text, before the client gets the first. Send them as they come, from a cursor.',
  },
  suggestions: {
    stream: 'Send a stream.',
    once: 'Read it when the module is loaded.',
  },
  *check(file) {
    for (const whole of file.streams.wholes) {
      const { node, what, how, certain } = whole;
      yield { node, message: how, words: { what }, potential: !certain, ...repairOf(file, whole) };
    }
  },
});

function repairOf(file: File, whole: Whole): Pick<Problem, 'fix' | 'suggest'> {
  if (whole.how === 'again') {
    const edits = whole.use && makeAtLoad({ source: file.source, node: whole.use.node, typed: file.isTypeScript }, true);
    return { suggest: edits && [{ message: 'once', edits }] };
  }
  const rows = streamRows(file.source, whole);
  if (rows) return { suggest: [{ message: 'stream', edits: rows }] };
  const streaming = file.streams.streaming(whole);
  const edits = streaming && sendStream(file.source, streaming, file.isTypeScript);
  return streaming?.sure ? { fix: edits } : { suggest: edits && [{ message: 'stream', edits }] };
}
