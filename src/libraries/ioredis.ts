import { library, type Asks, type Facts } from '../library.ts';
import type { Limit } from '../limits.ts';
import { methods } from './chain.ts';

const asks: Asks = { of: 'cache', instead: '`pipeline()`' };
const command: Facts = { starts: { what: 'command' }, asks };
/** It takes many keys, which a cluster may have in several places. */
const deleting = (name: string): Facts => ({ ...command, asks: { ...asks, instead: `one \`${name}()\`` } });
const reading = [
  'get', 'getdel', 'getex', 'exists', 'ttl', 'pttl', 'type', 'strlen', 'hget', 'hmget', 'hgetall', 'hexists', 'hkeys', 'hvals', 'hlen',
  'smembers', 'sismember', 'scard', 'lrange', 'llen', 'lindex', 'zrange', 'zrangebyscore', 'zrevrange', 'zscore', 'zcard', 'zrank',
];
const writing = [
  'set', 'setex', 'setnx', 'psetex', 'append', 'incr', 'incrby', 'decr', 'decrby', 'del', 'unlink', 'expire', 'pexpire', 'persist',
  'hset', 'hmset', 'hsetnx', 'hincrby', 'hdel', 'lpush', 'rpush', 'ltrim', 'lrem', 'sadd', 'srem', 'zadd', 'zincrby', 'zrem', 'xadd',
  'xack',
];
/** What shows that it is one. */
const commands = [...reading, ...writing, 'publish', 'multi', 'eval'].map(name => `${name}()`);
/** What cannot be sent for many at once. */
const single = ['publish', 'flushdb', 'flushall'];

/**
 * https://github.com/redis/ioredis#auto-reconnect: with `null` a command waits until there is a connection again, if ever.
 * https://docs.bullmq.io/guide/connections: workers must have `null`.
 */
const retrying: Omit<Limit, 'argument'> = {
  option: 'maxRetriesPerRequest', default: 20, endless: 'retries', exempt: 'bull', write: '20',
};

/** https://redis.github.io/ioredis/; `quit()` waits for an answer, though there be no connection, `disconnect()` does not. */
export default library('ioredis', {
  '()': {
    emits: { again: { events: ['connect', 'ready'], unless: ['retryStrategy'] } },
    creates: {
      what: 'Redis client',
      close: ['await it.quit()', 'it.disconnect()'],
      cost: 'opens its own connection',
      shownBy: { 'it.quit()': commands, 'it.disconnect()': commands },
    },
    limits: [0, 1, 2].map(argument => ({ ...retrying, argument })),
  },
  'Redis()': '()',
  ...methods('()', writing, command),
  ...methods('()', single, { starts: { what: 'command' } }),
  ...methods('()', reading, { asks }),
  '().get()': { asks: { ...asks, answers: 'mget', instead: '`mget()`' } },
  '().del()': deleting('del'),
  '().unlink()': deleting('unlink'),
  '().mset()': { starts: { what: 'command' } },
  ...methods('Cluster()', writing, command),
  ...methods('Cluster()', single, { starts: { what: 'command' } }),
  ...methods('Cluster()', reading, { asks }),
  'Cluster().mset()': { starts: { what: 'command' } },
  ...methods('().duplicate()', [...writing, ...single, 'mset'], { starts: { what: 'command' } }),
  'Cluster()': {
    emits: {},
    creates: {
      what: 'Redis cluster client',
      close: ['await it.quit()', 'it.disconnect()'],
      cost: 'opens its own connections to every node',
    },
  },
  'Redis.Cluster()': 'Cluster()',
  '().duplicate()': {
    acquires: {
      what: 'duplicated connection',
      release: ['it.disconnect()', 'await it.quit()', 'it.end()'],
      shownAloneBy: ['blpop()', 'brpop()', 'brpoplpush()', 'xread()', 'xreadgroup()'],
    },
  },
  '().monitor()': {
    acquires: {
      what: 'monitoring connection',
      release: ['it.disconnect()', 'await it.quit()', 'it.end()'],
      gives: ['value', { callback: 1 }],
    },
  },
  'Cluster().duplicate()': { acquires: { what: 'duplicated connection', release: ['it.disconnect()', 'await it.quit()'] } },
});
