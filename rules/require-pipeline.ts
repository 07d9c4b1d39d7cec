import type { File, Neglect, Piping } from '../src/file.ts';
import { awaitPipeline, callPipeline, hearFirst } from '../src/fixes/use-pipeline.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require `pipeline()` in place of `pipe()`, which leaves streams open when the other end goes away or fails',
  recommended: true,
  messages: {
    toClient: 'When the client goes away, `pipe` leaves `{{source}}` open{{lost}}. Use `pipeline`, which destroys both.',
    fromClient: 'When the client breaks off, `pipe` never ends `{{to}}`{{lost}}. Use `pipeline`, which destroys both.',
    failing: 'When `{{failing}}` fails, `pipe` leaves the other end open, and the error is lost. Use `pipeline`, which destroys both.',
    unheard: 'Nobody listens to `{{source}}`: when it cannot be read, that ends the process, and the rest stays open. Use `pipeline`.',
    unwatched: 'When one of these streams fails, `pipe` leaves the others open. Use `pipeline`, which destroys them all.',
  },
  suggestions: {
    hear: 'Have `{{hearer}}` hear its errors too.',
    wait: 'Wait for a `pipeline()`.',
    call: 'Use `pipeline()` with a callback.',
  },
  needs: [['pipe']],
  *check(file) {
    for (const call of file.callsUnder(['pipe'])) {
      const { piping, neglect } = file.streams.piping(call) ?? {};
      // A program that cannot read what it begins with ends.
      const begins = piping?.opens && !piping.client && file.place(call).runs === 'once';
      if (piping && neglect && !begins) yield problemOf(file, piping, neglect);
    }
  },
});

function problemOf(file: File, piping: Piping, neglect: Neglect): Problem {
  const { method, client, streams: [source], outlet } = piping;
  const ofClient = !neglect.leaving ? 'failing' : client === 'reads' ? 'toClient' : 'fromClient';
  const ofAnswer = piping.saves && neglect.error ? 'failing' : 'unwatched';
  const ofFile = piping.opens && neglect.error ? 'unheard' : ofAnswer;
  const message = client ? ofClient : ofFile;
  const lost = neglect.error ? client === 'reads' ? ', and its errors are lost' : ', and errors are lost' : '';
  const [from, to] = [source && file.excerpt(source), file.excerpt(outlet.node)];
  const words = { source: from, to, lost, failing: client === 'sends' ? to : from };
  return { node: method, message, words, potential: message === 'unwatched', ...repairsOf(file, piping) };
}

function repairsOf(file: File, piping: Piping): Pick<Problem, 'fix' | 'suggest'> {
  const way = file.streams.pipelining(piping);
  const hearer = piping.opens && !piping.client ? file.streams.hearer(piping) : undefined;
  const edits = hearer && hearFirst(file.source, piping, hearer);
  if (edits) return { suggest: [{ message: 'hear', words: { hearer: hearer.name }, edits }] };
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
