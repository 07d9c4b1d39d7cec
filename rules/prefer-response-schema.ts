import { rule } from '../src/rule.ts';

export default rule({
  question: 'thrifty',
  description: 'Require a response schema of routes that send objects, where the framework compiles a serializer of it',
  recommended: false,
  messages: {
    generic: 'Without a response schema this goes through `JSON.stringify()`, which is slower and sends every property. Set `{{option}}`.',
  },
  *check(file) {
    for (const use of file.having('serializes')) {
      const sent = file.bounded.unschemed(use);
      if (sent) yield { node: use.node, message: 'generic', words: { option: use.facts.serializes.option }, potential: !sent.certain };
    }
  },
});
