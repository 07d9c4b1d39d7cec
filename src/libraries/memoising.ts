import { library, type Facts } from '../library.ts';

const memoised = (limit: readonly string[], rest: Partial<NonNullable<Facts['keeps']>> = {}): Facts => ({
  keeps: { what: 'memoised function', limits: limit, options: 1, function: 0, by: ['cache', 'clear', 'delete'], ...rest },
});

/** https://lodash.com/docs/#memoize: its `cache` is a `Map` that somebody else must bound. */
export const lodash = library('lodash', { 'memoize()': memoised([]) });
export const lodashEs = library('lodash-es', { 'memoize()': memoised([]) });
export const lodashMemoizeFile = library('lodash/memoize', { '()': memoised([]) });
export const lodashMemoizeFileJs = library('lodash/memoize.js', { '()': memoised([]) });
export const lodashMemoize = library('lodash.memoize', { '()': memoised([]) });
/** https://underscorejs.org/#memoize */
export const underscore = library('underscore', { 'memoize()': memoised([]) });
/** https://github.com/medikoo/memoizee#limiting-cache-size: `maxAge` bounds nothing while keys keep coming. */
export const memoizee = library('memoizee', { '()': memoised(['max'], { expires: ['maxAge'] }) });
/** https://github.com/sindresorhus/p-memoize#cache; a `Map` where none is given. */
export const pMemoize = library('p-memoize', { '()': memoised(['cache']) });
/** https://github.com/sindresorhus/memoize#cache; `mem` is its old name. */
export const memoize = library('memoize', { '()': memoised(['cache']) });
export const mem = library('mem', { '()': memoised(['cache']) });
/** https://github.com/caiogondim/fast-memoize.js */
export const fastMemoize = library('fast-memoize', { '()': memoised(['cache']) });
