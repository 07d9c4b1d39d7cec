import type { File, Leave, Pump } from '../src/file.ts';
import { clearOnClose, leaveFunction, leaveLoop } from '../src/fixes/leave-with-client.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require that a loop or interval which writes to a client ends when the client has gone',
  recommended: true,
  messages: {
    loop: 'This loop goes on, with all it reads, when the client has gone, and its writes are thrown away. Leave it {{when}}.',
    timer: 'This interval goes on writing when the client has gone, one more for each of them. Clear it on `close`.',
    again: 'Each turn begins the next, also when the client has gone. Return {{when}}.',
    source: 'This goes on, with all it reads, when nobody reads the stream any more. Add a `cancel()` that destroys it.',
    drain: 'A client who has gone never drains, so this waits for ever with all that it holds. Wait for `close` too.',
  },
  suggestions: {
    leave: 'Leave when the client has gone.',
  },
  needs: [['for', 'while', 'do', 'setInterval', 'setTimeout', 'setImmediate', 'then', 'on', 'once']],
  *check(file) {
    if (!file.mayStream) return;
    for (const pump of file.streams.pumps) {
      const { node, kind: message, finite } = pump;
      const leave = file.streams.leave(pump);
      const words = { when: leave ? `when \`${leave.gone}\`` : 'then' };
      const edits = leave && editsOf(file, pump, leave);
      const repair: Pick<Problem, 'fix' | 'suggest'> = leave?.alone ? { fix: edits } : { suggest: edits && [{ message: 'leave', edits }] };
      yield { node, message, words, potential: finite, ...repair };
    }
  },
});

function editsOf({ source }: File, { node }: Pump, leave: Leave): ReturnType<typeof leaveLoop> {
  const { loop, fn, timer, gone } = leave;
  if (loop) return leaveLoop(source, loop, leave);
  if (fn) return leaveFunction(source, fn, leave);
  return timer && clearOnClose(source, node, timer, gone);
}

