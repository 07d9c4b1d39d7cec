import { library } from '../../library.ts';

const makers = ['createBrotliDecompress()', 'createGunzip()', 'createInflate()', 'createInflateRaw()', 'createUnzip()'];

/** https://nodejs.org/api/zlib.html; what is packed is seldom taken for text. */
export default library(
  'zlib',
  Object.fromEntries(makers.map(path => [path, { reads: { what: 'stream', decode: "it.setEncoding('utf8')" } }])),
);
