import { rule } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that what outlives a request and takes in something with each one has a bound',
  recommended: true,
  messages: {
    grows: '`{{store}}` outlives this call and nothing is ever taken out, so it grows until memory is gone. Delete entries, or use an LRU.',
    onThrow: 'This entry of `{{store}}` stays for ever when `{{at}}` throws. Delete it in a `finally`.',
    unlimited: 'This {{what}} keeps an entry for each key it is ever given, until memory is gone. Give it {{write}}.',
  },
  *check(file, { report }) {
    for (const { node, store, certain, thrower } of file.bounded.hoards.unbounded()) {
      if (!certain && report === 'certain') continue;
      const words = { store: store.name, at: thrower && file.excerpt(thrower) };
      yield { node, message: thrower ? 'onThrow' : 'grows', words, potential: !certain };
    }
    for (const use of file.having('keeps')) {
      const { what, limits: [limit] } = use.facts.keeps;
      const words = { what, write: limit === undefined ? 'a store with a bound' : `\`${limit}\`` };
      if (file.bounded.isUnlimited(use)) yield { node: use.node, message: 'unlimited', words };
    }
  },
});
