import { library } from '../library.ts';
import redis from './redis.ts';

/** https://github.com/redis/node-redis/tree/master/packages/client: what `redis` hands on, and where its types are declared. */
export default library('@redis/client', {
  ...redis.paths,
  'RedisClient()': 'createClient()',
  'RedisClientPool()': 'createClientPool()',
  'RedisCluster()': 'createCluster()',
  'RedisSentinel()': 'createSentinel()',
});
