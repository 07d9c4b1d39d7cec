import type { File, Overtime, Slept } from '../src/file.ts';
import { clearAfterRace, clearOnClose, limitBySignal } from '../src/fixes/clear-timer.ts';
import { releaseInFinally } from '../src/fixes/release-in-finally.ts';
import { undoInSiblings } from '../src/fixes/undo-in-siblings.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'given back',
  description: 'Require that intervals, and timers that guard something, are cleared when what they are for is over',
  recommended: true,
  messages: {
    never: 'Nobody clears this interval, so that each call leaves one more, which keeps what it uses. Keep it, and call `{{stop}}`.',
    guard: 'When the work is done first, this timer stays, with all that it holds, until it fires. Call `{{stop}}` in a `finally`.',
    slept: 'When the work is done first, the timer in `{{call}}` stays until it fires. Stop it in a `finally`, by its handle or a signal.',
    onThrow: 'This {{what}} goes on when `{{at}}` throws, with all that it holds. Call `{{stop}}` in a `finally`.',
    onExit: 'This {{what}} goes on after the path that leaves at line {{line}}. Call `{{stop}}` in a `finally`.',
    outrun: 'This {{what}} goes on when line {{line}} settles it first. Call `{{stop}}` there too.',
    onEvent: 'This {{what}} is cleared on `{{done}}` alone, which need not come. Do so on `close`, which always does.',
    forgotten: '`{{closing}}()` leaves this {{what}} running, which keeps all that it uses. Call `{{stop}}` there.',
    restarted: 'A second call overwrites `{{handle}}`, and nobody can clear the {{what}} before. Call `{{stop}}` first.',
    dropped: 'Line {{line}} forgets this {{what}} while it still runs, with all that it holds. Call `{{stop}}` for it there first.',
    unclosed: 'Each object of this class leaves an interval that runs for ever. Keep it, and call `{{stop}}` in a method that closes.',
  },
  suggestions: {
    clearOnClose: 'Call `{{stop}}` in `{{closing}}()`.',
    clearAfter: 'Clear it when the race is over.',
    limit: 'Let `AbortSignal.timeout()` abort it, which needs no clearing.',
  },
  needs: [['setInterval', 'setTimeout', 'race']],
  *check(file) {
    if (file.lasting.endsWithPage) return;
    const uses = file.having('starts').filter(({ node, facts }) => facts.starts.timer !== 'repeats' || !file.reach.answers(node));
    for (const overtime of file.lasting.timings.of(uses)) yield problemOf(file, overtime);
    for (const each of file.lasting.slept) yield sleepOf(file, each);
  },
});

function problemOf(file: File, overtime: Overtime): Problem {
  const { use: { node, facts }, handle, certain, fault } = overtime;
  const clear = facts.starts.timer === 'repeats' ? 'clearInterval' : 'clearTimeout';
  const words = { what: facts.starts.what, stop: `${clear}(${handle.name ?? 'timer'})`, handle: handle.name };
  const problem = { node, words, potential: !certain };
  switch (fault.kind) {
    case 'leaks':
      return { ...problem, ...leaking(file, fault, words) };
    case 'outrun': {
      const fix = handle.name === undefined ? undefined : undoInSiblings(file.source, fault.ends, words.stop);
      return { ...problem, message: 'outrun', words: { ...words, line: fault.by.loc.start.line }, fix };
    }
    case 'event':
      return { ...problem, message: 'onEvent', words: { ...words, done: fault.event } };
    case 'skipped':
      return { ...problem, message: 'onThrow', words: { ...words, at: file.excerpt(fault.at) } };
    case 'forgotten':
      return { ...onClose(file, overtime, words.stop), ...problem, message: 'forgotten', words: { ...words, closing: fault.closing } };
    case 'dropped':
      return { ...problem, message: 'dropped', words: { ...words, stop: `${clear}()`, line: fault.at.loc.start.line } };
    case 'guard':
      return { ...problem, message: 'guard', ...guarding(file, overtime) };
    default:
      return { ...problem, message: fault.kind };
  }
}

function sleepOf(file: File, { call, certain, partly }: Slept): Problem {
  const potential = !certain;
  if (!partly) return { node: call, message: 'slept', words: { call: file.excerpt(call) }, potential };
  return { node: call, potential, ...leaking(file, partly, { what: 'timer', stop: file.excerpt(partly.releases[0] ?? call) }) };
}

/** What is stopped on some paths, and not on all. */
function leaking(
  file: File,
  { leak, releases, acquired }: NonNullable<Slept['partly']>,
  words: { what: string; stop: string },
): Pick<Problem, 'message' | 'words' | 'fix'> {
  const message = leak.how === 'throw' ? 'onThrow' : 'onExit';
  const undone = file.holdings.undone(file.valueOf(acquired), releases, words.stop);
  const fix = undone && releaseInFinally(undone);
  return { message, words: { ...words, at: file.excerpt(leak.at), line: file.lastLine(leak.at) }, fix };
}

/** What keeps its handle in the object can be cleared where that is closed. */
function onClose(file: File, { use, handle: { kept, target, name }, fault }: Overtime, stop: string): Pick<Problem, 'suggest'> {
  if (fault.kind !== 'forgotten' || !/^(field|outside)$/.test(kept) || !target || name === undefined) return {};
  const clear = file.lasting.mayBeNull(target) ? `if (${name}) ${stop}` : stop;
  const edits = clearOnClose(file.source, use.node, fault.end, clear);
  return edits ? { suggest: [{ message: 'clearOnClose', edits }] } : {};
}

function guarding({ lasting, source, isTypeScript }: File, { use: { node }, handle }: Overtime): Pick<Problem, 'fix' | 'suggest'> {
  const raced = handle.kept === 'nowhere' ? lasting.raced(node) : undefined;
  const limit = raced ? undefined : lasting.limit(node);
  const edits = limit && limitBySignal(limit, source);
  if (!raced) return { suggest: edits ? [{ message: 'limit', edits }] : [] };
  const clearing = clearAfterRace(raced, source, isTypeScript);
  return raced.isSpare ? { fix: clearing } : { suggest: clearing && [{ message: 'clearAfter', edits: clearing }] };
}
