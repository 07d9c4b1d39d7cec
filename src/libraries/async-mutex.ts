import { library } from '../library.ts';

/** https://github.com/DirtyHairy/async-mutex; `runExclusive()` gives back by itself. */
export default library('async-mutex', {
  'Mutex().acquire()': { acquires: { what: 'lock', release: ['it()', 'from.release()'], shownBy: [] } },
  'Mutex().runExclusive()': { calls: {} },
  'Semaphore().acquire()': { acquires: { what: 'permit', release: ['it()', 'from.release()'], gives: [{ element: 1 }] } },
  'Semaphore().runExclusive()': { calls: {} },
  // Waits no longer than it is told to.
  'withTimeout()': 'Mutex()',
});
