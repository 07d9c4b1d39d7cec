import type { File, Uncleared, Use } from '../src/file.ts';
import { clearFirst, giveUp } from '../src/fixes/clear-first.ts';
import { rule, type Problem } from '../src/rule.ts';

export default rule({
  question: 'given back',
  description: 'Require that what goes back to a pool is cleared of what its owner left in it',
  recommended: true,
  messages: {
    uncleared: '`{{name}}` goes back with its old content, which its next owner may pass on. Write `{{name}}{{clear}}` first.',
    transaction: 'This {{what}} goes back with the transaction of line {{line}} open, and its next owner works inside it. Roll back first.',
    setting: 'This {{what}} goes back with what line {{line}} set, and its next owner works with that. Reset or discard it.',
    lock: 'This {{what}} goes back with the lock of line {{line}}, which nobody can release until it is closed. Unlock first.',
    subscription: 'This {{what}} goes back while it listens since line {{line}}, and its next owner is notified. Unlisten first.',
  },
  suggestions: {
    giveUp: 'Close this one: `{{discard}}`.',
    clearFirst: 'Write `{{name}}{{clear}}` first.',
  },
  needs: [['release', 'releaseConnection', 'push', 'unshift', 'done']],
  *check(file) {
    for (const use of file.having('acquires')) {
      yield* leftBehind(file, use);
      for (const uncleared of file.aftermath.uncleared(use)) yield problemOf(file, uncleared);
    }
    for (const uncleared of file.aftermath.unclearedOnLists(file)) yield problemOf(file, uncleared);
  },
});

function* leftBehind(file: File, use: Use<'acquires'>): Generator<Problem> {
  const { what, discard } = use.facts.acquires;
  for (const { at, hold, by } of file.aftermath.leftBehind(use)) {
    const edits = discard !== undefined && at.type === 'CallExpression' ? giveUp(at, discard, file.source) : undefined;
    const words = { what, line: file.firstLine(by), discard: discard?.replace(/\bit\./, '') };
    yield { node: at, message: hold, words, suggest: edits && [{ message: 'giveUp', edits }] };
  }
}

function problemOf(file: File, { at, name, lent: { clear }, isKept }: Uncleared): Problem {
  const edits = clearFirst(file.source, at, name, clear);
  const problem = { node: at, message: 'uncleared', words: { name, clear } };
  return isKept ? { ...problem, fix: edits } : { ...problem, suggest: edits && [{ message: 'clearFirst', edits }] };
}
