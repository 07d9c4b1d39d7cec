import { rule } from '../src/rule.ts';

export default rule({
  question: 'thrifty',
  description: 'Require a response schema of routes that send objects, where the framework compiles a serializer of it',
  recommended: false,
  messages: {
    generic: 'Without a response schema every property is sent, also one that is added later. Say in `{{option}}` what may be.',
  },
  *check(file) {
    for (const use of file.having('serializes')) {
      const sent = file.unschemed(use);
      if (sent) yield { node: use.node, message: 'generic', words: { option: use.facts.serializes.option }, potential: !sent.certain };
    }
  },
});
