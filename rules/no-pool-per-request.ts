import type { Edit } from '../src/edit.ts';
import { makeAtLoad, makeLazily, makeOnceAndKeep } from '../src/fixes/make-once.ts';
import { rule, type Suggestion } from '../src/rule.ts';

export default rule({
  question: 'made once',
  description: 'Require pools, clients and agents to be made once, not per request, call or turn of a loop',
  recommended: true,
  messages: {
    perRequest: 'Every {{of}} makes a new {{what}}, and each one {{cost}}. Make it once, at module level.',
    perTurn: 'Every turn of this loop makes a new {{what}}, and each one {{cost}}. Make it once, before the loop.',
    perCall: 'Every call makes a new {{what}}, and each one {{cost}}. Make it once, at module level.',
    reopened: 'Every call makes a new {{what}} and closes it again, so none of its connections is ever reused. Make it once.',
    opened: 'Every call opens a new {{what}} and closes it again: a handshake each time, and no limit to them. Take one from a pool.',
    factory: 'Every call of this function makes a new {{what}}, and each one {{cost}}. Keep the first and give that.',
  },
  suggestions: {
    makeAtLoad: 'Make it when the module is loaded.',
    makeLazily: 'Make it at the first call and keep it.',
    keepOpen: 'Make it at the first call, keep it, and close it no more.',
  },
  *check(file) {
    for (const use of file.having('creates')) {
      const { handler, loop, runs } = file.place(use.node);
      if (handler?.isolate || (!handler && !loop && runs !== 'call')) continue;
      const keeping = file.keeping(use);
      if (keeping === 'harmless' || keeping === 'memoised' || (keeping === 'stored' && !handler)) continue;
      const { creates } = use.facts;
      const words = { what: creates.what, cost: creates.cost ?? 'opens its own connections', of: handler?.what };
      const made = { source: file.source, node: use.node, typed: file.isTypeScript };
      const { how, closings } = file.sharing(use);
      const fix = how === 'sure' && keeping === 'used' ? makeLazily(made) : undefined;
      const suggest = how && (keeping === 'closed' ? suggestionsOf({ keepOpen: makeOnceAndKeep(made, closings) })
        : suggestionsOf({ makeLazily: fix ? undefined : makeLazily(made), makeAtLoad: makeAtLoad(made) }));
      const problem = { node: use.node, words, suggest };
      if (creates.single) {
        if (keeping === 'closed' && !file.isPersonal(use)) yield { node: use.node, words, message: 'opened', potential: true };
      } else if (keeping === 'closed') yield { ...problem, message: 'reopened', potential: true };
      else if (keeping === 'returned' && !handler) yield { ...problem, message: 'factory', potential: true };
      else {
        const message = handler ? 'perRequest' : loop ? 'perTurn' : 'perCall';
        const potential = (!handler && keeping === 'passed') || file.isPersonal(use);
        yield { ...problem, message, potential, fix };
      }
    }
  },
});

function suggestionsOf(ways: Readonly<Record<string, readonly Edit[] | undefined>>): Suggestion[] {
  return Object.entries(ways).flatMap(([message, edits]) => (edits ? [{ message, edits }] : []));
}
