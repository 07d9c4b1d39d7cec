import { library, type Asks, type Facts } from '../library.ts';
import { methods } from './chain.ts';

/** Commands of one tick are sent together. */
const asks: Asks = { of: 'cache', together: true, instead: '`Promise.all()`' };
const command: Facts = { starts: { what: 'command' }, asks };
/** It takes many keys, which a cluster may have in several places. */
const deleting = (name: string): Facts => ({ ...command, asks: { ...asks, instead: `one \`${name}()\`` } });
const reading = [
  'get', 'getDel', 'getEx', 'exists', 'ttl', 'pTTL', 'type', 'strLen', 'hGet', 'hmGet', 'hGetAll', 'hExists', 'hKeys', 'hVals', 'hLen',
  'sMembers', 'sIsMember', 'sCard', 'lRange', 'lLen', 'lIndex', 'zRange', 'zScore', 'zCard', 'zRank',
];
const writing = [
  'set', 'setEx', 'setNX', 'pSetEx', 'mSet', 'append', 'incr', 'incrBy', 'decr', 'decrBy', 'del', 'unlink', 'expire', 'pExpire', 'persist',
  'hSet', 'hSetNX', 'hIncrBy', 'hDel', 'lPush', 'rPush', 'lTrim', 'lRem', 'sAdd', 'sRem', 'zAdd', 'zIncrBy', 'zRem', 'xAdd', 'xAck',
];
/** What shows that it is one. */
const commands = [...reading, ...writing, 'publish', 'multi', 'eval'].map(name => `${name}()`);
/** What cannot be sent for many at once. */
const single = ['publish', 'flushDb', 'flushAll', 'sendCommand'];
const alone: Facts = { starts: { what: 'command' } };

/**
 * https://github.com/redis/node-redis; `quit()` and `disconnect()` are what `close()` and `destroy()` were called before version 5.
 * They are still there, so `quit()` is the one that every version has.
 */
export default library('redis', {
  'createClient()': {
    emits: { again: { events: ['connect', 'ready'], unless: ['reconnectStrategy'] } },
    // What is asked while there is no connection waits for one, which is tried for again and again.
    limits: {
      option: 'commandsQueueMaxLength',
      or: ['socket.reconnectStrategy'],
      default: 0,
      endless: 'retries',
      unless: { option: 'disableOfflineQueue', is: true },
      write: '10_000',
    },
    creates: {
      what: 'Redis client',
      close: ['await it.quit()', 'await it.close()', 'it.destroy()', 'await it.disconnect()'],
      cost: 'opens its own connection',
      shownBy: { 'it.quit()': commands, 'it.disconnect()': commands },
    },
  },
  'RedisClientType()': 'createClient()',
  'createClient().connect()': 'createClient()',
  'createClient().on()': 'createClient()',
  'createClient().once()': 'createClient()',
  ...methods('createClient()', writing, command),
  ...methods('createClient()', single, alone),
  ...methods('createClient()', reading, { asks }),
  'createClient().get()': { asks: { ...asks, answers: 'mGet', instead: '`mGet()`' } },
  'createClient().del()': deleting('del'),
  'createClient().unlink()': deleting('unlink'),
  'createClient().duplicate()': {
    acquires: {
      what: 'duplicated connection',
      release: ['await it.quit()', 'await it.close()', 'it.destroy()', 'await it.disconnect()'],
      begins: ['await it.connect()'],
    },
  },
  'createClient().subscribe()': { listens: { remove: 'from.unsubscribe(it)' } },
  'createClient().pSubscribe()': { listens: { remove: 'from.pUnsubscribe(it)' } },
  'createClient().sSubscribe()': { listens: { remove: 'from.sUnsubscribe(it)' } },
  'createClient().duplicate().connect()': 'createClient().duplicate()',
  'createClient().duplicate().on()': 'createClient().duplicate()',
  'createClientPool()': {
    creates: { what: 'Redis client pool', close: ['await it.close()', 'it.destroy()'], cost: 'opens its own connections' },
  },
  'RedisClientPoolType()': 'createClientPool()',
  'createClientPool().connect()': 'createClientPool()',
  'createClientPool().on()': 'createClientPool()',
  'createClient().createPool()': 'createClientPool()',
  ...methods('createClientPool()', writing, command),
  ...methods('createClientPool()', single.slice(0, -1), alone),
  ...methods('createClientPool()', reading, { asks }),
  'createClientPool().execute()': { calls: { params: [['RedisClientType()']] } },
  'createCluster()': {
    emits: {},
    creates: {
      what: 'Redis cluster client',
      close: ['await it.quit()', 'await it.close()', 'it.destroy()', 'await it.disconnect()'],
      cost: 'opens its own connections to every node',
    },
  },
  ...methods('createCluster()', writing, command),
  ...methods('createCluster()', single.slice(0, -1), alone),
  ...methods('createCluster()', reading, { asks }),
  'RedisClusterType()': 'createCluster()',
  'createCluster().connect()': 'createCluster()',
  'createCluster().on()': 'createCluster()',
  'createSentinel()': {
    creates: { what: 'Redis sentinel client', close: ['await it.close()', 'await it.destroy()'], cost: 'opens its own connections' },
  },
  'RedisSentinelType()': 'createSentinel()',
  'createSentinel().connect()': 'createSentinel()',
  'createSentinel().on()': 'createSentinel()',
  'createSentinel().acquire()': { acquires: { what: 'leased client', release: 'await it.release()' } },
  'createSentinel().use()': { calls: { params: [['createSentinel().acquire()']] } },
});
