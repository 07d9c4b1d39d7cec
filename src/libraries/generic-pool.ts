import { library } from '../library.ts';
import type { Limit } from '../limits.ts';

/** https://github.com/coopernurse/node-pool#documentation: without it a caller waits for ever while all resources are out. */
const waiting: Limit = { option: 'acquireTimeoutMillis', default: null, endless: 'wait', argument: 1, write: '5_000' };

/** https://www.npmjs.com/package/generic-pool; a pool is drained before it is cleared. */
export default library('generic-pool', {
  'createPool()': {
    creates: { what: 'pool', close: ['await it.drain()', 'await it.clear()'], cost: 'makes its own resources' },
    limits: [waiting],
  },
  'Pool()': 'createPool()',
  'createPool().acquire()': {
    acquires: {
      what: 'pooled resource',
      release: ['await from.release(it)', 'await from.destroy(it)'],
      releaseTwice: 'throws',
      reused: true,
      checked: { by: 'validate', option: 'testOnBorrow' },
      spent: true,
      shownBy: [],
    },
  },
  'createPool().use()': { calls: {} },
});
