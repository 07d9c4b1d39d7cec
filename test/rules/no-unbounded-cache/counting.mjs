import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);
const counts = new Map();

function scan() {
  return new Promise((resolve, reject) => {
    const stream = redis.scanStream({ count: 1000 });
    stream.on('data', keys => {
      for (const key of keys) counts.set(key.split(':')[0], (counts.get(key.split(':')[0]) ?? 0) + 1);
    });
    stream.on('end', resolve);
    stream.on('error', reject);
  });
}

// It ends when the work is done.
scan()
  .catch(console.error)
  .finally(() => {
    console.table([...counts]);
    process.exit();
  });
