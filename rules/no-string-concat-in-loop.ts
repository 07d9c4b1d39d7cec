import type { File, Growth } from '../src/file.ts';
import { collectChunks, collectPieces } from '../src/fixes/collect-pieces.ts';
import { decodeOn, decodeStream } from '../src/fixes/decode-stream.ts';
import { rule, type Problem, type Suggestion } from '../src/rule.ts';

interface Options {
  rewrite: 'suggest' | 'fix';
}

/** `s +=`, `reduce(`, `s = s +`, `s = s.concat(`, `s = s ?`, `s = x + s` and `` s = `…${s} ``: few files hold any of them. */
const grows = new RegExp(
  String.raw`\+=(?!\s*\d)|\breduce(?:Right)?\s*\(|=(?<=(?<![\w$.#[\]'"])([\w$.#[\]'"]+)\s*=)(?![=>])\s*`
    + String.raw`(?:\(?\s*\1(?:\.concat\(|\s*[+?)&|])|[^;\n]{0,120}?(?:\+\s*\1(?![\w$.(])|\$\{\1\})|\x60[^\x60]*?\$\{\1\})`,
);

export default rule<Options>({
  question: 'thrifty',
  description: 'Disallow strings that grow in a loop where each turn reads all of it, splits characters, or keeps every piece alive',
  recommended: true,
  messages: {
    quadratic: '`{{read}}` copies all of `{{name}}` each turn: 130× slower at 10 000. Test the new piece, or join an array once.',
    bytes: 'A character that is split between two chunks of `{{stream}}` becomes `��`. {{instead}}, or decode all bytes at the end.',
    append: '`{{name}}` keeps each piece and 32 bytes a turn alive until read. Where memory is tight, gather in an array and join once.',
  },
  suggestions: {
    join: 'Gather the pieces in an array and join them once.',
    encode: 'Have the stream give strings: `{{method}}(\'utf8\')`.',
    collect: 'Collect the chunks and decode them together.',
    decode: 'Tell the decoder that more will come: `{ stream: true }`.',
  },
  options: {
    properties: { rewrite: { enum: ['suggest', 'fix'], description: 'Whether `--fix` gathers appended pieces in an array.' } },
    defaults: { rewrite: 'suggest' },
  },
  reports: 'all',
  needs: grows,
  *check(file, { rewrite, report }) {
    for (const growth of file.growths.all) {
      const { node, accumulator: { name }, read, certain, bytes } = growth;
      if (bytes) yield bytesProblem(file, growth, bytes);
      else if (read) yield { node, message: 'quadratic', words: { name, read: file.excerpt(read.node) }, potential: !certain };
      else if (report === 'all') yield { node, message: 'append', words: { name }, potential: true, ...joining(file, growth, rewrite) };
    }
  },
});

function joining(file: File, growth: Growth, rewrite: Options['rewrite']): Pick<Problem, 'fix' | 'suggest'> {
  const gathering = file.growths.gathering(growth);
  const edits = gathering && collectPieces(file, gathering);
  if (!edits) return {};
  return rewrite === 'fix' ? { fix: edits } : { suggest: [{ message: 'join', edits }] };
}

function bytesProblem(file: File, growth: Growth, { stream, decoder, inside }: NonNullable<Growth['bytes']>): Problem {
  const words = { stream: file.excerpt(stream), instead: decoder ? 'Pass `{ stream: true }`' : 'Set its encoding' };
  const problem = { node: growth.node, message: 'bytes', words };
  if (decoder) return inside ? problem : { ...problem, suggest: [{ message: 'decode', edits: decodeOn(file.source, decoder) }] };
  const encodable = file.growths.encodable(growth);
  const encoding = encodable && decodeStream(file.source, encodable);
  if (encoding && encodable.alone) return { ...problem, fix: encoding };
  const chunked = file.growths.chunked(growth);
  const collecting = chunked && collectChunks(file, chunked);
  const suggest: Suggestion[] = [
    ...(encoding && !encodable.statement ? [{ message: 'encode', words: { method: encodable.method }, edits: encoding }] : []),
    ...(collecting ? [{ message: 'collect', edits: collecting }] : []),
  ];
  return { ...problem, suggest };
}
