import { library } from '../library.ts';
import { temporaryDirectory } from './node/fs-promises.ts';

const { what, release, plain } = temporaryDirectory;
const files = [
  'fs:unlink(it)', 'fs:unlinkSync(it)', 'fs:rm(it)', 'fs:rmSync(it)', 'await fs/promises:unlink(it)', 'await fs/promises:rm(it)',
];

/** https://www.npmjs.com/package/tmp; nothing is deleted at the end of the process unless `setGracefulCleanup()` was called. */
export default library('tmp', {
  'fileSync()': { acquires: { what: 'temporary file', release: 'it.removeCallback()', path: 'name' } },
  'FileResult()': 'fileSync()',
  'dirSync()': { acquires: { what: 'temporary directory', release: 'it.removeCallback()', path: 'name' } },
  'DirResult()': 'dirSync()',
  // The callback gets the path as a string, which whoever has it may delete by himself, and last the function that deletes it.
  'file()': { acquires: { what: 'temporary file', release: files, gives: [{ callback: 1, release: 3 }], plain: true } },
  'dir()': { acquires: { what, release, plain, gives: [{ callback: 1, release: 2 }] } },
});
