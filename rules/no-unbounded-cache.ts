import type { File, Hoard } from '../src/file.ts';
import { deleteInFinally, deleteOnClose, dropOldest, makeBounded } from '../src/fixes/bound-collection.ts';
import { rule, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that what outlives a request and takes in something with each one has a bound',
  recommended: true,
  messages: {
    grows: '`{{store}}` outlives this call and nothing is ever taken out, so it grows until memory is gone. Delete entries, or use an LRU.',
    onEvent: 'This entry of `{{store}}` stays for ever when the client goes away, as `{{event}}` never comes then. Delete it on `close`.',
    onThrow: 'This entry of `{{store}}` stays for ever when `{{at}}` throws. Delete it in a `finally`.',
    unlimited: 'This {{what}} keeps an entry for each key it is ever given, until memory is gone. Give it {{write}}.',
  },
  suggestions: {
    finally: 'Delete it in a `finally`.',
    close: 'Delete it on `close`.',
    bounded: 'Use `{{name}}`.',
    oldest: 'Take the oldest entry out at 1000.',
  },
  *check(file, { report }) {
    for (const hoard of file.bounded.hoards.unbounded()) {
      const { node, store, certain, miss } = hoard;
      if (!certain && report === 'certain') continue;
      const problem = { node, potential: !certain, suggest: [...repairs(file, hoard)] };
      if (!miss) yield { ...problem, message: 'grows', words: { store: store.name } };
      else if (miss.how === 'throw') yield { ...problem, message: 'onThrow', words: { store: store.name, at: file.excerpt(miss.at) } };
      else yield { ...problem, message: 'onEvent', words: { store: store.name, event: miss.event } };
    }
    for (const use of file.having('keeps')) {
      const { what, limits: [limit] } = use.facts.keeps;
      const words = { what, write: limit === undefined ? 'a store with a bound' : `\`${limit}\`` };
      if (file.bounded.isUnlimited(use)) yield { node: use.node, message: 'unlimited', words, potential: file.bounded.mayEnd(use) };
    }
  },
});

function* repairs(file: File, hoard: Hoard): Generator<Suggestion> {
  if (hoard.miss) {
    const isOfEvent = hoard.miss.how === 'event';
    const edits = isOfEvent ? deleteOnClose(file.source, hoard.miss.at) : deleteInFinally(file.source, hoard);
    if (edits) yield { message: isOfEvent ? 'close' : 'finally', edits };
    return;
  }
  const bounding = file.bounded.boundedMapFor(hoard);
  const bounded = bounding && makeBounded(file.source, hoard, bounding, file.isTypeScript);
  if (bounded) yield { message: 'bounded', words: { name: bounding.name }, edits: bounded };
  const edits = hoard.certain ? dropOldest(file.source, hoard) : undefined;
  if (edits) yield { message: 'oldest', edits };
}
