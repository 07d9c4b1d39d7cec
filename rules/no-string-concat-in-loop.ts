import { rule } from '../src/rule.ts';

export default rule({
  question: 'thrifty',
  description: 'Disallow growing a string in a loop where each turn reads all of it, splits characters, or keeps every piece alive',
  recommended: true,
  messages: {
    quadratic: '`{{read}}` copies all of `{{name}}` in every turn: 130× slower at 10 000 turns. Test the new piece, or gather in an array and join once.',
    bytes: 'A character that is split between two chunks of this {{what}} becomes `��`. Set the encoding of the stream, or decode all bytes at the end.',
    append: '`{{name}}` keeps every piece and 32 bytes a turn alive until it is first read. Where memory is tight, gather in an array and join once.',
  },
  reports: 'all',
  needs: /\+|\$\{|\.concat\(/,
  *check(file) {
    for (const { node, accumulator: { name }, read, bytes } of file.growths) {
      if (bytes) yield { node, message: 'bytes', words: { name, what: bytes.what } };
      else if (read) yield { node, message: 'quadratic', words: { name, read: file.excerpt(read.node) } };
      else yield { node, message: 'append', words: { name }, potential: true };
    }
  },
});
