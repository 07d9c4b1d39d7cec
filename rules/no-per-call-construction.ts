import { makeAtLoad, makeInstead } from '../src/fixes/make-once.ts';
import { rule } from '../src/rule.ts';

export default rule({
  question: 'made once',
  description: 'Require what is dear to make, and always made of the same, to be made once: formats, schemas, validators, tables',
  recommended: true,
  messages: {
    perRequest: 'Every {{of}} makes the same {{what}} anew, which costs far more than using it. Make it once, at module level.',
    perTurn: 'Every turn of this loop makes the same {{what}} anew, which costs far more than using it. Make it once, before the loop.',
    perCall: 'Every call makes the same {{what}} anew, which costs far more than using it. Make it once, at module level.',
    slight: 'Every {{of}} makes the same {{what}} anew, though one would do. It costs little: make it once where this runs very often.',
  },
  suggestions: {
    makeAtLoad: 'Make it when the module is loaded.',
  },
  *check(file) {
    for (const { node, what, place, potential, slight, hoist, instead } of file.constructions) {
      const { handler, loop } = place;
      const made = { source: file.source, node, typed: file.isTypeScript };
      const edits = hoist && (instead ? makeInstead(made, instead) : makeAtLoad(made, true));
      yield {
        node,
        message: slight ? 'slight' : loop ? 'perTurn' : handler ? 'perRequest' : 'perCall',
        words: { what, of: slight && loop ? 'turn of this loop' : handler?.what ?? 'call' },
        potential,
        ...(hoist === 'sure' && !potential ? { fix: edits } : { suggest: edits ? [{ message: 'makeAtLoad', edits }] : [] }),
      };
    }
  },
});
