import { library, type Facts } from '../library.ts';
import { methods } from './chain.ts';

const command: Facts = { starts: { what: 'command' } };
const writing = [
  'set', 'setex', 'setnx', 'psetex', 'mset', 'append', 'incr', 'incrby', 'decr', 'decrby', 'del', 'unlink', 'expire', 'pexpire', 'persist',
  'hset', 'hmset', 'hsetnx', 'hincrby', 'hdel', 'lpush', 'rpush', 'ltrim', 'lrem', 'sadd', 'srem', 'zadd', 'zincrby', 'zrem', 'xadd',
  'xack', 'publish', 'flushdb', 'flushall',
];

/** https://redis.github.io/ioredis/; `quit()` waits for an answer, though there be no connection, `disconnect()` does not. */
export default library('ioredis', {
  '()': { emits: {}, creates: { what: 'Redis client', close: ['await it.quit()', 'it.disconnect()'], cost: 'opens its own connection' } },
  'Redis()': '()',
  ...methods('()', writing, command),
  ...methods('Cluster()', writing, command),
  ...methods('().duplicate()', writing, command),
  'Cluster()': {
    emits: {},
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
