import { library } from '../../library.ts';

const reads = { reads: { what: 'stream', decode: "it.setEncoding('utf8')" } };
const writes = { writes: { what: 'stream', gone: 'it.destroyed' } };
const listens = { safe: true, calls: { when: ['data'], each: true } } as const;

/** https://nodejs.org/api/stream.html */
export default library('stream', {
  'promises': 'stream/promises:',
  'Readable()': reads,
  'Readable().on()': listens,
  'Writable()': writes,
  'Duplex()': { ...reads, ...writes },
  'Duplex().on()': listens,
  'Transform()': { ...reads, ...writes },
  'Transform().on()': listens,
  'PassThrough()': { ...reads, ...writes },
  'PassThrough().on()': listens,
  'Readable.from()': 'Readable()',
  'Readable.fromWeb()': 'Readable()',
  'Readable().map()': { calls: { each: true } },
});
