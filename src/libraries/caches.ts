import { library, type Facts } from '../library.ts';

const by = ['delete', 'clear', 'del', 'reset', 'flushAll'];
const cache = (limits: readonly string[], expires: readonly string[] = [], lifetimes: Readonly<Record<string, number>> = {}): Facts =>
  ({ keeps: { what: 'cache', limits, expires, lifetimes, by } });
const uses = ['get', 'set', 'has', 'delete', 'clear', 'size', 'keys', 'values', 'entries', 'forEach'];
const lru: Facts = { keeps: { what: 'cache', limits: ['max', 'maxSize'], by, forMap: { uses, write: 'max: 1000' } } };

/** https://github.com/isaacs/node-lru-cache#storage-bounds-safety: a `ttl` alone bounds nothing. */
export const lruCache = library('lru-cache', { 'LRUCache()': lru });
/** https://github.com/isaacs/ttlcache#api */
export const isaacsTtlcache = library('@isaacs/ttlcache', { 'TTLCache()': cache(['max'], ['ttl']), '()': 'TTLCache()' });
/** https://github.com/node-cache/node-cache#options: expired entries go, but nothing bounds how many there are meanwhile. */
export const nodeCache = library('node-cache', { '()': cache(['maxKeys'], ['stdTTL'], { set: 2 }) });
/** https://github.com/ptarjan/node-cache */
export const memoryCache = library('memory-cache', { 'Cache()': cache([], [], { put: 2 }) });
/** https://keyv.org: a `Map` where no store is given. */
export const keyv = library('keyv', { 'Keyv()': cache(['store']), '()': 'Keyv()' });

/** https://github.com/graphql/dataloader#caching: its cache is meant to last for one request. */
export const dataloader = library('dataloader', {
  '()': { keeps: { what: 'data loader', limits: ['cache', 'cacheMap'], options: 1, by: ['clear', 'clearAll'], perRequest: true } },
});

/** https://expressjs.com/en/resources/middleware/session.html#session-store-implementation: the default is not meant for production. */
export const expressSession = library('express-session', {
  '()': {
    keeps: { what: 'session store in memory', limits: ['store'], lasting: true },
    equips: { what: 'session', gives: ['session', 'sessionID', 'user', 'isAuthenticated', 'flash', 'login', 'logIn', 'logout', 'logOut'] },
  },
  'MemoryStore()': { keeps: { what: 'session store in memory', limits: [], lasting: true } },
});

/** https://github.com/expressjs/cookie-session: checks and reads the cookie of each request. */
export const cookieSession = library('cookie-session', { '()': { equips: { what: 'session', gives: ['session', 'sessionOptions'] } } });
