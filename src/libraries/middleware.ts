import { library, type Facts } from '../library.ts';

/** Counts from zero for each one that is made. */
const limiter = (what: string): Facts => ({ creates: { personal: true, what, cost: 'counts from zero, in a store of its own' } });

/** https://express-rate-limit.mintlify.app/reference/error-codes#err-erl-created-in-request-handler */
export const expressRateLimit = library('express-rate-limit', { '()': limiter('rate limiter'), 'rateLimit()': '()' });

/** https://github.com/animir/node-rate-limiter-flexible/wiki/Memory */
export const rateLimiterFlexible = library('rate-limiter-flexible', { 'RateLimiterMemory()': limiter('rate limiter') });

/** https://github.com/chimurai/http-proxy-middleware */
export const httpProxyMiddleware = library('http-proxy-middleware', {
  'createProxyMiddleware()': { creates: { personal: true, what: 'proxy', cost: 'has listeners of its own on the server' } },
});
