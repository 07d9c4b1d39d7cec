import { removeClose } from '../src/fixes/remove-close.ts';
import { rule } from '../src/rule.ts';

const closing = ['end', 'close', 'destroy', 'quit', 'disconnect', 'terminate', 'shutdown', 'drain', 'clear', '$disconnect'];

export default rule({
  question: 'given back',
  description: 'Disallow closing what everybody shares in a handler, or in a function that runs per call',
  recommended: true,
  messages: {
    perRequest: 'Every {{of}} closes the {{what}} that all share, and the others fail or connect anew. Close it when the process ends.',
    perCall: 'Every call closes the {{what}} that others share, and they fail or connect anew. Leave it to who made it.',
  },
  suggestions: {
    removeClose: 'Leave it open.',
  },
  needs: [closing],
  *check(file) {
    for (const call of file.callsUnder(closing)) {
      const closed = file.aftermath.closing(call);
      if (!closed) continue;
      const { handler } = file.place(call);
      const edits = removeClose(file.source, call);
      yield {
        node: call,
        message: handler ? 'perRequest' : 'perCall',
        words: { what: closed.what, of: handler?.what },
        potential: !closed.certain,
        suggest: edits && [{ message: 'removeClose', edits }],
      };
    }
  },
});
