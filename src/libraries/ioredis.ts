import { library } from '../library.ts';

/** https://redis.github.io/ioredis/ */
export default library('ioredis', {
  '()': { creates: { what: 'Redis client', close: ['it.quit()', 'it.disconnect()'], cost: 'opens its own connection' } },
  'Redis()': '()',
  'Cluster()': {
    creates: { what: 'Redis cluster client', close: ['it.quit()', 'it.disconnect()'], cost: 'opens its own connections to every node' },
  },
  'Redis.Cluster()': 'Cluster()',
  '().duplicate()': { acquires: { what: 'duplicated connection', release: ['it.quit()', 'it.disconnect()', 'it.end()'] } },
  '().monitor()': {
    acquires: { what: 'monitoring connection', release: ['it.disconnect()', 'it.quit()', 'it.end()'], gives: ['value', { callback: 1 }] },
  },
  'Cluster().duplicate()': { acquires: { what: 'duplicated connection', release: ['it.quit()', 'it.disconnect()'] } },
});
