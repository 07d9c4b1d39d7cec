import { library } from '../library.ts';

/** https://www.npmjs.com/package/tmp; nothing is deleted at the end of the process unless `setGracefulCleanup()` was called. */
export default library('tmp', {
  'fileSync()': { acquires: { what: 'temporary file', release: 'it.removeCallback()' } },
  'FileResult()': 'fileSync()',
  'dirSync()': { acquires: { what: 'temporary directory', release: 'it.removeCallback()' } },
  'DirResult()': 'dirSync()',
  // The callback gets the path as a string, and last the function that deletes it.
  'file()': { acquires: { what: 'temporary file', release: 'it()', gives: [{ callback: 3 }] } },
  'dir()': { acquires: { what: 'temporary directory', release: 'it()', gives: [{ callback: 2 }] } },
});
