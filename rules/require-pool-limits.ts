import type { File, Use } from '../src/file.ts';
import { addLimit, addListener, setLimit } from '../src/fixes/add-limit.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that a pool says how long a caller waits, how many may queue and how many connections it opens',
  recommended: true,
  messages: {
    wait: 'While all connections are taken, a caller of `{{call}}` waits for ever, and requests pile up behind it. Set `{{option}}`.',
    queue: 'While all connections are taken, any number of callers of `{{call}}` queue, until memory is gone. Set `{{option}}`.',
    sockets: '`{{call}}` opens a connection for each request at a time, so that a peak floods the other side. Set `{{option}}`.',
    retries: 'While the server is away, each command of `{{call}}` waits for ever, and requests pile up behind it. Set `{{option}}`.',
    unheard: 'When an idle connection of `{{call}}` fails, nobody hears its `{{event}}` event, and that ends the process. Listen to it.',
  },
  suggestions: {
    limit: 'Set `{{write}}`.',
    listen: 'Log it.',
  },
  *check(file) {
    for (const use of file.having('limits')) yield* limitless(file, use);
    for (const use of file.having('crashes')) {
      const { node, facts: { crashes: { event } } } = use;
      const hearing = file.bounded.hearing(use);
      if (hearing === 'yes') continue;
      const edits = addListener(file.source, node, event);
      const words = { call: file.called(node), event };
      yield { node, message: 'unheard', words, potential: hearing === 'maybe', suggest: edits && [{ message: 'listen', edits }] };
    }
  },
});

/** What is made without a limit. */
function* limitless(file: File, use: Use<'limits'>): Generator<Problem> {
  const { node } = use;
  for (const { limit, said, potential } of file.bounded.limitless(use)) {
    const write = `${limit.option}: ${limit.write}`;
    const isPlain = !limit.option.includes('.');
    const edits = said ? setLimit(said, limit.write) : isPlain ? addLimit(file.source, node, limit.argument ?? 0, write) : undefined;
    const words = { call: file.called(node), option: limit.option, write };
    yield { node, message: limit.endless, words, potential, suggest: edits && [{ message: 'limit', edits }] };
  }
}
