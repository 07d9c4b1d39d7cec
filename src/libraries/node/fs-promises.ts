import { library, type Acquires, type Asks, type Facts } from '../../library.ts';
import type { Sends } from '../../limits.ts';
import { methods } from '../chain.ts';

export const disk: Asks = { of: 'disk' };
/** It changes nothing and opens nothing. */
export const looking: Asks = { ...disk, light: true };

/** Streams close by themselves at their end; open ones that nobody reads or writes stay. */
const piped = ['await stream/promises:pipeline(it)', 'stream:pipeline(it)', 'await stream/promises:finished(it)', 'stream:finished(it)'];

/** Whoever has the descriptor closes it then. */
const unless = [{ option: 'autoClose', is: false }];

/** Whoever listens to a file stream reads it, and it closes at its end. */
export const fileStream: Facts = {
  acquires: {
    what: 'file stream',
    release: ['it.destroy()', 'it.close()', 'it.pipe()', 'it.on()', 'it.addListener()', 'it.resume()', 'for (it)', ...piped],
    exits: 'explicit',
    unless,
  },
  reads: { what: 'file', decode: "it.setEncoding('utf8')" },
};

export const writeStream: Facts = {
  acquires: { what: 'file stream', release: ['it.end()', 'it.destroy()', 'it.close()', ...piped], exits: 'explicit', unless },
  writes: { what: 'file' },
};

/** Streams close the descriptor that they are made of. */
export const streamsOf = ['fs:createReadStream({ fd: it })', 'fs:createWriteStream({ fd: it })'];

/** Left behind once by a script it does no harm. */
export const temporaryDirectory = {
  what: 'temporary directory',
  release: ['await fs/promises:rm(it)', 'await fs/promises:rmdir(it)', 'fs:rm(it)', 'fs:rmSync(it)', 'fs:rmdir(it)', 'fs:rmdirSync(it)'],
  only: 'repeated',
  plain: true,
} as const satisfies Acquires;

/** The data are the second argument. */
const written = { to: 'disk', argument: 1, takes: 'node' } as const satisfies Sends;

/** https://nodejs.org/api/fs.html#promises-api; the streams and lines of a file handle close it at their end. */
export default library('fs/promises', {
  'open()': {
    acquires: {
      what: 'file handle',
      release: ['await it.close()', 'it.createReadStream()', 'it.createWriteStream()', 'it.readLines()', ...streamsOf],
      disposable: 'async',
      releaseTwice: 'harmless',
      spent: 'await it.close()',
    },
  },
  'FileHandle()': 'open()',
  'opendir()': { acquires: { what: 'directory handle', release: ['await it.close()', 'it.closeSync()', 'for (it)'] } },
  'mkdtemp()': { acquires: { ...temporaryDirectory, release: temporaryDirectory.release } },
  ...methods('', ['appendFile', 'copyFile', 'cp', 'mkdir', 'rename', 'rm', 'rmdir', 'truncate', 'unlink', 'utimes'], {
    starts: { what: 'file operation' }, asks: disk,
  }),
  ...methods('', ['access', 'lstat', 'readdir', 'readlink', 'realpath', 'stat'], { asks: looking }),
  'watch()': { starts: { what: 'file watch', signal: { argument: 1, option: 'signal' } } },
  'readFile()': {
    asks: disk,
    starts: { what: 'read', signal: { argument: 1, option: 'signal' } },
    loads: { what: 'file', instead: 'fs:createReadStream' },
    bulk: { as: 'bytes', encoding: 1 },
  },
  'open().read()': { borrows: { fills: 'some', settles: true } },
  'open().write()': { borrows: { settles: true } },
  'open().readFile()': { loads: { what: 'file' }, bulk: { as: 'bytes', encoding: 0 } },
  'writeFile()': { asks: disk, starts: { what: 'write', signal: { argument: 2, option: 'signal' } }, sends: written },
});
