import { library } from '../library.ts';

/** https://www.npmjs.com/package/tmp-promise; nothing is deleted at the end of the process unless `setGracefulCleanup()` was called. */
export default library('tmp-promise', {
  'file()': { acquires: { what: 'temporary file', release: 'await it.cleanup()' } },
  'FileResult()': 'file()',
  'dir()': { acquires: { what: 'temporary directory', release: 'await it.cleanup()' } },
  'DirectoryResult()': 'dir()',
  'fileSync()': { acquires: { what: 'temporary file', release: 'it.removeCallback()' } },
  'dirSync()': { acquires: { what: 'temporary directory', release: 'it.removeCallback()' } },
  'withFile()': { calls: { params: [['file()']] } },
  'withDir()': { calls: { params: [['dir()']] } },
});
