import { Redis } from 'ioredis';

const redis = new Redis(process.env.REDIS_URL);

/** @returns {import('express').RequestHandler} */
export function rolling({ ttl = 3600 } = {}) {
  return async (req, res, next) => {
    const id = req.headers['x-session'];
    if (!id) return next();
    void redis.expire(`session:${id}`, ttl); // want floating
    return next();
  };
}
