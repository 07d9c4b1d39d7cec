import { library } from '../../library.ts';

const reads = { reads: { what: 'stream', decode: "it.setEncoding('utf8')" } };
const writes = { writes: { what: 'stream', gone: 'it.destroyed' } };
const listens = { safe: true, calls: { when: ['data'], each: true } } as const;

/** The functions that a stream made of options calls for each chunk. */
const perChunk = (name: string): { calls: { options: string[]; each: true } } => ({ calls: { options: [name], each: true } });

/** https://nodejs.org/api/stream.html */
export default library('stream', {
  'promises': 'stream/promises:',
  'Readable()': { ...reads, passes: {} },
  'Readable().on()': listens,
  'Writable()': { ...writes, ...perChunk('write') },
  'Duplex()': { ...reads, ...writes, ...perChunk('write') },
  'Duplex().on()': listens,
  'Transform()': { ...reads, ...writes, ...perChunk('transform') },
  'Transform().on()': listens,
  'PassThrough()': { ...reads, ...writes },
  'PassThrough().on()': listens,
  'Readable.from()': 'Readable()',
  'Readable.fromWeb()': 'Readable()',
  'Readable().map()': { calls: { each: true } },
});
