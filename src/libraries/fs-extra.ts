import { library, type Library } from '../library.ts';
import { methods } from './chain.ts';
import { disk, looking } from './node/fs-promises.ts';

/** The functions of `fs` that both give; without a callback they give promises. */
const reading: Library['paths'] = {
  'readFile()': {
    asks: disk,
    loads: { what: 'file', gives: ['value', { callback: 1 }], instead: 'createReadStream' },
    bulk: { as: 'bytes', encoding: 1, callback: 1 },
  },
  'createReadStream()': 'fs:createReadStream()',
  'createWriteStream()': 'fs:createWriteStream()',
  'readFileSync()': { loads: { what: 'file', blocks: true, instead: 'createReadStream' }, bulk: { as: 'bytes', encoding: 1 } },
};

/** https://github.com/jprichardson/node-fs-extra */
export default library('fs-extra', {
  ...reading,
  ...methods('', [
    'appendFile', 'copy', 'copyFile', 'emptyDir', 'ensureDir', 'mkdir', 'move', 'outputFile', 'outputJson', 'remove', 'rename', 'rm',
    'unlink', 'writeFile', 'writeJson',
  ], { starts: { what: 'file operation' }, asks: disk }),
  'readJson()': { asks: disk },
  ...methods('', ['stat', 'lstat', 'readdir', 'pathExists', 'access'], { asks: looking }),
});

/** https://github.com/isaacs/node-graceful-fs */
export const gracefulFs = library('graceful-fs', { ...reading, 'promises': 'fs/promises:' });
