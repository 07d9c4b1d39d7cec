import type { File, Stray } from '../src/file.ts';
import { checkOut } from '../src/fixes/check-out.ts';
import { rule, type Suggestion } from '../src/rule.ts';

/** How statements begin that change a connection, and words that some are known by. */
const statements = [
  String.raw`begin\b|commit\b|rollback\b|savepoint\s|start\s+tran|unlisten\b|unlock\s|discard\s`,
  String.raw`(?:set|reset|use(?!\s+strict)|listen|lock|flush|release|create|drop)\s+[^\s,;]`,
].join('|');
/** A pattern, and the same in capitals. */
const either = (pattern: string): string =>
  `${pattern}|${pattern.replaceAll(/\\?\w/g, letter => (letter.length > 1 ? letter : letter.toUpperCase()))}`;
const spoken = new RegExp(
  `["'\`;]\\s*(?:${either(statements)}|END\\b|ABORT\\b)|_(?:lock|LOCK)(?:_\\w+)?\\s*\\(|\\bset_config\\b|${either('into\\s+temp')}`,
);

export default rule({
  question: 'given back',
  description: 'Disallow transactions, settings, locks and other statements that belong to one connection on a pool',
  recommended: true,
  messages: {
    transaction: 'Queries of a pool run on different connections, so this transaction covers nothing and may stay open. Use one client.',
    setting: 'This setting reaches one connection of the pool: other queries do not have it, and other requests get it. Use one client.',
    lock: 'This lock belongs to one connection of the pool, and the query that releases it may run on another. Use one client.',
    subscription: 'One connection of the pool listens, and nobody is told when it is closed as idle. Use a client that is kept.',
    table: 'This table is there on one connection of the pool only, where other requests find it too. Use one client.',
  },
  suggestions: {
    checkOut: 'Take one client out of `{{pool}}` for all of it, and give it back in a `finally`.',
  },
  *check(file) {
    if (!file.mayName('queries') || !spoken.test(file.source.text)) return;
    const strays = file.aftermath.strays([...file.each('CallExpression'), ...file.each('TaggedTemplateExpression')]);
    for (const stray of strays) {
      const [change] = stray.changes;
      const hold = change?.hold === 'everything' ? 'setting' : change?.hold;
      if (hold) yield { node: stray.at, message: hold, suggest: suggestionFor(file, stray, strays) };
    }
  },
});

/** One client for this statement and those of the function that belong to the same pool. */
function suggestionFor(file: File, { pool, node, changes }: Stray, strays: readonly Stray[]): Suggestion[] | undefined {
  // A client that listens is kept for as long as anybody wants to know.
  if (!pool || changes.some(({ hold }) => hold === 'subscription')) return undefined;
  const text = file.text(pool.receiver);
  const { fn } = file.place(node);
  const sent = strays.flatMap(other => (other.pool ? [{ ...other, receiver: other.pool.receiver }] : []))
    .filter(other => file.text(other.receiver) === text && file.place(other.node).fn === fn);
  const taken = file.aftermath.takenOut(pool);
  const edits = taken && checkOut(file.source, sent, taken);
  return edits && [{ message: 'checkOut', words: { pool: text }, edits }];
}
