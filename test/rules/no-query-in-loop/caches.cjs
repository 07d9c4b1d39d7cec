const Redis = require('ioredis');
const { createClient } = require('redis');

const redis = new Redis(process.env.REDIS_URL);
const client = createClient();

async function sessionsOf(userId) {
  const ids = await redis.smembers(`user:${userId}:sessions`);
  const sessions = [];
  for (const id of ids) {
    sessions.push(await redis.get(`session:${id}`)); // want inTurn
  }
  let i = 0;
  while (i < ids.length) {
    await redis.expire(`session:${ids[i]}`, 3600); // want inTurn
    i += 1;
  }
  return sessions;
}

/** One connection answers them in the order in which they come, so this costs about one round trip. */
async function atOnce(ids) {
  return Promise.all(ids.map(id => redis.hgetall(`session:${id}`))); // want inTurn potential
}

async function gathered(ids) {
  const pipeline = redis.pipeline();
  for (const id of ids) pipeline.get(`session:${id}`);
  await pipeline.exec();
  await redis.mget(ids.map(id => `session:${id}`));
  return Promise.all(ids.map(id => client.get(`session:${id}`)));
}

async function forget(ids) {
  while (ids.length > 0) {
    const id = ids.pop();
    await client.del(`session:${id}`); // want inTurn
  }
}

async function clean(members) {
  for (const [key, gone] of members) await redis.zrem(key, ...gone);
}

async function scan() {
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor);
    cursor = next;
    await redis.del(...keys);
  } while (cursor !== '0');
}

module.exports = { sessionsOf, atOnce, gathered, forget, clean, scan };
