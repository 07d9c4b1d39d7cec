import { library } from '../library.ts';

/** https://www.npmjs.com/package/memcached */
export default library('memcached', {
  '()': { creates: { what: 'Memcached client', close: 'it.end()', cost: 'opens its own connections' } },
});
