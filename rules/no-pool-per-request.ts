import type { Edit } from '../src/edit.ts';
import { makeAtLoad, makeLazily } from '../src/fixes/make-once.ts';
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
    factory: 'Every call of this function makes a new {{what}}, and each one {{cost}}. Keep the first and give that.',
  },
  suggestions: {
    makeAtLoad: 'Make it when the module is loaded.',
    makeLazily: 'Make it at the first call and keep it.',
  },
  *check(file) {
    for (const use of file.having('creates')) {
      const { handler, loop, runs } = file.place(use.node);
      if (handler?.isolate || (!handler && !loop && runs !== 'call')) continue;
      const keeping = file.keeping(use);
      if (keeping === 'harmless' || keeping === 'memoised' || (keeping === 'stored' && !handler)) continue;
      const { what, cost = 'opens its own connections' } = use.facts.creates;
      const problem = { node: use.node, words: { what, cost, of: handler?.what } };
      const made = { source: file.source, node: use.node, typed: file.isTypeScript };
      if (keeping === 'closed') yield { ...problem, message: 'reopened', potential: true };
      else if (keeping === 'returned' && !handler) yield { ...problem, message: 'factory', potential: true, suggest: kept(makeLazily(made), 'makeLazily') };
      else {
        const message = handler ? 'perRequest' : loop ? 'perTurn' : 'perCall';
        const potential = (!handler && keeping === 'passed') || (use.facts.creates.personal === true && file.varies(use.node));
        yield { ...problem, message, potential, fix: makeLazily(made), suggest: kept(makeAtLoad(made), 'makeAtLoad') };
      }
    }
  },
});

function kept(edits: readonly Edit[] | undefined, message: string): readonly Suggestion[] | undefined {
  return edits && [{ message, edits }];
}
