import { library } from '../library.ts';

/** https://redis.github.io/ioredis/; `quit()` waits for an answer, though there be no connection, `disconnect()` does not. */
export default library('ioredis', {
  '()': { creates: { what: 'Redis client', close: ['await it.quit()', 'it.disconnect()'], cost: 'opens its own connection' } },
  'Redis()': '()',
  'Cluster()': {
    creates: {
      what: 'Redis cluster client',
      close: ['await it.quit()', 'it.disconnect()'],
      cost: 'opens its own connections to every node',
    },
  },
  'Redis.Cluster()': 'Cluster()',
  '().duplicate()': { acquires: { what: 'duplicated connection', release: ['it.disconnect()', 'await it.quit()', 'it.end()'] } },
  '().monitor()': {
    acquires: {
      what: 'monitoring connection',
      release: ['it.disconnect()', 'await it.quit()', 'it.end()'],
      gives: ['value', { callback: 1 }],
    },
  },
  'Cluster().duplicate()': { acquires: { what: 'duplicated connection', release: ['it.disconnect()', 'await it.quit()'] } },
});
