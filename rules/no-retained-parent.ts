import { copyParts } from '../src/fixes/copy-part.ts';
import { rule } from '../src/rule.ts';

export default rule({
  question: 'bounded',
  description: 'Require that a small part of something large is copied before it is kept',
  recommended: false,
  messages: {
    bytes: '`{{part}}` shares its memory with `{{parent}}`, so that {{keeper}} keeps all of it. Keep a copy of the part.',
    text: 'V8 makes `{{part}}` a view of `{{parent}}`, so that {{keeper}} keeps all of that text. Keep a copy of the part.',
  },
  suggestions: {
    copy: 'Keep a copy.',
  },
  needs: [['subarray', 'slice', 'substring', 'substr', 'split', 'match', 'matchAll', 'exec', 'byteOffset', 'Uint8Array', 'DataView']],
  *check(file) {
    for (const { node, keeper, views, certain } of file.bounded.clingings()) {
      const [{ node: part, parent, isText }] = views;
      const words = { part: file.excerpt(part), parent: file.excerpt(parent.node), keeper };
      const edits = copyParts(file.source, views);
      yield {
        node, message: isText ? 'text' : 'bytes', words, potential: !certain, suggest: edits && [{ message: 'copy', edits }],
      };
    }
  },
});
