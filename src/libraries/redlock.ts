import { library } from '../library.ts';

/** https://www.npmjs.com/package/redlock; `lock()` and `unlock()` are what version 5 calls `acquire()` and `release()`. */
export default library('redlock', {
  '().acquire()': {
    acquires: {
      what: 'lock',
      release: ['await it.release()', 'await it.unlock()', 'await from.release(it)', 'await from.unlock(it)'],
      shownBy: ['extend()', 'expiration', 'resources'],
    },
  },
  '().lock()': { acquires: { what: 'lock', release: ['await it.unlock()', 'await from.unlock(it)'], gives: ['value', { callback: 1 }] } },
  '().using()': { calls: {} },
});
