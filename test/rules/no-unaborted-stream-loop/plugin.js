import Redis from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);

function eventOf([id, fields]) {
  return `id: ${id}\ndata: ${JSON.stringify(fields)}\n\n`;
}

/** Loaded with all others of its folder. */
export default async function activity(fastify) {
  fastify.get('/activity/:account', async (request, reply) => {
    const key = `activity:${request.params.account}`;
    let last = request.headers['last-event-id'] ?? '$';
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    while (true) { // want loop
      const result = await redis.xread('COUNT', 100, 'BLOCK', 5000, 'STREAMS', key, last);
      if (!result) {
        reply.raw.write(': idle\n\n');
        continue;
      }
      for (const entry of result[0][1]) {
        reply.raw.write(eventOf(entry));
        last = entry[0];
      }
    }
  });

  fastify.get('/activity/:account/count', async request => ({ count: await redis.xlen(request.params.account) }));
}
