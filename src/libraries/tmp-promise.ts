import { library } from '../library.ts';

/** https://www.npmjs.com/package/tmp-promise; nothing is deleted at the end of the process unless `setGracefulCleanup()` was called. */
export default library('tmp-promise', {
  'file()': { acquires: { what: 'temporary file', release: 'await it.cleanup()', path: 'path' } },
  'FileResult()': 'file()',
  'dir()': { acquires: { what: 'temporary directory', release: 'await it.cleanup()', path: 'path' } },
  'DirectoryResult()': 'dir()',
  'fileSync()': { acquires: { what: 'temporary file', release: 'it.removeCallback()', path: 'name' } },
  'dirSync()': { acquires: { what: 'temporary directory', release: 'it.removeCallback()', path: 'name' } },
  'withFile()': { calls: { params: [['file()']] } },
  'withDir()': { calls: { params: [['dir()']] } },
});
