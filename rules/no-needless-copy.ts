import { rule } from '../src/rule.ts';
import { withoutCopy } from '../src/fixes/without-copy.ts';

export default rule({
  question: 'thrifty',
  description: 'Disallow copies that are only read, and lists that are made for their first item',
  recommended: true,
  messages: {
    split: 'All parts are made and all but the first dropped: over 140 times the work for 1000 parts. Use `split({{separator}}, 1)`.',
    find: '`filter()` tests every item and makes a list for its first: 1.2 to 8 times the work. Use `find()`.',
    least: 'A copy is made and sorted for one item: 20 to 112 times slower for 1000 items. Go through the list once.',
    read: 'This copy of `{{name}}` is only read and never leaves: its time and memory go for nothing. Use `{{name}}` itself.',
    again: 'What is copied here was made just for it, so that all of it is made twice. Use it as it is.',
    turn: 'Each turn copies and sorts `{{name}}`, which no turn changes. Do so once, before the loop.',
  },
  suggestions: {
    original: 'Do without the copy.',
  },
  needs: [['...', 'slice', 'concat', 'structuredClone', 'from', 'assign', 'parse', 'split', 'filter', 'sort', 'toSorted']],
  *check(file) {
    for (const needless of file.growths.accumulations.needless) {
      const { node, way, call, instead, same, certain } = needless;
      const separator = call?.arguments[0] && file.excerpt(call.arguments[0]);
      const words = { name: instead && file.excerpt(instead), separator };
      const edits = withoutCopy(needless, file.source);
      const repair = same ? { fix: edits } : { suggest: edits && [{ message: 'original', edits }] };
      yield { node, message: way, words, potential: !certain, ...repair };
    }
  },
});
