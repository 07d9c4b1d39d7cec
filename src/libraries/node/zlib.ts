import { library } from '../../library.ts';

const unpacking = ['createBrotliDecompress()', 'createGunzip()', 'createInflate()', 'createInflateRaw()', 'createUnzip()'];
const packing = ['createBrotliCompress()', 'createDeflate()', 'createDeflateRaw()', 'createGzip()'];
const writes = { what: 'stream', gone: 'it.destroyed' };

/** https://nodejs.org/api/zlib.html; what is packed is seldom taken for text. */
export default library('zlib', {
  ...Object.fromEntries(unpacking.map(path => [path, { reads: { what: 'stream', decode: "it.setEncoding('utf8')" }, writes }])),
  ...Object.fromEntries(packing.map(path => [path, { writes }])),
});
