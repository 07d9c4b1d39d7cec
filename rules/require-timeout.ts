import type { File, Use } from '../src/file.ts';
import { boundWait } from '../src/fixes/bound-wait.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require that a call to elsewhere gives up after a time',
  recommended: true,
  messages: {
    endless: 'If the other side hangs, `{{call}}` waits {{time}}, and all that waits for it piles up. Pass it `{{write}}`.',
    clientOnly: '`{{call}}` ends only with its client, so patient clients pile up while the other side hangs. Add a timeout to its signal.',
    told: 'A timeout of `{{call}}` only emits an event: the request hangs on, with its socket. End it there, or pass `{{write}}`.',
    long: 'If the other side hangs, `{{call}}` waits {{minutes}} minutes, and all that waits for it piles up. Pass it `{{write}}`.',
  },
  suggestions: {
    bound: 'Give up after ten seconds.',
  },
  *check(file) {
    for (const use of file.having('waits')) {
      const { handler, runs } = file.place(use.node);
      if (!handler && runs === 'once') continue;
      yield* waiting(file, use);
    }
  },
});

/** A call that nothing ends in time. */
function* waiting(file: File, use: Use<'waits'>): Generator<Problem> {
  const { node, facts: { waits } } = use;
  const { bound, default: most } = file.promises.patience(use);
  // A stream may well last for as long as its client reads.
  if (bound === 'bounded' || bound === 'unknown' || (bound === 'client' && file.reach.mayBeStreamed(node))) return;
  const message = bound === 'client' ? 'clientOnly' : bound === 'told' ? 'told' : most === undefined ? 'endless' : 'long';
  const write = waits.write ?? waits.by?.[0]?.replace('it', '') ?? 'a timeout';
  const time = waits.idle === undefined ? 'for ever' : `${String(waits.idle / 60_000)} minutes, or for ever while bytes trickle in`;
  const words = { call: file.called(node), write, time, minutes: (most ?? 0) / 60_000 };
  // A signal ends what is read piece by piece too.
  const edits = file.reach.mayBeStreamed(node) ? undefined : boundWait(file.source, node, waits);
  // Who sets a timeout means it to end the call, whoever waits for that.
  const potential = bound !== 'told' && (most !== undefined || !file.handlerReaching(node));
  yield { node, message, words, potential, suggest: edits && [{ message: 'bound', edits }] };
}
