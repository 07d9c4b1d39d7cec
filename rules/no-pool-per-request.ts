import { rule } from '../src/rule.ts';

export default rule({
  question: 'made once',
  description: 'Require pools, clients and agents to be made once, not per request, call or turn of a loop',
  recommended: true,
  messages: {
    perRequest: 'Every {{of}} makes a new `{{name}}`, and each {{what}} {{cost}}. Make it once, at module level.',
    perTurn: 'Every turn of this loop makes a new `{{name}}`, and each {{what}} {{cost}}. Make it once, before the loop.',
    perCall: 'Every call makes a new `{{name}}`, and each {{what}} {{cost}}. Make it once, at module level.',
  },
  *check(file) {
    for (const { node, facts } of file.having('creates')) {
      const { handler, loop, runs } = file.place(node);
      const { what, cost } = facts.creates;
      const words = { what, name: file.text(node.callee), cost, of: handler?.what };
      if (handler) yield { node, message: 'perRequest', words };
      else if (loop) yield { node, message: 'perTurn', words };
      else if (runs === 'call') yield { node, message: 'perCall', words };
    }
  },
});
