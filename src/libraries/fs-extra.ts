import { library } from '../library.ts';
import { methods } from './chain.ts';
import { disk } from './node/fs-promises.ts';

/** https://github.com/jprichardson/node-fs-extra; without a callback it gives promises. */
export default library('fs-extra', {
  'readFile()': { asks: disk, bulk: { as: 'bytes', encoding: 1, callback: 1 } },
  'readFileSync()': { bulk: { as: 'bytes', encoding: 1 } },
  ...methods('', [
    'appendFile', 'copy', 'copyFile', 'emptyDir', 'ensureDir', 'mkdir', 'move', 'outputFile', 'outputJson', 'remove', 'rename', 'rm',
    'unlink', 'writeFile', 'writeJson',
  ], { starts: { what: 'file operation' }, asks: disk }),
  ...methods('', ['readJson', 'stat', 'lstat', 'readdir', 'pathExists', 'access'], { asks: disk }),
});
