import { library } from '../library.ts';

/** https://github.com/moxystudio/node-proper-lockfile; a lock is also given back by `unlock()` of the same path. */
export default library('proper-lockfile', {
  'lock()': { acquires: { what: 'file lock', release: ['await it()', 'await unlock()'], releaseTwice: 'throws' } },
  'lockSync()': { acquires: { what: 'file lock', release: ['it()', 'unlockSync()'], releaseTwice: 'throws' } },
});
