import { library, type Facts } from '../../library.ts';
import type { Admits } from '../../limits.ts';

const unpacking = ['createBrotliDecompress()', 'createGunzip()', 'createInflate()', 'createInflateRaw()', 'createUnzip()'];
const packing = ['createBrotliCompress()', 'createDeflate()', 'createDeflateRaw()', 'createGzip()'];
const packed: Facts = { borrows: {} };
const packers = ['brotliCompress', 'deflate', 'deflateRaw', 'gzip', 'crc32'];
const writes = { what: 'stream', gone: 'it.destroyed' };

const admits: Admits = { what: 'unpacked body', options: 1, limits: ['maxOutputLength'], of: 0, write: '10 * 1024 * 1024' };
const unpacked: Facts = { admits, bulk: { as: 'bytes', callback: 1 } };
const unpackedByPromise: Facts = { admits, bulk: { as: 'bytes' } };
const unpackedAtOnce: Facts = { admits, bulk: { as: 'bytes' }, borrows: {} };
const unpackers = ['brotliDecompress', 'gunzip', 'inflate', 'inflateRaw', 'unzip'];

/** https://nodejs.org/api/zlib.html; what is packed is seldom taken for text. */
export default library('zlib', {
  ...Object.fromEntries(unpacking.map(path => [path, { reads: { what: 'stream', decode: "it.setEncoding('utf8')" }, writes }])),
  ...Object.fromEntries(unpackers.flatMap(name => [
    [`${name}()`, unpacked], [`${name}.__promisify__()`, unpackedByPromise], [`${name}Sync()`, unpackedAtOnce],
  ])),
  ...Object.fromEntries(packers.map(name => [name === 'crc32' ? 'crc32()' : `${name}Sync()`, packed])),
  ...Object.fromEntries(packing.map(path => [path, { writes }])),
});
