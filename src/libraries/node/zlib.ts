import { library, type Facts } from '../../library.ts';

const unpacking = ['createBrotliDecompress()', 'createGunzip()', 'createInflate()', 'createInflateRaw()', 'createUnzip()'];
const packing = ['createBrotliCompress()', 'createDeflate()', 'createDeflateRaw()', 'createGzip()'];
const writes = { what: 'stream', gone: 'it.destroyed' };

const unpacked: Facts = { admits: { what: 'unpacked body', options: 1, limits: ['maxOutputLength'], of: 0, write: '10 * 1024 * 1024' } };
const unpackers = ['brotliDecompress', 'gunzip', 'inflate', 'inflateRaw', 'unzip'];

/** https://nodejs.org/api/zlib.html; what is packed is seldom taken for text. */
export default library('zlib', {
  ...Object.fromEntries(unpacking.map(path => [path, { reads: { what: 'stream', decode: "it.setEncoding('utf8')" }, writes }])),
  ...Object.fromEntries(unpackers.flatMap(name => [[`${name}()`, unpacked], [`${name}Sync()`, unpacked]])),
  ...Object.fromEntries(packing.map(path => [path, { writes }])),
});
