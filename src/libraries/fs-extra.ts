import { library } from '../library.ts';
import { methods } from './chain.ts';

/** https://github.com/jprichardson/node-fs-extra; without a callback it gives promises. */
export default library('fs-extra', methods('', [
  'appendFile', 'copy', 'copyFile', 'emptyDir', 'ensureDir', 'mkdir', 'move', 'outputFile', 'outputJson', 'remove', 'rename', 'rm',
  'unlink', 'writeFile', 'writeJson',
], { starts: { what: 'file operation' } }));
