import { library } from '../library.ts';

/** https://www.npmjs.com/package/generic-pool; a pool is drained before it is cleared. */
export default library('generic-pool', {
  'createPool()': { creates: { what: 'pool', close: ['await it.drain()', 'await it.clear()'], cost: 'makes its own resources' } },
  'Pool()': 'createPool()',
  'createPool().acquire()': {
    acquires: {
      what: 'pooled resource',
      release: ['await from.release(it)', 'await from.destroy(it)'],
      releaseTwice: 'throws',
      reused: true,
      spent: true,
    },
  },
  'createPool().use()': { calls: {} },
});
