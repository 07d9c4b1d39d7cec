import { library } from '../../library.ts';
import { methods } from '../chain.ts';
import { disk, fileStream, looking, streamsOf, temporaryDirectory, writeStream } from './fs-promises.ts';

const directory = { what: 'directory handle', release: ['await it.close()', 'it.closeSync()', 'for (it)'] };
const closes = ['closeSync(it)', 'close(it)', ...streamsOf];
const descriptor = { what: 'file descriptor', release: closes, releaseTwice: 'throws', spent: true } as const;

/** https://nodejs.org/api/fs.html; `watchFile()` gives nothing to close, its `unwatchFile()` takes the path. */
export default library('fs', {
  'promises': 'fs/promises:',
  'open()': { acquires: { ...descriptor, release: ['close(it)', 'closeSync(it)', ...streamsOf], gives: [{ callback: 1 }] } },
  'openSync()': { acquires: descriptor },
  'opendir()': { acquires: { ...directory, gives: [{ callback: 1 }] } },
  'opendirSync()': { acquires: { ...directory, release: ['it.closeSync()', 'await it.close()', 'for (it)'] } },
  ...methods('', ['copyFile', 'rename', 'rm', 'unlink'], { asks: disk }),
  ...methods('', ['access', 'lstat', 'readdir', 'stat'], { asks: looking }),
  'readSync()': { borrows: { fills: 'some' } },
  'writeSync()': { borrows: {} },
  'appendFileSync()': { borrows: {} },
  'createReadStream()': fileStream,
  'ReadStream()': 'createReadStream()',
  'createReadStream().setEncoding()': 'createReadStream()',
  'createReadStream().on()': { safe: true, calls: { when: ['data'], each: true } },
  'createWriteStream()': writeStream,
  'WriteStream()': 'createWriteStream()',
  'readFile()': {
    asks: disk,
    loads: { what: 'file', gives: [{ callback: 1 }], instead: 'createReadStream' },
    bulk: { as: 'bytes', encoding: 1, callback: 1 },
  },
  'readFileSync()': {
    loads: { what: 'file', blocks: true, instead: 'createReadStream' },
    bulk: { as: 'bytes', encoding: 1 },
  },
  'writeFile()': { asks: disk, sends: { to: 'disk', argument: 1 } },
  'writeFileSync()': { borrows: {}, sends: { to: 'disk', argument: 1 } },
  // Outside handlers and loops a watcher is meant to watch for ever.
  'watch()': { acquires: { what: 'file watcher', release: 'it.close()', only: 'repeated' } },
  'watchFile()': { listens: { remove: 'unwatchFile(it)' } },
  'mkdtemp()': { acquires: { ...temporaryDirectory, gives: [{ callback: 1 }] } },
  'mkdtempSync()': { acquires: { ...temporaryDirectory, release: ['rmSync(it)', 'rmdirSync(it)', ...temporaryDirectory.release] } },
});
