import type { File, Unsettled } from '../src/file.ts';
import { rejectAfter, rejectOn } from '../src/fixes/settle.ts';
import { passSignal } from '../src/fixes/tie-to-request.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'stops',
  description: 'Require that a promise is settled on every path, so that nobody waits for it for ever',
  recommended: true,
  messages: {
    nobody: 'Nothing in this executor can settle its promise, so whoever awaits it waits for ever. Take `resolve`, and call it.',
    branch: 'The path that leaves at line {{line}} settles nothing, so whoever awaits this promise waits for ever. Settle it there.',
    thrown: 'What throws at line {{line}} settles nothing, so whoever awaits this promise waits for ever. Catch it, and reject.',
    rejected: 'When what it follows is rejected, this promise stays open, and whoever awaits it waits for ever. Hand on `reject` too.',
    unheard: 'When the {{what}} fails, this promise stays open, and whoever awaits it waits for ever. Reject on `{{event}}`.',
    fatal: 'Nobody listens for `{{event}}` of this {{what}}, so that its failure ends the whole process. Reject on `{{event}}`.',
    ignored: 'The error at line {{line}} is not looked at, so that whoever awaits this promise takes failure for success. Reject with it.',
    once: 'If `{{event}}` never comes, this {{of}} waits for ever, with all that it holds. Pass a signal.',
    race: '`{{promise}}` outlives the loop and keeps a reaction for each turn, with what the turn gave. Listen once, outside of the loop.',
  },
  suggestions: {
    signal: 'Give up after ten seconds.',
    reject: 'Reject on `{{event}}`.',
  },
  needs: [['Promise', 'once']],
  *check(file) {
    for (const node of [...file.each('NewExpression'), ...file.callsUnder(['withResolvers', 'race'])]) {
      const unsettled = file.promises.unsettled(node);
      if (unsettled) yield { ...settling(file, unsettled), node };
      const race = file.promises.racing(node);
      if (race) yield { node, message: 'race', words: { promise: file.excerpt(race.promise) }, potential: !race.sure };
    }
    yield* waiting(file);
  },
});

/** A promise that may stay open. */
function settling(file: File, { promised, how, at, knows, emitter, lasts, potential }: Unsettled): Omit<Problem, 'node'> {
  const { source } = file;
  const words = { line: how === 'branch' ? file.lastLine(at) : at.loc.start.line, ...emitter };
  const problem = { message: how, words, potential: potential === true };
  if (!knows) return problem;
  if (!emitter) return { ...problem, fix: rejectAfter(source, promised, knows) };
  const edits = rejectOn(source, promised, knows, emitter.event);
  return lasts ? { ...problem, suggest: edits && [{ message: 'reject', edits }] } : { ...problem, fix: edits };
}

/** A handler that waits for an event. */
function* waiting(file: File): Generator<Problem> {
  for (const use of file.having('starts')) {
    const { node, facts: { starts } } = use;
    const { handler } = file.promises.isOpenEnded(use) ? file.place(node) : {};
    if (!handler || !starts.signal) continue;
    const edits = passSignal(file.source, node, starts.signal, 'AbortSignal.timeout(10_000)');
    const words = { event: file.promises.eventOf(node), of: handler.what };
    yield { node, message: 'once', words, suggest: edits && [{ message: 'signal', edits }] };
  }
}
