import type { File, Piping } from '../src/file.ts';
import { awaitPipeline, callPipeline } from '../src/fixes/use-pipeline.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require `pipeline()` in place of `pipe()`, which leaves streams open when the other end goes away or fails',
  recommended: true,
  messages: {
    toClient: 'When the client goes away, `pipe` leaves `{{source}}` open, and its errors are lost. Use `pipeline`, which destroys both.',
    fromClient: 'When the client breaks off, `pipe` never ends `{{to}}`, and errors are lost. Use `pipeline`, which destroys both.',
    unwatched: 'When one of these streams fails, `pipe` leaves the others open. Use `pipeline`, which destroys them all.',
  },
  suggestions: {
    wait: 'Wait for a `pipeline()`.',
    call: 'Use `pipeline()` with a callback.',
  },
  needs: [['pipe']],
  *check(file) {
    for (const call of file.callsUnder(['pipe'])) {
      const piping = file.streams.piping(call);
      if (piping) yield problemOf(file, piping);
    }
  },
});

function problemOf(file: File, piping: Piping): Problem {
  const { method, client, streams: [source], outlet } = piping;
  const message = client === 'reads' ? 'toClient' : client === 'sends' ? 'fromClient' : 'unwatched';
  const words = { source: source && file.excerpt(source), to: file.excerpt(outlet.node) };
  return { node: method, message, words, potential: !client, ...repairsOf(file, piping) };
}

function repairsOf(file: File, piping: Piping): Pick<Problem, 'fix' | 'suggest'> {
  const way = file.streams.pipelining(piping);
  if (!way) return {};
  const waiting = way.waits ? awaitPipeline(file.source, way) : undefined;
  if (waiting && way.caught && piping.known && !way.answered && way.statement.type === 'ExpressionStatement') return { fix: waiting };
  const calling = callPipeline(file.source, way);
  const suggest: Suggestion[] = [
    ...(waiting && way.caught ? [{ message: 'wait', edits: waiting }] : []),
    ...(calling && way.statement.type === 'ExpressionStatement' ? [{ message: 'call', edits: calling }] : []),
  ];
  return { suggest };
}
