import { takeFields } from '../src/fixes/take-fields.ts';
import { rule } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that nothing which outlives a request keeps it, its response or its body',
  recommended: true,
  messages: {
    collection: '`{{keeper}}` outlives the request and keeps `{{kept}}` in memory. Keep only the fields that are needed.',
    variable: '`{{keeper}}` keeps the last `{{kept}}` and its body until the next one comes. Keep only the fields that are needed.',
    timer: 'This {{keeper}} keeps `{{kept}}` in memory long after the answer. Take the fields that it needs into variables before.',
    listener: 'This listener on `{{keeper}}` outlives the request and keeps `{{kept}}` in memory. Take it off, or capture fields alone.',
  },
  suggestions: {
    fields: 'Take out of `{{kept}}` what is needed, before.',
  },
  *check(file) {
    if (!file.mayServe) return;
    for (const retention of file.bounded.retentions(file.lasting.leftovers)) {
      const { node, kept, by, keeper, certain } = retention;
      const edits = takeFields(file.source, node, file.bounded.captures(retention));
      yield { node, message: by, words: { kept, keeper }, potential: !certain, suggest: edits && [{ message: 'fields', edits }] };
    }
  },
});
