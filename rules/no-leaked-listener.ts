import type { File, Leftover } from '../src/file.ts';
import { undoOnClose } from '../src/fixes/clear-timer.ts';
import { listenOnce, listenUntil } from '../src/fixes/end-listening.ts';
import { releaseInFinally } from '../src/fixes/release-in-finally.ts';
import { undoInSiblings } from '../src/fixes/undo-in-siblings.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'given back',
  description: 'Require that a listener which is put on something that outlives the call is taken off again',
  recommended: true,
  messages: {
    never: '`{{target}}` outlives this call, and each call leaves one more {{listener}} on it. Take it off again with `{{off}}`.',
    onThrow: 'This {{listener}} stays on `{{target}}` when `{{at}}` throws. Call `{{off}}` in a `finally`.',
    onExit: 'This {{listener}} stays on `{{target}}` on the path that leaves at line {{line}}. Call `{{off}}` there too.',
    outrun: 'This {{listener}} stays on `{{target}}` when line {{line}} settles it first. Call `{{off}}` there too.',
    anew: 'This {{listener}} stays on `{{target}}` when line {{line}} begins anew and adds one more. Call `{{off}}` there.',
    onEvent: 'This is taken off `{{target}}` on `{{done}}` alone, which need not come. Do so on `close`, which always does.',
    forgotten: '`{{closing}}()` leaves this {{listener}} on `{{target}}`, which keeps all that it uses. Call `{{off}}` there.',
    unclosed: 'Each object of this class leaves a {{listener}} on `{{target}}`. Add a method that calls `{{off}}`.',
  },
  suggestions: {
    once: 'Add it for one time alone.',
    signal: 'Have `{{signal}}` take it off.',
    onClose: 'Call `{{off}}` in `{{closing}}()`.',
  },
  *check(file) {
    if (!file.mayName('listens') || file.lasting.endsWithPage) return;
    // Where another function is taken off, that is what is wrong.
    const estranged = new Set(file.lasting.estrangements.all.map(({ added }) => added?.node));
    for (const leftover of file.lasting.leftovers.all) {
      if (!estranged.has(leftover.listening.node)) yield problemOf(file, leftover);
    }
  },
});

function problemOf(file: File, leftover: Leftover): Problem {
  const { listening, certain, fault } = leftover;
  const { node, target, event, facts } = listening;
  const told = event ? file.wordOf(event) : facts.event;
  const words = {
    target: target ? file.excerpt(target) : 'this process',
    listener: told === undefined ? 'listener' : `\`${told}\` listener`,
    off: file.lasting.leftovers.listenings.nameOfRemoval(listening),
  };
  const problem = { node, words, potential: !certain, suggest: suggestionsOf(file, leftover, words.off) };
  switch (fault.kind) {
    case 'leaks': {
      const { leak } = fault;
      const message = leak.how === 'throw' ? 'onThrow' : 'onExit';
      const undone = file.holdings.undone(file.valueOf(fault.acquired), fault.releases, words.off);
      const fix = undone && releaseInFinally(undone);
      return { ...problem, message, words: { ...words, at: file.excerpt(leak.at), line: file.lastLine(leak.at) }, fix };
    }
    case 'outrun':
      return {
        ...problem,
        message: 'outrun',
        words: { ...words, line: fault.by.loc.start.line },
        fix: file.lasting.isNamed(leftover) ? undoInSiblings(file.source, fault.ends, words.off) : undefined,
      };
    case 'anew':
      return { ...problem, message: 'anew', words: { ...words, line: fault.by.loc.start.line } };
    case 'event':
      return { ...problem, message: 'onEvent', words: { ...words, done: fault.event } };
    case 'forgotten':
      return { ...problem, message: 'forgotten', words: { ...words, closing: fault.closing } };
    default:
      return { ...problem, message: fault.kind };
  }
}

function suggestionsOf({ lasting, source }: File, leftover: Leftover, off: string): Suggestion[] {
  const { listening: { node }, fault } = leftover;
  const once = lasting.onceOf(leftover);
  const signal = lasting.signalOf(leftover);
  const end = fault.kind === 'forgotten' && lasting.isRemovableIn(leftover, fault.end) ? fault.end : undefined;
  const ways = [
    { message: 'once', edits: once && listenOnce(source, node, once) },
    { message: 'signal', words: { signal }, edits: signal === undefined ? undefined : listenUntil(source, node, signal) },
    { message: 'onClose', edits: undoOnClose(source, end, off) },
  ];
  return ways.flatMap(({ edits, ...way }) => (edits ? [{ ...way, edits }] : []));
}
