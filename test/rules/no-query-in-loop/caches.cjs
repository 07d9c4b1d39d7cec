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

/** One batch takes all that a turn asks. */
async function drain(lists) {
  const found = [];
  for (const list of lists) {
    found.push(await redis.lrange(`list:${list}`, 0, -1)); // want inTurn
    await redis.del(`list:${list}`);
  }
  for (const list of lists) await redis.expire(`list:${list}`, 60); // want inTurn
  return found;
}

async function keep(values, seconds) {
  for (let i = 0; i < values.length; i += 1) {
    if (seconds) {
      await redis.set(`value:${i}`, values[i], 'EX', seconds); // want inTurn
    } else {
      await redis.set(`value:${i}`, values[i]);
    }
  }
}

/** As many queues as the program is set up with. */
async function sizes(queueNames) {
  const found = {};
  for (const name of queueNames ?? []) {
    found[name] = await redis.llen(`queue:${name}`); // want inTurn potential
  }
  return found;
}

async function ages(userIds) {
  const found = {};
  for (const id of userIds ?? []) {
    found[id] = await redis.ttl(`user:${id}`); // want inTurn
  }
  return found;
}

module.exports = { drain, keep, sizes, ages, sessionsOf, atOnce, gathered, forget, clean, scan };
