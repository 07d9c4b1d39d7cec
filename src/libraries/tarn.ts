import { library } from '../library.ts';

/** https://www.npmjs.com/package/tarn; `acquire()` gives an operation, and its `promise` gives the resource. */
export default library('tarn', {
  'Pool()': { creates: { what: 'pool', close: 'await it.destroy()', cost: 'makes its own resources' } },
  'Pool().acquire()': { acquires: { what: 'pooled resource', release: 'from.release(it)', reused: true, spent: true } },
  'Pool().acquire().promise': 'Pool().acquire()',
});
