import { library } from '../library.ts';

/** https://www.npmjs.com/package/memjs */
export default library('memjs', {
  'Client.create()': { creates: { what: 'Memcached client', close: ['it.close()', 'it.quit()'], cost: 'opens its own connections' } },
});
